"""How a person wants to be mailed: in the own account, and from a mail's link without sign-in."""

import logging

import pytest
from django.core.cache import cache
from django.urls import reverse

from members.actions import accounts
from tests.conftest import give_office, make_user
from wksbm.core.audit import NothingPersonal
from wksbm.notifications.actions import preferences as choosing
from wksbm.notifications.links import behind, preference_of, preferences_token
from wksbm.notifications.models import Preference

OWN = "/surat/"
BY_LINK = "/surat/pilihan/"
CHOICES = {"daily": "on", "hour": "18", "urgent": "on"}


@pytest.fixture(autouse=True)
def nobody_has_guessed(db):
    cache.clear()


def chosen(user) -> tuple:
    row = Preference.objects.get(user=user)
    return row.daily, row.hour, row.urgent


@pytest.fixture
def from_mail(client, doer):
    """Somebody's browser after the link of a mail was pressed: nobody is signed in."""
    response = client.get(reverse("notifications:preferences_link", args=[preferences_token(doer)]))
    assert response.url == BY_LINK
    return client


class TestTheOwnPage:
    def test_it_shows_the_usual_and_the_address_masked(self, signed_in, doer):
        html = signed_in(doer).get(OWN).content.decode()
        assert "p•••@contoh.invalid" in html
        assert "psm@contoh.invalid" not in html
        assert '<option value="7" selected>07.00 pagi</option>' in html
        assert "(WIB)" in html

    def test_hours_are_those_between_which_mails_may_leave(self, signed_in, doer):
        form = signed_in(doer).get(OWN).context["form"]
        hours = form.fields["hour"].choices
        assert hours[0] == (6, "06.00 pagi")
        assert hours[-1] == (19, "19.00 malam")
        assert [words for _hour, words in hours if "siang" in words] == [
            f"{hour:02d}.00 siang" for hour in range(11, 15)
        ]

    def test_the_clock_is_the_networks(self, signed_in, doer, network, other_network):
        network.time_zone = "Asia/Jayapura"
        network.save()
        assert "(WIT)" in signed_in(doer).get(OWN).content.decode()
        give_office(doer, "psm", other_network)
        assert "(waktu setempat)" in signed_in(doer).get(OWN).content.decode()

    def test_what_is_chosen_is_kept(self, signed_in, doer):
        response = signed_in(doer).post(OWN, {"hour": "18", "urgent": "on"}, follow=True)
        assert "Pilihan Anda disimpan." in response.content.decode()
        assert chosen(doer) == (False, 18, True)
        signed_in(doer).post(OWN, CHOICES)
        assert chosen(doer) == (True, 18, True)

    def test_without_urgent_ones_it_warns(self, signed_in, doer):
        response = signed_in(doer).post(OWN, {"daily": "on", "hour": "7"}, follow=True)
        assert "Kabar darurat sekarang hanya ada di portal" in response.content.decode()
        assert chosen(doer) == (True, 7, False)

    @pytest.mark.parametrize("hour", ["5", "20", "x", ""])
    def test_an_hour_of_the_night_is_refused_beside_its_field(self, signed_in, doer, hour):
        response = signed_in(doer).post(OWN, {**CHOICES, "hour": hour})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["hour"]
        assert not Preference.objects.exists()

    def test_one_press_ends_the_daily_mail_and_another_takes_it_back(self, signed_in, doer):
        html = signed_in(doer).post(OWN, {"langganan": "berhenti"}, follow=True).content.decode()
        assert chosen(doer) == (False, 7, True)
        assert "Kirim lagi seperti semula" in html
        assert "Batalkan langganan" not in html
        html = signed_in(doer).post(OWN, {"langganan": "lagi"}, follow=True).content.decode()
        assert chosen(doer) == (True, 7, True)
        assert "Batalkan langganan" in html

    def test_without_an_address_it_says_where_to_write_one(self, signed_in, secretary):
        html = signed_in(secretary).get(OWN).content.decode()
        assert "Belum ada alamat email" in html
        assert f'href="{reverse("account_profile")}"' in html
        assert "Pukul berapa" not in html

    def test_the_account_menu_leads_to_it(self, signed_in, doer, network):
        assert 'href="/surat/"' in signed_in(doer).get(f"/{network.slug}/").content.decode()

    def test_looking_writes_nothing(self, signed_in, doer):
        signed_in(doer).get(OWN)
        assert not Preference.objects.exists()


