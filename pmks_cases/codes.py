"""Code lists of residents, with the ids that OpenSID and its import files use.

The ids are OpenSID's (``Data_awal_seeder.php`` and ``app/Enums``, v2410): villages exchange files
with them, so a list may get a new label but never another id. Labels are sentence case. ``read``
understands what stands in a cell: the id as number or text, the word in any case and spacing, and
the short forms that OpenSID, Dukcapil and home-made files use.

Nothing here needs the app registry, so the spreadsheet reader and plain scripts can import it.
"""

import re
import unicodedata
from enum import Enum
from typing import TypeVar

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class Sex(IntegerChoices):
    MALE = 1, _("Laki-laki")
    FEMALE = 2, _("Perempuan")


class KkLevel(IntegerChoices):
    """Place in the family card (SHDK, status hubungan dalam keluarga)."""

    HEAD = 1, _("Kepala keluarga")
    HUSBAND = 2, _("Suami")
    WIFE = 3, _("Istri")
    CHILD = 4, _("Anak")
    CHILD_IN_LAW = 5, _("Menantu")
    GRANDCHILD = 6, _("Cucu")
    PARENT = 7, _("Orang tua")
    PARENT_IN_LAW = 8, _("Mertua")
    RELATIVE = 9, _("Famili lain")
    DOMESTIC_WORKER = 10, _("Pembantu")
    OTHER = 11, _("Lainnya")


class MaritalStatus(IntegerChoices):
    UNMARRIED = 1, _("Belum kawin")
    MARRIED = 2, _("Kawin")
    DIVORCED = 3, _("Cerai hidup")
    WIDOWED = 4, _("Cerai mati")


class Education(IntegerChoices):
    """Highest schooling on the family card (pendidikan dalam KK).

    9 and 10 follow OpenSID's seeder; its Enum file labels both "Diploma IV/Strata I" by mistake.
    """

    NONE = 1, _("Tidak/belum sekolah")
    SOME_PRIMARY = 2, _("Belum tamat SD/sederajat")
    PRIMARY = 3, _("Tamat SD/sederajat")
    LOWER_SECONDARY = 4, _("SLTP/sederajat")
    UPPER_SECONDARY = 5, _("SLTA/sederajat")
    DIPLOMA_1_2 = 6, _("Diploma I/II")
    DIPLOMA_3 = 7, _("Akademi/Diploma III/S. Muda")
    BACHELOR = 8, _("Diploma IV/Strata I")
    MASTER = 9, _("Strata II")
    DOCTOR = 10, _("Strata III")


class BasicStatus(IntegerChoices):
    """Whether a person still lives here (status dasar). 5, 7 and 8 do not exist in OpenSID."""

    ALIVE = 1, _("Hidup")
    DEAD = 2, _("Meninggal")
    MOVED = 3, _("Pindah")
    MISSING = 4, _("Hilang")
    GONE = 6, _("Pergi")
    INVALID = 9, _("Tidak valid")


class Insurance(IntegerChoices):
    """Health insurance (jaminan kesehatan)."""

    NONE = 1, _("Tidak/belum punya")
    BPJS_PBI = 2, _("BPJS PBI")
    BPJS_NON_PBI = 3, _("BPJS Non PBI")
    OTHER = 99, _("Lainnya")


class Disability(TextChoices):
    """Kind of disability in the words of UU 8/2016; OpenSID's "cacat" ids are read, never written."""

    PHYSICAL = "fisik", _("Fisik")
    VISUAL = "netra", _("Netra")
    HEARING = "rungu", _("Rungu")
    SPEECH = "wicara", _("Wicara")
    INTELLECTUAL = "intelektual", _("Intelektual")
    MENTAL = "mental", _("Mental")
    MULTIPLE = "ganda", _("Ganda")
    OTHER = "lainnya", _("Lainnya")
    NONE = "tidak_ada", _("Tidak ada")


