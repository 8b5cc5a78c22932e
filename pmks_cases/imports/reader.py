"""Look at an uploaded file before anything opens it, then have it read in a process with limits.

What a file is, is decided by its first bytes; its name is never believed. A spreadsheet of today is a
zip archive: what it would unpack to is summed up from its directory first (a "zip bomb" of 1.7 MB took
1.3 GB). Whatever cannot be read ends in ``FileRefused`` with one sentence for the person.
"""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from pmks_cases.imports.sheets import CPU_SECONDS

MOST_FILE_BYTES = 32 * 1024 * 1024
MOST_UNPACKED_BYTES = 256 * 1024 * 1024
#: An honest sheet of text packs 10 to 30 times; beyond this, and beyond 20 MB unpacked, it is a trap.
MOST_PACKED_RATIO = 100
RATIO_COUNTS_FROM_BYTES = 20 * 1024 * 1024
MOST_ARCHIVE_ENTRIES = 5_000
WALL_SECONDS = CPU_SECONDS

SENTENCES = {
    "empty": _("Berkas ini kosong. Pilih berkas yang berisi daftar warga."),
    "picture": _("Berkas ini gambar, bukan tabel. Pilih berkas Excel, LibreOffice, atau CSV."),
    "pdf": _("Berkas ini PDF, bukan tabel. Pilih berkas Excel, LibreOffice, atau CSV."),
    "not_a_sheet": _("Berkas ini bukan tabel. Pilih berkas Excel (.xlsx, .xls), LibreOffice (.ods), atau CSV."),
    "web_page": _(
        "Berkas ini halaman web yang diberi nama Excel. Buka di Excel, simpan sebagai .xlsx, lalu kirim lagi."
    ),
    "password": _("Berkas ini dikunci kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu kirim lagi."),
    "bomb": _("Isi berkas ini terlalu besar bila dibuka, jadi tidak dibaca. Simpan ulang hanya daftar warganya."),
    "too_large": _("Berkas ini terlalu besar. Bagi menjadi beberapa berkas, misalnya satu per RT."),
    "too_slow": _("Berkas ini terlalu lama dibaca. Bagi menjadi beberapa berkas, misalnya satu per RT."),
    "too_many_rows": _("Berkas ini berisi lebih dari 50.000 baris. Bagi menjadi beberapa berkas."),
    "no_heading": _(
        "Judul kolom tidak ditemukan. Perlu ada kolom Nama dan salah satu dari NIK, No. KK, L/P, atau Tanggal lahir."
    ),
    "no_rows": _("Di bawah judul kolom tidak ada baris warga."),
    "broken": _("Berkas ini rusak atau tidak lengkap. Buka di Excel, simpan ulang sebagai .xlsx, lalu kirim lagi."),
}

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HERE = Path(__file__).resolve().parents[2]


class FileRefused(Exception):  # noqa: N818  it is an answer, not an error
    """The whole file cannot be read. ``str()`` is the sentence for the person, ``key`` names the reason."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return gettext(SENTENCES[self.key])


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as it was read: the fields of its columns in order, and its rows as JSON lines.

    ``sheet`` is empty for CSV. ``other_sheets`` would have been readable too but were not read.
    """

    sheet: str
    other_sheets: tuple[str, ...]
    columns: tuple[str, ...]
    not_stored: tuple[str, ...]
    unknown: tuple[str, ...]
    row_count: int
    lines: bytes

    def rows(self) -> Iterator[tuple[int, list[object]]]:
        """Row number as the spreadsheet program shows it, and the raw cells in the order of ``columns``."""
        for line in io.BytesIO(self.lines):
            number, *cells = json.loads(line)
            yield number, cells


