from django.apps import AppConfig


class FloorConfig(AppConfig):
    name = "wksbm.portal.bench.floor"
    label = "floor"
