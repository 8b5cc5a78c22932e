"""One case of the demo from its first word to its last visit, in rows: along the ways that the table of moves has.

What lies before today has happened, what lies after it has not: wherever the course is broken off, the rows say the
same of the case as its verbs would have.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from heapq import heappop, heappush
from itertools import count

from members.models import FollowUp, FollowUpEntry
from pmks_cases.actions.cases import AFTERCARE_EVERY
from pmks_cases.models import (
    Assessment,
    Case,
    CaseCategory,
    CaseMove,
    Category,
    Consent,
    Goal,
    Handover,
    Measurement,
    PlanStep,
    Referral,
    Visit,
)
from pmks_cases.models.case import FIRST_VISIT_WITHIN, Urgency
from pmks_cases.models.case_states import ClosingReason, Decision, State
from pmks_cases.models.visit import INDICATORS
from wksbm.portal.actions.demo_files import tables
from wksbm.portal.actions.demo_notebook import Clock, Notebook
from wksbm.portal.actions.demo_place import Place, Subject
from wksbm.portal.actions.demo_reports import write_report

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


class Course:
    """A case while it is told; `tell` writes its rows into the notebook."""

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

    def tell(self) -> None:
        try:
            self._begin()
            for stage in (self._look, self._assess, self._meet, self._plan, self._help, self._watch):
                stage()
                if self.start.ends_after == stage.__name__[1:]:
                    self._go_on(1, 6)
                    break
            self._close()
        except NotYet:
            pass

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

    # --- The first word ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Reported and checked, or met by a PSM; registered and given to a companion, whose day is then set."""
        start, place = self.start, self.place
        wait = place.days_to_first_visit(self.chance, start.day, start.urgency)
        opened_on = start.day + timedelta(days=0 if wait < 2 else self.chance.randint(0, min(wait - 1, 4)))
        given_on = opened_on + timedelta(days=0 if wait < 3 else self.chance.randint(0, min(wait // 3, 2)))
        report = None
        if start.is_reported:
            report = write_report(place, self.notebook, self.chance, self.clock.at(start.day), start)
        self._until(opened_on)
        board = place.board(opened_on)
        opened_at = self.clock.at(opened_on)
        is_family = self.need.get("family", False)
        self.case = self._add(
            Case,
            number=start.number,
            subject_kind="keluarga" if is_family else "perseorangan",
            resident_id=None if is_family else self.subject.resident,
            family_id=self.subject.family if is_family else None,
            subject_name=f"Keluarga {self.subject.name}" if is_family else "",
            rt_id=self.subject.rt,
            need=self.chance.choice(self.need["needs"]),
            need_kind=self.need["kind"],
            urgency=start.urgency,
            secrecy=self.need.get("secrecy", "biasa"),
            state=State.REPORTED.value,
            landmark=self._said("landmark"),
            contact_name=self.subject.relative,
            contact_phone=f"+628000000{self.chance.randint(200, 999)}" if self.subject.relative else "",
            opened_by_id=board if report else place.psm_for(self.chance, opened_on),
            opened_at=opened_at,
            revision=1,
        )
        self._of_case(CaseMove, end=State.REPORTED.value, by_id=self.case["opened_by_id"], at=opened_at)
        if report:
            report |= {"case_id": self.case["id"], "state": "jadi_kasus", "settled_by_id": board}
            report["settled_at"] = opened_at
        self._until(given_on)
        self.psm = place.psm_for(self.chance, given_on)
        at = self.clock.at(given_on)
        self._of_case(Handover, taker_id=self.psm, by_id=place.board(given_on), at=at)
        self.case["psm_id"] = self.psm
        self._move(State.VERIFICATION, by=place.board(given_on), at=at + timedelta(minutes=1))
        self._wait_for_successor(given_on)
        due_on = given_on + timedelta(days=FIRST_VISIT_WITHIN[start.urgency])
        self.case["next_visit_on"] = due_on
        self.first_visit_on = self._when(due_on, start.day + timedelta(days=wait))

    def _wait_for_successor(self, day: date) -> None:
        found = self.place.next_trained(day)
        if found and not self.place.came_later(day):
            successor, since = found
            self._await(since + timedelta(days=self.chance.randint(6, 20)), lambda on: self._hand_over(on, successor))

    def _hand_over(self, day: date, successor: int) -> None:
        at, giver, note = self.clock.at(day), self.psm, self._said("handover")
        by = self.place.board(day)
        self._of_case(Handover, giver_id=giver, taker_id=successor, by_id=by, at=at, note=note)
        self.psm = self.case["psm_id"] = successor
        self.case["revision"] += 1
        for promise in self.open_promises:
            if promise["doer_id"] == giver:
                promise["doer_id"] = successor
                self._entry(promise, "handed_over", by=by, at=at, note=self._said("handover_promise"), doer_id=giver)

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

    # --- The seven steps -----------------------------------------------------------------------------------

    def _look(self) -> None:
        """The first visit, with what the family agrees to. Some cases end here."""
        self._until(self.first_visit_on)
        if self.start.ending == ClosingReason.NOT_FOUND:
            self._visit(self.day, "tidak_bertemu")
            for _turn in range(2):
                self._come_as_planned("tidak_bertemu")
            return
        self._visit(self.day, self._met())
        self._ask_for_consent()
        if self.start.ending == State.REJECTED:
            self._go_on(1, 5)
            at = self.clock.at(self.day)
            self._move(State.REJECTED, by=self.psm, at=at, why=self._said("rejected"))
            self._end(at)
            raise NotYet

    def _ask_for_consent(self) -> None:
        is_child = self.subject.age < CHILD and not self.need.get("family")
        way = self.chance.choice(("ttd", "ttd", "lisan", "cap_jempol"))
        answers = {"data": True, "foto": self.chance.random() < 0.7, "disebut": self.chance.random() < 0.6}
        at = self.clock.at(self.day)
        for purpose, answer in answers.items():
            self._of_case(
                Consent,
                purpose=purpose,
                answer=answer,
                given_by=self.subject.guardian if is_child else self.subject.name,
                guardian_relation="orang tua" if is_child else "",
                way=way,
                witness="Tetangga sebelah" if way == "lisan" else "",
                by_id=self.psm,
                at=at,
            )

    def _assess(self) -> None:
        self._go_on(0, 3)
        self._move(State.ASSESSMENT, by=self.psm, at=self.clock.at(self.day))
        self._go_on(1, 5)
        self._of_case(
            Assessment,
            on=self.day,
            situation=self.need["situation"],
            strengths=self.need["strengths"],
            by_id=self.psm,
            at=self.clock.at(self.day),
        )
        if code := self.need.get("category"):
            age, sex = (None, None) if self.need.get("family") else (self.subject.age, self.subject.sex)
            if not categories()[code].speaks_against(age, sex):
                self.category = self._of_case(
                    CaseCategory, category_id=code, is_main=True, standing="terverifikasi", set_by_id=self.psm
                )

    def _meet(self) -> None:
        """Brought before the meeting, and decided there by the chair."""
        self._go_on(1, 4)
        self._move(State.MEETING, by=self.psm, at=self.clock.at(self.day), why=self._said("agenda"))
        self._until(self.place.next_meeting(self.day))
        at = self.clock.at(self.day, 19)
        if self.start.watched_only:
            decision, end, why = Decision.WATCH, State.MONITORING, self._said("watch")
        else:
            refers = self.need["kind"] in ("kesehatan", "surat") and self.chance.random() < 0.4
            joint = self.need["kind"] in ("papan", "penghasilan", "kerja") and self.chance.random() < 0.5
            decision = Decision.REFER if refers else Decision.PROGRAM if joint else Decision.OWN
            end, why = State.PLAN, ""
        self.case["decision"] = decision.value
        self._move(end, by=self.place.chair, at=at, why=why, decision=decision.value)
        if self.category:
            self.category["standing"] = "ditetapkan"

    def _plan(self) -> None:
        """What the family wants and will do, one goal with its baseline, and steps that somebody promises."""
        if self.start.watched_only:
            return
        self._go_on(1, 5)
        self.case |= {"wish": self.need["wish"], "own_part": self.need["own_part"], "wish_on": self.day}
        self.case["revision"] += 1
        at = self.clock.at(self.day)
        wanted, sign, unit, now, target = self.need["goal"]
        self.goal = self._of_case(
            Goal,
            wanted=wanted,
            sign=sign,
            unit=unit,
            baseline=Decimal(now),
            target=Decimal(target),
            due_on=self.day + timedelta(days=90),
            set_by_id=self.psm,
            set_at=at,
        )
        self._measure(now, at)
        for what, effort, outcome, who in self.need["steps"]:
            at = self.clock.at(self.day)
            promise = self._promise(what, outcome, who, at)
            columns = {"goal_id": self.goal["id"], "effort": effort, "follow_up_id": promise["id"]}
            self._of_case(PlanStep, added_at=at, **columns)
        if self.case["decision"] == Decision.REFER:
            self._refer()
        self._go_on(0, 2)
        why = self._said("plan_ready")
        self._move(State.INTERVENTION, by=self.psm, at=self.clock.at(self.day), why=why)

    def _refer(self) -> None:
        target = "puskesmas" if self.need["kind"] == "kesehatan" else "dinsos"
        referral = self._of_case(
            Referral,
            target=target,
            sent_on=self.day,
            spoke_with="Petugas loket",
            family_answer="ya",
            by_id=self.psm,
            at=self.clock.at(self.day),
        )

        def answered(on: date) -> None:
            referral.update(answer="Diterima, dijadwalkan minggu depan.", answered_on=on)

        self._await(self.day + timedelta(days=self.chance.randint(4, 12)), answered)

    def _help(self) -> None:
        if self.start.watched_only:
            return
        least = self.day + timedelta(days=self.chance.randint(20, 50))
        self._until(max(self.promised_until + timedelta(days=2), least))
        self._move(State.MONITORING, by=self.psm, at=self.clock.at(self.day))

    def _watch(self) -> None:
        if self.start.left_on:
            self._until(None)
        self._go_on(15, 30)
        now, target = self.need["goal"][3:]
        if self.goal:
            self._measure(round((now + 2 * target) / 3), self.clock.at(self.day))
        self._go_on(10, 35)
        if self.goal and self.start.ending == ClosingReason.REACHED:
            self._measure(target, self.clock.at(self.day))
            self._go_on(0, 3)

    def _measure(self, value: int, at: datetime) -> None:
        source = self._said("measured")
        of = {"goal_id": self.goal["id"], "value": Decimal(value), "on": self.day}
        self._of_case(Measurement, source=source, by_id=self.psm, at=at, **of)

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

    # --- The end -------------------------------------------------------------------------------------------

    def _close(self) -> None:
        reason = ClosingReason(self.start.ending)
        at = self.clock.at(self.day)
        why = self._said("closing", reason.value)
        self._move(State.CLOSED, by=self.place.chair, at=at, why=why)
        self.case |= {"closed_at": at, "closing_reason": reason.value}
        for promise in self.open_promises:
            promise |= {"state": FollowUp.State.WITHDRAWN.value, "done_at": at}
            self._entry(promise, "withdrawn", by=self.place.chair, at=at, note="Kasus ditutup.")
        self.open_promises = []
        then = at + timedelta(microseconds=1)  # the order of the two is told by their time
        if reason in (ClosingReason.REACHED, ClosingReason.INDEPENDENT):
            self._aftercare(then)
            return
        self._move(State.DONE, by=self.place.chair, at=then)
        self._end(at)
        if reason in (ClosingReason.MOVED, ClosingReason.DIED) and self.case["resident_id"]:
            self.departure = (self.case["resident_id"], reason.value, self.day)

    def _aftercare(self, at: datetime) -> None:
        """Visited one to three times more; then who accompanies says that it is over."""
        planned = self.case["aftercare_visits"] = self.chance.randint(1, 2)
        self._move(State.AFTERCARE, by=self.place.chair, at=at)
        self._plan_visit(self.day + timedelta(days=AFTERCARE_EVERY))
        for _turn in range(planned):
            self._come_as_planned(self._met())
        self.next_visit.is_off = True
        self._go_on(1, 4)
        at = self.clock.at(self.day)
        self._move(State.DONE, by=self.psm, at=at)
        self._end(self.case["closed_at"])

    def _end(self, closed_at: datetime) -> None:
        self.case |= {"closed_at": closed_at, "next_visit_on": None}
        self.waiting.clear()


@cache
def categories() -> dict[str, Category]:
    """The official categories by code."""
    return Category.objects.in_bulk()
