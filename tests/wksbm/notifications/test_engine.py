"""From what is due to a mail: written once, bundled once a day, sent once."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from members.actions import follow_ups
from members.models import RestDay
from tests.conftest import give_office, noon
from wksbm.notifications.actions import bundling, delivering, inbox, writing
from wksbm.notifications.kinds import kinds
from wksbm.notifications.models import Delivery, Notification, Preference


@pytest.fixture
def doer(person):
    made = person("psm")
    made.email = "psm@contoh.invalid"
    made.save()
    return made


def promise(network, by, doer, days: int = 0):
    due_on = network.today() + dt.timedelta(days=days)
    return follow_ups.make(network, by=by, what="Antar beras ke rumahnya", doer=doer, due_on=due_on)


def at(network, hour: int, days: int = 0):
    day = network.today() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(hour), tzinfo=ZoneInfo(network.time_zone))


def test_a_promise_of_today_is_written_once_whatever_number_of_runs(network, secretary, doer):
    row = promise(network, secretary, doer)
    assert [writing.write_due(), writing.write_due()] == [1, 0]
    told = Notification.objects.get()
    assert (told.recipient, told.kind, told.about_id) == (doer, "follow_up_due", row.pk)


def test_what_is_promised_for_tomorrow_is_not_told(network, secretary, doer):
    promise(network, secretary, doer, days=1)
    assert writing.write_due() == 0


def test_a_digest_leaves_once_a_day_after_the_chosen_hour(network, secretary, doer):
    promise(network, secretary, doer)
    writing.write_due()
    assert bundling.bundle(at(network, 6)) == 0
    assert bundling.bundle(at(network, 9)) == 1
    promise(network, secretary, doer)
    writing.write_due()
    assert bundling.bundle(at(network, 11)) == 0
    assert delivering.deliver(now=at(network, 11)) == 1
    assert bundling.bundle(at(network, 8, days=1)) == 1
    assert Delivery.objects.count() == 2


def test_after_an_outage_over_midnight_one_digest_leaves_with_all_that_waits(network, secretary, doer):
    promise(network, secretary, doer)
    writing.write_due()
    assert bundling.bundle(at(network, 9)) == 1  # and no mail server answers until tomorrow
    promise(network, secretary, doer)
    writing.write_due()
    assert delivering.deliver(now=at(network, 6, days=1)) == 0  # its reader wants it at seven
    assert delivering.deliver(now=at(network, 8, days=1)) == 1
    promise(network, secretary, doer)
    writing.write_due()
    assert delivering.deliver(now=at(network, 11, days=1)) == 0
    (sent,) = Delivery.objects.all()
    assert (sent.state, sent.slot) == ("sent", at(network, 8, days=1).date().isoformat())
    assert (sent.notifications.count(), len(mail.outbox)) == (2, 1)
    assert delivering.deliver(now=at(network, 8, days=2)) == 1
    assert [letter.subject for letter in mail.outbox] == ["2 hal menunggu Anda", "1 hal menunggu Anda"]


def test_a_digest_of_yesterday_that_holds_nothing_any_more_goes(network, secretary, doer):
    row = promise(network, secretary, doer)
    writing.write_due()
    bundling.bundle(at(network, 9))
    follow_ups.finish(row, by=doer, outcome="Sudah")
    Notification.objects.all().delete()
    assert delivering.deliver(now=at(network, 9, days=1)) == 0
    assert Delivery.objects.get().state == Delivery.State.DROPPED


def test_a_mail_says_what_waits_and_nothing_of_what_was_promised(network, secretary, doer):
    promise(network, secretary, doer)
    writing.write_due()
    bundling.bundle(at(network, 9))
    assert delivering.deliver(now=noon()) == 1
    (letter,) = mail.outbox
    assert letter.to == ["psm@contoh.invalid"]
    assert "beras" not in letter.body
    told = Notification.objects.get()
    assert reverse("notifications:open", args=[told.pk]) in letter.body
    assert "/janji/" not in letter.body
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_what_was_done_in_the_meantime_is_not_sent(network, secretary, doer):
    row = promise(network, secretary, doer)
    writing.write_due()
    bundling.bundle(at(network, 9))
    follow_ups.finish(row, by=doer, outcome="Sudah diantar")
    assert delivering.deliver(now=noon()) == 0
    assert mail.outbox == []
    assert Delivery.objects.get().state == Delivery.State.DROPPED


def test_nothing_late_is_told_on_a_day_of_rest(network, secretary, doer):
    promise(network, secretary, doer, days=-1)
    RestDay.objects.create(network=network, starts_on=network.today(), ends_on=network.today(), reason="Lebaran")
    assert writing.write_due() == 0


def test_one_message_that_cannot_be_worded_stops_nobody_elses(network, secretary, doer, person, monkeypatch):
    other = person("treasurer")
    other.email = "bendahara@contoh.invalid"
    other.save()
    promise(network, secretary, doer)
    broken = promise(network, secretary, other)
    writing.write_due()
    bundling.bundle(at(network, 9))
    Notification.objects.filter(about_id=broken.pk).update(slot="bukan tanggal")
    kind = kinds["follow_up_due"]
    monkeypatch.setitem(
        kinds,
        "follow_up_due",
        replace(kind, say=lambda user, abouts, rows: kind.say(user, [_dated(each) for each in abouts], rows)),
    )
    assert delivering.deliver(now=noon()) == 1
    assert [letter.to for letter in mail.outbox] == [["psm@contoh.invalid"]]
    put_off = Delivery.objects.get(recipient=other)
    assert (put_off.state, put_off.tries, put_off.failure) == (Delivery.State.WAITING, 1, "ValueError")


def _dated(about):
    """As a kind that trusts its slot to be a day."""
    dt.date.fromisoformat(about.slot)
    return about


def test_who_has_no_address_any_more_is_sent_nothing(network, secretary, doer):
    promise(network, secretary, doer)
    writing.write_due()
    bundling.bundle(at(network, 9))
    type(doer).objects.filter(pk=doer.pk).update(email=None)
    assert delivering.deliver(now=noon()) == 0
    assert (mail.outbox, Delivery.objects.get().state) == ([], Delivery.State.DROPPED)


def test_a_mail_that_was_cancelled_while_it_waited_is_not_sent(network, secretary, doer):
    promise(network, secretary, doer)
    writing.write_due()
    bundling.bundle(at(network, 9))
    Preference.objects.create(user=doer, daily=False)
    assert delivering.deliver(now=noon()) == 0
    assert (mail.outbox, Delivery.objects.get().state) == ([], Delivery.State.DROPPED)


def test_one_message_that_no_header_can_hold_stops_nobody_elses(network, secretary, doer, person):
    other = person("treasurer")
    other.email = "a@" + "ü" * 70 + ".invalid"
    other.save()
    promise(network, secretary, other)
    promise(network, secretary, doer)
    writing.write_due()
    bundling.bundle(at(network, 9))
    Delivery.objects.filter(recipient=other).update(send_at=at(network, 0, days=-1))  # it is the first one claimed
    assert delivering.deliver(now=noon()) == 1
    assert [letter.to for letter in mail.outbox] == [["psm@contoh.invalid"]]
    put_off = Delivery.objects.get(recipient=other)
    assert (put_off.state, put_off.tries) == (Delivery.State.WAITING, 1)


def test_one_kind_that_cannot_be_found_leaves_the_others_written(network, secretary, doer, monkeypatch):
    def find(days):
        raise LookupError

    promise(network, secretary, doer)
    broken = {"broken": replace(kinds["follow_up_due"], name="broken", find=find)}
    monkeypatch.setattr(writing, "kinds", broken | kinds)
    with pytest.raises(ExceptionGroup) as raised:
        writing.write_due()
    assert [type(fault) for fault in raised.value.exceptions] == [LookupError]
    assert list(Notification.objects.values_list("recipient", "kind")) == [(doer.pk, "follow_up_due")]


@pytest.mark.parametrize("apart", ["another zone", "another day of rest behind it"])
def test_one_digest_holds_what_waits_in_two_networks_whose_days_differ(
    network, other_network, secretary, person, doer, apart
):
    if apart == "another zone":
        type(network).objects.filter(pk=other_network.pk).update(time_zone="Asia/Jayapura")
        other_network.refresh_from_db()
    else:
        day = network.today() - dt.timedelta(days=9)
        RestDay.objects.create(network=other_network, starts_on=day, ends_on=day, reason="Wafat")
    give_office(doer, "psm", other_network)
    promise(network, secretary, doer)
    promise(other_network, person("secretary", other_network), doer)
    writing.write_due()
    assert bundling.bundle(at(network, 9)) == 2
    assert Delivery.objects.get().notifications.count() == 2


def test_a_digest_made_by_day_does_not_leave_at_night_nor_on_a_day_of_rest(network, secretary, doer):
    promise(network, secretary, doer)
    writing.write_due()
    bundling.bundle(at(network, 19))
    assert delivering.deliver(now=at(network, 22)) == 0
    RestDay.objects.create(network=network, starts_on=network.today(), ends_on=network.today(), reason="Ada yang wafat")
    assert delivering.deliver(now=at(network, 12)) == 0
    RestDay.objects.all().delete()
    assert delivering.deliver(now=at(network, 12)) == 1


def test_an_emergency_leaves_at_night(network, secretary, doer):
    promise(network, secretary, doer)
    writing.write_due()
    Notification.objects.update(at_once=True)
    assert delivering.deliver(now=at(network, 23)) == 1


def test_one_kind_that_cannot_speak_leaves_the_rest_of_the_inbox(network, secretary, doer, monkeypatch):
    promise(network, secretary, doer)
    promise(network, secretary, doer, days=-1)
    writing.write_due()

    def broken(user, abouts):
        raise ValueError

    monkeypatch.setitem(kinds, "follow_up_due", replace(kinds["follow_up_due"], say=broken))
    assert inbox.unread_count(doer) == 1
