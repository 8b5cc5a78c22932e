"""What a kader brings comes to the meeting, is decided, promised, done and seen by her; and a family that wants
something else than was decided brings its case back."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from members.models import FollowUp
from pmks_cases.models import Case
from pmks_cases.models.case_states import State
from programs.actions import attendances, meetings
from programs.models import AgendaItem, Aspiration, Element, Meeting
from tests.conftest import give_office, make_user
from tests.journeys.conftest import PHONE, look, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(network, secretary):
    """Bambang leads, Siti is a kader, Yati accompanies."""
    give_office(bambang := make_user("bambang", name="Bambang Sutrisno"), "chair", network)
    give_office(make_user("siti", name="Siti Aminah"), "dasawisma_kader", network)
    give_office(yati := make_user("yati", name="Yati Lestari"), "psm", network)
    return {"chair": bambang, "psm": yati, "secretary": secretary}


def plan(network, people, days=3) -> Meeting:
    """A meeting with enough elements there."""
    by = people["secretary"]
    values = {"begins": dt.time(19, 30), "place": "Balai RW", "chair": people["chair"], "note_taker": by}
    meeting = meetings.plan(network, by=by, held_on=network.today() + dt.timedelta(days=days), **values)
    for element in (Element.RT, Element.RW, Element.FAITH):
        one = attendances.invite(meeting, by=by, name=f"Utusan {element.label}", element=element, sex="P")
        attendances.mark(one, by=by, is_present=True)
    return meeting


def propose_and_open(page, network, meeting) -> None:
    page.goto(f"/{network.slug}/musyawarah/{meeting.pk}/")
    page.get_by_role("button", name="Usulkan dari data").click()
    expect(page.get_by_text("1 hal diusulkan.")).to_be_visible()
    Meeting.objects.filter(pk=meeting.pk).update(held_on=network.today())
    page.goto(f"/{network.slug}/musyawarah/{meeting.pk}/jalan/")
    page.get_by_role("button", name="Buka musyawarah").click()


def test_an_aspiration_goes_from_the_kader_to_its_proof(open_browser, network, people):
    siti = open_browser(PHONE)
    sign_in(siti, "siti")
    expect(siti.get_by_role("navigation", name="Menu utama")).to_be_visible()
    siti.goto(f"/{network.slug}/aspirasi/")
    look(siti, "aspiration-list-empty")
    siti.get_by_role("link", name="Sampaikan aspirasi").first.click()
    siti.get_by_label("Apa yang ingin disampaikan").fill("Anak di sebelah sering dipukul")
    siti.get_by_role("button", name="Sampaikan").click()
    expect(siti.get_by_role("link", name="Tulis laporan dini")).to_be_visible()
    look(siti, "aspiration-danger")
    siti.get_by_label("Apa yang ingin disampaikan").fill("Saluran di depan musala mampet")
    siti.get_by_label("Tentang").select_option("saluran")
    look(siti, "aspiration-write")
    siti.get_by_role("button", name="Sampaikan").click()
    expect(siti.get_by_text("Aspirasi Anda sudah masuk.")).to_be_visible()
    look(siti, "aspiration-waits")

    chair = open_browser(PHONE)
    sign_in(chair, "bambang")
    expect(chair.get_by_role("navigation", name="Menu utama")).to_be_visible()
    propose_and_open(chair, network, plan(network, people))
    expect(chair.get_by_role("heading", name="Saluran di depan musala mampet")).to_be_visible()
    chair.get_by_label("Bunyi keputusannya").fill("Kerja bakti Minggu pagi")
    chair.get_by_role("button", name="Simpan keputusan").click()
    chair.get_by_role("link", name="Tambah janji").click()
    chair.get_by_label("Apa yang dijanjikan").fill("Pinjam cangkul dari balai")
    chair.get_by_label("Siapa").select_option(label="Yati Lestari, Relawan PSM")
    chair.get_by_role("button", name="Catat janji").click()
    expect(chair.get_by_text("Pinjam cangkul dari balai").first).to_be_visible()

    yati = open_browser(PHONE)
    sign_in(yati, "yati")
    expect(yati.get_by_role("navigation", name="Menu utama")).to_be_visible()
    yati.goto(f"/{network.slug}/janji/{FollowUp.objects.get().pk}/selesai/")
    yati.get_by_role("textbox").first.fill("Cangkul sudah di balai")
    yati.get_by_role("button", name="Ya, selesai").click()
    expect(yati.get_by_text("Janji ini selesai.")).to_be_visible()

    siti.goto(f"/{network.slug}/aspirasi/{Aspiration.objects.get().pk}/")
    for words in ("Kerja bakti Minggu pagi", "Pinjam cangkul dari balai", "Cangkul sudah di balai"):
        expect(siti.get_by_text(words).first).to_be_visible()
    look(siti, "aspiration-answered")
    chair.goto(f"/{network.slug}/musyawarah/hasil/")
    expect(chair.get_by_text("Pinjam cangkul dari balai")).to_be_visible()
    look(chair, "meeting-results")


def test_a_family_that_wants_something_else_brings_its_case_back(
    open_browser, network, people, make_case, make_resident
):
    case = make_case(make_resident("Sulastri"))
    Case.objects.filter(pk=case.pk).update(state=State.MEETING, psm=people["psm"])
    chair = open_browser(PHONE)
    sign_in(chair, "bambang")
    expect(chair.get_by_role("navigation", name="Menu utama")).to_be_visible()
    first = plan(network, people)
    propose_and_open(chair, network, first)
    chair.get_by_role("radio", name="Program bersama").check(force=True)
    chair.get_by_role("button", name="Simpan keputusan").click()
    expect(chair.get_by_text("menyampaikannya kepada keluarga")).to_be_visible()

    yati = open_browser(PHONE)
    sign_in(yati, "yati")
    expect(yati.get_by_role("navigation", name="Menu utama")).to_be_visible()
    yati.goto(f"/{network.slug}/")
    yati.get_by_role("link", name="Sampaikan keputusan kepada keluarga").first.click()
    look(yati, "family-answer")
    yati.get_by_label("Siapa yang diberi tahu").fill("Ibunya")
    yati.get_by_role("radio", name="Ingin lain").check(force=True)
    yati.get_by_label("Kata mereka sendiri").fill("Kami malu, ingin dibantu diam-diam")
    yati.get_by_role("button", name="Catat jawabannya").click()
    expect(yati.get_by_text("Kasusnya dirembuk lagi di musyawarah berikutnya.")).to_be_visible()
    expect(yati.get_by_text("Kami malu, ingin dibantu diam-diam").first).to_be_visible()
    case.refresh_from_db()
    assert case.state == State.MEETING

    meetings.close(Meeting.objects.get(pk=first.pk), by=people["chair"])
    following = plan(network, people, days=30)
    chair.goto(f"/{network.slug}/musyawarah/{following.pk}/")
    chair.get_by_role("button", name="Usulkan dari data").click()
    expect(chair.locator(".agenda-line", has_text="Keluarga ingin lain, dirembuk lagi")).to_contain_text(case.number)
    assert "malu" not in chair.content()
    assert AgendaItem.objects.filter(meeting=following).count() == 1
