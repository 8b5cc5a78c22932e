"""What the forms of a visit have in common: photos from a phone, and when it was by whose clock."""

from datetime import UTC, date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.actions import visits
from pmks_cases.actions.case_after_visits import day_of
from pmks_cases.models.photo import MOST_PHOTOS
from wksbm.core.forms import PortalForm
from wksbm.documents.shrunk_photos import PhotoRefused, shrunk

FARTHEST_DAYS = 366
KEPT_ON_PHONE_FOR = timedelta(days=8)
"""Seven days, and one for a clock that goes wrong."""


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PhotosField(forms.FileField):
    """At most three photos, each made small while the form is checked; gives a list of ShrunkPhotos.

    `lenient`: what is no photo is left out and counted in `left_out`, because a visit that comes from a phone's store
    must not be lost for it.
    """

    widget = _SeveralFiles(attrs={"accept": "image/*", "capture": "environment"})
    lenient = False

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.left_out: list[str] = []
        self.room = MOST_PHOTOS

    def clean(self, data, initial=None):
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        refusals, made = [], []
        if len(files) > self.room:
            refusals.append(_("Paling banyak tiga foto."))
            files = files[: self.room]
        for file in files:
            try:
                made.append(shrunk(file))
            except PhotoRefused as refused:
                refusals.append(refused.sentence)
        if refusals and not self.lenient:
            raise ValidationError(list(dict.fromkeys(refusals)))
        self.left_out = refusals
        return made


class InstantField(forms.CharField):
    """What the phone's clock said, in UTC: `2026-11-21T02:12:00.000Z`. Empty is None, nonsense too."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            found = datetime.fromisoformat(super().to_python(value))
        except ValueError:
            return None
        return found if timezone.is_aware(found) else found.replace(tzinfo=UTC)


class ShownDayField(forms.CharField):
    """The day that a page was drawn on, as the page itself sends it back. Empty is None, nonsense too."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return date.fromisoformat(super().to_python(value))
        except ValueError:
            return None


def believable(noted_at: datetime | None) -> datetime | None:
    """The instant that a phone noted; None when its clock must be wrong: it keeps a visit for seven days at most."""
    now = timezone.now()
    return noted_at if noted_at and now - KEPT_ON_PHONE_FOR < noted_at <= now else None


class WhenForm(PortalForm):
    """When it was: now, the moment that the phone noted, or an earlier one that the person writes."""

    noted_at = InstantField(required=False)
    shown_on = ShownDayField(required=False)
    at = forms.DateTimeField(
        label=gettext_lazy("Kapan, kalau bukan sekarang"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    kept_on_phone = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @property
    def network(self):
        return self.request.network

    def when(self) -> datetime:
        """What the person wrote; of one that waited on the phone what its clock said, unless that cannot be."""
        waited = self.cleaned_data.get("noted_at") if self.cleaned_data.get("kept_on_phone") else None
        return self.cleaned_data.get("at") or believable(waited) or timezone.now()

    def promised_on(self, days: int) -> date:
        """The day that the page said for so many days ahead, or today where that is over by now.

        The dates to tap count from the day the page was drawn, whenever the visit was and whenever it arrives.
        """
        today = self.network.today()
        return max(today, self._shown_on(today) + timedelta(days=days))

    def _shown_on(self, today: date) -> date:
        shown = self.cleaned_data.get("shown_on")
        if shown and today - KEPT_ON_PHONE_FOR <= shown <= today:
            return shown
        waited = believable(self.cleaned_data.get("noted_at")) if self.cleaned_data.get("kept_on_phone") else None
        return day_of(waited, self.network) if waited else today

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at > timezone.now() + visits.CLOCK_MAY_BE_AHEAD:
            raise ValidationError(_("Waktu ini belum tiba. Tulis kapan kunjungannya terjadi."))
        if at and at < timezone.now() - timedelta(days=FARTHEST_DAYS):
            raise ValidationError(_("Waktu ini lebih dari setahun yang lalu. Periksa tahunnya."))
        return at
