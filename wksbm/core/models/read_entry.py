"""Who looked at what (UU 27/2022 art. 31: all processing is recorded)."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from wksbm.core.models.scoped import Scattered, ScopedQuerySet
from wksbm.core.registries import origin_seen_by


class ReadEntryQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """The networks whose read log this person may open, without what is about a row that he must not know of."""
        own = self.filter(network_id__in=user.network_ids_with("members.view_read_log"))
        return own.filter(models.Q(restricted=False) | origin_seen_by(user, "content_type", "object_id"))


class ReadEntry(Scattered):
    """One look at personal data: an identity number shown whole, an export, a print. Written once, never changed.

    Its ids are scattered: in the address of the log's next page a gap would tell of entries that are not shown.
    """

    class Kind(models.TextChoices):
        WHOLE_NUMBER = "whole_number", _("melihat nomor lengkap")
        EXPORT = "export", _("mengunduh daftar")
        PRINT = "print", _("mencetak")
        STORY = "story", _("membuka riwayat perubahan")
        CASE = "case", _("membuka kasus")
        PHOTO = "photo", _("melihat foto")

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+")
    object_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=80, help_text="What was read, without a name: 'NIK', '412 warga, RT 003'.")
    restricted = models.BooleanField(default=False, help_text="Seen only by who sees the row that was read.")
    read_at = models.DateTimeField(auto_now_add=True)

    objects = ReadEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "-read_at", "-id"], name="read_entry_newest"),
            models.Index(fields=["network", "content_type", "object_id"], name="read_entry_object"),
        ]
