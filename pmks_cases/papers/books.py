"""Buku kunjungan and buku rujukan: by number, RT and day, without a name, and without what is guarded."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.models import Referral, Visit
from pmks_cases.papers import told
from wksbm.documents.books import Book, register_book

READERS = "pmks_cases.assign_case"
"""The board, which sees every case that is not guarded: so a book is the same whoever of them issues it."""


def visits_of(user, network, year: int) -> Iterable[tuple[str, ...]]:
    rows = Visit.objects.visible_to(user).of(network).filter(on__year=year, case__isnull=False)
    for visit in _not_guarded(rows.select_related("case__rt", "by").order_by("at", "pk")):
        yield (
            f"{visit.on:%d-%m-%Y}",
            visit.case.number,
            told.rt_of(visit.case),
            visit.by.name,
            str(visit.get_kind_display()),
            str(visit.get_met_display()),
        )


def referrals_of(user, network, year: int) -> Iterable[tuple[str, ...]]:
    rows = Referral.objects.visible_to(user).of(network).filter(sent_on__year=year)
    for referral in _not_guarded(rows.select_related("case__rt", "by").order_by("sent_on", "pk")):
        answered = referral.answered_on
        yield (
            f"{referral.sent_on:%d-%m-%Y}",
            referral.case.number,
            told.rt_of(referral.case),
            str(referral.get_target_display()),
            referral.by.name if referral.by_id else "",
            _("dijawab %(day)s") % {"day": f"{answered:%d-%m-%Y}"} if answered else _("belum ada kabar"),
        )


def _not_guarded(rows) -> list:
    rows = list(rows)
    hidden = told.guarded_among({row.case_id for row in rows})
    return [row for row in rows if row.case_id not in hidden]


register_book(
    Book(
        name="buku-kunjungan",
        title=gettext_lazy("Buku kunjungan"),
        heads=tuple(map(gettext_lazy, ("Tanggal", "Nomor kasus", "RT", "Siapa yang datang", "Jenis", "Bertemu"))),
        widths=(1.2, 1.2, 0.6, 2.2, 1.2, 2),
        rows=visits_of,
        readers=READERS,
        lapses=True,
    ),
    Book(
        name="buku-rujukan",
        title=gettext_lazy("Buku rujukan"),
        heads=tuple(map(gettext_lazy, ("Tanggal", "Nomor kasus", "RT", "Dirujuk ke", "Oleh", "Jawabannya"))),
        widths=(1.2, 1.2, 0.6, 2.4, 2, 1.6),
        rows=referrals_of,
        readers=READERS,
        lapses=True,
    ),
)
