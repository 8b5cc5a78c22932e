"""Hari istirahat: on which days the network asks nothing of anybody."""

from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.actions import rest_days
from members.forms.rest_days import RestDayForm
from members.models import RestDay
from wksbm.core.access import audience
from wksbm.core.forms import FormPage

LOOKS_BACK = timedelta(days=365)
SUGGESTED = {
    "idulfitri": (gettext_lazy("Idulfitri"), None),
    "nyepi": (gettext_lazy("Nyepi"), None),
    "natal": (gettext_lazy("Natal"), (12, 25)),
    "iduladha": (gettext_lazy("Iduladha"), None),
    "tahun-baru": (gettext_lazy("Tahun baru"), (1, 1)),
    "berduka": (gettext_lazy("Ada yang wafat"), None),
}
"""Names to begin with, and the day where it is the same every year: the others follow the moon or the RW itself."""


@audience("members.set_rest_days")
@require_safe
def rest_day_list(request, network):
    """Those of now and to come, then those of the last year; names to begin with."""
    today = request.network.today()
    rows = RestDay.objects.visible_to(request.user).of(request.network)
    rows = list(rows.filter(ends_on__gte=today - LOOKS_BACK))
    context = {
        "today": today,
        "coming": [row for row in rows if row.ends_on >= today],
        "over": [row for row in reversed(rows) if row.ends_on < today],
        "suggested": [(key, label) for key, (label, _day) in SUGGESTED.items()],
    }
    return render(request, "members/rest_day/list.html", context)


class _RestDayPage(FormPage, View):
    """A form that hangs on the list and leads back to it."""

    form_class = RestDayForm

    def address(self) -> str:
        return reverse("members:rest_days", args=[self.request.network.slug])

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": self.address(), "back_label": _("Hari istirahat")}
        return super().get_context_data(**more) | way_up

    def find(self) -> RestDay:
        rows = RestDay.objects.visible_to(self.request.user).of(self.request.network)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def done(self, sentence: str) -> str:
        messages.success(self.request, sentence)
        return self.address()


@audience("members.set_rest_days")
class AddRestDay(_RestDayPage):
    """With the name of a feast, and its day where it is the same every year."""

    title = gettext_lazy("Catat hari istirahat")

    def get_initial(self) -> dict:
        label, day = SUGGESTED.get(self.request.GET.get("hari", ""), ("", None))
        return {"reason": label, "starts_on": next_one(self.request.network.today(), *day) if day else None}

    def act(self, form) -> str:
        row = rest_days.add(self.request.network, by=self.request.user, **form.data_for_action())
        return self.done(_("%(reason)s tercatat sebagai hari istirahat.") % {"reason": row.reason})


def next_one(today: date, month: int, day: int) -> date:
    """This year's, or next year's when it is over."""
    found = date(today.year, month, day)
    return found if found >= today else date(today.year + 1, month, day)


@audience("members.set_rest_days")
class ChangeRestDay(_RestDayPage):
    """Other days, or another reason; the way to take them back."""

    template_name = "members/rest_day/change.html"
    title = gettext_lazy("Ubah hari istirahat")

    def get_initial(self) -> dict:
        row = self.find()
        return {"reason": row.reason, "starts_on": row.starts_on, "ends_on": row.ends_on}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"row": self.find()}

    def act(self, form) -> str:
        rest_days.change(self.find(), by=self.request.user, **form.data_for_action())
        return self.done(_("Hari istirahat tersimpan."))


@audience("members.set_rest_days")
class RemoveRestDay(View):
    """They are days like any other after all: asked once more."""

    http_method_names = ("get", "head", "post")

    def rows(self):
        return RestDay.objects.visible_to(self.request.user).of(self.request.network)

    def get(self, request, network, pk: int):
        context = {"row": get_object_or_404(self.rows(), pk=pk), "today": request.network.today()}
        return render(request, "members/rest_day/remove.html", context)

    def post(self, request, network, pk: int):
        row = self.rows().filter(pk=pk).first()
        if row:  # a second press finds it gone, which is what was asked for
            rest_days.remove(row, by=request.user)
            messages.success(request, _("%(reason)s bukan hari istirahat lagi.") % {"reason": row.reason})
        return redirect("members:rest_days", request.network.slug)
