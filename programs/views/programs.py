"""Program bersama: all of them by state, organisation and year; one with all that belongs to it; begun, printed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.models import Network, Organization
from programs.actions import program_resources, programs
from programs.forms.programs import DraftForm, organizations_of
from programs.models import Program, ProgramMove, StrategicIssue
from programs.models.program import is_board, led_by
from programs.models.program_reading import whole
from programs.models.program_states import UNDER_WAY, State
from programs.views import program_page, recipient_rows
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key

TABS = {
    "berjalan": (gettext_lazy("Berjalan"), UNDER_WAY),
    "disusun": (gettext_lazy("Disusun"), (State.DRAFT, State.PROPOSED)),
    "selesai": (gettext_lazy("Selesai"), (State.EVALUATED, State.STOPPED)),
}
YEARS_BACK, YEARS_AHEAD = 5, 1
PAGE_SIZE = 20


def program_or_404(request, pk: int, rows=None) -> Program:
    """The program of this network, for who takes part in its meetings; anything else answers 404."""
    rows = Program.objects.visible_to(request.user) if rows is None else rows
    found = get_object_or_404(rows.of(request.network), pk=pk)
    found.network = request.network
    return found


def address_of(program, route: str = "program", *more) -> str:
    """The address of a page of this program."""
    return reverse(f"programs:{route}", args=[program.network.slug, program.pk, *more])


def leads_offered(request):
    """The organisations for which this person may begin a program: all for the board, else the own ones."""
    rows = organizations_of(request).exclude(kind=Organization.Kind.PARTNER)
    if is_board(request.user, request.network.pk):
        return rows
    return rows.filter(pk__in=led_by(request.user, request.network.pk))


@audience("programs.view_program")
@require_safe
def program_list(request, network):
    """Those under way, those being written, those that ended; of one organisation, of one year."""
    user, today = request.user, request.network.today()
    asked = {name: request.GET.get(name, "") for name in ("daftar", "lembaga", "tahun")}
    tab = asked["daftar"] if asked["daftar"] in TABS else "berjalan"
    rows = Program.objects.visible_to(user).of(request.network).filter(state__in=TABS[tab][1]).select_related("lead")
    offered = list(organizations_of(request))
    if asked["lembaga"] in {str(row.pk) for row in offered}:
        rows = rows.of_organization(int(asked["lembaga"]))
    years = range(today.year + YEARS_AHEAD, today.year - YEARS_BACK, -1)
    if asked["tahun"] in {str(year) for year in years}:
        rows = rows.in_year(int(asked["tahun"]))
    narrowed = "".join(f"&{name}={asked[name]}" for name in ("lembaga", "tahun") if asked[name].isdecimal())
    context = {
        "page": page_by_key(rows, key="-created_at", parameters=request.GET, size=PAGE_SIZE),
        "tabs": [
            {"label": label, "query": f"daftar={name}{narrowed}", "current": name == tab}
            for name, (label, _states) in TABS.items()
        ],
        "tab": tab,
        "asked": asked,
        "narrowed": narrowed,
        "filter": f"&daftar={tab}{narrowed}",
        "organizations": offered,
        "years": [str(year) for year in years],
        "today": today,
        "may_draft": user.has_perm("programs.write_program", request.network),
    }
    return render(request, "programs/program/list.html", context)


def whole_context(request, program: Program) -> dict:
    """All that the page of a program shows, and its print."""
    user, today = request.user, request.network.today()
    moves = ProgramMove.objects.visible_to(user).filter(program=program).order_by("at", "pk")
    moves = list(moves.select_related("by", "decision__item__meeting"))
    signs = program_page.signs_of(request, program)
    stocks = program_page.stocks_of(request, program)
    activities = program_page.activities_of(request, program)
    evaluation = getattr(program, "evaluation", None)
    return {
        "program": program,
        "today": today,
        "moves": moves,
        "target_groups": program.words("target_groups"),
        "needs": program.words("needs"),
        "help_kinds": program.words("help_kinds"),
        "signs": signs,
        "kinds": program_page.kinds_of(stocks),
        "activities": activities,
        "took": program_page.took_part(program),
        "took_all": sum(row["women"] + row["men"] for row in program.took_rows),
        "ethics": program_page.ethics_of(program),
        "evaluation": evaluation,
        "knots": program_page.thread_of(program, moves, signs, today),
        "blocks": program_page.blocks_of(program, signs=signs, stocks=stocks, activities=activities)
        if program.is_draft
        else [],
        "is_early": bool(program.starts_on and program.starts_on > today),
        "is_over": bool(program.is_under_way and program.ends_on and program.ends_on < today),
    }


@audience("programs.view_program")
@require_safe
def program(request, network, pk: int):
    """Where it stands, what it plans, who pledges what, how it is measured, and what can be done about it now."""
    found = program_or_404(request, pk, whole(Program.objects.visible_to(request.user)))
    return show(request, found)


def show(request, found: Program, *, refused=(), status: int = 200):
    """The page, with what a refused step lacks standing beside what it is about."""
    edits = found.may_be_written_by(request.user)
    pledges = program_resources.may_pledge_for(request.user, found) if found.is_open else []
    overlaps = program_page.overlaps_of(request, found)
    context = whole_context(request, found) | {
        "edits": edits and found.is_open,
        "writes": edits and found.is_draft,
        "pledges_for_all": pledges is None,
        "pledges_for": pledges or [],
        "overlaps": overlaps,
        "overlap_open": any(answer is None for _row, answer in overlaps) and found.is_draft,
        "refused": refused,
        "recipients": recipient_rows.list_of(request, found),
        "last_why": "",
    }
    context["ready"] = not (
        any(block.missing for block in context["blocks"]) or context["ethics"]["missing"] or context["overlap_open"]
    )
    back = context["moves"][-1] if context["moves"] else None
    if found.is_draft and back and back.start == State.PROPOSED and back.decision_id:
        context["last_why"] = back.why
    return render(request, "programs/program/page.html", context, status=status)


@audience("programs.view_program")
@require_safe
def print_program(request, network, pk: int):
    """Lembar program: the whole of it on paper, to hang in the hall; nobody who is helped is named."""
    found = program_or_404(request, pk, whole(Program.objects.visible_to(request.user)))
    here = Network.objects.visible_to(request.user).select_related("village__parent__parent").get(pk=request.network.pk)
    context = whole_context(request, found) | {"here": here, "printed_at": timezone.now()}
    return render(request, "programs/program/print.html", context)


@audience("programs.write_program")
class DraftProgram(FormPage, View):
    """A program begins with its name, who answers for it and what for."""

    form_class = DraftForm
    title = gettext_lazy("Program baru")

    def get_form_kwargs(self) -> dict:
        issues = StrategicIssue.objects.visible_to(self.request.user).of(self.request.network).chosen()
        return {"leads": leads_offered(self.request), "issues": issues.order_by("-period")}

    def get_initial(self) -> dict:
        return {"issue": self.request.GET.get("isu", "")}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "lead": _("Cukup ini dahulu. Selebihnya diisi sedikit demi sedikit, bersama rekan."),
            "submit": _("Mulai menyusun"),
            "back_url": reverse("programs:programs", args=[self.request.network.slug]),
            "back_label": _("Program"),
        }

    def act(self, form) -> str:
        made = programs.draft(self.request.network, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Draf program tersimpan. Lengkapi bagiannya satu per satu."))
        return address_of(made)
