"""The verbs of a residents import: send, check, confirm, save, cancel, go on, forget.

Nothing is ever half written. A worker checks in one transaction and saves in one transaction; while it works it holds
the import's row and an advisory lock, so a task that comes twice works once and a page can see that somebody is at it.
Killed in the middle it leaves what was before, and the import waits in the state it had.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Network, Rt
from pmks_cases.actions import telling
from pmks_cases.actions.resident_import_writing import BATCH, Work, as_of_now, batches, write
from pmks_cases.imports.comparing import Comparison, compare, without_numbers
from pmks_cases.imports.matching import Register
from pmks_cases.imports.reader import FileRefused
from pmks_cases.imports.residents import ResidentsFile, read_residents
from pmks_cases.imports.rows import Finding, Row
from pmks_cases.imports.template import write_template
from pmks_cases.models import Family, Resident, ResidentImport, StagedRow
from pmks_cases.models.resident_import import AT_WORK, STAGED_FOR
from wksbm.core.audit import recorded
from wksbm.core.jobs import enqueue
from wksbm.core.models import JobProgress, ReadEntry
from wksbm.core.models.jobs import ProgressReporter
from wksbm.core.read_log import note_read
from wksbm.core.refusals import RefusedByRule
from wksbm.core.sealing import seal_bytes, seal_json, unseal_bytes, unseal_json

State = ResidentImport.State
Outcome = StagedRow.Outcome

SWEEP_AFTER = timedelta(seconds=60)
"""An import that nobody has begun by then is announced again: Redis was down, or a worker was killed."""
ATTEMPTS = 3
"""How often a save begins anew when somebody registers one of its people by hand in the same second."""


# --- Sent ------------------------------------------------------------------------------------------------


def send(network, *, by, file_name: str, content: bytes, permit_number: str = "", permit_on=None) -> ResidentImport:
    """Take a file in, sealed, and wake a worker up to check it. The village's permission is kept with the network."""
    with recorded("residents.send_import", by=by):
        if permit_number:
            network.resident_permit_number, network.resident_permit_on = permit_number, permit_on
            network.save(update_fields=["resident_permit_number", "resident_permit_on"])
        sent = ResidentImport(network=network, created_by=by, file_name=without_numbers(Path(file_name).name)[:200])
        sent.file = f"imports/{sent.public_id}"
        _write_sealed(Path(settings.MEDIA_ROOT) / sent.file, content)
        sent.save()
        _announce(sent)
    return sent


def _write_sealed(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(seal_bytes(content))


_TASKS = {State.SENT: "pmks_cases.check_import", State.CONFIRMED: "pmks_cases.save_import"}


def _announce(waiting: ResidentImport) -> None:
    # The database's clock, because the progress that is compared with it is written by that clock too.
    ResidentImport.objects.filter(pk=waiting.pk).update(announced_at=Now())
    enqueue(_TASKS[State(waiting.state)], waiting.pk)


@contextmanager
def _at_work(pk: int, state: State) -> Iterator[ResidentImport | None]:
    """The import, held for one worker; None when it is not in that state or another worker has it."""
    with transaction.atomic():
        mine = ResidentImport.objects.select_for_update(skip_locked=True).filter(pk=pk, state=state).first()
        if mine is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [AT_WORK, pk])
        yield mine


# --- Checked ---------------------------------------------------------------------------------------------


def check(pk: int) -> bool:
    """Read a sent file, compare it with the register and stage what is new, changed or refused. False: not its turn."""
    with _at_work(pk, State.SENT) as sent:
        if sent is None:
            return False
        path = Path(settings.MEDIA_ROOT) / sent.file
        with recorded("residents.check_import", by=sent.created_by, resident_import=pk):
            with ProgressReporter(sent.public_id, 0) as progress:
                try:
                    file = _read(unseal_bytes(path.read_bytes()), sent.file_name, sent.network)
                except FileRefused as refused:
                    _end(sent, State.REFUSED, problem=str(refused))
                except (OSError, InvalidToken):
                    _end(sent, State.REFUSED, problem=_("Berkas ini tidak bisa dibuka lagi. Kirim sekali lagi."))
                else:
                    progress.total = file.row_count
                    found = compare(file, register_of(sent.network), progress.say)
                    _stage(sent, found)
                    _tell(sent, file, found)
            sent.file = ""
            sent.save()
            telling.import_got(sent)
            _drop_progress(sent)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return True


def _read(source, name: str, network) -> ResidentsFile:
    return read_residents(source, name, rw=network.rw, today=network.today())


def _end(finished: ResidentImport, state: State, **values) -> None:
    finished.state, finished.finished_at = state, timezone.now()
    for name, value in values.items():
        setattr(finished, name, value)


def register_of(network, *, locked: bool = False) -> Register:
    """What the network knows now; `locked` keeps others from changing these residents until the transaction ends."""
    residents = Resident.objects.of(network).order_by("pk")
    if locked:
        residents = residents.select_for_update(no_key=True)
    families = Family.objects.of(network).values_list("pk", "kk_digest")
    return Register(residents.iterator(BATCH), families.iterator(BATCH), Rt.objects.of(network))


