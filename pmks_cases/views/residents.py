"""Pages of residents: the list and its search, the export, one resident.

Who looks after one RT or one dasawisma, who pays and who belongs to an organisation sees of a resident the name, sex,
age, addresses and family. Identity numbers (masked), birth date, work, schooling, disability and insurance are for who
may see a whole resident (`pmks_cases.view_whole_resident`): chair, secretary, PSM, village operator.
"""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import View
from django_htmx.http import replace_url

from members.access import roles_with
from pmks_cases import exports
from pmks_cases.actions import residents as actions
from pmks_cases.forms.search import Found, ResidentFilter
from pmks_cases.models import Family, Resident, ResidentMerge
from pmks_cases.models.resident import AREA_ROLES
from pmks_cases.validators import check_nik, clean_identity_number
from wksbm.core.access import audience
from wksbm.core.models import ReadEntry
from wksbm.core.paging import page_by_key
from wksbm.core.read_log import note_read
from wksbm.core.registries import panels_for

SHORTEST_SEARCH = 3
MOST_FOUND = 20
"""Who has no list finds at most this many, and types at least so many letters."""


def resident_or_404(request, pk: int, permission: str, *, merged: bool = False) -> Resident:
    """The resident whom this person reaches by a permission; records that were merged away only when asked for."""
    rows = Resident.objects.visible_to(request.user, permission).of(request.network)
    rows = rows if merged else rows.standing()
    resident = get_object_or_404(rows.select_related("rt", "family__dasawisma"), pk=pk)
    resident.network = request.network
    return resident


def address_of(resident: Resident, network, route: str = "resident") -> str:
    return reverse(f"pmks_cases:{route}", args=[network.slug, resident.pk])


# --- List and search -------------------------------------------------------------------------------------


def has_digit(typed: str) -> bool:
    """Whether this may be (a part of) an identity number, which never stands in an address. No name has digits."""
    return any(letter.isdigit() for letter in typed)


def lists_everybody(request) -> bool:
    """Whether this person may browse all residents of the network, not only those of his own area."""
    wide = roles_with("pmks_cases.list_residents") - AREA_ROLES.keys()
    return not wide.isdisjoint(request.user.roles_in(request.network.pk))


@audience("pmks_cases.search_residents")
class Residents(View):
    """One box for a name, a whole NIK or a whole KK number; below it the list, for those who may browse it.

    The box posts. A name then stands in the address, so that Back and two tabs work; a number never does.
    """

    def get(self, request, network):
        return self.show(ResidentFilter(request.GET, user=request.user, network=request.network))

    def post(self, request, network):
        filters = ResidentFilter(request.POST, user=request.user, network=request.network)
        typed = request.POST.get("nama", "").strip()[:100]
        if has_digit(typed):
            return self.answer_number(filters, typed)
        url = f"{request.path}?{urlencode(filters.query())}" if filters.query() else request.path
        return replace_url(self.show(filters), url) if request.htmx else redirect(url)

    def answer_number(self, filters, typed: str):
        number = clean_identity_number(typed)
        checked = check_nik(number)
        if not checked.value:
            said = [*checked.blocking, *checked.warnings] or [_("Tulis 16 angka.")]
            return self.show(filters, typed=typed, found=[], said=said[0])
        found = self.with_number(checked.value)
        if found.resident is None and found.family is None:
            said = _("Tidak ada warga atau keluarga dengan nomor ini di daftar yang bisa Anda lihat.")
            return self.show(filters, typed=typed, found=[], said=said)
        if not self.request.htmx:
            return redirect("pmks_cases:resident" if found.resident else "pmks_cases:family", *self.place_of(found))
        people = [found.resident] if found.resident else list(self.scope().standing().filter(family=found.family))
        return self.show(filters, typed=typed, found=people)

    def place_of(self, found: Found) -> tuple:
        return self.request.network.slug, (found.resident or found.family).pk

    def with_number(self, number: str) -> Found:
        resident = self.scope().standing().with_nik(number).select_related("rt").first()
        families = Family.objects.visible_to(self.request.user).of(self.request.network)
        return Found(resident) if resident else Found(family=families.with_kk_number(number).first())

    def scope(self, permission: str = "pmks_cases.search_residents"):
        return Resident.objects.visible_to(self.request.user, permission).of(self.request.network)

    def show(self, filters, *, typed: str = "", found: list | None = None, said: str = ""):
        request = self.request
        may_list = request.user.has_perm("pmks_cases.list_residents", request.network)
        context = {
            "filters": filters,
            "typed": typed or filters.name,
            "may_list": may_list,
            "said": said,
            "today": request.network.today(),
            "may_export": request.user.has_perm("pmks_cases.export_residents", request.network),
            "add_url": self.door("add_resident", "add_resident"),
            "import_url": self.door("import_residents", "resident_imports"),
            "export_fields": filters.query(),
        }
        if found is not None:
            context |= {"rows": found}
        elif filters.name and not lists_everybody(request):
            context |= self.search(filters)
        elif may_list:
            context |= self.page(filters)
        template = "pmks_cases/resident/list.html"
        return render(request, f"{template}#hasil" if request.htmx else template, context)

    def door(self, permission: str, route: str) -> str:
        """The address of a page of the network, for who holds its permission."""
        if not self.request.user.has_perm(f"pmks_cases.{permission}", self.request.network):
            return ""
        return reverse(f"pmks_cases:{route}", args=[self.request.network.slug])

    def search(self, filters) -> dict:
        if len(filters.name) < SHORTEST_SEARCH:
            return {"rows": [], "said": _("Tulis paling sedikit tiga huruf.")}
        rows = filters.narrow(self.scope()).for_rows().order_by("name_key", "pk")[: MOST_FOUND + 1]
        rows = list(rows)
        return {"rows": rows[:MOST_FOUND], "more": len(rows) > MOST_FOUND}

    def page(self, filters) -> dict:
        rows = filters.narrow(self.scope("pmks_cases.list_residents"))
        page = page_by_key(rows.for_rows(), key="name_key", parameters=self.request.GET)
        path = self.request.path
        return {
            "rows": page.rows,
            "count": rows.count() if page.before or page.after else len(page),
            "previous_url": f"{path}?{urlencode(filters.query(before=page.before))}" if page.before else "",
            "next_url": f"{path}?{urlencode(filters.query(after=page.after))}" if page.after else "",
        }


