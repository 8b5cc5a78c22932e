"""The meeting itself, on one page: who is there, line by line what is said and decided."""

from functools import cached_property
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.forms import MultipleChoiceField
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import View

from pmks_cases.actions import cases, consents
from pmks_cases.models.case_states import Decision as CaseDecision
from pmks_cases.models.case_states import State
from pmks_cases.models.kin import kin_among
from programs.actions import attendances, decisions, meetings, outcomes
from programs.forms.recipients import RecipientDecisionForm
from programs.forms.running import DecisionForm
from programs.models import AgendaItem, Attendance, Decision, DecisionPromise, Meeting
from programs.views.closed_meanwhile import shown_after_closing
from programs.views.invitations import invited_or_404
from programs.views.meetings import address_of, counted, meeting_or_404
from programs.views.notes import Notes
from programs.views.read_on import pages_about
from programs.views.recipient_rows import candidates_of, settled_by
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.kept_posts import kept_post
from wksbm.core.refusals import RefusedByRule

TOGETHER = "sekaligus"
MECHANISM = ("form_id", "for_whom", "considered")
LISTED = ("network", "meeting", "place", "order", "title", "reason", "kind", "case_id", "about_id")


def line_address(meeting, line, part: str = "hal") -> str:
    """The running page, open at this line."""
    return f"{address_of(meeting, 'run_meeting')}?{urlencode({'hal': line.pk})}#{part}"


def attendance_context(request, meeting) -> dict:
    """What the part of the page about who is there shows."""
    rows = list(Attendance.objects.visible_to(request.user).filter(meeting=meeting))
    count = counted(meeting, rows)
    return {"meeting": meeting, "people": rows, "count": count, "quorate": count["there"] >= meeting.quorum}


