from django.apps import AppConfig


class PmksCasesConfig(AppConfig):
    name = "pmks_cases"
    verbose_name = "Warga yang didampingi"

    def ready(self):
        from pmks_cases import due, menu, origins, panels, papers, reminders, rules  # noqa: F401  each registers itself
        from pmks_cases.actions import case_tallies, merged_subjects  # noqa: F401  counted cases; merged residents
