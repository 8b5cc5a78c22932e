"""Acara: proposed by the data, kept, moved and dropped by the secretary."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from programs.actions import agenda
from programs.forms.meetings import AgendaItemForm
from programs.models import AgendaItem
from programs.views.meetings import address_of, meeting_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule

UP, DOWN, TOP = "naik", "turun", "teratas"


def item_or_404(request, meeting, pk: int) -> AgendaItem:
    """A line of this meeting that may still be seen: one about a case that is guarded now is gone."""
    rows = AgendaItem.objects.visible_to(request.user).filter(meeting=meeting)
    found = get_object_or_404(rows.select_related("case__rt", "case__resident"), pk=pk)
    found.meeting = meeting
    return found


@audience("programs.plan_meeting")
@require_POST
def propose_agenda(request, network, pk: int):
    """What the data asks for and is not on the agenda yet."""
    meeting = meeting_or_404(request, pk)
    try:
        made = agenda.propose(meeting, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        words = _("%(count)d hal diusulkan.") % {"count": made} if made else _("Tidak ada hal baru untuk diusulkan.")
        messages.success(request, words)
    return redirect(address_of(meeting) + "#acara")


@audience("programs.plan_meeting")
@require_POST
def place_agenda_item(request, network, pk: int, item: int):
    """Keep, agree together, wait, drop, up, down, to the top: a button each. The page comes back where the thumb is: at
    the line that moved, or at the one that stands in its place now."""
    meeting = meeting_or_404(request, pk)
    line = item_or_404(request, meeting, item)
    rows = AgendaItem.objects.visible_to(request.user).filter(meeting=meeting)
    to, stays_at = request.POST.get("ke", ""), line.pk
    try:
        if to in (UP, DOWN, TOP):
            ids = list(rows.discussed().values_list("pk", flat=True))
            agenda.reorder(meeting, by=request.user, ids=moved(ids, line.pk, to))
        elif to in AgendaItem.Place.values:
            ids = list(rows.filter(place=line.place).values_list("pk", flat=True))
            stays_at = beside(ids, line.pk)
            agenda.place(line, by=request.user, place=to)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
        return redirect(address_of(meeting) + "#acara")
    return redirect(address_of(meeting) + (f"#hal-{stays_at}" if stays_at else "#acara"))


def moved(ids: list[int], pk: int, to: str) -> list[int]:
    """The ids with this one a place higher or lower, or the first."""
    if pk in ids:
        here = ids.index(pk)
        there = {UP: max(0, here - 1), DOWN: here + 1, TOP: 0}[to]
        ids.insert(there, ids.pop(here))
    return ids


def beside(ids: list[int], pk: int) -> int | None:
    """The one after it, or the last before it where it is the last itself."""
    others = ids[ids.index(pk) + 1 :] or ids[:-1][-1:]
    return others[0] if others else None


@audience("programs.plan_meeting")
class AddAgendaItem(FormPage, View):
    """A line that somebody asks for."""

    form_class = AgendaItemForm
    title = gettext_lazy("Tambah hal")

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": address_of(self.meeting), "back_label": str(self.meeting), "submit": _("Tambah")}
        return super().get_context_data(**more) | way_up

    def act(self, form) -> str:
        line = agenda.add(self.meeting, by=self.request.user, title=form.cleaned_data["title"])
        if self.request.GET.get("dari") == "jalan":
            return f"{address_of(self.meeting, 'run_meeting')}?hal={line.pk}"
        return address_of(self.meeting) + "#acara"
