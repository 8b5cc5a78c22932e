"""What waits for the people of a network on this floor."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from programs.models import Aspiration, Attendance, IncomingLetter, Meeting, Pledge, Program
from programs.models.program import led_by
from programs.models.program_states import UNDER_WAY
from wksbm.core.registries import Due, DueKind, register_due

TOLD_DAYS = 7
"""A meeting stands on the work list from a week before its day on."""
LIMIT = 5
LETTER_WAITS = timedelta(days=3)
"""So long a letter may lie before somebody says what is done about it."""


def meetings_to_come(user, network) -> list[Due]:
    """The meetings of the next days to which this person is invited, which he leads or of which he takes notes."""
    last = network.today() + timedelta(days=TOLD_DAYS)
    found = Meeting.objects.visible_to(user).of(network).to_come().filter(held_on__lte=last).concerning(user)
    return [
        Due(
            str(row),
            _("Pukul %(time)s, %(place)s") % {"time": row.begins.strftime("%H.%M"), "place": row.place},
            reverse("programs:meeting", args=[network.slug, row.pk]),
            row.held_on,
        )
        for row in found.order_by("held_on", "begins", "pk")[:LIMIT]
    ]


def invited_untold(user, network) -> list[Due]:
    """Meetings of which somebody who was invited has not been told yet how they stand now, and whom no mail reaches."""
    untold = Attendance.objects.untold().filter(meeting=OuterRef("pk")).order_by().values("meeting")
    now = timezone.localtime(timezone=ZoneInfo(network.time_zone))
    ahead = Q(held_on__gt=now.date()) | Q(held_on=now.date(), begins__gt=now.time())
    found = Meeting.objects.visible_to(user).of(network).filter(ahead)
    found = found.filter(state__in=(Meeting.State.PLANNED, Meeting.State.CANCELLED))
    found = found.annotate(untold=Subquery(untold.annotate(count=Count("pk")).values("count"))).filter(untold__gt=0)
    return [
        Due(
            _("%(count)d undangan belum dikabari") % {"count": row.untold},
            _("%(meeting)s. Kirim lewat WhatsApp.") % {"meeting": row},
            reverse("programs:invitations", args=[network.slug, row.pk]),
            row.held_on,
        )
        for row in found.order_by("held_on", "pk")[:LIMIT]
    ]


def aspirations_unanswered(user, network) -> list[Due]:
    """How many aspirations wait for an answer: one line, they are brought to the next meeting together."""
    count = Aspiration.objects.visible_to(user).of(network).unanswered().count()
    if not count:
        return []
    title = _("%(count)d aspirasi belum dijawab") % {"count": count}
    return [Due(title, _("Bawa ke musyawarah berikutnya."), reverse("programs:aspirations", args=[network.slug]))]


def letters_waiting(user, network) -> list[Due]:
    """How many letters that came in nobody has disposed yet: one line, with the day of the one that waits longest."""
    waiting = IncomingLetter.objects.visible_to(user).of(network).waiting()
    count, oldest = waiting.aggregate(count=Count("pk"), oldest=Min("received_on")).values()
    if not count:
        return []
    title = _("%(count)d surat masuk menunggu disposisi") % {"count": count}
    page = reverse("programs:incoming_letters", args=[network.slug]) + "?lihat=menunggu"
    return [Due(title, _("Tentukan siapa yang mengerjakan dan sampai kapan."), page, oldest + LETTER_WAITS)]


def programs_waiting(user, network) -> list[Due]:
    """Programs that this person writes: an evaluation that is due, a beginning that has come."""
    today = network.today()
    rows = Program.objects.of(network).editable_by(user)
    found = (rows.evaluation_due(today) | rows.begin_due(today)).order_by("ends_on", "pk")[:LIMIT]
    return [
        Due(
            row.title,
            _("Evaluasi jatuh tempo") if row.ends_on < today else _("Waktunya mulai berjalan"),
            reverse("programs:program", args=[network.slug, row.pk]),
            row.ends_on if row.ends_on < today else row.starts_on,
        )
        for row in found
    ]


def pledges_due(user, network) -> list[Due]:
    """What the own organisation has pledged to a program and has not come by its day."""
    own = led_by(user, network.pk)
    rows = Pledge.objects.of(network).filter(organization_id__in=own).due(network.today())
    return [
        Due(
            _("%(what)s dari %(name)s") % {"what": row.resource.what, "name": row.organization.name},
            _("Janji untuk program %(title)s") % {"title": row.program.title},
            reverse("programs:program", args=[network.slug, row.program_id]) + "#sumber",
            row.due_on,
        )
        for row in rows.select_related("resource", "organization", "program").order_by("due_on", "pk")[:LIMIT]
    ]


UNDER_WAY_HERE = "state IN ({})".format(", ".join(f"'{state}'" for state in UNDER_WAY))

register_due(
    DueKind(
        "meetings_to_come",
        "programs.view_meeting",
        meetings_to_come,
        among=f"programs_meeting WHERE network_id = %(network)s AND held_on <= %(today)s::date + {TOLD_DAYS}"
        f" AND state IN ('{Meeting.State.PLANNED}', '{Meeting.State.RUNNING}')",
    ),
    DueKind(
        "invited_untold",
        "programs.plan_meeting",
        invited_untold,
        among="programs_meeting WHERE network_id = %(network)s AND held_on >= %(today)s::date"
        f" AND state IN ('{Meeting.State.PLANNED}', '{Meeting.State.CANCELLED}')",
    ),
    DueKind(
        "aspirations_unanswered",
        "programs.answer_aspiration",
        aspirations_unanswered,
        among="programs_aspiration WHERE network_id = %(network)s AND answered_at IS NULL",
    ),
    DueKind(
        "letters_waiting",
        "programs.keep_letters",
        letters_waiting,
        among="programs_incomingletter WHERE network_id = %(network)s AND disposed_at IS NULL",
    ),
    DueKind(
        "programs_waiting",
        "programs.write_program",
        programs_waiting,
        among=f"programs_program WHERE network_id = %(network)s AND {UNDER_WAY_HERE}"
        " AND (ends_on < %(today)s OR starts_on <= %(today)s)",
    ),
    DueKind(
        "pledges_due",
        "programs.write_program",
        pledges_due,
        among="programs_pledge WHERE network_id = %(network)s AND due_on <= %(today)s AND arrived < amount",
    ),
)
