"""The table of moves, walked at random: no path around a guard, every state reachable, every move written down.

What may happen is said here a second time, in another form, and compared: a way that slips into the table of moves by
mistake is found even if the verb follows the table.
"""

import datetime as dt
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from members.actions import follow_ups
from members.models import User
from pmks_cases.actions import assignments, case_secrecy, cases
from pmks_cases.models import (
    Assessment,
    Case,
    CaseMove,
    Consent,
    Goal,
    Measurement,
    PlanStep,
    Referral,
    Visit,
)
from pmks_cases.models.case_needs import NEEDS
from pmks_cases.models.case_states import (
    ENDED_STATES,
    MOVES,
    OPEN_STATES,
    ClosingReason,
    Decision,
    State,
    move_between,
)
from tests.conftest import make_user, train
from wksbm.core.refusals import RefusedByRule

# --- The law, said a second time ---------------------------------------------------------------------------

EITHER, ORDINARY, SECRET = "either", "ordinary", "secret"
LAW = {
    ("laporan", "verifikasi"): (EITHER, "work", {"companion"}),
    ("laporan", "rencana"): (SECRET, "work", {"companion", "first_step"}),
    ("verifikasi", "asesmen"): (EITHER, "work", {"visit", "consent"}),
    ("verifikasi", "ditolak"): (EITHER, "work", {"why"}),
    ("verifikasi", "digabung"): (EITHER, "work", {"why", "other"}),
    ("asesmen", "musyawarah"): (ORDINARY, "work", {"assessment"}),
    ("asesmen", "rencana"): (SECRET, "work", {"assessment", "first_step"}),
    ("asesmen", "intervensi"): (SECRET, "work", {"first_step", "referral"}),
    ("asesmen", "digabung"): (EITHER, "work", {"why", "other"}),
    ("musyawarah", "monitoring"): (ORDINARY, "decide", {"watch"}),
    ("musyawarah", "asesmen"): (ORDINARY, "work", {"why"}),
    ("rencana", "intervensi"): (EITHER, "work", {"wish", "goal", "steps", "first_step"}),
    ("intervensi", "monitoring"): (EITHER, "work", {"action"}),
    ("intervensi", "rencana"): (EITHER, "work", {"why"}),
    ("monitoring", "rencana"): (EITHER, "work", {"why"}),
    **{(start, "musyawarah"): (ORDINARY, "work", {"why"}) for start in ("rencana", "intervensi", "monitoring")},
    ("monitoring", "terminasi"): (EITHER, "decide", {"why", "reason"}),
    **{
        (start, "terminasi"): (EITHER, "decide", {"why", "early_reason"})
        for start in ("verifikasi", "asesmen", "musyawarah", "rencana", "intervensi")
    },
    ("bimbingan_lanjut", "selesai"): (EITHER, "work", {"aftercare"}),
}
"""What a person may ask for: of which cases, of whom ("work": board and PSM; "decide": the chair), and what it needs.

From `musyawarah` to `rencana` an ordinary case goes by a decision, a rahasia one by its first step: see `law_of`. From
`terminasi` a case goes on by itself.
"""
SEES_LATER = {"tercapai", "mandiri"}


def law_of(start: str, end: str, *, secret: bool):
    if (start, end) == ("musyawarah", "rencana"):
        return ("work", {"first_step"}) if secret else ("decide", {"decision"})
    kind, who, needs = LAW.get((start, end), (None, None, None))
    if kind is None or kind == (ORDINARY if secret else SECRET):
        return None
    return who, needs


# --- People and one case -----------------------------------------------------------------------------------

PEOPLE = ("chair", "secretary", "trained", "untrained", "stranger", "treasurer")
IN_BOARD = {"chair", "secretary"}


@pytest.fixture
def people(person, network, other_network):
    made = {
        "chair": person("chair"),
        "secretary": person("secretary"),
        "trained": train(person("psm")),
        "stranger": person("chair", other_network),
        "treasurer": person("treasurer"),
    }
    made["untrained"] = make_user("psm.baru")
    from tests.conftest import give_office

    give_office(made["untrained"], "psm", network)
    return {name: User.objects.get(pk=user.pk) for name, user in made.items()}


