"""Pages of visits: whom to visit, one visit, mending it, adding to it."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from members.lateness import badge
from pmks_cases.actions import visits as actions
from pmks_cases.actions.consents import closed_doors
from pmks_cases.actions.photos import days_taken_back
from pmks_cases.due.cases import name_and_age
from pmks_cases.forms.visit import AddendumForm, ChangeVisitForm
from pmks_cases.models import Case, Resident, Visit
from pmks_cases.models.case_states import VISITED_STATES
from pmks_cases.models.visit import INDICATORS, Level
from pmks_cases.names import name_key
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.revisions import EditedMeanwhile

OTHERS_SHOWN = 30
FOUND_SHOWN = 20


# --- Whom to visit -----------------------------------------------------------------------------------------


def _place(case: Case):
    """The RT under which a list shows a house; of a rahasia case it says none."""
    return None if case.is_secret else case.rt


def _place_key(case: Case) -> tuple:
    place = _place(case)
    return (place is None, place.number if place else "", case.next_visit_on)


@audience("pmks_cases.record_greeting")
class ChooseVisit(View):
    """The way in of "+ Kunjungan": what is due first, by RT; then the others; a search for the rest; greetings."""

    def get(self, request, network):
        user, today = request.user, request.network.today()
        typed = request.GET.get("nama", "").strip()[:60]
        context = {
            "typed": typed,
            "today": today,
            "may_visit": user.has_perm("pmks_cases.record_visit", request.network),
        }
        if context["may_visit"]:
            seen = Case.objects.visible_to(user).of(request.network).filter(state__in=VISITED_STATES)
            seen = seen.select_related("resident", "rt").with_data_answer()
            own = list(seen.filter(psm=user).order_by("rt__number", "next_visit_on", "pk"))
            due = [case for case in own if case.next_visit_on and case.next_visit_on <= today]
            later = sorted(
                (case for case in own if case not in due),
                key=lambda case: (case.next_visit_on is None, case.next_visit_on),
            )
            found = self.search(seen, typed) if typed else []
            for case in [*own, *found]:
                case.called = name_and_age(case, today)
                case.tone, case.when = badge(case.next_visit_on, today)
            context |= {
                "by_rt": [(rt, list(cases)) for rt, cases in groupby(sorted(due, key=_place_key), key=_place)],
                "due_count": len(due),
                "others": later[:OTHERS_SHOWN],
                "found": found,
            }
        if typed or not context["may_visit"]:
            context["residents"] = self.to_greet(typed)
        return render(request, "pmks_cases/visit/choose.html", context)

    def search(self, seen, typed: str) -> list[Case]:
        # Names that are not in the register are sealed, so they are looked at here, not in the database.
        words = name_key(typed).split()
        return [case for case in seen if all(word in name_key(case.name) for word in words)][:FOUND_SHOWN]

    def to_greet(self, typed: str):
        rows = Resident.objects.visible_to(self.request.user, "pmks_cases.record_greeting")
        rows = rows.of(self.request.network).standing().present().select_related("rt").order_by("name_key", "pk")
        for word in name_key(typed).split():
            rows = rows.filter(name_key__contains=word)
        return rows[:FOUND_SHOWN] if typed else rows[:100]


# --- One visit ---------------------------------------------------------------------------------------------


def visit_or_404(request, pk: int) -> Visit:
    rows = Visit.objects.visible_to(request.user).of(request.network)
    visit = get_object_or_404(rows.select_related("case__resident", "case__rt", "resident", "by"), pk=pk)
    visit.network = request.network
    if visit.case:
        visit.case.network = request.network
    return visit


def may_change(user, visit: Visit) -> bool:
    return visit.case_id is not None and visit.by_id == user.pk and visit.may_still_change


@audience("pmks_cases.record_greeting")
class VisitPage(View):
    def get(self, request, network, pk):
        visit = visit_or_404(request, pk)
        noted = [
            {"label": Visit._meta.get_field(name).verbose_name, "level": Level(getattr(visit, name))}
            for name in INDICATORS
            if getattr(visit, name) is not None
        ]
        context = {
            "visit": visit,
            "case": visit.case,
            "noted": noted,
            "photos": list(visit.photos.all()),
            "photos_gone": days_taken_back(visit),
            "addenda": list(visit.addenda.select_related("by")),
            "may_change": may_change(request.user, visit),
            "may_add": visit.case_id is not None and request.user.has_perm("pmks_cases.record_visit", request.network),
        }
        return render(request, "pmks_cases/visit/page.html", context)


@audience("pmks_cases.record_visit")
class ChangeVisit(FormPage, View):
    form_class = ChangeVisitForm
    template_name = "pmks_cases/visit/change.html"
    title = gettext_lazy("Ubah catatan kunjungan")
    edited_fields = ()

    def dispatch(self, request, *args, **kwargs):
        self.visit = visit_or_404(request, kwargs["pk"])
        if self.visit.case_id is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def address(self) -> str:
        return reverse("pmks_cases:visit", args=[self.request.network.slug, self.visit.pk])

    def get(self, request, *args, **kwargs):
        if not may_change(request.user, self.visit):
            return redirect(self.address())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {"visit": self.visit, "photos_refused": closed_doors(self.visit.case).photo_refused}

    def get_context_data(self, **more):
        return super().get_context_data(case=self.visit.case, visit=self.visit, back_url=self.address(), **more)

    def act(self, form):
        values = form.values()
        try:
            mended = actions.change(
                self.visit,
                by=self.request.user,
                values=values,
                revision=form.cleaned_data["revision"],
                photos=form.cleaned_data.get("photos") or [],
            )
        except EditedMeanwhile:
            messages.warning(
                self.request, _("Catatan ini baru saja Anda ubah di HP lain. Lihat dahulu, lalu ubah lagi bila perlu.")
            )
            return self.address()
        messages.success(self.request, _("Catatan kunjungan diperbaiki."))
        if mended.next_visit_on != values["next_visit_on"]:
            day = longdate(mended.next_visit_on)
            messages.info(self.request, _("Kunjungan berikutnya menjadi lebih cepat: %(day)s.") % {"day": day})
        return self.address()


@audience("pmks_cases.record_visit")
class AddAddendum(FormPage, View):
    form_class = AddendumForm
    title = gettext_lazy("Tambahan untuk kunjungan")

    def dispatch(self, request, *args, **kwargs):
        self.visit = visit_or_404(request, kwargs["pk"])
        if self.visit.case_id is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def address(self) -> str:
        return reverse("pmks_cases:visit", args=[self.request.network.slug, self.visit.pk])

    def get_context_data(self, **more):
        return super().get_context_data(
            lead=_("Catatan yang lama tetap seperti semula; tambahan berdiri di bawahnya."),
            back_url=self.address(),
            back_label=_("Kunjungan"),
            submit=_("Simpan tambahan"),
            **more,
        )

    def act(self, form):
        actions.add_addendum(self.visit, by=self.request.user, text=form.cleaned_data["text"])
        messages.success(self.request, _("Tambahan tersimpan."))
        return self.address()
