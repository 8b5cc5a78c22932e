"""The village head's pages: this week, promises, reports, the rest; and the question to a network's officer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.access import Role
from members.actions import questions
from members.models import FollowUp, Membership, Question, User
from members.views.follow_ups import as_row, told_origins
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.templatetags.portal_tags import rw
from wksbm.portal.numbers.choice import periods
from wksbm.portal.numbers.tables import bars
from wksbm.portal.sheets import XLSX
from wksbm.portal.village import exports
from wksbm.portal.village.concerns import BY_ABOUT
from wksbm.portal.village.forms import DAYS_TO_ANSWER, AskForm
from wksbm.portal.village.frame import of_the_village, show
from wksbm.portal.village.page import cells, headings, near, village_page

PROMISES_SHOWN = 100
ASKED = (Role.SECRETARY, Role.CHAIR, Role.TREASURER, Role.PSM)
"""Offices whose holders the village head may ask, the first of them proposed."""


@of_the_village
@require_safe
def this_week(request):
    """At most five sentences, then the networks side by side, where need is, and which way it goes."""
    page = village_page(request.user, request.village, request.networks, request.GET)
    choice = page.choice
    context = {
        "page": page,
        "choice": choice,
        "periods": periods(choice, page.today),
        "earlier": choice.query(periode=choice.period.before().link) if choice.period.months < 12 else "",
        "later": choice.query(periode=choice.period.after().link)
        if choice.period.months < 12 and choice.period.has_ended(page.today)
        else "",
        "compare_url": choice.query(banding="tidak" if choice.compare else ""),
        "headings": headings(),
        "whole": list(zip(headings(), cells(page.whole, choice), strict=True)) if page.networks else [],
        "trend": _trend(page.whole.series) if page.networks else None,
        "others": [(rw(network.rw), choice.query(rw=network.rw), network == page.near) for network in page.networks],
        "near_url": reverse("village_near", args=[request.village.pk, page.near.rw]) if page.near else "",
        "file_url": reverse("village_file", args=[request.village.pk]) + choice.query(),
    }
    return show(request, "portal/village/this_week.html", context)


@of_the_village
@require_safe
def near_one(request, rw: str):
    """One RW closely, as a page or as the part of the village page that htmx asks for."""
    network = next((network for network in request.networks if network.rw == rw), None)
    if network is None:
        raise Http404
    closely = near(request.user, network)
    tables = {"needs": closely.by_need, "rts": closely.by_rt, "closed": closely.closed}
    context = {"near": closely} | {name: bars(table) for name, table in tables.items()}
    return show(request, f"portal/village/near.html{'#near' if request.htmx else ''}", context)


def _trend(series) -> dict | None:
    """The twelve months, and what a chart's heading says of them."""
    if not series:
        return None
    return {"months": series, "first": series[0], "last": series[-1]}


@of_the_village
@require_safe
def village_file(request):
    """The same figures as a spreadsheet. No read entry: it holds nobody's data."""
    page = village_page(request.user, request.village, request.networks, request.GET)
    closely = near(request.user, page.near) if page.near else None
    response = HttpResponse(exports.village_file(page, closely, by=request.user), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{exports.file_name(page)}"'
    return response


@of_the_village
@require_safe
def promises(request):
    """What the village head has asked, and what he promised himself, in all networks of the village."""
    done = request.GET.get("lihat") == "selesai"
    rows = FollowUp.objects.visible_to(request.user).filter(network__in=request.networks)
    rows = rows.ended().order_by("-done_at", "pk") if done else rows.open().order_by("due_on", "pk")
    by_id = {network.pk: network for network in request.networks}
    found = list(rows.select_related("doer", "organization")[:PROMISES_SHOWN])
    origins = told_origins(request.user, found)
    shown = []
    for row in found:
        network = row.network = by_id[row.network_id]
        told = as_row(row, user=request.user, origin=origins.get(row.pk), today=network.today())
        url = reverse("members:follow_up", args=[network.slug, row.pk])
        shown.append({**told, "text": f"{rw(network.rw)} · {told['text']}", "url": url})
    return show(request, "portal/village/promises.html", {"rows": shown, "done": done})


@of_the_village
@require_safe
def reports(request):
    """The reports of each network, and the own early reports."""
    return show(request, "portal/village/reports.html", {"networks": request.networks})


@of_the_village
@require_safe
def more(request):
    """Each network's own pages, for the phone's bottom bar."""
    return show(request, "portal/village/more.html", {"networks": request.networks})


@audience("portal.view_village")
@require_safe
def from_network(request, network):
    """The way from a network's pages back to the village's."""
    return redirect("village", request.network.village_id)


@audience("portal.ask_network")
class AskNetwork(FormPage, View):
    """Asks an officer about one thing. What is asked already is shown instead of being asked twice."""

    form_class = AskForm
    template_name = "portal/village/ask.html"
    title = gettext_lazy("Tanyakan")

    def dispatch(self, request, *args, **kwargs):
        self.concern = BY_ABOUT.get(kwargs["about"])
        if self.concern is None:
            messages.info(request, _("Pilih dahulu apa yang ingin ditanyakan."))
            return redirect("village", request.network.village_id)
        asked = Question.objects.visible_to(request.user).of(request.network).open().filter(about=self.concern.about)
        open_one = asked.select_related("follow_up").first() if request.method in ("GET", "HEAD") else None
        if open_one is not None:
            messages.info(request, _("Ini sudah ditanyakan dan masih menunggu jawaban."))
            return redirect(self.page_of(open_one.follow_up))
        return super().dispatch(request, *args, **kwargs)

    def page_of(self, follow_up) -> str:
        return reverse("members:follow_up", args=[self.request.network.slug, follow_up.pk])

    @cached_property
    def offices(self) -> list[Membership]:
        """Whom one may ask, the office that is called first on top."""
        held = Membership.objects.visible_to(self.request.user).current().filter(network=self.request.network)
        order = [self.concern.of, *ASKED]
        found = held.filter(role__in=ASKED).exclude(user=self.request.user).select_related("user")
        return sorted(found, key=lambda office: (order.index(office.role), office.user.name))

    def get_form_kwargs(self) -> dict:
        titles: dict[int, str] = {}
        for office in self.offices:
            acting = _("pelaksana tugas %(office)s") % {"office": office.spoken}
            titles.setdefault(office.user_id, acting if office.is_acting else office.spoken)
        holders = User.objects.visible_to(self.request.user).filter(pk__in=titles)
        return {"holders": holders.order_by("name"), "offices": titles, "today": self.request.network.today()}

    def get_initial(self) -> dict:
        return {
            "doer": self.offices[0].user_id if self.offices else None,
            "due_on": self.request.network.today() + DAYS_TO_ANSWER,
            "what": self.concern.ask(),
        }

    def get_context_data(self, **more) -> dict:
        village = reverse("village", args=[self.request.network.village_id])
        return super().get_context_data(**more) | {
            "lead": self.concern.topic(),
            "back_url": village,
            "submit": _("Tanyakan"),
            "nobody": not self.offices,
        }

    def act(self, form) -> str:
        facts = form.data_for_action()
        asked = questions.ask(self.request.network, by=self.request.user, about=self.concern.about, **facts)
        messages.success(
            self.request,
            _("Sudah ditanyakan kepada %(name)s. Jawabannya muncul di sini.") % {"name": asked.doer.name},
        )
        return self.page_of(asked)
