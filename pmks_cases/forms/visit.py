"""The forms of a visit: the sixty seconds at somebody's door, nobody met, a greeting, mending, adding."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.actions import visits
from pmks_cases.actions.case_after_visits import AGAIN_AFTER_NOBODY, proposed_next
from pmks_cases.actions.case_secrecy import HONORIFICS
from pmks_cases.forms.visit_fields import FARTHEST_DAYS, PhotosField, WhenForm
from pmks_cases.models import Visit
from pmks_cases.models.case import VISIT_EVERY, SubjectKind, Urgency
from pmks_cases.models.photo import MOST_PHOTOS
from pmks_cases.models.plan import Effort
from pmks_cases.models.visit import INDICATORS, Level
from wksbm.core.forms import PortalForm

PICTURES = {"food": "food", "health": "health", "school": "book", "housing": "home", "safety": "shield"}
SOONER = {Urgency.LOW: 30, Urgency.MEDIUM: 7, Urgency.HIGH: 3, Urgency.EMERGENCY: 1}
"""Days of the earlier of the two dates offered; of an emergency there is none earlier than tomorrow."""
PROMISED_WITHIN = (3, 7, 14, 30)
NBSP = "\N{NO-BREAK SPACE}"
WITH_WHOM = gettext_lazy("Tulis siapa yang menemani, atau mengapa terpaksa sendiri.")
LONGEST_WORD = 11
"""Letters that fit on a third of a phone's width."""


def said_day(day: date) -> str:
    """`Senin, 21 Desember 2026`."""
    weekday, rest = date_format(day, "l, j F Y", use_l10n=False).split(" ", 1)
    return f"{weekday} {rest.replace(' ', NBSP)}"


