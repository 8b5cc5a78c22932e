from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "wksbm.portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self):
        from wksbm.portal import checks, due, menu, papers, rules  # noqa: F401  each registers itself on import
