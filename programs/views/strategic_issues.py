"""Isu strategis: proposed by members, weighed by the inner circle, chosen in a meeting, ended with its result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from members.models import Organization
from programs.actions import strategic_issues
from programs.forms.strategic_issues import EndIssueForm, IssueForm, ScoreForm
from programs.models import Advocacy, IssueScore, Meeting, Program, StrategicIssue
from programs.models.program import is_board, led_by
from programs.models.strategic_issue import CRITERIA, ENOUGH_SCORES, IssueState, weights
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key
from wksbm.core.refusals import RefusedByRule

PAGE_SIZE = 20
OPEN_SHOWN = 50
"""Proposals that stand at once on the page: more than a network weighs in years."""


def issue_or_404(request, pk: int) -> StrategicIssue:
    """The issue of this network, for who takes part in it; anything else answers 404."""
    rows = StrategicIssue.objects.visible_to(request.user).of(request.network)
    found = get_object_or_404(rows.select_related("organization", "proposed_by", "decision__item__meeting"), pk=pk)
    found.network = request.network
    return found


def address_of(issue, route: str = "issue") -> str:
    """The address of a page of this issue."""
    return reverse(f"programs:{route}", args=[issue.network.slug, issue.pk])


def organizations_spoken_for(request):
    """For whom this person may speak: the board for every member, as meetings do; an officer for his own."""
    rows = Organization.objects.visible_to(request.user).of(request.network)
    rows = rows.exclude(alliance_tier=Organization.AllianceTier.PARTNER)
    if is_board(request.user, request.network.pk):
        return rows
    return rows.filter(pk__in=led_by(request.user, request.network.pk))


def may_change(user, issue) -> bool:
    """Who proposed it and the board, as long as it is a proposal that nobody has weighed."""
    own = issue.proposed_by_id == user.pk or user.has_perm("programs.lead_issue", issue.network)
    return own and issue.state == IssueState.PROPOSED


@audience("programs.view_issue")
@require_safe
def issue_list(request, network):
    """What the network has taken up, what is proposed and how it weighs, and what was put aside."""
    user = request.user
    rows = StrategicIssue.objects.visible_to(user).of(request.network).select_related("organization")
    proposed = list(rows.proposed().order_by("-proposed_at", "-pk")[:OPEN_SHOWN])
    scores = IssueScore.objects.visible_to(user).filter(issue__in=proposed, organization__in=_core(request))
    by_issue: dict[int, list[IssueScore]] = {}
    for row in scores:
        by_issue.setdefault(row.issue_id, []).append(row)
    for row in proposed:
        row.weighed_by = len(by_issue.get(row.pk, []))
        found = weights(by_issue.get(row.pk, []))
        row.heavy, row.is_flagged = sum(one.median for one in found), any(one.is_flagged for one in found)
    context = {
        "chosen": rows.chosen().order_by("-period"),
        "proposed": proposed,
        "page": page_by_key(rows.put_aside(), key="-proposed_at", parameters=request.GET, size=PAGE_SIZE),
        "enough": ENOUGH_SCORES,
        "may_propose": user.has_perm("programs.propose_issue", request.network),
    }
    return render(request, "programs/issue/list.html", context)


def _core(request):
    return Organization.objects.visible_to(request.user).of(request.network).in_core()


@audience("programs.view_issue")
@require_safe
def issue(request, network, pk: int):
    """What it is about, how it weighs, what a meeting said, and what grew from it."""
    user, found = request.user, issue_or_404(request, pk)
    core = list(_core(request).order_by("name", "pk"))
    rows = IssueScore.objects.visible_to(user).filter(issue=found, organization__in=core).select_related("organization")
    scores = list(rows.order_by("organization__name", "pk"))
    have = {row.organization_id for row in scores}
    spoken = user.has_perm("programs.weigh_issue", request.network) and found.state == IssueState.PROPOSED
    leads = user.has_perm("programs.lead_issue", request.network)
    context = {
        "issue": found,
        "scores": scores,
        "weights": weights(scores),
        "criteria": CRITERIA,
        "missing": [row for row in core if row.pk not in have],
        "enough": ENOUGH_SCORES,
        "wanting": max(0, ENOUGH_SCORES - len(scores)),
        "may_weigh": spoken and organizations_spoken_for(request).in_core().exists(),
        "may_change": may_change(user, found) and not scores,
        "may_end": leads and found.state == IssueState.CHOSEN,
        "may_propose_again": leads and found.state == IssueState.POSTPONED,
        "may_advocate": leads and found.state == IssueState.CHOSEN,
        "may_draft": found.state == IssueState.CHOSEN and user.has_perm("programs.write_program", request.network),
        "programs": Program.objects.visible_to(user).filter(issue=found).select_related("lead").order_by("pk"),
        "advocacies": Advocacy.objects.visible_to(user).filter(issue=found),
        "next_meeting": Meeting.objects.visible_to(user)
        .of(request.network)
        .ahead(request.network.today())
        .order_by("held_on", "pk")
        .first()
        if found.state == IssueState.PROPOSED and len(scores) >= ENOUGH_SCORES
        else None,
    }
    return render(request, "programs/issue/page.html", context)


class _IssueFormPage(FormPage, View):
    """A form about the issue of the address; `issue` is None while it is being proposed."""

    issue: StrategicIssue | None = None
    submit = gettext_lazy("Simpan")

    def dispatch(self, request, *args, **kwargs):
        if "pk" in kwargs:
            self.issue = issue_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        all_of_them = reverse("programs:issues", args=[self.request.network.slug])
        way_up = {
            "back_url": address_of(self.issue) if self.issue else all_of_them,
            "back_label": str(self.issue) if self.issue else _("Isu strategis"),
            "submit": self.submit,
        }
        return super().get_context_data(**more) | way_up


@audience("programs.propose_issue")
class ProposeIssue(_IssueFormPage):
    form_class = IssueForm
    title = gettext_lazy("Usulkan isu")
    submit = gettext_lazy("Usulkan")

    def get_form_kwargs(self) -> dict:
        return {"organizations": organizations_spoken_for(self.request)}

    def act(self, form) -> str:
        made = strategic_issues.propose(self.request.network, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Isu diusulkan. Lembaga lingkar inti sekarang bisa menilainya."))
        return address_of(made)


@audience("programs.propose_issue")
class ChangeIssue(_IssueFormPage):
    form_class = IssueForm
    title = gettext_lazy("Ubah usulan")

    def dispatch(self, request, *args, **kwargs):
        found = issue_or_404(request, kwargs["pk"])
        if not may_change(request.user, found):
            raise PermissionDenied(
                _("Yang mengubah usulan ini pengusulnya, ketua, atau sekretaris, sebelum diputuskan.")
            )
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {"organizations": organizations_spoken_for(self.request), "instance": self.issue}

    def act(self, form) -> str:
        strategic_issues.change(self.issue, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Tersimpan."))
        return address_of(self.issue)


@audience("programs.weigh_issue")
class WeighIssue(_IssueFormPage):
    """Five taps; what the organisation said before stands in the form."""

    form_class = ScoreForm
    title = gettext_lazy("Nilai isu ini")
    submit = gettext_lazy("Simpan penilaian")

    def get_form_kwargs(self) -> dict:
        return {"organizations": organizations_spoken_for(self.request).in_core().order_by("name", "pk")}

    def get_initial(self) -> dict:
        offered = list(self.get_form_kwargs()["organizations"])
        asked = self.request.GET.get("lembaga", "")
        chosen = [row for row in offered if str(row.pk) == asked] or (offered if len(offered) == 1 else [])
        if not chosen:
            return {}
        before = IssueScore.objects.visible_to(self.request.user).filter(issue=self.issue, organization=chosen[0])
        told = before.values(*(criterion.name for criterion in CRITERIA), "note").first() or {}
        return {"organization": chosen[0].pk} | told

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "lead": _("1 berarti tidak, 5 berarti sangat. Satu lembaga satu suara.")
        }

    def act(self, form) -> str:
        strategic_issues.weigh(self.issue, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Penilaian tersimpan."))
        return address_of(self.issue)


@audience("programs.lead_issue")
class EndIssue(_IssueFormPage):
    form_class = EndIssueForm
    title = gettext_lazy("Akhiri isu ini")
    submit = gettext_lazy("Akhiri")

    def act(self, form) -> str:
        strategic_issues.end(self.issue, by=self.request.user, result=form.cleaned_data["result"])
        messages.success(self.request, _("Isu selesai, dan hasilnya tercatat."))
        return address_of(self.issue)


@audience("programs.lead_issue")
@require_POST
def propose_issue_again(request, network, pk: int):
    """One that was put off comes back."""
    found = issue_or_404(request, pk)
    try:
        strategic_issues.propose_again(found, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Isu diusulkan lagi."))
    return redirect(address_of(found))
