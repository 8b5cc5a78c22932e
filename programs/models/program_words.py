"""The words with which a joint program says whom it is for, what it brings and how it works (the field's own lists)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TargetKind(models.TextChoices):
    """Sasaran: whom it is for. Also the level of intervention, see `Level`."""

    PERSON = "orang", _("Orang")
    FAMILY = "keluarga", _("Keluarga")
    GROUP = "kelompok", _("Kelompok")
    COMMUNITY = "komunitas", _("Warga satu lingkungan")


class TargetGroup(models.TextChoices):
    """Who they are, as people say it; never a list of names, and no category of need."""

    INFANTS = "balita", _("Bayi dan balita")
    CHILDREN = "anak", _("Anak usia sekolah")
    YOUTH = "pemuda", _("Remaja dan pemuda")
    WOMEN = "perempuan", _("Ibu dan perempuan kepala keluarga")
    ELDERS = "lansia", _("Lanjut usia")
    DISABLED = "disabilitas", _("Penyandang disabilitas")
    ILL = "sakit", _("Warga yang lama sakit")
    POOR = "kurang_mampu", _("Keluarga kurang mampu")
    JOBLESS = "pencari_kerja", _("Yang mencari kerja")
    STRICKEN = "musibah", _("Yang kena musibah")
    EVERYBODY = "semua", _("Semua warga")


class HelpKind(models.TextChoices):
    """Bentuk bantuan: what people get of it. Two programs of one kind for the same people may double each other."""

    MONEY = "uang", _("Uang")
    GOODS = "barang", _("Barang atau bahan pangan")
    CAPITAL = "modal", _("Modal atau alat usaha")
    TRAINING = "pelatihan", _("Pelatihan atau penyuluhan")
    COMPANY = "pendampingan", _("Kunjungan dan pendampingan")
    SERVICE = "layanan", _("Layanan: periksa, antar, urus surat")
    WORKS = "gotong_royong", _("Gotong royong dan perbaikan")


class Function(models.TextChoices):
    """Fungsi of Kepmensos 42/HUK/2004 and the network's own five."""

    PREVENTION = "pencegahan", _("Pencegahan")
    REHABILITATION = "rehabilitasi", _("Rehabilitasi")
    EMPOWERMENT = "pemberdayaan", _("Pemberdayaan")
    PROTECTION = "perlindungan", _("Perlindungan")
    SUPPORT = "bantuan", _("Bantuan dan jaminan")


class Level(models.TextChoices):
    """At which level the work is done: with one person, or with all."""

    PERSON = "individu", _("Orang per orang")
    FAMILY = "keluarga", _("Keluarga")
    GROUP = "kelompok", _("Kelompok")
    COMMUNITY = "komunitas", _("Lingkungan")


class Tier(models.TextChoices):
    """The three tiers of community work (Gulbenkian)."""

    GRASSROOTS = "akar_rumput", _("Antar tetangga")
    LOCAL = "lembaga", _("Antarlembaga setempat")
    REGIONAL = "wilayah", _("Sampai kabupaten atau lebih")


class WorkModel(models.TextChoices):
    """Models of community intervention (Rothman; Glen)."""

    LOCALITY = "pengembangan", _("Pengembangan masyarakat setempat")
    PLANNING = "perencanaan", _("Perencanaan sosial")
    ACTION = "aksi", _("Aksi sosial")
    POLICY = "kebijakan", _("Kebijakan sosial")
    COMMUNITY_ACTION = "aksi_komunitas", _("Aksi komunitas")
    SERVICES = "pelayanan", _("Pelayanan masyarakat")


ABOUT_MODEL = {
    WorkModel.LOCALITY: _("Warga bergerak sendiri, kita mendampingi."),
    WorkModel.PLANNING: _("Dihitung dari data, lalu dibagi tugasnya."),
    WorkModel.ACTION: _("Bersama-sama menuntut hak yang belum diterima."),
    WorkModel.POLICY: _("Mengubah aturan atau anggaran."),
    WorkModel.COMMUNITY_ACTION: _("Satu masalah lingkungan, diselesaikan bersama."),
    WorkModel.SERVICES: _("Layanan rutin untuk yang membutuhkan."),
}


class ResourceKind(models.TextChoices):
    """What a program needs and organisations pledge: each counts, not money alone."""

    MONEY = "uang", _("Uang")
    GOODS = "barang", _("Barang")
    LABOUR = "tenaga", _("Tenaga")
    SKILL = "keahlian", _("Keahlian")


class Unit(models.TextChoices):
    """Money is whole rupiah; labour and skills are hours or days of one person."""

    RUPIAH = "rupiah", _("rupiah")
    KILOGRAM = "kg", _("kg")
    LITRE = "liter", _("liter")
    PARCEL = "paket", _("paket")
    PIECE = "buah", _("buah")
    SHEET = "lembar", _("lembar")
    HOURS = "jam", _("jam orang")
    DAYS = "hari", _("hari orang")


UNITS_OF = {
    ResourceKind.MONEY: (Unit.RUPIAH,),
    ResourceKind.GOODS: (Unit.KILOGRAM, Unit.LITRE, Unit.PARCEL, Unit.PIECE, Unit.SHEET),
    ResourceKind.LABOUR: (Unit.HOURS, Unit.DAYS),
    ResourceKind.SKILL: (Unit.HOURS, Unit.DAYS),
}


class Answer(models.TextChoices):
    """To a question of ethics."""

    YES = "ya", _("Ya")
    PARTLY = "sebagian", _("Sebagian")
    NO = "tidak", _("Tidak")


class Step(models.TextChoices):
    """The four steps in which residents take part."""

    IDENTIFY = "mengenali", _("Mengenali masalahnya")
    PLAN = "merencanakan", _("Merencanakan")
    DO = "melaksanakan", _("Melaksanakan")
    EVALUATE = "menilai", _("Menilai hasilnya")


class Onward(models.TextChoices):
    """What comes after an evaluated program."""

    GOES_ON = "diteruskan", _("Diteruskan")
    AGAIN = "diulang", _("Diulang tahun depan")
    HANDED_OVER = "diserahkan", _("Diteruskan warga sendiri")
    ENDS = "selesai", _("Cukup sampai di sini")
