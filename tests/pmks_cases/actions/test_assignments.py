"""Giving a case to a companion, her load, and handing everything over."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from members.actions import follow_ups
from members.models import FollowUp, User, Volunteer, VolunteerArea
from pmks_cases.actions import abandoned_cases, assignments, case_secrecy, companions
from pmks_cases.actions.assignments import Gift
from pmks_cases.models import Case, Family, Kinship, Visit
from pmks_cases.models.exclusion import named_as_not_to_know
from tests.conftest import give_office, make_user, train, where_rt
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def second_psm(network):
    user = make_user("wulan", name="Wulan")
    give_office(user, "psm", network)
    return user


def given(case, by, psm, **more):
    return assignments.assign(case, by=by, psm=psm, **more)


def people_by_name(network, user):
    found = companions.companions(network, seen_by=user, today=network.today())
    return {person.user.name: person for person in found}


# --- One case ----------------------------------------------------------------------------------------------


def test_a_handover_needs_a_note_the_first_time_does_not(make_case, make_resident, secretary, psm, second_psm):
    case = given(make_case(make_resident()), secretary, psm)
    with pytest.raises(RefusedByRule, match="penerusnya"):
        given(case, secretary, second_psm)
    given(case, secretary, second_psm, note="Ketuk pintu samping, ibunya kurang dengar.")
    case.refresh_from_db()
    assert case.psm == second_psm
    last = case.handovers.order_by("-at").first()
    assert (last.giver, last.taker, last.note) == (psm, second_psm, "Ketuk pintu samping, ibunya kurang dengar.")


def test_promises_of_the_case_go_along(make_case, make_resident, secretary, psm, second_psm, network):
    case = given(make_case(make_resident()), secretary, psm)
    promise = follow_ups.make(
        network, by=secretary, what="antar berobat", doer=psm, due_on=network.today(), origin=case
    )
    given(case, secretary, second_psm, note="Hari Kamis ke puskesmas.")
    promise.refresh_from_db()
    assert promise.doer == second_psm


def test_who_holds_no_such_office_cannot_be_chosen(make_case, make_resident, secretary, person):
    with pytest.raises(RefusedByRule, match="menjabat"):
        given(make_case(make_resident()), secretary, person("treasurer"))


def test_nobody_at_all_is_refused_and_the_same_companion_changes_nothing(make_case, make_resident, secretary, psm):
    case = make_case(make_resident())
    with pytest.raises(RefusedByRule, match="Pilih siapa"):
        assignments.assign(case, by=secretary, outside="dukun")
    case = given(case, secretary, psm)
    given(case, secretary, psm)
    assert case.handovers.count() == 1


def test_a_rahasia_case_goes_outside_where_nobody_may(make_case, make_resident, secretary):
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    case = assignments.assign(case, by=secretary, outside="uptd_ppa")
    assert case.outside_companion == "uptd_ppa"
    assert case.state == "verifikasi"
    assert not Case.objects.without_companion().filter(pk=case.pk).exists()


def test_a_full_team_lets_the_former_companion_go(make_case, make_resident, secretary, trained_psm, network, person):
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    case = given(case, secretary, trained_psm)
    case_secrecy.join_team(case, by=secretary, user=person("chair"))
    next_one = train(make_user("wulan", name="Wulan"))
    give_office(next_one, "psm", network)
    given(case, secretary, next_one, note="Hubungi lewat gurunya.")
    team = {member.user_id for member in case.team.filter(removed_at=None)}
    assert team == {secretary.pk, person("chair").pk, next_one.pk}


@pytest.mark.django_db(transaction=True)
def test_two_boards_give_one_case_away_at_once(make_case, make_resident, secretary, person, psm, second_psm, network):
    """The second is told who has it now; the case keeps the first one's companion."""
    case, chair = make_case(make_resident()), person("chair")
    told, start = [], threading.Barrier(2)

    def give(by, to):
        try:
            fresh = Case.objects.get(pk=case.pk)
            fresh.network = network
            start.wait()
            assignments.assign(fresh, by=by, psm=to, seen_psm=None, note="Baru pulang dari rumah sakit.")
        except RefusedByRule as refused:
            told.append(refused.sentence)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=give, args=pair) for pair in ((secretary, psm), (chair, second_psm))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    case.refresh_from_db()
    assert case.handovers.count() == 1
    assert told == [f"Kasus ini baru saja ditugaskan kepada {case.psm.name}. Periksa lagi."]


# --- Load --------------------------------------------------------------------------------------------------


def test_load_counts_the_visits_of_the_next_seven_days(make_case, make_resident, secretary, psm, network):
    Volunteer.objects.create(user=psm, hours_a_week=2)
    today = network.today()
    for turn, days in enumerate((-3, 0, 7, 8)):
        case = given(make_case(make_resident(f"Warga {turn}")), secretary, psm)
        Case.objects.filter(pk=case.pk).update(next_visit_on=today + dt.timedelta(days=days))
    found = people_by_name(network, secretary)[psm.name]
    assert (found.hours, found.due, found.is_full, found.is_beyond) == (2, 3, True, True)


