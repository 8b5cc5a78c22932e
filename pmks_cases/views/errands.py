"""Layanan singkat: the list, writing one down, and one tap that makes a case of it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from pmks_cases.actions import cases
from pmks_cases.actions import errands as actions
from pmks_cases.forms.errand import ErrandForm
from pmks_cases.models import Case, Errand, Resident
from pmks_cases.views.case_opening import number_in, unbroken
from pmks_cases.views.cases import address_of
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key
from wksbm.core.refusals import RefusedByRule


def _rows(request):
    return Errand.objects.visible_to(request.user).of(request.network).select_related("resident", "rt", "by")


@audience("pmks_cases.open_case")
class Errands(View):
    def get(self, request, network):
        page = page_by_key(_rows(request), key="-on", parameters=request.GET)
        ids = [errand.case_id for errand in page if errand.case_id]
        numbers = dict(Case.objects.visible_to(request.user).filter(pk__in=ids).values_list("pk", "number"))
        path = request.path
        context = {
            "rows": [(errand, unbroken(numbers.get(errand.case_id, ""))) for errand in page],
            "previous_url": f"{path}?{urlencode({'before': page.before})}" if page.before else "",
            "next_url": f"{path}?{urlencode({'after': page.after})}" if page.after else "",
        }
        return render(request, "pmks_cases/errand/list.html", context)


@audience("pmks_cases.open_case")
class AddErrand(FormPage, View):
    """`?warga=` begins it with somebody of the register."""

    form_class = ErrandForm
    template_name = "pmks_cases/errand/form.html"
    title = gettext_lazy("Catat layanan singkat")

    def get_initial(self) -> dict:
        initial = {"on": self.request.network.today(), "helped_by": self.request.user.name}
        if pk := number_in(self.request.GET, "warga"):
            people = Resident.objects.visible_to(self.request.user).of(self.request.network).standing()
            if resident := people.filter(pk=pk).first():
                initial |= {"warga": resident.pk, "who": resident.name}
        return initial

    def get_context_data(self, **more) -> dict:
        back = reverse("pmks_cases:errands", args=[self.request.network.slug])
        return super().get_context_data(
            lead=_("Untuk keperluan yang selesai dengan sekali dibantu."),
            back_url=back,
            back_label=_("Layanan singkat"),
            **more,
        )

    def act(self, form) -> str:
        errand = actions.add(self.request.network, by=self.request.user, values=form.values())
        messages.success(self.request, _("Layanan untuk %(name)s sudah dicatat.") % {"name": errand.name})
        return reverse("pmks_cases:errands", args=[self.request.network.slug])


def _find(request, pk: int) -> Errand:
    errand = get_object_or_404(_rows(request), pk=pk)
    errand.network = request.network
    return errand


@audience("pmks_cases.open_case")
@require_safe
def errand(request, network, pk: int):
    return _show(request, _find(request, pk))


def _show(request, errand: Errand, *, already: Case | None = None, status: int = 200):
    case = actions.case_seen_by(request.user, errand)
    context = {
        "errand": errand,
        "case": case,
        "case_url": address_of(case, request.network) if case else "",
        "already": already,
        "already_url": address_of(already, request.network) if already else "",
    }
    return render(request, "pmks_cases/errand/page.html", context, status=status)


@require_POST
@audience("pmks_cases.open_case")
def errand_to_case(request, network, pk: int):
    errand = _find(request, pk)
    try:
        case = actions.turn_into_case(errand, by=request.user, another_need="another_need" in request.POST)
    except cases.AlreadyOpen as told:
        return _show(request, errand, already=told.case, status=422)
    except RefusedByRule as refused:
        messages.info(request, refused.sentence)
        return redirect("pmks_cases:errand", request.network.slug, errand.pk)
    messages.success(request, _("Kasus %(number)s sudah dibuka.") % {"number": case.number})
    return redirect(address_of(case, request.network))
