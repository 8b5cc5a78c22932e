"""Own words, on and off: who may, and what it takes."""

import datetime as dt

import pytest
from django.utils import timezone

from members.access import Role
from members.models import Membership, Training, Volunteer
from pmks_cases.actions import categories as actions
from pmks_cases.models import NetworkCategory
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db

REASON = "Puskesmas menitipkan pendampingan."


@pytest.fixture
def train(person):
    """`train("lanjutan")`: a PSM of RW 004 with one training of this level."""

    def of(level: str, where=None):
        volunteer, _made = Volunteer.objects.get_or_create(user=person(Role.PSM, where))
        held_on = timezone.localdate() - dt.timedelta(days=40)
        Training.objects.create(volunteer=volunteer, level=level, organizer="Dinsos", held_on=held_on)
        return volunteer

    return of


def switch_on(categories, network, by, code="NAPZA", reason=REASON):
    return actions.switch_on(categories[code], network=network, by=by, reason=reason)


def test_own_words_come_and_go(categories, network, secretary):
    actions.reword(categories["GLDNG"], network=network, by=secretary, wording="  Belum punya rumah ")
    assert NetworkCategory.objects.get().wording == "Belum punya rumah"
    actions.reword(categories["GLDNG"], network=network, by=secretary, wording="")
    row = NetworkCategory.objects.get()
    assert (row.wording, row.is_on) == ("", True)


def test_own_words_switch_nothing_on(categories, network, secretary):
    actions.reword(categories["KMIN"], network=network, by=secretary, wording="Warga yang disisihkan")
    assert NetworkCategory.objects.get().is_on is False


def test_an_ordinary_one_goes_off_and_on_without_a_reason(categories, network, secretary):
    actions.switch_off(categories["KAT"], network=network, by=secretary)
    assert NetworkCategory.objects.get().is_on is False
    actions.switch_on(categories["KAT"], network=network, by=secretary)
    assert NetworkCategory.objects.get().is_on is True


@pytest.mark.parametrize("level", ["lanjutan", "pemantapan", "tot"])
@pytest.mark.parametrize("code", ["TS", "ODHA", "NAPZA", "BWBLP", "KMIN"])
def test_the_chair_switches_on_a_label_that_hurts_where_a_trained_psm_works(
    categories, network, person, train, level, code
):
    train(level)
    row = switch_on(categories, network, person(Role.CHAIR), code=code, reason=f" {REASON} ")
    assert (row.is_on, row.reason) == (True, REASON)


def test_nobody_else_does(categories, network, secretary, train):
    train("lanjutan")
    with pytest.raises(RefusedByRule, match="oleh ketua"):
        switch_on(categories, network, secretary)
    assert not NetworkCategory.objects.exists()


def test_without_a_reason_nothing_is_switched_on(categories, network, person, train):
    train("lanjutan")
    with pytest.raises(RefusedByRule) as refused:
        switch_on(categories, network, person(Role.CHAIR), reason="  ")
    assert refused.value.field == "reason"
    assert not NetworkCategory.objects.exists()


@pytest.mark.parametrize("level", ["dasar", "bimtek", "lainnya"])
def test_without_a_trained_psm_nothing_is_switched_on(categories, network, person, train, level):
    train(level)
    with pytest.raises(RefusedByRule, match="pelatihan lanjutan"):
        switch_on(categories, network, person(Role.CHAIR))
    assert not NetworkCategory.objects.exists()


def test_a_trained_psm_elsewhere_does_not_count(categories, network, other_network, person, train):
    train("lanjutan", other_network)
    with pytest.raises(RefusedByRule, match="pelatihan lanjutan"):
        switch_on(categories, network, person(Role.CHAIR))


def test_a_trained_psm_whose_office_is_over_does_not_count(categories, network, person, train):
    volunteer = train("lanjutan")
    long_ago = timezone.localdate() - dt.timedelta(days=200)
    Membership.objects.filter(user=volunteer.user).update(ends_on=long_ago)
    with pytest.raises(RefusedByRule, match="pelatihan lanjutan"):
        switch_on(categories, network, person(Role.CHAIR))


def test_switching_off_asks_for_nothing(categories, network, person, secretary, train):
    train("lanjutan")
    switch_on(categories, network, person(Role.CHAIR))
    row = actions.switch_off(categories["NAPZA"], network=network, by=secretary)
    assert (row.is_on, row.reason) == (False, "")


def test_history_tells_who_and_why(categories, network, person, train):
    train("lanjutan")
    chair = person(Role.CHAIR)
    row = switch_on(categories, network, chair)
    last = row.events.order_by("-pgh_id").select_related("pgh_context")[0]
    assert last.is_on is True
    told = last.pgh_context.metadata
    assert (told["action"], told["user"], told["reason"]) == ("categories.switch_on", chair.pk, REASON)
