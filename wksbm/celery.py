"""The Celery app: it wakes workers up. What is to be done stands in the database."""

import os

from celery import Celery
from celery.signals import after_setup_logger, after_setup_task_logger

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wksbm.settings")

app = Celery("wksbm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@after_setup_logger.connect
@after_setup_task_logger.connect
def log_nothing_personal(logger, **more) -> None:
    """Worker and beat write through handlers of Celery's own: what holds for the web's log holds for theirs."""
    from wksbm.core.audit import NothingPersonal  # needs Django to be set up, which it is by now

    for handler in logger.handlers:
        handler.addFilter(NothingPersonal())
