"""The monthly meeting, led by one person with a phone: from its plan to the promise that opens the next one."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from members.models import FollowUp
from pmks_cases.models import Case
from pmks_cases.models.case_states import State
from programs.actions import agenda, meetings
from programs.models import AgendaItem, Attendance, Decision, Element, Meeting
from tests.conftest import give_office, make_user
from tests.journeys.conftest import PHONE, look, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(network, person, make_case, make_resident):
    """A case that waits for a decision; the chair and an RT head are in office."""
    give_office(make_user("bambang", name="Bambang Sutrisno"), "chair", network)
    person("rt_head")
    case = make_case(make_resident("Sulastri"))
    Case.objects.filter(pk=case.pk).update(state=State.MEETING)
    return case


def test_from_the_plan_to_the_promise_that_opens_the_next_one(open_browser, network, waiting, secretary):
    page = open_browser(PHONE)
    sign_in(page, "bambang")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    page.goto(f"/{network.slug}/musyawarah/")
    page.get_by_role("link", name="Rencanakan musyawarah").click()
    look(page, "meeting-plan")
    page.get_by_label("Tempat").fill("Balai RW")
    page.get_by_role("button", name="Rencanakan").click()
    expect(page.get_by_text(f"{waiting.number}, {waiting.rt}, kursi roda anak").first).to_be_visible()
    look(page, "meeting-page")
    meeting = Meeting.objects.get()
    invite_everybody(page, meeting)
    run(page, waiting, meeting)
    page.get_by_role("link", name="Tutup notulen").click()
    page.get_by_role("button", name="Ya, tutup notulen").click()
    expect(page.get_by_text("Ditutup, tidak berubah lagi")).to_be_visible()
    expect(page.get_by_text("Tetangga siap bergantian")).to_be_visible()
    look(page, "meeting-minutes")
    assert "Sulastri" not in page.content()

    FollowUp.objects.update(due_on=network.today() - dt.timedelta(days=4))
    agenda.add(following := next_one(network, meeting, secretary), by=secretary, title="Kerja bakti")
    page.goto(f"/{network.slug}/musyawarah/{following.pk}/")
    page.get_by_role("button", name="Usulkan dari data").click()
    expect(page.get_by_text("2 hal diusulkan.")).to_be_visible()  # the promise, and that nobody has told the family
    undone = AgendaItem.objects.filter(meeting=following, kind=AgendaItem.Kind.UNDONE)
    assert [line.case for line in undone] == [waiting, waiting]
    for line in page.locator(".agenda-line", has_text="terlambat 4 hari").all():
        expect(line).to_contain_text(waiting.number)


def invite_everybody(page, meeting) -> None:
    page.get_by_role("link", name="Atur undangan").click()
    page.get_by_role("button", name="Undang semua pengurus").click()
    for name, element in (("Pak Anwar", Element.FAITH), ("Bu Sumiyem", Element.COMMUNITY)):
        page.get_by_label("Nama").fill(name)
        page.get_by_label("Unsur").select_option(element.value)
        page.get_by_label("L/P").select_option("P" if name.startswith("Bu") else "L")
        page.get_by_role("button", name="Undang", exact=True).click()
        expect(page.get_by_role("link", name=name)).to_be_visible()
    look(page, "meeting-invitations")
    Meeting.objects.filter(pk=meeting.pk).update(held_on=meeting.network.today())
    page.goto(f"/{meeting.network.slug}/musyawarah/{meeting.pk}/jalan/")


def run(page, waiting, meeting) -> None:
    """Quorate only after the takmir comes; then what is said, decided and promised on the case."""
    gather(page)
    decide(page, waiting, "Tetangga siap bergantian.")
    look(page, "meeting-run")
    page.get_by_role("link", name="Tambah janji").click()
    look(page, "meeting-promise")
    assert "Sulastri" not in page.content()
    page.get_by_label("Apa yang dijanjikan").fill("Jadwal antar bergantian")
    page.get_by_role("button", name="Catat janji").click()
    expect(page.get_by_text("Isinya di halaman janjinya.")).to_be_visible()
    assert "Jadwal antar bergantian" not in page.content()
    assert Attendance.objects.filter(meeting=meeting, is_present=True).count() == 3


def gather(page) -> None:
    """The chair and two elders come, one after the other."""
    page.get_by_role("button", name="Buka musyawarah").click()
    for name in ("Bambang Sutrisno", "Bu Sumiyem"):
        page.locator(".seat", has_text=name).click()
        expect(page.locator(".seat", has_text=name)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Belum kuorum.")).to_be_visible()
    page.locator(".seat", has_text="Pak Anwar").click()
    expect(page.get_by_text("Sudah kuorum.")).to_be_visible()


def decide(page, waiting, said: str) -> None:
    """What is said on the case, and that it becomes a joint program."""
    page.locator("#discussion").press_sequentially(said)
    expect(page.locator("#noted")).to_contain_text("Tersimpan")
    assert AgendaItem.objects.get(case=waiting).discussion == said
    page.get_by_role("radio", name="Program bersama").check(force=True)
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.get_by_text("Keputusan tercatat.")).to_be_visible()
    waiting.refresh_from_db()
    assert (waiting.state, Decision.objects.get().case_decision) == (State.PLAN, "program_bersama")


def next_one(network, meeting, secretary) -> Meeting:
    day = network.today() + dt.timedelta(days=30)
    people = {"chair": meeting.chair, "note_taker": meeting.note_taker}
    return meetings.plan(network, by=secretary, held_on=day, begins=dt.time(19, 30), place="Balai RW", **people)
