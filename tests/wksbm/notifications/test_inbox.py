"""The inbox in the portal, and the number on the bell of every page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.actions import follow_ups
from members.models import FollowUp
from tests.conftest import give_office, make_user
from wksbm.notifications.actions import inbox as reading
from wksbm.notifications.models import Notification

INBOX = "/pemberitahuan/"


@pytest.fixture
def page(signed_in, doer):
    """`page()`: the words of the inbox of the one who promised."""

    def open_(address: str = INBOX, **headers):
        response = signed_in(doer).get(address, headers=headers)
        assert response.status_code == 200
        return response.content.decode()

    return open_


def days_of(html: str) -> list[str]:
    return re.findall(r'<h2 id="hari-\d+">\s*([^<]+?)\s*</h2>', html)


def without_tokens(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def rows_of(html: str) -> int:
    return html.count('formaction="')


class TestThePage:
    def test_the_newest_come_first_day_by_day(self, page, promised, told_before, network):
        rows = promised(4)
        told_before(rows[1:2], days=1)
        told_before(rows[2:3], days=1, minutes=1)
        told_before(rows[3:], days=9)
        html = page()
        assert days_of(html)[:2] == ["Hari ini", "Kemarin"]
        assert len(days_of(html)) == 3
        order = re.findall(r"/pemberitahuan/(\d+)/buka/", html)
        assert order == [str(row.pk) for row in rows]

    def test_what_cannot_wait_says_so_in_a_word_until_it_was_read(self, page, promised):
        """A colour alone is not seen by everybody; the word tells nothing of what it is about."""

        def urgent_ones() -> list[int]:
            rows = re.split(r'<button type="submit"\s+class="title"', page())[1:]
            return [int(re.search(r"/(\d+)/buka/", row)[1]) for row in rows if "Segera</span>" in row]

        urgent, _other = promised(2)
        assert urgent_ones() == []
        Notification.objects.filter(pk=urgent.pk).update(at_once=True)
        assert urgent_ones() == [urgent.pk]
        Notification.objects.filter(pk=urgent.pk).update(read_at=timezone.now())
        assert urgent_ones() == []

    def test_what_is_done_says_nothing_any_more(self, page, promised, doer):
        promised(2)
        follow_ups.finish(FollowUp.objects.first(), by=doer, outcome="Sudah")
        assert rows_of(page()) == 1

    def test_nothing_told_is_said_kindly(self, page):
        html = page()
        assert "Tidak ada pemberitahuan" in html
        assert rows_of(html) == 0
        assert "Tandai semua" not in html

    def test_nothing_of_what_was_promised_stands_in_it(self, page, promised):
        promised()
        assert "Sulastri" not in page()

    def test_what_a_person_may_not_see_leaves_no_trace(self, page, promised):
        promised(2)
        before = [without_tokens(page()), page(f"{INBOX}jumlah/")]
        told = promised(3, restricted=True)
        assert len(told) == 5
        assert [without_tokens(page()), page(f"{INBOX}jumlah/")] == before

    def test_other_peoples_things_are_not_there(self, page, promised, secretary):
        promised(to=secretary)
        assert rows_of(page()) == 0

    def test_a_long_inbox_goes_on_after_the_last_one_shown(self, page, promised):
        rows = promised(reading.PAGE_SIZE + 2)
        html = page()
        assert rows_of(html) == reading.PAGE_SIZE
        rest = page(f"{INBOX}?after={rows[reading.PAGE_SIZE - 1].pk}")
        assert rows_of(rest) == 2
        assert "Yang terbaru" in rest

    def test_a_page_is_full_however_much_of_it_is_done(self, doer, promised, monkeypatch):
        monkeypatch.setattr(reading, "LOOKED_AT", 4)
        monkeypatch.setattr(reading, "PAGE_SIZE", 3)
        rows = promised(12)
        gone = [row.about_id for row in rows[:6]]
        FollowUp.objects.filter(pk__in=gone).update(state=FollowUp.State.DONE)
        first = reading.newest(doer)
        assert [row.pk for row, _told in first] == [row.pk for row in rows[6:9]]
        rest = reading.newest(doer, after=str(first.after))
        assert [row.pk for row, _told in rest] == [row.pk for row in rows[9:]]
        assert rest.after is None

    @pytest.mark.parametrize("after", ["x", "1", "9" * 30, "-4"])
    def test_an_invented_place_begins_at_the_top(self, page, promised, after):
        promised()
        assert rows_of(page(f"{INBOX}?after={after}")) == 1

    def test_who_has_one_network_finds_its_menu(self, page, network):
        assert f'href="/{network.slug}/janji/"' in page()

    def test_who_has_several_is_not_put_into_one(self, page, doer, network, other_network):
        give_office(doer, "psm", other_network)
        assert 'aria-label="Menu utama"' not in page()

    def test_who_holds_no_office_has_an_empty_one(self, signed_in, db):
        assert "Tidak ada pemberitahuan" in signed_in(make_user("siapa.saja")).get(INBOX).content.decode()

    def test_it_costs_the_same_for_one_and_for_three(self, signed_in, doer, promised):
        client = signed_in(doer)

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                client.get(INBOX)
            return len(captured)

        promised(1)
        cost()  # fills what is read once for each process
        one = cost()
        promised(2)
        assert cost() == one
        assert one <= 8


class TestReading:
    def test_looking_marks_nothing(self, page, promised):
        (row,) = promised()
        page()
        page(f"{INBOX}jumlah/")
        row.refresh_from_db()
        assert row.read_at is None

    def test_a_row_is_a_button_that_marks_it_and_goes_to_the_thing(self, signed_in, doer, network, promised):
        (row,) = promised()
        response = signed_in(doer).post(reverse("notifications:read", args=[row.pk]))
        assert response.url == reverse("members:finish_follow_up", args=[network.slug, row.about_id])
        row.refresh_from_db()
        assert row.read_at is not None

    def test_a_second_press_keeps_the_first_instant(self, signed_in, doer, promised):
        (row,) = promised()
        for _time in range(2):
            signed_in(doer).post(reverse("notifications:read", args=[row.pk]))
            first = Notification.objects.get().read_at
        assert Notification.objects.get().read_at == first

    def test_a_link_of_a_mail_leads_to_the_thing_and_marks_nothing(self, signed_in, doer, promised):
        (row,) = promised()
        response = signed_in(doer).get(reverse("notifications:open", args=[row.pk]))
        assert response.status_code == 302
        assert "/janji/" in response.url
        assert Notification.objects.get().read_at is None

    def test_a_link_to_what_is_done_leads_to_the_inbox(self, signed_in, doer, promised):
        (row,) = promised()
        follow_ups.finish(FollowUp.objects.get(), by=doer, outcome="Sudah")
        response = signed_in(doer).get(reverse("notifications:open", args=[row.pk]), follow=True)
        assert response.redirect_chain == [(INBOX, 302)]
        assert "sudah tidak menunggu Anda lagi" in response.content.decode()

    @pytest.mark.parametrize(("name", "method"), [("open", "get"), ("read", "post")])
    def test_somebody_elses_is_not_there(self, signed_in, secretary, promised, name, method):
        (row,) = promised()
        response = getattr(signed_in(secretary), method)(reverse(f"notifications:{name}", args=[row.pk]))
        assert response.status_code == 404
        assert Notification.objects.get().read_at is None

    def test_a_stranger_signs_in_first_and_goes_on_from_there(self, client, promised):
        (row,) = promised()
        address = reverse("notifications:open", args=[row.pk])
        assert client.get(address).url == f"{reverse('account_login')}?next={address}"

    def test_all_can_be_marked_at_once_and_only_the_own_ones(self, signed_in, doer, secretary, promised):
        promised(2)
        promised(to=secretary)
        response = signed_in(doer).post(reverse("notifications:read_all"), follow=True)
        assert "Semua ditandai sudah dibaca" in response.content.decode()
        assert "Tandai semua" not in response.content.decode()
        assert [row.recipient for row in Notification.objects.filter(read_at=None)] == [secretary]

    def test_marking_takes_a_button(self, signed_in, doer, promised):
        (row,) = promised()
        for address in (reverse("notifications:read_all"), reverse("notifications:read", args=[row.pk])):
            assert signed_in(doer).get(address).status_code == 405


class TestTheBell:
    def test_it_counts_what_is_unread_and_still_holds(self, page, promised, doer):
        assert page(f"{INBOX}jumlah/").strip() == ""
        promised(3)
        follow_ups.finish(FollowUp.objects.first(), by=doer, outcome="Sudah")
        html = page(f"{INBOX}jumlah/")
        assert re.search(r'class="bell-count">\s*2<', html)

    def test_it_says_a_hundred_at_most(self, page, promised):
        promised(101)
        assert "99+" in page(f"{INBOX}jumlah/")

    def test_it_hangs_in_the_frame_of_every_page_and_asks_for_itself(self, page, promised, network):
        promised(3)
        for address in (INBOX, f"/{network.slug}/", f"/{network.slug}/janji/", "/akun/", "/surat/"):
            html = page(address)
            assert html.count('hx-get="/pemberitahuan/jumlah/"') == 1
            assert 'class="bell-count"' not in html

    def test_it_is_not_there_for_who_must_set_up_a_second_factor_first(self, signed_in, secretary, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        response = signed_in(secretary).get(INBOX, follow=True)
        assert response.status_code == 200
        assert "/pemberitahuan/jumlah/" not in response.content.decode()

    def test_it_keeps_nobody_signed_in_on_a_shared_device(self, signed_in, doer):
        client = signed_in(doer)
        session = client.session
        session["shared_device"] = True
        session.save()
        client.get(INBOX)
        before = client.session.get_expiry_date()
        stored = connection_expiry(client)
        client.get(f"{INBOX}jumlah/")
        assert connection_expiry(client) == stored
        assert before is not None
        client.get(INBOX)
        assert connection_expiry(client) > stored

    def test_after_the_session_it_takes_no_page_away(self, client, db):
        headers = {"HX-Request": "true", "HX-Trigger-Name": "unread"}
        response = client.get(f"{INBOX}jumlah/", headers=headers)
        assert (response.status_code, response.headers.get("HX-Redirect")) == (401, None)


def connection_expiry(client):
    from django.contrib.sessions.models import Session

    return Session.objects.get(pk=client.session.session_key).expire_date
