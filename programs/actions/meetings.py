"""The verbs of a meeting: planned, changed, called off, opened or not after all, closed, added to."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programs.actions import telling
from programs.actions.hours import refuse_backwards
from programs.models import Addendum, AgendaItem, Decision, Meeting
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

RECORDED_WITHIN = timedelta(days=366)
"""How long ago a meeting may have been that is recorded from the notebook."""

NOTED = Q(revision__gt=1) | Exists(Decision.objects.filter(item=OuterRef("pk")))
"""A line on which something was written or decided."""

WHEN_AND_WHERE = ("held_on", "begins", "ends", "place")
"""Of a change of these everybody who was invited is told."""
IN_ITS_FILE = ("kind", "title", "bring_along")
"""What else its calendar file shows."""


def plan(network, *, by, **values) -> Meeting:
    """Plan a meeting to come. Raises RefusedByRule for a day that is over."""
    with recorded("meetings.plan", by=by):
        refuse_backwards(values["begins"], values.get("ends"))
        if values["held_on"] < network.today():
            raise RefusedByRule(
                _("Tanggal ini sudah lewat. Musyawarah yang sudah terjadi dicatat dari buku."), field="held_on"
            )
        return Meeting.objects.create(network=network, created_by=by, **_quorum_of(network), **values)


def record_afterwards(network, *, by, **values) -> Meeting:
    """A meeting that was held already, from the notebook: with its real day, and the same rule of quorum.

    Raises RefusedByRule for a day to come, or one too long ago.
    """
    with recorded("meetings.record_afterwards", by=by):
        refuse_backwards(values["begins"], values.get("ends"))
        today = network.today()
        if not today - RECORDED_WITHIN <= values["held_on"] <= today:
            raise RefusedByRule(_("Tulis tanggal musyawarahnya, paling lama setahun yang lalu."), field="held_on")
        return Meeting.objects.create(
            network=network,
            created_by=by,
            recorded_afterwards=True,
            state=Meeting.State.RUNNING,
            started_at=timezone.now(),
            **_quorum_of(network),
            **values,
        )


def _quorum_of(network) -> dict:
    return {"quorum": network.quorum, "quorum_elements": network.quorum_elements}


def change(meeting, *, by, **values) -> Meeting:
    """Another day, time, place or chair. Raises RefusedByRule when it is over or the new day has passed."""
    with recorded("meetings.change", by=by):
        stored = _locked(meeting)
        if stored.state != Meeting.State.PLANNED:
            raise RefusedByRule(_("Musyawarah ini sudah berjalan atau selesai, jadi tidak bisa diubah lagi."))
        if values.get("held_on", stored.held_on) < stored.network.today():
            raise RefusedByRule(_("Tanggal ini sudah lewat."), field="held_on")
        refuse_backwards(values.get("begins", stored.begins), values.get("ends", stored.ends))
        told = {name for name in WHEN_AND_WHERE if values.get(name, getattr(stored, name)) != getattr(stored, name)}
        shown = {name for name in IN_ITS_FILE if values.get(name, getattr(stored, name)) != getattr(stored, name)}
        for name, value in values.items():
            setattr(stored, name, value)
        if told or shown:
            stored.sequence += 1
        if told:
            stored.moved_sequence = stored.sequence
            telling.tell_invited(telling.MOVED, stored, by=by)
        return _save(stored)


def cancel(meeting, *, by, why: str) -> Meeting:
    """Call it off. Its agenda comes back in the proposal of the next one."""
    with recorded("meetings.cancel", by=by, reason=why):
        stored = _locked(meeting)
        if stored.state != Meeting.State.PLANNED:
            raise RefusedByRule(_("Musyawarah ini sudah berjalan atau selesai, jadi tidak bisa dibatalkan."))
        stored.state, stored.cancelled_why = Meeting.State.CANCELLED, why
        stored.sequence += 1
        stored.moved_sequence = stored.sequence
        telling.tell_invited(telling.CANCELLED, stored, by=by)
        return _save(stored)


def start(meeting, *, by) -> Meeting:
    """The chair opens it, on its day or later. A second time changes nothing.

    Raises RefusedByRule before its day: who is invited still answers, and the minutes would say the wrong day.
    """
    with recorded("meetings.start", by=by):
        stored = _locked(meeting)
        if stored.state == Meeting.State.RUNNING:
            return stored
        if stored.state != Meeting.State.PLANNED:
            raise RefusedByRule(_("Musyawarah ini sudah selesai atau dibatalkan."))
        _refuse_early(stored)
        stored.state, stored.started_at = Meeting.State.RUNNING, timezone.now()
        return _save(stored)


def unopen(meeting, *, by) -> Meeting:
    """It was opened by mistake: planned again, and who is invited answers again.

    Raises RefusedByRule once something was noted or decided, and for one from the notebook.
    """
    with recorded("meetings.unopen", by=by):
        stored = _locked(meeting)
        if not may_be_unopened(stored):
            raise RefusedByRule(_("Musyawarah ini sudah ada catatannya, jadi tidak bisa ditarik lagi."))
        stored.state, stored.started_at = Meeting.State.PLANNED, None
        return _save(stored)


def may_be_unopened(meeting) -> bool:
    """Opened here, and nothing was noted or decided (a promise comes of a decision) that all may know of."""
    if meeting.state != Meeting.State.RUNNING or meeting.recorded_afterwards:
        return False
    lines = AgendaItem.objects.told_to_all().filter(meeting=meeting)
    return not lines.filter(NOTED).exists()


def close(meeting, *, by) -> Meeting:
    """Close the minutes: they do not change any more. Raises RefusedByRule when it is not running, and before its
    day."""
    with recorded("meetings.close", by=by):
        stored = _locked(meeting)
        if stored.state != Meeting.State.RUNNING:
            raise RefusedByRule(_("Musyawarah ini belum dibuka atau notulennya sudah ditutup."))
        _refuse_early(stored)
        stored.state, stored.closed_at, stored.closed_by = Meeting.State.CLOSED, timezone.now(), by
        return _save(stored)


def add(meeting, *, by, text: str) -> Addendum:
    """Add to closed minutes. Raises RefusedByRule while they are still open."""
    with recorded("meetings.add", by=by):
        if _locked(meeting).state != Meeting.State.CLOSED:
            raise RefusedByRule(_("Notulen masih terbuka: tulis langsung di dalamnya."))
        return Addendum.objects.create(network_id=meeting.network_id, meeting=meeting, text=text, by=by)


def _refuse_early(stored: Meeting) -> None:
    if stored.held_on > stored.network.today():
        day = date_format(stored.held_on, "j F Y", use_l10n=False)
        words = _("Musyawarah ini direncanakan %(day)s. Kalau diadakan hari ini, ubah dahulu harinya.")
        raise RefusedByRule(words % {"day": day}, field="held_on")


def _locked(meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("network").get(pk=meeting.pk)


def _save(meeting: Meeting) -> Meeting:
    meeting.revision += 1
    meeting.save()
    return meeting


def refuse_begun(meeting) -> Meeting:
    """The meeting, locked, for who invites or answers. Raises RefusedByRule once it has begun or was called off."""
    stored = _locked(meeting)
    if stored.state == Meeting.State.CANCELLED:
        raise RefusedByRule(_("Musyawarah ini dibatalkan."))
    if not stored.is_awaited:
        raise RefusedByRule(_("Musyawarah ini sudah dimulai, jadi jawabannya tidak berubah lagi."))
    return stored


def refuse_closed(meeting, *, but_called_off: bool = False) -> Meeting:
    """The meeting, locked, for who changes something in it. Raises RefusedByRule once its minutes are closed, and once
    it was called off unless `but_called_off`."""
    stored = _locked(meeting)
    if not stored.is_open and not (but_called_off and stored.state == Meeting.State.CANCELLED):
        raise RefusedByRule(_("Notulen sudah ditutup dan tidak berubah lagi. Tulis tambahan notulen."))
    return stored
