"""Jabatan: who holds which office, where, from when until when, by which SK."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.access import VILLAGE_ROLES, Role
from members.models.asked import Asked
from members.models.network import Network
from wksbm.core.audit import tracked

ACTING_DAYS = 90
"""How long an office without a successor goes on as pelaksana tugas."""

SINGLE_SEAT_ROLES = (
    Role.VILLAGE_HEAD,
    Role.CHAIR,
    Role.SECRETARY,
    Role.TREASURER,
    Role.RT_HEAD,
    Role.DASAWISMA_KADER,
)
"""Offices that one person holds at a time, so that the next one's start ends them."""


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MembershipQuerySet":
        """The offices of the networks whose officers this person may see, those of their villages, and the own ones."""
        networks = user.network_ids_with("members.view_member")
        own = [office.village_id for office in user.current_memberships if office.village_id]
        around = Network.objects.filter(pk__in=networks).values("village_id")
        in_village = Q(village_id__in=own) | Q(village_id__in=around)
        return self.filter(Q(network_id__in=networks) | in_village | Q(user=user))

    def with_successor(self) -> "MembershipQuerySet":
        """Adds `has_successor`: a later office, begun by today, took this one's place.

        That is the next holder of a single seat, or the next term of the same person. A successor who is removed later
        on stays the successor: the one before does not come back by itself.
        """
        later = Membership.objects.filter(
            Q(role__in=SINGLE_SEAT_ROLES) | Q(user=OuterRef("user")),
            Q(starts_on__gt=OuterRef("starts_on")) | Q(starts_on=OuterRef("starts_on"), pk__gt=OuterRef("pk")),
            Q(removed_at=None) | Q(removed_at__date__gte=F("starts_on")),
            role=OuterRef("role"),
            starts_on__lte=timezone.localdate(),
        )
        return self.annotate(has_successor=Exists(_in_same_place(later)))

    def current(self) -> "MembershipQuerySet":
        """Held today: begun, not removed, no successor, and inside the term or acting after it (90 days at most).

        A supervisor (pembina) never acts: the access ends on its date.
        """
        return self.filter(Asked(held_today("{row}")))

    def current_or_to_come(self) -> "MembershipQuerySet":
        """Held today, or accepted for a later day: one question for the list of officers."""
        today = timezone.localdate()
        over = Q(ends_on__lt=today - timedelta(days=ACTING_DAYS)) | Q(ends_on__lt=today, role=Role.SUPERVISOR)
        return self.with_successor().filter(~over, removed_at=None, has_successor=False)

    def to_come(self) -> "MembershipQuerySet":
        """Accepted or extended, but not begun yet."""
        return self.filter(starts_on__gt=timezone.localdate(), removed_at=None)

    def ended(self) -> "MembershipQuerySet":
        """Begun once and not held any more: the term is over, somebody followed, or it was ended."""
        return self.filter(starts_on__lte=timezone.localdate()).exclude(
            pk__in=Membership.objects.current().values("pk")
        )

    def in_place_of(self, network) -> "MembershipQuerySet":
        """The offices of one network and those of its village."""
        return self.filter(Q(network=network) | Q(village=network.village_id))

    def ending_within(self, days: int) -> "MembershipQuerySet":
        """Terms that end in the next `days` days, or ended and go on as acting: the one definition of "term ending"."""
        today = timezone.localdate()
        in_reach = (today - timedelta(days=ACTING_DAYS), today + timedelta(days=days))
        ending = self.filter(ends_on__range=in_reach).current()
        return ending.without_next_term().order_by("ends_on", "pk")

    def without_next_term(self) -> "MembershipQuerySet":
        """Leaves out those whose next term, or next holder, is written down already."""
        return self.exclude(Exists(_same_seat(Membership.objects.to_come())))


PLACES_WITHIN = ("organization", "rt", "dasawisma")
PLACES = ("network", "village", *PLACES_WITHIN)


def _in_same_place(offices: models.QuerySet) -> models.QuerySet:
    """Narrows a subquery to the outer office's network or village, organisation, RT and dasawisma."""
    # Each office has a network or a village: to ask for equal ones, and not for empty ones, lets an index answer.
    offices = offices.filter(Q(network=OuterRef("network")) | Q(village=OuterRef("village")))
    for column in PLACES_WITHIN:
        both_empty = Q(**{f"{column}__isnull": True}) & Q(IsNull(OuterRef(column), True))
        offices = offices.filter(Q(**{column: OuterRef(column)}) | both_empty)
    return offices


def _same_seat(offices: models.QuerySet) -> models.QuerySet:
    """The same office in the same place: of the same person, or of anybody where there is one seat."""
    same = Q(role__in=SINGLE_SEAT_ROLES) | Q(user=OuterRef("user"))
    return _in_same_place(offices.filter(same, role=OuterRef("role")))


