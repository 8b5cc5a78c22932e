"""A strategic issue is weighed by the inner circle, chosen in a meeting, one in a half-year, and ended."""

import datetime as dt
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.models import Organization
from programs.actions import agenda, decisions, issue_decisions, strategic_issues
from programs.models import AgendaItem, Decision, Element, IssueScore, StrategicIssue
from programs.models.strategic_issue import CRITERIA, IssueState, period_of, weights
from tests.programs.issues import make_core, scores, weighed
from wksbm.core.refusals import RefusedByRule

Outcome = Decision.Outcome


def decide(meeting, issue, outcome, *, by):
    """What a quorate meeting says about the issue."""
    agenda.propose(meeting, by=by)
    line = AgendaItem.objects.get(meeting=meeting, kind=AgendaItem.Kind.ISSUE, about_id=issue.pk)
    return decisions.decide(line, by=by, text="Dirembuk", outcome=outcome)


@pytest.fixture
def quorate(meeting, come):
    come(meeting, Element.RW, Element.RT, Element.PKK)
    return meeting


class TestWeighing:
    @given(rows=st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=5), min_size=1, max_size=9))
    def test_each_criterion_has_the_median_of_all_and_the_last_two_are_flagged_when_weak(self, rows):
        found = weights([IssueScore(**scores(*row)) for row in rows])
        medians = [median(row[place] for row in rows) for place in range(5)]
        assert [one.median for one in found] == medians
        assert [one.is_flagged for one in found] == [False, False, False, medians[3] <= 2, medians[4] <= 2]

    def test_nobody_has_weighed_yet(self):
        assert weights([]) == []

    def test_an_organisation_weighs_anew_and_has_one_word(self, network, secretary):
        issue = weighed(network, by=secretary, each=(2,))
        strategic_issues.weigh(issue, by=secretary, organization=Organization.objects.get(), **scores(5, 4, 3, 2, 1))
        assert [row.values for row in IssueScore.objects.all()] == [[5, 4, 3, 2, 1]]

    def test_only_the_inner_circle_weighs(self, network, secretary):
        issue = weighed(network, by=secretary, each=())
        other = Organization.objects.create(network=network, kind="takmir", name="Takmir Al-Hikmah")
        with pytest.raises(RefusedByRule) as refused:
            strategic_issues.weigh(issue, by=secretary, organization=other, **scores(3))
        assert refused.value.field == "organization"
        assert not IssueScore.objects.exists()

    @pytest.mark.parametrize("outside", [0, 6])
    def test_the_database_keeps_scores_between_one_and_five(self, network, secretary, outside):
        from django.core.exceptions import ValidationError

        issue = weighed(network, by=secretary, each=())
        row = IssueScore(
            network=network, issue=issue, organization=make_core(network, 1)[0], by=secretary, **scores(outside)
        )
        with pytest.raises(ValidationError) as refused:
            row.full_clean()
        assert set(refused.value.error_dict) == {criterion.name for criterion in CRITERIA}

    def test_words_that_somebody_has_weighed_stay(self, network, secretary):
        issue = weighed(network, by=secretary, each=(3,))
        with pytest.raises(RefusedByRule):
            strategic_issues.change(issue, by=secretary, title="Sesuatu yang lain")
        assert StrategicIssue.objects.get().title == "Anak putus sekolah"


