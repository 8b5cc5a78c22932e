"""Who may know: the team, who is shut out, and what was noted before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.actions import follow_ups
from members.models import FollowUp, User
from pmks_cases.actions import assignments, case_secrecy, early_reports
from pmks_cases.models import Case, CaseMember, EarlyReport, Family, Kinship, Referral
from pmks_cases.models.case import TEAM_SIZE
from tests.conftest import give_office, make_user, train
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read
from wksbm.core.refusals import RefusedByRule


def sees(user, case) -> bool:
    return Case.objects.visible_to(User.objects.get(pk=user.pk)).filter(pk=case.pk).exists()


@pytest.fixture
def more_psm(network):
    """`more_psm("lanjutan")`: another PSM with this training."""
    made = []

    def of(level: str = "lanjutan"):
        made.append(make_user(f"psm.ke{len(made)}"))
        give_office(made[-1], "psm", network)
        return train(made[-1], level)

    return of


def test_a_fourth_person_is_not_let_in(make_case, secretary, more_psm):
    case = make_case(secrecy="rahasia")
    for _turn in range(TEAM_SIZE - 1):
        case_secrecy.join_team(case, by=secretary, user=more_psm())
    with pytest.raises(RefusedByRule, match="tiga orang"):
        case_secrecy.join_team(case, by=secretary, user=more_psm())
    assert CaseMember.objects.current().filter(case=case).count() == TEAM_SIZE


def test_an_untrained_psm_is_not_let_in(make_case, secretary, more_psm):
    with pytest.raises(RefusedByRule, match="lanjutan"):
        case_secrecy.join_team(make_case(secrecy="rahasia"), by=secretary, user=more_psm("dasar"))


def test_the_last_who_knows_cannot_leave_and_who_leaves_sees_it_no_more(make_case, secretary, trained_psm):
    case = make_case(secrecy="rahasia")
    with pytest.raises(RefusedByRule, match="Paling sedikit satu"):
        case_secrecy.leave_team(case, by=secretary, user=secretary)
    assignments.assign(case, by=secretary, psm=trained_psm)
    case_secrecy.leave_team(case, by=secretary, user=trained_psm)
    assert not sees(trained_psm, case)
    assert Case.objects.get(pk=case.pk).psm is None


def test_who_does_not_know_of_it_neither_joins_nor_removes_nor_lowers(make_case, person, secretary):
    case, chair = make_case(secrecy="rahasia"), person("chair")
    for act in (
        lambda: case_secrecy.join_team(case, by=chair, user=chair),
        lambda: case_secrecy.leave_team(case, by=chair, user=secretary),
        lambda: case_secrecy.set_secrecy(case, by=chair, secrecy="biasa", why="Ingin tahu."),
        lambda: assignments.assign(case, by=chair, psm=chair),
    ):
        with pytest.raises(RefusedByRule):
            act()
    assert not sees(chair, case)


def test_what_was_noted_before_is_hidden_with_the_case(make_case, make_resident, person, secretary, network):
    case, rt_head = make_case(make_resident()), person("rt_head")
    promise = follow_ups.make(
        network, by=secretary, what="Antar surat", doer=rt_head, due_on=network.today(), origin=case
    )
    note_read(ReadEntry.Kind.PRINT, by=secretary, network=network, subject="kartu kasus", of=case)
    assert FollowUp.objects.visible_to(rt_head).filter(pk=promise.pk).exists()
    assert ReadEntry.objects.visible_to(person("chair")).exists()
    case_secrecy.set_secrecy(case, by=secretary, secrecy="rahasia", why="Ada ancaman.")
    assert not FollowUp.objects.visible_to(rt_head).filter(pk=promise.pk).exists()
    assert not ReadEntry.objects.visible_to(person("chair")).exists()
    assert FollowUp.objects.visible_to(secretary).filter(pk=promise.pk).exists()


def test_the_level_that_it_has_already_is_refused(make_case, secretary):
    with pytest.raises(RefusedByRule, match="memang sudah itu"):
        case_secrecy.set_secrecy(make_case(), by=secretary, secrecy="biasa", why="x")


def test_protection_asks_for_the_first_step_once(make_case, secretary):
    case = make_case(secrecy="rahasia", need_kind="perlindungan")
    case_secrecy.require_first_step(case)
    assert Referral.objects.filter(case=case, is_first_step=True).count() == 1


@pytest.mark.parametrize("relation", ["diri", "anak", "pasangan"])
def test_a_suspect_and_his_kin_know_nothing_of_an_ordinary_case_either(
    make_case, make_resident, person, network, secretary, relation
):
    chair, uncle = person("chair"), make_resident("Suroto")
    Kinship.objects.create(network=network, user=chair, resident=uncle, relation=relation)
    case = make_case(make_resident("Rani"), suspects=[uncle])
    assert not sees(chair, case)
    assert sees(secretary, case)


def test_an_officer_on_the_suspects_card_knows_nothing_though_the_suspect_is_not_he(
    make_case, make_resident, person, network
):
    card = Family.objects.create(network=network, kk_number="9901010101010001")
    chair = person("chair")
    wife, uncle = make_resident("Sri", family=card), make_resident("Suroto", family=card)
    Kinship.objects.create(network=network, user=chair, resident=wife, relation="diri")
    assert not sees(chair, make_case(make_resident("Rani"), suspects=[uncle]))


def test_a_report_about_the_chairs_own_family_passes_him_by(make_resident, person, network, secretary):
    card = Family.objects.create(network=network, kk_number="9901010101010001")
    girl, uncle = make_resident("Rani", family=card), make_resident("Suroto", family=card)
    chair = person("chair")
    Kinship.objects.create(network=network, user=chair, resident=uncle, relation="diri")
    report = early_reports.send(
        network, by=person("treasurer"), values={"saw": "Ia dipukul", "place": "RT 001", "resident": girl}
    )
    assert report.is_secret
    seers = [user for user in (chair, secretary) if EarlyReport.objects.visible_to(user).filter(pk=report.pk).exists()]
    assert seers == [secretary]


HONORIFICS = st.sampled_from(["Bu", "Ibu", "Pak", "Bapak", "Mas", "Mbak", "H.", "Hj."])
NAMES = st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", fullmatch=True)


@given(word=HONORIFICS, name=NAMES)
def test_the_word_by_which_somebody_is_called_is_no_part_of_the_name(word, name):
    assert case_secrecy.without_honorific(f"{word} {name}") == name


@given(name=NAMES)
def test_a_name_without_such_a_word_stays_as_it_is(name):
    first = name.split()[0].casefold()
    assert case_secrecy.without_honorific(name) == name or first in {"bu", "ibu", "pak", "bapak", "mas", "mbak", "hj"}
