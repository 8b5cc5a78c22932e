"""The person's own page."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from members.actions import accounts
from members.forms.accounts import AccountForm
from wksbm.core.access import SIGNED_IN, audience
from wksbm.core.forms import FormPage


@audience(SIGNED_IN)
class Account(FormPage, View):
    """Own name, phone number and e-mail; the way to password, second factor and devices."""

    form_class = AccountForm
    template_name = "members/account/page.html"
    title = gettext_lazy("Akun Anda")

    def get_initial(self) -> dict:
        user = self.request.user
        return {"name": user.name, "phone": user.phone or "", "email": user.email or ""}

    def get_context_data(self, **more) -> dict:
        offices = self.request.user.current_memberships
        prefetch_related_objects(offices, "network")
        return super().get_context_data(**more) | {"offices": offices, "submit": _("Simpan")}

    def act(self, form) -> str:
        if {"phone", "email"} & set(form.changed_data):
            raise_if_reauthentication_required(
                self.request, app="members"
            )  # they open the door: the password is asked for again
        accounts.change(self.request.user, **form.data_for_action())
        messages.success(self.request, _("Tersimpan."))
        return reverse("account_profile")
