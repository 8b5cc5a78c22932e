"""Cases that wait: for a visit, a decision, a companion, a first call, an end."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.models import Case, EmergencyAlert, Referral
from pmks_cases.models.case import UNVISITED_DAYS, data_answer_at
from pmks_cases.models.case_states import State
from wksbm.core.registries import Due

LIMIT = 20
TOLD_OF_ALERT = (
    *("raised_at", "case__number", "case__secrecy", "case__subject_name", "case__contact_phone"),
    *("case__resident__name", "case__resident__birth_on", "case__rt__number", "report__secrecy", "report__rt__number"),
)
HOUSES = 60
"""More than anybody visits in a week."""
SOON_DAYS = 6
"""How far ahead the houses to come are told: a week, today included."""


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


def _mine(user, network):
    found = Case.objects.visible_to(user).of(network).filter(psm=user).with_data_answer()
    return found.for_work_list()


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


def visits_due(user, network) -> list[Due]:
    """Visits due and late of this person, only those that fit into her hours."""
    today = network.today()
    found = _mine(user, network).within_hours(today).order_by("next_visit_on", "pk")
    return [_house(case, network, today) for case in found[:HOUSES]]


def visits_soon(user, network) -> list[Due]:
    """Her visits of the next days, to plan the way."""
    today = network.today()
    found = _mine(user, network).visits_due(today + timedelta(days=SOON_DAYS)).filter(next_visit_on__gt=today)
    return [_house(case, network, today) for case in found.order_by("next_visit_on", "pk")[:HOUSES]]


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
    rows = list(found.order_by("at", "pk")[:LIMIT])
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


def to_decide(user, network) -> list[Due]:
    """Cases that wait for what is decided together."""
    found = Case.objects.visible_to(user).of(network).filter(state=State.MEETING).with_data_answer().for_work_list()
    return [
        Due(
            _("Keputusan: %(who)s") % {"who": name_and_age(case, network.today())},
            "" if case.is_secret else case.need,
            page(network, "move_case", case.number, State.PLAN.value),
        )
        for case in found.order_by("-urgency", "opened_at", "pk")[:LIMIT]
    ]


def to_go_on(user, network) -> list[Due]:
    """Cases of this companion that stand still until she does the next thing: after the first visit, before the help.

    Later on it is visits and promises that bring her back to them.
    """
    waiting = Q(state__in=(State.ASSESSMENT, State.PLAN)) | Q(state=State.VERIFICATION, last_visit_on__isnull=False)
    found = _mine(user, network).filter(waiting)
    return [
        Due(
            _("Lanjutkan: %(who)s") % {"who": name_and_age(case, network.today())},
            "" if case.is_secret else case.get_state_display(),
            page(network, "case", case.number),
        )
        for case in found.order_by("-urgency", "opened_at", "pk")[:LIMIT]
    ]


def after_closing(user, network) -> list[Due]:
    """Closed cases whose last visit was made, or whose six months are over: they may end. For the companion."""
    today = network.today()
    found = Case.objects.visible_to(user).of(network).aftercare_over(today).with_data_answer().for_work_list()
    if not user.has_perm("pmks_cases.assign_case", network):
        found = found.filter(psm=user)
    return [
        Due(
            _("Akhiri masa tengok: %(who)s") % {"who": name_and_age(case, today)},
            _("Kunjungan sesudah ditutup sudah cukup."),
            page(network, "move_case", case.number, State.DONE.value),
        )
        for case in found.order_by("closed_at", "pk")[:LIMIT]
    ]


def without_visitor(user, network) -> list[Due]:
    """How many cases nobody visits: without companion, or beyond the hours of theirs. One line, for who gives them."""
    today = network.today()
    known = Case.objects.visible_to(user).of(network)
    count = known.without_companion().values("pk").union(known.beyond_hours(today).values("pk")).count()
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


def unvisited(user, network) -> list[Due]:
    """Open cases where nobody has been for 90 days, of other companions: the own ones stand among the visits."""
    today = network.today()
    found = Case.objects.visible_to(user).of(network).unvisited(today).exclude(psm=user).with_data_answer()
    return [
        Due(
            _("Lama tidak ditengok: %(who)s") % {"who": name_and_age(case, today)},
            _("Pendamping: %(name)s") % {"name": case.psm.name} if case.psm_id else _("Belum ada pendamping"),
            page(network, "case", case.number),
            (case.last_visit_on or timezone.localdate(case.opened_at)) + timedelta(days=UNVISITED_DAYS),
        )
        for case in found.for_work_list().order_by("last_visit_on", "opened_at", "pk")[:LIMIT]
    ]
