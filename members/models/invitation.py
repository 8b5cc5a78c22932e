"""Links that let a person in once: an invitation to an office, and a sign-in link for who forgot the password.

Only the digest of a link's token is stored. Opening the link shows a page; its button posts. So a preview robot of
WhatsApp neither uses it up nor answers it.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.access import Role
from members.phones import PhoneField
from wksbm.core.audit import tracked

INVITATION_DAYS = 7
SIGN_IN_LINK_HOURS = 24


def new_token() -> str:
    return secrets.token_urlsafe(24)


def token_digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


class LinkQuerySet(models.QuerySet):
    def open_for(self, digest: bytes) -> "LinkQuerySet":
        """The link whose token has this digest, while it is neither used, withdrawn nor expired."""
        return self.open().filter(token_digest=digest)

    def open(self) -> "LinkQuerySet":
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Link(models.Model):
    """What both kinds of link have."""

    class Meta:
        abstract = True

    @property
    def is_over(self) -> bool:
        """The link has expired; a new one can be made."""
        return self.expires_at <= timezone.now()


class InvitationQuerySet(LinkQuerySet):
    def visible_to(self, user) -> "InvitationQuerySet":
        """Those of the networks, and for an operator of the villages, in which this person invites."""
        networks = user.network_ids_with("members.invite_member")
        return self.filter(models.Q(network_id__in=networks) | models.Q(village_id__in=user.operated_village_ids))

    def in_place_of(self, network) -> "InvitationQuerySet":
        """The invitations of one network and those of its village."""
        return self.filter(models.Q(network=network) | models.Q(village=network.village_id))

    def waiting(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn, and not forgotten: open, or expired within the last month."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now() - timedelta(days=30))

    def near_the_end(self) -> "InvitationQuerySet":
        """Open, and over within two days: the one definition of "invitation not yet accepted"."""
        return self.open().filter(expires_at__lte=timezone.now() + timedelta(days=2)).order_by("expires_at", "pk")


@tracked(exclude=["token_digest"])
class Invitation(Link):
    """Somebody is asked to take an office. Accepting it makes the account, if there is none, and the membership."""

    network = models.ForeignKey("members.Network", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    village = models.ForeignKey("members.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("Nama"), max_length=100)
    phone = PhoneField(_("Nomor HP"), blank=True)
    role = models.CharField(_("Peran di portal"), max_length=25, choices=Role)
    title = models.CharField(_("Jabatan"), max_length=80, blank=True)
    organization = models.ForeignKey(
        "members.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
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
    starts_on = models.DateField(_("Mulai"), default=timezone.localdate)
    ends_on = models.DateField(_("Sampai"), null=True, blank=True)
    decree_number = models.CharField(_("Nomor SK"), max_length=80, blank=True)
    decree_on = models.DateField(_("Tanggal SK"), null=True, blank=True)
    token_digest = models.BinaryField(max_length=32, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, editable=False)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_is_for_one_place",
                condition=models.Q(network__isnull=False, village__isnull=True)
                | models.Q(network__isnull=True, village__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["network", "-id"], name="invitation_newest")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.expires_at = self.expires_at or timezone.now() + timedelta(days=INVITATION_DAYS)
        super().save(*args, **kwargs)

    @property
    def office(self) -> str:
        """The office as people say it: `Ketua RT 003`."""
        from members.models.membership import Membership

        seat = {"rt": self.rt, "organization": self.organization, "dasawisma": self.dasawisma}
        return Membership(role=self.role, title=self.title, **seat).place_and_title


class SignInLinkQuerySet(LinkQuerySet):
    def visible_to(self, user) -> "SignInLinkQuerySet":
        """Who makes them, and who watches over it: chair and auditor."""
        makers = user.network_ids_with("members.make_sign_in_link")
        watchers = user.network_ids_with("members.view_read_log")
        return self.filter(network_id__in={*makers, *watchers})

    def of(self, network) -> "SignInLinkQuerySet":
        return self.filter(network=network)

    def unseen_by_chair(self) -> "SignInLinkQuerySet":
        """Made and not acknowledged by the chair yet."""
        return self.filter(seen_by_chair_at=None).order_by("pk")


@tracked(exclude=["token_digest"])
class SignInLink(Link):
    """A one-time way back in for a member who forgot the password or lost the phone: sets a new password, and on
    request forgets the second factors."""

    network = models.ForeignKey("members.Network", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    forget_second_factors = models.BooleanField(_("HP-nya hilang: lupakan kunci kedua"), default=False)
    token_digest = models.BinaryField(max_length=32, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="None: made on the server itself.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    seen_by_chair_at = models.DateTimeField(null=True, editable=False)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "-id"], name="sign_in_link_newest")]

    def save(self, *args, **kwargs):
        self.expires_at = self.expires_at or timezone.now() + timedelta(hours=SIGN_IN_LINK_HOURS)
        super().save(*args, **kwargs)

    @property
    def maker(self) -> str:
        """Who made it, for the people who are told."""
        return self.made_by.name if self.made_by else _("pengelola server")