class Occupation(IntegerChoices):
    """The 89 occupations of the family card."""

    NOT_WORKING = 1, _("Belum/tidak bekerja")
    HOMEMAKER = 2, _("Mengurus rumah tangga")
    STUDENT = 3, _("Pelajar/mahasiswa")
    RETIRED = 4, _("Pensiunan")
    CIVIL_SERVANT = 5, _("PNS")
    SOLDIER = 6, _("TNI")
    POLICE = 7, _("Polri")
    COMMERCE = 8, _("Perdagangan")
    FARMER = 9, _("Petani/pekebun")
    LIVESTOCK_FARMER = 10, _("Peternak")
    FISHER = 11, _("Nelayan/perikanan")
    INDUSTRY = 12, _("Industri")
    CONSTRUCTION = 13, _("Konstruksi")
    TRANSPORT = 14, _("Transportasi")
    PRIVATE_EMPLOYEE = 15, _("Karyawan swasta")
    STATE_COMPANY_EMPLOYEE = 16, _("Karyawan BUMN")
    REGIONAL_COMPANY_EMPLOYEE = 17, _("Karyawan BUMD")
    HONORARY_EMPLOYEE = 18, _("Karyawan honorer")
    DAY_LABOURER = 19, _("Buruh harian lepas")
    FARM_LABOURER = 20, _("Buruh tani/perkebunan")
    FISHERY_LABOURER = 21, _("Buruh nelayan/perikanan")
    LIVESTOCK_LABOURER = 22, _("Buruh peternakan")
    DOMESTIC_WORKER = 23, _("Pembantu rumah tangga")
    BARBER = 24, _("Tukang cukur")
    ELECTRICIAN = 25, _("Tukang listrik")
    MASON = 26, _("Tukang batu")
    CARPENTER = 27, _("Tukang kayu")
    COBBLER = 28, _("Tukang sol sepatu")
    WELDER = 29, _("Tukang las/pandai besi")
    TAILOR = 30, _("Tukang jahit")
    DENTAL_TECHNICIAN = 31, _("Tukang gigi")
    MAKEUP_ARTIST = 32, _("Penata rias")
    DRESSER = 33, _("Penata busana")
    HAIRDRESSER = 34, _("Penata rambut")
    MECHANIC = 35, _("Mekanik")
    ARTIST = 36, _("Seniman")
    HEALER = 37, _("Tabib")
    TRADITIONAL_MIDWIFE = 38, _("Paraji")
    FASHION_DESIGNER = 39, _("Perancang busana")
    TRANSLATOR = 40, _("Penterjemah")
    IMAM = 41, _("Imam masjid")
    PASTOR = 42, _("Pendeta")
    PRIEST = 43, _("Pastor")
    JOURNALIST = 44, _("Wartawan")
    ISLAMIC_TEACHER = 45, _("Ustadz/mubaligh")
    COOK = 46, _("Juru masak")
    EVENT_PROMOTER = 47, _("Promotor acara")
    DPR_MEMBER = 48, _("Anggota DPR-RI")
    DPD_MEMBER = 49, _("Anggota DPD")
    BPK_MEMBER = 50, _("Anggota BPK")
    PRESIDENT = 51, _("Presiden")
    VICE_PRESIDENT = 52, _("Wakil presiden")
    CONSTITUTIONAL_JUDGE = 53, _("Anggota MK")
    MINISTER = 54, _("Anggota kabinet kementerian")
    AMBASSADOR = 55, _("Duta besar")
    GOVERNOR = 56, _("Gubernur")
    VICE_GOVERNOR = 57, _("Wakil gubernur")
    REGENT = 58, _("Bupati")
    VICE_REGENT = 59, _("Wakil bupati")
    MAYOR = 60, _("Walikota")
    VICE_MAYOR = 61, _("Wakil walikota")
    PROVINCIAL_COUNCILLOR = 62, _("Anggota DPRD provinsi")
    REGENCY_COUNCILLOR = 63, _("Anggota DPRD kab/kota")
    LECTURER = 64, _("Dosen")
    TEACHER = 65, _("Guru")
    PILOT = 66, _("Pilot")
    LAWYER = 67, _("Pengacara")
    NOTARY = 68, _("Notaris")
    ARCHITECT = 69, _("Arsitek")
    ACCOUNTANT = 70, _("Akuntan")
    CONSULTANT = 71, _("Konsultan")
    DOCTOR = 72, _("Dokter")
    MIDWIFE = 73, _("Bidan")
    NURSE = 74, _("Perawat")
    PHARMACIST = 75, _("Apoteker")
    PSYCHOLOGIST = 76, _("Psikiater/psikolog")
    TV_PRESENTER = 77, _("Penyiar televisi")
    RADIO_PRESENTER = 78, _("Penyiar radio")
    SAILOR = 79, _("Pelaut")
    RESEARCHER = 80, _("Peneliti")
    DRIVER = 81, _("Sopir")
    BROKER = 82, _("Pialang")
    PSYCHIC = 83, _("Paranormal")
    TRADER = 84, _("Pedagang")
    VILLAGE_OFFICIAL = 85, _("Perangkat desa")
    VILLAGE_HEAD = 86, _("Kepala desa")
    NUN = 87, _("Biarawati")
    ENTREPRENEUR = 88, _("Wiraswasta")
    OTHER = 89, _("Lainnya")


