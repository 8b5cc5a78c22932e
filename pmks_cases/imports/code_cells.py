"""What stands in a cell of a code list: the id as number or text, the word in any case and spacing, and the short forms
that OpenSID, Dukcapil and home-made files use."""

import re
import unicodedata
from enum import Enum
from typing import TypeVar

from django.utils.translation import override

from pmks_cases.codes import BasicStatus, Disability, Education, Insurance, KkLevel, MaritalStatus, Occupation, Sex


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
