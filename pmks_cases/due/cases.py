"""Cases that wait: for a visit, a decision, a companion, a first call, an end."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.models import Case, EmergencyAlert, Referral
from pmks_cases.models.case import data_answer_at
from pmks_cases.models.case_due import UNVISITED_DAYS
from pmks_cases.models.case_states import State
from wksbm.core.registries import Due, DueKind

LIMIT = 20
NAMED_BY = (
    *("case__number", "case__secrecy", "case__subject_name"),
    *("case__resident__name", "case__resident__birth_on", "case__rt__number"),
)
"""What `name_and_age` says of a row's case: each other sealed column would be opened for nothing."""
TOLD_OF_ALERT = ("raised_at", "case__contact_phone", "report__secrecy", "report__rt__number", *NAMED_BY)
HOUSES = 60
"""More than anybody visits in a week."""


def page(network, route: str, *which) -> str:
    return reverse(f"pmks_cases:{route}", args=[network.slug, *which])


def name_and_age(case: Case, today) -> str:
    """`Mbah Karto, 78 tahun`, as a list inside the portal may say it; a rahasia case is its number and no more.

    Of a family that does not want the name kept: number and RT.
    """
    if case.is_secret:
        return case.number
    if case.name_refused:
        return ", ".join(filter(None, [case.known_as, str(case.rt) if case.rt_id else ""]))
    age = case.resident.age_on(today) if case.resident_id else None
    return _("%(name)s, %(age)d tahun") % {"name": case.name, "age": age} if age is not None else case.name


def _house(case: Case, network, today) -> Due:
    """One house to go to. Of a rahasia case neither landmark nor phone stands on a list."""
    landmark = case.landmark or (case.resident.present_address if case.resident_id else "")
    if case.visit_in_pairs:
        landmark = f"{landmark} · {_('kunjungi berdua')}" if landmark else _("Kunjungi berdua")
    return Due(
        name_and_age(case, today),
        "" if case.is_secret else landmark,
        page(network, "record_visit", case.number),
        case.next_visit_on,
        place=_("Tempat lain") if case.is_secret or not case.rt_id else str(case.rt),
        phone="" if case.is_secret else case.contact_phone,
    )


def emergency_alerts(user, network) -> list[Due]:
    """Emergencies that this person is told of, until the answer "Saya tangani"."""
    found = EmergencyAlert.objects.visible_to(user).of(network).unseen().annotate(data_answer=data_answer_at("case"))
    found = found.select_related("case__resident", "case__rt", "report__rt").only(*TOLD_OF_ALERT)
    return [_alert(alert, network) for alert in found.order_by("raised_at", "pk")[:LIMIT]]


def _alert(alert: EmergencyAlert, network) -> Due:
    at = timezone.localtime(alert.raised_at)
    since = _("Sejak pukul %(hour)s") % {"hour": at.strftime("%H.%M")}
    if at.date() < network.today():
        since = _("Sejak %(day)s, pukul %(hour)s") % {"day": at.strftime("%d-%m"), "hour": at.strftime("%H.%M")}
    if alert.case_id:
        alert.case.data_answer = alert.data_answer
        title = _("Darurat: %(who)s") % {"who": name_and_age(alert.case, network.today())}
        place = "" if alert.case.is_secret or not alert.case.rt_id else f"{alert.case.rt} · "
        phone = "" if alert.case.is_secret else alert.case.contact_phone
    else:
        title = _("Laporan darurat")
        place = "" if alert.report.is_secret or not alert.report.rt_id else f"{alert.report.rt} · "
        phone = ""
    answer = page(network, "answer_emergency", alert.pk)
    return Due(title, place + since, page(network, "emergency", alert.pk), network.today(), phone=phone, at_once=answer)


def first_steps(user, network) -> list[Due]:
    """Fixed first steps (UPTD PPA, SAPA 129) neither taken nor explained: for the team, else companion and board."""
    found = Referral.objects.visible_to(user).of(network).unsettled_first_steps()
    found = found.select_related("case__resident", "case__rt").annotate(data_answer=data_answer_at("case"))
    rows = list(found.only("at", *NAMED_BY).order_by("at", "pk")[:LIMIT])
    for row in rows:
        row.case.data_answer = row.data_answer
    return [
        Due(
            _("Hubungi UPTD PPA atau SAPA 129: %(who)s") % {"who": name_and_age(row.case, network.today())},
            _("Catat kapan dihubungi, atau jelaskan mengapa belum."),
            page(network, "first_step", row.case.number),
            timezone.localdate(row.at),
        )
        for row in rows
    ]


