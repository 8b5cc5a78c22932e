"""Who accompanies which case: giving one, the load of all, and handing everything over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from django.views.generic import View

from pmks_cases.actions import assignments, companions
from pmks_cases.forms.assignment import AssignForm, HandOverAllForm, load_in_words
from pmks_cases.models import Case
from pmks_cases.views.case_opening import number_in
from pmks_cases.views.cases import address_of, case_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage

SHOWN = 100


def _people(request) -> list[companions.Companion]:
    today = request.network.today()
    return companions.companions(request.network, seen_by=request.user, today=today)


@audience("pmks_cases.view_case")
class AssignCase(FormPage, View):
    form_class = AssignForm
    template_name = "pmks_cases/assignment/assign.html"

    def dispatch(self, request, *args, **kwargs):
        self.case = case_or_404(request, kwargs["number"])
        if not assignments.may_assign(request.user, self.case):
            raise PermissionDenied(_("Pendamping ditugaskan oleh ketua atau sekretaris."))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        people = companions.eligible([self.case], _people(self.request))[self.case.pk]
        return {"case": self.case, "people": people}

    def get_context_data(self, **more) -> dict:
        title = _("Ganti pendamping") if self.case.psm_id else _("Pilih pendamping")
        return super().get_context_data(
            case=self.case,
            back_url=address_of(self.case, self.request.network),
            back_label=_("Kasus %(number)s") % {"number": self.case.number},
            submit=_("Tugaskan"),
            icon="person",
            **more,
        ) | {"title": title}

    def act(self, form) -> str:
        by, data = self.request.user, form.cleaned_data
        stored = assignments.assign(self.case, by=by, note=data["note"], seen_psm=data["seen_psm"], **form.chosen())
        name = stored.psm.name if stored.psm else stored.get_outside_companion_display()
        messages.success(
            self.request,
            _("Kasus %(number)s sekarang didampingi %(name)s.") % {"number": stored.number, "name": name},
        )
        if Case.objects.visible_to(by).filter(pk=stored.pk).exists():
            return address_of(stored, self.request.network)
        return reverse("pmks_cases:cases", args=[self.request.network.slug])


@audience("pmks_cases.assign_case")
@require_safe
def load(request, network):
    """Each volunteer's hours against what is due, and what nobody visits."""
    today = request.network.today()
    visible = Case.objects.visible_to(request.user).of(request.network).select_related("resident", "rt", "psm")
    visible = visible.with_data_answer()
    alone = list(visible.without_companion().order_by("-urgency", "opened_at", "pk")[: SHOWN + 1])
    beyond = list(visible.beyond_hours(today).order_by("-urgency", "next_visit_on", "pk")[: SHOWN + 1])
    known = {case.pk for case in alone}
    people = [person for person in _people(request) if person.is_psm or person.due]
    people.sort(key=lambda person: (not person.is_beyond, not person.is_full, -person.due, person.user.name))
    beyond = [case for case in beyond if case.pk not in known]
    context = {
        "people": [(person, load_in_words(person), _meter(person)) for person in people],
        "alone": alone[:SHOWN],
        "beyond": beyond[:SHOWN],
        "more": len(alone) > SHOWN or len(beyond) > SHOWN,
        "count": len(alone) + len(beyond),
        "today": today,
    }
    return render(request, "pmks_cases/assignment/load.html", context)


def _meter(person: companions.Companion) -> list[dict]:
    """What is due inside her hours, what goes beyond, and the room that is left."""
    hours = person.hours if person.hours is not None else person.hours_due
    inside = min(person.hours_due, hours)
    return [
        {"value": inside, "tone": ""},
        {"value": person.hours_due - inside, "tone": "late"},
        {"value": hours - inside, "tone": "none"},
    ]


@audience("pmks_cases.view_case")
class HandOverAll(FormPage, View):
    """Leave, or the end of a term: the board for anybody, a PSM for herself (`?dari=<user>`)."""

    form_class = HandOverAllForm
    template_name = "pmks_cases/assignment/hand_over.html"
    title = gettext_lazy("Serah terima")

    def dispatch(self, request, *args, **kwargs):
        self.may_choose = request.user.has_perm("pmks_cases.assign_case", request.network)
        given = number_in(request.GET, "dari")
        if given is None and self.may_choose:
            return self.choose_giver()
        self.giver = self.find_giver(given)
        self.cases = list(
            assignments.cases_of(request.network, seen_by=request.user, giver=self.giver).with_data_answer()
        )
        for case in self.cases:
            case.network = request.network
        self.promises = assignments.other_promises(request.network, seen_by=request.user, giver=self.giver)
        return super().dispatch(request, *args, **kwargs)

    def choose_giver(self):
        rows = assignments.givers(self.request.network, seen_by=self.request.user)
        return render(self.request, "pmks_cases/assignment/choose_giver.html", {"rows": rows, "title": self.title})

    def find_giver(self, given: int | None):
        own = self.request.user
        if given is None or given == own.pk:
            return own
        if not self.may_choose:
            raise Http404
        found = assignments.givers(self.request.network, seen_by=own).filter(pk=given).first()
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict:
        return {
            "cases": self.cases,
            "people": _people(self.request),
            "promises": self.promises,
            "giver": self.giver,
        }

    def get_context_data(self, **more) -> dict:
        back = "hand_over_all" if self.may_choose else "cases"
        return super().get_context_data(
            giver=self.giver,
            own=self.giver.pk == self.request.user.pk,
            back_url=reverse(f"pmks_cases:{back}", args=[self.request.network.slug]),
            back_label=_("Serah terima") if self.may_choose else _("Kasus"),
            **more,
        )

    def act(self, form) -> str:
        gifts = form.gifts()
        assignments.hand_over_all(
            self.request.network,
            by=self.request.user,
            giver=self.giver,
            gifts=gifts,
            note=form.cleaned_data["note"],
            promises_to=form.promises_to(),
            on_leave=form.is_leave,
            until_on=form.cleaned_data["until_on"],
        )
        done = ngettext("%(count)d kasus sudah diserahkan.", "%(count)d kasus sudah diserahkan.", len(gifts))
        messages.success(self.request, done % {"count": len(gifts)} if gifts else _("Tersimpan."))
        route = "load" if self.may_choose else "cases"
        return reverse(f"pmks_cases:{route}", args=[self.request.network.slug])
