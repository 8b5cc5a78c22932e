"""Two hands on one message: real threads, real connections, a real mail server. Who lost the lease writes nothing."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.conftest import make_user, noon
from tests.postbox import Postbox
from wksbm.notifications.actions import delivering
from wksbm.notifications.kinds import Kind, Told, kinds
from wksbm.notifications.models import Delivery, Notification

pytestmark = pytest.mark.django_db(transaction=True)


class SlowPostbox(Postbox):
    """The first letter lies before it, unanswered, until `go_on` is set, and is refused then; the others are taken."""

    def __init__(self):
        self.lies_there, self.go_on = threading.Event(), threading.Event()
        super().__init__()

    def refuses(self) -> bool:
        if self.lies_there.is_set():
            return False
        self.lies_there.set()
        assert self.go_on.wait(60)
        return True


@pytest.fixture
def outbox(network):
    """`outbox(100)`: so many people are each to be mailed of one thing at once."""

    def make(count: int) -> None:
        for number in range(count):
            reader = make_user(f"pembaca{number}", email=f"pembaca{number}@contoh.invalid")
            Notification.objects.create(
                network=network, recipient=reader, kind="uji", about_id=number, slot="", at_once=True
            )

    return make


@pytest.fixture(autouse=True)
def something_to_say(monkeypatch):
    """A kind that always holds."""

    def words(user, abouts):
        return {about: Told("Ada yang menunggu", "/") for about in abouts}

    monkeypatch.setitem(kinds, "uji", Kind("uji", lambda days: None, words, at_once=True))


def in_a_thread(work) -> threading.Thread:
    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_who_was_overtaken_in_the_middle_of_sending_changes_nothing(outbox):
    outbox(1)
    with SlowPostbox() as postbox:
        overtaken = in_a_thread(lambda: delivering.deliver(now=noon()))
        assert postbox.lies_there.wait(60)
        a_minute_ago = timezone.now() - timedelta(minutes=1)
        Delivery.objects.update(leased_until=a_minute_ago)  # as if its worker had stood still for so long
        assert delivering.deliver(now=noon()) == 1
        sent = Delivery.objects.get()
        postbox.go_on.set()
        overtaken.join(60)
        assert postbox.count == 1
    left = Delivery.objects.get()
    assert (left.state, left.tries, left.failure, left.lease) == (Delivery.State.SENT, 0, "", None)
    assert (left.ended_at, left.send_at) == (sent.ended_at, sent.send_at)


def test_nobody_takes_what_another_holds(outbox):
    outbox(1)
    with SlowPostbox() as postbox:
        first = in_a_thread(lambda: delivering.deliver(now=noon()))
        assert postbox.lies_there.wait(60)
        assert delivering.deliver(now=noon()) == 0
        postbox.go_on.set()
        first.join(60)
        assert postbox.count == 0
    left = Delivery.objects.get()
    assert (left.state, left.tries, left.failure) == (Delivery.State.WAITING, 1, "SMTP 451")
    assert left.send_at > timezone.now()


def test_four_hands_send_each_message_once(outbox):
    outbox(120)
    with Postbox() as postbox:
        hands = [in_a_thread(lambda: delivering.deliver(now=noon())) for _hand in range(4)]
        for hand in hands:
            hand.join(120)
        assert (postbox.count, postbox.repeats, len(postbox.recipients)) == (120, 0, 120)
    assert set(Delivery.objects.values_list("state", "lease")) == {(Delivery.State.SENT, None)}
