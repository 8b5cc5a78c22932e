"""Whom nothing reaches: mails given up, and people who read neither mail nor portal."""

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.actions import follow_ups
from members.models import FollowUp
from tests.conftest import give_office, make_user, noon
from tests.postbox import Postbox
from wksbm.core.registries import due_kinds
from wksbm.notifications.actions import delivering, preferences, unreached
from wksbm.notifications.links import preference_of
from wksbm.notifications.models import Delivery, Notification

KIND = next(kind for kind in due_kinds if kind.name == "unreached")


@pytest.fixture
def page(signed_in, network):
    def open_(who):
        response = signed_in(who).get(reverse("members:unreached", args=[network.slug]))
        assert response.status_code == 200
        return response

    return open_


@pytest.fixture
def refused(promised, bundled, doer):
    """The doer's mail of the day, refused for good by a real mail server."""
    with Postbox() as postbox:
        postbox.answer_to_data = "550 no such person"
        promised()
        bundled()
        assert delivering.deliver(now=noon()) == 0
    made = Delivery.objects.get()
    assert (made.state, made.failure) == (Delivery.State.GIVEN_UP, "SMTP 550")
    return made


@pytest.fixture
def silent(promised, told_before, doer):
    """The doer has no e-mail, and two things wait unread since four days."""
    doer.email = None
    doer.save()
    rows = promised(2)
    told_before(rows, days=4)
    return rows


def names(response, part: str) -> list[str]:
    return [line[0].name for line in response.context[part]]


class TestMailsGivenUp:
    def test_they_are_listed_by_person_with_what_to_do(self, page, secretary, refused, doer):
        response = page(secretary)
        ((person, advice, _chat),) = response.context["failed"]
        assert person == doer
        assert "Alamatnya ditolak" in advice
        assert doer.email not in response.content.decode()

    @pytest.mark.parametrize(
        ("failure", "words"), [("SMTP 452", "Kotak suratnya penuh"), ("TimeoutError", "Beri tahu operator desa")]
    )
    def test_each_kind_of_refusal_has_its_advice(self, page, secretary, refused, failure, words):
        Delivery.objects.update(failure=failure)
        assert words in page(secretary).content.decode()

    def test_a_mail_that_arrived_later_takes_the_person_off_the_list(self, page, secretary, refused, promised, bundled):
        promised(1)
        bundled(days=1)
        assert delivering.deliver(now=noon() + dt.timedelta(days=1)) == 1
        assert page(secretary).context["failed"] == []

    def test_try_again_sends_it_once_more(self, signed_in, network, secretary, refused, doer, page):
        address = reverse("members:try_again", args=[network.slug, doer.pk])
        response = signed_in(secretary).post(address, follow=True)
        assert "dikirim lagi sebentar lagi" in response.content.decode()
        assert delivering.deliver(now=noon()) == 1
        assert [letter.to for letter in mail.outbox] == [[doer.email]]
        assert page(secretary).context["failed"] == []

    def test_several_go_out_again_as_one(self, refused, promised, bundled, doer):
        tomorrow = noon() + dt.timedelta(days=1)
        with Postbox() as postbox:
            postbox.answer_to_data = "550 no such person"
            promised(2)
            bundled(days=1)
            delivering.deliver(now=tomorrow)
        unreached.try_again(doer)
        assert delivering.deliver(now=tomorrow) == 1
        (letter,) = mail.outbox
        assert letter.subject == "3 hal menunggu Anda"

    def test_a_second_press_finds_nothing_to_send(self, signed_in, network, secretary, refused, doer):
        address = reverse("members:try_again", args=[network.slug, doer.pk])
        assert [signed_in(secretary).post(address).status_code for _time in range(2)] == [302, 404]

    def test_looking_sends_nothing(self, signed_in, network, secretary, refused, doer):
        assert signed_in(secretary).get(reverse("members:try_again", args=[network.slug, doer.pk])).status_code == 405
        refused.refresh_from_db()
        assert refused.state == Delivery.State.GIVEN_UP

    def test_who_has_no_address_any_more_is_not_tried_again(self, signed_in, network, secretary, refused, doer, page):
        doer.email = None
        doer.save()
        assert page(secretary).context["failed"] == []
        address = reverse("members:try_again", args=[network.slug, doer.pk])
        assert signed_in(secretary).post(address).status_code == 404


class TestWhoReadsNeither:
    def test_after_three_days_without_mail_and_inbox(self, page, secretary, silent, told_before, doer):
        told_before(silent, days=2)
        assert names(page(secretary), "silent") == []
        told_before(silent[:1], days=3, minutes=1)
        assert names(page(secretary), "silent") == [doer.name]

    def test_the_message_says_how_many_and_where_and_nothing_more(self, page, secretary, silent, doer):
        doer.phone = "+628000000777"
        doer.save()
        ((_person, chat),) = page(secretary).context["silent"]
        parts = urlsplit(chat)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://wa.me/628000000777"
        assert parse_qs(parts.query)["text"] == [
            "Halo Psm-004, ada 2 hal yang menunggu Bapak/Ibu di portal Guyub Rukun. Masuk: http://127.0.0.1:8000/masuk/"
        ]

    def test_without_a_number_somebody_must_go_there(self, page, secretary, silent):
        html = page(secretary).content.decode()
        assert "temui langsung" in html
        assert "wa.me" not in html

    def test_who_ended_the_daily_mail_counts_as_without(self, page, secretary, silent, doer):
        doer.email = "psm@contoh.invalid"
        doer.save()
        assert names(page(secretary), "silent") == []
        preferences.choose(preference_of(doer), daily=False)
        assert names(page(secretary), "silent") == [doer.name]

    def test_who_read_it_in_the_portal_is_reached(self, page, secretary, silent, signed_in, doer):
        signed_in(doer).post(reverse("notifications:read_all"))
        assert names(page(secretary), "silent") == []

    def test_who_did_it_without_the_inbox_is_reached_once_it_is_set_aside(self, page, secretary, silent, doer):
        for promise in FollowUp.objects.all():
            follow_ups.finish(promise, by=doer, outcome="Sudah")
        assert unreached.set_aside() == 2
        assert names(page(secretary), "silent") == []

    def test_what_still_holds_is_not_set_aside(self, silent):
        assert unreached.set_aside() == 0
        assert not Notification.objects.exclude(read_at=None).exists()

    def test_people_of_other_networks_are_not_listed(self, silent, page, other_network, person, signed_in):
        stranger = person("secretary", other_network)
        response = signed_in(stranger).get(reverse("members:unreached", args=[other_network.slug]))
        assert response.context["silent"] == []

    def test_an_account_that_is_switched_off_is_not_listed(self, page, secretary, silent, doer):
        doer.is_active = False
        doer.save()
        assert names(page(secretary), "silent") == []


