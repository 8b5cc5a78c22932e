"""Musyawarah: what is to come and what was held; planned, changed, called off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.access import Role
from members.models import Membership, User
from programs.actions import agenda, meetings
from programs.forms.answers import AnswerForm
from programs.forms.meetings import USUAL_NOTICE, USUAL_TIME, CancelForm, MeetingForm
from programs.invitation_text import group_text, whatsapp_address
from programs.models import AgendaItem, Attendance, Element, Meeting, Picture
from programs.models.agenda_words import said_today
from programs.papers.meetings import outdated_invitation
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key

COMING_SHOWN = 20


def meeting_or_404(request, pk: int) -> Meeting:
    """The meeting of this network, for who takes part in its meetings; anything else answers 404."""
    rows = Meeting.objects.visible_to(request.user).of(request.network).select_related("chair", "note_taker")
    found = get_object_or_404(rows, pk=pk)
    found.network = request.network
    return found


def address_of(meeting, route: str = "meeting", *more) -> str:
    """The address of a page of this meeting."""
    return reverse(f"programs:{route}", args=[meeting.network.slug, meeting.pk, *more])


def attendances_of(meeting, user) -> list[Attendance]:
    """Everybody on the list, each with this meeting at hand."""
    rows = list(Attendance.objects.visible_to(user).filter(meeting=meeting).select_related("user__mail_preference"))
    for row in rows:
        row.meeting = meeting
    return rows


def counted(meeting, rows) -> dict:
    """Quorum and women of attendances that are read already, in the words of the page."""
    present = [row for row in rows if row.is_present]
    counting = set(meeting.quorum_elements)
    there = {row.element for row in present} & counting
    women = sum(row.sex == Attendance.Sex.FEMALE for row in present)
    unknown = sum(not row.sex for row in present)
    return {
        "present": len(present),
        "invited": len(rows),
        "elements": [(element.label, element in there) for element in Element if element in counting],
        "there": len(there),
        "women": women,
        "men": len(present) - women - unknown,
        "unknown": unknown,
        "without_women": bool(present) and not women and not unknown,
    }


def answers_counted(rows) -> dict[str, int]:
    """How many of the invited come, stay away, are represented, and have not answered for the day as it is now."""
    invited = [row.answer_now for row in rows if row.invited_at]
    answer = Attendance.Answer
    return {
        "comes": invited.count(answer.COMES),
        "away": invited.count(answer.STAYS_AWAY),
        "represented": invited.count(answer.REPRESENTED),
        "silent": invited.count(answer.NONE),
    }


@audience("programs.view_meeting")
@require_safe
def meeting_list(request, network):
    """What is to come first, then those held, the newest first."""
    rows = Meeting.objects.visible_to(request.user).of(request.network)
    user = request.user
    page = page_by_key(rows.ended(), key="-held_on", parameters=request.GET, size=20)
    came: dict[int, list[Attendance]] = {row.pk: [] for row in page.rows}
    for one in Attendance.objects.visible_to(user).filter(meeting__in=came).present():
        came[one.meeting_id].append(one)
    for row in page.rows:
        row.count = counted(row, came[row.pk])
    context = {
        "coming": rows.to_come().order_by("held_on", "begins", "pk")[:COMING_SHOWN],
        "page": page,
        "today": request.network.today(),
        "may_plan": user.has_perm("programs.plan_meeting", request.network),
    }
    return render(request, "programs/meeting/list.html", context)


@audience("programs.view_meeting")
@require_safe
def meeting(request, network, pk: int):
    """When and where, what is talked about, who is invited, and what can be done about it now."""
    found = meeting_or_404(request, pk)
    user = request.user
    reads = user.has_perm("programs.read_minutes", request.network)
    lines = said_today(AgendaItem.objects.visible_to(user).filter(meeting=found))
    invited = attendances_of(found, user)
    own = next((row for row in invited if row.user_id == user.pk and row.invited_at), None)
    plans = user.has_perm("programs.plan_meeting", request.network)
    in_place = {place: [line for line in lines if line.place == place] for place in AgendaItem.Place}
    context = {
        "meeting": found,
        "reads": reads,
        "discussed": in_place[AgendaItem.Place.DISCUSSED],
        "together": in_place[AgendaItem.Place.TOGETHER],
        "waiting": in_place[AgendaItem.Place.WAITS],
        "dropped": in_place[AgendaItem.Place.DROPPED],
        "count": counted(found, invited),
        "answers": answers_counted(invited),
        "own": own,
        "answer_form": AnswerForm(initial={"represented_by": own.represented_by if own else ""}),
        "invited": invited[:8],
        "more_invited": max(0, len(invited) - 8),
        "outdated": outdated_invitation(found, user) if plans else None,
        "pictures": Picture.objects.visible_to(user).filter(meeting=found) if reads else [],
        "may_plan": plans and found.is_open,
        "may_change": plans and found.state == Meeting.State.PLANNED,
        "may_run": user.has_perm("programs.run_meeting", request.network) and found.is_open,
        "today": request.network.today(),
    }
    if context["may_change"]:
        text = group_text(found, in_place[AgendaItem.Place.DISCUSSED])
        context |= {"group_text": text, "whatsapp": whatsapp_address(text)}
    return render(request, "programs/meeting/page.html", context)


class _MeetingForm(FormPage, View):
    """The form of a meeting; its people are those who hold an office of the network today.

    Its place is that of the network's latest meeting.
    """

    form_class = MeetingForm

    def people(self):
        offices = Membership.objects.visible_to(self.request.user).current().filter(network=self.request.network)
        return User.objects.visible_to(self.request.user).filter(pk__in=offices.values("user_id")).order_by("name")

    def get_form_kwargs(self) -> dict:
        return {"people": self.people()}

    def get_initial(self) -> dict:
        offices = Membership.objects.visible_to(self.request.user).current().filter(network=self.request.network)
        chair = offices.filter(role=Role.CHAIR).values_list("user_id", flat=True).first()
        rows = Meeting.objects.visible_to(self.request.user).of(self.request.network)
        return {
            "chair": chair,
            "note_taker": self.request.user.pk,
            "begins": USUAL_TIME,
            "place": rows.values_list("place", flat=True).first() or "",
        }

    def get_context_data(self, **more) -> dict:
        way_up = {
            "back_url": reverse("programs:meetings", args=[self.request.network.slug]),
            "back_label": _("Musyawarah"),
        }
        return way_up | super().get_context_data(**more)


@audience("programs.plan_meeting")
class PlanMeeting(_MeetingForm):
    """A meeting to come; its agenda proposes itself at once."""

    title = gettext_lazy("Rencanakan musyawarah")

    def get_initial(self) -> dict:
        return super().get_initial() | {"held_on": self.request.network.today() + USUAL_NOTICE}

    def get_context_data(self, **more) -> dict:
        words = {"lead": _("Acaranya diusulkan dari data. Anda yang menentukan isinya."), "submit": _("Rencanakan")}
        return super().get_context_data(**more) | words

    def act(self, form) -> str:
        made = meetings.plan(self.request.network, by=self.request.user, **form.data_for_action())
        agenda.propose(made, by=self.request.user)
        messages.success(self.request, _("Musyawarah direncanakan. Periksa acaranya, lalu undang orangnya."))
        return address_of(made)


@audience("programs.plan_meeting")
class RecordMeeting(_MeetingForm):
    """One that was held already, from the notebook: with its real day, by the same pages."""

    title = gettext_lazy("Catat musyawarah dari buku")

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"asks": False}

    def get_context_data(self, **more) -> dict:
        words = {
            "lead": _("Tulis tanggal sebenarnya. Aturan kuorumnya sama: catat dahulu siapa yang hadir."),
            "submit": _("Mulai mencatat"),
        }
        return super().get_context_data(**more) | words

    def act(self, form) -> str:
        made = meetings.record_afterwards(self.request.network, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Tersimpan. Catat siapa yang hadir dan apa yang dirembuk."))
        return address_of(made)


@audience("programs.plan_meeting")
class ChangeMeeting(_MeetingForm):
    """Another day, time or place."""

    title = gettext_lazy("Ubah musyawarah")

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {name: getattr(self.meeting, name) for name in MeetingForm.Meta.fields}

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"leaving_out": f"meeting-{self.meeting.pk}"}

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": address_of(self.meeting), "back_label": str(self.meeting)}
        return super().get_context_data(**more) | way_up

    def act(self, form) -> str:
        meetings.change(self.meeting, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Perubahan tersimpan. Kabari yang sudah diundang."))
        return address_of(self.meeting)


@audience("programs.plan_meeting")
class CancelMeeting(FormPage, View):
    """Called off, with a reason."""

    form_class = CancelForm
    title = gettext_lazy("Batalkan musyawarah?")

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        if not self.meeting.is_open:
            raise PermissionDenied(_("Musyawarah ini sudah selesai atau dibatalkan."))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "lead": _("Acaranya tidak hilang: muncul lagi di usulan musyawarah berikutnya."),
            "submit": _("Ya, batalkan"),
            "danger": True,
            "back_url": address_of(self.meeting),
            "back_label": str(self.meeting),
        }

    def act(self, form) -> str:
        meetings.cancel(self.meeting, by=self.request.user, why=form.cleaned_data["why"])
        messages.success(self.request, _("Musyawarah dibatalkan. Kabari yang sudah diundang."))
        return address_of(self.meeting)
