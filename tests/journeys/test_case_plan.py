"""A volunteer plans with a family, measures, goes on; the chair closes what was reached. Also without JavaScript."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from pmks_cases.actions import assignments, cases
from pmks_cases.models import Case, CaseMove
from pmks_cases.models.case_states import State
from tests.conftest import give_office, make_user
from tests.journeys.conftest import no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/guyub-rukun/kasus/"


@pytest.fixture
def people(network):
    """A secretary, a chair and a volunteer."""
    found = {}
    for username, name, role in (
        ("endang", "Endang Rahayu", "secretary"),
        ("bambang", "Bambang Sutrisno", "chair"),
        ("yati", "Yati Rahayu", "psm"),
    ):
        found[username] = make_user(username, name=name)
        give_office(found[username], role, network)
    return found


@pytest.fixture
def case(people, network, make_resident):
    """A case of the volunteer that was decided and waits for its plan."""
    resident = make_resident("Sulastri Rahayu", birth_on=dt.date(1960, 5, 5))
    values = {"need": "modal menjahit", "need_kind": "penghasilan", "resident": resident}
    case = cases.open_case(network, by=people["endang"], values=values)
    assignments.assign(case, by=people["endang"], psm=people["yati"])
    Case.objects.update(state=State.PLAN, decision="tangani_sendiri")
    return case


def at_home(page, username: str) -> None:
    sign_in(page, username)
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()


def tap(page, word: str) -> None:
    """The words of a tap lie over its radio button."""
    page.get_by_role("radio", name=word, exact=True).check(force=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_plan_to_a_closing_that_was_measured(open_browser, screen, people, case, network, scripts):
    page = open_browser(screen, java_script_enabled=scripts)
    at_home(page, "yati")
    here, soon = f"{HERE}{case.number}/", network.today() + dt.timedelta(days=30)

    page.goto(f"{here}pindah/intervensi/")
    page.get_by_label("Apa keinginannya sendiri?").fill("Ingin menjahit lagi")
    page.get_by_label("Apa yang ia sanggupi sendiri?").fill("Mesinnya ia rawat sendiri")
    page.get_by_label("Apa yang ingin dicapai?").fill("Pesanan tiap bulan")
    page.get_by_label("Tandanya apa?").fill("pesanan selesai sebulan")
    page.get_by_label("Dihitung dalam apa?").fill("pesanan")
    page.get_by_label("Keadaan sekarang", exact=True).first.fill("0")
    page.get_by_label("Yang ingin dicapai", exact=True).first.fill("8")
    page.get_by_label("Kapan tercapai?").fill(soon.isoformat())
    page.get_by_label("Apa langkahnya?").fill("Ajukan modal ke donatur")
    page.get_by_label("Siapa yang mengerjakan?").select_option("Yati Rahayu")
    page.get_by_label("Paling lambat kapan?").fill(soon.isoformat())
    assert no_sideways_scroll(page)
    page.get_by_role("button", name="Mulai membantu").click()
    expect(page.get_by_text("Kasus ini sekarang: Sedang dibantu.")).to_be_visible()

    page.get_by_role("link", name="Ukur lagi").click()
    page.get_by_label("pesanan selesai sebulan").fill("9")
    page.get_by_role("button", name="Simpan ukuran").click()
    expect(page.get_by_text("Tercatat: 9 pesanan.")).to_be_visible()

    page.goto(f"{here}pindah/monitoring/")
    tap(page, "Ajukan modal ke donatur")
    page.get_by_label("Apa hasilnya?").fill("Modal Rp500.000")
    page.get_by_role("button", name="Lanjut dipantau").click()
    expect(page.get_by_text("Kasus ini sekarang: Dipantau.")).to_be_visible()

    chair = open_browser(screen, java_script_enabled=scripts)
    at_home(chair, "bambang")
    chair.goto(f"{here}pindah/terminasi/")
    tap(chair, "Tujuan tercapai")
    chair.get_by_label("Apa yang terjadi?").fill("Pesanan tetap delapan sebulan")
    assert no_sideways_scroll(chair)
    chair.get_by_role("button", name="Tutup kasus").click()
    expect(chair.get_by_text("Kasus ini sekarang: Masih ditengok.")).to_be_visible()
    last = CaseMove.objects.filter(case=case).order_by("at").values_list("end", flat=True)
    assert list(last)[-4:] == ["intervensi", "monitoring", "terminasi", "bimbingan_lanjut"]
    stored = Case.objects.get()
    assert (stored.closing_reason, stored.aftercare_visits) == ("tercapai", 2)
