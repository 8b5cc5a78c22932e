import datetime as dt
from decimal import Decimal

import pytest

from pmks_cases.actions import assignments, case_secrecy, consents, plans
from pmks_cases.models import Measurement
from pmks_cases.models.plan import Effort, likely_effort
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident):
    return make_case(make_resident())


@pytest.fixture
def school_days(case, secretary, network):
    """A goal counted in days a week: from 0 to 5."""
    due_on = network.today() + dt.timedelta(days=90)
    said = {"wanted": "Masuk sekolah lagi", "sign": "hari masuk menurut wali kelas", "unit": "hari"}
    return plans.add_goal(case, by=secretary, baseline=Decimal(0), target=Decimal(5), due_on=due_on, **said)


def test_a_goal_begins_with_its_baseline_as_first_measurement(school_days):
    assert [m.value for m in school_days.measurements.all()] == [0]


def test_measuring_adds_a_row_and_changes_none(school_days, secretary):
    plans.measure(school_days, by=secretary, value=Decimal(2), source="buku wali kelas")
    told = [(m.value, m.source) for m in school_days.measurements.order_by("at")]
    assert told == [(0, ""), (2, "buku wali kelas")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"target": Decimal(0)}, "target"),
        ({"due_on": dt.date(2020, 1, 1)}, "due_on"),
        ({"unit": "", "target": Decimal(3)}, "target"),
        ({"unit": "", "target": Decimal("0.5")}, "target"),
    ],
)
def test_a_goal_that_says_nothing_is_refused(case, secretary, network, change, field):
    said = {"wanted": "Mandi sendiri", "sign": "kata ibunya", "unit": "kali", "baseline": Decimal(0)}
    said |= {"target": Decimal(1), "due_on": network.today() + dt.timedelta(days=30)} | change
    with pytest.raises(RefusedByRule) as refused:
        plans.add_goal(case, by=secretary, **said)
    assert refused.value.field == field
    assert not case.goals.exists()
    assert not Measurement.objects.filter(case=case).exists()


def test_a_measurement_of_tomorrow_or_before_the_goal_is_refused(school_days, secretary, network):
    for day in (network.today() + dt.timedelta(days=1), network.today() - dt.timedelta(days=400)):
        with pytest.raises(RefusedByRule) as refused:
            plans.measure(school_days, by=secretary, value=Decimal(1), on=day)
        assert refused.value.field == "on"


def test_a_unit_has_no_less_than_nothing_but_levels_have(school_days, case, secretary, network):
    with pytest.raises(RefusedByRule) as refused:
        plans.measure(school_days, by=secretary, value=Decimal("-0.01"))
    assert (refused.value.field, school_days.measurements.count()) == ("value", 1)
    asked = {"wanted": "Tidur nyenyak", "sign": "katanya", "due_on": network.today() + dt.timedelta(days=9)}
    with pytest.raises(RefusedByRule) as refused:
        plans.add_goal(case, by=secretary, **asked, unit="jam", baseline=Decimal(-1), target=Decimal(8))
    assert refused.value.field == "baseline"
    level = plans.add_goal(case, by=secretary, **asked, baseline=Decimal(-2), target=Decimal(0))
    assert plans.measure(level, by=secretary, value=Decimal(-1)).value == -1


def test_a_dropped_goal_keeps_its_reason_and_takes_no_measurement(school_days, secretary):
    plans.drop_goal(school_days, by=secretary, reason="Pindah sekolah")
    school_days.refresh_from_db()
    assert (school_days.dropped_why, school_days.dropped_at is None) == ("Pindah sekolah", False)
    with pytest.raises(RefusedByRule, match="dilepas"):
        plans.measure(school_days, by=secretary, value=Decimal(1))


def test_the_wish_carries_its_day(case, secretary, network):
    plans.say_wish(case, by=secretary, wish="Aku mau sekolah lagi", own_part="Ibunya mengantar tiap pagi")
    case.refresh_from_db()
    assert (case.wish, case.own_part, case.wish_on) == (
        "Aku mau sekolah lagi",
        "Ibunya mengantar tiap pagi",
        network.today(),
    )


