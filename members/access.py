"""Who may do what: the one table of roles and verbs. docs/access.md is its printed form and is tested against it.

A verb's sentence is what a person in an RW would say. Which *rows* a role sees is said by each noun's `visible_to`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VILLAGE_HEAD = "village_head", _("Kepala desa (pelindung)")
    VILLAGE_OPERATOR = "village_operator", _("Operator desa")
    CHAIR = "chair", _("Ketua")
    SECRETARY = "secretary", _("Sekretaris")
    TREASURER = "treasurer", _("Bendahara")
    PSM = "psm", _("Relawan PSM")
    ORGANIZATION_OFFICER = "organization_officer", _("Pengurus lembaga")
    RT_HEAD = "rt_head", _("Ketua RT")
    DASAWISMA_KADER = "dasawisma_kader", _("Kader dasawisma")
    AUDITOR = "auditor", _("Pemeriksa")
    SUPERVISOR = "supervisor", _("Pembina (Dinsos, TKSK, kecamatan)")


R = Role
VILLAGE_ROLES = frozenset({R.VILLAGE_HEAD, R.VILLAGE_OPERATOR})
"""Held for a whole village, so for every network in it."""

SECOND_FACTOR_ROLES = frozenset({R.CHAIR, R.SECRETARY, R.TREASURER, R.VILLAGE_OPERATOR, R.AUDITOR})
"""Must have a second factor outside the demo."""

EVERYBODY = frozenset(Role)
_BOARD = frozenset({R.CHAIR, R.SECRETARY})
_SEARCHERS = _BOARD | {
    R.TREASURER,
    R.PSM,
    R.ORGANIZATION_OFFICER,
    R.RT_HEAD,
    R.DASAWISMA_KADER,
    R.VILLAGE_OPERATOR,
}


@dataclass(frozen=True)
class Verb:
    """One permission: its sentence and the roles that hold it."""

    sentence: str
    roles: frozenset


VERBS: dict[str, Verb] = {
    # members
    "members.view_network": Verb(_("melihat profil jejaring"), EVERYBODY),
    "members.change_network": Verb(_("mengubah profil, RT, dan dasawisma"), _BOARD),
    "members.add_network": Verb(_("membuat jejaring baru di desanya"), frozenset({R.VILLAGE_OPERATOR})),
    "members.view_organization": Verb(_("melihat lembaga anggota"), EVERYBODY),
    "members.change_organization": Verb(_("mencatat dan mengubah lembaga"), _BOARD),
    "members.view_member": Verb(_("melihat pengurus dan masa jabatannya"), EVERYBODY - {R.SUPERVISOR}),
    "members.invite_member": Verb(_("mengundang dan mengakhiri jabatan"), _BOARD | {R.VILLAGE_OPERATOR}),
    "members.make_sign_in_link": Verb(
        _("membuatkan tautan masuk sekali pakai"), frozenset({R.SECRETARY, R.VILLAGE_OPERATOR})
    ),
    "members.view_volunteer": Verb(_("melihat relawan PSM dan pelatihannya"), EVERYBODY - {R.SUPERVISOR}),
    "members.change_volunteer": Verb(_("mencatat relawan PSM dan pelatihannya"), _BOARD),
    "members.acknowledge_sign_in_link": Verb(_("diberi tahu bila ada tautan masuk dibuatkan"), frozenset({R.CHAIR})),
    "members.view_follow_up": Verb(
        _("melihat dan menyelesaikan janji yang menjadi bagiannya"), EVERYBODY - {R.SUPERVISOR, R.AUDITOR}
    ),
    "members.view_all_follow_ups": Verb(_("melihat semua janji di jejaring"), _BOARD),
    "members.add_follow_up": Verb(_("mencatat janji untuk orang atau lembaga"), _BOARD | {R.PSM}),
    "members.set_rest_days": Verb(_("menetapkan hari istirahat jejaring"), _BOARD),
    "members.view_unreached": Verb(_("melihat siapa yang tidak sampai diberi tahu"), _BOARD),
    "members.draw_areas": Verb(_("memasang peta wilayah RT dan RW"), _BOARD | {R.VILLAGE_OPERATOR}),
    "members.view_read_log": Verb(_("melihat siapa membaca data apa"), frozenset({R.CHAIR, R.AUDITOR})),
    # documents
    "documents.view_document": Verb(
        _("membuka daftar dokumen yang boleh dibacanya"), EVERYBODY - {R.VILLAGE_HEAD, R.VILLAGE_OPERATOR, R.SUPERVISOR}
    ),
    "documents.withdraw_document": Verb(_("membatalkan dokumen yang sudah terbit"), _BOARD),
    "documents.read_book": Verb(_("membuka, mengunduh, dan mencetak buku surat keluar"), _BOARD),
    "documents.change_stationery": Verb(_("mengatur kop, kertas, dan nomor surat"), _BOARD),
    "documents.sign_document": Verb(
        _("membaca surat yang menunggu tanda tangannya (tercatat)"), frozenset({R.VILLAGE_HEAD})
    ),
    # pmks_cases
    "pmks_cases.list_residents": Verb(
        _("membuka daftar warga"),
        _BOARD | {R.RT_HEAD, R.DASAWISMA_KADER, R.VILLAGE_OPERATOR},
    ),
    "pmks_cases.search_residents": Verb(_("mencari warga dengan nama atau NIK"), _SEARCHERS),
    "pmks_cases.view_resident": Verb(_("melihat data warga dan keluarganya"), _SEARCHERS),
    "pmks_cases.view_whole_resident": Verb(
        _("melihat semua isian warga, termasuk disabilitas dan jaminan kesehatan"),
        _BOARD | {R.PSM, R.VILLAGE_OPERATOR},
    ),
    "pmks_cases.add_resident": Verb(_("mencatat warga baru"), _BOARD | {R.PSM}),
    "pmks_cases.change_resident": Verb(_("memperbaiki data warga, mencatat pindah dan meninggal"), _BOARD),
    "pmks_cases.merge_resident": Verb(_("menggabungkan dua catatan orang yang sama"), _BOARD),
    "pmks_cases.import_residents": Verb(_("mengimpor berkas warga"), _BOARD | {R.VILLAGE_OPERATOR}),
    "pmks_cases.export_residents": Verb(_("mengunduh daftar warga"), _BOARD | {R.RT_HEAD, R.VILLAGE_OPERATOR}),
    "pmks_cases.reveal_identity_number": Verb(
        _("melihat NIK dan nomor KK lengkap (tercatat)"), frozenset({R.SECRETARY, R.CHAIR, R.VILLAGE_OPERATOR})
    ),
    "pmks_cases.view_story": Verb(_("membaca riwayat perubahan data warga"), _BOARD | {R.AUDITOR}),
    "pmks_cases.view_categories": Verb(_("melihat kategori kebutuhan dan kriterianya"), _BOARD | {R.PSM, R.AUDITOR}),
    "pmks_cases.change_categories": Verb(_("memilih kategori yang dipakai dan menulis sebutannya"), _BOARD),
    "pmks_cases.switch_on_stigmatising_category": Verb(
        _("menyalakan kategori yang mudah melukai nama orang, dengan alasan"), frozenset({R.CHAIR})
    ),
    "pmks_cases.view_stigmatising_choices": Verb(
        _("melihat kategori semacam itu yang dinyalakan, dan alasannya"), _BOARD | {R.AUDITOR}
    ),
    "pmks_cases.write_report": Verb(
        _("menulis laporan dini dan melihat laporannya sendiri"), EVERYBODY - {R.SUPERVISOR, R.AUDITOR}
    ),
    "pmks_cases.check_report": Verb(_("memeriksa laporan dini"), _BOARD | {R.PSM}),
    "pmks_cases.view_case": Verb(_("melihat kasus yang menjadi bagiannya"), _BOARD | {R.PSM}),
    "pmks_cases.open_case": Verb(_("membuka kasus dan mencatat layanan singkat"), _BOARD | {R.PSM}),
    "pmks_cases.change_case": Verb(_("mengisi, merencanakan, dan memindahkan kasus"), _BOARD | {R.PSM}),
    "pmks_cases.assign_case": Verb(_("menugaskan pendamping dan membagi beban"), _BOARD),
    "pmks_cases.decide_case": Verb(_("mencatat keputusan musyawarah dan menutup kasus"), frozenset({R.CHAIR})),
    "pmks_cases.decide_secret_case": Verb(
        _("memutuskan dan menutup kasus rahasia yang timnya ia ikuti"), _BOARD | {R.PSM}
    ),
    "pmks_cases.view_case_of_rt": Verb(
        _("melihat bahwa ada kasus terbuka di RT-nya, pendamping, dan tanggal kunjungan"), frozenset({R.RT_HEAD})
    ),
    "pmks_cases.print_case": Verb(_("mencetak kasus dan lembar untuk keluarga (tercatat)"), _BOARD | {R.PSM}),
    "pmks_cases.record_visit": Verb(_("mencatat kunjungan"), _BOARD | {R.PSM}),
    "pmks_cases.record_greeting": Verb(_("mencatat sapaan"), _BOARD | {R.PSM, R.DASAWISMA_KADER}),
    "pmks_cases.state_kin": Verb(
        _("menyebut warga mana dirinya dan siapa keluarga dekatnya"), EVERYBODY - {R.SUPERVISOR}
    ),
    # programs
    "programs.view_meeting": Verb(
        _("melihat musyawarah, acaranya, dan hasilnya"), EVERYBODY - {R.VILLAGE_OPERATOR, R.SUPERVISOR}
    ),
    "programs.read_minutes": Verb(
        _("membaca acara, notulen, dan janji musyawarah, bukan hanya angkanya"),
        EVERYBODY - {R.VILLAGE_HEAD, R.VILLAGE_OPERATOR, R.SUPERVISOR},
    ),
    "programs.plan_meeting": Verb(_("merencanakan musyawarah dan mengundang"), _BOARD),
    "programs.run_meeting": Verb(_("mencatat jalannya musyawarah dan keputusannya"), _BOARD),
    "programs.close_meeting": Verb(_("menutup notulen"), frozenset({R.CHAIR})),
    "programs.issue_meeting_paper": Verb(_("menerbitkan surat dan catatan musyawarah"), _BOARD),
    "programs.write_aspiration": Verb(
        _("menulis aspirasi dan masalah lingkungan"), EVERYBODY - {R.VILLAGE_OPERATOR, R.SUPERVISOR, R.AUDITOR}
    ),
    "programs.answer_aspiration": Verb(_("menjawab aspirasi dan masalah lingkungan"), _BOARD),
    "programs.view_activity": Verb(
        _("melihat kalender kegiatan bersama"), EVERYBODY - {R.VILLAGE_OPERATOR, R.SUPERVISOR}
    ),
    "programs.add_activity": Verb(
        _("mencatat kegiatan lembaganya di kalender bersama"), _BOARD | {R.ORGANIZATION_OFFICER, R.RT_HEAD}
    ),
    "programs.view_program": Verb(_("membaca program bersama"), EVERYBODY - {R.VILLAGE_OPERATOR, R.SUPERVISOR}),
    "programs.write_program": Verb(
        _("menyusun dan menjalankan program yang dipimpin lembaganya, dan menulis janji lembaganya"),
        _BOARD | {R.ORGANIZATION_OFFICER},
    ),
    "programs.view_issue": Verb(
        _("melihat isu strategis dan advokasinya"), EVERYBODY - {R.VILLAGE_OPERATOR, R.SUPERVISOR}
    ),
    "programs.propose_issue": Verb(
        _("mengusulkan isu strategis"), EVERYBODY - {R.VILLAGE_HEAD, R.VILLAGE_OPERATOR, R.SUPERVISOR, R.AUDITOR}
    ),
    "programs.weigh_issue": Verb(
        _("menilai isu strategis atas nama lembaga lingkar inti"), _BOARD | {R.ORGANIZATION_OFFICER}
    ),
    "programs.lead_issue": Verb(_("mengakhiri isu strategis dan mencatat advokasinya"), _BOARD),
    "programs.keep_letters": Verb(_("mencatat, membaca, dan mendisposisikan surat masuk"), _BOARD),
    # portal
    "portal.view_village": Verb(_("melihat angka semua jejaring di desanya"), frozenset({R.VILLAGE_HEAD})),
    "portal.ask_network": Verb(_("menanyakan yang terlambat kepada pengurus"), frozenset({R.VILLAGE_HEAD})),
    "portal.view_numbers": Verb(_("melihat angka jejaring"), _BOARD | {R.VILLAGE_HEAD, R.AUDITOR, R.SUPERVISOR}),
    "portal.view_monthly_report": Verb(
        _("melihat dan mengunduh laporan bulanan"), _BOARD | {R.TREASURER, R.VILLAGE_HEAD, R.AUDITOR, R.SUPERVISOR}
    ),
    "portal.view_own_month": Verb(
        _("melihat hasil kerjanya sendiri bulan ini, dan menerbitkan laporannya"), frozenset({R.PSM})
    ),
    "portal.read_psm_report": Verb(_("membaca laporan bulanan relawan PSM"), _BOARD),
    "portal.view_operation": Verb(_("melihat keadaan portal dan cadangan"), frozenset({R.VILLAGE_OPERATOR})),
}


_APPOINTED_BY_OPERATOR = frozenset({R.CHAIR, R.SECRETARY, R.VILLAGE_HEAD, R.VILLAGE_OPERATOR, R.AUDITOR, R.SUPERVISOR})


def may_appoint(own_roles: Iterable[str], role: str) -> bool:
    """Whether who holds `own_roles` may give, extend and end an office of this role.

    Chair and secretary come from the village operator, so that nobody on the board extends his own power; the board
    gives every other office of its network. Auditor and supervisor may come from either.
    """
    own_roles = set(own_roles)
    if R.VILLAGE_OPERATOR in own_roles and role in _APPOINTED_BY_OPERATOR:
        return True
    return not own_roles.isdisjoint(_BOARD) and role not in VILLAGE_ROLES | _BOARD


def roles_with(permission: str) -> frozenset:
    """The roles that hold a permission. Raises KeyError for a name that is not in the table."""
    return VERBS[permission].roles


def as_markdown() -> str:
    """The table as it stands in docs/access.md: a line a verb, a column a role."""
    header = ["Boleh …", *(str(role.label) for role in Role)]
    lines = [header, ["---", *(":-:" for _role in Role)]]
    lines += [[str(verb.sentence), *("✓" if role in verb.roles else "" for role in Role)] for verb in VERBS.values()]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
