"""Issuing a paper once, serving it again, taking it back."""

import hashlib
import json
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wksbm.core.audit import recorded
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read
from wksbm.core.refusals import RefusedByRule
from wksbm.core.templatetags.portal_tags import longdate, moment
from wksbm.documents import numbering, sealed_files
from wksbm.documents.actions import serials, stationery
from wksbm.documents.actions.lapsing import digest_of
from wksbm.documents.models import IssuedDocument
from wksbm.documents.models.document import drawn_code
from wksbm.documents.papers import Paper, letterhead_of
from wksbm.documents.typesetting import TypesettingFailed, qr_code, typeset, typeset_apart

FOLDER = "documents"
OPENED_AGAIN_AFTER = timedelta(hours=1)


def issue(
    paper: Paper,
    network,
    *,
    by,
    row=None,
    replaces: IssuedDocument | None = None,
    head_signs: bool = False,
    apart: bool = False,
    **choices,
) -> IssuedDocument:
    """Make the paper and keep it: number, file and row in one transaction, or nothing of it.

    `row` is what it is about; `choices` go to the paper's own `content`. Raises RefusedByRule where the paper cannot
    be issued (yet), where the one that it replaces was withdrawn or replaced before, and where the typesetting fails.
    """
    head_signs = paper.signed_by_head == "must" or (head_signs and paper.signed_by_head == "may")
    head_signs = head_signs and not paper.guards(row.pk if row is not None else None)
    with recorded("documents.issue", by=by, kind=paper.name), sealed_files.taken_back_when_refused():
        if replaces is not None:
            replaces = _replaceable(replaces)
        content = paper.content(by, network, row, **choices)
        if replaces is None and paper.issuer_reads:
            replaces = _own_of_the_same(paper, network, by=by, called=content.called)
        today, now = network.today(), timezone.now()
        serial = serials.take(network, paper.series, year=today.year) if paper.series else None
        looks = stationery.of(network)
        letterhead = letterhead_of(network)
        number = ""
        if serial is not None:
            number = numbering.written(
                looks.pattern or letterhead.pattern,
                serial=serial,
                code=paper.series.code,
                on=today,
                marks=letterhead.marks,
            )
        code = drawn_code()
        data = _frame(paper.title, letterhead, looks, number=number, on=today, code=code)
        data["issued_line"] = _("Diterbitkan %(at)s oleh %(name)s") % {"at": moment(now), "name": by.display_name}
        data["content"] = content.data | {"head_signs": head_signs, "replaces": str(replaces) if replaces else ""}
        try:
            made = (typeset_apart if apart else typeset)(paper.template, data)
        except TypesettingFailed as failed:
            raise RefusedByRule(_("Dokumen ini belum bisa dibuat. Beri tahu operator desa.")) from failed
        file = f"{FOLDER}/{uuid4().hex}"
        sealed_files.write(file, made.pdf)
        return IssuedDocument.objects.create(
            network=network,
            kind=paper.name,
            series=paper.series.code if paper.series else "",
            year=today.year,
            serial=serial,
            number=number,
            called=content.called,
            addressee=content.addressee,
            origin_type=ContentType.objects.get_for_model(row) if row is not None else None,
            origin_id=row.pk if row is not None else None,
            issued_on=today,
            issued_at=now,
            issued_by=by,
            pages=made.pages,
            size=len(made.pdf),
            sha256=hashlib.sha256(made.pdf).hexdigest(),
            file=file,
            choices=json.dumps(choices, default=str) if paper.lapses else "",
            rests_on=digest_of(paper, content, network=network, row=row, user=by),
            code=code,
            replaces=replaces,
            needs_head=head_signs,
        )


def sample(network, *, pattern: str, by) -> bytes:
    """A letter that was never issued, with the network's head and paper: what `pattern` and logo look like."""
    looks, letterhead = stationery.of(network), letterhead_of(network)
    number = stationery.sample_number(network, pattern)
    data = _frame(_("Contoh surat"), letterhead, looks, number=number, on=network.today(), code="")
    data["issued_line"] = _("Contoh, bukan dokumen")
    data["content"] = {
        "subject": _("Contoh surat"),
        "text": _("Ini hanya contoh, supaya kop, ukuran kertas, dan nomor bisa dilihat sebelum dipakai."),
        "signers": [{"office": _("Sekretaris"), "name": by.display_name}],
    }
    return typeset("documents/sample.typ", data).pdf


