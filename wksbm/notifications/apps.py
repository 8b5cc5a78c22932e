from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "wksbm.notifications"
    label = "notifications"
    verbose_name = "Pemberitahuan"
