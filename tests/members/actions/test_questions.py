"""What the village head asks a network is a promise with a person and a day, and is not asked twice."""

from datetime import timedelta

import pytest

from members.actions import follow_ups, questions
from members.models import FollowUp, Question
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(network, person, secretary):
    """`ask(about="kunjungan", …)`: the village head asks the secretary, to be answered in three days."""

    def make(about="kunjungan", **more):
        usual = {"by": person("village_head"), "doer": secretary, "what": "Kapan ditengok?"}
        return questions.ask(network, about=about, **{"due_on": network.today() + timedelta(days=3), **usual, **more})

    return make


def test_a_question_is_a_promise_of_who_is_asked(ask, network, secretary):
    asked = ask()
    assert (asked.network, asked.doer, asked.what) == (network, secretary, "Kapan ditengok?")
    assert asked.due_on == network.today() + timedelta(days=3)
    assert list(FollowUp.objects.visible_to(secretary)) == [asked]


def test_the_same_thing_is_asked_once_until_it_is_answered(ask, secretary):
    first = ask()
    assert ask(what="Sudah?") == first
    assert ask("janji") != first
    assert Question.objects.count() == 2
    follow_ups.finish(first, by=secretary, outcome="Sudah ditengok kemarin.")
    assert ask() != first
    assert Question.objects.count() == 3


def test_another_network_is_asked_for_itself(ask, person, other_network):
    theirs = ask(by=person("village_head"))
    other = questions.ask(
        other_network,
        by=person("village_head"),
        about="kunjungan",
        doer=person("secretary", other_network),
        due_on=other_network.today(),
        what="Kapan?",
    )
    assert theirs != other


def test_who_asked_reads_the_answer(ask, person, secretary):
    asked = ask()
    follow_ups.finish(asked, by=secretary, outcome="Sudah ditengok kemarin.")
    assert [row.outcome for row in FollowUp.objects.visible_to(person("village_head"))] == ["Sudah ditengok kemarin."]


def test_who_asked_sees_no_other_promise(ask, network, person, secretary):
    follow_ups.make(network, by=secretary, what="Antar beras", doer=person("psm"), due_on=network.today())
    asked = ask()
    assert list(FollowUp.objects.visible_to(person("village_head"))) == [asked]


def test_a_day_that_is_over_and_a_stranger_are_refused(ask, network, person, other_network):
    with pytest.raises(RefusedByRule) as late:
        ask(due_on=network.today() - timedelta(days=1))
    assert late.value.field == "due_on"
    with pytest.raises(RefusedByRule) as stranger:
        ask(doer=person("secretary", other_network))
    assert stranger.value.field == "doer"
    assert Question.objects.count() == FollowUp.objects.count() == 0
