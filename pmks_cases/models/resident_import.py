"""An import of residents: what was sent, what was found in it, and what came of it."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.models import JobProgress, Scoped, ScopedQuerySet

STAGED_FOR = timedelta(hours=24)
AT_WORK = 0x1A9
"""First number of the advisory lock that a worker holds while it reads or saves; the second is the import's id."""


class ResidentImportQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "ResidentImportQuerySet":
        return self.filter(network_id__in=user.network_ids_with("pmks_cases.import_residents"))

    def waiting_for_worker(self) -> "ResidentImportQuerySet":
        """Sent or confirmed, and not finished: what the sweep announces again."""
        return self.filter(state__in=[ResidentImport.State.SENT, ResidentImport.State.CONFIRMED])

    def expired(self) -> "ResidentImportQuerySet":
        """Staged data whose day is over."""
        return self.filter(created_at__lt=timezone.now() - STAGED_FOR, state__in=ResidentImport.UNFINISHED)

    def in_need_of(self, user) -> "ResidentImportQuerySet":
        """Of the last day: waiting for a decision, unreadable, or saved with refused rows that can still be mended.

        It waits for who sent the file; what a command brought in waits for everybody who may import.
        """
        waiting = models.Q(state__in=[ResidentImport.State.CHECKED, ResidentImport.State.REFUSED])
        to_mend = models.Q(state=ResidentImport.State.SAVED, refused_count__gt=0)
        theirs = models.Q(created_by=user) | models.Q(created_by=None)
        return self.filter(waiting | to_mend, theirs, created_at__gt=timezone.now() - STAGED_FOR).order_by("pk")


@tracked(exclude=["file", "announced_at"])
class ResidentImport(Scoped):
    """One file on its way: sent -> checked -> confirmed -> saved, or refused, cancelled, expired.

    Nothing personal stands in it: runs of digits in names of files, sheets and columns are cut before they come here.
    """

    class State(models.TextChoices):
        SENT = "sent", _("Sedang dibaca")
        CHECKED = "checked", _("Menunggu persetujuan Anda")
        CONFIRMED = "confirmed", _("Sedang disimpan")
        SAVED = "saved", _("Tersimpan")
        REFUSED = "refused", _("Tidak bisa dibaca")
        CANCELLED = "cancelled", _("Dibatalkan")
        EXPIRED = "expired", _("Terhapus karena lewat sehari")

    UNFINISHED = (State.SENT, State.CHECKED, State.CONFIRMED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    file_name = models.CharField(max_length=200)
    file = models.CharField(max_length=100, blank=True, help_text="The sealed upload, removed as soon as it is read.")
    take_rows_without_rw = models.BooleanField(null=True, help_text="The answer about rows that name no RW.")
    row_count = models.PositiveIntegerField(default=0)
    sheet = models.CharField(max_length=100, blank=True)
    columns_not_stored = models.JSONField(default=list)
    problem = models.CharField(max_length=300, blank=True, help_text="Why the file could not be read, as a sentence.")
    rows_without_rw = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    elsewhere_count = models.PositiveIntegerField(default=0)
    kept_count = models.PositiveIntegerField(
        default=0, help_text="People changed by hand after the preview, in whom the hand's values were kept."
    )
    changed_columns = models.JSONField(default=dict, help_text="Column name -> number of people in whom it changes.")
    remarks = models.JSONField(default=dict, help_text="What the preview says beside the counts.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="None: by command."
    )
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    announced_at = models.DateTimeField(null=True, help_text="When a worker was last woken up for it.")
    checked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = ResidentImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "-id"], name="resident_import_newest")]

    @property
    def expires_at(self):
        return self.created_at + STAGED_FOR

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.UNFINISHED

    @property
    def to_save(self) -> int:
        return self.new_count + self.changed_count

    def stand(self) -> "Stand":
        """How a worker's part stands now. It may load the row again, which may have gone on in the meantime."""
        progress = JobProgress.objects.filter(job=self.public_id).first()
        if self.state not in (self.State.SENT, self.State.CONFIRMED):
            return Stand(at_work=False, interrupted=False)
        # In this order: a worker takes its lock before it tells its progress, and ends its lock with its result.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s"
                " AND objid = %s AND objsubid = 2"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
                [AT_WORK, self.pk],
            )
            [at_work] = cursor.fetchone()
        if not at_work:
            before = self.state
            self.refresh_from_db()
            if self.state != before:
                return Stand(at_work=False, interrupted=False)
        begun = progress is not None and (self.announced_at is None or progress.updated_at >= self.announced_at)
        return Stand(
            at_work=at_work,
            interrupted=begun and not at_work,
            done=progress.done if begun and at_work else 0,
            total=progress.total if begun and at_work else 0,
        )


@dataclass(frozen=True)
class Stand:
    """Whether a worker is at it, was cut off in the middle (nothing is written then), or has not come yet."""

    at_work: bool
    interrupted: bool
    done: int = 0
    total: int = 0


class StagedRowQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "StagedRowQuerySet":
        return self.filter(network_id__in=user.network_ids_with("pmks_cases.import_residents"))


class StagedRow(Scoped):
    """One row of a file between preview and confirmation, sealed. Gone at confirmation, or after a day.

    Rows that were refused stay their day, so that they can be downloaded and mended after the others are saved.

    Not audited: it is a draft that lives for a day at most, and its result is audited on the resident.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("Baru")
        CHANGED = "changed", _("Berubah")
        SAME = "same", _("Tetap")
        REFUSED = "refused", _("Ditolak")
        ELSEWHERE = "elsewhere", _("Warga RW lain")

    resident_import = models.ForeignKey(ResidentImport, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField(help_text="The row's number in the sheet, as the spreadsheet shows it.")
    outcome = models.CharField(max_length=10, choices=Outcome)
    without_rw = models.BooleanField(default=False)
    sealed = models.BinaryField()

    objects = StagedRowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "resident_import", "outcome", "number"], name="staged_row_by_outcome")
        ]
