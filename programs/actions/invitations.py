"""Undangan: sending it, the link by which somebody answers without an account, and who was told by hand."""

import hashlib
from base64 import urlsafe_b64encode

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from members.actions.invitations import LinkIsOver
from programs.actions import attendances, telling
from programs.actions.meetings import refuse_begun, refuse_closed
from programs.models import Attendance
from wksbm.core.audit import recorded

_SALT = "programs.answer"
_LETTERS = 24
"""Bytes of a token: 192 bits, 32 letters."""


def send(meeting, *, by) -> int:
    """Invite everybody on the list who was not invited before; returns how many.

    Who reads mail is told by mail, with a link of his own; for the others the page of invitations has a text each.
    Raises RefusedByRule once the meeting has begun or was called off.
    """
    with recorded("invitations.send", by=by):
        stored = refuse_begun(meeting)
        rows = Attendance.objects.filter(meeting=stored, invited_at=None).select_for_update(of=("self",))
        rows = list(rows.order_by("pk"))
        mailed = set(Attendance.objects.filter(meeting=stored).by_mail().values_list("pk", flat=True))
        for row in rows:
            row.invited_at = timezone.now()
            if row.pk in mailed:
                _renew(row)
            if row.pk in mailed or row.user_id == by.pk:
                row.told_sequence = stored.moved_sequence
            row.save(update_fields=["invited_at", "told_sequence", "link_version", "token_digest"])
        _note_invited(stored)
        telling.tell(telling.INVITED, stored, [row for row in rows if row.user_id != by.pk])
    return len(rows)


def make_link(attendance, *, by) -> str:
    """A new link for this person; the one before opens nothing any more. Returns the token, which is stored nowhere.

    Raises RefusedByRule once the meeting has begun or was called off.
    """
    with recorded("invitations.make_link", by=by):
        stored = refuse_begun(attendance.meeting)
        row = Attendance.objects.select_for_update().get(pk=attendance.pk)
        row.invited_at = row.invited_at or timezone.now()
        token = _renew(row)
        row.save(update_fields=["invited_at", "link_version", "token_digest"])
        _note_invited(stored)
    return token


def note_told(attendance, *, by) -> None:
    """Somebody has told this person, by telephone, chat or at the door, how the meeting stands now.

    Raises RefusedByRule once its minutes are closed.
    """
    with recorded("invitations.note_told", by=by):
        stored = refuse_closed(attendance.meeting, but_called_off=True)
        row = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
        row.invited_at = row.invited_at or timezone.now()
        row.told_sequence = stored.moved_sequence
        row.save(update_fields=["invited_at", "told_sequence"])


def _note_invited(meeting) -> None:
    if meeting.invited_at is None:
        meeting.invited_at = timezone.now()
        meeting.save(update_fields=["invited_at"])


def _renew(row: Attendance) -> str:
    row.link_version += 1
    token = _token_of(row)
    row.token_digest = digest_of(token)
    return token


def _token_of(row: Attendance) -> str:
    """Made of the row, its version and the portal's key, so that a reminder can carry the same link again."""
    sealed = salted_hmac(_SALT, f"{row.pk}.{row.link_version}", algorithm="sha256").digest()
    return urlsafe_b64encode(sealed[:_LETTERS]).decode()


def digest_of(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def path_of(token: str) -> str:
    """The address to hand over, without the host."""
    return reverse("answer_link", args=[token])


def path_for(row: Attendance) -> str:
    """The address of this person's link as it stands, for a message to him alone; nothing where none was made."""
    token = _token_of(row)
    stands = row.token_digest and constant_time_compare(bytes(row.token_digest).hex(), digest_of(token).hex())
    return path_of(token) if stands else ""


def behind(digest: bytes) -> Attendance | None:
    """The invited person of a link, with the meeting; for whoever holds the link."""
    return Attendance.objects.filter(token_digest=digest).select_related("meeting__network").first()


def answer_by_link(digest: bytes, *, answer: str, represented_by: str = "") -> Attendance:
    """What the holder of a link answers. Raises LinkIsOver for one that was replaced meanwhile, and RefusedByRule as
    `attendances.answer` does."""
    found = behind(digest)
    if found is None:
        raise LinkIsOver
    return attendances.answer(found, by=None, answer=answer, represented_by=represented_by)
