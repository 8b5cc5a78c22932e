import datetime as dt
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from members.models import User
from pmks_cases.actions import case_secrecy, emergency_alerts, visits
from pmks_cases.models import EmergencyAlert


@pytest.fixture
def alert(make_case, make_resident, person, secretary):
    chair = person("chair")
    User.objects.filter(pk=chair.pk).update(email="ketua@rw004.test")
    case = make_case(make_resident("Dimas"))
    visits.record(case, by=secretary, client_id=uuid4(), at=timezone.now(), met="dia", values={"urgency": 4})
    return EmergencyAlert.objects.get(recipient=chair)


def test_the_mail_says_that_something_waits_and_nothing_else(alert, settings):
    assert emergency_alerts.mail_waiting() == 1
    (message,) = mail.outbox
    assert message.to == ["ketua@rw004.test"]
    assert message.subject == "Ada keadaan darurat yang menunggu Anda"
    whole = message.subject + message.body
    assert f"{settings.PORTAL_ADDRESS}/masuk/" in whole
    assert not [word for word in ("Dimas", alert.case.number, "kursi", "RT") if word in whole]


def test_each_alert_is_mailed_once(alert):
    assert [emergency_alerts.mail_waiting() for _time in range(3)] == [1, 0, 0]


def test_who_has_no_address_and_who_may_not_know_any_more_get_no_mail(alert, secretary):
    case_secrecy.shut_out(alert.case, by=secretary, user=alert.recipient)
    assert emergency_alerts.mail_waiting() == 0
    User.objects.filter(pk=alert.recipient_id).update(email=None)
    assert emergency_alerts.mail_waiting() == 0


def test_a_mail_server_that_does_not_answer_is_asked_again(alert, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert emergency_alerts.mail_waiting() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert emergency_alerts.mail_waiting() == 1


def test_an_old_alert_is_not_mailed_any_more(alert):
    EmergencyAlert.objects.update(raised_at=timezone.now() - dt.timedelta(days=2))
    assert emergency_alerts.mail_waiting() == 0


def test_it_is_answered_by_its_recipient_alone(alert, secretary):
    emergency_alerts.answer(alert, by=secretary)
    assert EmergencyAlert.objects.get(pk=alert.pk).seen_at is None
    emergency_alerts.answer(alert, by=alert.recipient)
    assert not EmergencyAlert.objects.visible_to(alert.recipient).unseen().exists()


def test_a_case_opened_as_an_emergency_is_told_at_once_and_only_to_who_may_know(make_case, make_resident, person):
    chair, treasurer = person("chair"), person("treasurer")
    case = make_case(make_resident(), urgency=4)
    assert [alert.recipient for alert in EmergencyAlert.objects.filter(case=case)] == [chair]
    hidden = make_case(make_resident("Rani"), urgency=4, secrecy="rahasia")
    assert not EmergencyAlert.objects.filter(case=hidden, recipient__in=[chair, treasurer]).exists()
