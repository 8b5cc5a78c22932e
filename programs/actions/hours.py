"""From when to when: what a meeting and an activity ask of their hours."""

from datetime import time

from django.utils.translation import gettext as _

from wksbm.core.refusals import RefusedByRule


def refuse_backwards(begins: time, ends: time | None) -> None:
    """An end that is not after the beginning is a slip of the finger. Raises RefusedByRule."""
    if ends is not None and ends <= begins:
        words = _("Selesainya lebih awal dari mulainya. Kalau lewat tengah malam, kosongkan saja.")
        raise RefusedByRule(words, field="ends")
