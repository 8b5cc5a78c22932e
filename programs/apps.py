from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = "Program bersama"

    def ready(self):
        from programs import due, menu, origins, panels, papers, reminders, rules  # noqa: F401  each registers itself on import
        from programs.actions import issue_decisions, program_outcomes, recipient_outcomes  # noqa: F401
