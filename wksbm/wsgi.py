"""The door for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wksbm.settings")

application = get_wsgi_application()

# All that is loaded by now stays: the collector of garbage need not walk through it again and again, and a page, which
# makes some thousands of short-lived objects, need not call it twenty times.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 50, 100)
