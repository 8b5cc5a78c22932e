"""The demo's shared calendar, and the invitations to its meeting to come with the answers so far."""

from datetime import time

from members.models import Network, Organization
from programs.actions import activities, attendances, invitations
from programs.models import Attendance, Meeting
from wksbm.portal.actions.demo_story import Neighbourhood, set_back

DOINGS = (
    (-24, time(8), time(10), "Posyandu balita dan lansia", "Posyandu Melati", "Balai RW 004", "siti", ""),
    (-17, time(6, 30), time(9), "Kerja bakti saluran RT 002", "", "Saluran RT 002", "made", "Bawa cangkul sendiri."),
    (
        -11,
        time(15, 30),
        time(17),
        "Les gratis kelas 4 sampai 6",
        "Remaja Masjid Baitul Muttaqin",
        "Serambi masjid",
        "bagus",
        "",
    ),
    (-6, time(9), time(11), "Dapur umum", "PKK RW 004", "Rumah Bu Sri", "siti", ""),
    (
        -4,
        time(15, 30),
        time(17),
        "Les gratis kelas 4 sampai 6",
        "Remaja Masjid Baitul Muttaqin",
        "Serambi masjid",
        "bagus",
        "",
    ),
    (
        1,
        time(16),
        time(17, 30),
        "Latihan antar jemput berobat",
        "Karang Taruna Permai Muda",
        "Balai RW 004",
        "bagus",
        "",
    ),
    (3, time(20), time(21, 30), "Pengajian rutin", "Majelis Taklim An-Nur", "Rumah Bu Nur", "endang", ""),
    (
        4,
        time(8),
        time(10),
        "Posyandu balita dan lansia",
        "Posyandu Melati",
        "Balai RW 004",
        "siti",
        "Bawa buku KIA atau KMS.",
    ),
    (
        6,
        time(9),
        time(12),
        "Kunjungan orang sakit",
        "Majelis Gereja Kristen Permai",
        "Berkumpul di gereja",
        "maria",
        "",
    ),
    (
        10,
        time(15, 30),
        time(17),
        "Les gratis kelas 4 sampai 6",
        "Remaja Masjid Baitul Muttaqin",
        "Serambi masjid",
        "bagus",
        "",
    ),
    (13, time(6, 30), time(9), "Kerja bakti menjelang hujan", "", "Seluruh RW", "bambang", "Tiap rumah satu orang."),
    (
        17,
        time(15, 30),
        time(17),
        "Les gratis kelas 4 sampai 6",
        "Remaja Masjid Baitul Muttaqin",
        "Serambi masjid",
        "bagus",
        "",
    ),
    (20, time(9), time(11), "Dapur umum", "PKK RW 004", "Rumah Bu Sri", "siti", ""),
    (24, time(16), time(18), "Santunan yatim", "Takmir Masjid Baitul Muttaqin", "Masjid Baitul Muttaqin", "endang", ""),
    (32, time(8), time(10), "Posyandu balita dan lansia", "Posyandu Melati", "Balai RW 004", "siti", ""),
)
ANSWERS = {
    "Bambang Sutrisno": (Attendance.Answer.COMES, ""),
    "Maria Goreti Wea": (Attendance.Answer.COMES, ""),
    "Made Sudarma": (Attendance.Answer.COMES, ""),
    "Yati Rahayu": (Attendance.Answer.COMES, ""),
    "Bagus Setiawan": (Attendance.Answer.REPRESENTED, "Dimas"),
    "Umi Kalsum": (Attendance.Answer.STAYS_AWAY, ""),
    "Pak Anwar": (Attendance.Answer.COMES, ""),
}
BY_HAND = "Pak Anwar"
"""Has no account: the secretary has told him, and his answer came by the link."""


def load(networks: list[Network]) -> None:
    """Fill the calendar of the first network; `networks` as the demo has them."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    by = where.person("endang")
    organizations = {row.name: row for row in Organization.objects.filter(network=where.network)}
    for day, begins, ends, title, organization, place, in_charge, note in DOINGS:
        made = activities.add(
            where.network,
            by=by,
            title=title,
            organization=organizations[organization] if organization else None,
            held_on=where.day(day),
            begins=begins,
            ends=ends,
            place=place,
            in_charge=where.person(in_charge),
            note=note,
        )
        set_back(made, created_at=where.instant(min(day - 20, -30), 60))
    _invite(where, by)


def _invite(where: Neighbourhood, by) -> None:
    meeting = Meeting.objects.filter(network=where.network, state=Meeting.State.PLANNED).order_by("held_on").first()
    invitations.send(meeting, by=by)
    for row in Attendance.objects.filter(meeting=meeting, name__in=ANSWERS).select_related("user"):
        answer, represented_by = ANSWERS[row.name]
        attendances.answer(row, by=row.user, answer=answer, represented_by=represented_by)
        set_back(row, answered_at=where.instant(-1, 600))
        if row.name == BY_HAND or row.user_id:
            invitations.note_told(row, by=by)
    set_back(meeting, invited_at=where.instant(-2, 600))
    Attendance.objects.filter(meeting=meeting).update(invited_at=where.instant(-2, 600))
