"""From an empty installation to the first invited member: two invitations, a second factor each, and a third person."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from members.actions import networks
from tests.journeys.conftest import LAPTOP, PHONE, no_sideways_scroll

pytestmark = pytest.mark.django_db(transaction=True)
NEW_PASSWORD = "pisang-goreng-hangat"


@pytest.fixture
def paths(region, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    _network, paths = networks.start(
        village=region,
        rw="4",
        name="Guyub Rukun",
        rts=["1", "2", "3"],
        chair=("Hartono", "0800-0000-011"),
        secretary=("Endang Rahayu", "0800-0000-012"),
        by=None,
    )
    return paths


def accept(page, path: str, username: str) -> None:
    page.goto(path)
    assert path.split("/")[-2] not in page.url, "the token leaves the address bar"
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi baru").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Terima undangan").click()


def app_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up_app_code(page) -> None:
    page.get_by_role("link", name=re.compile("Kode dari aplikasi")).click()
    page.get_by_text("Membuka halaman ini di HP yang sama?").click()
    secret = page.get_by_label("Atau ketik kunci ini di aplikasi").input_value()
    page.get_by_label("Tulis enam angka yang muncul").fill(app_code(secret))
    page.get_by_role("button", name="Pasang").click()


def set_up_fingerprint(page) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.get_by_role("link", name=re.compile("Sidik jari")).click()
    page.get_by_label("Nama kunci ini").fill("HP saya")
    page.get_by_role("button", name="Pasang").click()


@pytest.mark.parametrize(
    ("screen", "set_up"), [(PHONE, set_up_fingerprint), (LAPTOP, set_up_app_code)], ids=["phone", "laptop"]
)
def test_secretary_takes_office_sets_up_a_second_factor_and_invites_a_volunteer(
    open_browser, live_server, paths, screen, set_up
):
    secretary = open_browser(screen)
    # A preview robot opens the link first; it uses nothing up.
    open_browser(PHONE).goto(paths["secretary"])
    accept(secretary, paths["secretary"], "endang")

    expect(secretary.get_by_text("Pasang kunci kedua dulu")).to_be_visible()
    secretary.goto("/guyub-rukun/pengurus/")
    expect(secretary).to_have_url(re.compile("/akun/kunci-kedua/$"))
    assert no_sideways_scroll(secretary)
    set_up(secretary)
    expect(secretary.locator("ol.codes li")).to_have_count(10)

    secretary.goto("/")
    expect(secretary.get_by_role("heading", level=1)).to_contain_text("Endang")
    assert no_sideways_scroll(secretary)

    secretary.goto("/guyub-rukun/pengurus/undang/")
    secretary.get_by_role("link", name="Relawan PSM").click()
    secretary.get_by_role("textbox", name=re.compile(r"^\s*Nama")).fill("Yati Wulandari")
    secretary.get_by_label("Nomor HP").fill("0800 0000 013")
    secretary.get_by_role("button", name="Buat undangan").click()
    expect(secretary.get_by_role("heading", level=1)).to_contain_text("Undangan untuk Yati")
    link = secretary.locator("input[value*='/undangan/']").input_value()
    assert no_sideways_scroll(secretary)

    volunteer = open_browser(PHONE)
    accept(volunteer, link.removeprefix(live_server.url), "yati")
    expect(volunteer.get_by_role("heading", level=1)).to_contain_text("Yati")
    assert no_sideways_scroll(volunteer)

    late = open_browser(PHONE)
    late.goto(link)
    expect(late.get_by_role("button", name="Terima undangan")).to_have_count(0)


def test_next_day_the_secretary_signs_in_with_a_code_from_her_printed_sheet(open_browser, paths, screen):
    page = open_browser(screen)
    accept(page, paths["secretary"], "endang")
    page.get_by_role("link", name=re.compile("Kode dari aplikasi")).click()
    page.get_by_text("Membuka halaman ini di HP yang sama?").click()
    secret = page.get_by_label("Atau ketik kunci ini di aplikasi").input_value()
    page.get_by_label("Tulis enam angka yang muncul").fill(app_code(secret))
    page.get_by_role("button", name="Pasang").click()
    code = page.locator("ol.codes li").first.inner_text()

    next_day = open_browser(screen)
    next_day.goto("/masuk/")
    next_day.get_by_label("Nama pengguna, nomor HP, atau email").fill("0800-0000-012")
    next_day.get_by_label("Kata sandi", exact=True).fill(NEW_PASSWORD)
    next_day.get_by_role("button", name="Masuk", exact=True).click()
    expect(next_day).to_have_url(re.compile("/akun/kunci-kedua/masuk/"))
    next_day.locator("input[name=code]").fill(code)
    next_day.get_by_role("button", name="Masuk dengan kode").click()
    expect(next_day.get_by_role("heading", level=1)).to_contain_text("Endang")
