"""A report of violence in the chair's own family: he is shut out in silence, and somebody trained works on it."""

import pytest
from playwright.sync_api import expect

from members.models import Rt
from pmks_cases.models import Case, EarlyReport, Kinship, Resident
from tests.conftest import train
from tests.journeys.conftest import LAPTOP, PHONE, no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def girl(network, person, categories):
    """Dewi, whose uncle is the chair."""
    for role in ("dasawisma_kader", "secretary", "psm"):
        person(role)
    rt = Rt.objects.get(network=network, number="001")
    girl = Resident.objects.create(network=network, rt=rt, name="Dewi Anggraini")
    Kinship.objects.create(network=network, user=person("chair"), resident=girl, relation="lain")
    return girl


def test_from_the_report_to_the_trained_companion(open_browser, network, person, girl):
    kader = open_browser(PHONE)
    sign_in(kader, "dasawisma_kader-004")
    kader.goto(f"/{network.slug}/laporan/tulis/")
    kader.get_by_label("Yang Anda lihat sendiri").fill("Terdengar teriakan dari rumahnya, tiap malam.")
    expect(kader.get_by_label("Foto keadaannya")).to_be_visible()
    expect(kader.get_by_role("link", name="110 Polisi")).to_be_hidden()
    kader.get_by_label("Ada kekerasan, ancaman, atau bahaya").check(force=True)
    expect(kader.get_by_label("Foto keadaannya")).to_be_hidden()
    expect(kader.get_by_role("link", name="110 Polisi")).to_be_visible()
    kader.get_by_label("Di mana?").fill("Rumah cat hijau")
    kader.get_by_label("Tentang siapa?").fill("Dewi")
    kader.get_by_label("Jangan Chair-004").check()
    assert no_sideways_scroll(kader)
    kader.get_by_role("button", name="Kirim laporan").click()
    expect(kader.get_by_text("Terima kasih. Laporan Anda sudah masuk.")).to_be_visible()
    report = EarlyReport.objects.get()

    chair = open_browser(LAPTOP)
    sign_in(chair, "chair-004")
    chair.goto(f"/{network.slug}/laporan/")
    expect(chair.get_by_text("Tidak ada laporan yang menunggu")).to_be_visible()
    assert chair.goto(f"/{network.slug}/laporan/{report.pk}/").status == 404

    secretary = open_browser(LAPTOP)
    sign_in(secretary, "secretary-004")
    secretary.goto(f"/{network.slug}/laporan/{report.pk}/")
    secretary.get_by_role("link", name="Buka kasus baru").click()
    secretary.get_by_role("link", name="Dewi Anggraini").click()
    secretary.get_by_role("button", name="Buka kasus").click()
    expect(secretary.get_by_text("sudah dibuka.")).to_be_visible()
    case = Case.objects.get()
    assert case.is_secret
    assert chair.goto(f"/{network.slug}/kasus/{case.number}/").status == 404

    secretary.goto(f"/{network.slug}/kasus/{case.number}/siapa-tahu/")
    secretary.get_by_role("link", name="Tambah orang").click()
    secretary.get_by_label("Siapa lagi yang perlu tahu?").select_option(str(person("psm").pk))
    secretary.get_by_role("button", name="Simpan").click()
    expect(secretary.get_by_text("belum berpelatihan lanjutan").first).to_be_visible()
    train(person("psm"))
    secretary.get_by_label("Siapa lagi yang perlu tahu?").select_option(str(person("psm").pk))
    secretary.get_by_role("button", name="Simpan").click()
    expect(secretary.get_by_text("sekarang melihat kasus ini.")).to_be_visible()

    psm = open_browser(PHONE)
    sign_in(psm, "psm-004")
    assert psm.goto(f"/{network.slug}/kasus/{case.number}/").status == 200
    expect(psm.get_by_text("Dewi Anggraini").first).to_be_visible()
    assert kader.goto(f"/{network.slug}/kasus/{case.number}/").status in (403, 404)
