"""Opening, moving, joining and reopening: what stands afterwards, and what is refused."""

import datetime as dt

import pytest
from django.utils import timezone

from members.actions import follow_ups
from members.models import FollowUp
from pmks_cases.actions import assignments, case_secrecy, cases, early_reports
from pmks_cases.models import Case, CaseMember, CaseMove, Exclusion
from pmks_cases.models.case_states import State
from tests.conftest import give_office, make_user, train, where_rt
from wksbm.core.refusals import RefusedByRule


@pytest.fixture
def checked(make_case, make_resident, secretary, person):
    """A case that is being checked."""
    return assignments.assign(make_case(make_resident()), by=secretary, psm=person("psm"))


def promise_on(case, doer):
    return follow_ups.make(
        case.network, by=doer, what="Antar beras", doer=doer, due_on=case.network.today(), origin=case
    )


# --- Opening ---------------------------------------------------------------------------------------------------


def test_the_first_move_says_who_opened_it_and_when(make_case, make_resident, secretary):
    case = make_case(make_resident())
    first = CaseMove.objects.get(case=case)
    assert (first.start, first.end, first.by, first.at) == ("", State.REPORTED, secretary, case.opened_at)


def test_the_rt_comes_from_the_resident_and_a_name_with_an_rt_will_do(make_case, make_resident, network):
    assert make_case(make_resident(rt=where_rt(network, "002"))).rt.number == "002"
    nameless = make_case(subject_name="Mbah Darmo", rt=where_rt(network, "003"))
    assert (nameless.name, nameless.rt.number) == ("Mbah Darmo", "003")


def test_who_is_named_in_the_report_and_in_the_form_is_shut_out_once(make_resident, network, person, secretary):
    girl, chair = make_resident("Rani"), person("chair")
    report = early_reports.send(
        network,
        by=person("treasurer"),
        values={"saw": "Dipukul", "place": "RT 001", "resident": girl, "danger": True},
        excluded=[chair],
    )
    values = {"resident": girl, "need": "perlindungan", "need_kind": "perlindungan", "secrecy": "rahasia"}
    case = cases.open_case(network, by=secretary, values=values, report=report, excluded=[chair])
    assert Exclusion.objects.filter(case=case, user=chair).count() == 1
    case_secrecy.shut_out(case, by=secretary, user=chair)  # a second time changes nothing, and breaks nothing


def test_a_number_that_is_taken_is_drawn_again(make_case, make_resident, monkeypatch):
    taken = make_case(make_resident()).number
    drawn = iter([taken, taken, f"{taken[:5]}0000"])
    monkeypatch.setattr(cases, "drawn_number", lambda year: next(drawn))
    assert make_case(make_resident("Karto")).number == f"{taken[:5]}0000"


def test_a_refused_opening_leaves_nothing(make_resident, make_case, person):
    with pytest.raises(RefusedByRule):
        make_case(make_resident(), by=person("psm"), secrecy="rahasia", excluded=[person("chair")])
    assert not Case.objects.exists()
    assert not Exclusion.objects.exists()


# --- Moving ----------------------------------------------------------------------------------------------------


def test_who_is_shut_out_or_has_nothing_to_do_with_it_moves_nothing(checked, network, person, secretary):
    other_psm = make_user("psm.lain")
    give_office(other_psm, "psm", network)
    case_secrecy.shut_out(checked, by=secretary, user=person("chair"))
    for user in (other_psm, person("chair"), person("treasurer")):
        with pytest.raises(RefusedByRule):
            cases.move(checked, by=user, end=State.REJECTED, why="Tidak perlu.")
    assert Case.objects.get(pk=checked.pk).state == State.VERIFICATION


def test_both_steps_of_closing_stand_in_order_when_the_time_is_given(checked, person):
    at = timezone.now() + dt.timedelta(minutes=1)
    cases.move(checked, by=person("chair"), end=State.CLOSED, closing_reason="pindah", why="Pindah.", at=at)
    ends = list(CaseMove.objects.filter(case=checked).order_by("at").values_list("end", flat=True))
    assert ends == [State.REPORTED, State.VERIFICATION, State.CLOSED, State.DONE]
    assert CaseMove.objects.filter(case=checked).values("at").distinct().count() == 4


