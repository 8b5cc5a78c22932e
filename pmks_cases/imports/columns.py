"""Which heading of a sheet means what: OpenSID's 43 columns, our own template, home-made lists.

OpenSID's names come from ``Impor_model::$daftar_kolom`` plus ``lat`` and ``lng``. Headings are compared
by letters and digits only, in any order and case. Only the columns in ``STORED`` are ever kept; the
rest is dropped in the reading process and only named in the preview.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


def _(text: str) -> str:
    """Mark for makemessages; ``rows.label`` translates. Django's own mark needs settings, which the child lacks."""
    return text


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is stored: the resident's field, OpenSID's heading, ours, and other headings met."""

    field: str
    opensid: str
    label: str
    aliases: tuple[str, ...] = ()
    personal: bool = False


STORED = (
    Column(
        "name",
        "nama",
        _("Nama"),
        ("nama lengkap", "nama penduduk", "nama warga", "nama anggota keluarga"),
        personal=True,
    ),
    Column(
        "nik",
        "nik",
        _("NIK"),
        ("no nik", "nomor nik", "no induk kependudukan", "nomor induk kependudukan", "no ktp", "nomor ktp"),
        personal=True,
    ),
    Column(
        "kk_number",
        "no_kk",
        _("No. KK"),
        ("kk", "nkk", "nomor kk", "no kartu keluarga", "nomor kartu keluarga", "no kk kepala keluarga"),
        personal=True,
    ),
    Column(
        "sex",
        "sex",
        _("L/P"),
        ("jenis kelamin", "jns kelamin", "jenkel", "jk", "kelamin", "lp", "gender", "l p"),
    ),
    Column(
        "birth_place",
        "tempatlahir",
        _("Tempat lahir"),
        ("tempat lahir", "tmp lahir", "tmpt lahir", "kota lahir", "tpt lahir"),
        personal=True,
    ),
    Column(
        "birth_on",
        "tanggallahir",
        _("Tanggal lahir"),
        ("tanggal lahir", "tgl lahir", "tgllhr", "tgl lhr", "lahir", "tanggal kelahiran"),
        personal=True,
    ),
    Column(
        "address",
        "alamat",
        _("Alamat"),
        ("alamat ktp", "alamat kk", "alamat rumah", "alamat lengkap", "alamat sesuai ktp", "jalan"),
        personal=True,
    ),
    Column("hamlet", "dusun", _("Dusun"), ("dukuh", "lingkungan", "kampung", "nama dusun")),
    Column("rt", "rt", _("RT"), ("no rt", "nomor rt", "rukun tetangga")),
    Column("rw", "rw", _("RW"), ("no rw", "nomor rw", "rukun warga")),
    Column(
        "present_address",
        "alamat_sekarang",
        _("Alamat sekarang"),
        ("alamat domisili", "domisili", "alamat tinggal", "alamat tempat tinggal"),
        personal=True,
    ),
    Column(
        "kk_level",
        "kk_level",
        _("Hubungan dalam keluarga"),
        (
            "shdk",
            "hubungan",
            "hubungan keluarga",
            "hub keluarga",
            "hub dalam keluarga",
            "status hubungan dalam keluarga",
            "status hub keluarga",
            "status dalam keluarga",
            "status keluarga",
        ),
    ),
    Column(
        "education",
        "pendidikan_kk_id",
        _("Pendidikan"),
        ("pendidikan kk", "pendidikan dalam kk", "pendidikan terakhir", "pddk akhir", "pendidikan akhir"),
    ),
    Column("occupation", "pekerjaan_id", _("Pekerjaan"), ("jenis pekerjaan", "jns pekerjaan", "profesi")),
    Column(
        "marital_status",
        "status_kawin",
        _("Status kawin"),
        ("status perkawinan", "status pernikahan", "kawin", "perkawinan", "stat kawin"),
    ),
    Column(
        "status",
        "status_dasar",
        _("Keadaan"),
        ("status dasar", "keadaan (hidup/meninggal/pindah)", "keterangan hidup", "hidup/meninggal"),
    ),
    Column(
        "disability",
        "cacat_id",
        _("Disabilitas"),
        ("cacat", "jenis cacat", "jenis disabilitas", "penyandang disabilitas"),
        personal=True,
    ),
    Column(
        "insurance",
        "id_asuransi",
        _("Jaminan kesehatan"),
        ("asuransi", "asuransi kesehatan", "bpjs", "jenis asuransi", "jkn", "jaminan"),
    ),
)

#: Read and split into two stored columns: "003/004" and "Kudus, 10-03-1996".
COMBINED = {
    "rt_rw": ("rt", "rw"),
    "birth_place_on": ("birth_place", "birth_on"),
}
_COMBINED_ALIASES = {
    "rt_rw": ("rt/rw", "rt rw", "rt dan rw"),
    "birth_place_on": (
        "ttl",
        "tempat/tanggal lahir",
        "tempat tanggal lahir",
        "tempat, tgl lahir",
        "tempat dan tanggal lahir",
        "tempat tgl lahir",
        "tmp tgl lahir",
    ),
}

#: OpenSID's other columns and what home-made lists add: read over, never kept.
NOT_STORED = {
    "agama_id": _("Agama"),
    "pendidikan_sedang_id": _("Pendidikan yang sedang ditempuh"),
    "warganegara_id": _("Kewarganegaraan"),
    "ayah_nik": _("NIK ayah"),
    "nama_ayah": _("Nama ayah"),
    "ibu_nik": _("NIK ibu"),
    "nama_ibu": _("Nama ibu"),
    "golongan_darah_id": _("Golongan darah"),
    "akta_lahir": _("Nomor akta lahir"),
    "dokumen_pasport": _("Nomor paspor"),
    "tanggal_akhir_paspor": _("Masa berlaku paspor"),
    "dokumen_kitas": _("Nomor KITAS"),
    "akta_perkawinan": _("Nomor akta perkawinan"),
    "tanggalperkawinan": _("Tanggal perkawinan"),
    "akta_perceraian": _("Nomor akta perceraian"),
    "tanggalperceraian": _("Tanggal perceraian"),
    "cara_kb_id": _("Cara KB"),
    "hamil": _("Keadaan hamil"),
    "ktp_el": _("Kepemilikan KTP elektronik"),
    "status_rekam": _("Status perekaman KTP"),
    "suku": _("Suku"),
    "tag_id_card": _("Nomor kartu tag"),
    "no_asuransi": _("Nomor asuransi"),
    "lat": _("Garis lintang rumah"),
    "lng": _("Garis bujur rumah"),
    "umur": _("Umur"),
    "telepon": _("Nomor telepon"),
    "email": _("E-mail"),
}
_NOT_STORED_ALIASES = {
    "agama_id": ("agama",),
    "pendidikan_sedang_id": ("pendidikan sedang", "pendidikan sedang ditempuh"),
    "warganegara_id": ("warganegara", "warga negara", "kewarganegaraan", "wni"),
    "ayah_nik": ("nik ayah",),
    "nama_ayah": ("ayah", "nama bapak", "nama ayah kandung"),
    "ibu_nik": ("nik ibu",),
    "nama_ibu": ("ibu", "nama ibu kandung"),
    "golongan_darah_id": ("golongan darah", "gol darah", "goldar", "gol"),
    "akta_lahir": ("akta kelahiran", "no akta lahir", "nomor akta lahir", "akte lahir", "no akta kelahiran"),
    "dokumen_pasport": ("paspor", "no paspor", "nomor paspor", "pasport"),
    "dokumen_kitas": ("kitas", "no kitas", "kitap"),
    "akta_perkawinan": ("no akta nikah", "akta nikah", "no akta perkawinan", "buku nikah"),
    "tanggalperkawinan": ("tanggal nikah", "tgl nikah", "tgl kawin"),
    "akta_perceraian": ("akta cerai", "no akta cerai"),
    "tanggalperceraian": ("tanggal cerai", "tgl cerai"),
    "cara_kb_id": ("kb", "cara kb", "akseptor kb"),
    "ktp_el": ("e-ktp", "ktp elektronik"),
    "suku": ("etnis", "suku bangsa"),
    "no_asuransi": ("nomor asuransi", "no bpjs", "nomor bpjs", "no kartu bpjs", "no jkn"),
    "lat": ("latitude", "lintang"),
    "lng": ("longitude", "bujur", "long"),
    "umur": ("usia",),
    "telepon": (
        "hp",
        "no hp",
        "nomor hp",
        "no telp",
        "no telepon",
        "telp",
        "wa",
        "no wa",
        "whatsapp",
        "nomor telepon",
    ),
    "email": ("e mail", "surel"),
}

# Running numbers, and what our own file of refused rows adds: nothing to say about them.
_PASSED_OVER = ("no", "nomor", "no urut", "nomor urut", "nourut", "#", "baris", "mengapa ditolak")

BY_FIELD = {column.field: column for column in STORED}

#: A heading needs the name and one of these, or two people of one name could not be told apart.
_TELL_APART = ("nik", "kk_number", "birth_on", "birth_place_on", "sex")

#: A heading stands within the first rows; below them only people stand.
HEADING_WITHIN_ROWS = 40


def heading_key(cell: object) -> str:
    """A heading by its letters and digits: ``"No. KK *"`` and ``no_kk`` are both ``nokk``."""
    text = re.sub(r"\([^)]*\)", " ", str(cell)).casefold()
    return re.sub(r"[^a-z0-9]", "", text) or re.sub(r"[^a-z0-9]", "", str(cell).casefold())


def _all_headings() -> dict[str, str]:
    keys: dict[str, str] = {}
    for column in STORED:
        for heading in (column.opensid, column.label, *column.aliases):
            keys.setdefault(heading_key(heading), column.field)
    for name, aliases in (_COMBINED_ALIASES | _NOT_STORED_ALIASES).items():
        for heading in (name, *aliases):
            keys.setdefault(heading_key(heading), name)
    for name in NOT_STORED:
        keys.setdefault(heading_key(name), name)
    for heading in _PASSED_OVER:
        keys.setdefault(heading_key(heading), "")
    return keys


_HEADINGS = _all_headings()


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading: where it stands and which cell of a row belongs to which field."""

    row: int
    cells: dict[str, int]
    not_stored: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        return "name" in self.cells and any(field in self.cells for field in _TELL_APART)


