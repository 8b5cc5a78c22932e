"""Who accompanies a case, and handing all of them over."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from pmks_cases.actions.assignments import Gift
from pmks_cases.actions.companions import Companion, eligible, proposed
from pmks_cases.models import Case
from pmks_cases.models.case import OutsideCompanion
from wksbm.core.forms import PortalForm

OUTSIDE = "luar:"
"""Begins the value of a choice that is somebody outside the network."""
NOTE_HELP = _("Misalnya: siapa yang biasa membuka pintu, apa yang sudah dijanjikan, apa yang jangan disinggung.")
LONGEST_NOTE = 500
LEAVE = "cuti"
WHY = [(LEAVE, _("Cuti, nanti kembali")), ("berhenti", _("Berhenti, atau masa jabatannya selesai"))]


def load_in_words(person: Companion) -> str:
    """`3 dari 4 jam`; who has said no hours, the number of visits alone."""
    if person.hours is None:
        return _now("%(due)d kunjungan") % {"due": person.due}
    return _now("%(due)d dari %(hours)d jam") % {"due": person.hours_due, "hours": person.hours}


def about(person: Companion, case: Case) -> str:
    """Her office, whether the RT is hers, and how far she is trained: why she stands where she stands in the list."""
    words = [_now("Relawan PSM") if person.is_psm else _now("Pengurus")]
    if case.rt_id and case.rt_id in person.rt_ids:
        words.append(_now("mendampingi %(rt)s") % {"rt": case.rt})
    if person.trained:
        words.append(_now("berpelatihan lanjutan"))
    if person.is_away:
        words.append(person.leave)
    return ", ".join(words)


def outside_choices(case: Case) -> list[tuple[str, str]]:
    """A rahasia case is never stuck: whom the village, the district and the regency have."""
    return [(OUTSIDE + value, str(label)) for value, label in OutsideCompanion.choices] if case.is_secret else []


class AssignForm(PortalForm):
    """One of those who may accompany this case, and what the next one must know."""

    psm = forms.ChoiceField(
        label=_("Siapa yang mendampingi?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih siapa yang mendampingi."),
            "invalid_choice": _("Pilih salah satu dari daftar."),
        },
    )
    note = forms.CharField(
        label=_("Yang perlu diketahui penerusnya"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NOTE_HELP,
        error_messages={"required": _("Tulis apa yang perlu diketahui penerusnya.")},
    )
    seen_psm = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, case: Case, people: list[Companion], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.user.pk): person for person in people if person.user.pk != case.psm_id}
        self.fields["psm"].choices = [
            *((pk, self._told(person, case)) for pk, person in self.people.items()),
            *outside_choices(case),
        ]
        self.fields["seen_psm"].initial = case.psm_id
        self.fields["note"].required = case.psm_id is not None
        if case.psm_id is None:
            self.fields["note"].label = _("Yang perlu diketahui pendampingnya")

    @staticmethod
    def _told(person: Companion, case: Case) -> str:
        return format_html(
            '<span><b>{}</b><br><span class="about">{}</span></span><span class="about">{}{}</span>',
            person.user.name,
            about(person, case),
            load_in_words(person),
            format_html("<br>{}", _now("sudah penuh")) if person.is_full else "",
        )

    def chosen(self) -> dict:
        """Who takes the case, as `assign` takes it."""
        value = self.cleaned_data["psm"]
        if value.startswith(OUTSIDE):
            return {"outside": value.removeprefix(OUTSIDE)}
        return {"psm": self.people[value].user}


class HandOverAllForm(PortalForm):
    """Each case with who takes it and a word about it, the other promises, and one note for all."""

    note = forms.CharField(
        label=_("Pesan untuk semua penerus"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mengapa diserahkan, sampai kapan, dan bagaimana menghubungi pendamping lama."),
        error_messages={"required": _("Tulis apa yang perlu diketahui penerusnya.")},
    )
    why = forms.ChoiceField(
        label=_("Mengapa diserahkan?"),
        choices=WHY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih cuti atau berhenti.")},
    )
    until_on = forms.DateField(
        label=_("Kalau cuti, sampai kapan?"),
        widget=DayInput,
        required=False,
        validators=[believable_year],
        help_text=_("Hari terakhir cuti. Kosongkan kalau belum tahu."),
    )

    def __init__(self, *args, cases: list[Case], people: list[Companion], promises: list, giver, **kwargs):
        super().__init__(*args, **kwargs)
        self.cases, self.promises = cases, promises
        others = sorted((person for person in people if person.user.pk != giver.pk), key=lambda person: person.is_away)
        self.people = {str(person.user.pk): person for person in others}
        allowed = eligible(cases, others)
        best = proposed(cases, allowed)
        for case in cases:
            self._ask_about(case, allowed[case.pk], best[case.pk])
        if promises:
            self.fields["promises_to"] = forms.ChoiceField(
                label=_("Janji lain diserahkan kepada"),
                choices=[("", _("Pilih")), *((pk, self._promised(person)) for pk, person in self.people.items())],
                error_messages={"required": _("Pilih siapa yang meneruskan janji ini.")},
            )
        self.fields["note"].required = bool(cases or promises)
        self.order_fields(["form_id", "for_whom", "why", "until_on", "note"])

    def _ask_about(self, case: Case, allowed: list[Companion], best: Companion | None) -> None:
        self.fields[f"to_{case.pk}"] = forms.ChoiceField(
            label=_("Diteruskan oleh"),
            choices=[
                ("", _("Pilih")),
                *((str(person.user.pk), self._told(person, case)) for person in allowed),
                *outside_choices(case),
            ],
            initial=str(best.user.pk) if best else "",
            error_messages={
                "required": _("Pilih penerusnya."),
                "invalid_choice": _("Pilih salah satu dari daftar."),
            },
        )
        self.fields[f"note_{case.pk}"] = forms.CharField(
            label=_("Khusus kasus ini"), max_length=190, required=False, help_text=_("Boleh kosong.")
        )

    @staticmethod
    def _told(person: Companion, case: Case) -> str:
        return f"{person.user.name} ({about(person, case)}, {load_in_words(person)})"

    @staticmethod
    def _promised(person: Companion) -> str:
        return f"{person.user.name} ({person.leave})" if person.is_away else person.user.name

    @property
    def rows(self) -> list[tuple]:
        """Each case with its two fields."""
        return [(case, self[f"to_{case.pk}"], self[f"note_{case.pk}"]) for case in self.cases]

    @property
    def is_leave(self) -> bool:
        return self.cleaned_data["why"] == LEAVE

    def gifts(self) -> list[Gift]:
        found = []
        for case in self.cases:
            to, note = self.cleaned_data[f"to_{case.pk}"], self.cleaned_data[f"note_{case.pk}"]
            if to.startswith(OUTSIDE):
                found.append(Gift(case, outside=to.removeprefix(OUTSIDE), note=note))
            else:
                found.append(Gift(case, psm=self.people[to].user, note=note))
        return found

    def promises_to(self):
        chosen = self.cleaned_data.get("promises_to")
        return self.people[chosen].user if chosen else None
