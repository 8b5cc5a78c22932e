"""The categories of need as one network uses them: the list, own words, on and off."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from pmks_cases.actions import categories as actions
from pmks_cases.forms.category import SwitchForm, WordingForm
from pmks_cases.models import Category, NetworkCategory
from pmks_cases.models.category import as_used
from wksbm.core.access import audience
from wksbm.core.forms import FormPage


@audience("pmks_cases.view_categories")
@require_safe
def categories(request, network):
    """The 26 below the 12 groups, criteria folded away."""
    listed = Category.objects.visible_to(request.user).current().with_criteria().order_by("group", "number")
    own = NetworkCategory.objects.visible_to(request.user).of(request.network)
    here = as_used(listed, own)
    context = {
        "groups": [(group, list(rows)) for group, rows in groupby(here, lambda row: row.category.group)],
        "may_change": request.user.has_perm("pmks_cases.change_categories", request.network),
        "may_switch_on": request.user.has_perm("pmks_cases.switch_on_stigmatising_category", request.network),
        "sees_choices": request.user.has_perm("pmks_cases.view_stigmatising_choices", request.network),
    }
    return render(request, "pmks_cases/category/list.html", context)


class OfOneCategory(FormPage, View):
    """A form about one category, that leads back to the list."""

    def dispatch(self, request, *args, **kwargs):
        listed = Category.objects.visible_to(request.user).current()
        category = get_object_or_404(listed, pk=kwargs["code"])
        own = NetworkCategory.objects.visible_to(request.user).of(request.network).filter(category=category)
        self.here = as_used([category], own)[0]
        self.category = category
        self.refuse_who_may_not()
        return super().dispatch(request, *args, **kwargs)

    def refuse_who_may_not(self) -> None:
        """Raise PermissionDenied where this category asks for more than the page's audience."""

    def address(self) -> str:
        return reverse("pmks_cases:categories", args=[self.request.network.slug])

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": self.address(), "back_label": _("Kategori kebutuhan"), "lead": self.lead()}
        return super().get_context_data(**more) | way_up

    def lead(self) -> str:
        return self.here.name

    def done(self, sentence: str) -> str:
        messages.success(self.request, sentence)
        return f"{self.address()}#{self.category.pk}"


@audience("pmks_cases.change_categories")
class RewordCategory(OfOneCategory):
    form_class = WordingForm
    title = gettext_lazy("Ubah sebutan")

    def lead(self) -> str:
        return _("Nama resmi: %(name)s. Laporan resmi tetap memakai nama itu.") % {"name": self.category.name}

    def get_initial(self) -> dict:
        return {"wording": self.here.own.wording if self.here.own else ""}

    def act(self, form) -> str:
        said = form.data_for_action()
        actions.reword(self.category, network=self.request.network, by=self.request.user, **said)
        return self.done(_("Sebutan tersimpan."))


@audience("pmks_cases.change_categories")
class SwitchOnCategory(OfOneCategory):
    form_class = SwitchForm
    title = gettext_lazy("Nyalakan kategori")

    def refuse_who_may_not(self) -> None:
        needed = "pmks_cases.switch_on_stigmatising_category"
        if self.category.stigmatising and not self.request.user.has_perm(needed, self.request.network):
            raise PermissionDenied(_("Kategori ini hanya bisa dinyalakan oleh ketua."))

    def get_form_kwargs(self) -> dict:
        return {"must_say": self.category.stigmatising}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"submit": _("Nyalakan")}

    def lead(self) -> str:
        if not self.category.stigmatising:
            return self.here.name
        return _(
            "%(name)s. Sebutan ini mudah melukai nama orang. Kebutuhannya bisa dicatat tanpa sebutan ini; nyalakan "
            "hanya bila pendampingan memang memerlukannya."
        ) % {"name": self.here.name}

    def act(self, form) -> str:
        said = form.data_for_action()
        actions.switch_on(self.category, network=self.request.network, by=self.request.user, **said)
        return self.done(_("Kategori ini sekarang dipakai."))


@audience("pmks_cases.change_categories")
class SwitchOffCategory(OfOneCategory):
    form_class = SwitchForm
    title = gettext_lazy("Matikan kategori")

    def get_form_kwargs(self) -> dict:
        return {"must_say": False}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"submit": _("Matikan")}

    def lead(self) -> str:
        return _("%(name)s tidak lagi ditawarkan untuk kasus baru. Kasus lama tetap seperti adanya.") % {
            "name": self.here.name
        }

    def act(self, form) -> str:
        said = form.data_for_action()
        actions.switch_off(self.category, network=self.request.network, by=self.request.user, **said)
        return self.done(_("Kategori ini tidak lagi dipakai."))