def _frame(title, letterhead, looks, *, number: str, on, code: str) -> dict:
    address = address_of(code)
    return {
        "title": str(title),
        "paper": looks.paper_size,
        "number": number,
        "issued_on": longdate(on),
        "qr": qr_code(address),
        "address": address,
        "head": {
            "name": letterhead.name,
            "lines": letterhead.lines,
            "contact": letterhead.contact,
            "place": letterhead.place,
            "office": letterhead.head_office,
            "person": letterhead.head_name,
            "logo": bytes(looks.logo) if looks.logo else None,
        },
    }


def address_of(code: str) -> str:
    """Where anybody who holds the paper can compare it."""
    return settings.PORTAL_ADDRESS.rstrip("/") + reverse("documents:check", args=[code or "contoh"])


def _replaceable(document: IssuedDocument) -> IssuedDocument:
    stored = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if stored.withdrawn_at or hasattr(stored, "replaced_by"):
        raise RefusedByRule(_("Dokumen ini sudah dibatalkan atau sudah diganti."))
    return stored


def _own_of_the_same(paper: Paper, network, *, by, called: str) -> IssuedDocument | None:
    """The last one that this person has issued about the same: there is one report of a month, the newest."""
    own = IssuedDocument.objects.select_for_update(of=("self",)).of(network).filter(kind=paper.name, issued_by=by)
    standing = own.filter(withdrawn_at=None, replaced_by=None).order_by("-issued_at", "-pk")
    return next((one for one in standing if one.called == called), None)


def content_of(document: IssuedDocument) -> bytes:
    """The PDF as it was issued. Raises FileNotFoundError when it was destroyed, or no key opens it any more."""
    if not document.file:
        raise FileNotFoundError(document.pk)
    return sealed_files.read(document.file)


def note_opened(document: IssuedDocument, *, by) -> None:
    """Each opening of a paper that carries names leaves a read entry: once an hour, however often it is reloaded."""
    if not document.paper.carries_names:
        return
    # Of what the paper is about: only who sees that row learns from the log that it has papers.
    about = document.origin_type.model_class()(pk=document.origin_id) if document.origin_type else document
    subject = f"{document.paper.title} {document.number}".strip()[:80]
    lately = ReadEntry.objects.of(document.network).filter(
        reader=by,
        content_type=ContentType.objects.get_for_model(about),
        object_id=about.pk,
        subject=subject,
        read_at__gt=timezone.now() - OPENED_AGAIN_AFTER,
    )
    if not lately.exists():
        restricted = document.paper.reads_follow_row or document.is_guarded
        note_read(
            ReadEntry.Kind.PRINT, by=by, network=document.network, subject=subject, of=about, restricted=restricted
        )


def withdraw(document: IssuedDocument, *, by, why: str) -> IssuedDocument:
    """Take an issued paper back: it stays with its number and says so. A second time changes nothing."""
    with recorded("documents.withdraw", by=by):
        stored = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if stored.withdrawn_at is None:
            stored.withdrawn_at, stored.withdrawn_by, stored.withdrawn_why = timezone.now(), by, why
            stored.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        return stored


def note_signed(document: IssuedDocument, *, by, on) -> IssuedDocument:
    """The village head has signed the paper by hand on that day. Raises RefusedByRule for a day that cannot be."""
    with recorded("documents.note_signed", by=by):
        stored = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if not stored.issued_on <= on <= stored.network.today():
            raise RefusedByRule(_("Tanggalnya dari hari terbit sampai hari ini."), field="on")
        if not stored.needs_head or stored.withdrawn_at:
            raise RefusedByRule(_("Dokumen ini tidak menunggu tanda tangan."))
        stored.signed_on, stored.signed_noted_by = on, by
        stored.save(update_fields=["signed_on", "signed_noted_by"])
        return stored


def destroy_content(document: IssuedDocument, *, by) -> None:
    """At the end of retention, or on a granted request: the file and its words go, number and digest stay."""
    with recorded("documents.destroy_content", by=by):
        stored = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
        path = sealed_files.path_of(stored.file) if stored.file else None
        stored.file, stored.called, stored.addressee, stored.choices = "", str(stored.paper.title), "", ""
        stored.save(update_fields=["file", "called", "addressee", "choices"])
        IssuedDocument.pgh_event_model.objects.filter(pgh_obj_id=stored.pk).update(
            called=stored.called, addressee="", file="", choices=""
        )
        if path:
            transaction.on_commit(lambda: path.unlink(missing_ok=True))


def forget_orphans() -> int:
    """Remove files without a row, left when a transaction went back after they were written; returns how many."""
    files = sealed_files.old_enough(FOLDER)
    names = {f"{FOLDER}/{path.name}" for path in files}
    known = set(IssuedDocument.objects.filter(file__in=names).values_list("file", flat=True))
    orphans = [path for path in files if f"{FOLDER}/{path.name}" not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
