"""Pages of visits: whom to visit, the form at the door, a greeting, one visit, an emergency that waits."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import View

from members.lateness import badge
from pmks_cases.actions import emergency_alerts
from pmks_cases.actions import visits as actions
from pmks_cases.actions.consents import closed_doors
from pmks_cases.due.cases import name_and_age
from pmks_cases.forms.visit import (
    AddendumForm,
    ChangeVisitForm,
    GreetForm,
    InstantField,
    NobodyMetForm,
    VisitForm,
    believable,
)
from pmks_cases.models import Case, EmergencyAlert, Resident, Visit
from pmks_cases.models.case import Urgency
from pmks_cases.models.case_states import ENDED_STATES, VISITED_STATES
from pmks_cases.models.visit import INDICATORS, Level
from pmks_cases.names import name_key
from pmks_cases.revisions import EditedMeanwhile
from pmks_cases.views.cases import address_of, case_or_404
from pmks_cases.views.residents import resident_or_404
from wksbm.core.access import PUBLIC, SIGNED_IN, audience
from wksbm.core.forms import FormPage

FROM_PHONE = "X-Visit-From-Phone"
"""The header by which the page's own script sends a visit: it is answered by words, not by a page."""
OTHERS_SHOWN = 30
FOUND_SHOWN = 20


def keeper_of(user) -> str:
    """By this a phone knows whose visits it keeps. It says nothing about the person and cannot be guessed."""
    return salted_hmac("pmks_cases.visits.keeper", str(user.pk)).hexdigest()[:32]


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


# --- At the door -------------------------------------------------------------------------------------------


class SentFromPhone(FormPage):
    """A form that the page's script also sends by itself, later perhaps, from what the phone has kept.

    The script gets `{"url": …}`, `{"errors": {field: [sentences]}}` (422), or 409 when somebody else is signed in than
    who wrote it.
    """

    def post(self, request, *args, **kwargs):
        if FROM_PHONE not in request.headers:
            return super().post(request, *args, **kwargs)
        if not constant_time_compare(request.POST.get("keeper", ""), keeper_of(request.user)):
            return JsonResponse({}, status=409)
        self.shown = None
        response = super().post(request, *args, **kwargs)
        if self.shown is None:
            return JsonResponse({"url": response.url})
        errors = {name: [str(error) for error in found] for name, found in self.shown.errors.items()}
        return JsonResponse({"errors": errors, "first_url": self.first_url}, status=422)

    handed_over = False
    """The case has another companion by now; the visit is taken from the one before."""
    first_url = ""
    """Of a second visit within the hour: the page of the first one."""

    def show(self, form, **more):
        if FROM_PHONE in self.request.headers:
            self.shown = form
            return HttpResponse(status=422)
        return super().show(form, **more)

    def recorded_url(self, visit: Visit) -> str:
        """Where to go on; a companion of before is thanked on the home page, the visit is no longer hers to see."""
        if not self.request.POST.get("kept_on_phone"):
            messages.success(self.request, self.sentence(visit))
            if visit.urgency == Urgency.EMERGENCY:
                messages.warning(self.request, told_sentence(visit))
        if left_out := getattr(visit, "left_out_photos", 0):
            messages.warning(
                self.request,
                ngettext(
                    "%(count)d foto tidak bisa disimpan. Kunjungannya sudah tersimpan.",
                    "%(count)d foto tidak bisa disimpan. Kunjungannya sudah tersimpan.",
                    left_out,
                )
                % {"count": left_out},
            )
        network = self.request.network
        if self.handed_over:
            return reverse("network_home", args=[network.slug])
        return reverse("pmks_cases:visit", args=[network.slug, visit.pk])

    def sentence(self, visit: Visit) -> str:
        return _("Kunjungan tersimpan.")


def told_sentence(visit: Visit) -> str:
    """Whom the emergency of a visit has reached, and whom to call meanwhile."""
    told = ", ".join(person.name for person in emergency_alerts.told_of(visit))
    if not told:
        return _("Belum ada yang bisa dikabari. Telepon 119 (medis) atau 110 (polisi) kalau ada bahaya sekarang.")
    return _("Sudah dikabarkan kepada %(names)s. Telepon 119 (medis) atau 110 (polisi) kalau ada bahaya sekarang.") % {
        "names": told
    }


