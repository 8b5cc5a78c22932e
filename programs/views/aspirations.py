"""Aspirasi: the network's list and the own ones, writing one, what became of it, and answering it without a meeting."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.actions.follow_ups import DOERS
from members.models import Membership
from programs.actions import aspirations as actions
from programs.forms.aspirations import AnswerForm, AspirationForm
from programs.models import Aspiration, Picture
from programs.models.aspiration_story import meetings_of, story_of
from programs.views.minutes import told_promise
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key
from wksbm.documents.sealed_files import taken_back_when_refused

LISTS = {
    "menunggu": (gettext_lazy("Menunggu"), "written_at"),
    "dijawab": (gettext_lazy("Dijawab"), "-answered_at"),
    "saya": (gettext_lazy("Tulisan saya"), "-written_at"),
}


def aspiration_or_404(request, pk: int) -> Aspiration:
    rows = Aspiration.objects.visible_to(request.user).of(request.network)
    found = get_object_or_404(rows.select_related("rt", "written_by", "answered_by"), pk=pk)
    found.network = request.network
    return found


def address_of(aspiration) -> str:
    return reverse("programs:aspiration", args=[aspiration.network.slug, aspiration.pk])


@audience("programs.view_meeting")
@require_safe
def aspiration_list(request, network):
    """Open ones first, the longest waiting on top; of one kind alone where it is asked for."""
    rows = Aspiration.objects.visible_to(request.user).of(request.network).select_related("rt")
    reads = request.user.has_perm("programs.read_minutes", request.network)
    writes = request.user.has_perm("programs.write_aspiration", request.network)
    seen = {"menunggu": reads, "dijawab": reads, "saya": writes}
    lists = {key: label for key, (label, _key) in LISTS.items() if seen[key]}
    shown = request.GET.get("lihat", "")
    shown = shown if shown in lists else next(iter(lists))
    kind = request.GET.get("tentang", "")
    kind = kind if kind in Aspiration.Kind.values else ""
    narrowed = {
        "menunggu": rows.unanswered,
        "dijawab": rows.answered,
        "saya": lambda: rows.filter(written_by=request.user),
    }
    found = narrowed[shown]()
    page = page_by_key(found.filter(kind=kind) if kind else found, key=LISTS[shown][1], parameters=request.GET)
    meetings = meetings_of(page.rows)
    context = {
        "rows": [(row, meetings.get(row.pk)) for row in page],
        "page": page,
        "shown": shown,
        "lists": lists.items(),
        "kind": kind,
        "kinds": Aspiration.Kind.choices,
        "may_write": writes,
        "rest": f"&lihat={shown}" + (f"&tentang={kind}" if kind else ""),
    }
    return render(request, "programs/aspiration/list.html", context)


@audience("programs.view_meeting")
@require_safe
def aspiration(request, network, pk: int):
    """What was written, which meeting talks about it, what was decided and promised, and what came of the promises."""
    found = aspiration_or_404(request, pk)
    story = story_of(found)
    today = request.network.today()
    user = request.user
    promises = [
        told_promise(row, today=today, of_case=False) | {"outcome": row.outcome if row.done_at else ""}
        for row in story.promises
    ]
    context = {
        "aspiration": found,
        "mine": found.written_by_id == user.pk,
        "pictures": Picture.objects.visible_to(user).filter(aspiration=found),
        "lines": story.lines,
        "decisions": story.decisions,
        "promises": promises,
        "kept": bool(promises) and all(one["kept"] for one in promises),
        "reads": user.has_perm("programs.read_minutes", request.network),
        "may_answer": user.has_perm("programs.answer_aspiration", request.network) and not found.answered_at,
    }
    return render(request, "programs/aspiration/page.html", context)


@audience("programs.write_aspiration")
class WriteAspiration(FormPage, View):
    """A wish or a problem of the neighbourhood, in half a minute."""

    form_class = AspirationForm
    template_name = "programs/aspiration/write.html"
    title = gettext_lazy("Sampaikan aspirasi")
    in_danger = False

    def get_initial(self) -> dict:
        return {"kind": Aspiration.Kind.ASPIRATION}

    def get_context_data(self, **more) -> dict:
        way_up = {
            "back_url": reverse("programs:aspirations", args=[self.request.network.slug]),
            "back_label": _("Aspirasi"),
            "submit": _("Sampaikan"),
            "lead": _(
                "Keinginan untuk lingkungan kita, atau yang perlu dibenahi. Dibaca pengurus dan anggota jejaring."
            ),
        }
        return super().get_context_data(**more) | way_up | {"in_danger": self.in_danger}

    def act(self, form) -> str:
        values = form.data_for_action()
        try:
            with taken_back_when_refused():
                made = actions.write(self.request.network, by=self.request.user, **values)
        except actions.SpeaksOfDanger:
            self.in_danger = True
            raise
        messages.success(self.request, _("Terima kasih. Aspirasi Anda sudah masuk."))
        return address_of(made)


@audience("programs.answer_aspiration")
class AnswerAspiration(FormPage, View):
    """Answered without a meeting: what can be done at once need not wait for one."""

    form_class = AnswerForm
    title = gettext_lazy("Jawab tanpa menunggu musyawarah")

    def dispatch(self, request, *args, **kwargs):
        self.aspiration = aspiration_or_404(request, kwargs["pk"])
        if self.aspiration.answered_at and request.method == "GET":
            return redirect(address_of(self.aspiration))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        offices = Membership.objects.visible_to(self.request.user).current().filter(network=self.request.network)
        offices = offices.filter(role__in=DOERS).order_by("user__name", "pk")
        return {"offices": offices.select_related("user", "organization", "rt", "dasawisma__rt")}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "lead": self.aspiration.text,
            "submit": _("Jawab"),
            "back_url": address_of(self.aspiration),
            "back_label": _("Aspirasi"),
        }

    def act(self, form) -> str:
        cleaned = form.cleaned_data
        people = {}
        if office := cleaned["office"]:
            people = {"doer": office.user, "organization": office.organization}
            people |= {"what": cleaned["what"], "due_on": cleaned["due_on"]}
        actions.do_at_once(self.aspiration, by=self.request.user, answer=cleaned["answer"], **people)
        messages.success(self.request, _("Aspirasi dijawab. Penulisnya diberi tahu."))
        return address_of(self.aspiration)
