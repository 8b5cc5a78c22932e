"""Terms: acting, successors, single seats, removal, renewal, and what the law of village organisations warns of."""

import datetime as dt

import pytest
from django.utils import timezone

from members.access import Role, may_appoint
from members.actions import invitations, memberships
from members.models import Membership, Organization, Rt
from tests.conftest import give_office, make_user
from wksbm.core.refusals import RefusedByRule


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def held(user) -> set[str]:
    user.forget_offices()
    return {office.role for office in user.current_memberships}


@pytest.mark.parametrize(
    ("ended_days_ago", "holds"),
    [(-1, True), (0, True), (1, True), (90, True), (91, False), (400, False)],
)
def test_a_term_without_successor_goes_on_for_ninety_days(network, ended_days_ago, holds):
    user = make_user("bendahara")
    give_office(user, Role.TREASURER, network, starts_on=day(-900), ends_on=day(-ended_days_ago))
    assert held(user) == ({Role.TREASURER} if holds else set())


@pytest.mark.parametrize(("ended_days_ago", "acting"), [(0, False), (1, True), (90, True)])
def test_acting_begins_the_day_after_the_term(network, ended_days_ago, acting):
    user = make_user("bendahara")
    office = give_office(user, Role.TREASURER, network, starts_on=day(-900), ends_on=day(-ended_days_ago))
    assert office.is_acting is acting
    assert bool(user.acting_notice(network)) is acting
    assert office.acting_until == office.ends_on + dt.timedelta(days=90)


def test_acting_ends_when_a_successor_begins(network):
    old, new = make_user("lama"), make_user("baru")
    give_office(old, Role.TREASURER, network, starts_on=day(-900), ends_on=day(-10))
    successor = give_office(new, Role.TREASURER, network, starts_on=day(1))
    assert (held(old), held(new)) == ({Role.TREASURER}, set())
    successor.starts_on = day(0)
    successor.save()
    assert (held(old), held(new)) == (set(), {Role.TREASURER})


@pytest.mark.parametrize("ends_on", [None, 300])
def test_a_single_seat_passes_on_even_inside_the_term(network, ends_on):
    old, new = make_user("lama"), make_user("baru")
    give_office(old, Role.CHAIR, network, starts_on=day(-900), ends_on=ends_on and day(ends_on))
    give_office(new, Role.CHAIR, network, starts_on=day(0))
    assert (held(old), held(new)) == (set(), {Role.CHAIR})


def test_two_holders_who_began_on_one_day_are_not_two_chairs(network):
    first, second = make_user("pertama"), make_user("kedua")
    give_office(first, Role.CHAIR, network, starts_on=day(0))
    give_office(second, Role.CHAIR, network, starts_on=day(0))
    assert (held(first), held(second)) == (set(), {Role.CHAIR})


def test_who_was_followed_does_not_come_back_when_the_successor_is_removed(network, person):
    old, new = make_user("lama"), make_user("baru")
    give_office(old, Role.TREASURER, network, starts_on=day(-900), ends_on=day(-10))
    office = give_office(new, Role.TREASURER, network, starts_on=day(-5))
    memberships.end(office, by=person(Role.SECRETARY), reason="Mengundurkan diri")
    assert (held(old), held(new)) == (set(), set())


def test_a_successor_who_never_began_is_none(network, person):
    old, new = make_user("lama"), make_user("baru")
    give_office(old, Role.TREASURER, network, starts_on=day(-900), ends_on=day(10))
    office = give_office(new, Role.TREASURER, network, starts_on=day(11))
    memberships.end(office, by=person(Role.SECRETARY), reason="Batal")
    Membership.objects.filter(user=old).update(ends_on=day(-20))
    Membership.objects.filter(user=new).update(starts_on=day(-1), removed_at=timezone.now() - dt.timedelta(days=3))
    assert held(old) == {Role.TREASURER}


def test_seats_of_two_rts_two_dasawisma_two_networks_are_not_one(network, other_network):
    users = [make_user(f"ketua-{number}") for number in range(3)]
    first, second = Rt.objects.of(network)[:2]
    give_office(users[0], Role.RT_HEAD, network, rt=first)
    give_office(users[1], Role.RT_HEAD, network, rt=second, starts_on=day(-1))
    give_office(users[2], Role.RT_HEAD, other_network, rt=Rt.objects.of(other_network)[0], starts_on=day(-1))
    assert [held(user) for user in users] == [{Role.RT_HEAD}] * 3


def test_many_are_psm_at_a_time(network):
    first, second = make_user("satu"), make_user("dua")
    give_office(first, Role.PSM, network)
    give_office(second, Role.PSM, network, starts_on=day(-1))
    assert (held(first), held(second)) == ({Role.PSM}, {Role.PSM})