#: What people in an RW mostly do, for the top of a list of 89; the rest follows by id.
COMMON_OCCUPATIONS = tuple(
    Occupation(number)
    for number in (
        1,
        2,
        3,
        15,
        19,
        88,
        84,
        9,
        20,
        5,
        65,
        4,
        81,
        26,
        27,
        30,
        35,
        23,
        18,
        10,
        11,
        12,
        13,
        74,
        85,
    )
)


def occupation_choices() -> list[tuple[int, str]]:
    """All occupations as form choices, the common ones first."""
    rest = [job for job in Occupation if job not in COMMON_OCCUPATIONS and job is not Occupation.OTHER]
    return [(job.value, job.label) for job in (*COMMON_OCCUPATIONS, *rest, Occupation.OTHER)]


class UnknownCodeError(ValueError):
    """The cell holds something that is not in the list."""

    def __init__(self, code_list: type[Enum], *, is_number: bool) -> None:
        super().__init__(code_list.__name__)
        #: A number outside the list usually means a shifted column; a word is a village's own wording.
        self.is_number = is_number


#: OpenSID's ids for "cacat" and what they are called here. 3 is "rungu/wicara" in one, and 6 "lainnya".
DISABILITY_BY_OLD_ID = {
    1: Disability.PHYSICAL,
    2: Disability.VISUAL,
    3: Disability.HEARING,
    4: Disability.MENTAL,
    5: Disability.MULTIPLE,
    6: Disability.OTHER,
    7: Disability.NONE,
}

