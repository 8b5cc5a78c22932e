"""What must hold of input on this floor."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PROOF_LIMIT_BYTES = 5 * 1024 * 1024
_BEGINNINGS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
_ENDINGS = {"pdf": b"%%EOF", "png": b"IEND\xaeB`\x82"}  # phones write more of their own behind a JPG


def kind_of_proof(file) -> str:
    """`pdf`, `jpg` or `png`, told by the content alone; empty for everything else, a cut-off file included."""
    file.seek(0)
    beginning = file.read(8)
    file.seek(max(0, file.size - 1024))
    ending = file.read(1024)
    file.seek(0)
    kind = next((kind for sign, kind in _BEGINNINGS.items() if beginning.startswith(sign)), "")
    return kind if _ENDINGS.get(kind, b"") in ending else ""


def refuse_unfit_proof(file) -> None:
    """A certificate is a PDF or a picture of at most 5 MB, whatever its name says."""
    if file.size > PROOF_LIMIT_BYTES:
        raise ValidationError(_("Berkas ini terlalu besar. Paling besar 5 MB."))
    if not kind_of_proof(file):
        raise ValidationError(_("Berkas ini bukan PDF atau foto JPG/PNG, atau rusak. Coba foto lagi."))