def plain(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


@pytest.fixture
def looked_at(page, signed_in, network, person):
    """Everything by which somebody on the board could tell."""

    def look() -> list[str]:
        found = []
        for role in ("secretary", "chair"):
            who = person(role)
            home = signed_in(who).get(reverse("network_home", args=[network.slug]))
            found += [plain(page(who)), plain(home), repr(KIND.find(who, network))]
        return found

    return look


def give_up(*rows, person, day: int, channel_answer: str = "SMTP 550") -> None:
    """These went into one mail, which was given up."""
    at = timezone.now() - dt.timedelta(days=day)
    made = Delivery.objects.create(
        recipient=person, channel="email", slot=str(day), state="given_up", failure=channel_answer, ended_at=at
    )
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(delivery=made)


class TestNobodyCanTell:
    """What is restricted changes no byte: not its mails, not its waiting, not beside other things in one mail."""

    def restricted(self, network, recipient, count: int) -> list[Notification]:
        made = [
            Notification(
                network=network, recipient=recipient, kind="follow_up_due", about_id=9000 + n, slot="x", restricted=True
            )
            for n in range(count)
        ]
        return Notification.objects.bulk_create(made)

    def test_people_whom_only_guarded_things_wait_for(self, looked_at, network, doer, person, told_before, secretary):
        before = looked_at()
        rows = self.restricted(network, doer, 2)
        told_before(rows, days=5)
        give_up(*rows, person=doer, day=1)
        kader = person("dasawisma_kader")
        told_before(self.restricted(network, kader, 1), days=9)
        assert looked_at() == before

    def test_guarded_things_beside_others(self, looked_at, network, doer, refused, person, told_before, promised):
        kader = person("dasawisma_kader")
        told_before(promised(to=kader), days=4)
        before = looked_at()
        assert "Psm-004" in before[0]
        assert "Dasawisma_Kader-004" in before[0] or kader.name in before[0]
        rows = self.restricted(network, doer, 3)
        give_up(*rows[:2], person=doer, day=0, channel_answer="SMTP 452")
        Notification.objects.filter(pk=rows[2].pk).update(delivery=refused)
        told_before(self.restricted(network, kader, 2), days=9)
        assert looked_at() == before

    def test_a_guarded_mail_that_arrived_mends_nothing(self, looked_at, network, doer, refused):
        before = looked_at()
        rows = self.restricted(network, doer, 1)
        give_up(*rows, person=doer, day=0)
        Delivery.objects.filter(slot="0").update(state=Delivery.State.SENT, ended_at=timezone.now())
        assert looked_at() == before

    def test_other_things_do_show(self, looked_at, promised, told_before, doer, secretary):
        """Else there would be nothing to compare."""
        before = looked_at()
        rows = promised()
        told_before(rows, days=5)
        give_up(*rows, person=doer, day=1)
        assert [one == other for one, other in zip(before, looked_at(), strict=True)] == [False] * 6


class TestTheWorkList:
    def test_one_line_for_the_board_says_how_many(self, secretary, network, refused, promised, person, told_before):
        assert len(KIND.find(secretary, network)) == 1
        told_before(promised(to=person("dasawisma_kader")), days=4)
        (due,) = KIND.find(secretary, network)
        assert due.title == "Pemberitahuan untuk 2 orang tidak sampai"
        assert due.url == reverse("members:unreached", args=[network.slug])

    def test_nothing_is_said_when_everybody_is_reached(self, secretary, network, promised):
        promised()
        assert KIND.find(secretary, network) == []

    @pytest.mark.parametrize("role", ["psm", "treasurer", "rt_head", "village_head", "auditor"])
    def test_it_is_the_boards(self, signed_in, person, network, role):
        response = signed_in(person(role)).get(reverse("members:unreached", args=[network.slug]))
        assert response.status_code == 403
        assert not person(role).has_perm(KIND.audience, network)


def test_the_page_costs_the_same_for_one_and_for_three(signed_in, secretary, network, promised, told_before):
    client = signed_in(secretary)
    address = reverse("members:unreached", args=[network.slug])

    def one_more(number: int) -> None:
        for mailed in (True, False):
            who = make_user(f"orang-{number}-{mailed}", email=f"o{number}@contoh.invalid" if mailed else None)
            give_office(who, "psm", network)
            rows = promised(to=who)
            told_before(rows, days=4)
            if mailed:
                give_up(*rows, person=who, day=1)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    one_more(1)
    cost()
    one = cost()
    one_more(2)
    one_more(3)
    assert cost() == one
    assert one <= 8
