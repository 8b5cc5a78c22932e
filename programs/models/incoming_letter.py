"""Surat masuk: what came to the network on paper, its place in the agenda book, and the photo or PDF of it."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import FollowUp
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scoped, ScopedQuerySet

PERSONAL_FIELDS = ("sender", "subject")


class IncomingLetterQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "IncomingLetterQuerySet":
        """Who keeps the network's letters; who has to do something about one reads that in his promise."""
        return self.filter(network_id__in=user.network_ids_with("programs.keep_letters"))

    def waiting(self) -> "IncomingLetterQuerySet":
        """Nobody has said yet what is to be done about them."""
        return self.filter(disposed_at=None)

    def speaking_of(self, typed: str) -> "IncomingLetterQuerySet":
        """Those in whose sender, subject or number all these words stand.

        The words are sealed, so they are looked at one by one: an RW gets a few hundred letters a year. Narrow the
        rows to a network first.
        """
        wanted = typed.casefold().split()
        found = [
            pk
            for pk, *told in self.order_by().values_list("pk", "sender", "subject", "letter_number")
            if all(any(word in text.casefold() for text in told) for word in wanted)
        ]
        return self.filter(pk__in=found)


@tracked()
class IncomingLetter(Scoped):
    """One letter. `serial` is its number in the agenda book of the year in which it came: counted from one, never
    taken twice. Nothing of it changes any more once it was disposed (disposisi): somebody acts on what was written.

    Disposed means that promises came of it, or that it is only to be known of.
    """

    year = models.PositiveSmallIntegerField(editable=False)
    serial = models.PositiveIntegerField(_("Nomor agenda"), editable=False)
    received_on = models.DateField(_("Diterima tanggal"))
    written_on = models.DateField(_("Tanggal suratnya"), null=True, blank=True)
    letter_number = models.CharField(_("Nomor suratnya"), max_length=80, blank=True)
    sender = SealedTextField(_("Dari"), max_length=120)
    subject = SealedTextField(_("Perihal"), max_length=150)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    disposed_at = models.DateTimeField(null=True)
    disposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    only_to_know = models.BooleanField(_("Untuk diketahui saja"), default=False)

    objects = IncomingLetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "year", "serial"], name="one_incoming_letter_a_number"),
        ]
        indexes = [
            models.Index(fields=["network", "-received_on", "-id"], name="incoming_letter_newest"),
            models.Index(fields=["network"], condition=Q(disposed_at=None), name="incoming_letter_waiting"),
        ]

    def __str__(self) -> str:
        return _("Surat masuk %(number)s") % {"number": self.agenda_number}

    @property
    def agenda_number(self) -> str:
        """`007/2026`."""
        return f"{self.serial:03}/{self.year}"


def promises_of(letters: Iterable[IncomingLetter], user) -> dict[int, list[FollowUp]]:
    """What was promised about each of these letters, by its id: one question for all of them."""
    told: dict[int, list[FollowUp]] = {letter.pk: [] for letter in letters}
    kind = ContentType.objects.get_for_model(IncomingLetter)
    rows = FollowUp.objects.visible_to(user).filter(origin_type=kind, origin_id__in=list(told))
    for row in rows.select_related("doer", "organization").order_by("created_at", "pk"):
        told[row.origin_id].append(row)
    return told


class LetterScanQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "LetterScanQuerySet":
        return self.filter(letter__in=IncomingLetter.objects.visible_to(user))


@tracked()
class LetterScan(Scoped):
    """A photo of one page, shrunk and without its hidden data, or a PDF as it came. Sealed, named by chance."""

    letter = models.ForeignKey(IncomingLetter, on_delete=models.PROTECT, related_name="scans")
    is_pdf = models.BooleanField(default=False)
    file = models.CharField(max_length=100, help_text="Of a photo there is a small one beside it, with -s at the end.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LetterScanQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["network", "letter"], name="scan_of_letter")]
