"""A one-time way back in, made by whoever answers for all of the person's offices, and told to the chair."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import VILLAGE_ROLES, Role
from members.actions.invitations import LinkIsOver
from members.models import Membership, Network, SignInLink, User
from members.models.invitation import new_token, token_digest
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

_FROM_OPERATOR = VILLAGE_ROLES | {Role.CHAIR, Role.SECRETARY}


def may_make(by: User, person: User) -> bool:
    """Whether `by` may give this person a new password: the link opens *all* of the person's offices.

    So the secretary makes it for who holds offices in her networks only and is neither chair, secretary nor of the
    village; the operator makes it for everybody whose offices all lie in his village. Nobody makes his own.
    """
    offices = list(Membership.objects.current_or_to_come().filter(user=person).select_related("network"))
    if not offices or by.pk == person.pk:
        return False
    villages = {office.village_id or office.network.village_id for office in offices}
    by_operator = any(office.role in _FROM_OPERATOR for office in offices) or len({o.network_id for o in offices}) > 1
    if by_operator:
        return villages <= set(by.operated_village_ids)
    return all(Role.SECRETARY in by.roles_in(office.network_id) for office in offices)


def make(person: User, *, by: User | None, network: Network, forget_second_factors: bool) -> tuple[SignInLink, str]:
    """Make a link that sets a new password once. Returns it with its token, which is stored nowhere.

    Earlier links of the same person are withdrawn. `by` is None for who stands at the server itself: the way back for
    a village's only operator. Raises RefusedByRule when `by` may not.
    """
    if by is not None and not may_make(by, person):
        raise RefusedByRule(_("Tautan masuk untuk orang ini hanya bisa dibuat oleh operator desa."))
    with recorded("sign_in_links.make", by=by):
        SignInLink.objects.open().filter(user=person).update(withdrawn_at=timezone.now())
        token = new_token()
        link = SignInLink.objects.create(
            network=network,
            user=person,
            made_by=by,
            forget_second_factors=forget_second_factors,
            token_digest=token_digest(token),
        )
    return link, token


def path_of(token: str) -> str:
    """The address to hand over, without the host."""
    return reverse("sign_in_link", args=[token])


def behind(digest: bytes) -> SignInLink | None:
    """The open link with its person; for whoever holds it."""
    return SignInLink.objects.open_for(digest).select_related("user").first()


def withdraw(link: SignInLink, *, by: User) -> None:
    """Take a link back before it is used."""
    with recorded("sign_in_links.withdraw", by=by):
        if not SignInLink.objects.open().filter(pk=link.pk).update(withdrawn_at=timezone.now()):
            raise RefusedByRule(_("Tautan ini sudah dipakai atau sudah habis waktunya."))


def acknowledge(link: SignInLink, *, by: User) -> None:
    """The chair has seen that a link was made."""
    with recorded("sign_in_links.acknowledge", by=by):
        SignInLink.objects.filter(pk=link.pk, seen_by_chair_at=None).update(seen_by_chair_at=timezone.now())


def use(digest: bytes, *, password: str) -> User:
    """Set the new password, end every session of the person, and on request forget the second factors.

    Raises LinkIsOver, or RefusedByRule for a password that is too easy. Of two posts at the same time the second one
    waits and finds the link used.
    """
    with recorded("sign_in_links.use", by=None):
        link = SignInLink.objects.open_for(digest).select_for_update(of=("self",)).first()
        if link is None or not link.user.is_active:
            raise LinkIsOver
        if link.made_by is not None and not may_make(link.made_by, link.user):
            raise LinkIsOver
        person = link.user
        try:
            validate_password(password, person)
        except ValidationError as invalid:
            raise RefusedByRule(" ".join(invalid.messages), field="password") from None
        person.set_password(password)
        person.save(update_fields=["password"])
        for session in UserSession.objects.filter(user=person):
            session.end()
        if link.forget_second_factors:
            Authenticator.objects.filter(user=person).delete()
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
    return person
