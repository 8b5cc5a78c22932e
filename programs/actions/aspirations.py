"""Aspirasi and masalah lingkungan: written by any member, answered by a meeting or at once, with what came of it."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions import follow_ups
from pmks_cases.danger_words import speaks_of_danger
from programs.actions import pictures
from programs.models import Aspiration
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.notifications.actions import writing
from wksbm.notifications.kinds import Found

ANSWERED = "aspiration_answered"


class SpeaksOfDanger(RefusedByRule):
    """What is written sounds as if somebody were in danger: it belongs into an early report, and is not published."""

    def __init__(self):
        super().__init__(_("Ini terdengar seperti seseorang sedang dalam bahaya."), field="text")


def write(network, *, by, text: str, kind: str = Aspiration.Kind.ASPIRATION, rt=None, photo=None) -> Aspiration:
    """Bring a wish or a problem of the neighbourhood. Raises SpeaksOfDanger; nothing is kept then."""
    with recorded("aspirations.write", by=by):
        if speaks_of_danger(text):
            raise SpeaksOfDanger
        made = Aspiration.objects.create(network=network, kind=kind, text=text, rt=rt, written_by=by)
        if photo:
            pictures.keep(photo, by=by, network=network, aspiration=made)
        return made


def say(aspiration, *, by, answer: str) -> Aspiration:
    """Say what was decided; its writer is told once, however often the answer is put better afterwards."""
    with recorded("aspirations.say", by=by):
        stored = Aspiration.objects.select_for_update().get(pk=aspiration.pk)
        stored.answer, stored.answered_at, stored.answered_by = answer, timezone.now(), by
        stored.save(update_fields=["answer", "answered_at", "answered_by"])
        if stored.written_by_id != by.pk:
            writing.tell(ANSWERED, [Found(stored.network_id, stored.written_by_id, stored.pk, "answered")])
        return stored


def do_at_once(
    aspiration, *, by, answer: str, what: str = "", doer=None, due_on: date | None = None, organization=None
):
    """Answer without a meeting, and promise what is done about it. Raises RefusedByRule when it is answered already."""
    with recorded("aspirations.do_at_once", by=by):
        stored = Aspiration.objects.select_for_update().select_related("network").get(pk=aspiration.pk)
        if stored.answered_at:
            raise RefusedByRule(_("Aspirasi ini sudah dijawab. Muat ulang halamannya."))
        if doer is not None:
            people = {"doer": doer, "organization": organization}
            follow_ups.make(stored.network, by=by, what=what, due_on=due_on, origin=stored, **people)
        return say(stored, by=by, answer=answer)


def answer_by(decision, *, by) -> None:
    """What a meeting decides on the line of an aspiration is its answer."""
    item = decision.item
    if item.about_id and item.about_type_id == ContentType.objects.get_for_model(Aspiration).pk:
        say(Aspiration.objects.get(pk=item.about_id), by=by, answer=decision.text)
