"""What a person changes on the own account."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from members.models import User
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.notifications.actions.preferences import end_links


def change(person: User, *, name: str, phone: str, email: str) -> None:
    """Change name, phone number and e-mail. Raises RefusedByRule for a number or address of another account."""
    email = email.lower()
    others = User.objects.exclude(pk=person.pk)
    if phone and others.filter(phone=phone).exists():
        raise RefusedByRule(_("Nomor ini sudah dipakai akun lain."), field="phone")
    if email and others.filter(email__iexact=email).exists():
        raise RefusedByRule(_("Email ini sudah dipakai akun lain."), field="email")
    with recorded("accounts.change", by=person):
        if email != (person.email or ""):
            end_links(person)  # who reads the old address may not choose any more
        person.name, person.phone, person.email = name, phone or None, email or None
        try:
            with transaction.atomic():
                person.save(update_fields=["name", "phone", "email"])
        except IntegrityError:  # somebody else took it in this very moment
            raise RefusedByRule(_("Nomor atau email ini baru saja dipakai akun lain."), field="phone") from None
