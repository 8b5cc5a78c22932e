"""What narrows the list of cases, what is typed into its search box, and how such a list is kept by name."""

import re
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.access import Role
from members.models import Membership, VolunteerArea
from pmks_cases.models.case import NeedKind, Urgency
from pmks_cases.models.case_knowledge import BOARD
from pmks_cases.models.case_reading import late_in_something, of_people_named, with_late_promises
from pmks_cases.models.case_states import ENDED_STATES, State
from wksbm.core.forms import PortalForm

MINE, OWN_RT, ALL = "saya", "rt", "semua"
NARROWING = ("keadaan", "bidang", "mendesak", "psm", "lambat")
"""The fields that are chosen from a list."""
NOBODY = "0"
"""Chosen instead of a companion: the cases without one."""
_CASE_NUMBER = re.compile(r"(?:(20\d\d)\D{1,3})?(\d{4})")


def case_number(typed: str) -> str:
    """How a typed number of a case ends: `2026-4817` or `-4817`; '' for anything else."""
    found = _CASE_NUMBER.fullmatch(typed.strip())
    return f"{found[1] or ''}-{found[2]}" if found else ""


class CaseFilter(forms.Form):
    """The filters of the list, read from the address; what is not understood filters nothing.

    The choices are the same whatever cases there are: those of PSM are the people in office, asked for when the selects
    are `opened`.
    """

    nama = forms.CharField(required=False, max_length=100)
    daftar = forms.ChoiceField(
        required=False, choices=[(MINE, _("Saya dampingi")), (OWN_RT, _("RT saya")), (ALL, _("Semua"))]
    )
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Masih berjalan")),
            *((value, label) for value, label in State.choices if value != State.CLOSED),
            ("berakhir", _("Sudah berakhir")),
            ("semua", _("Semua")),
        ],
    )
    bidang = forms.ChoiceField(label=_("Bidang"), required=False, choices=[("", _("Semua bidang")), *NeedKind.choices])
    mendesak = forms.TypedChoiceField(
        label=_("Mendesak"), required=False, coerce=int, choices=[("", _("Semua")), *Urgency.choices]
    )
    psm = forms.ChoiceField(label=_("Pendamping"), required=False)
    lambat = forms.ChoiceField(
        label=_("Waktunya"), required=False, choices=[("", _("Tepat waktu dan terlambat")), ("1", _("Terlambat saja"))]
    )

    def __init__(self, data, *, user, network):
        super().__init__(data)
        self.user, self.network = user, network
        self.sees_all = not BOARD.isdisjoint(user.roles_in(network.pk))
        chosen = any(data.get(name) for name in NARROWING)
        self.opened = chosen or "saring" in data
        if self.sees_all:
            people = self._people() if self.opened else []
            self.fields["psm"].choices = [("", _("Semua")), (NOBODY, _("Belum ada")), *people]
        else:
            del self.fields["psm"]
        self.is_valid()

    def _people(self) -> list[tuple[str, str]]:
        serving = Membership.objects.visible_to(self.user).current().filter(network=self.network)
        serving = serving.filter(role__in=[*BOARD, Role.PSM]).order_by("user__name")
        people = dict(serving.values_list("user_id", "user__name"))
        return [(str(pk), name) for pk, name in people.items()]

    def chosen(self, name: str):
        return self.cleaned_data.get(name) or ""

    @property
    def tab(self) -> str:
        """Which list: a PSM begins with her own, the board with all."""
        return self.chosen("daftar") or (ALL if self.sees_all else MINE)

    @property
    def name(self) -> str:
        """The searched name. A number is never searched from here: it would stand in the address."""
        typed = self.chosen("nama").strip()
        return "" if any(letter.isdigit() for letter in typed) else typed

    def with_marks(self, cases):
        """`cases` with what a row says besides its columns."""
        return with_late_promises(cases, self.network.today())

    def narrow(self, cases, today):
        """`cases` without those that the filters leave out."""
        found = self.with_marks(cases)
        if self.tab == MINE:
            found = found.filter(psm=self.user)
        elif self.tab == OWN_RT:
            own = VolunteerArea.objects.visible_to(self.user).of(self.network).filter(volunteer__user=self.user)
            offices = [office.rt_id for office in self.user.current_memberships if office.rt_id]
            found = found.filter(Q(rt__in=own.values("rt")) | Q(rt__in=offices))
        state = self.chosen("keadaan")
        if state == "":
            found = found.open()
        elif state == "berakhir":
            found = found.filter(state__in=ENDED_STATES)
        elif state != "semua":
            found = found.filter(state=state)
        if kind := self.chosen("bidang"):
            found = found.filter(need_kind=kind)
        if urgency := self.chosen("mendesak"):
            found = found.filter(urgency=urgency)
        if psm := self.chosen("psm"):
            found = found.without_companion() if psm == NOBODY else found.filter(psm_id=int(psm))
        if self.chosen("lambat"):
            found = late_in_something(found, today)
        return of_people_named(found, self.network, self.name) if self.name else found

    @property
    def narrowed(self) -> bool:
        return any(self.chosen(name) for name in NARROWING)

    @property
    def selects(self) -> list[dict]:
        """What is chosen from, for the page to draw: name, label, and options of (value, label, whether chosen)."""
        if not self.opened:
            return []
        return [
            {
                "name": name,
                "label": self.fields[name].label,
                "options": [
                    (value, label, str(value) == str(self.chosen(name))) for value, label in self.fields[name].choices
                ],
            }
            for name in NARROWING
            if name in self.fields
        ]

    def tabs(self) -> list[dict]:
        """The three lists, each with its address's parameters and whether it is the one that stands."""
        return [
            {"label": label, "query": urlencode(self.query(daftar=value)), "current": self.tab == value}
            for value, label in self.fields["daftar"].choices
        ]

    def query(self, **more) -> dict:
        """The address's parameters for these filters; never a number."""
        kept = {name: self.chosen(name) for name in ("daftar", *NARROWING) if self.chosen(name)}
        if self.name:
            kept = {"nama": self.name, **kept}
        return kept | {name: value for name, value in more.items() if value}

    def kept_query(self) -> str:
        """The filters as a list that is kept by name: without a name of anybody in it."""
        chosen = {name: value for name, value in self.query().items() if name != "nama"}
        return urlencode({"daftar": self.tab} | chosen)


class SavedFilterForm(PortalForm):
    """How a list of cases is called that somebody looks at often."""

    name = forms.CharField(
        label=_("Nama daftar ini"),
        max_length=40,
        help_text=_("Jangan pakai nama orang. Misalnya: Mendesak di RT 003."),
    )
