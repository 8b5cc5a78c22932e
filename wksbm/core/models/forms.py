"""What the form mechanism keeps: receipts against the double send, and posts that came without a session."""

from django.conf import settings
from django.db import models


class FormReceipt(models.Model):
    """A form that was taken. Its id was made by the server with the page; a second send finds this row's address."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    result_url = models.CharField(max_length=300)
    taken_at = models.DateTimeField(auto_now_add=True, db_index=True)


class KeptPost(models.Model):
    """What somebody had typed when the session was over: sealed, for one hour, for the same person and page only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="one_kept_post_a_page")]
