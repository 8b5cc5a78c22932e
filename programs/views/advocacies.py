"""Advokasi: the year's matrix, and one policy with whom one talked and what came of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from programs.actions import advocacies
from programs.forms.strategic_issues import AdvocacyForm, ContactForm, MoveForm
from programs.models import Advocacy, AdvocacyContact
from programs.models.advocacy import ENDED
from programs.models.strategic_issue import IssueState
from programs.views.strategic_issues import address_of as address_of_issue
from programs.views.strategic_issues import issue_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage

YEARS_BACK = 5
ROWS_SHOWN = 200
"""Advocacies of one year on one sheet: more than a network ever takes up."""
CONTACTS_SHOWN = 100


def advocacy_or_404(request, pk: int) -> Advocacy:
    rows = Advocacy.objects.visible_to(request.user).of(request.network).select_related("issue")
    found = get_object_or_404(rows, pk=pk)
    found.network = found.issue.network = request.network
    return found


def address_of(advocacy, route: str = "advocacy") -> str:
    """The address of a page of this advocacy."""
    return reverse(f"programs:{route}", args=[advocacy.network.slug, advocacy.pk])


@audience("programs.view_issue")
@require_safe
def advocacy_matrix(request, network):
    """Matriks advokasi: one line a policy, of the year that is asked for."""
    today = request.network.today()
    years = [str(year) for year in range(today.year, today.year - YEARS_BACK, -1)]
    asked = request.GET.get("tahun", "")
    year = asked if asked in years else years[0]
    rows = Advocacy.objects.visible_to(request.user).of(request.network).in_year(int(year)).select_related("issue")
    rows = list(rows.order_by("planned_on", "pk")[:ROWS_SHOWN])
    contacts = AdvocacyContact.objects.visible_to(request.user).filter(advocacy__in=rows, on__year=int(year))
    by_advocacy: dict[int, list[AdvocacyContact]] = {}
    for contact in contacts:
        by_advocacy.setdefault(contact.advocacy_id, []).append(contact)
    for row in rows:
        row.year_contacts = by_advocacy.get(row.pk, [])
    return render(request, "programs/advocacy/matrix.html", {"rows": rows, "years": years, "year": year})


@audience("programs.view_issue")
@require_safe
def advocacy(request, network, pk: int):
    """What should change, who decides, and every talk so far."""
    found = advocacy_or_404(request, pk)
    contacts = AdvocacyContact.objects.visible_to(request.user).filter(advocacy=found).select_related("by")
    context = {
        "advocacy": found,
        "contacts": contacts[:CONTACTS_SHOWN],
        "is_open": found.state not in ENDED,
        "may_lead": request.user.has_perm("programs.lead_issue", request.network) and found.state not in ENDED,
    }
    return render(request, "programs/advocacy/page.html", context)


@audience("programs.lead_issue")
class PlanAdvocacy(FormPage, View):
    form_class = AdvocacyForm
    title = gettext_lazy("Rencanakan advokasi")

    def dispatch(self, request, *args, **kwargs):
        self.issue = issue_or_404(request, kwargs["pk"])
        if self.issue.state != IssueState.CHOSEN:
            raise PermissionDenied(_("Advokasi direncanakan untuk isu yang ditetapkan musyawarah."))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": address_of_issue(self.issue), "back_label": str(self.issue), "lead": str(self.issue)}
        return super().get_context_data(**more) | way_up

    def act(self, form) -> str:
        made = advocacies.plan(self.issue, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Advokasi direncanakan."))
        return address_of(made)


class _AdvocacyFormPage(FormPage, View):
    """A form about the advocacy of the address."""

    def dispatch(self, request, *args, **kwargs):
        self.advocacy = advocacy_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": address_of(self.advocacy), "back_label": str(self.advocacy), "lead": str(self.advocacy)}
        return super().get_context_data(**more) | way_up


@audience("programs.lead_issue")
class ChangeAdvocacy(_AdvocacyFormPage):
    form_class = AdvocacyForm
    title = gettext_lazy("Ubah rencana advokasi")

    def get_form_kwargs(self) -> dict:
        return {"instance": self.advocacy}

    def act(self, form) -> str:
        advocacies.change(self.advocacy, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Tersimpan."))
        return address_of(self.advocacy)


@audience("programs.lead_issue")
class NoteContact(_AdvocacyFormPage):
    form_class = ContactForm
    title = gettext_lazy("Catat pembicaraan")

    def act(self, form) -> str:
        advocacies.note_contact(self.advocacy, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Tercatat."))
        return address_of(self.advocacy)


@audience("programs.lead_issue")
class MoveAdvocacy(_AdvocacyFormPage):
    form_class = MoveForm
    title = gettext_lazy("Sampai di mana advokasi ini")

    def get_form_kwargs(self) -> dict:
        return {"advocacy": self.advocacy}

    def act(self, form) -> str:
        advocacies.move(self.advocacy, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Tersimpan."))
        return address_of(self.advocacy)
