"""Told: by the bell, by mail, and by whom nothing reaches; in a real browser, with a real mail server."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from members.actions import follow_ups
from members.models import RestDay
from tests.conftest import give_office, make_user, noon
from tests.journeys.conftest import look, no_sideways_scroll, sign_in
from tests.postbox import Postbox
from wksbm.notifications.actions import delivering, writing
from wksbm.notifications.models import Delivery, Notification, Preference

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(network):
    endang = make_user("endang", name="Endang Rahayu")
    give_office(endang, "secretary", network)
    yati = make_user("yati", name="Yati Ningsih", email="yati@contoh.invalid", phone="+628000000432")
    give_office(yati, "psm", network)
    return endang, yati


@pytest.fixture
def promised(network, people):
    """Two promises of Yati's for today, told to her."""
    endang, yati = people
    for what in ("Antar beras", "Antar obat"):
        follow_ups.make(network, by=endang, what=what, doer=yati, due_on=network.today())
    assert writing.write_due() == 2
    return list(Notification.objects.all())


def test_the_bell_leads_to_what_waits(open_browser, screen, promised, network):
    hers = open_browser(screen)
    sign_in(hers, "yati")
    bell = hers.locator(".bell")
    expect(bell.locator(".bell-count")).to_have_text(re.compile("^2"))
    bell.click()
    expect(hers.get_by_role("heading", name="Pemberitahuan", level=1)).to_be_visible()
    expect(hers.get_by_role("heading", name="Hari ini", exact=True)).to_be_visible()
    expect(hers.locator(".rows .badge")).to_have_text(["Belum dibaca", "Belum dibaca"])
    look(hers, "pemberitahuan")
    hers.get_by_role("button", name="Janji Anda hari ini").first.click()
    hers.get_by_label("Apa hasilnya?").fill("Sudah diantar")
    hers.get_by_role("button", name="Ya, selesai").click()
    expect(hers.get_by_text("Janji ini selesai")).to_be_visible()
    expect(hers.locator(".bell-count")).to_have_text(re.compile("^1"))
    hers.goto("/pemberitahuan/")
    expect(hers.get_by_role("button", name="Janji Anda hari ini")).to_have_count(1)
    hers.get_by_role("button", name="Tandai semua sudah dibaca").click()
    expect(hers.get_by_text("Semua ditandai sudah dibaca")).to_be_visible()
    expect(hers.locator(".bell-count")).to_have_count(0)


def test_without_scripts_the_bell_is_a_link(open_browser, screen, promised):
    hers = open_browser(screen, java_script_enabled=False)
    sign_in(hers, "yati")
    hers.get_by_role("link", name="Pemberitahuan").click()
    hers.get_by_role("button", name="Janji Anda hari ini").first.click()
    expect(hers.get_by_label("Apa hasilnya?")).to_be_visible()
    assert Notification.objects.filter(read_at=None).count() == 1


def test_from_a_mail_to_the_choices_without_sign_in(open_browser, screen, promised, people):
    with Postbox() as postbox:
        Notification.objects.filter(pk=promised[0].pk).update(at_once=True)  # leaves whatever the hour is
        assert delivering.deliver(now=noon()) >= 1
    text = postbox.read[0].get_body(("plain",)).get_content()
    hers = open_browser(screen)
    hers.goto(re.search(r"http://[^/]+(/surat/tautan/\S+)", text)[1])
    expect(hers.get_by_text("y•••@contoh.invalid")).to_be_visible()
    assert "/surat/pilihan/" in hers.url
    look(hers, "pilihan-email")
    hers.get_by_role("button", name="Batalkan langganan").click()
    expect(hers.get_by_role("heading", name="Ringkasan harian berhenti")).to_be_visible()
    look(hers, "pilihan-email-berhenti")
    assert Preference.objects.get().daily is False
    hers.get_by_role("button", name="Kirim lagi seperti semula").click()
    expect(hers.get_by_role("button", name="Batalkan langganan")).to_be_visible()
    hers.get_by_label("Pukul berapa").select_option("18.00 malam")
    hers.get_by_role("button", name="Simpan").click()
    expect(hers.get_by_text("Pilihan Anda disimpan.")).to_be_visible()
    assert (Preference.objects.get().daily, Preference.objects.get().hour) == (True, 18)
    hers.goto(re.search(r"http://[^/]+(/pemberitahuan/\d+/)", text)[1])
    expect(hers.get_by_label("Kata sandi", exact=True)).to_be_visible()
    hers.goto("/surat/tautan/bukan-tautan/")
    expect(hers.get_by_role("heading", name="Tautan ini sudah tidak berlaku")).to_be_visible()
    look(hers, "tautan-email-lewat")


def test_the_secretary_reaches_whom_nothing_reaches(open_browser, screen, promised, people, network):
    yati = people[1]
    yati.email = None
    yati.save()
    Notification.objects.update(written_at=timezone.now() - dt.timedelta(days=4))
    given_up = {"recipient": people[0], "channel": "email", "state": "given_up", "failure": "SMTP 550"}
    Delivery.objects.create(**given_up, slot="kemarin", ended_at=timezone.now())
    hers = open_browser(screen)
    sign_in(hers, "endang")
    hers.get_by_role("link", name="Pemberitahuan untuk 1 orang tidak sampai").click()
    chat = hers.get_by_role("link", name="Kirim lewat WhatsApp Yati Ningsih")
    assert chat.get_attribute("href").startswith("https://wa.me/628000000432?text=Halo%20Yati%20Ningsih")
    assert "Endang" not in hers.locator("main").inner_text()  # her own lost mail carried nothing of the network
    look(hers, "belum-sampai")


def test_days_of_rest_are_set_and_shown(open_browser, screen, people, network):
    hers = open_browser(screen)
    sign_in(hers, "endang")
    expect(hers.get_by_role("navigation", name="Menu utama")).to_be_visible()
    hers.goto(f"/{network.slug}/hari-istirahat/")
    look(hers, "hari-istirahat-kosong")
    hers.get_by_role("link", name="Ada yang wafat").click()
    hers.get_by_label("Hari pertama").fill(network.today().isoformat())
    assert no_sideways_scroll(hers)
    hers.get_by_role("button", name="Simpan").dblclick()
    expect(hers.get_by_text("tercatat sebagai hari istirahat")).to_be_visible()
    assert RestDay.objects.count() == 1
    look(hers, "hari-istirahat")
    hers.goto(f"/{network.slug}/")
    expect(hers.get_by_role("heading", name="Hari ini hari istirahat")).to_be_visible()
    look(hers, "beranda-hari-istirahat")
    hers.get_by_role("link", name="Atur hari istirahat").click()
    hers.get_by_role("link", name="Ada yang wafat", exact=True).first.click()
    hers.get_by_role("link", name="Hapus hari istirahat ini").click()
    look(hers, "hari-istirahat-hapus")
    hers.get_by_role("button", name="Ya, hapus").click()
    expect(hers.get_by_text("bukan hari istirahat lagi")).to_be_visible()
    assert RestDay.objects.count() == 0
