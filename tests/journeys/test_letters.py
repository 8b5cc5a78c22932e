"""A letter from the postman to the promise: noted on a phone with its photo, disposed, done by who never reads it."""

import pytest
from playwright.sync_api import expect

from members.models import FollowUp, Organization
from programs.models import IncomingLetter
from tests.conftest import give_office, make_user
from tests.journeys.conftest import LAPTOP, PHONE, look, press, sign_in
from tests.pmks_cases.views.test_photos import jpeg

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def youth(network):
    where = Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")
    user = make_user("dimas", name="Dimas Rekaan")
    give_office(user, "organization_officer", network, organization=where)
    return user


def test_a_letter_is_noted_disposed_and_done(open_browser, network, secretary, youth):
    page = open_browser(PHONE)
    sign_in(page, secretary.username)
    page.goto(f"/{network.slug}/surat-masuk/")
    look(page, "letters-none")
    page.get_by_role("link", name="Catat surat masuk").first.click()
    page.get_by_label("Dari siapa").fill("Puskesmas Kaliwungu")
    page.get_by_label("Perihal").fill("Undangan posyandu lansia")
    page.get_by_label("Foto atau PDF suratnya").set_input_files(
        {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": jpeg((900, 1200)).read()}
    )
    look(page, "letter-new")
    press(page, "Simpan")
    expect(page.get_by_text(f"Surat masuk 001/{network.today().year} tercatat.")).to_be_visible()
    picture = page.get_by_role("img", name="Foto surat 1")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    look(page, "letter-waits")

    page.get_by_role("link", name="Disposisi", exact=True).click()
    page.get_by_label("Apa yang dikerjakan").fill("Siapkan kursi")
    page.get_by_label("Siapa").select_option(str(youth.current_memberships[0].pk))
    look(page, "letter-dispose")
    press(page, "Simpan disposisi")
    expect(page.get_by_text("Dikerjakan")).to_be_visible()
    look(page, "letter-disposed")

    letter, promise = IncomingLetter.objects.get(), FollowUp.objects.get()
    his = open_browser(PHONE)
    sign_in(his, youth.username)
    his.goto(f"/{network.slug}/janji/{promise.pk}/")
    expect(his.get_by_role("heading", name="Undangan posyandu lansia")).to_be_visible()
    expect(his.get_by_role("link", name="Surat masuk")).to_have_count(0)
    assert his.goto(f"/{network.slug}/surat-masuk/{letter.pk}/").status == 403

    desk = open_browser(LAPTOP)
    sign_in(desk, secretary.username)
    desk.goto(f"/{network.slug}/surat-masuk/?cari=posyandu")
    look(desk, "letters")
    desk.get_by_role("link", name="Buku agenda").click()
    expect(desk.get_by_text("Karang Taruna: belum selesai")).to_be_visible()
    look(desk, "letters-book")
