"""Buku anggota dan pengurus: the organisations of a network and who holds which office."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Membership, Organization
from wksbm.documents.books import Book, register_book

HELD_ABOVE = frozenset({Organization.Kind.RW, Organization.Kind.RT, Organization.Kind.DASAWISMA})


def members_and_officers(user, network, year: int) -> Iterable[tuple[str, ...]]:
    """Who was in office in that year, the organisations that have joined among them; no phone number."""
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    offices = Membership.objects.visible_to(user).filter(network=network, starts_on__lte=ends)
    offices = offices.exclude(ends_on__lt=begins).exclude(removed_at__date__lt=begins)
    rows = offices.select_related("user", "organization", "rt", "dasawisma__rt").order_by("starts_on", "pk")
    named = set()
    for row in rows:
        named.add(row.organization_id)
        yield (
            row.user.name,
            row.place_and_title,
            f"{row.starts_on:%d-%m-%Y}",
            f"{row.ends_on:%d-%m-%Y}" if row.ends_on else "",
            row.decree_number,
            _("Diakhiri %(day)s") % {"day": f"{row.removed_at:%d-%m-%Y}"} if row.removed_at else "",
        )
    joined = Organization.objects.visible_to(user).of(network).filter(standing=Organization.Standing.JOINED)
    for organization in joined.exclude(pk__in=[pk for pk in named if pk]).order_by("name", "pk"):
        held_above = organization.kind in HELD_ABOVE  # by chair, RT heads and kader, who stand there with their offices
        yield ("–" if held_above else _("Belum ada pengurus"), organization.name, "", "", "", _("Lembaga anggota"))


register_book(
    Book(
        name="buku-anggota",
        title=gettext_lazy("Buku anggota dan pengurus"),
        heads=tuple(map(gettext_lazy, ("Nama", "Jabatan", "Mulai", "Sampai", "Nomor SK", "Catatan"))),
        widths=(2, 2.4, 1.2, 1.2, 1.6, 1.6),
        rows=members_and_officers,
        readers="members.change_organization",
    )
)
