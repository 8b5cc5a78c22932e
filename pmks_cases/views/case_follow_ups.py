"""A promise is written down on the page of a case."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import View

from members.models import Organization, User
from pmks_cases.actions import case_promises, case_secrecy
from pmks_cases.forms.case_follow_up import OutsidePromiseForm, PromiseForm
from pmks_cases.views.cases import address_of, case_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage

RT_HEAD, OTHERS = "rt", "jejaring"
CHOOSE = "pilih"
"""The name of the buttons that choose for whom the promise is."""


@audience("members.add_follow_up")
class AddFollowUp(FormPage, View):
    """First to whom (a link each), then what and until when; outside the case also what may be told."""

    template_name = "pmks_cases/case_follow_up/add.html"

    def dispatch(self, request, *args, **kwargs):
        self.case = case_or_404(request, kwargs["number"])
        self.guarded = case_secrecy.is_guarded(self.case)
        self.for_whom = request.GET.get("untuk", "")
        self.organization = self._chosen_organization()
        self.rt_head = self.for_whom == RT_HEAD and bool(self.case.rt_id)
        outside = self.organization is not None or self.rt_head or self.for_whom == OTHERS
        self.asked = None
        if outside:
            if self.guarded:
                raise Http404
            self.asked = case_promises.outsider(self.case, organization=self.organization, rt_head=self.rt_head)
        return super().dispatch(request, *args, **kwargs)

    def _chosen_organization(self) -> Organization | None:
        key = self.request.GET.get("lembaga", "")
        if not key:
            return None
        if not key.isdecimal() or len(key) > 18:
            raise Http404
        return get_object_or_404(self._organizations(), pk=int(key))

    def _organizations(self):
        known = Organization.objects.visible_to(self.request.user).of(self.request.network)
        return known.filter(pk__in=case_promises.organizations_to_ask(self.case).values("pk"))

    def get_form(self, data=None, files=None):
        self.form_class = OutsidePromiseForm if self.asked else PromiseForm
        return super().get_form(data, files)

    def get_form_kwargs(self) -> dict:
        found = self.asked.doers if self.asked else case_promises.insiders_of(self.case)
        doers = User.objects.visible_to(self.request.user).filter(pk__in=found.values("pk"))
        return {"case": self.case, "doers": doers} | ({"asked": self.asked} if self.asked else {})

    def get_initial(self) -> dict:
        if self.asked is None:
            return {"doer": self.case.psm_id or self.request.user.pk}
        people = list(self.asked.doers[:2])
        return {"doer": people[0].pk} if len(people) == 1 else {}

    def post(self, request, *args, **kwargs):
        if CHOOSE not in request.POST:
            return super().post(request, *args, **kwargs)
        # Somebody else was chosen: what was typed stays; who and what may be told are asked again.
        form = self.get_form()
        form.initial |= {name: request.POST[name] for name in ("what", "due_on") if name in request.POST}
        return self.show(form)

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "title": _("Tulis janji"),
            "submit": _("Catat janji"),
            "back_url": address_of(self.case, self.request.network),
            "case": self.case,
            "guarded": self.guarded,
            "nobody": self.asked is not None and not self.asked.doers.exists(),
            "may_ask": bool(self.organization and self.asked.closed)
            and self.request.user.has_perm("pmks_cases.change_case", self.case),
            "organization": self.organization,
            "organizations": [] if self.guarded else self._organizations().order_by("name")[:100],
            "for_rt": self.rt_head and not self.organization,
            "for_others": self.for_whom == OTHERS and not self.organization,
            "due_on": self.request.POST.get("due_on", ""),
            "for_whom": "" if self.organization else RT_HEAD if self.rt_head else self.for_whom if self.asked else "",
        }

    def act(self, form) -> str:
        values = {name: form.cleaned_data[name] for name in ("what", "doer", "due_on")}
        if self.asked is None:
            case_promises.promise(self.case, by=self.request.user, **values)
        else:
            case_promises.promise_outside(
                self.case,
                by=self.request.user,
                told=form.told(),
                organization=self.organization,
                rt_head=self.rt_head,
                **values,
            )
        messages.success(self.request, _("Janji tercatat, dan muncul di daftar orangnya."))
        return address_of(self.case, self.request.network)
