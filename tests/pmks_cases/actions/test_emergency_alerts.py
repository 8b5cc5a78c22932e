from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from members.models import User
from pmks_cases.actions import case_secrecy, emergency_alerts, visits
from pmks_cases.models import EmergencyAlert
from tests.postbox import without_addresses
from wksbm.notifications.actions import delivering
from wksbm.notifications.models import Delivery, Notification


@pytest.fixture
def alert(make_case, make_resident, person, secretary):
    chair = person("chair")
    User.objects.filter(pk=chair.pk).update(email="ketua@rw004.test")
    case = make_case(make_resident("Dimas"))
    visits.record(case, by=secretary, client_id=uuid4(), at=timezone.now(), met="dia", values={"urgency": 4})
    return EmergencyAlert.objects.get(recipient=chair)


def test_it_is_mailed_at_once_and_says_that_something_waits_and_nothing_else(alert, settings):
    assert delivering.deliver() == 1
    (message,) = mail.outbox
    assert message.to == ["ketua@rw004.test"]
    assert message.subject == "Ada keadaan darurat yang menunggu Anda"
    whole = message.subject + message.body + message.alternatives[0].content
    told = Notification.objects.get(kind="emergency", recipient=alert.recipient)
    assert settings.PORTAL_ADDRESS + reverse("notifications:open", args=[told.pk]) in whole
    shown = without_addresses(whole)
    assert not [word for word in ("Dimas", alert.case.number, "kursi", "RT") if word in shown]


def test_the_link_in_the_mail_leads_to_the_emergency_after_signing_in(alert, client, signed_in):
    told = Notification.objects.get(kind="emergency", recipient=alert.recipient)
    address = reverse("notifications:open", args=[told.pk])
    assert reverse("account_login") in client.get(address).url
    emergency = reverse("pmks_cases:emergency", args=[alert.network.slug, alert.pk])
    assert signed_in(alert.recipient).get(address).url == emergency


def test_each_alert_is_mailed_once(alert):
    assert [delivering.deliver() for _time in range(3)] == [1, 0, 0]


def test_who_may_not_know_any_more_gets_no_mail_and_forgets_it(alert, secretary):
    case_secrecy.shut_out(alert.case, by=secretary, user=alert.recipient)
    assert delivering.deliver() == 0
    assert not Notification.objects.filter(recipient=alert.recipient).exists()
    assert not Delivery.objects.exists()


def test_who_is_shut_out_while_the_mail_waits_gets_none(alert, secretary):
    from wksbm.notifications.actions import bundling

    bundling.bundle()
    case_secrecy.shut_out(alert.case, by=secretary, user=alert.recipient)
    assert delivering.deliver() == 0
    assert Delivery.objects.get().state == Delivery.State.DROPPED


def test_it_is_answered_by_its_recipient_alone(alert, secretary):
    emergency_alerts.answer(alert, by=secretary)
    assert EmergencyAlert.objects.get(pk=alert.pk).seen_at is None
    emergency_alerts.answer(alert, by=alert.recipient)
    assert not EmergencyAlert.objects.visible_to(alert.recipient).unseen().exists()


def test_what_was_answered_is_not_mailed_any_more(alert):
    emergency_alerts.answer(alert, by=alert.recipient)
    assert delivering.deliver() == 0


def test_a_case_opened_as_an_emergency_is_told_at_once_and_only_to_who_may_know(make_case, make_resident, person):
    chair, treasurer = person("chair"), person("treasurer")
    case = make_case(make_resident(), urgency=4)
    assert [alert.recipient for alert in EmergencyAlert.objects.filter(case=case)] == [chair]
    hidden = make_case(make_resident("Rani"), urgency=4, secrecy="rahasia")
    assert not EmergencyAlert.objects.filter(case=hidden, recipient__in=[chair, treasurer]).exists()