def test_load_does_not_count_a_rahasia_case_for_who_may_not_know_it(
    make_case, make_resident, secretary, trained_psm, person, network
):
    given(make_case(make_resident("Rani"), secrecy="rahasia", urgency=4), secretary, trained_psm)
    assert people_by_name(network, secretary)[trained_psm.name].due == 1
    assert people_by_name(network, person("chair"))[trained_psm.name].due == 0


def test_companions_take_the_same_number_of_questions_for_one_and_for_many(secretary, psm, network):
    def asked() -> int:
        user = User.objects.get(pk=secretary.pk)
        with CaptureQueriesContext(connection) as captured:
            companions.companions(network, seen_by=user, today=network.today())
        return len(captured)

    one = asked()
    for turn in range(3):
        give_office(train(make_user(f"relawan{turn}")), "psm", network)
    assert asked() == one


def due_cases(make_case, make_resident, secretary, psm, network, *urgencies, **values):
    made = []
    for turn, urgency in enumerate(urgencies):
        case = make_case(make_resident(f"Warga {turn} {urgency}"), urgency=urgency, **values)
        made.append(given(case, secretary, psm))
    Case.objects.filter(pk__in=[case.pk for case in made]).update(next_visit_on=network.today())
    return made


def test_what_does_not_fit_into_her_week_is_beyond_the_least_urgent_first(
    make_case, make_resident, secretary, psm, network
):
    Volunteer.objects.create(user=psm, hours_a_week=2)
    low, high, middle = due_cases(make_case, make_resident, secretary, psm, network, 1, 4, 2)
    today = network.today()
    assert set(Case.objects.all().within_hours(today)) == {high, middle}
    assert list(Case.objects.all().beyond_hours(today)) == [low]


def test_a_visit_made_this_week_takes_an_hour(make_case, make_resident, secretary, psm, network):
    from django.utils import timezone

    Volunteer.objects.create(user=psm, hours_a_week=2)
    made, _second = due_cases(make_case, make_resident, secretary, psm, network, 3, 2)
    today = network.today()
    assert Case.objects.all().beyond_hours(today).count() == 0
    Visit.objects.create(network=network, case=made, by=psm, at=timezone.now(), on=today, met="dia")
    assert Case.objects.all().beyond_hours(today).count() == 1


def test_a_rahasia_case_takes_no_room_that_the_chair_could_count(
    make_case, make_resident, secretary, trained_psm, network, person
):
    """Neither as due nor as made; and it is never the chair's to give away."""
    from django.utils import timezone

    Volunteer.objects.filter(user=trained_psm).update(hours_a_week=2)
    due_cases(make_case, make_resident, secretary, trained_psm, network, 1, 2)
    today = network.today()
    chair = User.objects.get(pk=person("chair").pk)
    before = list(Case.objects.visible_to(chair).beyond_hours(today))
    secret = given(make_case(make_resident("Rani"), secrecy="rahasia", urgency=4), secretary, trained_psm)
    Visit.objects.create(network=network, case=secret, by=trained_psm, at=timezone.now(), on=today, met="dia")
    assert list(Case.objects.visible_to(chair).beyond_hours(today)) == before == []
    assert set(Case.objects.visible_to(trained_psm).within_hours(today)) == set(Case.objects.all())


# --- Who may accompany -------------------------------------------------------------------------------------


def test_who_fits_best_is_a_psm_of_the_rt_with_room_in_her_week(
    make_case, make_resident, secretary, psm, second_psm, network
):
    rt = where_rt(network, "002")
    near = Volunteer.objects.create(user=second_psm, hours_a_week=4)
    VolunteerArea.objects.create(network=network, volunteer=near, rt=rt)
    case = make_case(make_resident(rt=rt))
    people = companions.companions(network, seen_by=secretary, today=network.today())
    order = [person.user for person in companions.eligible([case], people)[case.pk]]
    assert order == [second_psm, psm, secretary]


def test_a_rahasia_case_is_offered_to_nobody_who_is_kin_or_untrained(
    make_case, make_resident, secretary, person, network, psm, second_psm
):
    family = Family.objects.create(network=network, kk_number="9901010101010001")
    girl, uncle = make_resident("Rani", family=family), make_resident("Suroto", family=family)
    Kinship.objects.create(network=network, user=person("chair"), resident=uncle, relation="diri")
    Kinship.objects.create(network=network, user=train(second_psm), resident=girl, relation="saudara")
    case = make_case(girl, secrecy="rahasia")
    people = companions.companions(network, seen_by=secretary, today=network.today())
    assert [found.user for found in companions.eligible([case], people)[case.pk]] == [secretary]
    for found in people:
        allowed = case_secrecy.may_work_on_secret(found.user, network)
        allowed = allowed and not case_secrecy.is_shut_out(found.user, case)
        assert allowed == (found.user == secretary)


