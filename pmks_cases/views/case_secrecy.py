"""Siapa yang tahu: the level of a case, who sees it now, its team, and who must not know."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from members.access import Role
from members.models import Membership
from pmks_cases.actions import case_reads, companions
from pmks_cases.actions import case_secrecy as actions
from pmks_cases.forms.case_secrecy import MEANING, ForbidForm, LevelForm, TeamForm
from pmks_cases.models import CaseMember
from pmks_cases.models.case import TEAM_SIZE
from pmks_cases.models.case_knowledge import BOARD
from pmks_cases.views.cases import address_of, case_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule


def who_sees(case, people: list, team_ids: set) -> list:
    """Of all who accompany cases here, those who see this one now. `people` are the ones who are not shut out."""
    if case.is_secret:
        return [person for person in people if person.user.pk in team_ids]
    its_own = {case.psm_id, case.opened_by_id}
    return [person for person in people if not BOARD.isdisjoint(person.roles) or person.user.pk in its_own]


def office_of(person, case) -> str:
    """In what capacity somebody sees a case: the office that shows it, and whether he accompanies it."""
    words = [str(Role(role).label) for role in companions.COMPANION_ROLES if role in person.roles]
    return ", ".join([*words, _("pendampingnya")] if person.user.pk == case.psm_id else words)


def _not_shut_out(request, case) -> list:
    everybody = companions.companions(request.network, seen_by=request.user, today=request.network.today())
    return companions.eligible([case], everybody)[case.pk]


def _team(request, case) -> list[CaseMember]:
    rows = CaseMember.objects.visible_to(request.user).current().filter(case=case)
    return list(rows.select_related("user").order_by("added_at", "pk"))


@audience("pmks_cases.view_case")
@require_safe
def case_secrecy(request, network, number):
    """Who knows of this case and who must not; shown to who sees it, and to nobody else."""
    case = case_or_404(request, number, partial(case_reads.with_opened_lately, by=request.user))
    case_reads.note_opened(case, by=request.user)
    team = _team(request, case) if case.is_secret else []
    people = who_sees(case, _not_shut_out(request, case), {member.user_id for member in team})
    context = {
        "case": case,
        "case_url": address_of(case, request.network),
        "meaning": MEANING[case.secrecy],
        "people": [
            {"name": person.user.name, "office": office_of(person, case)}
            for person in sorted(people, key=lambda person: person.user.name)
        ],
        "team": team,
        "team_is_full": len(team) >= TEAM_SIZE,
        "may_leave": len(team) > 1,
        "exclusions": case.exclusions.select_related("user", "resident").order_by("added_at", "pk"),
        "changes": case.level_changes.select_related("by").order_by("-at"),
        "may_change": request.user.has_perm("pmks_cases.change_case", case),
    }
    return render(request, "pmks_cases/case/secrecy/page.html", context)


class OfCase(FormPage, View):
    """A form of this page: it leads back to it."""

    template_name = "pmks_cases/case/secrecy/form.html"
    lead = ""

    def dispatch(self, request, *args, **kwargs):
        self.case = case_or_404(request, kwargs["number"])
        if not request.user.has_perm("pmks_cases.change_case", self.case):
            raise PermissionDenied(_("Bagian ini bukan untuk jabatan Anda."))
        return super().dispatch(request, *args, **kwargs)

    def address(self) -> str:
        return address_of(self.case, self.request.network, "case_secrecy")

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": self.address(), "back_label": _("Siapa yang tahu")}
        return super().get_context_data(**more) | way_up | {"lead": self.lead}

    def done(self, sentence: str) -> str:
        messages.success(self.request, sentence)
        return self.address()


@audience("pmks_cases.change_case")
class ChangeLevel(OfCase):
    form_class = LevelForm
    title = gettext_lazy("Ubah tingkat kerahasiaan")

    def get_form_kwargs(self) -> dict:
        return {"case": self.case}

    @property
    def lead(self) -> str:
        if self.case.is_secret:
            return _("Kalau diturunkan, ketua, sekretaris, dan pendampingnya langsung bisa membaca semuanya.")
        return _("Kalau menjadi rahasia, yang bukan tim tidak melihatnya lagi, juga di daftar dan hitungan.")

    def act(self, form) -> str:
        values = form.cleaned_data
        actions.set_secrecy(self.case, by=self.request.user, secrecy=values["secrecy"], why=values["why"])
        return self.done(_("Tingkatnya sudah diubah."))


@audience("pmks_cases.change_case")
class JoinTeam(OfCase):
    """Let one more know. Who may not be chosen is not in the list; who lacks the training is, and is refused kindly."""

    form_class = TeamForm
    title = gettext_lazy("Tambah orang yang tahu")
    lead = gettext_lazy("Paling banyak tiga orang. Pilih yang benar-benar membantu.")

    def dispatch(self, request, *args, **kwargs):
        if not case_or_404(request, kwargs["number"]).is_secret:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        team = {member.user_id for member in _team(self.request, self.case)}
        everybody = companions.companions(
            self.request.network, seen_by=self.request.user, today=self.request.network.today()
        )
        return {"people": [person for person in everybody if person.user.pk not in team]}

    def act(self, form) -> str:
        user = form.cleaned_data["user"]
        actions.join_team(self.case, by=self.request.user, user=user)
        return self.done(_("%(name)s sekarang melihat kasus ini.") % {"name": user.name})


@require_POST
@audience("pmks_cases.change_case")
def leave_team(request, network, number, pk):
    """Somebody need not know any more; who takes himself out does not come back to this page."""
    case = case_or_404(request, number)
    member = get_object_or_404(CaseMember.objects.visible_to(request.user).current().filter(case=case), user=pk)
    try:
        actions.leave_team(case, by=request.user, user=member.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
        return redirect(address_of(case, request.network, "case_secrecy"))
    if member.user_id == request.user.pk:
        return redirect("pmks_cases:cases", request.network.slug)
    messages.success(request, _("%(name)s tidak melihat kasus ini lagi.") % {"name": member.user.name})
    return redirect(address_of(case, request.network, "case_secrecy"))


@audience("pmks_cases.change_case")
class Forbid(OfCase):
    form_class = ForbidForm
    title = gettext_lazy("Siapa yang tidak boleh tahu?")
    lead = gettext_lazy("Mulai detik ini ia tidak melihat kasus ini, dan tidak diberi tahu.")

    def get_form_kwargs(self) -> dict:
        rows = Membership.objects.visible_to(self.request.user).in_place_of(self.request.network).current()
        return {"case": self.case, "officers": rows.select_related("user", "rt", "organization", "dasawisma__rt")}

    def act(self, form) -> str:
        values = form.cleaned_data
        for who in ("officer", "resident"):
            if values.get(who) is not None:
                column = {"officer": "user", "resident": "resident"}[who]
                actions.forbid(self.case, by=self.request.user, **{column: values[who]})
        return self.done(_("Sudah dicatat. Tidak ada yang diberi tahu."))


@require_POST
@audience("pmks_cases.change_case")
def allow_again(request, network, number, pk):
    """Shut out by mistake."""
    case = case_or_404(request, number)
    actions.allow_again(case, by=request.user, exclusion=get_object_or_404(case.exclusions.all(), pk=pk))
    messages.success(request, _("Sudah dihapus dari daftar."))
    return redirect(address_of(case, request.network, "case_secrecy"))
