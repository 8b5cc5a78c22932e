"""The forms at the door: the visit itself, and that nobody was met."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from pmks_cases.actions import visits as actions
from pmks_cases.actions.consents import closed_doors
from pmks_cases.forms.visit import NobodyMetForm, VisitForm
from pmks_cases.forms.visit_fields import InstantField, believable
from pmks_cases.models import Visit
from pmks_cases.models.case_states import ENDED_STATES
from pmks_cases.views.cases import address_of, case_or_404
from pmks_cases.views.phone_store import SentFromPhone, keeper_of
from wksbm.core.access import audience


class OfCase(SentFromPhone):
    """A form about one case: its page, or 404. What was seen while the case was still hers is taken from a former
    companion."""

    def dispatch(self, request, *args, **kwargs):
        number = kwargs["number"]
        try:
            self.case = case_or_404(request, number, alone=request.method == "POST")
        except Http404:
            at = believable(InstantField(required=False).clean(request.POST.get("noted_at", "")))
            self.case = at and actions.case_of_former_companion(request.network, number, user=request.user, at=at)
            if self.case is None:
                raise
            self.handed_over = True
        if request.method == "GET" and self.case.state in ENDED_STATES:
            return render(request, "pmks_cases/visit/ended.html", {"case": self.case, "title": self.heading()})
        return super().dispatch(request, *args, **kwargs)

    def heading(self) -> str:
        apart = self.case.is_secret or self.case.name_refused
        words = _("Kunjungan untuk %(name)s") if apart else _("Kunjungan ke rumah %(name)s")
        return words % {"name": self.case.known_as}

    def get_context_data(self, **more):
        case = self.case
        made = case.visits.filter(kind=Visit.Kind.VISIT).count()
        return super().get_context_data(
            title=self.heading(),
            case=case,
            which=made + 1,
            first_url=self.first_url,
            keeper=keeper_of(self.request.user),
            back_url=address_of(case, self.request.network),
            **more,
        ) | {"title": self.heading()}

    def record(self, form, **values) -> Visit:
        try:
            return actions.record(
                self.case, by=self.request.user, client_id=form.cleaned_data["form_id"], at=form.when(), **values
            )
        except actions.VisitOfSameHour as refused:
            self.first_url = reverse("pmks_cases:visit", args=[self.request.network.slug, refused.first.pk])
            raise


@audience("pmks_cases.record_visit")
class RecordVisit(OfCase, View):
    form_class = VisitForm
    template_name = "pmks_cases/visit/form.html"

    def get_form_kwargs(self):
        """Without photos that are sent, nobody need ask whether the family allows them, unless a page is drawn."""
        sent = "photos" in self.request.FILES
        return {"case": self.case, "photos_refused": sent and closed_doors(self.case).photo_refused}

    def get_context_data(self, **more):
        form = more["form"]
        form.offer_doers()
        if "photos" in form.fields and closed_doors(self.case).photo_refused:
            form.refuse_photos()
        nobody = NobodyMetForm(request=self.request, case=self.case, auto_id="nobody_%s")
        return super().get_context_data(nobody=nobody, **more)

    def act(self, form):
        photos = form.cleaned_data.get("photos") or []
        visit = self.record(
            form,
            met=form.cleaned_data["met"],
            values={**form.noted(), "kept_on_phone": form.cleaned_data["kept_on_phone"]},
            next_visit_on=form.next_visit_on(),
            follow_up=form.follow_up(),
            photos=photos,
        )
        if "photos" in form.fields and form.fields["photos"].left_out:
            visit.left_out_photos = getattr(visit, "left_out_photos", 0) + len(form.fields["photos"].left_out)
        return self.recorded_url(visit)


@audience("pmks_cases.record_visit")
class NobodyMet(OfCase, View):
    form_class = NobodyMetForm
    template_name = "pmks_cases/visit/nobody.html"

    def heading(self):
        return _("Tidak bertemu siapa pun")

    def get_form_kwargs(self):
        return {"case": self.case}

    def sentence(self, visit):
        return _("Tercatat: tidak bertemu siapa pun.")

    def act(self, form):
        cleaned = form.cleaned_data
        visit = self.record(
            form,
            met=Visit.Met.NOBODY,
            values={"told": cleaned["told"], "kept_on_phone": cleaned["kept_on_phone"]},
            next_visit_on=form.next_visit_on(),
        )
        return self.recorded_url(visit)