@pytest.mark.parametrize("level", ["biasa", "terbatas", "rahasia"])
@pytest.mark.parametrize("about", ["resident", "family", "name"])
def test_many_at_once_are_asked_what_each_one_is_asked(
    make_case, make_resident, secretary, network, person, level, about
):
    """Each tie there is, named or by kin, to the subject or to a suspect: the same answer as one by one."""
    card, far_card = (Family.objects.create(network=network, kk_number=f"990101010101000{turn}") for turn in (1, 2))
    girl, on_card = make_resident("Rani", family=card), make_resident("Wati", family=card)
    suspect, with_suspect = make_resident("Suroto", family=far_card), make_resident("Tini", family=far_card)
    named = train(make_user("disebut"))
    ties = {"kin": (girl, "saudara"), "card": (on_card, "diri"), "near": (on_card, "ipar")}
    ties |= {"of.suspect": (suspect, "anak"), "card.suspect": (with_suspect, "diri"), "none": None}
    for username, tie in ties.items():
        user = train(make_user(username, name=f"Relawan {username}"))
        give_office(user, "psm", network)
        if tie:
            Kinship.objects.create(network=network, user=user, resident=tie[0], relation=tie[1])
    give_office(named, "psm", network)
    person("chair")
    person("psm")
    subject = {"resident": {"resident": girl}, "family": {"family": card, "subject_name": "Keluarga"}, "name": {}}
    case = make_case(excluded=[named], suspects=[suspect], secrecy=level, **subject[about])
    people = companions.companions(network, seen_by=secretary, today=network.today())
    offered = {found.user.username for found in companions.eligible([case], people)[case.pk]}

    def may(user) -> bool:
        if not case.is_secret:
            return Case.objects.filter(pk=case.pk).exclude(named_as_not_to_know(user, "case")).exists()
        return case_secrecy.may_work_on_secret(user, network) and not case_secrecy.is_shut_out(user, case)

    assert offered == {found.user.username for found in people if may(found.user)}
    assert {"none", secretary.username} <= offered
    assert "disebut" not in offered


def test_proposals_are_spread(make_case, make_resident, secretary, psm, second_psm, network):
    cases = [make_case(make_resident(f"Warga {turn}")) for turn in range(4)]
    people = companions.companions(network, seen_by=secretary, today=network.today())
    people = [found for found in people if found.is_psm]
    taken = [found.user for found in companions.proposed(cases, companions.eligible(cases, people)).values()]
    assert sorted(user.name for user in taken) == [psm.name, psm.name, "Wulan", "Wulan"]


def relawan(username, network, *, hours, rt=None, office="psm", trained=False):
    user = make_user(username)
    give_office(user, office, network)
    volunteer, _new = Volunteer.objects.get_or_create(user=train(user) if trained else user)
    Volunteer.objects.filter(pk=volunteer.pk).update(hours_a_week=hours)
    if rt:
        VolunteerArea.objects.create(network=network, volunteer=volunteer, rt=rt)
    return user


def proposals(network, cases, *, seen_by, giver) -> list[str]:
    people = companions.companions(network, seen_by=User.objects.get(pk=seen_by.pk), today=network.today())
    people = [found for found in people if found.user != giver]
    best = companions.proposed(cases, companions.eligible(cases, people))
    return [best[case.pk].user.username if best[case.pk] else "" for case in cases]


@pytest.mark.parametrize("asked_by", ["giver", "secretary"])
def test_proposals_go_by_room_then_psm_then_rt_then_free_hours(
    make_case, make_resident, secretary, network, person, asked_by
):
    """Whoever asks: the hours of the others are the same for all. A full one and the board come last."""
    person("chair")
    rt1, rt2 = where_rt(network, "001"), where_rt(network, "002")
    giver = relawan("giver", network, hours=8)
    full = relawan("penuh", network, hours=1, rt=rt1)
    relawan("dekat", network, hours=2, rt=rt1)
    relawan("lain", network, hours=3, rt=rt2)
    due_cases(make_case, make_resident, secretary, full, network, 2, 2)
    cases = [given(make_case(make_resident(f"Ibu {turn}", rt=rt1)), secretary, giver) for turn in range(6)]
    by = {"giver": giver, "secretary": secretary}[asked_by]
    expected = ["dekat", "dekat", "lain", "lain", "lain", "chair-004"]
    assert proposals(network, cases, seen_by=by, giver=giver) == expected


