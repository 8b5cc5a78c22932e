"""Cuti: who is away is proposed for nothing, checks nothing alone, and gets no emergency alone."""

import datetime as dt

import pytest

from members.actions import leaves
from members.models import Leave, User, Volunteer
from pmks_cases.actions import assignments, case_secrecy, companions, early_reports, emergency_alerts
from pmks_cases.actions.assignments import Gift
from pmks_cases.models import CaseMember, EmergencyAlert, Kinship
from tests.conftest import give_office, make_user, train
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def yati(network):
    return volunteer("yati", network)


@pytest.fixture
def wening(network):
    return volunteer("wening", network)


def volunteer(username: str, network):
    user = train(make_user(username))
    Volunteer.objects.filter(user=user).update(hours_a_week=8)
    give_office(user, "psm", network)
    return user


def away(user, network, days: int | None = 30) -> Leave:
    until_on = None if days is None else network.today() + dt.timedelta(days=days)
    return leaves.begin(network, by=user, user=user, until_on=until_on)


def on_leave(network) -> list[str]:
    found = companions.companions(network, today=network.today())
    return [person.user.username for person in found if person.is_away]


@pytest.mark.parametrize("days", [0, 30, None])
def test_leave_holds_until_its_last_day_or_until_she_is_back(network, yati, days):
    row = away(yati, network, days)
    assert on_leave(network) == ["yati"]
    if days == 0:
        tomorrow = network.today() + dt.timedelta(days=1)
        assert not Leave.objects.of(network).on(tomorrow).exists()
    assert leaves.end(network, by=yati)
    assert not leaves.end(network, by=yati)
    assert on_leave(network) == []
    row.refresh_from_db()
    assert row.ended_at


def test_a_second_leave_takes_the_place_of_the_first_and_none_is_for_the_past(network, yati):
    away(yati, network, 3)
    second = away(yati, network, None)
    assert list(Leave.objects.of(network).on(network.today())) == [second]
    with pytest.raises(RefusedByRule, match="sudah lewat"):
        away(yati, network, -1)
    assert list(Leave.objects.of(network).on(network.today())) == [second]


def test_leave_in_one_network_is_none_in_another(network, other_network, yati):
    away(yati, network)
    assert not Leave.objects.of(other_network).on(network.today()).exists()


def test_who_is_on_leave_stands_last_and_is_proposed_for_nothing(
    network, make_case, make_resident, secretary, yati, wening
):
    away(yati, network)
    case = make_case(make_resident())
    people = companions.companions(network, seen_by=secretary, today=network.today())
    found = companions.eligible([case], people)
    assert [person.user for person in found[case.pk]] == [wening, secretary, yati]
    only = {case.pk: [person for person in found[case.pk] if person.user == yati]}
    assert companions.proposed([case], only) == {case.pk: None}


def test_leave_begins_with_the_hand_over_or_not_at_all(network, make_case, make_resident, secretary, yati, wening):
    case = assignments.assign(make_case(make_resident()), by=secretary, psm=yati)
    until_on = network.today() + dt.timedelta(days=40)
    with pytest.raises(RefusedByRule, match="menjabat"):
        assignments.hand_over_all(
            network, by=yati, giver=yati, gifts=[Gift(case, make_user("asing"))], note="Cuti.", on_leave=True
        )
    assert on_leave(network) == []
    gifts = [Gift(case, wening)]
    assignments.hand_over_all(network, by=yati, giver=yati, gifts=gifts, note="Cuti.", on_leave=True, until_on=until_on)
    assert Leave.objects.get().until_on == until_on
    assert on_leave(network) == ["yati"]


@pytest.fixture
def at_the_chairs_home(network, make_resident, person, secretary):
    """An emergency from which both of the board are shut out."""

    def send(writer):
        values = {"saw": "Ada teriakan", "place": "Rumah ketua", "urgency": 4, "danger": True}
        return early_reports.send(network, by=writer, values=values, excluded=[person("chair"), secretary])

    return send


def told(report) -> list[str]:
    found = EmergencyAlert.objects.filter(report=report).order_by("recipient__username")
    return [alert.recipient.username for alert in found if EmergencyAlert.objects.visible_to(alert.recipient).exists()]


def test_an_emergency_goes_to_the_trained_one_who_is_there(network, at_the_chairs_home, yati, wening):
    away(yati, network)
    report = at_the_chairs_home(make_user("siti"))
    assert (report.checker, told(report)) == (wening, ["wening"])


def test_even_the_writer_comes_before_somebody_on_leave(network, at_the_chairs_home, yati, wening):
    away(yati, network)
    assert at_the_chairs_home(wening).checker == wening


def test_where_there_is_nobody_else_somebody_on_leave_is_better_than_nobody(network, at_the_chairs_home, yati):
    away(yati, network)
    assert at_the_chairs_home(make_user("siti")).checker == yati


def test_what_she_was_to_check_alone_goes_on_when_she_leaves(network, at_the_chairs_home, yati, wening):
    report = at_the_chairs_home(make_user("siti"))
    assert report.checker == yati
    assignments.hand_over_all(network, by=yati, giver=yati, gifts=[], note="", on_leave=True)
    report.refresh_from_db()
    assert report.checker == wening
    assert told(report) == ["wening"]


def test_an_emergency_is_checked_by_a_trained_one_where_the_whole_board_is_on_leave(network, person, secretary, wening):
    for officer in (person("chair"), secretary):
        away(officer, network)
    values = {"saw": "Jatuh di kamar mandi", "place": "Gang 2", "urgency": 4}
    report = early_reports.send(network, by=make_user("siti"), values=values)
    assert report.checker == wening
    assert told(report) == ["chair-004", "secretary-004", "wening"]


def test_the_team_of_a_rahasia_case_lets_one_more_in_when_all_of_it_are_on_leave(
    network, make_case, make_resident, secretary, wening, yati
):
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    away(secretary, network)
    away(yati, network)
    emergency_alerts.raise_for(case=case, by=None)
    team = CaseMember.objects.current().filter(case=case).order_by("user__username")
    assert [member.user.username for member in team] == ["secretary-004", "wening"]
    assert {alert.recipient for alert in EmergencyAlert.objects.filter(case=case)} == {secretary, wening}


def test_nobody_who_is_shut_out_is_let_in(network, make_case, make_resident, secretary, wening, person):
    girl = make_resident("Rani")
    Kinship.objects.create(network=network, user=wening, resident=girl, relation="saudara")
    case = make_case(girl, secrecy="rahasia")
    case_secrecy.shut_out(case, by=secretary, user=person("chair"))
    away(secretary, network)
    emergency_alerts.raise_for(case=case, by=None)
    case.refresh_from_db()
    assert [member.user for member in CaseMember.objects.current().filter(case=case)] == [secretary]
    assert case.outside_companion == "psm_desa"


def test_only_the_people_of_the_network_see_who_is_on_leave(network, other_network, person, yati):
    row = away(yati, network)
    assert list(Leave.objects.visible_to(User.objects.get(pk=yati.pk))) == [row]
    assert list(Leave.objects.visible_to(person("treasurer"))) == [row]
    assert list(Leave.objects.visible_to(person("chair", other_network))) == []
