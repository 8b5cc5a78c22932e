"""One meeting from the agenda that proposes itself to the promise that opens the next one: what was decided is kept by
somebody, or comes back."""

import datetime as dt
import re
from io import BytesIO

import pytest
from django.utils.formats import date_format
from playwright.sync_api import expect
from pypdf import PdfReader

from members.models import FollowUp, Organization
from pmks_cases.models import Case, Consent, FamilyAnswer
from pmks_cases.models.case_states import State
from programs.actions import aspirations
from programs.models import AgendaItem, Attendance, Meeting
from tests.conftest import give_office, make_user
from tests.journeys.conftest import LAPTOP, PHONE, days_go_by, follow, look, press, told
from tests.journeys.test_invitations import answers, calendar_of, move_by_a_day
from tests.journeys.test_meetings import decide, gather
from tests.postbox import Postbox
from wksbm.notifications.actions import delivering, writing

pytestmark = pytest.mark.django_db(transaction=True)

NAME, HOUSE, WHAT, SAID = "Sulastri", "belakang pos ronda", "Antar berobat hari Selasa", "Bapaknya di-PHK"
OF_THE_CASE = ("kursi roda", SAID, "Program bersama", "Menyusun rencana")
"""What is known of the case and of its meeting, and not told to who only keeps a promise."""
BY_MAIL = ("bambang", "dimas", "yati")
"""Those who are invited and read mail; Endang does too, and it is she who invites."""


@pytest.fixture
def people(at_noon, secretary):
    """Endang is the secretary, Bambang the chair, Yati accompanies; Dimas speaks for Karang Taruna, Haryo for the
    mosque. All but Haryo read mail."""
    secretary.username, secretary.name, secretary.email = "endang", "Endang Rahayu", "endang@contoh.invalid"
    secretary.save()
    for username, name, role in (("bambang", "Bambang Sutrisno", "chair"), ("yati", "Yati Lestari", "psm")):
        give_office(make_user(username, name=name, email=f"{username}@contoh.invalid"), role, at_noon)
    for username, name, kind, organization in (
        ("dimas", "Dimas Anggara", "karang_taruna", "Karang Taruna Maju"),
        ("haryo", "Haryo Rekaan", "takmir", "Takmir Al-Ikhlas"),
    ):
        made = Organization.objects.create(network=at_noon, kind=kind, name=organization)
        email = f"{username}@contoh.invalid" if username == "dimas" else None
        give_office(make_user(username, name=name, email=email), "organization_officer", at_noon, organization=made)


@pytest.fixture
def waiting(people, at_noon, make_case, make_resident):
    """A case that waits for a decision. Its family lets Karang Taruna be told of it, and the mosque not. Beside it
    somebody wants the lamps mended."""
    case = make_case(make_resident(NAME), landmark=HOUSE)
    Case.objects.filter(pk=case.pk).update(state=State.MEETING)
    by = case.opened_by
    values = {"purpose": "diberitahukan", "given_by": "Ibunya", "way": "lisan", "by": by}
    for kind, answer in (("karang_taruna", True), ("takmir", False)):
        organization = Organization.objects.get(network=at_noon, kind=kind)
        Consent.objects.create(network=at_noon, case=case, organization=organization, answer=answer, **values)
    aspirations.write(at_noon, by=by, text="Lampu jalan mati di tikungan", kind="keamanan")
    case.refresh_from_db()
    return case


def test_from_the_proposed_agenda_to_the_promise_that_opens_the_next_one(waiting, at_noon, at_home, open_browser):
    network, line = at_noon, f"{waiting.number}, {waiting.rt}, kursi roda anak"
    endang = at_home("endang", LAPTOP)
    meeting = planned(endang, network)
    assert lines(endang) == [f"1. {line}", "2. Lampu jalan mati di tikungan"]
    assert NAME not in endang.content()

    link = invite(endang, meeting)
    anwar = open_browser(PHONE, java_script_enabled=False)
    anwar.goto(link)
    press(anwar, "Hadir")
    expect(anwar.get_by_text("Sampai jumpa di sana.")).to_be_visible()
    move_it(endang, anwar, meeting)

    the_day_comes(network)
    bambang = at_home("bambang", PHONE)
    hold_it(bambang, meeting, waiting)
    promise = promised_to_dimas(bambang, waiting)
    he_reads_what_was_chosen(at_home("dimas", PHONE), meeting, promise)
    the_takmir_reads_neither(at_home("haryo", PHONE), meeting, promise)
    anwar.reload()
    assert [words in anwar.content() for words in (NAME, HOUSE, WHAT, waiting.number)] == [False] * 4

    follow(bambang, "Tutup notulen")
    press(bambang, "Ya, tutup notulen")
    expect(bambang.get_by_text("Ditutup, tidak berubah lagi")).to_be_visible()
    papers_name_nobody(endang, meeting, line)

    it_rises(endang, bambang, at_home("dimas", LAPTOP), network, promise)
    planned(endang, network)
    first = endang.locator(".agenda-line").first
    expect(first).to_contain_text(line)
    expect(first).to_contain_text("Dijanjikan Dimas Anggara, terlambat 7 hari")
    assert NAME not in endang.content()
    look(endang, "next-agenda")
    assert [row.kind for row in AgendaItem.objects.filter(meeting=Meeting.objects.latest("pk")).order_by("order")] == [
        AgendaItem.Kind.UNDONE,
        AgendaItem.Kind.NEIGHBOURHOOD,
    ]


