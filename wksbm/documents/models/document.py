"""Dokumen: a paper that was issued. Its file is made once and served byte by byte; the row outlives it."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered, ScopedQuerySet
from wksbm.documents.papers import Paper, papers, subject_of


def drawn_code() -> str:
    """Twenty-four signs by chance: who has not held the paper cannot guess its address, and no log keeps it."""
    return secrets.token_urlsafe(18)


class IssuedDocumentQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "IssuedDocumentQuerySet":
        """What the person's offices may read, of the rows that the person sees."""
        alike: dict[tuple, list[str]] = {}
        for paper in papers.values():
            networks = tuple(user.network_ids_with(paper.readers))
            if networks:
                alike.setdefault((paper.origin, networks), []).append(paper.name)
        seen = Q(pk__in=[])
        for (origin, networks), kinds in alike.items():
            these = Q(kind__in=kinds, network_id__in=networks)
            if origin:
                these &= Q(origin_id__in=subject_of(origin).seen_by(user).order_by().values("pk"))
            seen |= these
        for paper in papers.values():
            if paper.issuer_reads:
                seen |= Q(kind=paper.name, issued_by=user, network_id__in=user.network_ids_with(paper.issuers))
        return self.filter(seen)

    def to_sign_by(self, user) -> "IssuedDocumentQuerySet":
        """What the village head has to sign, or has signed: a question of its own, for it shows him names."""
        mine = user.network_ids_with("documents.sign_document")
        return self.filter(network_id__in=mine, needs_head=True, withdrawn_at=None, replaced_by=None)

    def open_for(self, code: str) -> "IssuedDocumentQuerySet":
        """The one whose paper says this code: for everybody, and only for the page that names nobody."""
        return self.filter(code=code)

    def waiting(self) -> "IssuedDocumentQuerySet":
        return self.filter(needs_head=True, signed_on=None, withdrawn_at=None)

    def not_guarded(self) -> "IssuedDocumentQuerySet":
        """Those whose row is not guarded now: one question for each way of guarding, whatever papers share it."""
        hidden = Q(pk__in=[])
        ways: dict[Callable, list[str]] = {}
        for paper in papers.values():
            if paper.guarded:
                ways.setdefault(paper.guarded, []).append(paper.name)
        for guarded, kinds in ways.items():
            ids = set(self.filter(kind__in=kinds).order_by().values_list("origin_id", flat=True))
            hidden |= Q(kind__in=kinds, origin_id__in=guarded(ids) if ids else [])
        return self.exclude(hidden)

    def about(self, *rows) -> "IssuedDocumentQuerySet":
        """The papers of these rows."""
        found = Q(pk__in=[])
        for row in rows:
            kind = ContentType.objects.get_for_model(row)
            found |= Q(network_id=row.network_id, origin_type=kind, origin_id=row.pk)
        return self.filter(found)


@tracked()
class IssuedDocument(Scattered):
    """One issued paper: never rendered again and never changed.

    A corrected one is another document that says which it `replaces`; one that is withdrawn keeps its number. `code`
    stands in its QR code. The file is sealed; `sha256` is the digest of the PDF that people hold.
    """

    kind = models.CharField(max_length=40)
    series = models.CharField(max_length=10, blank=True)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(_("Nomor"), max_length=120, blank=True)
    called = SealedTextField(_("Dokumen"), max_length=200)
    addressee = SealedTextField(_("Kepada"), max_length=200, blank=True)
    origin_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+")
    origin_id = models.BigIntegerField(null=True)
    issued_on = models.DateField(_("Tanggal"))
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="Bytes of the PDF.")
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=100, blank=True, help_text="Sealed PDF; empty once the law has destroyed it.")
    choices = SealedTextField(blank=True, help_text="JSON: what was chosen on the form, of one that rests on rows.")
    rests_on = models.CharField(max_length=64, blank=True, help_text="Digest of those rows as they were told.")
    code = models.CharField(max_length=32, unique=True, default=drawn_code, editable=False)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = SealedTextField(_("Alasan"), max_length=200, blank=True)
    needs_head = models.BooleanField(_("Perlu tanda tangan kepala desa"), default=False)
    signed_on = models.DateField(_("Ditandatangani"), null=True)
    signed_noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "series", "year", "serial"],
                condition=Q(serial__isnull=False),
                name="one_document_a_number",
            ),
        ]
        indexes = [
            models.Index(fields=["network", "-issued_at", "-id"], name="document_newest"),
            models.Index(fields=["network", "origin_type", "origin_id"], name="document_of_origin"),
            models.Index(
                fields=["network"],
                condition=Q(needs_head=True, signed_on=None, withdrawn_at=None),
                name="document_to_sign",
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.called)

    @property
    def paper(self) -> Paper:
        return papers[self.kind]

    @property
    def is_guarded(self) -> bool:
        return self.paper.guards(self.origin_id)
