"""Who looked at what (UU 27/2022 art. 31: all processing is recorded)."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from wksbm.core.models.scoped import Scoped, ScopedQuerySet


class ReadEntryQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """The networks whose read log this person may open."""
        return self.filter(network_id__in=user.network_ids_with("members.view_read_log"))


class ReadEntry(Scoped):
    """One look at personal data: an identity number shown whole, an export, a print. Written once, never changed."""

    class Kind(models.TextChoices):
        WHOLE_NUMBER = "whole_number", _("melihat nomor lengkap")
        EXPORT = "export", _("mengunduh daftar")
        PRINT = "print", _("mencetak")
        STORY = "story", _("membuka riwayat perubahan")

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+")
    object_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=80, help_text="What was read, without a name: 'NIK', '412 warga, RT 003'.")
    read_at = models.DateTimeField(auto_now_add=True)

    objects = ReadEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "-id"], name="read_entry_newest"),
            models.Index(fields=["network", "content_type", "object_id"], name="read_entry_object"),
        ]