class OfCase(SentFromPhone):
    """A form about one case: its page, or 404. What was seen while the case was still hers is taken from a former
    companion."""

    def dispatch(self, request, *args, **kwargs):
        number = kwargs["number"]
        try:
            self.case = case_or_404(request, number)
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
            next_visit_on=cleaned["next_on"],
        )
        return self.recorded_url(visit)


@audience("pmks_cases.record_greeting")
class Greet(SentFromPhone, View):
    """Sapaan: the page asks whom one met, its button notes it."""

    form_class = GreetForm
    template_name = "pmks_cases/visit/greet.html"

    def dispatch(self, request, *args, **kwargs):
        self.resident = resident_or_404(request, kwargs["pk"], "pmks_cases.record_greeting")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more):
        return super().get_context_data(
            resident=self.resident,
            keeper=keeper_of(self.request.user),
            back_url=reverse("pmks_cases:choose_visit", args=[self.request.network.slug]),
            **more,
        ) | {"title": _("Menyapa %(name)s") % {"name": self.resident.name}}

    def act(self, form):
        actions.greet(
            self.resident,
            by=self.request.user,
            client_id=form.cleaned_data["form_id"],
            at=form.when(),
            met=form.cleaned_data["met"],
        )
        if not self.request.POST.get("kept_on_phone"):
            messages.success(self.request, _("Sapaan tersimpan. Terima kasih sudah menyapa."))
        return reverse("pmks_cases:choose_visit", args=[self.request.network.slug])


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
        try:
            actions.change(
                self.visit,
                by=self.request.user,
                values=form.values(),
                revision=form.cleaned_data["revision"],
                photos=form.cleaned_data.get("photos") or [],
            )
        except EditedMeanwhile:
            messages.warning(
                self.request, _("Catatan ini baru saja Anda ubah di HP lain. Lihat dahulu, lalu ubah lagi bila perlu.")
            )
            return self.address()
        messages.success(self.request, _("Catatan kunjungan diperbaiki."))
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


# --- Emergencies -------------------------------------------------------------------------------------------


def _alert_or_404(request, pk: int) -> EmergencyAlert:
    rows = EmergencyAlert.objects.visible_to(request.user).of(request.network)
    return get_object_or_404(rows.select_related("case__resident", "case__rt", "report", "visit__by"), pk=pk)


def _address_of_alert(alert: EmergencyAlert, network) -> str:
    if alert.case_id:
        return reverse("pmks_cases:case", args=[network.slug, alert.case.number])
    return reverse("pmks_cases:report", args=[network.slug, alert.report_id])


@audience("pmks_cases.check_report")
class Emergency(View):
    """What an alert leads to: what was seen, whom to call, and the button that says that one takes care."""

    def get(self, request, network, pk):
        alert = _alert_or_404(request, pk)
        context = {
            "alert": alert,
            "others": emergency_alerts.others_who_answered(alert),
            "url": _address_of_alert(alert, request.network),
        }
        return render(request, "pmks_cases/visit/emergency.html", context)


@require_POST
@audience("pmks_cases.check_report")
def answer_emergency(request, network, pk):
    alert = _alert_or_404(request, pk)
    emergency_alerts.answer(alert, by=request.user)
    messages.success(request, _("Tercatat: Anda yang menangani."))
    return redirect(_address_of_alert(alert, request.network))


# --- What a phone keeps ------------------------------------------------------------------------------------


@audience(SIGNED_IN)
def keeper(request):
    """Whose session this is, for a phone that has something to send, and the token to send it with."""
    from django.middleware.csrf import get_token

    return JsonResponse({"keeper": keeper_of(request.user), "token": get_token(request)})


@audience(PUBLIC)
def without_signal(request):
    """What a phone shows when the portal cannot be reached: it knows nobody, the phone fills in what it keeps."""
    return render(request, "pmks_cases/visit/without_signal.html")


@audience(PUBLIC)
def service_worker(request):
    """The script that keeps static files and that page on the phone. Served at the root: it looks after all pages."""
    script = render_to_string("pmks_cases/visit/service_worker.js", request=request)
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