def test_a_supervisor_ends_on_the_date(network):
    user = make_user("pembina")
    give_office(user, Role.SUPERVISOR, network, starts_on=day(-30), ends_on=day(0))
    assert held(user) == {Role.SUPERVISOR}
    Membership.objects.filter(user=user).update(ends_on=day(-1))
    assert held(user) == set()


def test_removal_is_at_once_and_leaves_no_acting(network, person, secretary):
    user = person(Role.TREASURER)
    office = Membership.objects.get(user=user)
    memberships.end(office, by=secretary, reason="Kas dipinjam sendiri")
    assert held(user) == set()
    office.refresh_from_db()
    assert (office.removed_by, office.removal_reason) == (secretary, "Kas dipinjam sendiri")
    event = office.events.latest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "Kas dipinjam sendiri"
    with pytest.raises(RefusedByRule):
        memberships.end(office, by=secretary, reason="Lagi")


@pytest.mark.parametrize("role", [Role.CHAIR, Role.SECRETARY, Role.VILLAGE_HEAD, Role.VILLAGE_OPERATOR])
def test_the_board_does_not_end_its_own_power_nor_the_villages(network, person, role):
    office = Membership.objects.get(user=person(role))
    for board in (Role.CHAIR, Role.SECRETARY):
        with pytest.raises(RefusedByRule):
            memberships.end(office, by=person(board), reason="Tidak cocok")
    office.refresh_from_db()
    assert office.removed_at is None


def test_nobody_ends_the_own_office(network, person):
    operator = person(Role.VILLAGE_OPERATOR)
    with pytest.raises(RefusedByRule):
        memberships.end(Membership.objects.get(user=operator), by=operator, reason="Lelah")
    assert held(operator) == {Role.VILLAGE_OPERATOR}


def test_a_secretary_of_another_network_ends_nothing(network, other_network, person):
    office = Membership.objects.get(user=person(Role.TREASURER))
    with pytest.raises(RefusedByRule):
        memberships.end(office, by=person(Role.SECRETARY, other_network), reason="Salah alamat")


@pytest.mark.parametrize("role", list(Role))
def test_who_gives_which_office(role):
    by_board = {Role.CHAIR, Role.SECRETARY, Role.VILLAGE_HEAD, Role.VILLAGE_OPERATOR}
    assert may_appoint({Role.SECRETARY}, role) is (role not in by_board)
    assert may_appoint({Role.CHAIR}, role) is (role not in by_board)
    assert may_appoint({Role.VILLAGE_OPERATOR}, role) is (role in by_board | {Role.AUDITOR, Role.SUPERVISOR})
    assert may_appoint(set(Role) - {Role.CHAIR, Role.SECRETARY, Role.VILLAGE_OPERATOR}, role) is False


def test_an_invitation_that_may_not_be_made_is_refused(network, person):
    with pytest.raises(RefusedByRule) as refused:
        invitations.invite(by=person(Role.SECRETARY), network=network, name="Teman", role=Role.CHAIR)
    assert refused.value.field == "role"


@pytest.mark.parametrize(
    ("role", "field"),
    [
        (Role.RT_HEAD, "rt"),
        (Role.DASAWISMA_KADER, "dasawisma"),
        (Role.ORGANIZATION_OFFICER, "organization"),
        (Role.SUPERVISOR, "ends_on"),
    ],
)
def test_a_role_is_not_given_without_its_place(network, secretary, role, field):
    with pytest.raises(RefusedByRule) as refused:
        invitations.invite(by=secretary, network=network, name="Pak Joko", role=role)
    assert refused.value.field == field


def test_a_place_of_another_network_is_refused(network, other_network, secretary):
    with pytest.raises(RefusedByRule) as refused:
        invitations.invite(
            by=secretary, network=network, name="Pak Joko", role=Role.RT_HEAD, rt=Rt.objects.of(other_network)[0]
        )
    assert refused.value.field == "rt"


def test_a_next_term_follows_without_a_gap(network, person, secretary):
    user = person(Role.TREASURER, ends_on=day(5))
    office = Membership.objects.get(user=user)
    after = memberships.renew(office, by=secretary, starts_on=day(6), ends_on=day(1000), decree_number="2/SK")
    assert held(user) == {Role.TREASURER}
    assert list(Membership.objects.ending_within(90)) == []
    with pytest.raises(RefusedByRule):
        memberships.renew(office, by=secretary, starts_on=day(7), ends_on=None)
    Membership.objects.filter(pk=after.pk).update(starts_on=day(-1))
    assert list(Membership.objects.current().filter(user=user)) == [after]


