"""A meeting from its plan to closed minutes: what may change when, who counts, and what a decision moves."""

import datetime as dt

import pytest

from pmks_cases.actions import case_secrecy
from pmks_cases.models import CaseMove
from pmks_cases.models.case_states import State
from programs.actions import agenda, attendances, decisions, meetings
from programs.models import AgendaItem, Attendance, Element, Meeting
from tests.programs.opening import opened
from wksbm.core.refusals import RefusedByRule


def come(meeting, secretary, *elements, sex=Attendance.Sex.FEMALE):
    for element in elements:
        one = attendances.invite(meeting, by=secretary, name=f"Utusan {element.label}", element=element, sex=sex)
        attendances.mark(one, by=secretary, is_present=True)


class TestPlan:
    def test_a_day_that_is_over_is_refused(self, network, secretary, chair):
        with pytest.raises(RefusedByRule) as refused:
            meetings.plan(
                network,
                by=secretary,
                held_on=network.today() - dt.timedelta(days=1),
                begins=dt.time(19),
                place="Balai RW",
                chair=chair,
                note_taker=secretary,
            )
        assert refused.value.field == "held_on"

    def test_from_the_notebook_it_keeps_its_real_day(self, network, secretary, chair):
        day = network.today() - dt.timedelta(days=12)
        row = meetings.record_afterwards(
            network, by=secretary, held_on=day, begins=dt.time(19), place="Balai", chair=chair, note_taker=secretary
        )
        assert (row.held_on, row.recorded_afterwards, row.state) == (day, True, Meeting.State.RUNNING)

    def test_closed_minutes_do_not_change_and_can_be_added_to(self, meeting, chair, secretary):
        opened(meeting, by=chair)
        meetings.close(meeting, by=chair)
        with pytest.raises(RefusedByRule):
            agenda.add(meeting, by=secretary, title="Kerja bakti")
        assert meetings.add(meeting, by=chair, text="Yang hadir 12 orang.").text == "Yang hadir 12 orang."

    def test_officers_are_invited_once_with_the_element_they_stand_for(self, meeting, secretary, chair, person):
        head = person("rt_head")
        assert attendances.invite_officers(meeting, by=secretary) == 3
        assert attendances.invite_officers(meeting, by=secretary) == 0
        rows = dict(Attendance.objects.filter(meeting=meeting).values_list("user_id", "element"))
        assert rows == {secretary.pk: Element.RW, chair.pk: Element.RW, head.pk: Element.RT}

    def test_their_sex_is_asked_once_and_stands_on_the_next_list(self, network, meeting, secretary, chair):
        attendances.invite_officers(meeting, by=secretary)
        attendances.correct(Attendance.objects.get(meeting=meeting, user=secretary), by=secretary, sex="P")
        values = {"held_on": meeting.held_on, "begins": meeting.begins, "place": "Balai"}
        following = meetings.plan(network, by=secretary, chair=chair, note_taker=secretary, **values)
        attendances.invite_officers(following, by=secretary)
        rows = dict(Attendance.objects.filter(meeting=following).values_list("user_id", "sex"))
        assert rows == {secretary.pk: "P", chair.pk: ""}


class TestQuorum:
    def test_elements_are_counted_not_heads(self, meeting, secretary):
        come(meeting, secretary, Element.RT, Element.RT, Element.RT)
        assert not Attendance.objects.quorum_of(meeting)["is_quorate"]
        come(meeting, secretary, Element.RW, Element.FAITH)
        assert Attendance.objects.quorum_of(meeting)["is_quorate"]

    def test_a_meeting_without_women_is_marked(self, meeting, secretary):
        come(meeting, secretary, Element.RT, sex=Attendance.Sex.MALE)
        assert Attendance.objects.quorum_of(meeting)["without_women"]
        come(meeting, secretary, Element.PKK)
        assert not Attendance.objects.quorum_of(meeting)["without_women"]


