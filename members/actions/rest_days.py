"""The network's days of rest: noted, changed, taken back."""

from datetime import date

from django.utils.translation import gettext as _

from members.models import RestDay
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

LONGEST = 31
"""Days in one piece. Longer than any feast, and a slip in the year would keep a whole network silent."""


def add(network, *, by, starts_on: date, ends_on: date | None, reason: str) -> RestDay:
    """Note days of rest; without an end it is one day. Raises RefusedByRule for unfit or noted days."""
    row = RestDay(network=network, starts_on=starts_on, ends_on=ends_on or starts_on, reason=reason)
    _refuse_unfit(row)
    with recorded("rest_days.add", by=by):
        row.save()
    return row


def change(row: RestDay, *, by, starts_on: date, ends_on: date | None, reason: str) -> None:
    """Other days, or another reason. Raises RefusedByRule as `add` does."""
    row.starts_on, row.ends_on, row.reason = starts_on, ends_on or starts_on, reason
    _refuse_unfit(row)
    with recorded("rest_days.change", by=by):
        row.save()


def remove(row: RestDay, *, by) -> None:
    """They are days like any other after all."""
    with recorded("rest_days.remove", by=by):
        row.delete()


def _refuse_unfit(row: RestDay) -> None:
    if row.ends_on < row.starts_on:
        raise RefusedByRule(_("Hari terakhir tidak boleh sebelum hari pertama."), field="ends_on")
    if row.day_count > LONGEST:
        raise RefusedByRule(_("Paling lama %(days)d hari. Periksa tanggalnya.") % {"days": LONGEST}, field="ends_on")
    noted = RestDay.objects.of(row.network).touching(row.starts_on, row.ends_on).exclude(pk=row.pk).first()
    if noted:
        raise RefusedByRule(
            _("Sudah tercatat: %(reason)s. Ubah yang itu.") % {"reason": noted.reason}, field="starts_on"
        )
