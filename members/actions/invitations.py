"""Asking somebody to take an office, and what becomes of it."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import VILLAGE_ROLES, Role, may_appoint
from members.actions import memberships
from members.models import Invitation, Membership, Network, Region, User, Volunteer
from members.models.invitation import INVITATION_DAYS, new_token, token_digest
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


class LinkIsOver(Exception):  # noqa: N818  it is an answer, not an error
    """The link is used, withdrawn, expired or was never made: whoever holds it is told the same in every case."""


def invite(
    *,
    by: User | None,
    network: Network | None = None,
    village: Region | None = None,
    name: str,
    role: str,
    phone: str = "",
    **office,
) -> tuple[Invitation, str]:
    """Invite a person to an office and return the invitation with its token, which is stored nowhere.

    `office` holds title, organization, rt, dasawisma, starts_on, ends_on, decree_number, decree_on. `by` is None for
    the installation itself. Raises RefusedByRule when `by` may not give this office.
    """
    if role in VILLAGE_ROLES:
        network, village = None, village or network.village
    else:
        village = None
    if by is not None and not may_appoint(by.roles_in_place(network, village), role):
        raise RefusedByRule(_("Undangan untuk jabatan ini dibuat oleh operator desa."), field="role")
    with recorded("invitations.invite", by=by):
        token = new_token()
        invitation = Invitation(
            network=network,
            village=village,
            name=name,
            phone=phone,
            role=role,
            invited_by=by,
            token_digest=token_digest(token),
            **office,
        )
        memberships.check_office(invitation)
        invitation.save()
    return invitation, token


def path_of(token: str) -> str:
    """The address to hand over, without the host."""
    return reverse("invitation", args=[token])


def behind(digest: bytes) -> Invitation | None:
    """The open invitation of a link, with everything that its page says; for whoever holds the link."""
    places = ("network", "village", "organization", "rt", "dasawisma__rt", "invited_by")
    found = Invitation.objects.open_for(digest).select_related(*places).first()
    return found if found and _still_answered_for(found) else None


def _still_answered_for(invitation: Invitation) -> bool:
    """Who invited may still give this office: whoever is removed leaves no door open behind him."""
    by = invitation.invited_by
    return by is None or may_appoint(by.roles_in_place(invitation.network, invitation.village), invitation.role)


def renew_link(invitation: Invitation, *, by: User) -> str:
    """A new link for an open or expired invitation: the old one is worthless from now on. Returns the token.

    Whoever makes the new link answers for the invitation from then on.
    """
    with recorded("invitations.renew_link", by=by):
        locked = Invitation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=invitation.pk)
        if locked.used_at or locked.withdrawn_at:
            raise RefusedByRule(_("Undangan ini sudah diterima atau dibatalkan."))
        token = new_token()
        locked.token_digest = token_digest(token)
        locked.invited_by = by
        locked.expires_at = timezone.now() + timedelta(days=INVITATION_DAYS)
        locked.save(update_fields=["token_digest", "invited_by", "expires_at"])
    return token


def withdraw(invitation: Invitation, *, by: User) -> None:
    """Take an invitation back; its link opens nothing any more."""
    with recorded("invitations.withdraw", by=by):
        locked = Invitation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=invitation.pk)
        if locked.used_at:
            raise RefusedByRule(_("Undangan ini sudah diterima. Akhiri jabatannya kalau keliru."))
        if locked.withdrawn_at is None:
            locked.withdrawn_at = timezone.now()
            locked.save(update_fields=["withdrawn_at"])


def accept_as_new(digest: bytes, *, username: str, name: str, phone: str, password: str) -> User:
    """Make the account and the office of an open invitation.

    Raises LinkIsOver, or RefusedByRule for a user name, phone number or password that cannot be. Of two posts at the
    same time the second one waits for the first and finds the link used.
    """
    with recorded("invitations.accept_as_new", by=None):
        invitation = _lock(digest)
        if phone and User.objects.filter(phone=phone).exists():
            raise RefusedByRule(_("Nomor ini sudah punya akun. Masuk dengan akun itu."), field="phone")
        if User.objects.filter(username__iexact=username).exists():
            raise RefusedByRule(_("Nama pengguna ini sudah dipakai orang lain. Pilih yang lain."), field="username")
        person = User(username=username, name=name, phone=phone or None)
        try:
            validate_password(password, person)
            person.set_password(password)
            person.clean_fields(exclude=["password"])
            with transaction.atomic():
                person.save()
        except ValidationError as invalid:
            field = next(iter(getattr(invalid, "message_dict", {})), "password")
            raise RefusedByRule(" ".join(invalid.messages), field=field) from None
        except IntegrityError:  # somebody took the same name or number in this very moment
            raise RefusedByRule(
                _("Nama pengguna atau nomor ini baru saja dipakai orang lain."), field="username"
            ) from None
        _take_office(invitation, person)
    return person


def accept_as(digest: bytes, *, person: User) -> Membership:
    """A person who has an account already takes the office. Raises LinkIsOver or RefusedByRule."""
    with recorded("invitations.accept_as", by=person):
        invitation = _lock(digest)
        if invitation.invited_by_id == person.pk:
            raise RefusedByRule(_("Undangan ini Anda buat untuk orang lain. Keluar dulu supaya dia bisa membukanya."))
        if invitation.phone and User.objects.exclude(pk=person.pk).filter(phone=invitation.phone).exists():
            raise RefusedByRule(_("Undangan ini untuk nomor HP yang sudah punya akun lain. Masuklah dengan akun itu."))
        return _take_office(invitation, person)


def _lock(digest: bytes) -> Invitation:
    invitation = Invitation.objects.open_for(digest).select_for_update(of=("self",)).first()
    if invitation is None or not _still_answered_for(invitation):
        raise LinkIsOver
    return invitation


def _take_office(invitation: Invitation, person: User) -> Membership:
    membership = memberships.begin(invitation, user=person)
    invitation.used_at = timezone.now()
    invitation.used_by = person
    invitation.save(update_fields=["used_at", "used_by"])
    if invitation.role == Role.PSM:
        Volunteer.objects.get_or_create(user=person, defaults={"since_on": invitation.starts_on})
    return membership