@require_POST
@audience("pmks_cases.export_residents")
def export_residents(request, network):
    """The list with its filters as a spreadsheet; leaves a read entry with the count."""
    filters = ResidentFilter(request.POST, user=request.user, network=request.network)
    rows = filters.narrow(Resident.objects.visible_to(request.user, "pmks_cases.list_residents").of(request.network))
    content, count = exports.residents_file(rows, by=request.user, network=request.network, filters=filters)
    note_read(
        ReadEntry.Kind.EXPORT,
        by=request.user,
        network=request.network,
        subject=_("%(count)d warga, %(filters)s") % {"count": count, "filters": filters.in_words()[:60]},
    )
    response = HttpResponse(content, content_type=exports.XLSX)
    response["Content-Disposition"] = content_disposition_header(True, exports.file_name(request.network))
    return response


# --- One resident ----------------------------------------------------------------------------------------


@audience("pmks_cases.view_resident")
class ResidentPage(View):
    def get(self, request, network, pk):
        resident = resident_or_404(request, pk, "pmks_cases.view_resident", merged=True)
        if resident.merged_into_id:
            return redirect("pmks_cases:resident", request.network.slug, resident.merged_into_id)
        return render(request, "pmks_cases/resident/page.html", page_context(request, resident))


def page_context(request, resident, **more) -> dict:
    may = {
        verb: request.user.has_perm(f"pmks_cases.{verb}", request.network)
        for verb in ("change_resident", "merge_resident", "view_story", "reveal_identity_number")
    }
    people = Resident.objects.visible_to(request.user).of(request.network).standing()
    relatives = people.of_family(resident.family_id).for_rows()
    merges = ResidentMerge.objects.visible_to(request.user).of(request.network).undoable()
    return {
        "resident": resident,
        "nik": resident.nik,
        "kk_number": resident.family.kk_number if resident.family else None,
        "whole": request.user.has_perm("pmks_cases.view_whole_resident", request.network),
        "may": may,
        "relatives": relatives.exclude(pk=resident.pk) if resident.family_id else [],
        "today": request.network.today(),
        "merges": merges.filter(kept=resident).order_by("-pk") if may["merge_resident"] else [],
        "panels": panels_for("resident", user=request.user, network=request.network, subject=resident),
        **more,
    }


@require_POST
@audience("pmks_cases.reveal_identity_number")
def reveal_numbers(request, network, pk):
    """NIK and KK number whole, in the answer to this post alone: no address shows them, nothing keeps them."""
    resident = resident_or_404(request, pk, "pmks_cases.reveal_identity_number")
    nik, kk_number = actions.reveal(resident, by=request.user)
    context = page_context(request, resident, nik=nik, kk_number=kk_number, revealed=True)
    template = "pmks_cases/resident/page.html"
    return render(request, f"{template}#nomor" if request.htmx else template, context)
