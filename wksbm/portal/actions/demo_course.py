"""One case of the demo from its first word to its last visit, in rows: along the ways that the table of moves has.

What lies before today has happened, what lies after it has not: wherever the course is broken off, the rows say the
same of the case as its verbs would have.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from members.models import FollowUp
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
)
from pmks_cases.models.case import FIRST_VISIT_WITHIN
from pmks_cases.models.case_states import ClosingReason, Decision, State
from wksbm.portal.actions.demo_days import CHILD, Days, NotYet
from wksbm.portal.actions.demo_reports import write_report


class Course(Days):
    """A case while it is told; `tell` writes its rows into the notebook."""

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
