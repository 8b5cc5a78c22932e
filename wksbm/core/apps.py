from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "wksbm.core"
    label = "core"
    verbose_name = "Fondasi"