def test_a_step_makes_a_promise_and_chooses_the_effort_from_its_words(case, secretary, person, network):
    chair = person("chair")
    step = plans.add_step(case, by=secretary, what="Daftar kursus menjahit", doer=chair, due_on=network.today())
    promise = step.follow_up
    assert (promise.doer, promise.what, promise.restricted) == (chair, "Daftar kursus menjahit", False)
    assert step.effort == Effort.DEVELOP


@pytest.mark.parametrize(
    ("what", "need_kind", "effort"),
    [
        ("Antar beras 10 kg", "pangan", Effort.CURE),
        ("Terapi di Puskesmas", "kesehatan", Effort.RESTORE),
        ("Urus akta lahir", "surat", Effort.PREVENT),
        ("Bicara dengan wali kelas", "pendidikan", Effort.DEVELOP),
    ],
)
def test_the_effort_follows_the_words_then_the_need(what, need_kind, effort):
    assert likely_effort(what, need_kind) == effort


def test_who_does_not_see_the_case_takes_no_step_of_it(case, secretary, person, network):
    for role in ("psm", "rt_head", "dasawisma_kader"):
        with pytest.raises(RefusedByRule, match="tidak bisa dipilih"):
            plans.add_step(case, by=secretary, what="x", doer=person(role), due_on=network.today())
    assert not case.steps.exists()


def test_a_step_of_yesterday_is_refused(case, secretary, network):
    with pytest.raises(RefusedByRule, match="lewat"):
        plans.add_step(case, by=secretary, what="x", doer=secretary, due_on=network.today() - dt.timedelta(days=1))


def test_the_step_of_a_guarded_case_is_not_given_to_who_does_not_know_of_it(case, secretary, person, network):
    case_secrecy.shut_out(case, by=secretary, user=person("chair"))
    with pytest.raises(RefusedByRule, match="tidak bisa dipilih"):
        plans.add_step(case, by=secretary, what="x", doer=person("chair"), due_on=network.today())
    step = plans.add_step(case, by=secretary, what="x", doer=secretary, due_on=network.today())
    assert step.follow_up.restricted


@pytest.mark.parametrize(("answer", "sentence"), [(None, "Tanyakan dahulu"), (False, "memilih tidak")])
def test_an_organisation_is_told_only_what_the_family_allowed(case, secretary, person, network, answer, sentence):
    organization = organization_of(network)
    if answer is not None:
        tell(case, organization, answer, by=secretary)
    with pytest.raises(RefusedByRule, match=sentence):
        give_to(organization, case, person, network, by=secretary)
    tell(case, organization, True, by=secretary)
    promise = give_to(organization, case, person, network, by=secretary).follow_up
    assert promise.instruction.startswith("Titian di depan kelas")
    assert case.name not in promise.instruction


def give_to(organization, case, person, network, *, by):
    doer = person("organization_officer")
    doer.memberships.update(organization=organization)
    said = {"what": "Titian di depan kelas", "due_on": network.today(), "organization": organization}
    return plans.add_step(case, by=by, doer=doer, **said)


def tell(case, organization, answer, *, by):
    said = {"given_by": "Bu Wati", "way": "lisan", "witness": "Bu Rini", "is_child": False}
    consents.record(case, by=by, answers={("diberitahukan", organization): answer}, **said)


def organization_of(network):
    from members.models import Organization

    return Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")


def test_nothing_is_planned_on_an_ended_case(case, secretary, person):
    from pmks_cases.actions import cases

    assignments.assign(case, by=secretary, psm=person("psm"))
    cases.move(case, by=secretary, end="ditolak", why="Salah alamat")
    with pytest.raises(RefusedByRule, match="sudah selesai"):
        plans.say_wish(case, by=secretary, wish="x", own_part="y")