class TestAgenda:
    def test_it_proposes_a_case_by_number_rt_and_help_without_a_name(
        self, meeting, secretary, make_waiting_case, make_resident
    ):
        case = make_waiting_case(resident=make_resident("Sulastri"))
        assert agenda.propose(meeting, by=secretary) == 1
        (line,) = AgendaItem.objects.visible_to(secretary)
        assert line.title == f"{case.number}, {case.rt}, kursi roda anak"

    def test_a_second_proposal_adds_nothing_and_changes_nothing(self, meeting, secretary, make_waiting_case):
        make_waiting_case()
        agenda.propose(meeting, by=secretary)
        agenda.place(AgendaItem.objects.get(), by=secretary, place=AgendaItem.Place.DROPPED)
        assert agenda.propose(meeting, by=secretary) == 0
        assert AgendaItem.objects.get().place == AgendaItem.Place.DROPPED

    def test_at_most_ten_lines_are_discussed(self, meeting, secretary, make_waiting_case):
        for number in range(12):
            make_waiting_case(subject_name=f"Orang {number}")
        assert agenda.propose(meeting, by=secretary) == 12
        assert AgendaItem.objects.discussed().count() == 10

    def test_a_guarded_case_is_never_proposed(self, meeting, secretary, make_waiting_case, person):
        case = make_waiting_case()
        case_secrecy.shut_out(case, by=secretary, user=person("rt_head"))
        assert agenda.propose(meeting, by=secretary) == 0

    def test_a_case_that_becomes_guarded_leaves_the_agenda(self, meeting, secretary, make_waiting_case, person):
        case = make_waiting_case()
        agenda.propose(meeting, by=secretary)
        case_secrecy.shut_out(case, by=secretary, user=person("rt_head"))
        assert not AgendaItem.objects.visible_to(secretary).exists()

    def test_a_line_that_is_hidden_takes_no_room_and_changes_no_place(
        self, meeting, secretary, chair, make_waiting_case
    ):
        made = [make_waiting_case() for _n in range(10)]
        agenda.propose(meeting, by=secretary)
        for case in made[:3]:
            case_secrecy.set_secrecy(case, by=secretary, secrecy="rahasia", why="Tidak aman")
        late = make_waiting_case()
        agenda.propose(meeting, by=secretary)
        asked = agenda.add(meeting, by=secretary, title="Kerja bakti")
        shown = list(AgendaItem.objects.visible_to(chair).filter(meeting=meeting))
        assert [line.case_id for line in shown[-2:]] == [late.pk, None]
        assert ({line.place for line in shown}, shown[-1].pk, len(shown)) == ({"dirembuk"}, asked.pk, 9)


class TestDecisions:
    def test_a_decision_moves_the_case(self, meeting, secretary, chair, make_waiting_case):
        case = make_waiting_case()
        agenda.propose(meeting, by=secretary)
        opened(meeting, by=chair)
        come(meeting, secretary, Element.RT, Element.RW, Element.FAITH)
        decisions.decide(AgendaItem.objects.get(), by=chair, text="Ditangani bersama", case_decision="program_bersama")
        case.refresh_from_db()
        assert (case.state, case.decision) == (State.PLAN, "program_bersama")
        assert CaseMove.objects.filter(case=case, end=State.PLAN).get().why == "Ditangani bersama"

    def test_without_quorum_nothing_is_decided(self, meeting, secretary, chair, make_waiting_case):
        case = make_waiting_case()
        agenda.propose(meeting, by=secretary)
        with pytest.raises(RefusedByRule):
            decisions.decide(AgendaItem.objects.get(), by=chair, text="Ditangani", case_decision="rujuk")
        case.refresh_from_db()
        assert case.state == State.MEETING

    def test_two_note_takers_lose_nothing(self, meeting, secretary, chair):
        line = agenda.add(meeting, by=secretary, title="Kerja bakti")
        decisions.note(line, by=secretary, discussion="Minggu pagi", revision=1)
        with pytest.raises(decisions.WrittenMeanwhile) as met:
            decisions.note(line, by=chair, discussion="Sabtu sore", revision=1)
        assert met.value.item.discussion == "Minggu pagi"

    def test_a_promise_that_is_not_kept_opens_the_next_agenda(self, meeting, secretary, chair, network, person):
        line = agenda.add(meeting, by=secretary, title="Kerja bakti")
        come(meeting, secretary, Element.RT, Element.RW, Element.FAITH)
        decision = decisions.decide(line, by=chair, text="Saluran dibersihkan")
        made = decisions.promise(
            decision, by=secretary, what="Pinjam cangkul", doer=person("rt_head"), due_on=network.today()
        )
        type(made.follow_up).objects.filter(pk=made.follow_up_id).update(due_on=network.today() - dt.timedelta(days=4))
        opened(meeting, by=chair)
        meetings.close(meeting, by=chair)
        next_one = meetings.plan(
            network,
            by=secretary,
            held_on=network.today() + dt.timedelta(days=30),
            begins=dt.time(19),
            place="Balai RW",
            chair=chair,
            note_taker=secretary,
        )
        agenda.propose(next_one, by=secretary)
        first = AgendaItem.objects.filter(meeting=next_one).first()
        assert (first.kind, first.title) == (AgendaItem.Kind.UNDONE, "Pinjam cangkul")
