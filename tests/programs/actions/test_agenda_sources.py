"""Each thing that an agenda proposes by itself, with its reason in one line."""

import datetime as dt

import pytest
from django.utils import timezone

from members.actions import follow_ups
from members.models import FollowUp, Membership, Organization
from pmks_cases.actions import case_secrecy, cases, early_reports, family_answers
from pmks_cases.models import Case, EarlyReport, FamilyAnswer
from pmks_cases.models.case_states import State
from programs.actions import agenda, aspirations, attendances, decisions, meetings
from programs.models import AgendaItem, Decision, Element, Meeting
from tests.conftest import give_office, make_user, where_rt
from tests.programs.opening import opened

Kind, Place = AgendaItem.Kind, AgendaItem.Place


def lines(meeting, by) -> list[tuple]:
    agenda.propose(meeting, by=by)
    return [(line.kind, line.title, line.reason) for line in AgendaItem.objects.filter(meeting=meeting)]


def next_meeting(network, secretary, chair, days=30) -> Meeting:
    values = {"begins": dt.time(19), "place": "Balai RW", "chair": chair, "note_taker": secretary}
    return meetings.plan(network, by=secretary, held_on=network.today() + dt.timedelta(days=days), **values)


class TestCases:
    def test_one_that_the_family_sent_back_says_so_without_their_words(
        self, meeting, secretary, chair, make_waiting_case
    ):
        case = make_waiting_case()
        cases.move(case, by=chair, end=State.PLAN, decision="program_bersama", why="Dirembuk")
        row = FamilyAnswer.objects.get()
        family_answers.note(row, by=secretary, told="Ibunya", answer="ingin_lain", words="Kami malu")
        ((kind, title, reason),) = lines(meeting, secretary)
        assert (kind, title) == (Kind.CASE, f"{case.number}, kursi roda anak")
        assert reason.startswith("Keluarga ingin lain, dirembuk lagi")
        assert "malu" not in reason

    @pytest.fixture
    def untold(self, secretary, chair, make_waiting_case):
        """A case of which something was decided nine days ago, and whose family nobody has told."""
        case = make_waiting_case()
        cases.move(case, by=chair, end=State.PLAN, decision="program_bersama", why="Dirembuk")
        FollowUp.objects.update(due_on=case.network.today() - dt.timedelta(days=6))
        return case

    def test_a_decision_that_the_family_has_not_been_told_in_time(self, meeting, secretary, untold):
        ((kind, title, reason),) = lines(meeting, secretary)
        assert (kind, title) == (Kind.UNDONE, f"{untold.number}, kursi roda anak")
        doer = FollowUp.objects.get().doer.name
        assert reason == f"Keputusan belum disampaikan kepada keluarga oleh {doer}, terlambat 6 hari"

    def test_once_the_family_was_told_it_is_no_line(self, meeting, secretary, untold):
        family_answers.note(FamilyAnswer.objects.get(), by=secretary, told="Ibunya", answer="setuju")
        assert lines(meeting, secretary) == []

    def test_of_a_case_that_is_guarded_it_is_no_line(self, meeting, secretary, person, untold):
        case_secrecy.forbid(untold, by=secretary, user=person("treasurer"))
        assert lines(meeting, secretary) == []

    def test_one_that_nobody_visited_or_helped_for_90_days(self, meeting, secretary, make_case, network):
        case = make_case()
        long_ago = timezone.now() - dt.timedelta(days=100)
        Case.objects.filter(pk=case.pk).update(state=State.PLAN, opened_at=long_ago)
        promised = follow_ups.make(
            network, by=secretary, what="Beras", doer=secretary, due_on=network.today(), origin=case
        )
        follow_ups.finish(promised, by=secretary, outcome="Sudah")
        assert lines(meeting, secretary) == []
        FollowUp.objects.update(done_at=long_ago)
        ((kind, _title, reason),) = lines(meeting, secretary)
        assert (kind, reason.startswith("Belum ditengok atau dibantu sejak ")) == (Kind.UNHELPED, True)


class TestReports:
    def test_late_ones_are_not_counted_so_that_none_tells_of_one_that_is_shut_from_a_reader_later(
        self, meeting, secretary, person, chair, network
    ):
        rt = where_rt(network, "001")
        told = {"place": "RT 001", "urgency": 2, "rt": rt}
        rows = [
            early_reports.send(network, by=person("psm"), values={"saw": f"Atap {number} bocor"} | told)
            for number in range(3)
        ]
        EarlyReport.objects.update(check_by=network.today() - dt.timedelta(days=30))
        ((kind, title, reason),) = lines(meeting, secretary)
        assert (kind, title, reason) == (
            Kind.REPORTS,
            "Laporan yang lewat harinya belum diperiksa",
            "Isinya hanya dibaca pemeriksanya",
        )
        early_reports.shut_out(rows[0], by=secretary, user=chair)
        assert lines(meeting, secretary) == [(kind, title, reason)]


