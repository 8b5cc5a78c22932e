"""Forms about offices: inviting to one, extending it, ending it, and a way back in for its holder."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.access import Role
from members.actions.memberships import NEEDS, lkd_warnings
from members.forms.days import DayInput
from members.forms.folds import folded
from members.models import Dasawisma, Invitation, Organization, Rt
from wksbm.core.forms import PortalForm, PortalModelForm

TERM_FIELDS = ("starts_on", "ends_on", "decree_number", "decree_on")


class TermChecks:
    """Mixin: what the law of village organisations warns of is shown once, and then may be confirmed."""

    warnings: tuple[str, ...] = ()

    def ask_to_confirm(self, cleaned: dict, **office) -> None:
        """Adds the question when there are warnings; without an answer the form is not valid yet."""
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("Tanggal akhir mendahului tanggal mulai."))
        if self.errors:
            return
        self.warnings = lkd_warnings(
            by=self.request.user, network=self.request.network, starts_on=starts_on, ends_on=ends_on, **office
        )
        if not self.warnings:
            return
        self.fields["confirmed"].widget = forms.CheckboxInput()
        if not cleaned.get("confirmed"):
            self.add_error("confirmed", _("Baca dulu peringatannya, lalu centang kalau tetap dilanjutkan."))


def confirmation() -> forms.BooleanField:
    """The answer to the warnings; hidden until there are some."""
    return forms.BooleanField(label=_("Saya sudah membaca peringatannya"), required=False, widget=forms.HiddenInput)


class InviteForm(TermChecks, PortalModelForm):
    """Whom to invite to an office of the given role."""

    confirmed = confirmation()

    class Meta:
        model = Invitation
        fields = ("name", "phone", "organization", "rt", "dasawisma", "title", *TERM_FIELDS)
        widgets = {"starts_on": DayInput, "ends_on": DayInput, "decree_on": DayInput}
        help_texts = {
            "phone": _("Untuk mengirim undangan lewat WhatsApp, dan untuk masuk."),
            "title": _("Seperti di SK, kalau berbeda dari perannya."),
            "ends_on": _("Kosongkan kalau tidak ditentukan."),
        }

    def __init__(self, *args, role: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.role = role
        self.instance.role = role
        user, network = self.request.user, self.request.network
        needed = NEEDS.get(role, ("",))[0]
        choices = {
            "organization": Organization.objects.visible_to(user).of(network),
            "rt": Rt.objects.visible_to(user).of(network),
            "dasawisma": Dasawisma.objects.visible_to(user).of(network).select_related("rt"),
        }
        for place, queryset in choices.items():
            if place != needed:
                del self.fields[place]
                continue
            self.fields[place].queryset = queryset
            self.fields[place].required = True
            self.fields[place].empty_label = _("Pilih")
        if needed == "ends_on":
            self.fields["ends_on"].required = True
            self.fields["ends_on"].help_text = _("Akses pembina berakhir pada tanggal ini.")
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["phone"].widget.attrs["autocomplete"] = "off"

    def clean(self):
        cleaned = super().clean()
        if self.role in (Role.RT_HEAD, Role.ORGANIZATION_OFFICER):
            who = {"name": cleaned.get("name", ""), "phone": cleaned.get("phone", "")}
            place = {"organization": cleaned.get("organization"), "rt": cleaned.get("rt")}
            self.ask_to_confirm(cleaned, role=self.role, **who, **place)
        return cleaned

    @property
    def helper(self):
        places = [place for place in ("organization", "rt", "dasawisma") if place in self.fields]
        shown = ["name", "phone", *places]
        fold = ["title", *TERM_FIELDS]
        if self.fields["ends_on"].required or self.warnings:
            fold.remove("ends_on")
            shown.append("ends_on")
        return folded(self, *shown, "confirmed", fold=tuple(fold), title=_("Sebutan jabatan, masa jabatan, dan SK"))

    def office(self) -> dict:
        """The cleaned values for the action."""
        return {name: value for name, value in self.data_for_action().items() if name != "confirmed"}


class RenewForm(TermChecks, PortalForm):
    """The next term in the same office."""

    starts_on = forms.DateField(label=_("Mulai"), widget=DayInput)
    ends_on = forms.DateField(label=_("Sampai"), widget=DayInput, required=False)
    decree_number = forms.CharField(label=_("Nomor SK"), max_length=80, required=False)
    decree_on = forms.DateField(label=_("Tanggal SK"), widget=DayInput, required=False)
    confirmed = confirmation()

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership
        if membership.role == Role.SUPERVISOR:
            self.fields["ends_on"].required = True

    def clean(self):
        cleaned = super().clean()
        held = self.membership
        self.ask_to_confirm(cleaned, role=held.role, person=held.user, organization=held.organization, rt=held.rt)
        return cleaned


class EndForm(PortalForm):
    """Why an office ends."""

    reason = forms.CharField(label=_("Alasannya"), max_length=200, help_text=_("Tercatat di riwayat."))


class SignInLinkForm(PortalForm):
    """How much the one-time link must open."""

    forget_second_factors = forms.BooleanField(
        label=_("HP-nya hilang atau ganti"),
        required=False,
        help_text=_("Kunci keduanya dilupakan, dan dipasang lagi setelah masuk."),
    )


def next_term(membership) -> dict:
    """What the form of the next term begins with: the day after the old one, or today where it is over."""
    today = timezone.localdate()
    begins = today
    if membership.ends_on and membership.ends_on >= today:
        begins = membership.ends_on + timedelta(days=1)
    return {"starts_on": begins}
