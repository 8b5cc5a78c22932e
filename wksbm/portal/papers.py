"""Laporan bulanan PSM: a volunteer's own month on paper, for the chair and the secretary.

Issued by her, about herself, read by her and by the board. It names nobody who is helped, and what it counts is the
same whoever reads it (`actions.psm_month` says how).
"""

from dataclasses import asdict

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Training
from pmks_cases.models.plan import Effort
from pmks_cases.papers.told import chair_of
from wksbm.documents.papers import Content, Paper, Series, register_paper
from wksbm.portal.actions.psm_month import PsmMonth, VisitedCase, month_of
from wksbm.portal.numbers import Period

NAME = "laporan-psm"
MONTHS_BACK = 6
LINES = 600
"""Letters that each of the two texts may have."""
MIDDLE_OF_MONTH = 15
"""Until then the report is usually about the month that is over."""


def what_to_write(user, network, row) -> dict[str, forms.Field]:
    """Which month, and what only she can say."""
    today = network.today()
    months = [Period.of_months(today)]
    for _earlier in range(MONTHS_BACK):
        months.append(months[-1].before())
    without_names = _("Jangan menulis nama warga: cukup nomor kasus atau RT-nya.")
    area = forms.Textarea(attrs={"rows": 3})
    return {
        "month": forms.ChoiceField(
            label=_("Bulan"),
            choices=[(month.link, month.label) for month in months],
            initial=months[today.day <= MIDDLE_OF_MONTH].link,
            help_text=_("Kunjungan ke kasus yang dirahasiakan tidak dihitung di laporan ini."),
        ),
        "obstacles": forms.CharField(
            label=_("Hambatan bulan ini"), max_length=LINES, required=False, widget=area, help_text=without_names
        ),
        "plan": forms.CharField(
            label=_("Rencana bulan depan"), max_length=LINES, required=False, widget=area, help_text=without_names
        ),
    }


def psm_report(user, network, row, *, month: str, obstacles: str = "", plan: str = "") -> Content:
    """The month of this person. What she writes herself may stay empty: then lines are left for her pen."""
    period = Period.parse(month, network.today())
    found = month_of(user, network, period)
    data = {
        "month": period.label,
        "who": _who(user),
        "figures": _figures(found),
        "efforts": [[str(effort.label), str(found.efforts.get(effort.value, 0))] for effort in Effort],
        "cases": [_line(case) for case in found.cases],
        "obstacles": obstacles,
        "plan": plan,
        "signers": [
            {"note": " ", "office": _("Relawan PSM"), "name": user.name},
            {"note": _("Mengetahui,"), **chair_of(network)},
        ],
    }
    called = _("Laporan bulanan %(name)s, %(month)s") % {"name": user.name, "month": period.label}
    return Content(called, data, _("Ketua"), rests_on=asdict(found))


def _who(user) -> list[tuple[str, str]]:
    training = Training.objects.visible_to(user).filter(volunteer__user=user).order_by("-held_on", "-pk").first()
    facts = [(_("Nama"), user.name), (_("Sebagai"), _("Relawan PSM"))]
    if training:
        facts.append((_("Pelatihan terakhir"), f"{training.get_level_display()}, {training.held_on.year}"))
    return facts


def _figures(found: PsmMonth) -> list[list[str]]:
    kept = _("%(kept)d dari %(all)d") % {"kept": found.promises.count, "all": found.promises.of}
    return [
        [_("Kunjungan"), str(found.visits)],
        [_("Sapaan"), str(found.greetings)],
        [_("Kasus yang didatangi"), str(len(found.cases))],
        [_("Di antaranya baru dibuka bulan ini"), str(found.opened)],
        [_("Di antaranya ditutup bulan ini"), str(found.closed)],
        [_("Rujukan yang diantar"), str(found.referrals)],
        [_("Janji yang ditepati pada waktunya"), kept if found.promises.of else "–"],
    ]


def _line(case: VisitedCase) -> list[str]:
    days = ", ".join(str(day) for day in case.days)
    missed = _("%(count)d kali tidak bertemu") % {"count": case.missed} if case.missed else ""
    return [case.number, case.rt, str(len(case.days)), days, missed]


register_paper(
    Paper(
        name=NAME,
        title=gettext_lazy("Laporan bulanan PSM"),
        template="portal/papers/psm_month.typ",
        content=psm_report,
        choices=what_to_write,
        issuers="portal.view_own_month",
        readers="portal.read_psm_report",
        issuer_reads=True,
        lapses=True,
        series=Series("LAP"),
    )
)