class TestMeeting:
    def test_two_organisations_are_not_enough_and_three_bring_it_to_the_meeting(self, quorate, secretary):
        issue = weighed(quorate.network, by=secretary, each=(5, 5))
        assert list(issue_decisions.issues_to_choose(quorate.network, quorate.held_on)) == []
        assert Outcome.CHOSEN not in issue_decisions.offered(issue)
        (third,) = make_core(quorate.network, 1)
        strategic_issues.weigh(issue, by=secretary, organization=third, **scores(4))
        (line,) = issue_decisions.issues_to_choose(quorate.network, quorate.held_on)
        assert (line.title, line.reason) == ("Anak putus sekolah", "Dinilai 3 lembaga, 25 dari 25")
        assert issue_decisions.offered(issue) == [Outcome.CHOSEN, Outcome.POSTPONED, Outcome.REFUSED]

    def test_who_has_left_the_inner_circle_does_not_count(self, quorate, secretary):
        issue = weighed(quorate.network, by=secretary)
        Organization.objects.filter(pk=Organization.objects.first().pk).update(alliance_tier="anggota")
        assert Outcome.CHOSEN not in issue_decisions.offered(issue)

    def test_the_meeting_chooses_it_for_its_half_year(self, quorate, secretary, chair):
        issue = weighed(quorate.network, by=secretary)
        made = decide(quorate, issue, Outcome.CHOSEN, by=chair)
        issue.refresh_from_db()
        assert (issue.state, issue.period, issue.decision) == (IssueState.CHOSEN, period_of(quorate.held_on), made)

    def test_a_second_one_in_the_same_half_year_is_refused_and_nothing_is_decided(self, quorate, secretary, chair):
        first = weighed(quorate.network, by=secretary)
        second = weighed(quorate.network, by=secretary, title="Saluran mampet")
        agenda.propose(quorate, by=secretary)
        kept = AgendaItem.objects.get(about_id=second.pk)
        agenda.place(kept, by=secretary, place=AgendaItem.Place.DISCUSSED)
        decide(quorate, first, Outcome.CHOSEN, by=chair)
        with pytest.raises(RefusedByRule, match="Anak putus sekolah"):
            decide(quorate, second, Outcome.CHOSEN, by=chair)
        second.refresh_from_db()
        assert second.state == IssueState.PROPOSED
        assert Decision.objects.count() == 1

    def test_while_the_half_year_has_its_issue_no_other_is_proposed(self, quorate, secretary, chair):
        network = quorate.network
        first = weighed(network, by=secretary)
        second = weighed(network, by=secretary, title="Saluran mampet")
        decide(quorate, first, Outcome.CHOSEN, by=chair)
        assert list(issue_decisions.issues_to_choose(network, quorate.held_on)) == []
        later = quorate.held_on + dt.timedelta(days=185)
        assert [line.about for line in issue_decisions.issues_to_choose(network, later)] == [second]

    def test_a_line_about_an_issue_asks_for_a_choice(self, quorate, secretary, chair):
        issue = weighed(quorate.network, by=secretary)
        with pytest.raises(RefusedByRule) as refused:
            decide(quorate, issue, "", by=chair)
        assert refused.value.field == "outcome"

    def test_it_is_not_agreed_together_with_small_things(self, quorate, secretary):
        issue = weighed(quorate.network, by=secretary)
        agenda.propose(quorate, by=secretary)
        line = AgendaItem.objects.get(about_id=issue.pk)
        with pytest.raises(RefusedByRule):
            agenda.place(line, by=secretary, place=AgendaItem.Place.TOGETHER)

    def test_what_was_put_off_comes_back_with_its_scores(self, quorate, secretary, chair):
        issue = weighed(quorate.network, by=secretary)
        decide(quorate, issue, Outcome.POSTPONED, by=chair)
        strategic_issues.propose_again(issue, by=secretary)
        issue.refresh_from_db()
        assert (issue.state, issue.scores.count()) == (IssueState.PROPOSED, 3)

    @pytest.mark.parametrize("outcome", [Outcome.CHOSEN, Outcome.REFUSED])
    def test_only_what_was_put_off_comes_back(self, quorate, secretary, chair, outcome):
        issue = weighed(quorate.network, by=secretary)
        decide(quorate, issue, outcome, by=chair)
        with pytest.raises(RefusedByRule):
            strategic_issues.propose_again(issue, by=secretary)

    def test_the_chosen_one_ends_with_its_result(self, quorate, secretary, chair):
        issue = weighed(quorate.network, by=secretary)
        with pytest.raises(RefusedByRule):
            strategic_issues.end(issue, by=chair, result="Belum dipilih")
        decide(quorate, issue, Outcome.CHOSEN, by=chair)
        strategic_issues.end(issue, by=chair, result="Lima anak kembali bersekolah.")
        issue.refresh_from_db()
        assert (issue.state, issue.result) == (IssueState.DONE, "Lima anak kembali bersekolah.")


@given(day=st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)))
def test_a_half_year_begins_in_january_or_july_and_holds_its_day(day):
    first = period_of(day)
    assert (first.day, first.month) in ((1, 1), (1, 7))
    assert first <= day < dt.date(first.year + (first.month == 7), 7 if first.month == 1 else 1, 1)
