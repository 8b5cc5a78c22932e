"""Paper, logo and pattern of a network's letters."""

import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.documents import numbering
from wksbm.documents.models import Stationery
from wksbm.documents.papers import letterhead_of

LOGO_SIDE = 400
MOST_PIXELS = 25_000_000


def of(network) -> Stationery:
    """What the network has chosen; the usual, not saved, for one that has not chosen anything."""
    return Stationery.objects.of(network).first() or Stationery(network=network)


def change(network, *, by, paper_size: str, pattern: str) -> Stationery:
    """Another paper or pattern, for what is issued from now on. Raises RefusedByRule for a pattern that cannot be."""
    letterhead = letterhead_of(network)
    pattern = numbering.checked(pattern or letterhead.pattern, letterhead.marks)
    with recorded("stationery.change", by=by):
        values = {"paper_size": paper_size, "pattern": "" if pattern == letterhead.pattern else pattern}
        return Stationery.objects.update_or_create(network=network, defaults=values)[0]


def sample_number(network, pattern: str, *, code: str = "UND", serial: int = 7) -> str:
    """How a number by this pattern looks today. Raises RefusedByRule for a pattern that cannot be."""
    letterhead = letterhead_of(network)
    pattern = numbering.checked(pattern or letterhead.pattern, letterhead.marks)
    return numbering.written(pattern, serial=serial, code=code, on=network.today(), marks=letterhead.marks)


def set_logo(network, *, by, upload) -> Stationery:
    """The picture on top of the letters, made small and freed of hidden data. Raises RefusedByRule for what is none."""
    made = small_logo(upload) if upload is not None else None
    with recorded("stationery.set_logo", by=by):
        return Stationery.objects.update_or_create(network=network, defaults={"logo": made})[0]


def small_logo(upload) -> bytes:
    """A PNG of at most 400 pixels a side, of a PNG or JPEG."""
    refused = RefusedByRule(_("Berkas ini tidak terbaca sebagai gambar PNG atau JPEG."), field="logo")
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # measured in the next line
            with Image.open(upload, formats=("JPEG", "PNG")) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise RefusedByRule(_("Gambar ini terlalu besar ukurannya. Kecilkan dahulu."), field="logo")
                upright = ImageOps.exif_transpose(image).convert("RGBA")
    except RefusedByRule:
        raise
    except Exception as error:  # a broken file fails in each decoder in a way of its own
        raise refused from error
    upright.thumbnail((LOGO_SIDE, LOGO_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGBA", upright.size)  # takes over the dots and nothing else
    clean.paste(upright)
    kept = BytesIO()
    clean.save(kept, "PNG", optimize=True)
    return kept.getvalue()
