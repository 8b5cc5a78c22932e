"""From the invitation to its answer on a phone without an account, and a meeting that moves by a day."""

import datetime as dt
import re
from urllib.parse import unquote

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from programs.actions import meetings
from programs.models import Attendance, Meeting
from tests.conftest import give_office, make_user, noon
from tests.journeys.conftest import PHONE, look, sign_in
from tests.postbox import Postbox
from wksbm.notifications.actions import delivering, writing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(network):
    """In a week: no reminder is due on the way. The volunteer reads mail, the secretary does not."""
    chair = make_user("bambang", name="Bambang Sutrisno")
    secretary = make_user("endang", name="Endang Lestari")
    volunteer = make_user("yati", name="Yati Rahayu", email="yati@contoh.invalid")
    for person, role in ((chair, "chair"), (secretary, "secretary"), (volunteer, "psm")):
        give_office(person, role, network)
    day = network.today() + dt.timedelta(days=7)
    values = {"held_on": day, "begins": dt.time(19, 30), "place": "Balai RW", "chair": chair, "note_taker": secretary}
    return meetings.plan(network, by=secretary, **values)


def deliver() -> int:
    writing.write_due(noon())
    return delivering.deliver(now=noon())


def calendar_of(letter):
    (file,) = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(file.get_payload(decode=True)).walk("VEVENT")
    return event


def test_invited_answered_by_link_moved_by_a_day_and_each_told_once(open_browser, meeting):
    desk = open_browser(PHONE)
    sign_in(desk, "endang")
    expect(desk.get_by_role("navigation", name="Menu utama")).to_be_visible()
    link = invite_the_elder(desk, meeting)

    elder = open_browser(PHONE, java_script_enabled=False)
    elder.goto(link)
    assert elder.url.endswith("/jawab/")
    look(elder, "answer")
    elder.get_by_role("button", name="Hadir", exact=True).click()
    expect(elder.get_by_text("Anda hadir")).to_be_visible()
    assert answers() == {"Pak Anwar": "hadir"}

    with Postbox() as postbox:
        assert [deliver(), deliver()] == [1, 0]
        move_by_a_day(desk, meeting)
        assert [deliver(), deliver()] == [1, 0]
        invited, moved = postbox.read
    assert [letter["To"] for letter in (invited, moved)] == ["yati@contoh.invalid"] * 2
    first, second = calendar_of(invited), calendar_of(moved)
    assert (first["UID"], first["SEQUENCE"], second["SEQUENCE"]) == (second["UID"], 0, 1)
    assert second["DTSTART"].dt - first["DTSTART"].dt == dt.timedelta(days=1)

    tell_the_elder(desk, meeting)
    elder.reload()
    elder.get_by_text("Diwakili orang lain").click()
    elder.get_by_label("Siapa yang mewakili?").fill("Bu Anwar")
    elder.get_by_role("button", name="Saya diwakili").click()
    expect(elder.get_by_text("Bu Anwar mewakili Anda")).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("Diwakili Bu Anwar")).to_be_visible()
    answer_from_the_mail(open_browser(PHONE), moved)
    assert answers() == {"Pak Anwar": "diwakili", "Yati Rahayu": "tidak"}


def answers() -> dict[str, str]:
    return dict(Attendance.objects.exclude(answer="").values_list("name", "answer"))


def invite_the_elder(desk, meeting) -> str:
    """All officers and an elder without an account are invited; returns the elder's link as WhatsApp gets it."""
    desk.goto(f"/{meeting.network.slug}/musyawarah/{meeting.pk}/undangan/")
    desk.get_by_role("button", name="Undang semua pengurus").click()
    desk.get_by_label("Nama").fill("Pak Anwar")
    desk.get_by_label("Unsur").select_option("tokoh_agama")
    desk.get_by_label("Nomor HP").fill("0800-0000-101")
    desk.get_by_role("button", name="Undang", exact=True).click()
    desk.get_by_role("button", name="Kirim undangan (4 orang)").click()
    row = desk.locator("li", has_text="Pak Anwar").first
    row.get_by_role("button", name="Buat pesan").click()
    address = row.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
    look(desk, "invitations-to-send")
    assert address.startswith("https://wa.me/628000000101?text=")
    row.get_by_role("button", name="Sudah diberi tahu").click()
    expect(desk.get_by_text("Pak Anwar sudah diberi tahu.")).to_be_visible()
    return re.search(r"http\S+/jawab/\S+", unquote(address))[0]


def move_by_a_day(desk, meeting) -> None:
    desk.goto(f"/{meeting.network.slug}/musyawarah/{meeting.pk}/ubah/")
    desk.get_by_label("Tanggal").fill((meeting.held_on + dt.timedelta(days=1)).isoformat())
    desk.get_by_role("button", name="Simpan").click()
    expect(desk.get_by_role("link", name="Jalankan musyawarah")).to_be_visible()
    assert Meeting.objects.get().moved_sequence == 1


def tell_the_elder(desk, meeting) -> None:
    """He has read his invitation, so he is to be told that it moved; the chair, who reads no mail, too."""
    desk.goto(f"/{meeting.network.slug}/musyawarah/{meeting.pk}/undangan/")
    untold = desk.get_by_role("region", name="Belum tahu harinya sekarang")
    expect(untold.locator("li")).to_have_count(2)
    row = untold.locator("li", has_text="Pak Anwar")
    text = unquote(row.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href"))
    assert "berubah. Sekarang:" in text
    row.get_by_role("button", name="Sudah diberi tahu").click()
    expect(untold.locator("li")).to_have_count(1)


def answer_from_the_mail(phone, letter) -> None:
    """The mail's own link asks for no sign-in."""
    body = letter.get_body(("plain",)).get_content()
    path = re.search(r"/jawab/[\w-]+/", body)[0]
    phone.goto(path)
    phone.get_by_role("button", name="Tidak hadir", exact=True).click()
    expect(phone.get_by_text("Anda tidak bisa hadir")).to_be_visible()


def test_the_calendar_shows_a_clash_the_moment_the_hour_is_chosen(open_browser, meeting):
    desk = open_browser(PHONE)
    sign_in(desk, "endang")
    expect(desk.get_by_role("navigation", name="Menu utama")).to_be_visible()
    desk.goto(f"/{meeting.network.slug}/kalender/tambah/")
    desk.get_by_label("Kegiatan").fill("Pengajian")
    desk.get_by_label("Tanggal").fill(meeting.held_on.isoformat())
    desk.get_by_label("Pukul").fill("20:00")
    desk.get_by_label("Pukul").blur()
    expect(desk.get_by_text("Bersamaan dengan")).to_be_visible()
    look(desk, "activity-clash")
    desk.get_by_label("Tempat").fill("Mushala")
    desk.get_by_role("button", name="Simpan").click()  # it was shown, so nobody asks again
    expect(desk.get_by_role("heading", name="Kalender bersama")).to_be_visible()
    expect(desk.get_by_role("link", name="Pengajian")).to_be_visible()
    look(desk, "calendar")
    desk.get_by_role("link", name="Pengajian").click()
    look(desk, "activity")
    desk.goto("/akun/kalender/")
    desk.get_by_role("button", name="Buat alamat kalender").click()
    address = desk.get_by_label("Alamat kalender Anda").input_value()
    look(desk, "calendar-address")
    words = open_browser(PHONE).request.get(address).text()
    assert "SUMMARY:Musyawarah bulanan\\, Guyub Rukun" in words
