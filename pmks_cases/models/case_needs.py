"""What must be there before a case moves on. Each need has one sentence, and one question to the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from members.models import FollowUp
from pmks_cases.models.case import Case
from pmks_cases.models.case_due import AFTERCARE_DAYS
from pmks_cases.models.case_states import AFTERCARE_REASONS, Move
from pmks_cases.models.consent import Consent
from pmks_cases.models.plan import PlanStep
from pmks_cases.models.visit import Visit


@dataclass(frozen=True)
class Need:
    """`name` is its word in the table of moves, `sentence` what a person is asked for, `is_met` looks for it."""

    name: str
    sentence: str
    is_met: Callable[[Case], bool]


def _was_met(case: Case) -> bool:
    return case.visits.filter(kind=Visit.Kind.VISIT).exclude(met=Visit.Met.NOBODY).exists()


def _answered_about_data(case: Case) -> bool:
    return case.legal_basis != "setuju" or case.consents.filter(purpose=Consent.Purpose.DATA).exists()


def _first_step_settled(case: Case) -> bool:
    return all(referral.is_settled for referral in case.referrals.filter(is_first_step=True))


def _says_what_it_wants(case: Case) -> bool:
    return bool(case.wish and case.own_part)


def _ends_with_visits(case: Case) -> bool:
    return case.closing_reason in AFTERCARE_REASONS


def _has_steps(case: Case) -> bool:
    return case.steps.exclude(follow_up__state=FollowUp.State.WITHDRAWN).exists()


def _something_was_done(case: Case) -> bool:
    done = PlanStep.objects.filter(case=case, follow_up__state=FollowUp.State.DONE)
    return done.exists() or case.referrals.exclude(sent_on=None).exists()


def _aftercare_is_over(case: Case) -> bool:
    """The planned visits were made, or six months are over with at least one."""
    made = case.visits.filter(kind=Visit.Kind.VISIT, at__gt=case.closed_at).count()
    over = case.network.today() > case.closed_at.date() + timedelta(days=AFTERCARE_DAYS)
    return made >= max(1, case.aftercare_visits) or (over and made >= 1)


NEEDS = {
    need.name: need
    for need in (
        Need("companion", _("Pilih dahulu pendampingnya."), lambda case: bool(case.psm_id or case.outside_companion)),
        Need("visit", _("Kunjungi dahulu dan catat kunjungannya."), _was_met),
        Need("consent", _("Tanyakan dahulu persetujuannya; jawaban tidak pun boleh."), _answered_about_data),
        Need("assessment", _("Tulis dahulu keadaannya."), lambda case: case.assessments.exists()),
        Need(
            "first_step",
            _("Hubungi dahulu UPTD PPA atau SAPA 129, atau jelaskan mengapa belum."),
            _first_step_settled,
        ),
        Need(
            "referral",
            _("Catat dahulu rujukan yang sudah dikirim."),
            lambda case: case.referrals.exclude(sent_on=None).exists(),
        ),
        Need("other_case", _("Pilih kasus tempat menggabungkan."), lambda case: case.joining is not None),
        Need(
            "wish",
            _("Tulis keinginannya sendiri dan apa yang ia sanggupi."),
            _says_what_it_wants,
        ),
        Need("goal", _("Tulis paling sedikit satu tujuan."), lambda case: case.goals.filter(dropped_at=None).exists()),
        Need("steps", _("Tulis paling sedikit satu langkah: apa, siapa, kapan."), _has_steps),
        Need("action", _("Selesaikan dahulu paling sedikit satu langkah."), _something_was_done),
        Need(
            "aftercare",
            _("Hanya bila tujuannya tercapai atau ia sudah mandiri."),
            _ends_with_visits,
        ),
        Need(
            "no_aftercare",
            _("Masih perlu ditengok satu sampai tiga kali."),
            lambda case: case.closing_reason not in AFTERCARE_REASONS,
        ),
        Need("aftercare_over", _("Tengok dahulu sebanyak yang direncanakan."), _aftercare_is_over),
    )
}


def unmet(case: Case, move: Move, known: Mapping[str, bool] | None = None) -> list[Need]:
    """What this move still asks for, in the order of the table.

    `known` holds answers that a page has from what it shows anyway, by the name of the need.
    """
    known = known or {}
    return [NEEDS[name] for name in move.needs if not (known[name] if name in known else NEEDS[name].is_met(case))]


def measured_twice(case: Case) -> bool:
    """Whether a goal has its baseline and one more measurement: without, nobody knows that anything was reached."""
    values = case.measurements.filter(goal__dropped_at=None).values_list("goal_id", flat=True)
    return any(list(values).count(goal) >= 2 for goal in set(values))
