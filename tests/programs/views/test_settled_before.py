"""A line about a case that no longer waits says why there is nothing to choose."""

import datetime as dt
import re

from django.utils.formats import date_format

from pmks_cases.models import Case
from pmks_cases.models.case_states import State
from programs.actions import agenda, decisions, meetings
from programs.models import AgendaItem, Element
from tests.programs.opening import opened
from tests.programs.views.test_meetings import at


def test_it_says_on_which_day_it_was_decided(signed_in, network, meeting, secretary, chair, make_waiting_case, come):
    make_waiting_case()
    agenda.propose(meeting, by=secretary)
    values = {"begins": dt.time(19), "place": "Balai", "chair": chair, "note_taker": secretary}
    day = network.today() - dt.timedelta(days=2)
    other = meetings.record_afterwards(network, by=secretary, held_on=day, **values)
    come(other, Element.RT, Element.RW, Element.FAITH)
    agenda.propose(other, by=secretary)
    client, words = signed_in(chair), f"Sudah diputuskan {date_format(day, 'j F Y', use_l10n=False)}."
    opened(meeting, by=chair)
    assert words not in client.get(at(meeting, "run_meeting")).content.decode()
    decisions.decide(AgendaItem.objects.get(meeting=other), by=chair, text="Ya", case_decision="program_bersama")
    assert words in client.get(at(meeting, "run_meeting")).content.decode()


def test_one_that_went_on_without_a_meeting_says_so(signed_in, meeting, secretary, chair, make_waiting_case):
    case = make_waiting_case()
    agenda.propose(meeting, by=secretary)
    opened(meeting, by=chair)
    Case.objects.filter(pk=case.pk).update(state=State.PLAN)
    page = signed_in(chair).get(at(meeting, "run_meeting")).content.decode()
    assert "Kasus ini tidak menunggu keputusan lagi." in page
    assert "Menunggu keputusan, " not in page
    assert re.search(r"<details\s*>\s*<summary>\s*Catat keputusan", page)