class TestTheLinkOfAMail:
    def test_the_token_leaves_the_address(self, from_mail):
        page = from_mail.get(BY_LINK)
        assert page.status_code == 200
        assert "p•••@contoh.invalid" in page.content.decode()

    def test_nothing_else_of_the_portal_opens_with_it(self, from_mail, network):
        html = from_mail.get(BY_LINK).content.decode()
        assert "Menu utama" not in html
        assert "Akun:" not in html
        assert "/pemberitahuan/jumlah/" not in html
        for address in (OWN, "/pemberitahuan/", f"/{network.slug}/", "/akun/"):
            assert from_mail.get(address).url.startswith("/masuk/")

    def test_choices_are_kept_without_sign_in(self, from_mail, doer):
        html = from_mail.post(BY_LINK, CHOICES, follow=True).content.decode()
        assert "Pilihan Anda disimpan." in html
        assert chosen(doer) == (True, 18, True)

    def test_one_press_ends_it_and_is_taken_back_on_the_page(self, from_mail, doer):
        assert "Kirim lagi" in from_mail.post(BY_LINK, {"langganan": "berhenti"}, follow=True).content.decode()
        assert chosen(doer)[0] is False
        from_mail.post(BY_LINK, {"langganan": "lagi"})
        assert chosen(doer)[0] is True

    def test_a_second_factor_that_is_still_to_come_does_not_shut_it(self, client, person, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        chair = person("chair")
        client.force_login(chair, backend="members.adapters.PortalBackend")
        client.get(reverse("notifications:preferences_link", args=[preferences_token(chair)]))
        assert client.get(BY_LINK).status_code == 200

    def test_another_links_page_is_the_other_persons(self, from_mail, secretary):
        from_mail.get(reverse("notifications:preferences_link", args=[preferences_token(secretary)]))
        from_mail.post(BY_LINK, {"langganan": "berhenti"})
        assert chosen(secretary)[0] is False

    def test_without_a_link_there_is_nothing(self, client, db):
        assert client.get(BY_LINK).status_code == 410
        assert client.post(BY_LINK, CHOICES).status_code == 410

    def test_who_signs_in_next_on_the_same_phone_finds_nothing_of_it(self, from_mail, doer, secretary):
        assert from_mail.get(BY_LINK).status_code == 200
        from_mail.force_login(secretary, backend="members.adapters.PortalBackend")
        assert from_mail.get(BY_LINK).status_code == 410
        assert from_mail.post(BY_LINK, {"langganan": "berhenti"}).status_code == 410
        assert not Preference.objects.filter(user=doer).exists()
        assert not Preference.objects.exists()


def void_tokens(doer) -> list[str]:
    good = preferences_token(doer)
    return ["x", "ünsinn", good[:-6], good[::-1], good + "A" * 400, "A" * 5000]


class TestAVoidLink:
    def test_every_one_is_answered_by_the_same_kind_page(self, client, doer):
        pages = []
        for token in void_tokens(doer):
            page = client.get(reverse("notifications:preferences_link", args=[token]))
            assert page.status_code == 410
            pages.append(page.content.decode())
        assert "Tautan ini sudah tidak berlaku" in pages[0]
        assert 'class="door"' in pages[0]
        assert len(set(pages)) == 1

    def test_a_mail_program_is_told_so_too(self, client, doer):
        for token in void_tokens(doer):
            assert client.post(reverse("notifications:unsubscribe", args=[token])).status_code == 410
        assert not Preference.objects.exists()

    def test_links_of_older_mails_end_with_a_new_address(self, from_mail, doer):
        old = preferences_token(doer)
        accounts.change(doer, name=doer.name, phone="", email="baru@contoh.invalid")
        assert behind(old) is None
        assert from_mail.get(BY_LINK).status_code == 410
        doer.refresh_from_db()
        assert behind(preferences_token(doer)).user == doer

    def test_links_live_on_when_only_the_name_changes(self, doer):
        old = preferences_token(doer)
        accounts.change(doer, name="Nama Baru", phone="", email="PSM@contoh.invalid")
        assert behind(old).user == doer

    def test_choosing_keeps_the_links_alive(self, doer):
        old = preferences_token(doer)
        choosing.choose(preference_of(doer), daily=False)
        assert behind(old).daily is False

    def test_an_account_that_is_switched_off_has_none(self, doer):
        old = preferences_token(doer)
        doer.is_active = False
        doer.save()
        assert behind(old) is None

    def test_who_guesses_is_made_to_wait_and_others_are_not(self, client, doer):
        for number in range(20):
            assert client.get(reverse("notifications:preferences_link", args=[f"x{number}"])).status_code == 410
        guess = reverse("notifications:preferences_link", args=["x21"])
        good = reverse("notifications:preferences_link", args=[preferences_token(doer)])
        assert client.get(guess).status_code == 429
        assert client.post(reverse("notifications:unsubscribe", args=["x21"])).status_code == 429
        assert client.get(good).status_code == 429
        assert client.get(good, REMOTE_ADDR="127.0.0.77").status_code == 302

    def test_no_log_keeps_a_token(self, doer):
        path = reverse("notifications:preferences_link", args=[preferences_token(doer)])
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s", (path,), None)
        NothingPersonal().filter(record)
        assert record.getMessage() == "/surat/tautan/…/"


class TestOneClick:
    """RFC 8058: the mail program posts without cookies and without our form token."""

    @pytest.fixture
    def strict(self, doer):
        from django.test import Client

        return Client(enforce_csrf_checks=True)

    def test_it_ends_the_daily_mail(self, strict, doer):
        address = reverse("notifications:unsubscribe", args=[preferences_token(doer)])
        response = strict.post(address, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert response.cookies == {}
        assert chosen(doer) == (False, 7, True)

    def test_looking_at_the_address_ends_nothing(self, strict, doer):
        address = reverse("notifications:unsubscribe", args=[preferences_token(doer)])
        assert strict.get(address).url == reverse("notifications:preferences_link", args=[preferences_token(doer)])
        assert not Preference.objects.exists()

    def test_the_page_itself_takes_our_form_token_only(self, strict, doer):
        strict.get(reverse("notifications:preferences_link", args=[preferences_token(doer)]))
        assert strict.post(BY_LINK, {"langganan": "berhenti"}).status_code == 403
        assert not Preference.objects.exists()


def test_who_has_no_office_still_chooses(signed_in, db):
    somebody = make_user("siapa.saja", email="siapa@contoh.invalid")
    signed_in(somebody).post(OWN, CHOICES)
    assert chosen(somebody) == (True, 18, True)
