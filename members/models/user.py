"""A person who signs in. What a person may do hangs on memberships, never on the account."""

from functools import cached_property

import rules
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from members.access import SECOND_FACTOR_ROLES, VILLAGE_ROLES, Role, roles_with
from members.phones import PhoneField, normal_phone
from wksbm.core.audit import tracked


def refuse_all_digits(value: str) -> None:
    """A user name of digits alone, also with dots or dashes between them, could be somebody's phone number."""
    if not any(sign.isalpha() for sign in value):
        raise ValidationError(_("Nama pengguna tidak boleh angka semua."))


class UserQuerySet(models.QuerySet):
    def visible_to(self, user) -> "UserQuerySet":
        """People who hold or held an office in a network whose officers this person may see."""
        from members.models.membership import Membership

        holders = Membership.objects.visible_to(user).values("user_id")
        return self.filter(models.Q(pk=user.pk) | models.Q(pk__in=holders))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def for_sign_in(self, typed: str) -> "User | None":
        """The account that somebody means by a user name, a phone number or an e-mail address."""
        typed = typed.strip()
        if "@" in typed:
            return self.filter(email__iexact=typed).first()
        phone = normal_phone(typed)
        if phone:
            return self.filter(phone=phone).first()
        return self.filter(username__iexact=typed).first()

    def for_session(self, key: int) -> "User | None":
        """The account of a session. Written out, because every page asks: see `NetworkQuerySet.opened_by`."""
        return next(iter(self.raw("SELECT * FROM members_user WHERE id = %s", [key])), None)


@tracked(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """An account. Personal fields: name, phone, e-mail."""

    username = models.CharField(
        _("Nama pengguna"),
        max_length=30,
        unique=True,
        validators=[
            RegexValidator(r"^[\w.-]{3,}$", _("Pakai huruf, angka, titik, atau garis; paling sedikit 3.")),
            refuse_all_digits,
        ],
    )
    name = models.CharField(_("Nama"), max_length=100)
    phone = PhoneField(_("Nomor HP"), unique=True, null=True, blank=True)
    email = models.EmailField(_("Email"), null=True, blank=True)  # noqa: DJ001  unique, so "none" must be NULL
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_account_a_username"),
            models.UniqueConstraint(Lower("email"), name="one_account_an_email"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self):
        super().clean()
        self.phone = self.phone or None
        self.email = self.email.lower() if self.email else None

    @property
    def display_name(self) -> str:
        return self.name

    def has_perm(self, permission: str, subject=None) -> bool:
        """Ask the rules; there is no superuser. `subject` is a network or a row that belongs to one."""
        return self.is_active and rules.has_perm(permission, self, subject)

    @cached_property
    def current_memberships(self) -> list:
        """The offices held today, acting ones included: one query, kept for the request."""
        from members.models.membership import current_offices_of

        return current_offices_of(self)

    def forget_offices(self) -> None:
        """Ask the database again: an office of this person, or a network in the village, has just begun."""
        self.__dict__.pop("current_memberships", None)
        self.__dict__.pop("_networks_of_villages", None)

    @cached_property
    def _networks_of_villages(self) -> list[tuple[int, str]]:
        from members.models.network import Network

        villages = {office.village_id for office in self.current_memberships if office.village_id}
        if not villages:
            return []
        return list(Network.objects.filter(village_id__in=villages).values_list("pk", "village_id"))

    def networks_of_village(self, village_id: str) -> list:
        """The networks of a village of which this person holds an office, by RW; none of any other village.

        A page over a whole village needs their rows: `network_ids_with` then need not ask for their ids again.
        """
        from members.models.network import Network

        villages = {office.village_id for office in self.current_memberships if office.village_id}
        rows = Network.objects.filter(village_id__in=villages).select_related("village__parent").order_by("rw", "pk")
        if village_id not in villages:
            return []
        found = list(rows)
        self.__dict__["_networks_of_villages"] = [(network.pk, network.village_id) for network in found]
        return [network for network in found if network.village_id == village_id]

    def roles_in(self, network_id: int | None) -> set[str]:
        """The roles held today in a network, or anywhere when `network_id` is None."""
        return {
            office.role
            for office in self.current_memberships
            if network_id in (None, office.network_id)
            or (office.village_id and (network_id, office.village_id) in self._networks_of_villages)
        }

    def roles_in_place(self, network, village) -> set[str]:
        """The roles held today over an office's place: a network, or a whole village."""
        if network is not None:
            return self.roles_in(network.pk)
        return {office.role for office in self.current_memberships if office.village_id == village.pk}

    @property
    def operated_village_ids(self) -> list[str]:
        """The villages of which this person is the operator today."""
        operator = Role.VILLAGE_OPERATOR
        return [office.village_id for office in self.current_memberships if office.role == operator]

    def network_ids_with(self, permission: str) -> list[int]:
        """The networks in which this person holds an office with that permission."""
        allowed = roles_with(permission)
        found = {office.network_id for office in self.current_memberships if office.role in allowed}
        if allowed & VILLAGE_ROLES:
            villages = {office.village_id for office in self.current_memberships if office.role in allowed}
            found |= {pk for pk, village in self._networks_of_villages if village in villages}
        return sorted(pk for pk in found if pk)

    @property
    def needs_second_factor(self) -> bool:
        return not SECOND_FACTOR_ROLES.isdisjoint(office.role for office in self.current_memberships)

    @property
    def lacks_second_factor(self) -> bool:
        """Must have a second factor and has none now: asked on every page, so it never goes stale."""
        return self.needs_second_factor and not self._has_second_factor

    @cached_property
    def _has_second_factor(self) -> bool:
        keys = Authenticator.objects.filter(user=self).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return keys.exists()

    def acting_notice(self, network) -> str | None:
        """The sentence that every page shows while an office goes on after its term."""
        for office in self.current_memberships:
            if office.network_id == network.pk and office.is_acting:
                return _("Anda pelaksana tugas %(office)s sampai %(day)s.") % {
                    "office": office.title or office.get_role_display(),
                    "day": office.acting_until.strftime("%d-%m-%Y"),
                }
        return None