def _indicator(name: str) -> forms.TypedChoiceField:
    field = Visit._meta.get_field(name)
    return forms.TypedChoiceField(
        label=field.verbose_name, choices=Level.choices, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip


class _NotedFields(forms.Form):
    """What a visit says, on the first form and when it is mended."""

    met = forms.ChoiceField(
        label=gettext_lazy("Bertemu siapa?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih siapa yang ditemui.")},
    )
    food = _indicator("food")
    health = _indicator("health")
    school = _indicator("school")
    housing = _indicator("housing")
    safety = _indicator("safety")
    urgency = forms.TypedChoiceField(
        label=gettext_lazy("Seberapa mendesak?"),
        choices=Urgency.choices,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    photos = PhotosField(label=gettext_lazy("Foto, paling banyak 3"))
    told = forms.CharField(
        label=gettext_lazy("Yang dilihat dan dikatakan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    effort = forms.ChoiceField(label=gettext_lazy("Yang dilakukan hari ini"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Di mana"), choices=Visit.Place.choices, required=False)
    companion = forms.CharField(label=gettext_lazy("Ditemani oleh"), max_length=100, required=False)
    alone_why = forms.CharField(
        label=gettext_lazy("Terpaksa sendiri, karena"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Isi hanya kalau tidak ada yang bisa menemani."),
    )
    latitude = forms.DecimalField(
        max_digits=20, decimal_places=15, min_value=-90, max_value=90, required=False, widget=forms.HiddenInput
    )
    longitude = forms.DecimalField(
        max_digits=20, decimal_places=15, min_value=-180, max_value=180, required=False, widget=forms.HiddenInput
    )

    def _prepare(self, case, *, photos_refused: bool):
        self.case = case
        self.fields["met"].choices = [
            (Visit.Met.SUBJECT, lazy(self.subject_word, str)()),
            (Visit.Met.FAMILY, Visit.Met.FAMILY.label),
            (Visit.Met.NEIGHBOUR, Visit.Met.NEIGHBOUR.label),
        ]
        self.fields["effort"].choices = [("", _("Belum ditentukan")), *Effort.choices]
        if not case.visit_in_pairs:
            del self.fields["alone_why"]
        self.without_photos = ""
        if photos_refused:
            self.refuse_photos()

    def refuse_photos(self) -> None:
        """The family does not want any: the page says so in their place."""
        del self.fields["photos"]
        self.without_photos = _("Tanpa foto: keluarga ini tidak mau difoto.")

    def subject_word(self) -> str:
        """The first word of the name is how people are called; of a family or a group there is no single person."""
        named = self.case.subject_kind == SubjectKind.PERSON and not self.case.name_refused
        words = self.case.name.split() if named else []
        if len(words) > 1 and words[0].casefold().rstrip(".") in {*HONORIFICS, "mbah"}:
            words = words[1:] if len(words[1]) > LONGEST_WORD - len(words[0]) else words
        two = " ".join(words[:2])
        return (two if len(two) <= LONGEST_WORD else words[0]) if words else str(Visit.Met.SUBJECT.label)

    with_whom = WITH_WHOM

    def ask_for_companion(self) -> None:
        """A house that is visited in pairs: with whom, or why alone. Who only telephoned was in no danger."""
        cleaned = self.cleaned_data
        at_door = cleaned.get("place") in ("", Visit.Place.HOME, Visit.Place.OTHER)
        if at_door and not cleaned.get("companion") and not cleaned.get("alone_why"):
            self.add_error("companion", WITH_WHOM)

    def noted(self) -> dict:
        """Columns of Visit, as the actions take them."""
        cleaned = self.cleaned_data
        values = {name: cleaned.get(name) for name in INDICATORS}
        values |= {name: cleaned.get(name) or "" for name in ("told", "effort", "companion", "alone_why")}
        values["urgency"] = cleaned.get("urgency")
        values["place"] = cleaned.get("place") or Visit.Place.HOME
        both = cleaned.get("latitude") is not None and cleaned.get("longitude") is not None
        values["latitude"] = round(cleaned["latitude"], 5) if both else None
        values["longitude"] = round(cleaned["longitude"], 5) if both else None
        return values


class VisitForm(_NotedFields, WhenForm):
    """The visit itself. Required: whom one met; how urgent stands as it was."""

    PROPOSED, SOONER = "usul", "lebih_cepat"
    next = forms.ChoiceField(
        label=gettext_lazy("Kunjungan berikutnya"),
        choices=[(PROPOSED, ""), (SOONER, "")],
        required=False,
        widget=forms.RadioSelect,
    )
    next_on = forms.DateField(
        label=gettext_lazy("Pilih tanggal"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    what = forms.CharField(label=gettext_lazy("Apa"), max_length=200, required=False)
    doer = forms.ChoiceField(label=gettext_lazy("Siapa"), required=False)
    within = forms.TypedChoiceField(label=gettext_lazy("Paling lambat"), coerce=int, empty_value=7, required=False)

    def __init__(self, *args, case, photos_refused=False, **kwargs):
        super().__init__(*args, **kwargs)
        self._prepare(case, photos_refused=photos_refused)
        self.today = self.network.today()
        me = self.request.user
        self.doers = {str(me.pk): me}
        if self.data.get("what"):
            self.offer_doers()
        self.fields["within"].choices = [
            (days, date_format(self.today + timedelta(days=days), "j F", use_l10n=False)) for days in PROMISED_WITHIN
        ]
        self.fields["doer"].choices = self.doer_choices
        self.initial.setdefault("urgency", case.urgency)
        self.initial.setdefault("next", self.PROPOSED)
        self.initial.setdefault("within", 7)
        self.initial.setdefault("place", Visit.Place.HOME)
        self.initial.setdefault("doer", str(me.pk))
        if "photos" in self.fields and self.data.get("kept_on_phone"):
            self.fields["photos"].lenient = True

    # What the page draws -------------------------------------------------------------------------------

    def offer_doers(self) -> None:
        """To whom the promise may go. A visit that is only taken, without one, need not ask."""
        self.doers |= {str(person.pk): person for person in visits.possible_doers(self.case)}

    def doer_choices(self) -> list[tuple[str, str]]:
        me = str(self.request.user.pk)
        return [(key, _("Saya") if key == me else person.name) for key, person in self.doers.items()]

    @cached_property
    def last(self) -> Visit | None:
        """The last time that somebody was met."""
        met = self.case.visits.filter(kind=Visit.Kind.VISIT).exclude(met=Visit.Met.NOBODY)
        return met.newest_first().first()

    def indicators(self):
        """Each quick indicator with its picture and how it stood the last time."""
        for name in INDICATORS:
            before = getattr(self.last, name) if self.last else None
            yield {
                "field": self[name],
                "picture": PICTURES[name],
                "before": Level(before).label.lower() if before is not None else "",
            }

    def urgencies(self):
        """Each urgency with when one comes again, and the two dates that the page proposes for it."""
        for urgency in Urgency:
            yield {
                "value": urgency.value,
                "label": urgency.label,
                "days": VISIT_EVERY[urgency],
                "emergency": urgency == Urgency.EMERGENCY,
                "checked": str(self["urgency"].value()) == str(urgency.value),
                "proposed": said_day(self.today + timedelta(days=VISIT_EVERY[urgency])),
                "sooner": said_day(self.today + timedelta(days=SOONER[urgency]))
                if SOONER[urgency] < VISIT_EVERY[urgency]
                else "",
            }

    # What was meant ------------------------------------------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        # What waited on a phone is taken as it is: the house may have got its warning only meanwhile.
        if self.case.visit_in_pairs and not cleaned.get("kept_on_phone"):
            self.ask_for_companion()
        return cleaned

    def clean_next_on(self):
        day = self.cleaned_data["next_on"]
        if day and day < self.today and self.cleaned_data.get("kept_on_phone"):
            return self.today  # it came while the visit waited for a signal
        if day and day < self.today:
            raise ValidationError(_("Tanggal ini sudah lewat."))
        if day and day > self.today + timedelta(days=FARTHEST_DAYS):
            raise ValidationError(_("Tanggal ini lebih dari setahun lagi."))
        return day

    def next_visit_on(self) -> date:
        """The chosen day, else the one that was tapped: by the urgency, or sooner."""
        if self.cleaned_data.get("next_on"):
            return self.cleaned_data["next_on"]
        days = SOONER if self.cleaned_data.get("next") == self.SOONER else VISIT_EVERY
        return self.promised_on(days[Urgency(self.cleaned_data["urgency"])])

    def follow_up(self) -> dict | None:
        what = self.cleaned_data.get("what")
        if not what:
            return None
        doer = self.doers.get(self.cleaned_data.get("doer") or "", self.request.user)
        return {"what": what, "doer": doer, "due_on": self.promised_on(self.cleaned_data["within"])}


class NobodyMetForm(WhenForm):
    """Two taps: nobody was there; somebody comes again within a week."""

    next_on = forms.DateField(
        label=gettext_lazy("Datang lagi"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    told = forms.CharField(
        label=gettext_lazy("Catatan, kalau ada"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        self.today = self.network.today()
        self.initial.setdefault("next_on", proposed_next(self.today, case.urgency, Visit.Met.NOBODY))

    clean_next_on = VisitForm.clean_next_on

    def next_visit_on(self) -> date:
        """The chosen day; who emptied the field comes again within a week."""
        again_after = min(VISIT_EVERY[Urgency(self.case.urgency)], AGAIN_AFTER_NOBODY)
        return self.cleaned_data["next_on"] or self.promised_on(again_after)


class GreetForm(WhenForm):
    """A greeting: the pressed button says whom one met."""

    met = forms.ChoiceField(choices=Visit.Met.choices, required=True, widget=forms.HiddenInput)


class ChangeVisitForm(_NotedFields, WhenForm):
    """Mending one's own visit."""

    next_visit_on = forms.DateField(
        label=gettext_lazy("Kunjungan berikutnya"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, visit, photos_refused=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.visit = visit
        self._prepare(visit.case, photos_refused=photos_refused)
        self.fields["met"].choices = [*self.fields["met"].choices, (Visit.Met.NOBODY, Visit.Met.NOBODY.label)]
        self.fields["urgency"].required = False
        self.fields["at"].label = _("Kapan")
        for name in (
            *INDICATORS,
            "met",
            "urgency",
            "told",
            "effort",
            "place",
            "companion",
            "alone_why",
            "next_visit_on",
            "revision",
        ):
            self.initial.setdefault(name, getattr(visit, name))
        self.initial.setdefault("at", timezone.localtime(visit.at))
        self.initial.setdefault("latitude", visit.latitude)
        self.initial.setdefault("longitude", visit.longitude)
        if "photos" in self.fields:
            self.fields["photos"].room = MOST_PHOTOS - visit.photos.count()
            if self.fields["photos"].room <= 0:
                del self.fields["photos"]
                self.without_photos = _("Fotonya sudah tiga.")

    def clean_next_visit_on(self):
        day, today = self.cleaned_data["next_visit_on"], self.network.today()
        if day is None or day == self.visit.next_visit_on:  # it may have come meanwhile
            return day
        if day < today:
            raise ValidationError(_("Tanggal ini sudah lewat."))
        if day > today + timedelta(days=FARTHEST_DAYS):
            raise ValidationError(_("Tanggal ini lebih dari setahun lagi."))
        return day

    def indicators(self):
        for name in INDICATORS:
            yield {"field": self[name], "picture": PICTURES[name], "before": ""}

    def clean(self):
        cleaned = super().clean()
        if self.case.visit_in_pairs and (self.visit.companion or self.visit.alone_why):
            self.ask_for_companion()
        return cleaned

    def values(self) -> dict:
        at = self.cleaned_data.get("at")
        unchanged = at is None or at == self.visit.at.replace(second=0, microsecond=0)
        return {
            **self.noted(),
            "met": self.cleaned_data["met"],
            "next_visit_on": self.cleaned_data.get("next_visit_on") or self.visit.next_visit_on,
            "at": self.visit.at if unchanged else at,
        }


class AddendumForm(PortalForm):
    text = forms.CharField(
        label=gettext_lazy("Yang ingin ditambahkan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
