"""Words into PDF, by typst. What people wrote goes in as data and never as markup: `#`, `$`, `*`, `@` and a backslash
in a name are printed as they are.

A long table is set in a process of its own: ``python -m wksbm.documents.typesetting`` reads what to set from standard
input, so that no name stands in a list of processes, and writes the PDF to standard output.
"""

import json
import re
import resource
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
import typst

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
TYPEFACE = ROOT / "node_modules" / "source-sans" / "TTF"
MEMORY_BYTES = 1536 * 1024 * 1024
"""Of the process of its own; ten thousand rows of six cells, in pieces of forty, take 1 GB."""
SECONDS = 120
PIECE = 40
"""Rows of one table; a longer one is set in pieces, or typst takes more memory than a small server has."""

_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)")


class TypesettingFailed(Exception):  # noqa: N818  the only answer that a broken template or too long a table gives
    """The PDF cannot be made. The message names the template, never what stands in the paper."""


@dataclass(frozen=True)
class Typeset:
    """A PDF and how many pages it has."""

    pdf: bytes
    pages: int


def typeset(template: str, data: dict) -> Typeset:
    """Set `templates/<template>` with `data` (what JSON can say, and bytes of pictures). Raises TypesettingFailed."""
    return _counted(_compile(template, _as_json(data)), template)


def typeset_apart(template: str, data: dict) -> Typeset:
    """The same in a process with limits: a table that is too long ends that one, not the worker."""
    told = json.dumps({"template": template, "data": _as_json(data)}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "wksbm.documents.typesetting"],
            input=told,
            capture_output=True,
            cwd=ROOT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TypesettingFailed(template) from None
    if done.returncode:
        raise TypesettingFailed(template)
    return _counted(done.stdout, template)


def in_pieces(rows: list) -> list[list]:
    """Rows of a long table in the pieces that its template sets one after the other."""
    return [rows[start : start + PIECE] for start in range(0, len(rows), PIECE)]


def qr_code(address: str) -> str:
    """A QR code as SVG."""
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False)
    return picture.getvalue().decode()


def _as_json(data: dict) -> str:
    return json.dumps(data, ensure_ascii=False, default=_plain)


def _plain(value):
    # JSON knows no bytes; typst makes bytes of a list of numbers. What gettext puts off is told now.
    return list(value) if isinstance(value, bytes | memoryview) else str(value)


@cache
def _fonts() -> typst.Fonts:
    """The one typeface, whatever else the machine has: a paper looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[TYPEFACE])


def _compile(template: str, data: str, *, tags: bool = True) -> bytes:
    """`tags` tell a screen reader what is a heading and what a table; a long table is ten times as large by them."""
    try:
        return typst.compile(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            format="pdf",
            pdf_tags=tags,
        )
    except RuntimeError as error:  # typst's own, and a template that is missing
        # Its message may quote what stands in the paper.
        raise TypesettingFailed(f"{template}: {type(error).__name__}") from None


def _counted(pdf: bytes, template: str) -> Typeset:
    found = _PAGES.search(pdf)
    if not pdf.startswith(b"%PDF") or not found:
        raise TypesettingFailed(template)
    return Typeset(pdf, int(found[1]))


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    asked = json.load(sys.stdin.buffer)
    try:
        pdf = _compile(asked["template"], asked["data"], tags=False)
    except (TypesettingFailed, MemoryError):
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
