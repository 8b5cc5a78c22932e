"""What the family says to a decision: kept in their own words; a "no" brings the case back before the meeting."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions import follow_ups
from members.models import FollowUp
from pmks_cases.actions import case_secrecy, cases
from pmks_cases.models import Case, FamilyAnswer
from pmks_cases.models.case_states import State, move_between
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

Answer = FamilyAnswer.Answer


def waiting_of(follow_up: FollowUp) -> FamilyAnswer | None:
    """The answer that this promise waits for, or None where it promises something else."""
    if not follow_up.is_open:
        return None
    return FamilyAnswer.objects.filter(follow_up=follow_up, answered_at=None).select_related("case").first()


def note(row: FamilyAnswer, *, by, told: str, answer: str, words: str = "", at: datetime | None = None) -> FamilyAnswer:
    """Keep whom somebody told, what they answered and how they said it. The promise is done with that.

    "Ingin lain" and "menolak" send an ordinary case back before the next meeting; the move says that they want
    something else, and not in which words. Raises RefusedByRule when somebody has noted an answer already, and for an
    answer without their words where they do not agree.
    """
    with recorded("family_answers.note", by=by):
        case = Case.locked(row.case)
        case_secrecy.refuse_who_does_not_see(by, case)
        stored = FamilyAnswer.objects.select_for_update().get(pk=row.pk)
        if stored.answered_at:
            raise RefusedByRule(_("Jawaban keluarga sudah dicatat. Muat ulang halamannya."))
        if answer != Answer.AGREES and not words:
            raise RefusedByRule(_("Tulis kata mereka sendiri, supaya dirembuk lagi dengan benar."), field="words")
        stored.told, stored.answer, stored.words = told, answer, words
        stored.answered_at, stored.by = at or timezone.now(), by
        stored.save()
        follow_ups.finish(FollowUp.objects.get(pk=stored.follow_up_id), by=by, outcome=Answer(answer).label)
        if answer != Answer.AGREES and move_between(case.state, State.MEETING, secret=case.is_secret):
            why = _("Keluarga menolak.") if answer == Answer.REFUSES else _("Keluarga ingin lain.")
            cases.move(case, by=by, end=State.MEETING, why=why)
        return stored
