"""The days of one case of the demo: what comes by itself while they pass, its visits and its promises, in rows."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from members.models import FollowUp, FollowUpEntry
from pmks_cases.actions.cases import AFTERCARE_EVERY
from pmks_cases.models import CaseMove, Visit
from pmks_cases.models.case import Urgency
from pmks_cases.models.case_states import State
from pmks_cases.models.visit import INDICATORS
from wksbm.portal.actions.demo_files import tables
from wksbm.portal.actions.demo_notebook import Clock, Notebook
from wksbm.portal.actions.demo_place import Place, Subject

DAYS_TO_NEXT = {Urgency.LOW: (40, 60), Urgency.MEDIUM: (18, 30), Urgency.HIGH: (5, 7)}
CHILD = 17
"""A parent answers for who is younger."""


class NotYet(Exception):  # noqa: N818  nothing is wrong
    """The day of what comes next is not over."""


@dataclass
class Start:
    """What is fixed of a case before it is told.

    `ending` is a closing reason, or "ditolak"; `ends_after` the stage of an early end. `left_on` is the day of a visit
    that was not made, nor anything after it.
    """

    need: dict
    subject: Subject
    day: date
    urgency: int
    number: str
    is_reported: bool
    ending: str
    ends_after: str = ""
    watched_only: bool = False
    left_on: date | None = None


@dataclass(order=True)
class _Waiting:
    """Something that comes by itself on its day: a visit, a promise kept, a handover."""

    day: date
    turn: int
    happens: Callable[[date], None] = field(compare=False)
    is_off: bool = field(default=False, compare=False)


class Days:
    """A case while days pass over it; its rows go into the notebook."""

    def __init__(self, place: Place, notebook: Notebook, start: Start, chance: random.Random):
        self.place, self.notebook, self.start, self.chance = place, notebook, start, chance
        self.need, self.subject = start.need, start.subject
        self.last_day = min(place.yesterday, start.left_on - timedelta(days=1)) if start.left_on else place.yesterday
        self.clock = Clock(place, chance)
        self.waiting: list[_Waiting] = []
        self.turns = count()
        self.next_visit: _Waiting | None = None
        self.day = start.day
        self.psm = 0
        self.goal: dict = {}
        self.category: dict = {}
        self.open_promises: list[dict] = []
        self.promised_until = start.day
        self.case: dict = {}
        self.departure: tuple[int, str, date] | None = None

    # --- Time ----------------------------------------------------------------------------------------------

    def _until(self, day: date | None) -> None:
        """Let pass what comes by itself up to a day (None: as long as there are days), then stand on it."""
        end = self.last_day if day is None else min(day, self.last_day)
        while self.waiting and self.waiting[0].day <= end:
            came = heappop(self.waiting)
            if not came.is_off:
                came.happens(came.day)
        if day is None or day > self.last_day:
            raise NotYet
        self.day = day

    def _go_on(self, least: int, most: int) -> None:
        self._until(self.day + timedelta(days=self.chance.randint(least, most)))

    def _await(self, day: date, happens: Callable[[date], None]) -> _Waiting:
        waiting = _Waiting(day, next(self.turns), happens)
        heappush(self.waiting, waiting)
        return waiting

    def _said(self, *words: str) -> str:
        """What needs.toml has for this, one of the sentences where there are several."""
        found = tables("needs.toml")["said"]
        for word in words:
            found = found[word]
        return found if isinstance(found, str) else self.chance.choice(found)

    def _add(self, model, **columns) -> dict:
        return self.notebook.add(model, network_id=self.place.network, **columns)

    def _of_case(self, model, **columns) -> dict:
        return self._add(model, case_id=self.case["id"], **columns)

    def _move(self, end: State, *, by: int, at: datetime, why: str = "", decision: str = "") -> None:
        self._of_case(CaseMove, start=self.case["state"], end=end.value, by_id=by, at=at, why=why, decision=decision)
        self.case["state"] = end.value
        self.case["revision"] += 1

    # --- Visits --------------------------------------------------------------------------------------------

    def _when(self, due_on: date, day: date) -> date:
        """What should have been by now was done at the latest yesterday: only who is left behind waits."""
        return min(day, self.last_day) if due_on <= self.last_day else day

    def _plan_visit(self, due_on: date) -> None:
        self.case["next_visit_on"] = due_on
        late = 0 if self.start.left_on else self.place.days_late(self.chance, due_on)
        self.next_visit = self._await(self._when(due_on, due_on + timedelta(days=late)), self._come)

    def _come(self, day: date) -> None:
        self._visit(day, "tidak_bertemu" if self.chance.random() < 0.07 else "")

    def _come_as_planned(self, met: str) -> None:
        """Let the days pass until the visit that is planned, and let this one be met, or nobody."""
        self.next_visit.is_off = True
        self._until(self.next_visit.day)
        self._visit(self.day, met)

    def _visit(self, day: date, met: str = "") -> None:
        nobody = met == "tidak_bertemu"
        at = self.clock.at(day, self.chance.choice((8, 9, 10, 15, 16)))
        state, urgency = self.case["state"], self._urgency_seen()
        waited = self.chance.random() < 0.15
        due_on = day + timedelta(
            days=self.chance.randint(3, 7) if nobody else self.chance.randint(*DAYS_TO_NEXT[urgency])
        )
        if state == State.AFTERCARE:
            due_on = day + timedelta(days=self.chance.randint(3, 7) if nobody else AFTERCARE_EVERY)
        if self.start.left_on:
            due_on = min(due_on, self.start.left_on)
        visit = self._of_case(
            Visit,
            resident_id=self.case["resident_id"],
            by_id=self.psm,
            at=at,
            on=day,
            received_at=at + timedelta(minutes=self.chance.randint(90, 240) if waited else self.chance.randint(1, 9)),
            kept_on_phone=waited,
            met=met or self.chance.choice(("dia", "dia", "dia", "keluarga")),
            place="telepon" if state == State.MONITORING and self.chance.random() < 0.1 else "rumah",
            told=self._said("nobody") if nobody else self._told(state),
            next_visit_on=due_on,
        )
        if not nobody:
            visit |= {"urgency": urgency, **self._levels(state)}
            self.case["last_visit_on"] = day
            self.notebook.urgency_now[self.case["id"]] = urgency
        self.case["revision"] += 1
        self._plan_visit(due_on)

    def _met(self) -> str:
        return "dia" if self.subject.age >= CHILD else "keluarga"

    def _urgency_seen(self) -> int:
        state, first = self.case["state"], min(self.start.urgency, Urgency.HIGH)
        if state in (State.VERIFICATION, State.ASSESSMENT, State.MEETING, State.PLAN):
            return Urgency(first)
        if state == State.INTERVENTION:
            return Urgency(min(first, Urgency.MEDIUM))
        return Urgency.LOW

    def _share_of_way(self, state: str) -> float:
        return {State.VERIFICATION: 0, State.ASSESSMENT: 0.1, State.INTERVENTION: 0.6, State.MONITORING: 0.85}.get(
            state, 1 if state == State.AFTERCARE else 0.3
        )

    def _told(self, state: str) -> str:
        share = self._share_of_way(state)
        part = "awal" if share < 0.34 else "tengah" if share < 0.75 else "akhir"
        return self.chance.choice(tables("telling.toml")[self.need["about"]][part])

    def _levels(self, state: str) -> dict[str, int | None]:
        worst = {"pangan": "food", "kesehatan": "health", "perawatan": "health", "pendidikan": "school"}
        low = worst.get(self.need["kind"], "housing" if self.need["kind"] == "papan" else "food")
        share = self._share_of_way(state)
        levels = {}
        for name in INDICATORS:
            begins = 0 if name == low and self.start.urgency >= Urgency.HIGH else 1 if name == low else 2
            levels[name] = min(3, round(begins + (3 - begins) * share))
        if not 6 <= self.subject.age <= 18:
            levels["school"] = None
        return levels

    # --- Promises ------------------------------------------------------------------------------------------

    def _promise(self, what: str, outcome: str, who: str, at: datetime) -> dict:
        doer = {"psm": self.psm, "secretary": self.place.secretary, "chair": self.place.chair}[who]
        due_on = self.day + timedelta(days=self.chance.randint(7, 18))
        is_forgotten = who == "secretary" and self.start.left_on is not None
        if is_forgotten:
            due_on = max(due_on, self.place.ill_since + timedelta(days=self.chance.randint(3, 25)))
        late = self.place.promise_is_late(self.chance, due_on)
        kept_on = due_on + timedelta(days=self.chance.randint(2, 9) if late else -self.chance.randint(0, 5))
        promise = self._add(
            FollowUp,
            what=what,
            doer_id=doer,
            due_on=due_on,
            origin_type_id=self.place.kind_of_case,
            origin_id=self.case["id"],
            state=FollowUp.State.OPEN.value,
            created_by_id=self.psm,
            created_at=at,
            revision=1,
        )
        self.open_promises.append(promise)
        if not is_forgotten:
            kept_on = self._when(due_on, kept_on)
            self.promised_until = max(self.promised_until, kept_on)
            self._await(kept_on, lambda on: self._keep(promise, on, outcome))
        return promise

    def _keep(self, promise: dict, day: date, outcome: str) -> None:
        if promise["state"] == FollowUp.State.OPEN:
            self.open_promises.remove(promise)
            at = self.clock.at(day)
            promise |= {"state": FollowUp.State.DONE.value, "outcome": outcome, "done_at": at}
            self._entry(promise, "done", by=promise["doer_id"], at=at, note=outcome)

    def _entry(self, promise: dict, kind: str, *, by: int, at: datetime, note: str, **before) -> None:
        promise["revision"] += 1
        self._add(FollowUpEntry, follow_up_id=promise["id"], kind=kind, note=note, by_id=by, at=at, **before)