# Words beside the labels: OpenSID's own (it reads "LK", "BK", "Tidak Tamat SD"), Dukcapil's newer
# "kawin tercatat", and what home-made lists say. Compared by ``_key``: lower case letters and digits only.
_WORDS: dict[type[Enum], dict[str, Enum]] = {
    Sex: dict.fromkeys(("l", "lk", "laki", "lelaki", "pria", "cowok"), Sex.MALE)
    | dict.fromkeys(("p", "pr", "wanita", "cewek"), Sex.FEMALE),
    KkLevel: {
        "kk": KkLevel.HEAD,
        "kepala": KkLevel.HEAD,
        "kepalakk": KkLevel.HEAD,
        "isteri": KkLevel.WIFE,
        "anakkandung": KkLevel.CHILD,
        "anaktiri": KkLevel.CHILD,
        "anakangkat": KkLevel.CHILD,
        "ortu": KkLevel.PARENT,
        "ayah": KkLevel.PARENT,
        "ibu": KkLevel.PARENT,
        "famililainnya": KkLevel.RELATIVE,
        "famili": KkLevel.RELATIVE,
        "saudara": KkLevel.RELATIVE,
        "kerabat": KkLevel.RELATIVE,
        "art": KkLevel.DOMESTIC_WORKER,
        "pembanturumahtangga": KkLevel.DOMESTIC_WORKER,
        "lain": KkLevel.OTHER,
        "lainlain": KkLevel.OTHER,
    },
    MaritalStatus: dict.fromkeys(("b", "bk", "belum", "belummenikah", "lajang", "tidakkawin"), MaritalStatus.UNMARRIED)
    | dict.fromkeys(
        ("k", "menikah", "nikah", "kawintercatat", "kawinbelumtercatat", "kawintidaktercatat", "sudahkawin"),
        MaritalStatus.MARRIED,
    )
    | dict.fromkeys(("ch", "cerai", "ceraihiduptercatat", "ceraihidupbelumtercatat"), MaritalStatus.DIVORCED)
    | dict.fromkeys(("cm", "ceraimatitercatat", "ceraimatibelumtercatat"), MaritalStatus.WIDOWED),
    Education: dict.fromkeys(
        ("tidakblmsekolah", "belumsekolah", "tidaksekolah", "blmsekolah", "tidakbelumsekolah"), Education.NONE
    )
    | dict.fromkeys(
        ("tidaktamatsdsederajat", "tidaktamatsd", "belumtamatsd", "blmtamatsd", "blmtamatsdsederajat"),
        Education.SOME_PRIMARY,
    )
    | dict.fromkeys(("sd", "tamatsd", "mi", "sdsederajat", "paketa"), Education.PRIMARY)
    | dict.fromkeys(("smp", "sltp", "mts", "smpsederajat", "tamatsmp", "paketb"), Education.LOWER_SECONDARY)
    | dict.fromkeys(
        ("sma", "smk", "slta", "ma", "stm", "smasederajat", "smasmk", "tamatsma", "paketc"),
        Education.UPPER_SECONDARY,
    )
    | dict.fromkeys(("d1", "d2", "di", "dii", "diploma1", "diploma2", "diplomai", "diplomaii"), Education.DIPLOMA_1_2)
    | dict.fromkeys(
        ("d3", "diii", "diploma3", "diplomaiii", "akademi", "akademidiplomaiiisarjanamuda", "sarjanamuda"),
        Education.DIPLOMA_3,
    )
    | dict.fromkeys(
        ("d4", "div", "s1", "d4s1", "divs1", "sarjana", "strata1", "stratai", "diploma4", "diplomaiv"),
        Education.BACHELOR,
    )
    | dict.fromkeys(("s2", "strata2", "magister"), Education.MASTER)
    | dict.fromkeys(("s3", "strata3", "doktor"), Education.DOCTOR),
    BasicStatus: {
        "mati": BasicStatus.DEAD,
        "wafat": BasicStatus.DEAD,
        "almarhum": BasicStatus.DEAD,
        "alm": BasicStatus.DEAD,
        "meninggaldunia": BasicStatus.DEAD,
        "pindahdalamnegeri": BasicStatus.MOVED,
        "pindahluarnegeri": BasicStatus.MOVED,
        "masihhidup": BasicStatus.ALIVE,
        "ada": BasicStatus.ALIVE,
        "aktif": BasicStatus.ALIVE,
    },
    Insurance: dict.fromkeys(("tidakpunya", "belumpunya", "tidakada", "tidak", "belum"), Insurance.NONE)
    | dict.fromkeys(
        ("pbi", "bpjspenerimabantuaniuran", "kis", "kispbi", "jknpbi", "bpjspbijk", "pbijk"),
        Insurance.BPJS_PBI,
    )
    | dict.fromkeys(
        ("nonpbi", "bpjsmandiri", "jknnonpbi", "mandiri", "bpjsnonpenerimabantuaniuran"),
        Insurance.BPJS_NON_PBI,
    )
    | dict.fromkeys(("asuransilainnya", "lain", "swasta"), Insurance.OTHER),
    Disability: dict.fromkeys(("tubuh", "daksa", "tunadaksa"), Disability.PHYSICAL)
    | dict.fromkeys(("netrabuta", "buta", "tunanetra"), Disability.VISUAL)
    | dict.fromkeys(("runguwicara", "tuli", "tunarungu", "rungudanwicara"), Disability.HEARING)
    | dict.fromkeys(("bisu", "tunawicara"), Disability.SPEECH)
    | dict.fromkeys(("grahita", "tunagrahita", "mentalretardasi"), Disability.INTELLECTUAL)
    | dict.fromkeys(("mentaljiwa", "jiwa", "psikososial"), Disability.MENTAL)
    | dict.fromkeys(("fisikdanmental", "fisikmental", "gandamulti"), Disability.MULTIPLE)
    | dict.fromkeys(("lain",), Disability.OTHER)
    | dict.fromkeys(("tidak", "tidakcacat", "tidakdisabilitas", "bukandisabilitas", "normal"), Disability.NONE),
    Occupation: dict.fromkeys(
        ("tidakbekerja", "belumbekerja", "belumtdkbekerja", "blmtdkbekerja", "nganggur"),
        Occupation.NOT_WORKING,
    )
    | dict.fromkeys(("irt", "iburumahtangga", "rumahtangga", "mrt"), Occupation.HOMEMAKER)
    | dict.fromkeys(("pelajar", "mahasiswa", "mahasiswi", "siswa", "sekolah"), Occupation.STUDENT)
    | dict.fromkeys(("pensiun", "purnawirawan"), Occupation.RETIRED)
    | dict.fromkeys(("asn", "pegawainegerisipil", "pegawainegerisipilpns", "pegawainegeri"), Occupation.CIVIL_SERVANT)
    | dict.fromkeys(("tentaranasionalindonesia", "tentaranasionalindonesiatni"), Occupation.SOLDIER)
    | dict.fromkeys(("polisi", "kepolisianri", "kepolisianripolri"), Occupation.POLICE)
    | dict.fromkeys(("petani", "tani", "pekebun"), Occupation.FARMER)
    | dict.fromkeys(("nelayan",), Occupation.FISHER)
    | dict.fromkeys(("swasta", "karyawan", "karyawati", "pegawaiswasta", "karyawanpabrik"), Occupation.PRIVATE_EMPLOYEE)
    | dict.fromkeys(("honorer",), Occupation.HONORARY_EMPLOYEE)
    | dict.fromkeys(("buruh", "buruhharian", "buruhlepas", "bhl"), Occupation.DAY_LABOURER)
    | dict.fromkeys(("buruhtani",), Occupation.FARM_LABOURER)
    | dict.fromkeys(("art", "prt"), Occupation.DOMESTIC_WORKER)
    | dict.fromkeys(("penjahit",), Occupation.TAILOR)
    | dict.fromkeys(("montir",), Occupation.MECHANIC)
    | dict.fromkeys(("penerjemah",), Occupation.TRANSLATOR)
    | dict.fromkeys(("ustaz", "ustad", "ustadz", "mubaligh"), Occupation.ISLAMIC_TEACHER)
    | dict.fromkeys(("supir", "pengemudi"), Occupation.DRIVER)
    | dict.fromkeys(("dagang", "jualan"), Occupation.TRADER)
    | dict.fromkeys(("wirausaha", "usaha", "pengusaha", "wiraswastawan"), Occupation.ENTREPRENEUR)
    | dict.fromkeys(("lain", "lainlain", "pekerjaanlainnya"), Occupation.OTHER),
}

