"""What waits for the people of a network on this floor."""

from datetime import timedelta

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.actions import telling
from members.models import FollowUp, Invitation, Leave, Membership, SignInLink, User
from members.models.membership import ACTING_DAYS
from wksbm.core.registries import Due, DueKind, register_due
from wksbm.notifications.actions.unreached import unreached as unreached_people
from wksbm.notifications.models import Notification

TERM_DAYS = 90
"""A term's end is announced this long before it; from 30 days on it says "segera"."""
SOON_DAYS = 30
LIMIT = 20
PROMISED_DAYS = 7
"""A promise stands on the work list from a week before its day on."""
TOLD = ("network", "what", "instruction", "due_on", "created_by", "doer__name", "organization__name")


def terms_ending(user, network) -> list[Due]:
    """Offices whose term ends within 90 days, and those that go on as acting after it."""
    offices = Membership.objects.visible_to(user).in_place_of(network)
    ending = offices.ending_within(TERM_DAYS).select_related("user", "organization", "rt", "dasawisma__rt")
    return [_about(office, network) for office in ending[:LIMIT]]


def _about(office: Membership, network) -> Due:
    who = {"name": office.user.name, "office": office.place_and_title}
    page = reverse("members:membership", args=[network.slug, office.pk])
    if office.is_acting:
        title = _("%(name)s masih pelaksana tugas %(office)s") % who
        return Due(title, _("Perpanjang, atau undang penggantinya."), page, office.acting_until)
    title = _("Masa jabatan %(name)s, %(office)s") % who
    if office.days_left <= SOON_DAYS:
        return Due(title, _("Segera berakhir, %(days)d hari lagi.") % {"days": office.days_left}, page, office.ends_on)
    return Due(title, _("Berakhir %(days)d hari lagi.") % {"days": office.days_left}, page, office.ends_on)


def invitations_unanswered(user, network) -> list[Due]:
    """Invitations that are over within two days and nobody has accepted."""
    found = Invitation.objects.visible_to(user).in_place_of(network).near_the_end()
    return [
        Due(
            _("Undangan untuk %(name)s belum diterima") % {"name": invitation.name},
            invitation.office,
            reverse("members:invitation", args=[network.slug, invitation.pk]),
            timezone.localdate(invitation.expires_at),
        )
        for invitation in found.select_related("organization", "rt", "dasawisma__rt")[:LIMIT]
    ]


def sign_in_links_made(user, network) -> list[Due]:
    """One-time links that the chair has not seen yet."""
    found = SignInLink.objects.visible_to(user).of(network).unseen_by_chair().select_related("user", "made_by")
    return [
        Due(
            _("Tautan masuk dibuatkan untuk %(name)s") % {"name": link.user.name},
            _("Oleh %(name)s. Periksa di Jejak.") % {"name": link.maker},
            reverse("members:read_log", args=[network.slug]) + "#tautan",
        )
        for link in found[:LIMIT]
    ]


def unreached(user, network) -> list[Due]:
    """How many people of the network nothing reaches: one line, and one question."""
    count = unreached_people(User.objects.visible_to(user), network).count()
    if not count:
        return []
    title = ngettext(
        "Pemberitahuan untuk %(count)d orang tidak sampai", "Pemberitahuan untuk %(count)d orang tidak sampai", count
    ) % {"count": count}
    page = reverse("members:unreached", args=[network.slug])
    return [Due(title, _("Hubungi langsung, atau periksa alamat emailnya."), page)]


def promises_for(user, network, *, within: int, restricted: bool):
    """The open promises that wait for this person: the own ones due within so many days, restricted or not.

    Who looks after all of them finds those given to organisations as well, and the late ones that have risen to him:
    before that nobody but the doer is told.
    """
    today = network.today()
    found = FollowUp.objects.visible_to(user, restricted=restricted).of(network).due(today + timedelta(days=within))
    mine = Q(doer=user)
    if user.has_perm("members.view_all_follow_ups", network):
        mine |= Q(organization__isnull=False) | Q(due_on__lt=today) & Q(_risen_to(user))
    return found.filter(mine)


def _risen_to(user) -> Exists:
    """For promises: this person was told that this one is late, of the day that it has now (`members.reminders`)."""
    told = Notification.objects.filter(recipient=user, kind__in=(telling.TO_COORDINATOR, telling.TO_CHAIR))
    return Exists(told.filter(about_id=OuterRef("pk"), slot__startswith=Cast(OuterRef("due_on"), CharField())))


def promises(user, network) -> list[Due]:
    """Promises due, late or of this week; a restricted one is told by who owns its origin."""
    found = promises_for(user, network, within=PROMISED_DAYS, restricted=False)
    return [
        Due(
            row.title_for(user),
            _whose(row, user),
            reverse("members:finish_follow_up", args=[network.slug, row.pk]),
            row.due_on,
        )
        for row in found.select_related("doer", "organization").only(*TOLD).order_by("due_on", "pk")[:LIMIT]
    ]


def _whose(row: FollowUp, user) -> str:
    if row.doer_id == user.pk:
        return _("Janji Anda")
    if row.organization:
        return _("Janji %(organization)s, %(name)s") % {"organization": row.organization.name, "name": row.doer.name}
    return _("Janji %(name)s") % {"name": row.doer.name}


def own_leave(user, network) -> list[Due]:
    """The own leave: whoever works again says so."""
    found = Leave.objects.visible_to(user).of(network).on(network.today()).filter(user=user)
    page = reverse("members:leave", args=[network.slug])
    return [Due(_("Anda %(leave)s") % {"leave": row}, _("Sudah kembali? Ketuk di sini."), page) for row in found]


PROMISES_DUE = f"""
members_followup WHERE network_id = %(network)s AND state = '{FollowUp.State.OPEN}'
AND due_on <= %(today)s::date + {PROMISED_DAYS} AND restricted"""
IN_PLACE = "(network_id = %(network)s OR village_id = %(village)s)"

register_due(
    DueKind("promises", "members.view_follow_up", promises, among=f"{PROMISES_DUE} = false"),
    DueKind(
        "terms_ending",
        "members.invite_member",
        terms_ending,
        among=f"members_membership WHERE {IN_PLACE} AND removed_at IS NULL"
        f" AND ends_on BETWEEN %(today)s::date - {ACTING_DAYS + 1} AND %(today)s::date + {TERM_DAYS + 1}",
    ),
    DueKind(
        "invitations_unanswered",
        "members.invite_member",
        invitations_unanswered,
        among=f"members_invitation WHERE {IN_PLACE} AND used_at IS NULL AND withdrawn_at IS NULL",
    ),
    DueKind(
        "own_leave",
        "members.view_volunteer",
        own_leave,
        among="members_leave WHERE network_id = %(network)s AND user_id = %(user)s AND ended_at IS NULL",
    ),
    DueKind("unreached", "members.view_unreached", unreached),
    DueKind(
        "sign_in_links_made",
        "members.acknowledge_sign_in_link",
        sign_in_links_made,
        among="members_signinlink WHERE network_id = %(network)s AND seen_by_chair_at IS NULL",
    ),
)
