"""Buku agenda surat masuk: every letter that came, and what was done about it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from members.models import FollowUp
from programs.models import IncomingLetter
from programs.models.incoming_letter import promises_of
from wksbm.documents.books import Book, register_book


def incoming_letters(user, network, year: int) -> Iterable[tuple[str, ...]]:
    letters = list(IncomingLetter.objects.visible_to(user).of(network).filter(year=year).order_by("serial"))
    promises = promises_of(letters, user)
    for letter in letters:
        yield (
            letter.agenda_number,
            f"{letter.received_on:%d-%m-%Y}",
            "\n".join(filter(None, (letter.letter_number, _day(letter.written_on)))),
            letter.sender,
            letter.subject,
            "\n".join(map(_done, promises[letter.pk])) or _without(letter),
        )


def _day(day) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def _done(promise: FollowUp) -> str:
    who = promise.organization.name if promise.organization_id else promise.doer.name
    return f"{who}: {str(promise.get_state_display()).lower()} ({promise.due_on:%d-%m-%Y})"


def _without(letter: IncomingLetter) -> str:
    return str(_("Untuk diketahui") if letter.only_to_know else _("Menunggu"))


register_book(
    Book(
        name="buku-surat-masuk",
        title=_("Buku agenda surat masuk"),
        heads=(_("Agenda"), _("Diterima"), _("Nomor dan tanggal surat"), _("Dari"), _("Perihal"), _("Disposisi")),
        widths=(1.3, 1.5, 1.8, 1.8, 2.2, 2.2),
        rows=incoming_letters,
        readers="programs.keep_letters",
    )
)