@tracked()
class Membership(models.Model):
    """One office of one person: in a network, in one of its organisations, or for a whole village."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Peran di portal"), max_length=25, choices=Role)
    title = models.CharField(_("Jabatan"), max_length=80, blank=True, help_text=_("Seperti di SK."))
    network = models.ForeignKey(
        "members.Network", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    village = models.ForeignKey("members.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        "members.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("Lembaga"),
    )
    rt = models.ForeignKey(
        "members.Rt", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("RT")
    )
    dasawisma = models.ForeignKey(
        "members.Dasawisma",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Dasawisma"),
    )
    starts_on = models.DateField(_("Mulai"))
    ends_on = models.DateField(_("Sampai"), null=True, blank=True)
    decree_number = models.CharField(_("Nomor SK"), max_length=80, blank=True)
    decree_on = models.DateField(_("Tanggal SK"), null=True, blank=True)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    removal_reason = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="office_is_held_somewhere",
                condition=Q(network__isnull=False, village__isnull=True, role__in=sorted(set(Role) - VILLAGE_ROLES))
                | Q(network__isnull=True, village__isnull=False, role__in=sorted(VILLAGE_ROLES)),
            ),
            models.CheckConstraint(
                name="term_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["user", "starts_on"], name="membership_of_user"),
            models.Index(fields=["network", "role", "starts_on"], name="membership_of_network"),
            models.Index(fields=["village", "role", "starts_on"], name="membership_of_village"),
        ]

    def __str__(self) -> str:
        return self.title or self.get_role_display()

    @property
    def spoken(self) -> str:
        """As it stands within a sentence: `sekretaris`, `relawan PSM`, and an abbreviation as it is written."""
        words = str(self)
        return words[:1].lower() + words[1:] if words[1:2].islower() else words

    @property
    def is_acting(self) -> bool:
        """Goes on after its term because nobody has followed yet (pelaksana tugas)."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def is_lkd_post(self) -> bool:
        """An office in a village organisation of Permendagri 18/2018; an RT is one."""
        return self.role == Role.RT_HEAD or (self.organization is not None and self.organization.is_lkd)

    @property
    def days_left(self) -> int | None:
        """Days until the term ends; negative while acting; None without an end."""
        return (self.ends_on - timezone.localdate()).days if self.ends_on else None

    @property
    def place_and_title(self) -> str:
        """`Ketua RT 003`, `Bendahara, Karang Taruna`: the office as people say it."""
        words = str(self)
        if self.role == Role.RT_HEAD and not self.title and self.rt:
            return f"{_('Ketua')} {self.rt}"
        place = self.organization or self.dasawisma or self.rt
        return f"{words}, {place}" if place else words

    def seat(self) -> dict:
        """The place of this office, as a filter."""
        return {f"{column}_id": getattr(self, f"{column}_id") for column in PLACES}

    @property
    def acting_until(self) -> date | None:
        return self.ends_on + timedelta(days=ACTING_DAYS) if self.ends_on else None


_HELD_TODAY = """(
{office}.starts_on <= '{today}' AND {office}.removed_at IS NULL
  AND ({office}.ends_on IS NULL OR {office}.ends_on >= '{today}'
       OR {office}.ends_on >= '{acting_since}' AND {office}.role <> '{never_acts}')
  AND NOT EXISTS (
    SELECT FROM members_membership later
    WHERE later.role = {office}.role AND (later.role IN ({single_seats}) OR later.user_id = {office}.user_id)
      AND (later.network_id = {office}.network_id OR later.village_id = {office}.village_id)
      AND (later.organization_id, later.rt_id, later.dasawisma_id)
          IS NOT DISTINCT FROM ({office}.organization_id, {office}.rt_id, {office}.dasawisma_id)
      AND (later.starts_on, later.id) > ({office}.starts_on, {office}.id) AND later.starts_on <= '{today}'
      AND (later.removed_at IS NULL OR (later.removed_at AT TIME ZONE '{zone}')::date >= later.starts_on))
)"""


def held_today(office: str = "office") -> str:
    """What `Membership.objects.current()` asks, as SQL about the row `office`: begun, and `current_or_to_come`.

    Written out, because every page asks: Django takes 2.7 ms to put the same SQL together, the database 0.1 ms to
    answer it. A test compares the two.
    """
    today = timezone.localdate()
    return _HELD_TODAY.format(
        office=office,
        today=today.isoformat(),
        acting_since=(today - timedelta(days=ACTING_DAYS)).isoformat(),
        never_acts=Role.SUPERVISOR.value,
        single_seats=", ".join(f"'{role.value}'" for role in SINGLE_SEAT_ROLES),
        zone=timezone.get_current_timezone_name(),
    )


def current_offices_of(user) -> list[Membership]:
    """What `Membership.objects.current()` finds of one person, by `held_today`."""
    asked = f"SELECT office.* FROM members_membership office WHERE office.user_id = %s AND {held_today()}"  # noqa: S608
    return list(Membership.objects.raw(asked, [user.pk]))


def remember_offices(users: Iterable) -> None:
    """Ask once for the offices of many people, who then know their own without asking again."""
    people = {user.pk: user for user in users}
    held = held_today()
    asked = f"SELECT office.* FROM members_membership office WHERE office.user_id = ANY(%s) AND {held}"  # noqa: S608
    for user in people.values():
        user.__dict__["current_memberships"] = []
    for office in Membership.objects.raw(asked, [list(people)]):
        people[office.user_id].current_memberships.append(office)