def _stage(sent: ResidentImport, found: Comparison) -> None:
    def drafts():
        for row in found.new:
            yield draft(row, Outcome.NEW, {"values": row.values})
        for row, match in found.changed:
            content = {"values": row.values, "resident": match.resident.pk, "before": match.before}
            yield draft(row, Outcome.CHANGED, content)
        for row in found.refused:
            refusals = [[finding.field, finding.shown, finding.reason] for finding in row.refusals]
            yield draft(row, Outcome.REFUSED, {"refusals": refusals, "raw": row.raw})

    def draft(row, outcome, content):
        return StagedRow(
            network_id=sent.network_id,
            resident_import=sent,
            number=row.number,
            outcome=outcome,
            without_rw=row.values.get("rw") is None,
            sealed=seal_json(content),
        )

    for batch in batches(drafts()):
        StagedRow.objects.bulk_create(batch)


def _tell(sent: ResidentImport, file: ResidentsFile, found: Comparison) -> None:
    """Note what was found; with nothing to save the import is at its end."""
    now = timezone.now()
    sent.state, sent.checked_at = State.CHECKED, now
    sent.sheet = without_numbers(file.sheet)[:100]
    sent.row_count = file.row_count - len(file.passed_over)
    sent.columns_not_stored = file.columns_not_stored
    sent.new_count, sent.changed_count = len(found.new), len(found.changed)
    sent.same_count, sent.refused_count = found.same, len(found.refused)
    sent.elsewhere_count = found.elsewhere
    sent.rows_without_rw = found.without_rw[Outcome.NEW] + found.without_rw[Outcome.CHANGED]
    sent.changed_columns = dict(found.changed_columns.most_common())
    sent.remarks = found.remarks(file)
    if not sent.to_save:
        _end(sent, State.SAVED)


# --- Confirmed, cancelled, taken up again -----------------------------------------------------------------


def confirm(checked: ResidentImport, *, by, take_rows_without_rw: bool | None = None) -> ResidentImport:
    """Say that the checked rows may go in. The second of two confirmations changes nothing.

    Raises RefusedByRule when the preview is gone, or while the question about rows without an RW has no answer.
    """
    with recorded("residents.confirm_import", by=by, resident_import=checked.pk):
        mine = ResidentImport.objects.select_for_update(skip_locked=True).filter(pk=checked.pk).first()
        if mine is None or mine.state in (State.CONFIRMED, State.SAVED):
            return checked
        if mine.state != State.CHECKED or mine.expires_at < timezone.now():
            raise RefusedByRule(_("Pratinjau ini sudah tidak ada. Kirim berkasnya sekali lagi."))
        if mine.rows_without_rw and take_rows_without_rw is None:
            raise RefusedByRule(_("Pilih dahulu: baris tanpa RW dimasukkan atau ditinggalkan."))
        mine.take_rows_without_rw = take_rows_without_rw
        mine.state, mine.confirmed_at, mine.confirmed_by = State.CONFIRMED, timezone.now(), by
        mine.save()
        _announce(mine)
    return mine


def cancel(unwanted: ResidentImport, *, by) -> ResidentImport:
    """Drop a preview with everything staged for it. Raises RefusedByRule while a worker is at it, or after the end."""
    with recorded("residents.cancel_import", by=by, resident_import=unwanted.pk):
        rows = ResidentImport.objects.select_for_update(skip_locked=True)
        mine = rows.filter(pk=unwanted.pk).first()
        if mine is None:
            raise RefusedByRule(_("Sedang dikerjakan. Tunggu sebentar, lalu coba lagi."))
        if not mine.is_unfinished:
            raise RefusedByRule(_("Impor ini sudah selesai."))
        _forget(mine, State.CANCELLED)
    return mine


def _forget(unwanted: ResidentImport, state: State) -> None:
    file = unwanted.file
    _end(unwanted, state, file="")
    unwanted.save()
    unwanted.rows.all().delete()
    _drop_progress(unwanted)
    if file:
        transaction.on_commit(lambda: (Path(settings.MEDIA_ROOT) / file).unlink(missing_ok=True))


def _drop_progress(finished: ResidentImport) -> None:
    # After the commit: until then the reporter's own connection may still hold that row.
    transaction.on_commit(lambda: JobProgress.objects.filter(job=finished.public_id).delete())


def resume(interrupted: ResidentImport, *, by) -> None:
    """Wake a worker up again for an import that was cut off."""
    with recorded("residents.resume_import", by=by, resident_import=interrupted.pk):
        if interrupted.state in _TASKS:
            _announce(interrupted)


def resume_waiting() -> int:
    """Announce again what nobody is working on; gives how many. Called every minute."""
    late = ResidentImport.objects.waiting_for_worker().filter(announced_at__lt=timezone.now() - SWEEP_AFTER)
    waiting = [found for found in late if not found.stand().at_work and found.state in _TASKS]
    for found in waiting:
        with transaction.atomic():
            _announce(found)
    return len(waiting)


