"""The verbs of a referral (rujukan): sent, answered; and the fixed first step where violence is the matter."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.actions.case_secrecy import require_first_step
from pmks_cases.models import Case, Referral
from pmks_cases.models.case import Urgency
from pmks_cases.models.plan import ReferralTarget
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

FIRST_STEP_TARGETS = (ReferralTarget.PROTECTION_UNIT, ReferralTarget.POLICE)


def goes_by_safety(case: Case) -> bool:
    """Whether safety may go before a family's no (UU 27/2022 art. 20): a rahasia case, an emergency, vital interest."""
    return case.is_secret or case.urgency == Urgency.EMERGENCY or case.legal_basis == "vital"


def send(
    case,
    *,
    by,
    target: str,
    sent_on: date,
    spoke_with: str = "",
    family_answer: str = "",
    safety_why: str = "",
) -> Referral:
    """Note that somebody outside was asked for help, and whether the family agreed that they are told.

    Raises RefusedByRule for an ended case and a day to come; for a family that said no, unless it `goes_by_safety`,
    and then without a reason.
    """
    with recorded("referrals.send", by=by):
        stored = _open_for(case)
        _refuse_day_to_come(stored, sent_on, "sent_on")
        if family_answer == Referral.FamilyAnswer.NO:
            _refuse_against_will(stored, safety_why)
        else:
            safety_why = ""
        return Referral.objects.create(
            network_id=stored.network_id,
            case=stored,
            target=target,
            sent_on=sent_on,
            spoke_with=spoke_with,
            family_answer=family_answer,
            safety_why=safety_why,
            by=by,
        )


def record_answer(referral, *, by, answer: str, answered_on: date) -> Referral:
    """Note what they answered. A later answer takes the place of an earlier one, which stays in the history.

    Raises RefusedByRule for an answer before the question.
    """
    with recorded("referrals.record_answer", by=by):
        stored = Referral.objects.select_for_update(of=("self",)).select_related("case__network").get(pk=referral.pk)
        if stored.sent_on is None:
            raise RefusedByRule(_("Catat dahulu kapan dihubungi."))
        _refuse_day_to_come(stored.case, answered_on, "answered_on")
        if answered_on < stored.sent_on:
            raise RefusedByRule(_("Tanggal ini sebelum dihubungi."), field="answered_on")
        stored.answer, stored.answered_on = answer, answered_on
        stored.save()
        return stored


def take_first_step(case, *, by, target: str, contacted_on: date, spoke_with: str) -> Referral:
    """Note that UPTD PPA or SAPA 129 (or the police) was called, when, and who answered.

    Raises RefusedByRule for another target and for a day to come.
    """
    with recorded("referrals.take_first_step", by=by):
        stored = _open_for(case)
        if target not in FIRST_STEP_TARGETS:
            raise RefusedByRule(_("Langkah pertama ini ke UPTD PPA, SAPA 129, atau polisi."), field="target")
        _refuse_day_to_come(stored, contacted_on, "contacted_on")
        if not spoke_with:
            raise RefusedByRule(_("Tulis bicara dengan siapa."), field="spoke_with")
        step = require_first_step(stored)
        step.target, step.sent_on, step.spoke_with = target, contacted_on, spoke_with
        step.by, step.at = by, timezone.now()
        step.save()
        return step


def explain_first_step(case, *, by, explanation: str) -> Referral:
    """Note why nobody was called yet. The step stays to be taken. Raises RefusedByRule without a word."""
    with recorded("referrals.explain_first_step", by=by):
        stored = _open_for(case)
        if not explanation:
            raise RefusedByRule(_("Tulis mengapa belum dihubungi."), field="explanation")
        step = require_first_step(stored)
        step.explanation, step.by, step.at = explanation, by, timezone.now()
        step.save()
        return step


def _refuse_against_will(case: Case, safety_why: str) -> None:
    if not goes_by_safety(case):
        raise RefusedByRule(
            _("Keluarga tidak mau ini diceritakan, jadi rujukannya belum bisa dicatat. Bicarakan lagi dengan mereka."),
            field="family_answer",
        )
    if not safety_why:
        raise RefusedByRule(_("Tulis mengapa ini harus diceritakan demi keselamatan."), field="safety_why")


def _open_for(case) -> Case:
    stored = Case.locked(case)
    if not stored.is_open:
        raise RefusedByRule(_("Kasus ini sudah selesai. Buka lagi dahulu kalau masih perlu."))
    return stored


def _refuse_day_to_come(case: Case, day: date, field: str) -> None:
    if day > case.network.today():
        raise RefusedByRule(_("Tanggal ini belum tiba."), field=field)