class TestPromises:
    def test_one_about_who_is_helped_by_a_program_is_no_line(self, meeting, secretary, chair, come, network):
        come(meeting, Element.RT, Element.RW, Element.FAITH)
        chosen = agenda.add(meeting, by=secretary, title="Penetapan penerima: Makan sehat", kind=Kind.RECIPIENTS)
        made = Decision.objects.create(network=network, item=chosen, text="Ditunda", by=secretary)
        promised = follow_ups.make(
            network, by=secretary, what="Antar ke Sulastri", doer=chair, due_on=network.today(), origin=made
        )
        decisions.tie(made, promised)
        FollowUp.objects.update(due_on=network.today() - dt.timedelta(days=2))
        following = next_meeting(network, secretary, chair)
        assert lines(following, secretary) == []
        AgendaItem.objects.filter(pk=chosen.pk).update(kind=Kind.OTHER)
        assert [title for _kind, title, _reason in lines(following, secretary)] == ["Antar ke Sulastri"]

    def test_one_that_became_restricted_is_no_line(self, meeting, secretary, chair, come, network):
        come(meeting, Element.RT, Element.RW, Element.FAITH)
        made = decisions.decide(agenda.add(meeting, by=secretary, title="Kerja bakti"), by=chair, text="Minggu pagi")
        decisions.promise(made, by=secretary, what="Pinjam cangkul", doer=chair, due_on=network.today())
        FollowUp.objects.update(due_on=network.today() - dt.timedelta(days=2), restricted=True)
        assert lines(next_meeting(network, secretary, chair), secretary) == []


class TestNeighbourhood:
    def test_aspirations_and_problems_each_under_their_own_name(self, meeting, secretary, person, network):
        writer = person("dasawisma_kader")
        aspirations.write(network, by=writer, text="Senam pagi lagi")
        aspirations.write(network, by=writer, text="Selokan mampet", kind="saluran")
        assert lines(meeting, secretary) == [
            (Kind.ASPIRATION, "Senam pagi lagi", "Disampaikan hari ini"),
            (Kind.NEIGHBOURHOOD, "Selokan mampet", "Disampaikan hari ini"),
        ]


class TestOrganizations:
    @pytest.fixture
    def youth(self, network):
        made = Organization.objects.create(
            network=network, kind="karang_taruna", name="Karang Taruna", standing="bergabung"
        )
        office = give_office(make_user("dimas", name="Dimas"), "organization_officer", network, organization=made)
        Membership.objects.filter(pk=office.pk).update(starts_on=network.today() - dt.timedelta(days=200))
        return made

    def test_one_without_word_for_90_days_is_greeted_and_agreed_in_one_go(self, meeting, secretary, youth):
        assert lines(meeting, secretary) == [(Kind.SILENT, "Karang Taruna", "Belum ada kabar sejak bergabung")]

    def test_the_last_day_it_was_heard_of_is_told(self, meeting, secretary, chair, youth, network):
        held = next_meeting(network, secretary, chair)
        row = attendances.invite(held, by=secretary, name="Dimas", organization=youth, element=Element.YOUTH)
        attendances.mark(row, by=secretary, is_present=True)
        Meeting.objects.filter(pk=held.pk).update(held_on=dt.date(2026, 3, 5))
        ((_kind, _title, reason),) = lines(meeting, secretary)
        assert reason == "Belum ada kabar sejak 5\N{NO-BREAK SPACE}Maret\N{NO-BREAK SPACE}2026"

    def test_one_that_kept_a_promise_is_left_alone(self, meeting, secretary, youth, network):
        made = follow_ups.make(
            network, by=secretary, what="Ronda", doer=secretary, due_on=network.today(), organization=youth
        )
        follow_ups.finish(made, by=secretary, outcome="Sudah")
        assert lines(meeting, secretary) == []

    def test_a_new_one_is_not_asked_yet(self, meeting, secretary, youth, network):
        Membership.objects.filter(organization=youth).update(starts_on=network.today())
        assert lines(meeting, secretary) == []


class TestOrder:
    def test_what_was_asked_for_and_put_off_comes_again_once(self, meeting, secretary, chair, network):
        line = agenda.add(meeting, by=secretary, title="Beli tenda")
        agenda.place(line, by=secretary, place=Place.WAITS)
        meetings.close(opened(meeting, by=chair), by=chair)
        following = next_meeting(network, secretary, chair)
        ((kind, title, reason),) = lines(following, secretary)
        assert (kind, title, reason.startswith("Belum sempat dirembuk")) == (Kind.OTHER, "Beli tenda", True)
        assert lines(next_meeting(network, secretary, chair, 60), secretary) == []

    def test_small_things_are_agreed_together_when_the_evening_is_full(
        self, meeting, secretary, make_waiting_case, network
    ):
        for number in range(10):
            make_waiting_case(subject_name=f"Orang {number}")
        give_office(make_user("lama"), "rt_head", network, ends_on=network.today() + dt.timedelta(days=20))
        agenda.propose(meeting, by=secretary)
        places = set(AgendaItem.objects.values_list("kind", "place"))
        assert places == {(Kind.CASE, Place.DISCUSSED), (Kind.TERM, Place.TOGETHER)}

    def test_a_promise_that_becomes_late_after_the_plan_still_comes_first(
        self, meeting, secretary, chair, come, network
    ):
        come(meeting, Element.RT, Element.RW, Element.FAITH)
        made = decisions.decide(agenda.add(meeting, by=secretary, title="Kerja bakti"), by=chair, text="Minggu pagi")
        tie = decisions.promise(made, by=secretary, what="Pinjam cangkul", doer=chair, due_on=network.today())
        following = next_meeting(network, secretary, chair)
        agenda.add(following, by=secretary, title="Beli tenda")
        FollowUp.objects.filter(pk=tie.follow_up_id).update(due_on=network.today() - dt.timedelta(days=2))
        assert [title for _kind, title, _reason in lines(following, secretary)] == ["Pinjam cangkul", "Beli tenda"]
