"""Pages of many cases: the list with its search, and what an RT head may know of his RT's."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from django_htmx.http import replace_url

from pmks_cases.forms.case_filter import CaseFilter, case_number
from pmks_cases.models import Case, SavedFilter
from pmks_cases.models.case import OutsideCompanion
from pmks_cases.models.case_reading import promises_for_rt_head
from pmks_cases.views import saved_filters
from wksbm.core.access import audience
from wksbm.core.paging import page_by_key

SHORTEST_SEARCH = 2
SHOWN = (
    *("network_id", "number", "subject_name", "need_kind", "urgency", "secrecy", "state", "next_visit_on", "opened_at"),
    *("outside_companion", "psm__name", "rt__number", "resident__name", "resident__birth_on"),
)
"""The columns of a row. The others, sealed most of them, stay in the database."""


def case_or_404(request, number: str, adding=None, *, alone: bool = False) -> Case:
    """The case of this number in the page's network, for who may know of it; anything else answers 404.

    `adding` may annotate the question before it is asked. `alone` leaves out resident, companion, RT and the answer
    about the data, for a form that is sent and draws nothing: with them it was a fifth of a saved visit.
    """
    rows = Case.objects.visible_to(request.user).of(request.network)
    if not alone:
        rows = rows.with_data_answer().select_related("resident", "psm", "rt")
    case = get_object_or_404(adding(rows) if adding else rows, number=number)
    case.network = request.network
    return case


def address_of(case: Case, network, route: str = "case") -> str:
    return reverse(f"pmks_cases:{route}", args=[network.slug, case.number])


@audience("pmks_cases.view_case")
class Cases(View):
    """The list of cases that this person may see. The box posts: a name then stands in the address, a number never."""

    def get(self, request, network):
        filters = CaseFilter(request.GET, user=request.user, network=request.network)
        if request.htmx and "saring" in request.GET:
            return render(request, "pmks_cases/case/list.html#saringan", {"filters": filters})
        return self.show(filters)

    def post(self, request, network):
        filters = CaseFilter(request.POST, user=request.user, network=request.network)
        typed = request.POST.get("nama", "").strip()
        if any(letter.isdigit() for letter in typed):
            return self.answer_number(filters, typed)
        url = f"{request.path}?{urlencode(filters.query())}" if filters.query() else request.path
        return replace_url(self.show(filters), url) if request.htmx else redirect(url)

    def scope(self):
        return Case.objects.visible_to(self.request.user).of(self.request.network)

    def for_rows(self, cases):
        return cases.with_data_answer().select_related("resident", "psm", "rt").only(*SHOWN)

    def answer_number(self, filters, typed: str):
        number = case_number(typed)
        if not number:
            said = _("Tulis nomor kasus, misalnya 2026-4817. NIK dicari di halaman Warga.")
            return self.show(filters, typed=typed, found=[], said=said)
        narrow = {"number": number} if number[0] != "-" else {"number__endswith": number}
        found = list(self.for_rows(filters.with_marks(self.scope().filter(**narrow)))[:20])
        if len(found) == 1 and not self.request.htmx:
            return redirect("pmks_cases:case", self.request.network.slug, found[0].number)
        said = "" if found else _("Tidak ada kasus dengan nomor ini di daftar yang bisa Anda lihat.")
        return self.show(filters, typed=typed, found=found, said=said)

    def show(self, filters, *, typed: str = "", found: list | None = None, said: str = ""):
        request = self.request
        today = request.network.today()
        context = {
            "filters": filters,
            "tabs": filters.tabs(),
            "typed": typed or filters.name,
            "said": said,
            "today": today,
            "open_filters": urlencode(filters.query(saring="1")),
            "open_url": self.door("open_case", "pmks_cases.open_case"),
        }
        if found is None and filters.name and len(filters.name) < SHORTEST_SEARCH:
            context |= {"rows": [], "said": _("Tulis paling sedikit dua huruf.")}
        elif found is None:
            context |= self.page(filters, today)
        else:
            context["rows"] = found
        template = "pmks_cases/case/list.html"
        return render(request, f"{template}#hasil" if request.htmx else template, context)

    def page(self, filters, today) -> dict:
        request = self.request
        page = page_by_key(self.for_rows(filters.narrow(self.scope(), today)), key="-opened_at", parameters=request.GET)
        first = not (page.before or "after" in request.GET or "before" in request.GET)
        path = request.path
        saved = self.saved(filters) if first and not request.htmx else []
        is_kept = any(one["current"] for one in saved)
        return {
            "rows": page.rows,
            "saved": saved,
            "save_query": filters.kept_query() if first and not is_kept else "",
            "previous_url": f"{path}?{urlencode(filters.query(before=page.before))}" if page.before else "",
            "next_url": f"{path}?{urlencode(filters.query(after=page.after))}" if page.after else "",
        }

    def saved(self, filters) -> list[dict]:
        kept = SavedFilter.objects.visible_to(self.request.user).of(self.request.network).order_by("name")
        return [saved_filters.shown(row, filters.kept_query()) for row in kept]

    def door(self, route: str, permission: str) -> str:
        """The address of a page of the network, for who holds its permission."""
        if not self.request.user.has_perm(permission, self.request.network):
            return ""
        return reverse(f"pmks_cases:{route}", args=[self.request.network.slug])


@audience("pmks_cases.view_case_of_rt")
class RtCases(View):
    """For an RT head: that a case in his RT is open, who accompanies it, when somebody comes, what he has promised.

    Nothing else of a case leaves the database for this page, not even its number.
    """

    def get(self, request, network):
        rows = Case.objects.visible_to(request.user, "pmks_cases.view_case_of_rt").of(request.network).open()
        rows = rows.order_by("next_visit_on", "pk").values(
            "rt__number", "psm__name", "outside_companion", "next_visit_on"
        )
        context = {
            "rows": [
                {
                    "rt": row["rt__number"],
                    "companion": row["psm__name"] or dict(OutsideCompanion.choices).get(row["outside_companion"], ""),
                    "next_visit_on": row["next_visit_on"],
                }
                for row in rows[:200]
            ],
            "promises": list(promises_for_rt_head(request.user, request.network)),
            "today": request.network.today(),
        }
        return render(request, "pmks_cases/case/of_rt.html", context)
