"""The Celery app: it wakes workers up. What is to be done stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wksbm.settings")

app = Celery("wksbm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
