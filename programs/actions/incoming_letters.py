"""Surat masuk: noted with its number, corrected while nobody acts on it, disposed into promises."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from members.actions import follow_ups
from members.models import Membership, User
from programs.models import IncomingLetter, LetterScan
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.documents import sealed_files
from wksbm.documents.actions import serials
from wksbm.documents.papers import Series
from wksbm.documents.shrunk_photos import shrunk

FOLDER = "letters"
SMALL = "-s"
AGENDA = Series("AGENDA-M")
"""Counts with the same lock as the numbers of letters that go out; no paper takes from it."""
MOST = 8
"""Photos and PDFs of one letter."""
PDF_BEGINS = b"%PDF-"
MOST_OF_PROMISE = 200
"""Letters of a promise, see `FollowUp.what`."""
OF_LETTER = gettext_noop("%(what)s (surat masuk: %(subject)s)")


def record(network, *, by, received_on: date, scan=None, **values) -> IncomingLetter:
    """Note a letter under the next number of the agenda book of the year in which it came.

    `values`: sender, subject, and where the letter has them letter_number and written_on. Raises RefusedByRule for a
    day that has not come, and for a file that is neither a photo nor a PDF: no number is taken then.
    """
    with recorded("incoming_letters.record", by=by):
        _refuse_days(network, received_on, values.get("written_on"))
        made = IncomingLetter.objects.create(
            network=network,
            year=received_on.year,
            serial=serials.take(network, AGENDA, year=received_on.year),
            received_on=received_on,
            recorded_by=by,
            **values,
        )
        if scan:
            _keep(made, scan, by=by)
        return made


def correct(letter, *, by, received_on: date, drop: Iterable[LetterScan] = (), **values) -> IncomingLetter:
    """Write better what was noted, and drop photos that do not belong to it.

    Raises RefusedByRule once it was disposed, and for a day in another year: the number is of this year's book.
    """
    with recorded("incoming_letters.correct", by=by):
        stored = _locked(letter)
        if stored.disposed_at:
            raise RefusedByRule(_("Surat ini sudah didisposisi, jadi tidak berubah lagi."))
        _refuse_days(stored.network, received_on, values.get("written_on"))
        if received_on.year != stored.year:
            raise RefusedByRule(
                _("Nomor agendanya milik tahun %(year)d. Pilih tanggal di tahun itu.") % {"year": stored.year},
                field="received_on",
            )
        for name, value in (values | {"received_on": received_on}).items():
            setattr(stored, name, value)
        stored.save()
        for one in LetterScan.objects.filter(letter=stored, pk__in=[scan.pk for scan in drop]):
            _drop(one)
        return stored


def add_scan(letter, upload, *, by) -> LetterScan:
    """One more page of it. Raises RefusedByRule for what is neither photo nor PDF, and after the eighth."""
    with recorded("incoming_letters.add_scan", by=by):
        return _keep(_locked(letter), upload, by=by)


def dispose(letter, *, by, what: str, doer, due_on: date, organization=None, tell_subject: bool = True):
    """Say what is done about it, by whom and until when: a promise, which tells what the letter is about if it may.

    Who does it sees the promise and not the letter. Raises RefusedByRule for a day that is over.
    """
    with recorded("incoming_letters.dispose", by=by):
        stored = _locked(letter)
        if due_on < stored.network.today():
            raise RefusedByRule(_("Tanggal ini sudah lewat."), field="due_on")
        _disposed(stored, by=by, only_to_know=False)
        if tell_subject:
            subject = Truncator(stored.subject).chars(MOST_OF_PROMISE - len(what) - len(OF_LETTER))
            what = _(OF_LETTER) % {"what": what, "subject": subject}
        people = {"doer": doer, "organization": organization}
        return follow_ups.make(stored.network, by=by, what=what, due_on=due_on, origin=stored, **people)


def only_to_know(letter, *, by) -> IncomingLetter:
    """Nothing is to be done about it. Raises RefusedByRule where somebody has promised something already."""
    with recorded("incoming_letters.only_to_know", by=by):
        stored = _locked(letter)
        if stored.disposed_at and not stored.only_to_know:
            raise RefusedByRule(_("Surat ini sudah punya disposisi. Muat ulang halamannya."))
        return _disposed(stored, by=by, only_to_know=True)


def content(scan: LetterScan, *, small: bool = False) -> bytes:
    """The JPEG or PDF itself. Raises FileNotFoundError when it is gone, or no key opens it any more."""
    return sealed_files.read(scan.file + (SMALL if small else ""))


def may_be_given(letter_id: int):
    """To whom a promise that comes of it may be handed over: it tells nothing that an officer may not read."""
    where = IncomingLetter.objects.select_related("network").get(pk=letter_id).network
    offices = Membership.objects.current().in_place_of(where).filter(role__in=follow_ups.DOERS)
    return User.objects.filter(pk__in=offices.values("user_id"))


def forget_orphans() -> int:
    """Remove files without a row, left when a transaction went back after they were written; returns how many."""
    files = sealed_files.old_enough(FOLDER)
    names = {f"{FOLDER}/{path.name.removesuffix(SMALL)}" for path in files}
    known = set(LetterScan.objects.filter(file__in=names).values_list("file", flat=True))
    orphans = [path for path in files if f"{FOLDER}/{path.name.removesuffix(SMALL)}" not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _locked(letter) -> IncomingLetter:
    stored = IncomingLetter.objects.select_for_update().get(pk=letter.pk)
    stored.network = letter.network
    return stored


def _refuse_days(network, received_on: date, written_on: date | None) -> None:
    if received_on > network.today():
        raise RefusedByRule(_("Tanggal ini belum sampai."), field="received_on")
    if written_on and written_on > received_on:
        raise RefusedByRule(_("Suratnya tidak mungkin ditulis sesudah diterima."), field="written_on")


def _disposed(stored: IncomingLetter, *, by, only_to_know: bool) -> IncomingLetter:
    if stored.disposed_at is None:
        stored.disposed_at, stored.disposed_by = timezone.now(), by
    stored.only_to_know = only_to_know
    stored.save(update_fields=["disposed_at", "disposed_by", "only_to_know"])
    return stored


def _keep(letter: IncomingLetter, upload, *, by) -> LetterScan:
    if LetterScan.objects.filter(letter=letter).count() >= MOST:
        raise RefusedByRule(_("Paling banyak %(most)d berkas.") % {"most": MOST}, field="scan")
    name = f"{FOLDER}/{uuid4().hex}"
    upload.seek(0)
    is_pdf = upload.read(len(PDF_BEGINS)) == PDF_BEGINS
    if is_pdf:
        upload.seek(0)
        files = {name: upload.read()}
    elif (getattr(upload, "name", "") or "").lower().endswith(".pdf"):
        raise RefusedByRule(_("Berkas ini bukan PDF. Simpan lagi sebagai PDF, atau foto suratnya."), field="scan")
    else:
        try:
            made = shrunk(upload)
        except RefusedByRule as refused:
            raise RefusedByRule(refused.sentence, field="scan") from refused
        files = {name: made.full, name + SMALL: made.small}
    with sealed_files.taken_back_when_refused():
        for file, plain in files.items():
            sealed_files.write(file, plain)
        return LetterScan.objects.create(network_id=letter.network_id, letter=letter, is_pdf=is_pdf, file=name, by=by)


def _drop(scan: LetterScan) -> None:
    paths = [sealed_files.path_of(scan.file), sealed_files.path_of(scan.file + SMALL)]
    scan.delete()
    transaction.on_commit(lambda: [path.unlink(missing_ok=True) for path in paths])
