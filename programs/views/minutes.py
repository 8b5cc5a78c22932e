"""Notulen: closed by the chair, read by who takes part, added to; and what became of what was decided."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.lateness import badge
from members.models import FollowUp
from programs.actions import meetings
from programs.forms.meetings import AddendumForm
from programs.models import Addendum, AgendaItem, Attendance, Decision, DecisionPromise, Meeting
from programs.models.agenda_words import said_today
from programs.views.meetings import address_of, counted, meeting_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule


@audience("programs.close_meeting")
class CloseMeeting(View):
    """The minutes are closed: asked once more, because they do not change after that."""

    http_method_names = ("get", "head", "post")

    def get(self, request, network, pk: int):
        meeting = meeting_or_404(request, pk)
        if meeting.state != Meeting.State.RUNNING:
            return redirect(address_of(meeting))
        lines = AgendaItem.objects.visible_to(request.user).filter(meeting=meeting).discussed()
        undecided = lines.filter(decisions=None).count()
        about_cases = lines.exclude(case=None).exists()
        rows = list(Attendance.objects.visible_to(request.user).filter(meeting=meeting))
        count = counted(meeting, rows)
        context = {"meeting": meeting, "undecided": undecided, "total": lines.count(), "count": count}
        context["about_cases"] = about_cases
        return render(request, "programs/meeting/close.html", context)

    def post(self, request, network, pk: int):
        meeting = meeting_or_404(request, pk)
        try:
            meetings.close(meeting, by=request.user)
        except RefusedByRule as refused:
            messages.error(request, refused.sentence)
            return redirect(address_of(meeting))
        messages.success(request, _("Notulen ditutup. Terima kasih."))
        return redirect(address_of(meeting, "minutes"))


def told_promise(follow_up, *, today, of_case: bool) -> dict:
    """One promise and what became of it. Of a case its own words stay on its page: they may say a name."""
    kept = follow_up.state == FollowUp.State.DONE
    on_time = kept and localdate(follow_up.done_at) <= follow_up.due_on
    tone, words = badge(follow_up.due_on, today)
    if kept:
        tone, words = "done", _("Selesai tepat waktu") if on_time else _("Selesai, terlambat")
    elif not follow_up.is_open:
        tone, words = "", str(follow_up.get_state_display())
    return {
        "pk": follow_up.pk,
        "what": _("Janji untuk kasus ini") if of_case else follow_up.what,
        "doer": follow_up.doer.name,
        "organization": follow_up.organization.name if follow_up.organization else "",
        "due_on": follow_up.due_on,
        "kept": kept,
        "on_time": on_time,
        "judged": kept or (follow_up.is_open and follow_up.due_on < today),
        "tone": tone,
        "badge": words,
    }


def told_lines(request, meeting, *, reads_cases: bool) -> list[dict]:
    """The lines with what was decided and promised. What was said about a case is for the board alone."""
    user, today = request.user, request.network.today()
    lines = AgendaItem.objects.visible_to(user).filter(meeting=meeting).exclude(place=AgendaItem.Place.DROPPED)
    lines = said_today(lines)
    decided: dict[int, list] = {}
    for row in Decision.objects.visible_to(user).filter(item__meeting=meeting).with_chosen().select_related("item"):
        decided.setdefault(row.item_id, []).append(row)
    promised: dict[int, list] = {}
    ties = DecisionPromise.objects.visible_to(user).filter(decision__item__meeting=meeting)
    ties = ties.select_related("follow_up__doer", "follow_up__organization", "decision")
    for tie in ties.order_by("follow_up__due_on", "pk"):
        promised.setdefault(tie.decision.item_id, []).append(tie.follow_up)
    order = {place: number for number, place in enumerate(AgendaItem.Place)}
    lines.sort(key=lambda line: order[line.place])
    return [
        {
            "line": line,
            "open": reads_cases or not line.case_id,
            "decisions": decided.get(line.pk, []),
            "promises": [
                told_promise(one, today=today, of_case=bool(line.case_id)) for one in promised.get(line.pk, [])
            ],
        }
        for line in lines
    ]


def kept_on_time(told: list[dict]) -> dict:
    """Of the promises whose day is over or that are done: how many were kept by their day, in whole percent."""
    promises = [one for row in told for one in row["promises"]]
    judged = [one for one in promises if one["judged"]]
    kept = sum(one["on_time"] for one in judged)
    return {
        "decided": sum(bool(row["decisions"]) for row in told),
        "promises": len(promises),
        "done": sum(one["kept"] for one in promises),
        "judged": len(judged),
        "on_time": kept,
        "share": round(100 * kept / len(judged)) if judged else None,
    }


@audience("programs.view_meeting")
@require_safe
def minutes(request, network, pk: int):
    """The minutes as they stand, what became of them, what was added; for the village head the numbers only."""
    meeting = meeting_or_404(request, pk)
    if meeting.state == Meeting.State.CANCELLED:
        return redirect(address_of(meeting))
    user = request.user
    reads = user.has_perm("programs.read_minutes", request.network)
    told = told_lines(request, meeting, reads_cases=user.has_perm("programs.run_meeting", request.network))
    people = list(Attendance.objects.visible_to(user).filter(meeting=meeting))
    addenda = Addendum.objects.visible_to(user).filter(meeting=meeting).select_related("by") if reads else []
    context = {
        "meeting": meeting,
        "reads": reads,
        "told": [row for row in told if row["line"].place != AgendaItem.Place.WAITS] if reads else [],
        "numbers": kept_on_time(told),
        "about_cases": any(row["line"].case_id for row in told),
        "people": [row for row in people if row.is_present] if reads else [],
        "count": counted(meeting, people),
        "addenda": addenda,
        "closed": meeting.state == Meeting.State.CLOSED,
        "may_add": user.has_perm("programs.close_meeting", request.network),
        "sees_promises": user.has_perm("members.view_all_follow_ups", request.network),
    }
    return render(request, "programs/meeting/minutes.html", context)


@audience("programs.close_meeting")
class AddAddendum(FormPage, View):
    """What the closed minutes should say as well."""

    form_class = AddendumForm
    title = gettext_lazy("Tambahan notulen")

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "lead": _(
                "Notulen yang sudah ditutup tidak berubah. Tambahan ini tampil dan tercetak di bawahnya, dengan nama "
                "Anda. Tulis tanpa nama warga yang dibantu."
            ),
            "back_url": address_of(self.meeting, "minutes"),
            "back_label": _("Notulen"),
        }

    def act(self, form) -> str:
        meetings.add(self.meeting, by=self.request.user, text=form.cleaned_data["text"])
        messages.success(self.request, _("Tambahan tersimpan."))
        return address_of(self.meeting, "minutes")