_BLANK = frozenset({"", "nan", "null", "none"})
_ID_AND_WORD = re.compile(r"\s*(\d{1,2})\s*[-–.:)=/]?\s*([^\W\d].*)", re.DOTALL)
_WHOLE_NUMBER = re.compile(r"\s*['’]?\s*(\d{1,4})(?:[.,]0+)?\s*", re.ASCII)
_DISABILITY_PREFIX = re.compile(r"^(?:penyandang)?(?:cacat|disabilitas)?(?:sensorik)?")
_keyed_words: dict[type[Enum], dict[str, Enum]] = {}

Code = TypeVar("Code", bound=Enum)


def read(code_list: type[Code], cell: object) -> Code | None:
    """The member that a cell means: ``1``, ``1.0``, ``"01"``, ``"LAKI-LAKI"``, ``"1. Laki-laki"``.

    Blank, ``-`` and OpenSID's ``0`` mean "not told" and give None.
    Raises UnknownCodeError for anything that is not in the list.
    """
    if cell is None:
        return None
    if isinstance(cell, code_list):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if isinstance(cell, float) and not cell.is_integer():
            raise UnknownCodeError(code_list, is_number=True)
        return _by_number(code_list, int(cell)) if cell else None
    text = str(cell)
    if _key(text) in _BLANK:
        return None
    if number := _WHOLE_NUMBER.fullmatch(text):
        return _by_number(code_list, int(number[1])) if int(number[1]) else None
    found = _by_word(code_list, text)
    if found is None and (both := _ID_AND_WORD.fullmatch(text)):
        # "1. Laki-laki" is believed only when number and word agree.
        by_word = _by_word(code_list, both[2])
        if by_word is not None and by_word is _by_number(code_list, int(both[1])):
            found = by_word
    if found is None:
        raise UnknownCodeError(code_list, is_number=text.strip().isdigit())
    return found


def _by_number(code_list: type[Code], number: int) -> Code:
    by_id = DISABILITY_BY_OLD_ID if code_list is Disability else code_list._value2member_map_
    found = by_id.get(number)
    if found is None:
        raise UnknownCodeError(code_list, is_number=True)
    return found


def _by_word(code_list: type[Code], text: str) -> Code | None:
    if code_list not in _keyed_words:
        # From the Indonesian source words: what a file says does not change with the screen's language.
        with override(None):
            labels = {_key(str(member.label)): member for member in code_list}
        _keyed_words[code_list] = _WORDS[code_list] | labels
    key = _key(text)
    found = _keyed_words[code_list].get(key)
    if found is None and code_list is Disability:
        found = _keyed_words[code_list].get(_DISABILITY_PREFIX.sub("", key))
    return found


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
