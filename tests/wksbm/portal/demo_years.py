"""Years of the demo told in memory, for any day; and what would be wrong with the rows of one."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import count, pairwise
from zoneinfo import ZoneInfo

from members.models import FollowUp, FollowUpEntry
from pmks_cases.models import (
    Assessment,
    Case,
    CaseMove,
    Consent,
    EarlyReport,
    EmergencyAlert,
    Family,
    Goal,
    Handover,
    Measurement,
    PlanStep,
    Referral,
    Resident,
    Visit,
)
from pmks_cases.models.case_states import AFTERCARE_REASONS, EARLY_REASONS, ENDED_STATES, VISITED_STATES, State
from pmks_cases.models.case_states import move_between as way_between
from wksbm.portal.actions import demo, demo_year
from wksbm.portal.actions.demo_families import cards
from wksbm.portal.actions.demo_history import PEOPLE, subjects_of
from wksbm.portal.actions.demo_notebook import Notebook
from wksbm.portal.actions.demo_place import ILL_FOR, Place

ZONE = ZoneInfo("Asia/Jakarta")
TABLES = (
    *(Case, CaseMove, Handover, Visit, Consent, Assessment, Goal, Measurement, PlanStep, Referral),
    *(FollowUp, FollowUpEntry, EarlyReport, EmergencyAlert),
)
SECRETARY, CHAIR, FIRST_PSM, FIRST_TRAINED = 1, 2, 10, 20


class Row(dict):
    """Columns of a row; what nobody has said is None."""

    def __missing__(self, name: str) -> None:
        return None


class Year:
    """The rows of one network by table, and those of each case."""

    def __init__(self, rows: dict[type, list[Row]], today: date):
        self.rows, self.today = rows, today
        self.cases = rows[Case]
        self.promises = rows[FollowUp]
        self.reports = rows[EarlyReport]
        self.of_case = {table: defaultdict(list) for table in TABLES}
        for table in TABLES:
            for row in rows[table]:
                self.of_case[table][row["origin_id"] if table is FollowUp else row["case_id"]].append(row)

    def of(self, table: type, case: Row) -> list[Row]:
        """The rows that belong to this case, in the order in which they were noted."""
        return self.of_case[table][case["id"]]

    def open_cases(self) -> list[Row]:
        return [case for case in self.cases if case["state"] not in ENDED_STATES]

    def late_visits(self) -> list[int]:
        """By how many days visits are late today."""
        due = [case["next_visit_on"] for case in self.cases if case["state"] in VISITED_STATES]
        return sorted((self.today - day).days for day in due if day < self.today)

    def days_to_first_visit(self, first: date, last: date) -> list[int]:
        """Of the cases whose first word was from `first` to `last`: the days until somebody was met."""
        found = []
        for case in self.cases:
            said_on = min([case["opened_at"], *(report["sent_at"] for report in self.of(EarlyReport, case))])
            seen = [visit["on"] for visit in self.of(Visit, case) if visit["met"] != "tidak_bertemu"]
            if first <= said_on.astimezone(ZONE).date() <= last and seen:
                found.append((min(seen) - said_on.astimezone(ZONE).date()).days)
        return found


def imagined(rw: str, today: date, *, notebook: Notebook | None = None) -> Year:
    """The year of one network as it would be told on this day, without a database."""
    place, notebook = imagined_place(rw, today), notebook or Notebook()
    demo_year.tell(place, notebook, set())
    for case in notebook.rows[Case]:
        case["urgency_now"] = notebook.urgency_now.get(case["id"], case["urgency"])
    return Year({table: [Row(row) for row in notebook.rows[table]] for table in TABLES}, today)


def imagined_place(rw: str, today: date) -> Place:
    keys, rts = count(1), {"001": 1, "002": 2, "003": 3}
    registered = []
    for card in cards(today)[rw]:
        family = Family(pk=next(keys))
        people = [{name: person[name] for name in person if name != "nik_day"} for person in card.people]
        registered.append((card, [Resident(pk=next(keys), family=family, rt_id=rts[card.rt], **one) for one in people]))
    later = PEOPLE[rw].get("trained", ())
    return Place(
        rw=rw,
        network=1,
        zone=ZONE,
        today=today,
        secretary=SECRETARY,
        chair=CHAIR,
        psms=[FIRST_PSM + turn for turn in range(len(set(PEOPLE[rw]["psms"])))],
        writers=[CHAIR, FIRST_PSM],
        kind_of_case=1,
        trained=[
            (FIRST_TRAINED + turn, today - timedelta(days=demo.TRAINED_THIS_YEAR[username] - 10))
            for turn, username in enumerate(later)
        ],
        ill_since=today - timedelta(days=ILL_FOR) if rw == "005" else None,
        meetings=PEOPLE[rw].get("meetings", (2,)),
        subjects=subjects_of(registered, today),
    )


def stored(network) -> Year:
    """What was stored of the year of a network, without the cases that were told by hand."""
    by_hand = {card.kk_number for cards_ in [demo_families_by_hand()] for card in cards_}
    families = [family.pk for family in Family.objects.of(network) if family.kk_number.whole not in by_hand]
    residents = set(Resident.objects.filter(family__in=families).values_list("pk", flat=True))
    rows = {table: [Row(row) for row in table.objects.of(network).values()] for table in TABLES}
    rows[Case] = [row for row in rows[Case] if row["resident_id"] in residents or row["family_id"] in families]
    for case in rows[Case]:
        case["urgency_now"] = case["urgency"]
    mine = {case["id"] for case in rows[Case]}
    rows[FollowUp] = [row for row in rows[FollowUp] if row["origin_id"] in mine]
    promises = {promise["id"] for promise in rows[FollowUp]}
    rows[FollowUpEntry] = [row for row in rows[FollowUpEntry] if row["follow_up_id"] in promises]
    rows[EarlyReport] = [row for row in rows[EarlyReport] if row["case_id"] in mine]
    for table in set(TABLES) - {Case, FollowUp, FollowUpEntry, EarlyReport, EmergencyAlert}:
        rows[table] = [row for row in rows[table] if row["case_id"] in mine]
    return Year(rows, network.today())


def demo_families_by_hand():
    from wksbm.portal.actions.demo_families import written

    return list(written())


# --- What would be wrong -------------------------------------------------------------------------------------


def faults(year: Year) -> list[str]:
    """A sentence for each row that says something else than the others; none where the year is true."""
    found = [f"{case['number']}: {fault}" for case in year.cases for fault in _faults_of_case(year, case)]
    found += [
        f"promise {promise['what']}: {fault}"
        for promise in year.promises
        for fault in _faults_of_promise(year, promise)
    ]
    return found + [
        f"report {report['saw']}: {fault}" for report in year.reports for fault in _faults_of_report(report)
    ]


def _faults_of_case(year: Year, case: Row):
    moves = sorted(year.of(CaseMove, case), key=lambda move: move["at"])
    yield from _faults_of_moves(case, moves)
    yield from _faults_of_end(year, case, moves)
    yield from _faults_of_visits(year, case)
    yield from _unmet_needs(year, case, moves)
    begun = datetime.combine(year.today, datetime.min.time(), ZONE)
    for table in TABLES:
        for row in year.of(table, case):
            for column in (
                "at",
                "sent_at",
                "opened_at",
                "closed_at",
                "created_at",
                "done_at",
                "settled_at",
                "received_at",
            ):
                if row[column] and row[column] >= begun:
                    yield f"{table.__name__}.{column} has not come"
    handed = sorted(year.of(Handover, case), key=lambda row: row["at"])
    if case["psm_id"] != (handed[-1]["taker_id"] if handed else None):
        yield "another companion than was handed it"
    for before, after in pairwise(handed):
        if after["giver_id"] != before["taker_id"] or not after["note"]:
            yield "handed over by who does not have it, or without a word"


def _faults_of_moves(case: Row, moves: list[Row]):
    if moves[0]["end"] != State.REPORTED or moves[0]["start"] or moves[0]["at"] != case["opened_at"]:
        yield "does not begin where it begins"
    if moves[-1]["end"] != case["state"]:
        yield "stands elsewhere than it was moved to"
    for before, move in pairwise(moves):
        way = way_between(move["start"], move["end"], secret=False)
        if before["end"] != move["start"] or before["at"] >= move["at"] or way is None:
            yield f"there is no way from {before['end']} to {move['end']}"
            continue
        if way.asks_why and not move["why"]:
            yield f"no reason for {move['end']}"
        if bool(move["decision"]) != way.decides:
            yield f"decided at {move['end']}"
        if way.decides and move["decision"] != case["decision"]:
            yield "decided otherwise"


def _faults_of_end(year: Year, case: Row, moves: list[Row]):
    ends = [move for move in moves if move["end"] in (State.CLOSED, State.REJECTED)]
    if (case["closed_at"] or None) != (ends[0]["at"] if ends else None):
        yield "closed at another time than it was moved"
    closed = next((move for move in moves if move["end"] == State.CLOSED), None)
    if bool(case["closing_reason"]) != bool(closed):
        yield "closed without a reason, or a reason without an end"
    if closed and closed["start"] != State.MONITORING and case["closing_reason"] not in EARLY_REASONS:
        yield "ended early by what is reached late"
    after = case["closing_reason"] in AFTERCARE_REASONS
    if after != any(move["end"] == State.AFTERCARE for move in moves) or after != bool(case["aftercare_visits"]):
        yield "looked after without cause, or not looked after"
    if (case["state"] in VISITED_STATES) != (case["next_visit_on"] is not None):
        yield "visited after its end, or never again before it"
    open_promises = [promise for promise in year.of(FollowUp, case) if promise["state"] == "open"]
    if closed and open_promises:
        yield "something is still promised of a closed case"


def _faults_of_visits(year: Year, case: Row):
    visits = sorted(year.of(Visit, case), key=lambda visit: visit["at"])
    met = [visit for visit in visits if visit["met"] != "tidak_bertemu"]
    if case["last_visit_on"] != (met[-1]["on"] if met else None):
        yield "was seen last on another day"
    if met and case["urgency_now"] != met[-1]["urgency"]:
        yield "is not as urgent as it was seen"
    handed = sorted(year.of(Handover, case), key=lambda row: row["at"])
    for visit in visits:
        if visit["on"] != visit["at"].astimezone(ZONE).date() or visit["received_at"] < visit["at"]:
            yield "a visit on another day than it was"
        had = [row["taker_id"] for row in handed if row["at"] <= visit["at"]]
        if not had or visit["by_id"] != had[-1]:
            yield "visited by who does not accompany it"
    if case["state"] in VISITED_STATES and visits:
        closed = case["closed_at"]
        first_after = closed.astimezone(ZONE).date() + timedelta(days=60) if closed else None
        seen_since = [visit for visit in visits if not closed or visit["at"] > closed]
        if case["next_visit_on"] != (seen_since[-1]["next_visit_on"] if seen_since else first_after):
            yield "the next visit is another one than was said"


def _unmet_needs(year: Year, case: Row, moves: list[Row]):
    """What the table of moves asks for, looked for at the time of each move."""

    def before(table, move, column="at"):
        return [row for row in year.of(table, case) if row[column] <= move["at"]]

    for move in moves:
        start, end = move["start"], move["end"]
        if end == State.ASSESSMENT and start == State.VERIFICATION:
            seen = [visit for visit in before(Visit, move) if visit["met"] != "tidak_bertemu"]
            if not seen or not [row for row in before(Consent, move) if row["purpose"] == "data"]:
                yield "assessed before a visit and a consent"
        if end == State.MEETING and not before(Assessment, move):
            yield "brought before a meeting without an assessment"
        if end == State.INTERVENTION:
            told = (
                case["wish"]
                and case["own_part"]
                and before(Goal, move, "set_at")
                and before(PlanStep, move, "added_at")
            )
            if not told:
                yield "helped without wish, goal and step"
        if (start, end) == (State.INTERVENTION, State.MONITORING):
            kept = [row for row in year.of(FollowUp, case) if row["state"] == "done" and row["done_at"] <= move["at"]]
            if not kept and not before(Referral, move):
                yield "nothing was done yet"
        if end == State.CLOSED and case["closing_reason"] == "tercapai" and len(before(Measurement, move)) < 2:
            yield "reached without a second measurement"
        if (start, end) == (State.AFTERCARE, State.DONE):
            made = [visit for visit in before(Visit, move) if visit["at"] > case["closed_at"]]
            if len(made) < case["aftercare_visits"]:
                yield "not looked after as planned"


def _faults_of_promise(year: Year, promise: Row):
    entries = [entry for entry in year.rows[FollowUpEntry] if entry["follow_up_id"] == promise["id"]]
    if promise["revision"] != 1 + len(entries):
        yield "changed without an entry"
    if (promise["state"] == "open") != (promise["done_at"] is None):
        yield "open and done"
    if promise["done_at"] and promise["done_at"] < promise["created_at"]:
        yield "kept before it was given"
    if (promise["state"] == "done") != bool(promise["outcome"]):
        yield "done without an outcome"


def _faults_of_report(report: Row):
    if (report["state"] == "masuk") != (report["settled_at"] is None):
        yield "settled and waiting"
    if report["settled_at"] and report["settled_at"] < report["sent_at"]:
        yield "settled before it was sent"
    if (report["state"] in ("jadi_kasus", "digabung")) != (report["case_id"] is not None):
        yield "of a case that there is not"