def forget_expired() -> int:
    """Remove what has been staged for a day: previews nobody answered, and refused rows. Gives how many imports."""
    forgotten = 0
    for old in ResidentImport.objects.expired():
        with recorded("residents.expire_import", by=None, resident_import=old.pk):
            mine = ResidentImport.objects.expired().select_for_update(skip_locked=True).filter(pk=old.pk).first()
            if mine is not None:
                _forget(mine, State.EXPIRED)
                forgotten += 1
    day_ago = timezone.now() - STAGED_FOR
    StagedRow.objects.filter(
        resident_import__created_at__lt=day_ago, resident_import__state__in=(State.SAVED, State.CANCELLED)
    ).delete()
    _remove_stray_files(day_ago)
    return forgotten


def _remove_stray_files(before) -> None:
    """Sealed uploads whose row was never written, because the request broke off in between."""
    folder = Path(settings.MEDIA_ROOT) / "imports"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)


# --- Saved -----------------------------------------------------------------------------------------------


def save(pk: int) -> bool:
    """Write what was confirmed, all of it or nothing, once. False: not its turn.

    Each row is compared again: what somebody wrote by hand since the preview stays as he wrote it.
    """
    return _again_after_a_clash(lambda: _save(pk))


def _again_after_a_clash(work: Callable):
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return work()
        except IntegrityError:
            # Somebody registered one of these people in this very second; the next look finds him.
            if attempt == ATTEMPTS:
                raise
    return None


def _save(pk: int) -> bool:
    with _at_work(pk, State.CONFIRMED) as mine:
        if mine is None:
            return False
        with recorded("residents.import", by=mine.confirmed_by, resident_import=pk):
            # Two imports of one network go one after the other.
            network = Network.objects.select_for_update(no_key=True).get(pk=mine.network_id)
            staged = mine.rows.filter(outcome__in=(Outcome.NEW, Outcome.CHANGED)).order_by("number")
            if mine.take_rows_without_rw is False:
                staged = staged.exclude(without_rw=True)
            with ProgressReporter(mine.public_id, staged.count()) as progress:
                work = as_of_now(staged, register_of(network, locked=True), since=mine.checked_at)
                write(network, work, progress.say)
            mine.new_count, mine.changed_count = len(work.new), len(work.changed)
            mine.kept_count, mine.same_count = work.kept, mine.same_count + work.same
            mine.changed_columns = dict(work.columns.most_common())
            _end(mine, State.SAVED)
            mine.save()
            telling.import_got(mine)
            mine.rows.exclude(outcome=Outcome.REFUSED).delete()
            _drop_progress(mine)
    return True


# --- The whole way at once, for the command -----------------------------------------------------------------


def import_file(network, path, *, dry_run: bool = False) -> Comparison:
    """Read a file on the server, compare and write it, all of it or nothing; rows without an RW go in.

    With `dry_run` nothing is written. Raises FileRefused with a sentence.
    """
    file = _read(path, Path(path).name, network)
    if dry_run:
        return compare(file, register_of(network))
    return _again_after_a_clash(lambda: _import(network, file))


def _import(network, file: ResidentsFile) -> Comparison:
    with recorded("residents.import", by=None):
        network = Network.objects.select_for_update(no_key=True).get(pk=network.pk)
        register = register_of(network, locked=True)
        found = compare(file, register)
        work = Work(register, new=[row.values for row in found.new])
        for row, match in found.changed:
            work.change(match.resident, row.values, match.before)
        write(network, work)
        done = ResidentImport(network=network, file_name=without_numbers(file.name)[:200], take_rows_without_rw=True)
        _tell(done, file, found)
        _end(done, State.SAVED)
        done.save()
    return found


# --- Refused rows, to mend and send again -------------------------------------------------------------------


def refused_rows(resident_import: ResidentImport) -> Iterator[Row]:
    """The refused rows as they came, while they are kept."""
    rows = StagedRow.objects.filter(network_id=resident_import.network_id, resident_import=resident_import)
    for staged in rows.filter(outcome=Outcome.REFUSED).order_by("number").iterator(BATCH):
        yield refused_row(staged)


def refused_row(staged: StagedRow) -> Row:
    content = unseal_json(staged.sealed)
    refusals = [Finding(name, shown, reason) for name, shown, reason in content["refusals"]]
    return Row(staged.number, refusals=refusals, raw=content["raw"])


def hand_out_refused(resident_import: ResidentImport, *, by) -> BytesIO:
    """The refused rows as a spreadsheet to mend and send again, and the entry that they were taken out."""
    rows = list(refused_rows(resident_import))
    if not rows:
        raise RefusedByRule(_("Baris yang ditolak sudah terhapus. Kirim berkas aslinya sekali lagi."))
    out = BytesIO()
    with recorded("residents.hand_out_refused_rows", by=by, resident_import=resident_import.pk):
        write_template(out, rows)
        subject = _("%(count)d baris impor yang ditolak") % {"count": len(rows)}
        note_read(ReadEntry.Kind.EXPORT, by=by, network=resident_import.network, subject=subject)
    out.seek(0)
    return out


def empty_template() -> BytesIO:
    """Our own layout, to fill in."""
    out = BytesIO()
    write_template(out)
    out.seek(0)
    return out
