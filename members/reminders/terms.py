"""Terms, and with them the SK, that end: 90 and 30 days before."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import may_appoint, roles_with
from members.due import SOON_DAYS, TERM_DAYS
from members.models import Membership, Network
from members.reminders.rising import day_slot, told_before
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.notifications.kinds import About, Days, Found, Kind, Told, register_kind

KIND = "term_ending"
STEPS = ((TERM_DAYS, SOON_DAYS + 1), (SOON_DAYS, 0))
"""Told when so many days are left, the second not before the first: from, down to."""


def terms_ending(days: Days) -> Iterator[Found]:
    """To its holder, and to the board or operator who may extend it or invite the next one."""
    today = timezone.localdate()
    homes = _homes_of_villages(days)
    for most, least in STEPS:
        in_reach = (today + timedelta(days=least), today + timedelta(days=most))
        here = Q(network_id__in=days.networks) | Q(village_id__in=list(homes))
        ending = Membership.objects.ending_within(TERM_DAYS).filter(here, ends_on__range=in_reach)
        waiting = ending.annotate(slot=day_slot("ends_on", f" {most}")).exclude(told_before(KIND))
        for office in waiting.select_related("network"):
            network_id = office.network_id or homes[office.village_id]
            village_id = office.village_id or office.network.village_id
            for user_id in {office.user_id, *_who_appoints(office, network_id, village_id)}:
                yield Found(network_id, user_id, office.pk, office.slot)


def _homes_of_villages(days: Days) -> dict[str, int]:
    """What is told of a village's own offices is told in its first network, on that one's days."""
    first = Network.objects.order_by().values("village_id").annotate(first=Min("pk"))
    return dict(first.filter(first__in=days.networks).values_list("village_id", "first"))


def _who_appoints(office: Membership, network_id: int, village_id: str) -> set[int]:
    inviting = sorted(roles_with("members.invite_member"))
    around = Q(village_id=village_id)
    if office.network_id:
        around |= Q(network_id=network_id)
    offices = Membership.objects.current().filter(around, role__in=inviting, user__is_active=True)
    return {row.user_id for row in offices if may_appoint([row.role], office.role)}


def say_ending(user, abouts: Sequence[About]) -> dict[About, Told]:
    ids = {about.id for about in abouts}
    found = Membership.objects.visible_to(user).ending_within(TERM_DAYS).filter(pk__in=ids)
    rows = {row.pk: row for row in found.select_related("user", "network", "organization", "rt", "dasawisma__rt")}
    said = {}
    for about in abouts:
        row = rows.get(about.id)
        if row is None or about.slot.split()[0] != row.ends_on.isoformat() or row.is_acting:
            continue
        network = row.network or Network.objects.visible_to(user).filter(village=row.village_id).order_by("pk").first()
        own = row.user_id == user.pk
        may = network is not None and may_appoint(user.roles_in(network.pk), row.role)
        if network is not None and (own or may):
            said[about] = _told(row, network, own=own)
    return said


def _told(row: Membership, network: Network, *, own: bool) -> Told:
    words = {"office": row.place_and_title, "day": longdate(row.ends_on), "name": row.user.display_name}
    title = _("Masa jabatan Anda sebagai %(office)s berakhir %(day)s")
    if not own:
        title = _("Masa jabatan %(name)s, %(office)s, berakhir %(day)s")
    url = reverse("members:membership", args=[network.slug, row.pk])
    if row.role not in roles_with("members.view_member"):  # a pembina has no page of officers to open
        url = reverse("members:profile", args=[network.slug])
    return Told(title % words, url, str(network))


register_kind(Kind(KIND, terms_ending, say_ending))