# --- Found together --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseKind:
    """A kind of waiting case: which rows of `what_waits`, in which order, and what the list says of each."""

    waits: Callable[[Any, Any, Any], bool]
    order: Callable[[Any], tuple]
    told: Callable[[Case, Any, date], Due]
    limit: int = LIMIT


def _by_next_visit(row) -> tuple:
    return row.next_visit_on, row.pk


def _by_urgency(row) -> tuple:
    return -row.urgency, row.opened_at, row.pk


def _decision(case: Case, network, today) -> Due:
    return Due(
        _("Keputusan: %(who)s") % {"who": name_and_age(case, today)},
        "" if case.is_secret else case.need,
        page(network, "move_case", case.number, State.PLAN.value),
    )


def _way_on(case: Case, network, today) -> Due:
    return Due(
        _("Lanjutkan: %(who)s") % {"who": name_and_age(case, today)},
        "" if case.is_secret else case.get_state_display(),
        page(network, "case", case.number),
    )


def _end(case: Case, network, today) -> Due:
    return Due(
        _("Akhiri masa tengok: %(who)s") % {"who": name_and_age(case, today)},
        _("Kunjungan sesudah ditutup sudah cukup."),
        page(network, "move_case", case.number, State.DONE.value),
    )


def _long_unvisited(case: Case, network, today) -> Due:
    return Due(
        _("Lama tidak ditengok: %(who)s") % {"who": name_and_age(case, today)},
        _("Pendamping: %(name)s") % {"name": case.psm.name} if case.psm_id else _("Belum ada pendamping"),
        page(network, "case", case.number),
        (case.last_visit_on or timezone.localdate(case.opened_at)) + timedelta(days=UNVISITED_DAYS),
    )


KINDS = {
    # Visits due and late of this person, only those that fit into her hours.
    "visits_due": CaseKind(
        lambda row, user, network: row.psm_id == user.pk and row.visit_due and row.place <= row.room,
        _by_next_visit,
        _house,
        HOUSES,
    ),
    # Her visits of the next days, to plan the way.
    "visits_soon": CaseKind(
        lambda row, user, network: row.psm_id == user.pk and row.visit_soon, _by_next_visit, _house, HOUSES
    ),
    # What is decided together.
    "to_decide": CaseKind(lambda row, user, network: row.state == State.MEETING, _by_urgency, _decision),
    # Cases of this companion that stand still until she does the next thing.
    "to_go_on": CaseKind(lambda row, user, network: row.psm_id == user.pk and row.still, _by_urgency, _way_on),
    # Closed cases whose last visit was made, or whose six months are over: they may end. For the companion.
    "after_closing": CaseKind(
        lambda row, user, network: (
            row.may_end and (row.psm_id == user.pk or user.has_perm("pmks_cases.assign_case", network))
        ),
        lambda row: (row.closed_at, row.pk),
        _end,
    ),
    # Nobody has been there for 90 days, of other companions: the own ones stand among the visits.
    "unvisited": CaseKind(
        lambda row, user, network: row.long_unvisited and row.psm_id != user.pk,
        lambda row: (row.last_visit_on or date.max, row.opened_at, row.pk),
        _long_unvisited,
    ),
}
WITHOUT_VISITOR = "without_visitor"


def waiting_cases(user, network, names: Collection[str]) -> dict[str, list[Due]]:
    """What the kinds of these names find: one question of what waits, and one for the cases that are told of."""
    today = network.today()
    rows = Case.objects.visible_to(user).of(network).what_waits(today)
    picked = {}
    for name in names:
        if kind := KINDS.get(name):
            waiting = sorted((row for row in rows if kind.waits(row, user, network)), key=kind.order)
            picked[name] = [row.pk for row in waiting[: kind.limit]]
    told = set().union(*picked.values())
    cases = Case.objects.with_data_answer().for_work_list().in_bulk(told) if told else {}
    found = {name: [KINDS[name].told(cases[pk], network, today) for pk in keys] for name, keys in picked.items()}
    if WITHOUT_VISITOR in names:
        found[WITHOUT_VISITOR] = _without_visitor(rows, network, today)
    return found


def _without_visitor(rows, network, today) -> list[Due]:
    """How many cases nobody visits: without companion, or beyond the hours of theirs. One line, for who gives them."""
    count = sum(bool(row.alone or (row.visit_due and row.place > row.room)) for row in rows)
    if not count:
        return []
    return [
        Due(
            _("Belum ada yang menengok (%(count)d)") % {"count": count},
            _("Bagikan kepada yang masih punya waktu."),
            page(network, "load"),
            today,
        )
    ]


def case_kind(name: str, audience: str) -> DueKind:
    """One of these kinds, which a work list asks for together with the others."""
    return DueKind(name, audience, lambda user, network: waiting_cases(user, network, [name])[name], waiting_cases)