# --- Before the day ----------------------------------------------------------------------------------------------


def planned(desk, network) -> Meeting:
    desk.goto(f"/{network.slug}/musyawarah/")
    follow(desk, "Rencanakan musyawarah")
    desk.get_by_label("Tempat").fill("Balai RW")
    desk.get_by_label("Pemimpin").select_option(label="Bambang Sutrisno")
    press(desk, "Rencanakan")
    expect(desk.get_by_text("Musyawarah direncanakan.")).to_be_visible()
    look(desk, "meeting-proposed")
    return Meeting.objects.latest("pk")


def lines(page) -> list[str]:
    """The titles on the agenda, in their order."""
    return [words.replace("\n", " ") for words in page.locator(".agenda-line .title").all_inner_texts()]


def invite(desk, meeting) -> str:
    """All officers, and the elder of the mosque without an account; returns his own link."""
    desk.goto(f"/{meeting.network.slug}/musyawarah/{meeting.pk}/undangan/")
    press(desk, "Undang semua pengurus")
    for name, element, sex in (("Pak Anwar", "tokoh_agama", "L"), ("Bu Sumiyem", "tokoh_masyarakat", "P")):
        desk.get_by_label("Nama").fill(name)
        desk.get_by_label("Unsur").select_option(element)
        desk.get_by_label("L/P").select_option(sex)
        desk.get_by_label("Nomor HP").fill("0800-0000-101" if name == "Pak Anwar" else "")
        press(desk, "Undang")
        expect(desk.get_by_role("link", name=name)).to_be_visible()
    press(desk, "Kirim undangan (7 orang)")
    row = desk.locator("li", has_text="Pak Anwar").first
    press(row, "Buat pesan")
    address = row.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
    press(row, "Sudah diberi tahu")
    return re.search(r"/jawab/[\w-]+/", address.replace("%2F", "/"))[0]


def move_it(desk, elder, meeting) -> None:
    """By a day: each who reads mail is told exactly once, with the same event on its new day; the elder, whom Endang
    tells herself, is asked anew, for he has answered for the old day."""
    with Postbox() as postbox:
        assert [send(), send()] == [len(BY_MAIL), 0]
        move_by_a_day(desk, meeting)
        assert [send(), send()] == [len(BY_MAIL), 0]
    everybody = sorted(f"{name}@contoh.invalid" for name in BY_MAIL)
    invitations, moves = postbox.read[: len(BY_MAIL)], postbox.read[len(BY_MAIL) :]
    for letters, sequence in ((invitations, 0), (moves, 1)):
        assert sorted(letter["To"] for letter in letters) == everybody
        assert {calendar_of(letter)["SEQUENCE"] for letter in letters} == {sequence}
    first, then = calendar_of(invitations[0]), calendar_of(moves[0])
    assert {str(calendar_of(letter)["UID"]) for letter in postbox.read} == {str(first["UID"])}
    assert then["DTSTART"].dt - first["DTSTART"].dt == dt.timedelta(days=1)

    elder.reload()
    expect(elder.get_by_text("Dijawab untuk hari sebelumnya")).to_be_visible()
    look(elder, "answer-asked-anew")
    desk.goto(f"/{meeting.network.slug}/musyawarah/{meeting.pk}/undangan/")
    expect(desk.get_by_text("Dijawab untuk hari sebelumnya")).to_be_visible()
    look(desk, "invitations-asked-anew")
    untold = desk.get_by_role("region", name="Belum tahu harinya sekarang")
    press(untold.locator("li", has_text="Pak Anwar"), "Sudah diberi tahu")
    press(elder, "Hadir")
    expect(elder.get_by_text("Sampai jumpa di sana.")).to_be_visible()
    assert answers() == {"Pak Anwar": "hadir"}


def send() -> int:
    """What beat and worker do in five minutes."""
    writing.write_due()
    return delivering.deliver()


def the_day_comes(network) -> None:
    """The clock of a test stands still, so the day of the meeting is put back, and with it what was answered for it."""
    Meeting.objects.update(held_on=network.today())
    Attendance.objects.exclude(answered_for=None).update(answered_for=network.today())


