"""An advocacy goes from its plan over talks to what came of it; its ways are those of its table."""

import datetime as dt

import pytest

from programs.actions import advocacies
from programs.models import Advocacy, AdvocacyContact
from programs.models.advocacy import ENDED, AdvocacyState
from tests.programs.issues import weighed
from wksbm.core.refusals import RefusedByRule


@pytest.fixture
def advocacy(network, secretary):
    return advocacies.plan(
        weighed(network, by=secretary, each=()),
        by=secretary,
        policy="Jam buka Puskesmas pembantu",
        stance="menghambat",
        change="Buka juga Sabtu pagi",
        decided_by="Kepala Puskesmas",
    )


def talk(advocacy, by, **values):
    values = {"on": advocacy.network.today(), "form": "audiensi", "with_whom": "Kepala Puskesmas"} | values
    return advocacies.note_contact(advocacy, by=by, said="Akan dibahas di lokakarya.", **values)


def test_the_first_talk_sets_it_going(advocacy, secretary):
    talk(advocacy, secretary)
    advocacy.refresh_from_db()
    assert advocacy.state == AdvocacyState.RUNNING


def test_a_talk_to_come_is_refused_beside_its_day(advocacy, secretary):
    with pytest.raises(RefusedByRule) as refused:
        talk(advocacy, secretary, on=advocacy.network.today() + dt.timedelta(days=1))
    assert refused.value.field == "on"
    assert not AdvocacyContact.objects.exists()


@pytest.mark.parametrize("start", AdvocacyState)
@pytest.mark.parametrize("end", AdvocacyState)
def test_it_goes_only_where_its_table_leads(advocacy, secretary, start, end):
    Advocacy.objects.filter(pk=advocacy.pk).update(state=start)
    advocacy.refresh_from_db()
    allowed = end in advocacy.ways
    try:
        advocacies.move(advocacy, by=secretary, to=end, result="Selesai dibahas.")
    except RefusedByRule:
        assert not allowed
        end = start
    advocacy.refresh_from_db()
    assert advocacy.state == end


@pytest.mark.parametrize("end", ENDED)
def test_an_end_says_what_came_of_it(advocacy, secretary, end):
    talk(advocacy, secretary)
    with pytest.raises(RefusedByRule) as refused:
        advocacies.move(advocacy, by=secretary, to=end)
    assert refused.value.field == "result"
    advocacies.move(advocacy, by=secretary, to=end, result="Buka Sabtu mulai Januari.")
    advocacy.refresh_from_db()
    assert advocacy.ended_on == advocacy.network.today()
    with pytest.raises(RefusedByRule):
        talk(advocacy, secretary)


def test_the_years_sheet_has_what_was_planned_or_still_went_on(advocacy):
    year = advocacy.planned_on.year
    assert [list(Advocacy.objects.in_year(one)) for one in (year - 1, year, year + 1)] == [[], [advocacy], [advocacy]]
    Advocacy.objects.update(ended_on=advocacy.planned_on)
    assert list(Advocacy.objects.in_year(year + 1)) == []