def test_a_trained_psm_is_proposed_for_a_rahasia_case_before_the_board(
    make_case, make_resident, secretary, network, person
):
    person("chair")
    giver = relawan("pemberi", network, hours=8, trained=True)
    relawan("terlatih", network, hours=2, trained=True)
    relawan("belum", network, hours=9)
    case = given(make_case(make_resident("Rani"), secrecy="rahasia"), secretary, giver)
    assert proposals(network, [case], seen_by=giver, giver=giver) == ["terlatih"]


def test_the_hours_of_others_are_known_to_a_psm_but_never_those_of_a_case_she_may_not_know_of(
    make_case, make_resident, secretary, network
):
    asking = relawan("bertanya", network, hours=4)
    other = relawan("rekan", network, hours=4, trained=True)
    due_cases(make_case, make_resident, secretary, other, network, 2, 2)
    assert people_by_name(network, asking)["Rekan"].due == 2
    due_cases(make_case, make_resident, secretary, other, network, 4, secrecy="rahasia")
    due_cases(make_case, make_resident, secretary, other, network, 3, excluded=[asking])
    assert people_by_name(network, asking)["Rekan"].due == 2
    assert people_by_name(network, secretary)["Rekan"].due == 4


# --- Everything at once ------------------------------------------------------------------------------------


def test_everything_is_handed_over_or_nothing(make_case, make_resident, secretary, psm, second_psm, person, network):
    first, second = (given(make_case(make_resident(f"Warga {turn}")), secretary, psm) for turn in (1, 2))
    other = follow_ups.make(network, by=secretary, what="pinjam kursi", doer=psm, due_on=network.today())
    with pytest.raises(RefusedByRule):
        assignments.hand_over_all(
            network,
            by=secretary,
            giver=psm,
            gifts=[Gift(first, second_psm), Gift(second, person("treasurer"))],
            note="Saya pindah kerja.",
        )
    first.refresh_from_db()
    assert first.psm == psm
    moved = assignments.hand_over_all(
        network,
        by=secretary,
        giver=psm,
        gifts=[Gift(first, second_psm, note="Anjingnya galak."), Gift(second, secretary)],
        note="Saya pindah kerja.",
        promises_to=secretary,
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.psm, second.psm, moved) == (second_psm, secretary, 1)
    assert FollowUp.objects.get(pk=other.pk).doer == secretary
    assert first.handovers.order_by("-at").first().note == "Saya pindah kerja. Anjingnya galak."


def test_who_hands_a_rahasia_case_over_knows_no_more_of_it(make_case, make_resident, secretary, trained_psm, network):
    case = given(make_case(make_resident("Rani"), secrecy="rahasia"), secretary, trained_psm)
    assignments.hand_over_all(
        network, by=trained_psm, giver=trained_psm, gifts=[Gift(case, secretary)], note="Saya cuti melahirkan."
    )
    assert not Case.objects.visible_to(User.objects.get(pk=trained_psm.pk)).exists()
    assert Case.objects.visible_to(secretary).count() == 1


def test_a_case_whose_companion_left_office_waits_for_somebody(make_case, make_resident, secretary, psm, network):
    case = given(make_case(make_resident()), secretary, psm)
    assert not Case.objects.all().without_companion().exists()
    psm.memberships.update(removed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert list(Case.objects.all().without_companion()) == [case]


# --- Never without anybody ---------------------------------------------------------------------------------


def leave_office(user) -> None:
    user.memberships.update(removed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def test_a_rahasia_case_whose_team_left_office_goes_to_the_next_who_may(
    make_case, make_resident, secretary, person, psm, network
):
    chair = person("chair")
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    assert abandoned_cases.take_over_abandoned() == 0
    leave_office(secretary)
    assert abandoned_cases.take_over_abandoned() == 1
    assert list(Case.objects.visible_to(User.objects.get(pk=chair.pk))) == [case]
    assert not Case.objects.visible_to(psm).exists()
    assert abandoned_cases.take_over_abandoned() == 0


def test_it_never_goes_to_who_is_shut_out(make_case, make_resident, secretary, person, trained_psm):
    chair = person("chair")
    case = make_case(make_resident("Rani"), secrecy="rahasia", excluded=[chair])
    leave_office(secretary)
    abandoned_cases.take_over_abandoned()
    assert not Case.objects.visible_to(User.objects.get(pk=chair.pk)).exists()
    assert list(Case.objects.visible_to(User.objects.get(pk=trained_psm.pk))) == [case]


def test_where_nobody_may_it_goes_outside_and_is_asked_about_again(make_case, make_resident, secretary, person):
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    leave_office(secretary)
    abandoned_cases.take_over_abandoned()
    case.refresh_from_db()
    assert case.outside_companion == "psm_desa"
    chair = person("chair")
    assert abandoned_cases.take_over_abandoned() == 1
    assert list(Case.objects.visible_to(chair)) == [case]
