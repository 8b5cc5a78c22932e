"""The pages of the categories on a case. Reached from the case alone: nothing lists or searches people by them."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from pmks_cases.actions import case_categories as actions
from pmks_cases.forms.case_category import ChooseCategoryForm, TickForm
from pmks_cases.models import CaseCategory, NetworkCategory
from pmks_cases.models.category import as_used
from pmks_cases.views.cases import address_of, case_or_404
from pmks_cases.views.of_case import CaseFormPage
from wksbm.core.access import audience
from wksbm.core.refusals import RefusedByRule


def on_case(request, case):
    """The categories that stand on this case."""
    rows = CaseCategory.objects.visible_to(request.user).of(request.network).filter(case=case, removed_at=None)
    return rows.select_related("category", "category__group")


def named_here(request, rows) -> dict[str, str]:
    """By code, what this network calls the categories of these rows."""
    own = NetworkCategory.objects.visible_to(request.user).of(request.network)
    return {row.category.pk: row.name for row in as_used([row.category for row in rows], own)}


@audience("pmks_cases.change_case")
class CaseCategories(CaseFormPage, View):
    form_class = ChooseCategoryForm
    template_name = "pmks_cases/case/categories.html"
    title = gettext_lazy("Kategori kebutuhan")
    submit = gettext_lazy("Tambahkan")

    def get_form_kwargs(self):
        return {"case": self.case}

    def lead(self):
        return _("Centang hanya mencatat. Yang memutuskan tetap orang: diduga, terverifikasi, lalu ditetapkan.")

    def get_context_data(self, **more):
        ticks = Count("criteria", filter=Q(criteria__removed_at=None))
        rows = list(on_case(self.request, self.case).annotate(ticks=ticks).order_by("-is_main", "category__number"))
        names = named_here(self.request, rows)
        shown = [(row, names[row.category_id]) for row in rows]
        return super().get_context_data(standing=shown, **more)

    def act(self, form):
        cleaned = form.cleaned_data
        row = actions.choose(self.case, by=self.request.user, category=cleaned["chosen"], reason=cleaned["reason"])
        messages.success(self.request, _("Dicatat sebagai dugaan. Centang yang Anda lihat sendiri."))
        return self.address("case_categories") + f"{row.pk}/"


@audience("pmks_cases.change_case")
class OneCaseCategory(CaseFormPage, View):
    form_class = TickForm
    template_name = "pmks_cases/case/category.html"
    submit = gettext_lazy("Simpan centang")

    def dispatch(self, request, *args, **kwargs):
        case = case_or_404(request, kwargs["number"])
        self.row = get_object_or_404(on_case(request, case), pk=kwargs["pk"])
        self.title = named_here(request, [self.row])[self.row.category_id]
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {"chosen": self.row}

    def lead(self):
        return self.row.category.definition

    def get_context_data(self, **more):
        context = super().get_context_data(
            row=self.row, may_establish=actions.may_establish(self.request.user, self.case), **more
        )
        way_up = {"back_url": self.address("case_categories"), "back_label": _("Kategori kebutuhan")}
        return context | way_up

    def act(self, form):
        actions.tick(self.row, by=self.request.user, criteria=form.ticked())
        messages.success(self.request, _("Centangnya sudah disimpan."))
        return self.address("case_categories")


def _verb(action, sentence):
    """A button of one category that calls one action."""

    @require_POST
    @audience("pmks_cases.change_case")
    def press(request, network, number, pk):
        case = case_or_404(request, number)
        row = get_object_or_404(on_case(request, case), pk=pk)
        try:
            action(row, by=request.user)
        except RefusedByRule as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, sentence)
        return redirect(address_of(case, request.network, "case_categories"))

    return press


make_main = _verb(actions.make_main, gettext_lazy("Ini sekarang kategori utamanya."))
verify = _verb(actions.verify, gettext_lazy("Kategorinya terverifikasi."))
establish = _verb(actions.establish, gettext_lazy("Kategorinya ditetapkan."))
remove = _verb(actions.remove, gettext_lazy("Kategorinya dilepas. Catatannya tetap ada di riwayat."))
