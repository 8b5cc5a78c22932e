"""Kartu kasus, for the network's own folder, and the slip that the family keeps."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.models import Visit
from pmks_cases.models import case_reading as reading
from pmks_cases.models.case import Secrecy
from pmks_cases.papers import told
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.documents.papers import Content, Paper, register_paper

VISITS_SHOWN = 12
PROMISES_SHOWN = 8
ON_PAPER = {**told.OF_CASE, "issuers": "pmks_cases.print_case", "readers": "pmks_cases.print_case"}


def case_card(user, network, case) -> Content:
    """Two pages at most. Of a terbatas or rahasia case only number, RT and help, and lines to write on by hand."""
    case.network = network
    data = {
        "stamp": _("RAHASIA") if case.is_secret else "",
        "who": told.who(case),
        "need": told.need(case),
        "whole": _whole(user, case) if case.secrecy == Secrecy.ORDINARY else None,
        "signers": [
            {"office": _("Pendamping"), "name": case.psm.name if case.psm_id else ""},
            told.secretary_of(network),
        ],
    }
    return Content(_("Kartu kasus %(number)s") % {"number": case.number}, data)


def _whole(user, case) -> dict:
    """What only the card of an ordinary case says."""
    return {
        "standing": [
            (_("Keadaan"), str(case.get_state_display())),
            (_("Mendesak"), str(case.get_urgency_display()).lower()),
            (_("Dibuka"), longdate(case.opened_at)),
            (_("Pendamping"), told.companion_lines(case)["name"] or _("belum ada")),
            (_("Kunjungan berikutnya"), longdate(case.next_visit_on) if case.next_visit_on else _("belum ditentukan")),
        ],
        "categories": _categories(case),
        "goals": _goals(case),
        "promises": told.promises(case, PROMISES_SHOWN),
        "referrals": _referrals(case),
        "visits": _visits(user, case),
    }


def family_slip(user, network, case) -> Content:
    """What the family keeps: no category, no diagnosis, and nothing of who helps whom else."""
    case.network = network
    data = {
        "number": case.number,
        "companion": told.companion_lines(case),
        "next_visit": _next_visit(case),
        "promises": told.promises(case, PROMISES_SHOWN),
        "complaints": told.complaints(case),
    }
    return Content(_("Lembar keluarga %(number)s") % {"number": case.number}, data)


def _next_visit(case) -> str:
    if case.next_visit_on is None:
        return ""
    if case.next_visit_on < case.network.today():
        return _("Mohon maaf, kami terlambat. Pendamping Anda akan mengabarkan kapan kami datang.")
    return longdate(case.next_visit_on, "weekday")


def _categories(case) -> list[str]:
    """The network's own words first; a label that hurts is never printed."""
    return [
        f"{row.wording or row.category.name} ({str(row.get_standing_display()).lower()})"
        for row in reading.categories_of(case)
        if not row.category.stigmatising
    ]


def _goals(case) -> list[list[str]]:
    return [
        [
            goal.wanted,
            _level(goal.baseline, goal.unit),
            _level(goal.latest, goal.unit),
            _level(goal.target, goal.unit),
            longdate(goal.due_on),
        ]
        for goal in reading.goals_of(case)
    ]


def _level(value, unit: str) -> str:
    if value is None:
        return "–"
    number = f"{value.normalize():f}".replace(".", ",")
    return f"{number} {unit}".strip()


def _referrals(case) -> list[list[str]]:
    return [
        [
            str(row.get_target_display()),
            longdate(row.sent_on) if row.sent_on else _("belum dihubungi"),
            row.answer or _("belum ada kabar"),
        ]
        for row in reading.referrals_of(case)
    ]


def _visits(user, case) -> list[list[str]]:
    rows = Visit.objects.visible_to(user).filter(case=case).select_related("by").order_by("-at")[:VISITS_SHOWN]
    return [[longdate(row.on), row.by.name, str(row.get_kind_display()), row.told] for row in rows]


register_paper(
    Paper(
        name="kartu-kasus",
        title=gettext_lazy("Kartu kasus"),
        template="pmks_cases/papers/card.typ",
        content=case_card,
        **ON_PAPER,
    ),
    Paper(
        name="lembar-keluarga",
        title=gettext_lazy("Lembar untuk keluarga"),
        template="pmks_cases/papers/slip.typ",
        content=family_slip,
        **ON_PAPER,
    ),
)
