"""The meeting itself, on one page: who is there, line by line what is said, decided and promised."""

from functools import cached_property
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from members.actions.follow_ups import DOERS
from members.models import Membership
from pmks_cases.actions import case_promises, cases, consents
from pmks_cases.models.case_states import Decision as CaseDecision
from pmks_cases.models.case_states import State
from pmks_cases.models.kin import kin_among
from pmks_cases.views.case_follow_ups import AddFollowUp
from programs.actions import attendances, decisions, meetings, outcomes
from programs.forms.recipients import RecipientDecisionForm
from programs.forms.running import DecisionForm, MeetingPromiseForm, OutsideMeetingPromiseForm
from programs.models import AgendaItem, Attendance, Decision, DecisionPromise, Meeting
from programs.views.agenda import item_or_404
from programs.views.invitations import invited_or_404
from programs.views.meetings import address_of, counted, meeting_or_404
from programs.views.recipient_rows import candidates_of, settled_by
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule

TOGETHER = "sekaligus"
LISTED = ("network", "meeting", "place", "order", "title", "reason")
LONGEST = AgendaItem._meta.get_field("discussion").max_length


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
    """One page for the whole evening; posting to it decides on the line that it shows."""

    form_class = DecisionForm
    template_name = "programs/meeting/run.html"

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        if not self.meeting.is_open:
            return redirect(address_of(self.meeting, "minutes"))
        self.rows = AgendaItem.objects.visible_to(request.user).filter(meeting=self.meeting)
        lines = list(self.rows.only(*LISTED).annotate(noted=meetings.NOTED))
        self.noted = any(line.noted for line in lines)
        self.lines = [line for line in lines if line.place == AgendaItem.Place.DISCUSSED]
        self.together = [line for line in lines if line.place == AgendaItem.Place.TOGETHER]
        self.line = self._line(request.GET.get("hal", ""))
        return super().dispatch(request, *args, **kwargs)

    def _line(self, asked: str) -> AgendaItem | None:
        """The line that is open, the only one of which all is read: unsealing every line's case takes longer than the
        rest of the page."""
        if not self.lines or (asked == TOGETHER and self.together):
            return None
        keys = [line.pk for line in self.lines]
        key = next((key for key in keys if str(key) == asked), keys[0])
        found = self.rows.select_related("case__rt", "case__resident").filter(pk=key).first()
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

    def get_context_data(self, **more) -> dict:
        context = super().get_context_data(**more) | self.there
        ids = [line.pk for line in self.lines]
        here = ids.index(self.line.pk) if self.line else len(ids)
        following = self.lines[here + 1].pk if here + 1 < len(ids) else None
        context |= {
            "line": self.line,
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
        if self.line:
            context |= self.decided() | self.kin(context["people"])
        else:
            rows = Decision.objects.visible_to(self.request.user).filter(item__in=self.together)
            agreed = set(rows.values_list("item_id", flat=True))
            context |= {"to_agree": [line for line in self.together if line.pk not in agreed], "agreed": agreed}
        return context

    def decided(self) -> dict:
        rows = list(Decision.objects.visible_to(self.request.user).filter(item=self.line).with_chosen())
        for row in rows:
            row.item = self.line
        ties = DecisionPromise.objects.visible_to(self.request.user).filter(decision__item=self.line)
        ties = ties.select_related("follow_up__doer", "follow_up__organization").order_by("follow_up__due_on", "pk")
        settled = settled_by(self.request, rows) if rows and self.candidates is not None else []
        return {"decisions": rows, "promises": [tie.follow_up for tie in ties] if rows else [], "settled": settled}

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
        if self.line is None:
            raise RefusedByRule(_("Pilih dahulu halnya."))
        decisions.decide(self.line, by=self.request.user, **form.data_for_action())
        told = bool(self.line.case_id and self.offered)
        words = _("Keputusan tercatat. Pendampingnya menyampaikannya kepada keluarga dalam tiga hari.")
        messages.success(self.request, words if told else _("Keputusan tercatat."))
        return line_address(self.meeting, self.line, "keputusan")


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


def spoken_or_404(request, meeting, pk: int) -> AgendaItem:
    """A line on which is written in words; recipients are chosen by ticking alone."""
    line = item_or_404(request, meeting, pk)
    if line.is_ticked:
        raise Http404
    return line


@audience("programs.run_meeting")
@require_POST
def note_discussion(request, network, pk: int, item: int):
    """What is said, kept as it is typed. Who comes second sees both texts, and chooses."""
    meeting = meeting_or_404(request, pk)
    line = spoken_or_404(request, meeting, item)
    typed = request.POST.get("discussion", "").replace("\r\n", "\n")[:LONGEST]
    stored = {"revision": request.POST.get("revision", ""), "seen": request.POST.get("seen", "")}
    revision = int(stored["revision"]) if stored["revision"].isdecimal() and len(stored["revision"]) < 10 else 0
    choice = request.POST.get("pilih", "")
    if choice and stored["seen"].isdecimal() and len(stored["seen"]) < 10:
        revision = int(stored["seen"])
        typed = {"gabung": f"{line.discussion}\n{typed}"[:LONGEST], "tersimpan": line.discussion}.get(choice, typed)
    context = {"meeting": meeting, "line": line, "typed": typed}
    try:
        context["line"] = decisions.note(line, by=request.user, discussion=typed, revision=revision)
    except decisions.WrittenMeanwhile as met:
        context |= {"meanwhile": met.item, "line": line, "revision": revision}
    except RefusedByRule as refused:
        context["refused"] = refused.sentence
    if request.htmx and not choice:
        return render(request, "programs/meeting/_noted.html", context)
    if "meanwhile" in context or "refused" in context:
        return render(request, "programs/meeting/discussion.html", context, status=422)
    onward = request.POST.get("lanjut", "")
    if onward == TOGETHER or onward.isdecimal():
        return redirect(f"{address_of(meeting, 'run_meeting')}?{urlencode({'hal': onward})}#hal")
    return redirect(line_address(meeting, line))


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


@audience("programs.run_meeting")
class AddPromise(AddFollowUp):
    """A promise that comes of a decision. One about a case is made as on the case's own page, with consent's doors."""

    title = gettext_lazy("Tulis janji")

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        self.line = spoken_or_404(request, self.meeting, kwargs["item"])
        rows = Decision.objects.visible_to(request.user).filter(item=self.line)
        self.decision = rows.order_by("at", "pk").last()
        if self.decision is None:
            raise PermissionDenied(_("Putuskan dahulu, lalu tulis janjinya."))
        self.decision.item = self.line
        if self.line.case_id:
            self.template_name = "programs/meeting/case_promise.html"
            return super().dispatch(request, *args, number=self.line.case.number, **kwargs)
        self.template_name = "_components/form_page.html"
        return View.dispatch(self, request, *args, **kwargs)

    def get_form(self, data=None, files=None):
        if not self.line.case_id:
            self.form_class = MeetingPromiseForm
        elif self.asked:
            self.form_class = OutsideMeetingPromiseForm
        else:
            return super().get_form(data, files)
        return FormPage.get_form(self, data, files)

    def get_form_kwargs(self) -> dict:
        if self.line.case_id:
            return super().get_form_kwargs()
        offices = Membership.objects.visible_to(self.request.user).current().filter(network=self.request.network)
        offices = offices.filter(role__in=DOERS).order_by("user__name", "pk")
        return {"offices": offices.select_related("user", "organization", "rt", "dasawisma__rt")}

    def get_initial(self) -> dict:
        return super().get_initial() if self.line.case_id else {}

    def get_context_data(self, **more) -> dict:
        words = {
            "title": _("Tulis janji"),
            "submit": _("Catat janji"),
            "lead": self.line.title,
            "line": self.line,
            "back_url": line_address(self.meeting, self.line, "janji"),
            "back_label": str(self.meeting),
        }
        whole = super() if self.line.case_id else None
        return (whole.get_context_data(**more) if whole else FormPage.get_context_data(self, **more)) | words

    def act(self, form) -> str:
        values = {name: form.cleaned_data[name] for name in ("what", "due_on")}
        by = self.request.user
        if not self.line.case_id:
            office = form.cleaned_data["office"]
            people = {"doer": office.user, "organization": office.organization}
            decisions.promise(self.decision, by=by, **people, **values)
        else:
            meetings.refuse_closed(self.meeting)
            decisions.refuse_kin(by, self.line)
            values["doer"] = form.cleaned_data["doer"]
            if self.asked is None:
                made = case_promises.promise(self.case, by=by, **values)
            else:
                more = {"organization": self.organization, "rt_head": self.rt_head}
                made = case_promises.promise_outside(self.case, by=by, told=form.told(), **more, **values)
            decisions.tie(self.decision, made)
        messages.success(self.request, _("Janji tercatat, dan muncul di daftar orangnya."))
        return line_address(self.meeting, self.line, "janji")