def find_heading(rows: Iterable[Sequence[object]]) -> Heading | None:
    """The row among the first ones that names the most stored columns, if it names enough of them."""
    rows = list(rows)[:HEADING_WITHIN_ROWS]
    best = None
    for number, row in enumerate(rows):
        if not any(_HEADINGS.get(heading_key(cell)) for cell in row):
            continue
        below = rows[number + 1] if number + 1 < len(rows) else ()
        found = _recognise(number, row, below if is_heading(below) else ())
        if found.is_enough and (best is None or len(found.cells) > len(best.cells)):
            best = found
    return best


def is_heading(row: Sequence[object]) -> bool:
    """Whether a row is (once more) a heading: half of what it says, and at least two cells, name columns."""
    said = [heading_key(cell) for cell in row if str(cell).strip()]
    known = sum(_HEADINGS.get(key, "") != "" for key in said)
    return known >= 2 and known * 2 >= len(said)


def is_heading_word(cell: object) -> bool:
    return heading_key(cell) in _HEADINGS


def is_column_numbers(row: Sequence[object]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 … or (1), (2), (3) …"""
    said = [str(cell).strip().removesuffix(".0").strip("()") for cell in row if str(cell).strip()]
    numbers = [int(text) for text in said if text.isascii() and text.isdigit() and len(text) < 4]
    return (
        len(numbers) == len(said) > 2
        and numbers[0] in (0, 1)
        and all(later == number + 1 for number, later in pairwise(numbers))
    )


def _recognise(number: int, row: Sequence[object], below: Sequence[object]) -> Heading:
    # Where a merged heading ("Alamat") has its parts ("RT", "RW") in the row below, the parts count.
    cells: dict[str, int] = {}
    not_stored: list[str] = []
    unknown: list[str] = []
    for index in range(max(len(row), len(below))):
        upper = row[index] if index < len(row) else ""
        lower = below[index] if index < len(below) else ""
        name = _HEADINGS.get(heading_key(lower)) or _HEADINGS.get(heading_key(upper))
        if name is None:
            text = " ".join(str(upper).split())[:40]
            if text and _HEADINGS.get(heading_key(upper)) is None:
                unknown.append(text)
        elif name in NOT_STORED:
            not_stored.append(name)
        elif name and name not in cells:
            cells[name] = index
        elif name:
            unknown.append(" ".join(str(upper).split())[:40])
    for combined, parts in COMBINED.items():
        if combined in cells and all(part in cells for part in parts):
            del cells[combined]
    return Heading(number, cells, tuple(dict.fromkeys(not_stored)), tuple(dict.fromkeys(unknown)))


def stored_fields(cells: Iterable[str]) -> list[str]:
    """The fields that a heading gives, with combined columns taken apart, in the order of ``STORED``."""
    given = {part for cell in cells for part in COMBINED.get(cell, (cell,))}
    return [column.field for column in STORED if column.field in given]