@audience("programs.run_meeting")
class RunMeeting(FormPage, View):
    """One page for the whole evening; posting to it keeps what was said on the line that it shows, decides on it if
    anything of a decision was typed, and goes on."""

    form_class = DecisionForm
    template_name = "programs/meeting/run.html"

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        if not self.meeting.is_open:
            typed = request.POST if request.method == "POST" else kept_post(request)
            told = shown_after_closing(request, self.meeting, typed) if typed else None
            return told or redirect(address_of(self.meeting, "minutes"))
        self.rows = AgendaItem.objects.visible_to(request.user).filter(meeting=self.meeting)
        lines = list(self.rows.only(*LISTED).annotate(noted=meetings.NOTED))
        self.noted = any(line.noted for line in lines)
        self.lines = [line for line in lines if line.place == AgendaItem.Place.DISCUSSED]
        self.together = [line for line in lines if line.place == AgendaItem.Place.TOGETHER]
        self.line = self._line(request.GET.get("hal", ""))
        self.notes = Notes(self.line, {}) if self.line else None
        return super().dispatch(request, *args, **kwargs)

    def _line(self, asked: str) -> AgendaItem | None:
        """The line that is open, the only one of which all is read: unsealing every line's case takes longer than the
        rest of the page."""
        if not self.lines or (asked == TOGETHER and self.together):
            return None
        keys = [line.pk for line in self.lines]
        key = next((key for key in keys if str(key) == asked), keys[0])
        decided = Decision.objects.visible_to(self.request.user).filter(item__case=OuterRef("case"))
        days = decided.order_by("-at", "-pk").values("item__meeting__held_on")
        found = self.rows.select_related("case__rt", "case__resident").annotate(settled_on=Subquery(days[:1]))
        found = found.filter(pk=key).first()
        if found is not None:
            found.meeting = self.meeting
        return found

    @cached_property
    def offered(self) -> list:
        """What the meeting chooses from on this line: the ways that a waiting case may go, or what becomes of a
        program or an issue."""
        if self.line is None:
            return []
        case = self.line.case
        if case is None:
            return outcomes.offered(self.line)
        if case.state != State.MEETING:
            return []
        return [*cases.decisions_offered(case), CaseDecision.WATCH]

    @cached_property
    def there(self) -> dict:
        return attendance_context(self.request, self.meeting)

    @cached_property
    def candidates(self) -> list | None:
        """Whom the meeting chooses from, on a line about the recipients of a program; None on any other."""
        if self.line is None or not self.line.is_ticked:
            return None
        people = {row.user_id: row.name for row in self.there["people"] if row.user_id}
        return candidates_of(self.request, self.line.about_id, people)

    def get_form(self, data=None, files=None):
        self.form_class = DecisionForm if self.candidates is None else RecipientDecisionForm
        return super().get_form(data, files)

    def get_form_kwargs(self) -> dict:
        more = {} if self.candidates is None else {"candidates": self.candidates}
        return more | {"offered": self.offered, "of_case": bool(self.line and self.line.case_id)}

    def get(self, request, *args, **kwargs):
        """After a new sign-in the line stands there that was open, with all that was typed on it."""
        typed = kept_post(request)
        if typed is None or request.GET.get("hal", "") not in ("", typed.get("hal", "")):
            return self.show(self.get_form())
        self.line = self._line(typed.get("hal", ""))
        self.notes = Notes(self.line, typed) if self.line else None
        self.__dict__.pop("offered", None)
        return self.show(self.typed_again(typed), kept=True)

    def typed_again(self, typed):
        """The form with what was typed of a decision, not judged yet."""
        form = self.get_form()
        for name, field in form.fields.items():
            if name not in MECHANISM and name in typed:
                many = isinstance(field, MultipleChoiceField)
                form.initial[name] = typed.getlist(name) if many else typed[name]
        return form

    def post(self, request, *args, **kwargs):
        asked = request.GET.get("hal", "")
        if self.line is None or asked not in ("", str(self.line.pk)):
            messages.error(request, _("Hal itu tidak dirembuk lagi."))
            return redirect(address_of(self.meeting, "run_meeting"))
        posted, choice = request.POST, request.POST.get("pilih", "")
        begun = self.get_form(posted).is_begun() or "putuskan" in posted
        if "discussion" in posted:
            self.notes = Notes(self.line, posted)
            if choice:
                self.notes.choose(choice, posted.get("seen", ""))
            if not self.notes.keep(by=request.user):
                return self.show(self.typed_again(posted), status=422)
        if choice and begun:
            # That button is about the two texts alone: what is half decided stands there as it was.
            return self.show(self.typed_again(posted))
        if begun:
            return super().post(request, *args, **kwargs)
        return redirect(self.onward() or line_address(self.meeting, self.line))

    def onward(self) -> str:
        """Where the button leads that goes to the next line; nothing where it only keeps."""
        asked = self.request.POST.get("lanjut", "")
        known = {TOGETHER, *(str(line.pk) for line in self.lines)}
        return f"{address_of(self.meeting, 'run_meeting')}?{urlencode({'hal': asked})}#hal" if asked in known else ""

    def get_context_data(self, **more) -> dict:
        context = super().get_context_data(**more) | self.there
        ids = [line.pk for line in self.lines]
        here = ids.index(self.line.pk) if self.line else len(ids)
        following = self.lines[here + 1].pk if here + 1 < len(ids) else None
        context |= {
            "line": self.line,
            "notes": self.notes,
            "lines": self.lines,
            "together": self.together,
            "number": here + 1,
            "total": len(ids),
            "next": following or (TOGETHER if self.together and self.line else None),
            "previous": ids[here - 1] if here else None,
            "running": self.meeting.state == Meeting.State.RUNNING,
            "early": self.meeting.held_on > self.request.network.today(),
            "may_unopen": not self.meeting.recorded_afterwards and not self.noted,
            "may_change": self.request.user.has_perm("programs.plan_meeting", self.request.network),
            "may_close": self.request.user.has_perm("programs.close_meeting", self.request.network),
        }
        read_on = pages_about(self.request, [self.line] if self.line else self.together)
        if self.line:
            context["read_on"] = read_on.get(self.line.pk)
            context |= self.decided() | self.kin(context["people"])
            context["settled_before"] = "" if context["decisions"] else self.settled_before()
            chooses = self.candidates is None or bool(self.candidates)
            context["writes"] = not context["own_kin"] and not self.line.is_ticked
            context["decides"] = not context["own_kin"] and not context["must_be_chair"] and chooses
        else:
            rows = Decision.objects.visible_to(self.request.user).filter(item__in=self.together)
            agreed = set(rows.values_list("item_id", flat=True))
            context |= {"to_agree": [line for line in self.together if line.pk not in agreed], "agreed": agreed}
            context["with_pages"] = [(line, read_on.get(line.pk)) for line in self.together]
        return context

    def decided(self) -> dict:
        rows = list(Decision.objects.visible_to(self.request.user).filter(item=self.line).with_chosen())
        for row in rows:
            row.item = self.line
        ties = DecisionPromise.objects.visible_to(self.request.user).filter(decision__item=self.line)
        ties = ties.select_related("follow_up__doer", "follow_up__organization").order_by("follow_up__due_on", "pk")
        settled = settled_by(self.request, rows) if rows and self.candidates is not None else []
        return {"decisions": rows, "promises": [tie.follow_up for tie in ties] if rows else [], "settled": settled}

    def settled_before(self) -> str:
        """Why there is nothing to choose on a line about a case that waited when it was proposed."""
        if self.line.kind != AgendaItem.Kind.CASE or self.line.case.state == State.MEETING:
            return ""
        if self.line.settled_on is None:
            return _("Kasus ini tidak menunggu keputusan lagi.")
        return _("Sudah diputuskan %(day)s.") % {"day": date_format(self.line.settled_on, "j F Y", use_l10n=False)}

    def kin(self, people) -> dict:
        """Who of those present, and whether the person at this page, is related to whom the line is about; the name,
        where the family agreed to it; whether somebody else notes the decision."""
        case = self.line.case
        if case is None:
            own = any(one.is_own_kin for one in self.candidates or ())
            return {"kin": [], "own_kin": own, "must_be_chair": False, "named": ""}
        user = self.request.user
        decides = user.has_perm("pmks_cases.decide_case", case)
        chairs = [] if decides or not self.offered else cases.chairs_of(self.request.network)
        found = kin_among([user.pk, *chairs, *(row.user_id for row in people if row.user_id)], case)
        stands_in = bool(chairs) and found.issuperset(chairs)
        return {
            "kin": [row.name for row in people if row.user_id in found],
            "own_kin": user.pk in found,
            "must_be_chair": bool(self.offered) and not decides and not stands_in,
            "named": consents.name_in_meeting(case),
        }

    def act(self, form) -> str:
        decisions.decide(self.line, by=self.request.user, **form.data_for_action())
        told = bool(self.line.case_id and self.offered)
        words = _("Keputusan tercatat. Pendampingnya menyampaikannya kepada keluarga dalam tiga hari.")
        messages.success(self.request, words if told else _("Keputusan tercatat."))
        return self.onward() or line_address(self.meeting, self.line, "keputusan")


