from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from members.models import User
from pmks_cases.actions import assignments, case_secrecy, early_reports, emergency_alerts, visits
from pmks_cases.models import EmergencyAlert
from tests.conftest import give_office, make_user, train
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


# --- Handed over before anybody answered -------------------------------------------------------------------


@pytest.fixture
def handed_over(make_case, make_resident, secretary, person, network):
    """Yati has noted an emergency, then the case goes to Wening."""
    yati, wening = (train(make_user(username)) for username in ("yati", "wening"))
    for user in (yati, wening):
        give_office(user, "psm", network)
    person("chair")

    def hand_over(answered_by=None, **level):
        case = assignments.assign(make_case(make_resident("Dimas"), **level), by=secretary, psm=yati)
        visits.record(case, by=yati, client_id=uuid4(), at=timezone.now(), met="dia", values={"urgency": 4})
        if answered_by:
            emergency_alerts.answer(EmergencyAlert.objects.get(recipient=answered_by), by=answered_by)
        return assignments.assign(case, by=yati, psm=wening, note="Saya cuti.")

    hand_over.wening = wening
    return hand_over


@pytest.mark.parametrize("level", ["biasa", "rahasia"])
def test_the_next_companion_gets_the_emergency_that_nobody_answered(handed_over, level, client, signed_in):
    case, wening = handed_over(secrecy=level), handed_over.wening
    alert = EmergencyAlert.objects.visible_to(wening).get()
    assert alert.visit == case.visits.get()
    assert Notification.objects.filter(kind="emergency", recipient=wening, about_id=alert.pk).count() == 1
    client = signed_in(wening)
    address = reverse("pmks_cases:emergency", args=[case.network.slug, alert.pk])
    assert address in client.get(f"/{case.network.slug}/").content.decode()
    assert client.get(address).status_code == 200


def test_it_goes_along_once_however_often_the_case_comes_back(handed_over, secretary, person):
    case, wening = handed_over(), handed_over.wening
    case = assignments.assign(case, by=secretary, psm=person("chair"), note="Ke ketua.")
    assignments.assign(case, by=secretary, psm=wening, note="Kembali.")
    assert EmergencyAlert.objects.filter(recipient=wening).count() == 1
    assert Notification.objects.filter(kind="emergency", recipient=wening).count() == 1


def test_what_somebody_has_taken_care_of_does_not_go_along(handed_over, secretary):
    handed_over(answered_by=secretary)
    assert not EmergencyAlert.objects.filter(recipient=handed_over.wening).exists()


def test_the_emergency_of_the_report_behind_a_case_goes_along(make_case, make_resident, secretary, person, network):
    wening = train(make_user("wening"))
    give_office(wening, "psm", network)
    values = {"saw": "Ada teriakan", "place": "Gang 2", "urgency": 4}
    report = early_reports.send(network, by=person("rt_head"), values=values)
    case = make_case(make_resident("Dimas"))
    early_reports.became_case(report, case, by=secretary)
    assignments.assign(case, by=secretary, psm=wening)
    alert = EmergencyAlert.objects.visible_to(wening).get()
    assert (alert.case, alert.report, alert.visit) == (case, None, None)


def test_who_takes_the_case_himself_is_not_told(make_case, make_resident, secretary, person):
    chair = person("chair")
    case = make_case(make_resident("Dimas"), urgency=4, by=chair)
    assignments.assign(case, by=secretary, psm=secretary)
    assert Notification.objects.filter(kind="emergency", recipient=secretary).count() == 1
    assert EmergencyAlert.objects.filter(recipient=secretary).count() == 1
