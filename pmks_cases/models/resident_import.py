"""An import of residents: what was sent, what was found in it, and what came of it."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet

STAGED_FOR = timedelta(hours=24)


class ResidentImportQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "ResidentImportQuerySet":
        return self.filter(network_id__in=user.network_ids_with("pmks_cases.import_residents"))

    def waiting_for_worker(self) -> "ResidentImportQuerySet":
        """Sent or confirmed, and not finished: what the sweep announces again."""
        return self.filter(state__in=[ResidentImport.State.SENT, ResidentImport.State.CONFIRMED])

    def expired(self) -> "ResidentImportQuerySet":
        """Staged data whose day is over."""
        return self.filter(created_at__lt=timezone.now() - STAGED_FOR, state__in=ResidentImport.UNFINISHED)


@tracked(exclude=["file"])
class ResidentImport(Scoped):
    """One file on its way: sent -> checked -> confirmed -> saved, or refused, cancelled, expired."""

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
    take_rows_without_rw = models.BooleanField(default=False)
    sheet = models.CharField(max_length=100, blank=True)
    columns_not_stored = models.JSONField(default=list)
    problem = models.CharField(max_length=300, blank=True, help_text="Why the file could not be read, as a sentence.")
    rows_without_rw = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    elsewhere_count = models.PositiveIntegerField(default=0)
    changed_columns = models.JSONField(default=dict, help_text="Column name -> number of people in whom it changes.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
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


class StagedRowQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "StagedRowQuerySet":
        return self.filter(network_id__in=user.network_ids_with("pmks_cases.import_residents"))


class StagedRow(Scoped):
    """One row of a file between preview and confirmation, sealed. Gone at confirmation, or after a day.

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
    sealed = models.BinaryField()

    objects = StagedRowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "resident_import", "outcome", "number"], name="staged_row_by_outcome")
        ]
