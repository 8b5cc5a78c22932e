"""What was decided is told to the family; "ingin lain" and "menolak" bring the case back before the meeting."""

import datetime as dt

import pytest
from django.urls import reverse

from members.models import FollowUp
from pmks_cases.actions import case_secrecy, cases
from pmks_cases.models import Case, CaseMove, FamilyAnswer
from pmks_cases.models.case_states import Decision, State
from pmks_cases.models.case_timeline import timeline_of
from tests.programs.views.test_meetings import fill

WORDS = "Kami malu, lebih baik dibantu pelan-pelan"


@pytest.fixture
def chair(person):
    return person("chair")


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def waiting(make_case, psm, chair):
    """An ordinary case with a companion that waits for a decision."""
    case = make_case()
    Case.objects.filter(pk=case.pk).update(state=State.MEETING, psm=psm)
    case.refresh_from_db()
    return case


def decide(case, chair, decision=Decision.PROGRAM):
    end = State.MONITORING if decision == Decision.WATCH else State.PLAN
    cases.move(case, by=chair, end=end, decision=decision, why="Dirembuk")
    case.refresh_from_db()
    return FamilyAnswer.objects.filter(case=case).latest("decided_at")


def page_of(row):
    return reverse("pmks_cases:tell_family", args=[row.case.network.slug, row.case.number, row.pk])


class TestPromise:
    def test_the_companion_has_three_days(self, waiting, chair, psm, network):
        row = decide(waiting, chair)
        made = row.follow_up
        assert (made.doer, made.due_on, made.what) == (
            psm,
            network.today() + dt.timedelta(days=3),
            "Sampaikan keputusan kepada keluarga",
        )

    def test_without_a_companion_it_is_the_secretarys(self, waiting, chair, secretary):
        Case.objects.filter(pk=waiting.pk).update(psm=None)
        assert decide(waiting, chair).follow_up.doer == secretary

    def test_where_nobody_else_sees_the_case_it_is_the_chairs(self, waiting, chair, secretary):
        Case.objects.filter(pk=waiting.pk).update(psm=None)
        case_secrecy.shut_out(waiting, by=chair, user=secretary)
        made = decide(waiting, chair).follow_up
        assert (made.doer, made.restricted) == (chair, True)

    def test_only_the_newest_decision_is_told(self, waiting, chair):
        first = decide(waiting, chair)
        cases.move(waiting, by=chair, end=State.MEETING, why="Ada kabar baru")
        second = decide(waiting, chair, Decision.REFER)
        states = [FollowUp.objects.get(pk=row.follow_up_id).state for row in (first, second)]
        assert states == [FollowUp.State.WITHDRAWN, FollowUp.State.OPEN]


class TestAnswer:
    def test_the_promise_leads_to_its_own_small_form(self, signed_in, waiting, chair, psm, network):
        row = decide(waiting, chair)
        client = signed_in(psm)
        answer = client.get(reverse("members:finish_follow_up", args=[network.slug, row.follow_up_id]))
        assert answer.url == page_of(row)
        assert "program bersama" in client.get(page_of(row)).content.decode()

    def test_agreed_it_is_done_and_the_case_stays(self, signed_in, waiting, chair, psm):
        row = decide(waiting, chair)
        fill(signed_in(psm), page_of(row), told="Ibunya", answer="setuju", words="Alhamdulillah")
        row.refresh_from_db()
        waiting.refresh_from_db()
        assert (row.told, row.answer, row.words, row.by) == ("Ibunya", "setuju", "Alhamdulillah", psm)
        assert (waiting.state, row.follow_up.state) == (State.PLAN, FollowUp.State.DONE)

    @pytest.mark.parametrize(
        ("decision", "answer", "why"),
        [
            (Decision.PROGRAM, "ingin_lain", "Keluarga ingin lain."),
            (Decision.OWN, "menolak", "Keluarga menolak."),
            (Decision.REFER, "ingin_lain", "Keluarga ingin lain."),
            (Decision.WATCH, "menolak", "Keluarga menolak."),
        ],
    )
    def test_a_no_brings_it_back_before_the_meeting(self, signed_in, waiting, chair, psm, decision, answer, why):
        row = decide(waiting, chair, decision)
        fill(signed_in(psm), page_of(row), told="Ibunya", answer=answer, words=WORDS)
        waiting.refresh_from_db()
        last = CaseMove.objects.filter(case=waiting).latest("at")
        assert (waiting.state, last.end, last.why, last.by) == (State.MEETING, State.MEETING, why, psm)

    def test_a_no_needs_their_words(self, signed_in, waiting, chair, psm):
        row = decide(waiting, chair)
        answer = fill(signed_in(psm), page_of(row), told="Ibunya", answer="menolak")
        waiting.refresh_from_db()
        assert (answer.status_code, list(answer.context["form"].errors), waiting.state) == (
            422,
            ["words"],
            State.PLAN,
        )

    def test_a_closed_case_keeps_the_answer_and_stays_closed(self, waiting, chair, psm):
        from pmks_cases.actions import family_answers

        row = decide(waiting, chair)
        promise = {row.follow_up_id}
        reason = {"closing_reason": "pindah", "why": "Pindah", "promises_stay": frozenset(promise)}
        cases.move(waiting, by=chair, end=State.CLOSED, **reason)
        family_answers.note(row, by=psm, told="Ibunya", answer="menolak", words=WORDS)
        waiting.refresh_from_db()
        assert (waiting.state, FamilyAnswer.objects.get().answer) == (State.DONE, "menolak")

    def test_it_stands_in_the_history_with_their_words(self, signed_in, waiting, chair, psm, network):
        row = decide(waiting, chair)
        client = signed_in(psm)
        fill(client, page_of(row), told="Ibunya", answer="menolak", words=WORDS)
        entry = next(one for one in timeline_of(waiting, psm).entries if one.kind == "family_answer")
        assert (entry.word, entry.text, entry.more) == ("menolak", WORDS, "Ibunya")
        page = client.get(reverse("pmks_cases:case", args=[network.slug, waiting.number])).content.decode()
        assert [words in page for words in (WORDS, "Disampaikan kepada Ibunya")] == [True, True]

    def test_nobody_else_finds_it(self, signed_in, waiting, chair, network, person):
        row = decide(waiting, chair)
        assert signed_in(person("treasurer")).get(page_of(row)).status_code == 403
        from tests.conftest import give_office, make_user, train

        other = make_user("psm.lain")
        give_office(other, "psm", network)
        train(other)
        assert signed_in(other).get(page_of(row)).status_code == 404