@pytest.mark.parametrize("role", [Role.PSM, Role.TREASURER])
def test_an_acting_officer_who_is_renewed_holds_one_office(network, person, secretary, role):
    user = person(role, ends_on=day(-5))
    office = Membership.objects.get(user=user)
    after = memberships.renew(office, by=secretary, starts_on=day(0), ends_on=day(500))
    assert list(Membership.objects.current().filter(user=user)) == [after]
    assert user.acting_notice(network) is None or not after.is_acting


@pytest.mark.parametrize(("days", "listed"), [(91, False), (90, True), (30, True), (0, True), (-1, True), (-91, False)])
def test_terms_ending_are_found_ninety_days_ahead(network, days, listed):
    office = give_office(make_user("bendahara"), Role.TREASURER, network, starts_on=day(-900), ends_on=day(days))
    assert (office in Membership.objects.ending_within(90)) is listed


# What Permendagri 18/2018 says of village organisations ---------------------------------------------


@pytest.fixture
def karang_taruna(network):
    return Organization.objects.create(network=network, kind="karang_taruna", name="Tunas Muda")


def warn(secretary, network, **office):
    office.setdefault("starts_on", day(0))
    office.setdefault("ends_on", day(365 * 3))
    return memberships.lkd_warnings(by=secretary, network=network, **office)


def test_a_second_post_is_warned_of(network, secretary, karang_taruna):
    user = make_user("pak-rt", phone="+628000000501", name="Pak Rete")
    give_office(user, Role.RT_HEAD, network, rt=Rt.objects.of(network)[0])
    warnings = warn(
        secretary, network, role=Role.ORGANIZATION_OFFICER, organization=karang_taruna, phone="+628000000501"
    )
    assert len(warnings) == 1
    assert "Ketua RT\u00a0001" in warnings[0]
    by_name = warn(secretary, network, role=Role.ORGANIZATION_OFFICER, organization=karang_taruna, name="pak rete")
    assert by_name == warnings


def test_a_post_that_is_over_is_no_second_post(network, secretary, karang_taruna):
    user = make_user("pak-rt", phone="+628000000501")
    give_office(user, Role.RT_HEAD, network, rt=Rt.objects.of(network)[0], starts_on=day(-900), ends_on=day(-100))
    assert (
        warn(secretary, network, role=Role.ORGANIZATION_OFFICER, organization=karang_taruna, phone="+628000000501")
        == []
    )


def test_a_mosque_is_no_village_organisation(network, secretary):
    mosque = Organization.objects.create(network=network, kind="takmir", name="Al-Hikmah")
    assert (
        warn(secretary, network, role=Role.ORGANIZATION_OFFICER, organization=mosque, ends_on=None, name="Siapa") == []
    )


@pytest.mark.parametrize(("terms_before", "warned"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_third_term_is_warned_of(network, secretary, terms_before, warned):
    user = make_user("pak-rt")
    rt = Rt.objects.of(network)[0]
    for term in range(terms_before):
        ends = day(-1 - 1000 * term)
        give_office(user, Role.RT_HEAD, network, rt=rt, starts_on=ends - dt.timedelta(days=999), ends_on=ends)
    warnings = warn(secretary, network, role=Role.RT_HEAD, rt=rt, person=user)
    assert len(warnings) == warned
    if warned:
        assert f"ke-{terms_before + 1}" in warnings[0]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "warned"),
    [
        (dt.date(2024, 2, 29), dt.date(2029, 2, 28), False),
        (dt.date(2024, 2, 29), dt.date(2029, 3, 1), True),
        (dt.date(2026, 1, 1), dt.date(2031, 1, 1), False),
        (dt.date(2026, 1, 1), dt.date(2031, 1, 2), True),
        (dt.date(2026, 1, 1), None, True),
    ],
)
def test_a_term_of_more_than_five_years_is_warned_of(network, secretary, starts_on, ends_on, warned):
    rt = Rt.objects.of(network)[0]
    warnings = warn(secretary, network, role=Role.RT_HEAD, rt=rt, name="Siapa", starts_on=starts_on, ends_on=ends_on)
    assert len(warnings) == warned


def test_offices_of_networks_that_she_may_not_see_say_nothing(network, other_network, secretary, karang_taruna):
    user = make_user("pak-rt", phone="+628000000501")
    give_office(user, Role.RT_HEAD, other_network, rt=Rt.objects.of(other_network)[0])
    office = {"role": Role.ORGANIZATION_OFFICER, "organization": karang_taruna, "phone": "+628000000501"}
    assert warn(secretary, network, **office) == []