def read_sheet(source: str | os.PathLike | bytes) -> RawSheet:
    """Read the sheet with residents in it, from a path or from the content itself. Raises FileRefused."""
    content = _content(source)
    kind = kind_of(content)
    first, _newline, rest = _read_in_child(content, kind).partition(b"\n")
    found = _reply(first)
    body, _newline, last = rest.rstrip(b"\n").rpartition(b"\n")
    # The last line says that the reading came to its end; without it the process was cut off.
    end = _reply(last)
    if "end" not in end:
        raise FileRefused("broken")
    if not end["end"]:
        raise FileRefused("no_rows")
    return RawSheet(
        sheet=found["sheet"],
        other_sheets=tuple(found["other_sheets"]),
        columns=tuple(found["columns"]),
        not_stored=tuple(found["not_stored"]),
        unknown=tuple(found["unknown"]),
        row_count=end["end"],
        lines=body,
    )


def _reply(line: bytes) -> dict:
    try:
        reply = json.loads(line)
    except ValueError:
        reply = None
    if not isinstance(reply, dict):
        raise FileRefused("broken")
    if "refused" in reply:
        raise FileRefused(reply["refused"])
    return reply


def _content(source: str | os.PathLike | bytes) -> bytes:
    size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
    if size > MOST_FILE_BYTES:
        raise FileRefused("too_large")
    return source if isinstance(source, bytes) else Path(source).read_bytes()


def _read_in_child(content: bytes, kind: str) -> bytes:
    # A subprocess and not multiprocessing: Celery's workers are daemons and may have no children of that
    # kind. It gets none of our environment (keys, database address), and nothing of what it says on stderr
    # is kept: messages of readers quote cells.
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and module, no word of the user's
            [sys.executable, "-X", "utf8", "-m", "pmks_cases.imports.sheets", kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HERE,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileRefused("too_slow") from None
    if done.returncode:
        raise FileRefused(_CAUSES.get(-done.returncode, "broken"))
    return done.stdout


#: How the child dies at its limits: Rust aborts without memory, the kernel kills, processor time runs out.
_CAUSES = {6: "too_large", 9: "too_large", 24: "too_slow"}


def kind_of(content: bytes) -> str:
    """`archive`, `ole` or `text`, by the first bytes and the directory; nothing is unpacked. Raises FileRefused."""
    start = content[:8192]
    said = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not said.strip(b"\x00 ,;\t\r\n"):
        raise FileRefused("empty")
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _check_archive(content)
        return "archive"
    if start.startswith(_OLE):
        _check_ole(content)
        return "ole"
    if start.startswith(b"%PDF"):
        raise FileRefused("pdf")
    if start.startswith(_PICTURES) or (start.startswith(b"RIFF") and start[8:12] == b"WEBP") or start[4:8] == b"ftyp":
        raise FileRefused("picture")
    if said.startswith(b"<"):
        raise FileRefused("web_page")
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused("not_a_sheet")
    return "text"


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            locked = _is_locked(archive, entries)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, struct.error):
        raise FileRefused("broken") from None
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MOST_ARCHIVE_ENTRIES
        or unpacked > MOST_UNPACKED_BYTES
        or (unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > MOST_PACKED_RATIO * len(content))
    ):
        raise FileRefused("bomb")
    if locked:
        raise FileRefused("password")
    names = {entry.filename.casefold() for entry in entries}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise FileRefused("not_a_sheet")


def _is_locked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    if any(entry.flag_bits & 1 for entry in entries):
        return True
    # LibreOffice encrypts the parts and says so in the list of them (OpenDocument 1.3, part 2, 4.8.2).
    for entry in entries:
        if entry.filename == "META-INF/manifest.xml":
            with archive.open(entry) as manifest:
                return b"encryption-data" in manifest.read(1_000_000)
    return False


def _check_ole(content: bytes) -> None:
    # Excel puts a password-protected .xlsx into the old container, under this name (MS-OFFCRYPTO 2.3.4.5).
    if "EncryptedPackage".encode("utf-16-le") in content or _is_locked_xls(content):
        raise FileRefused("password")
    if not any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise FileRefused("not_a_sheet")


def _is_locked_xls(content: bytes) -> bool:
    # MS-XLS 2.1.7.20.3: the globals begin with BOF, then perhaps WriteProtect, then FilePass when encrypted.
    at = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    for _record in range(3):
        if at < 0 or at + 4 > len(content):
            return False
        kind, length = struct.unpack_from("<HH", content, at)
        if kind == 0x2F:
            return True
        at += 4 + length
    return False
