"""Pages of cases: the list, one case, and what an RT head may know of his RT's."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import View

from pmks_cases.models import Case
from wksbm.core.access import audience
from wksbm.core.paging import page_by_key


def case_or_404(request, number: str) -> Case:
    """The case of this number in the page's network, for who may know of it; anything else answers 404."""
    rows = Case.objects.visible_to(request.user).of(request.network).select_related("resident", "psm", "rt")
    case = get_object_or_404(rows, number=number)
    case.network = request.network
    return case


def address_of(case: Case, network, route: str = "case") -> str:
    return reverse(f"pmks_cases:{route}", args=[network.slug, case.number])


@audience("pmks_cases.view_case")
class Cases(View):
    def get(self, request, network):
        rows = Case.objects.visible_to(request.user).of(request.network).select_related("resident", "psm", "rt")
        page = page_by_key(rows, key="-opened_at", parameters=request.GET)
        return render(request, "pmks_cases/case/list.html", {"rows": page.rows})


@audience("pmks_cases.view_case")
class CasePage(View):
    def get(self, request, network, number):
        return render(request, "pmks_cases/case/page.html", {"case": case_or_404(request, number)})
