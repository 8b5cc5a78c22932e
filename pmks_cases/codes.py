"""Code lists of residents, with the ids that OpenSID and its import files use.

The ids are OpenSID's (``Data_awal_seeder.php`` and ``app/Enums``, v2410): villages exchange files
with them, so a list may get a new label but never another id. Labels are sentence case. What
stands in a cell of a file is understood by ``imports.code_cells``.

Nothing here needs the app registry, so the spreadsheet reader and plain scripts can import it.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


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
