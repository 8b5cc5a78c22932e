"""The promises that come of what a running meeting decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from members.actions.follow_ups import DOERS
from members.models import Membership
from pmks_cases.actions import case_promises
from pmks_cases.views.case_follow_ups import AddFollowUp
from programs.actions import decisions, meetings
from programs.forms.running import MeetingPromiseForm, OutsideMeetingPromiseForm
from programs.models import Decision
from programs.views.meetings import meeting_or_404
from programs.views.notes import spoken_or_404
from programs.views.running import line_address
from wksbm.core.access import audience
from wksbm.core.forms import FormPage


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