# --- The evening -------------------------------------------------------------------------------------------------


def hold_it(phone, meeting, case) -> None:
    """On the chair's phone: not quorate until the takmir comes; then the decision moves the case."""
    phone.goto(f"/{meeting.network.slug}/musyawarah/{meeting.pk}/jalan/")
    gather(phone)
    look(phone, "meeting-quorate")
    decide(phone, case, SAID)
    to_tell = FamilyAnswer.objects.get()
    assert (to_tell.case, to_tell.decision, to_tell.follow_up.is_open) == (case, "program_bersama", True)


def promised_to_dimas(phone, case) -> FollowUp:
    """On the same page: who, and field by field what he may know."""
    follow(phone, "Tambah janji")
    phone.locator("main summary", has_text="Lembaga").click()
    press(phone, "Karang Taruna Maju")
    phone.get_by_label("Apa yang dijanjikan").fill(WHAT)
    assert [words in phone.content() for words in (NAME, HOUSE)] == [False, False]
    for field in ("Nama", "Rumah"):
        phone.get_by_label(field, exact=True).check()
    look(phone, "promise-in-the-meeting")
    press(phone, "Catat janji")
    expect(phone.get_by_text("Dimas Anggara, Karang Taruna Maju")).to_be_visible()
    return FollowUp.objects.get(organization__name="Karang Taruna Maju")


def he_reads_what_was_chosen(phone, meeting, promise) -> None:
    network = meeting.network
    follow(phone, WHAT)
    expect(phone.get_by_role("heading", name=WHAT, level=1)).to_be_visible()
    page = phone.content().replace("&nbsp;", " ")
    day = date_format(promise.due_on, "j F Y", use_l10n=False)
    assert [words in page for words in (NAME, HOUSE, day)] == [True] * 3
    assert [words in page for words in OF_THE_CASE] == [False] * len(OF_THE_CASE)
    look(phone, "promise-of-dimas")
    assert phone.goto(f"/{network.slug}/kasus/{Case.objects.get().number}/").status in (403, 404)
    phone.goto(f"/{network.slug}/musyawarah/{meeting.pk}/")
    assert [words in phone.content() for words in (NAME, HOUSE, SAID)] == [False] * 3


def the_takmir_reads_neither(phone, meeting, promise) -> None:
    base = f"/{meeting.network.slug}/"
    assert phone.goto(f"{base}janji/{promise.pk}/").status == 404
    for page in (base, f"{base}janji/", f"{base}musyawarah/{meeting.pk}/", f"{base}musyawarah/{meeting.pk}/notulen/"):
        assert phone.goto(page).status == 200
        assert [words in phone.content() for words in (NAME, HOUSE, WHAT, SAID)] == [False] * 4, page


# --- What is left of it ------------------------------------------------------------------------------------------


def papers_name_nobody(desk, meeting, line) -> None:
    """Notulen and berita acara are issued and opened; a case is its number, RT and the help needed."""
    for paper in ("Notulen musyawarah", "Berita acara musyawarah"):
        desk.goto(f"/{meeting.network.slug}/musyawarah/{meeting.pk}/notulen/")
        follow(desk, f"Terbitkan {paper}")
        press(desk, "Terbitkan")
        expect(desk.get_by_text("sudah terbit")).to_be_visible()
        file = desk.request.get(desk.get_by_role("link", name="Buka PDF").get_attribute("href"))
        words = " ".join(page.extract_text() for page in PdfReader(BytesIO(file.body())).pages)
        words = " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())
        assert line.replace("\N{NO-BREAK SPACE}", " ") in words, paper
        assert "Bambang Sutrisno" in words, paper
        assert [hidden for hidden in (NAME, HOUSE, WHAT, SAID) if hidden in words] == [], paper
        assert ("Dimas Anggara" in words, "Bu Sumiyem" in words) == ((True,) * 2 if "Not" in paper else (False,) * 2)


def it_rises(endang, bambang, dimas, network, promise) -> None:
    """Undone it is late: after three days the secretary knows, after seven the chair."""
    risen = "Janji yang dipegang Dimas Anggara terlambat {} hari"
    assert [line for page in (endang, bambang) for line in told(page) if "terlambat" in line] == []
    days_go_by(network, promise, 3)
    assert (risen.format(3) in told(endang), risen.format(3) in told(bambang)) == (True, False)
    days_go_by(network, promise, 7)
    assert [told(page).count(risen.format(7)) for page in (endang, bambang)] == [1, 1]
    assert "Janji Anda terlambat. Sibuk? Serahkan atau undur." in told(dimas)
    expect(dimas.locator(".told-rows")).to_contain_text("Sudah diketahui Endang Rahayu dan Bambang Sutrisno.")