@audience("programs.run_meeting")
@require_POST
def start_meeting(request, network, pk: int):
    """It is opened."""
    meeting = meeting_or_404(request, pk)
    try:
        meetings.start(meeting, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    return redirect(address_of(meeting, "run_meeting"))


@audience("programs.run_meeting")
@require_POST
def mark_attendance(request, network, pk: int, invited: int):
    """One tap: is there, or is not after all; with L/P where nobody has said it yet."""
    meeting = meeting_or_404(request, pk)
    row = invited_or_404(request, meeting, invited)
    try:
        if (sex := request.POST.get("lp")) in Attendance.Sex.values:
            attendances.correct(row, by=request.user, sex=sex)
        else:
            attendances.mark(row, by=request.user, is_present=request.POST.get("hadir") == "1")
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    if request.htmx:
        return render(request, "programs/meeting/_attendance.html", attendance_context(request, meeting))
    return redirect(f"{address_of(meeting, 'run_meeting')}?{urlencode({'hal': request.POST.get('hal', '')})}#hadir")


@audience("programs.run_meeting")
@require_POST
def agree_together(request, network, pk: int):
    """What nobody needs to talk about, agreed in one go."""
    meeting = meeting_or_404(request, pk)
    try:
        count = decisions.agree_together(meeting, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("%(count)d hal disetujui sekaligus.") % {"count": count})
    return redirect(f"{address_of(meeting, 'run_meeting')}?hal={TOGETHER}#hal")
