"""The field of a need, guessed from the words in which people tell it: a first guess, who opens the case decides."""

import re

from pmks_cases.danger_words import speaks_of_danger
from pmks_cases.models.case import NeedKind

WORDS = {
    NeedKind.PAPERS: (
        *("ktp", "kk", "akta", "akte", "bpjs", "kis", "sktm", "pkh", "bpnt", "dtks", "dtsen", "kip", "surat", "berkas"),
        *("jaminan", "pengantar", "kartu", "domisili", "identitas"),
    ),
    NeedKind.SCHOOL: (
        *("sekolah", "spp", "seragam", "putus sekolah", "kuliah", "buku", "pelajaran", "ijazah", "paud", "kursus"),
        *("beasiswa", "les"),
    ),
    NeedKind.HEALTH: (
        *("kursi roda", "berobat", "obat", "puskesmas", "rumah sakit", "sakit", "kacamata", "alat bantu", "operasi"),
        *("gizi", "stunting", "hamil", "imunisasi", "tongkat", "kontrol", "posyandu", "dokter", "periksa"),
        *("diperiksa", "pemeriksaan", "batuk", "demam", "paru"),
    ),
    NeedKind.HOUSING: (
        *("atap", "bocor", "rumah roboh", "rumah rusak", "lantai", "jamban", "wc", "kontrakan", "tempat tinggal"),
        *("dinding", "genteng", "rutilahu", "rtlh", "listrik", "air bersih", "digusur"),
        *("kasur", "tikar"),
    ),
    NeedKind.FOOD: ("beras", "sembako", "makan", "makanan", "lauk", "susu", "lapar", "pangan"),
    NeedKind.CLOTHING: ("pakaian", "baju", "selimut", "sandang", "popok", "sepatu"),
    NeedKind.WORK: ("kerja", "pekerjaan", "lowongan", "phk", "menganggur", "lamaran"),
    NeedKind.INCOME: (
        *("modal", "usaha", "warung", "utang", "hutang", "penghasilan", "uang", "cicilan", "dagangan", "gerobak"),
        *("jualan", "berjualan", "berdagang"),
    ),
    NeedKind.CARE: ("sendirian", "merawat", "perawatan", "dirawat", "teman", "kesepian", "pikun", "ditinggal", "asuh"),
}
"""In the order in which they are tried: `seragam sekolah` is school before it is clothing."""

_PATTERNS = {kind: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?:nya)?\b") for kind, words in WORDS.items()}


def guessed_kind(need: str) -> str:
    """The field that these words speak of, or "" where they do not say. Danger comes before everything else."""
    if speaks_of_danger(need):
        return NeedKind.PROTECTION
    text = need.casefold()
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(text)), "")