@pytest.mark.parametrize(("end", "typed"), [(State.CLOSED, {"closing_reason": "pindah"}), (State.REJECTED, {})])
def test_what_was_promised_about_it_need_not_be_done_any_more(checked, person, end, typed):
    promise = promise_on(checked, person("psm"))
    cases.move(checked, by=person("chair"), end=end, why="Pindah.", **typed)
    promise.refresh_from_db()
    assert promise.state == FollowUp.State.WITHDRAWN
    checked.refresh_from_db()
    assert checked.next_visit_on is None


def test_a_case_joins_only_one_that_the_mover_sees(checked, make_case, person, secretary):
    hidden = make_case(secrecy="rahasia")
    ended = make_case(subject_name="Lama")
    Case.objects.filter(pk=ended.pk).update(state=State.DONE)
    for other in (hidden, ended, checked, None):
        with pytest.raises(RefusedByRule, match="Pilih kasus terbuka yang lain"):
            cases.move(checked, by=person("chair"), end=State.JOINED, other=other, why="Sama.")
    other = make_case(subject_name="Saudaranya")
    cases.move(checked, by=person("chair"), end=State.JOINED, other=other, why="Sama.")
    assert Case.objects.get(pk=checked.pk).joined_to == other


def test_a_case_that_was_joined_in_silence_still_asks_which_case_it_joins(make_resident, make_case, person, secretary):
    """Else the ways on from the second case would tell that there is a first."""
    from pmks_cases.models.case_needs import unmet
    from pmks_cases.models.case_states import move_between

    resident = make_resident()
    alone = assignments.assign(make_case(make_resident("Karto"), by=person("chair")), by=secretary, psm=person("psm"))
    make_case(resident, secrecy="rahasia")
    silent = assignments.assign(make_case(resident, by=person("chair")), by=secretary, psm=person("psm"))
    way = move_between(State.VERIFICATION, State.JOINED, secret=False)
    assert silent.joined_to_id
    assert [need.name for need in unmet(silent, way)] == [need.name for need in unmet(alone, way)]


# --- Reopening -------------------------------------------------------------------------------------------------


@pytest.fixture
def ended(make_case, make_resident, secretary, trained_psm, person):
    """`ended(secrecy)`: a case with a companion that has come to its end."""

    def of(secrecy: str):
        case = assignments.assign(make_case(make_resident(), secrecy=secrecy), by=secretary, psm=trained_psm)
        mover = secretary if secrecy == "rahasia" else person("chair")
        return cases.move(case, by=mover, end=State.CLOSED, closing_reason="menolak", why="Tidak mau.")

    return of


def test_a_new_episode_is_tied_to_the_old_one_and_begins_with_its_companion(ended, secretary, trained_psm):
    old = ended("biasa")
    again = cases.reopen(old, by=secretary, why="Sakit lagi.")
    assert (again.previous, again.state, again.psm) == (old, State.VERIFICATION, trained_psm)
    assert again.number != old.number
    assert Case.objects.get(pk=old.pk).state == State.DONE
    with pytest.raises(RefusedByRule, match="sudah dibuka lagi"):
        cases.reopen(old, by=secretary, why="Sekali lagi.")


def test_a_new_rahasia_episode_keeps_its_team_and_who_must_not_know(ended, secretary, trained_psm, person):
    old = ended("rahasia")
    case_secrecy.shut_out(old, by=secretary, user=person("chair"))
    again = cases.reopen(old, by=secretary, why="Terulang.")
    team = CaseMember.objects.current().filter(case=again).values_list("user", flat=True)
    assert set(team) == {secretary.pk, trained_psm.pk}
    assert Exclusion.objects.filter(case=again, user=person("chair")).exists()


def test_who_has_left_office_is_left_out_and_keeps_nobody_from_reopening(ended, secretary, network):
    from members.models import Membership

    old = ended("rahasia")
    former = make_user("psm.lama")
    office = give_office(former, "psm", network)
    case_secrecy.join_team(old, by=secretary, user=train(former))
    Membership.objects.filter(pk=office.pk).update(removed_at=timezone.now())
    again = cases.reopen(Case.objects.get(pk=old.pk), by=secretary, why="Terulang.")
    assert not CaseMember.objects.filter(case=again, user=former).exists()


def test_who_does_not_see_it_cannot_reopen_it(ended, person):
    with pytest.raises(RefusedByRule):
        cases.reopen(ended("rahasia"), by=person("chair"), why="Ingin tahu.")
