"""Buku notulen: every meeting that was held, in numbers; buku kegiatan: what the organisations did."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from programs.models import Activity, Attendance, Meeting
from wksbm.documents.books import Book, register_book


def minutes_book(user, network, year: int) -> Iterable[tuple[str, ...]]:
    present = Q(attendances__is_present=True)
    rows = Meeting.objects.visible_to(user).of(network).closed().filter(held_on__year=year)
    rows = rows.annotate(
        there=Count("attendances", filter=present),
        women=Count("attendances", filter=present & Q(attendances__sex=Attendance.Sex.FEMALE)),
        elements=Count("attendances__element", filter=present & ~Q(attendances__element=""), distinct=True),
    ).select_related("chair", "note_taker")
    for row in rows.order_by("held_on", "begins", "pk"):
        yield (
            f"{row.held_on:%d-%m-%Y}",
            str(row),
            row.place,
            _("%(there)d orang (%(women)d P)") % {"there": row.there, "women": row.women},
            _("%(count)d unsur") % {"count": row.elements},
            row.chair.name,
            row.note_taker.name,
        )


def activities(user, network, year: int) -> Iterable[tuple[str, ...]]:
    rows = Activity.objects.visible_to(user).of(network).filter(held_on__year=year)
    for row in rows.select_related("organization", "in_charge").order_by("held_on", "begins", "pk"):
        yield (
            f"{row.held_on:%d-%m-%Y}",
            row.title,
            row.organization.name if row.organization_id else _("Jejaring"),
            row.place,
            row.in_charge.name,
            _("Tidak jadi") if row.cancelled_at else row.note,
        )


register_book(
    Book(
        name="buku-kegiatan",
        title=_("Buku kegiatan"),
        heads=(_("Tanggal"), _("Kegiatan"), _("Lembaga"), _("Tempat"), _("Penanggung jawab"), _("Catatan")),
        widths=(1.2, 2.2, 1.8, 1.6, 1.8, 2),
        rows=activities,
        readers="programs.view_activity",
    ),
    Book(
        name="buku-notulen",
        title=_("Buku notulen"),
        heads=(_("Tanggal"), _("Musyawarah"), _("Tempat"), _("Hadir"), _("Unsur"), _("Pemimpin"), _("Notulis")),
        widths=(1.3, 2.4, 2, 1, 0.8, 1.8, 1.8),
        rows=minutes_book,
        readers="programs.read_minutes",
    ),
)