@contextmanager
def taken_back():
    """What an example writes is gone when the next one begins."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Walk:
    """One case, and beside it what the test itself remembers of it."""

    network: object
    people: dict
    case: Case
    other: Case
    secret: bool = False
    state: str = "laporan"
    companion: str = ""
    team: set = field(default_factory=set)
    first_step: str = "none"
    facts: Counter = field(default_factory=Counter)
    states: list = field(default_factory=lambda: ["laporan"])
    reason: str = ""
    planned: int = 0

    # What is prepared ------------------------------------------------------------------------------------

    def assign(self, who: str) -> None:
        by = self.people["secretary"]
        allowed = who in ("chair", "secretary", "trained", "untrained")
        allowed = allowed and not (self.secret and (who == "untrained" or len(self.team | {who}) > 3))
        allowed = allowed and self.state not in ("selesai", "ditolak", "digabung")
        allowed = allowed and self.sees("secretary")
        self.expect(allowed, lambda: assignments.assign(self.case, by=by, psm=self.people[who], note="Suka bercerita."))
        if not allowed or who == self.companion:
            return
        self.companion = who
        if self.secret:
            self.team.add(who)
        if self.state == "laporan":
            self.arrive("verifikasi")

    def visit(self, met: str = "dia") -> None:
        now = self.case.network.today()
        Visit.objects.create(
            network=self.network,
            case=self.case,
            by=self.people["secretary"],
            at=dt.datetime.now(dt.UTC),
            on=now,
            met=met,
        )
        if met != "tidak_bertemu":
            self.facts["visit"] += 1
        if self.state == "bimbingan_lanjut":
            self.facts["aftercare"] += 1

    def ask_consent(self, answer: bool) -> None:
        Consent.objects.create(
            network=self.network,
            case=self.case,
            purpose="data",
            answer=answer,
            given_by="Ibunya",
            way="lisan",
            by=self.people["secretary"],
        )
        self.facts["consent"] += 1

    def assess(self) -> None:
        Assessment.objects.create(
            network=self.network,
            case=self.case,
            on=self.network.today(),
            situation="Atapnya bocor.",
            by=self.people["secretary"],
        )
        self.facts["assessment"] += 1

    def refer(self) -> None:
        Referral.objects.create(network=self.network, case=self.case, target="puskesmas", sent_on=self.network.today())
        self.facts["referral"] += 1
        self.facts["action"] += 1

    def require_first_step(self) -> None:
        if self.first_step == "none":
            case_secrecy.require_first_step(self.case)
            self.first_step = "open"

    def settle_first_step(self, explained: bool) -> None:
        if self.first_step == "none":
            return
        change = {"explanation": "Keluarga minta menunggu."} if explained else {"sent_on": self.network.today()}
        Referral.objects.filter(case=self.case, is_first_step=True).update(**change)
        self.first_step = "settled"
        if not explained:
            self.facts["referral"] += 1
            self.facts["action"] += 1

    def wish(self) -> None:
        Case.objects.filter(pk=self.case.pk).update(wish="Ingin berjualan.", own_part="Menyiapkan tempat.")
        self.facts["wish"] += 1

    def set_goal(self, measured: int) -> None:
        goal = Goal.objects.create(
            network=self.network,
            case=self.case,
            wanted="Makan tiga kali",
            sign="Ada beras",
            baseline=1,
            target=3,
            due_on=self.network.today(),
            set_by=self.people["secretary"],
        )
        for value in range(measured):
            Measurement.objects.create(
                network=self.network,
                case=self.case,
                goal=goal,
                value=value,
                on=self.network.today(),
                by=self.people["secretary"],
            )
        self.facts["goal"] += 1
        self.facts["measured_twice"] += measured >= 2

    def add_step(self, done: bool) -> None:
        by = self.people["secretary"]
        promise = follow_ups.make(
            self.network, by=by, what="Antar beras", doer=by, due_on=self.network.today(), origin=self.case
        )
        PlanStep.objects.create(network=self.network, case=self.case, effort="kuratif", follow_up=promise)
        if done:
            follow_ups.finish(promise, by=by, outcome="Sudah.")
            self.facts["action"] += 1
            self.facts["steps_done"] += 1
        else:
            self.facts["steps_open"] += 1

    def raise_to_secret(self, who: str) -> None:
        allowed = not self.secret and self.sees(who) and who != "untrained"
        self.expect(
            allowed,
            lambda: case_secrecy.set_secrecy(self.case, by=self.people[who], secrecy="rahasia", why="Ada ancaman."),
        )
        if not allowed:
            return
        self.secret = True
        self.team.add(who)
        if self.companion == "untrained":
            self.companion = ""
        elif self.companion:
            self.team.add(self.companion)

    def lower(self, who: str) -> None:
        if not self.secret:
            return
        allowed = who in self.team
        self.expect(
            allowed,
            lambda: case_secrecy.set_secrecy(self.case, by=self.people[who], secrecy="terbatas", why="Sudah aman."),
        )
        if allowed:
            self.secret, self.team = False, set()

    # What the law says of it -----------------------------------------------------------------------------

    def sees(self, who: str) -> bool:
        if self.secret:
            return who in self.team
        return who in IN_BOARD or (who in ("trained", "untrained") and who == self.companion)

    def holds(self, who: str, permission: str) -> bool:
        if not self.sees(who):
            return False
        return self.secret or permission == "work" or who == "chair"

    def has(self, need: str, typed: dict) -> bool:
        if need == "why":
            return bool(typed["why"])
        if need == "other":
            return typed["other"] is not None
        if need == "decision":
            return typed["decision"] in ("tangani_sendiri", "program_bersama", "rujuk")
        if need == "watch":
            return typed["decision"] == "pantau"
        if need in ("reason", "early_reason"):
            return self.reason_fits(typed, early=need == "early_reason")
        if need == "companion":
            return bool(self.companion)
        if need == "first_step":
            return self.first_step != "open"
        if need == "steps":
            return self.facts["steps_open"] + self.facts["steps_done"] > 0
        if need == "aftercare":
            return self.facts["aftercare"] >= self.planned
        return self.facts[need] > 0

    def reason_fits(self, typed: dict, *, early: bool) -> bool:
        reason = typed["closing_reason"]
        if reason in SEES_LATER:
            enough = reason != "tercapai" or self.facts["measured_twice"] > 0
            return not early and enough and 1 <= typed["aftercare_visits"] <= 3
        return bool(reason)

    def may(self, who: str, end: str, typed: dict) -> bool:
        law = law_of(self.state, end, secret=self.secret)
        return law is not None and self.holds(who, law[0]) and all(self.has(need, typed) for need in law[1])

    # What is tried ---------------------------------------------------------------------------------------

    def try_move(self, who: str, end: str, typed: dict) -> None:
        allowed = self.may(who, end, typed)
        self.expect(allowed, lambda: cases.move(self.case, by=self.people[who], end=end, **typed))
        if not allowed:
            return
        self.arrive(end)
        if end == "terminasi":
            self.reason = typed["closing_reason"]
            self.facts["steps_open"] = 0  # withdrawn with the case
            self.planned = typed["aftercare_visits"] if self.reason in SEES_LATER else 0
            self.arrive("bimbingan_lanjut" if self.reason in SEES_LATER else "selesai")

    def push(self, choice: int) -> None:
        """The right person takes one of the ways on, after everything that it asks for is done."""
        ends = [end for end in State.values if law_of(self.state, end, secret=self.secret)]
        if not ends:
            return None
        end = ends[choice % len(ends)]
        _who, needs = law_of(self.state, end, secret=self.secret)
        provide = {
            "visit": self.visit,
            "consent": lambda: self.ask_consent(False),
            "assessment": self.assess,
            "referral": self.refer,
            "first_step": lambda: self.settle_first_step(False),
            "wish": self.wish,
            "goal": lambda: self.set_goal(2),
            "steps": lambda: self.add_step(False),
            "action": lambda: self.add_step(True),
            "reason": lambda: self.set_goal(2),
        }
        typed = {
            "why": "Sudah dibicarakan.",
            "decision": "pantau" if end == "monitoring" else "rujuk",
            "closing_reason": "tercapai" if "reason" in needs else "pindah",
            "aftercare_visits": 1 + choice % 3,
            "other": self.other,
        }
        if "companion" in needs and not self.companion:
            if self.secret:
                Case.objects.filter(pk=self.case.pk).update(psm=self.people[min(self.team)])
                self.companion = min(self.team)
            else:
                return self.assign("trained")
        for need in needs:
            if need == "aftercare":
                while self.facts["aftercare"] < self.planned:
                    self.visit()
            elif need in provide and not self.has(need, typed):
                provide[need]()
        mover = min(self.team) if self.secret else "chair"
        before = self.state
        self.try_move(mover, end, typed)
        assert self.state != before, f"{before} -> {end} was not open to {mover}"
        return None

    def expect(self, allowed: bool, act) -> None:
        if allowed:
            act()
        else:
            with pytest.raises(RefusedByRule):
                act()

    def arrive(self, state: str) -> None:
        self.state = state
        self.states.append(state)

    # What must always hold -------------------------------------------------------------------------------

    def check(self) -> None:
        stored = Case.objects.get(pk=self.case.pk)
        assert (stored.state, stored.is_secret) == (self.state, self.secret)
        moves = list(CaseMove.objects.filter(case=self.case).order_by("at"))
        assert [move.end for move in moves] == self.states
        assert [move.start for move in moves] == ["", *self.states[:-1]]
        assert all(move.by_id and move.at for move in moves)
        assert len({move.at for move in moves}) == len(moves)

    def check_history(self) -> None:
        """Each change of the state stands in the history with the action and the hand that made it."""
        events = apps.get_model("pmks_cases", "CaseEvent")
        rows = events.objects.filter(pgh_obj_id=self.case.pk).order_by("pgh_id").select_related("pgh_context")
        seen, before = [], None
        for row in rows:
            if row.state != before:
                seen.append((row.state, row.pgh_context.metadata["action"], row.pgh_context.metadata["user"]))
            before = row.state
        assert [state for state, _action, _user in seen] == self.states
        movers = list(CaseMove.objects.filter(case=self.case).order_by("at").values_list("by_id", flat=True))
        assert [user for _state, _action, user in seen] == movers
        assert {action for _state, action, _user in seen} <= {"cases.open", "cases.assign", "cases.move"}


who = st.sampled_from(PEOPLE)
typed = st.fixed_dictionaries(
    {
        "why": st.sampled_from(["", "Sudah dibicarakan."]),
        "decision": st.sampled_from(["", *Decision.values]),
        "closing_reason": st.sampled_from(["", *ClosingReason.values]),
        "aftercare_visits": st.integers(0, 4),
        "other": st.booleans(),
    }
)
tries = st.tuples(st.just("try_move"), who, st.sampled_from(State.values), typed)
pushes = st.tuples(st.just("push"), st.integers(0, 11))
prepared = st.one_of(
    st.tuples(st.just("assign"), who),
    st.tuples(st.just("visit"), st.sampled_from(["dia", "tidak_bertemu"])),
    st.tuples(st.just("ask_consent"), st.booleans()),
    st.tuples(st.sampled_from(["assess", "refer", "require_first_step", "wish"])),
    st.tuples(st.just("settle_first_step"), st.booleans()),
    st.tuples(st.just("set_goal"), st.integers(1, 3)),
    st.tuples(st.just("add_step"), st.booleans()),
    st.tuples(st.just("raise_to_secret"), who),
    st.tuples(st.just("lower"), who),
)
verbs = st.lists(st.one_of(tries, pushes, pushes, prepared), min_size=4, max_size=16)


@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(begins_secret=st.booleans(), verbs=verbs)
@example(begins_secret=True, verbs=[("lower", "secretary"), ("raise_to_secret", "chair"), ("assign", "chair")])
def test_no_path_leads_around_a_guard(network, people, make_resident, make_case, begins_secret, verbs):
    with taken_back():
        walk = begin(network, people, make_case, secret=begins_secret)
        for name, *arguments in verbs:
            if name == "try_move":
                mover, end, asked = arguments
                arguments = [mover, end, {**asked, "other": walk.other if asked["other"] else None}]
            getattr(walk, name)(*arguments)
            walk.check()
        walk.check_history()


def begin(network, people, make_case, *, secret: bool = False) -> Walk:
    by = people["secretary"]
    case = make_case(by=by, secrecy="rahasia" if secret else "biasa")
    other = make_case(by=by)
    return Walk(network, people, case, other, secret=secret, team={"secretary"} if secret else set())


# --- Every state is reached --------------------------------------------------------------------------------

FROM_THE_PLAN = (State.PLAN, State.INTERVENTION, State.MONITORING, State.CLOSED, State.DONE)
ROADS = {
    "ordinary, to the end": (
        False,
        [State.VERIFICATION, State.ASSESSMENT, State.MEETING, *FROM_THE_PLAN],
    ),
    "rahasia, to the end": (
        True,
        [State.VERIFICATION, State.ASSESSMENT, *FROM_THE_PLAN],
    ),
    "rahasia, an emergency": (True, [State.PLAN, State.INTERVENTION, State.MONITORING]),
    "rahasia, referred": (True, [State.VERIFICATION, State.ASSESSMENT, State.INTERVENTION]),
    "not borne out": (False, [State.VERIFICATION, State.REJECTED]),
    "joined": (False, [State.VERIFICATION, State.JOINED]),
    "only watched": (False, [State.VERIFICATION, State.ASSESSMENT, State.MEETING, State.MONITORING]),
}


def go(walk: Walk, end: str) -> None:
    if walk.state == State.REPORTED and end == State.VERIFICATION:
        walk.assign("trained")
        return
    ends = [each for each in State.values if law_of(walk.state, each, secret=walk.secret)]
    walk.push(ends.index(end))


@pytest.mark.parametrize(("secret", "road"), ROADS.values(), ids=ROADS)
def test_a_road_can_be_gone_to_its_end(network, people, make_case, secret, road):
    walk = begin(network, people, make_case, secret=secret)
    for end in road:
        go(walk, end)
        walk.check()
    assert walk.states[-1] == road[-1]
    walk.check_history()


def test_the_roads_reach_every_state():
    reached = {State.REPORTED, *(end for _secret, road in ROADS.values() for end in road)}
    after_closing = {State.AFTERCARE}  # where closing leads by itself; the roads to the end pass through it
    assert reached | after_closing == set(State)


def test_closing_what_was_reached_leads_to_the_visits_afterwards(network, people, make_case):
    walk = begin(network, people, make_case)
    for end in (State.VERIFICATION, State.ASSESSMENT, State.MEETING, State.MONITORING, State.CLOSED):
        go(walk, end)
    assert walk.states[-2:] == [State.CLOSED, State.AFTERCARE]
    walk.check()


# --- The table against the law -----------------------------------------------------------------------------


@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize("start", State.values)
@pytest.mark.parametrize("end", State.values)
def test_the_table_has_the_ways_of_the_law_and_no_other(start, end, secret):
    if start == State.CLOSED:
        assert (move_between(start, end, secret=secret) is not None) == (end in (State.AFTERCARE, State.DONE))
        return
    assert (move_between(start, end, secret=secret) is not None) == (law_of(start, end, secret=secret) is not None)


def test_every_need_of_the_table_has_its_sentence_and_every_sentence_is_asked_for():
    assert {name for move in MOVES for name in move.needs} == set(NEEDS)


def test_nothing_leads_out_of_an_ended_state():
    assert [move for move in MOVES if move.start in ENDED_STATES] == []
    assert set(OPEN_STATES) | set(ENDED_STATES) == set(State)


@pytest.mark.parametrize("end", State.values)
@pytest.mark.parametrize("ended", ["ditolak", "digabung"])
def test_an_ended_case_never_moves(network, people, make_case, ended, end):
    walk = begin(network, people, make_case)
    go(walk, State.VERIFICATION)
    go(walk, ended)
    typed = {"why": "x", "decision": "rujuk", "closing_reason": "pindah", "other": walk.other}
    with pytest.raises(RefusedByRule):
        cases.move(walk.case, by=people["chair"], end=end, **typed)
    walk.check()


def test_a_rahasia_case_never_comes_before_a_meeting_and_gets_no_decision():
    ways = [move for move in MOVES if move.secret in (None, True)]
    assert [move for move in ways if move.end == State.MEETING or move.decides] == []


def test_a_case_that_becomes_rahasia_before_its_meeting_leaves_without_a_decision(network, people, make_case):
    walk = begin(network, people, make_case)
    for end in (State.VERIFICATION, State.ASSESSMENT, State.MEETING):
        go(walk, end)
    walk.raise_to_secret("chair")
    walk.require_first_step()
    walk.try_move("chair", State.PLAN, {"why": "", "decision": "rujuk", "closing_reason": "", "other": None})
    walk.settle_first_step(explained=False)
    walk.try_move("chair", State.PLAN, {"why": "", "decision": "rujuk", "closing_reason": "", "other": None})
    walk.check()
    assert walk.state == State.PLAN
    assert Case.objects.get(pk=walk.case.pk).decision == ""
    assert set(CaseMove.objects.filter(case=walk.case).values_list("decision", flat=True)) == {""}
