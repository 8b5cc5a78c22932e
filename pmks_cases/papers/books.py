"""Buku kunjungan and buku rujukan: by number, RT and day, without a name, and without what is guarded."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.models import Referral, Visit
from pmks_cases.models.case import case_is_guarded
from pmks_cases.papers import told
from wksbm.documents.books import Book, register_book

READERS = "pmks_cases.assign_case"
"""The board, which sees every case that is not guarded: so a book is the same whoever of them issues it."""
_OF_CASE = ("case__number", "case__rt__number")
"""Nothing sealed: to open it takes longer than the rest of the book."""


def visits_of(user, network, year: int) -> QuerySet:
    rows = Visit.objects.visible_to(user).of(network).filter(on__year=year, case__isnull=False)
    told_of = ("at", "on", "kind", "met", "by__name")
    return (
        rows.filter(~case_is_guarded()).select_related("case__rt", "by").only(*told_of, *_OF_CASE).order_by("at", "pk")
    )


def visit_line(visit: Visit) -> tuple[str, ...]:
    return (
        f"{visit.on:%d-%m-%Y}",
        visit.case.number,
        told.rt_of(visit.case),
        visit.by.name,
        visit.get_kind_display(),
        visit.get_met_display(),
    )


def referrals_of(user, network, year: int) -> QuerySet:
    rows = Referral.objects.visible_to(user).of(network).filter(sent_on__year=year)
    told_of = ("sent_on", "target", "answered_on", "by__name")
    return (
        rows.filter(~case_is_guarded())
        .select_related("case__rt", "by")
        .only(*told_of, *_OF_CASE)
        .order_by("sent_on", "pk")
    )


def referral_line(referral: Referral) -> tuple[str, ...]:
    answered = referral.answered_on
    return (
        f"{referral.sent_on:%d-%m-%Y}",
        referral.case.number,
        told.rt_of(referral.case),
        referral.get_target_display(),
        referral.by.name if referral.by_id else "",
        _("dijawab %(day)s") % {"day": f"{answered:%d-%m-%Y}"} if answered else _("belum ada kabar"),
    )


register_book(
    Book(
        name="buku-kunjungan",
        title=gettext_lazy("Buku kunjungan"),
        heads=tuple(map(gettext_lazy, ("Tanggal", "Nomor kasus", "RT", "Siapa yang datang", "Jenis", "Bertemu"))),
        widths=(1.2, 1.2, 0.6, 2.2, 1.2, 2),
        rows=visits_of,
        line=visit_line,
        readers=READERS,
        lapses=True,
    ),
    Book(
        name="buku-rujukan",
        title=gettext_lazy("Buku rujukan"),
        heads=tuple(map(gettext_lazy, ("Tanggal", "Nomor kasus", "RT", "Dirujuk ke", "Oleh", "Jawabannya"))),
        widths=(1.2, 1.2, 0.6, 2.4, 2, 1.6),
        rows=referrals_of,
        line=referral_line,
        readers=READERS,
        lapses=True,
    ),
)
