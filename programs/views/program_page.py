"""What the page of a program shows: where it stands, whose turn it is, what it lacks, what stands in its rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pmks_cases.models.case_thread import Knot
from programs.models import (
    Activity,
    Indicator,
    IndicatorMeasurement,
    OverlapAnswer,
    Pledge,
    Program,
    ProgramMove,
    Resource,
)
from programs.models.program_needs import BLOCKS, MOST_OVERLAPS, Missing, missing_ethics, missing_fields, missing_rows
from programs.models.program_states import State
from programs.models.program_words import ResourceKind, Step

KNOT_OF_STATE = {State.DRAFT: 1, State.PROPOSED: 2, State.APPROVED: 3, State.RUNNING: 4, State.EVALUATED: 7}
"""Which of the seven knots is being tied in each state; 7 is past the last one."""
ROWS_SHOWN = 200


@dataclass
class Sign:
    """An indicator with its measurements: how it was, is, and is wanted; `share` of the way in whole percent."""

    row: Indicator
    measured: list[IndicatorMeasurement] = field(default_factory=list)

    @property
    def now(self) -> Decimal:
        return self.measured[-1].value if self.measured else self.row.baseline

    @property
    def share(self) -> int:
        way = self.row.target - self.row.baseline
        return max(0, min(100, round(100 * (self.now - self.row.baseline) / way))) if way else 100

    @property
    def is_reached(self) -> bool:
        return bool(self.measured) and self.share >= 100

    @property
    def bars(self) -> list[tuple[str, Decimal, str, int]]:
        """The picture: word, value, tone and length of each bar, in percent of the longest."""
        rows = [(_("Dulu"), self.row.baseline, "calm"), (_("Sekarang"), self.now, "done" if self.is_reached else "")]
        rows.append((_("Ingin"), self.row.target, "half"))
        longest = max(*(abs(value) for _word, value, _tone in rows), Decimal(1))
        return [(word, value, tone, max(1, round(100 * max(value, 0) / longest))) for word, value, tone in rows]


@dataclass
class Stock:
    """A resource with its pledges: how much is needed, pledged, has come, and is not pledged by anybody yet."""

    row: Resource
    pledges: list[Pledge] = field(default_factory=list)

    @property
    def pledged(self) -> Decimal:
        return sum((one.amount for one in self.pledges), Decimal(0))

    @property
    def arrived(self) -> Decimal:
        return sum((one.arrived for one in self.pledges), Decimal(0))

    @property
    def gap(self) -> Decimal:
        return max(Decimal(0), self.row.amount - self.pledged)


@dataclass(frozen=True)
class Block:
    """One letter of S-M-A-R-T, in words, and what it still lacks."""

    letter: str
    words: str
    missing: list[Missing]


def signs_of(request, program: Program) -> list[Sign]:
    rows = Indicator.objects.visible_to(request.user).filter(program=program).order_by("pk")
    found = {row.pk: Sign(row) for row in rows}
    measured = IndicatorMeasurement.objects.visible_to(request.user).filter(program=program).select_related("by")
    for row in measured.order_by("on", "at", "pk")[:ROWS_SHOWN] if found else ():
        found[row.indicator_id].measured.append(row)
    return list(found.values())


def stocks_of(request, program: Program) -> list[Stock]:
    rows = Resource.objects.visible_to(request.user).filter(program=program).order_by("pk")
    found = {row.pk: Stock(row) for row in rows}
    pledges = Pledge.objects.visible_to(request.user).filter(program=program).select_related("organization")
    for row in pledges.order_by("organization__name", "pk")[:ROWS_SHOWN] if found else ():
        found[row.resource_id].pledges.append(row)
    return list(found.values())


def activities_of(request, program: Program) -> list[Activity]:
    """What is done on which day, by whom; what was called off is left out."""
    rows = Activity.objects.visible_to(request.user).filter(program=program).taking_place()
    return list(rows.select_related("in_charge", "organization").order_by("held_on", "begins", "pk")[:ROWS_SHOWN])


def kinds_of(stocks: Iterable[Stock]) -> list[tuple[str, list[Stock]]]:
    """Money, goods, labour and skills side by side: those that there are."""
    stocks = list(stocks)
    rows = [(str(kind.label), [one for one in stocks if one.row.kind == kind]) for kind in ResourceKind]
    return [(label, some) for label, some in rows if some]


def took_part(program: Program) -> list[dict]:
    """Step by step how many women and men took part; of a `whole` program."""
    found = {step: {"words": str(step.label), "women": 0, "men": 0} for step in Step}
    for row in program.took_rows:
        found[row["step"]]["women"] += row["women"]
        found[row["step"]]["men"] += row["men"]
    return [row | {"all": row["women"] + row["men"]} for row in found.values()]


def overlaps_of(request, program: Program) -> list[tuple[Program, OverlapAnswer | None]]:
    """The programs that a draft doubles, each with what was agreed; later those about which something was agreed."""
    rows = OverlapAnswer.objects.visible_to(request.user).filter(program=program).select_related("other__lead", "by")
    answers = {row.other_id: row for row in rows}
    if not program.is_draft:
        return [(row.other, row) for row in answers.values()]
    found = Program.objects.visible_to(request.user).doubling(program).select_related("lead")
    return [(row, answers.get(row.pk)) for row in found.order_by("starts_on", "pk")[:MOST_OVERLAPS]]


def blocks_of(program: Program, *, signs, stocks, activities) -> list[Block]:
    """The five blocks of a program whose rows are read already."""
    missing = missing_fields(program) + missing_rows(
        indicators=bool(signs), pledges=any(one.pledges for one in stocks), activities=bool(activities)
    )
    return [
        Block(letter, str(words), [one for one in missing if one.block == letter]) for letter, words in BLOCKS.items()
    ]


def ethics_of(program: Program) -> dict:
    """The four answers, and what they lack."""
    names = ("benefit", "rights", "fairness", "upkeep")
    rows = [
        {
            "question": str(Program._meta.get_field(name).verbose_name),
            "answer": getattr(program, f"get_{name}_display")(),
            "value": getattr(program, name),
            "why": getattr(program, f"{name}_why"),
        }
        for name in names
    ]
    return {"rows": rows, "answered": any(row["value"] for row in rows), "missing": missing_ethics(program)}


def thread_of(program: Program, moves: list[ProgramMove], signs: list[Sign], today: date) -> list[Knot]:
    """The seven knots of a program. A stopped one stays where it was."""
    zone = ZoneInfo(program.network.time_zone)
    when = {move.end: move.at.astimezone(zone).date() for move in moves}
    measured = [row.on for sign in signs for row in sign.measured]
    state = program.state
    if state == State.STOPPED:
        state = next((move.start for move in reversed(moves) if move.end == State.STOPPED), State.DRAFT)
    now = KNOT_OF_STATE[state]
    if state == State.RUNNING and (measured or (program.ends_on and program.ends_on < today)):
        now = 5
    words = (_("Dilihat"), _("Dicatat"), _("Dirembuk"), _("Dibantu"), _("Dikunjungi"), _("Diukur"), _("Dikabarkan"))
    begun = program.created_at.astimezone(zone).date()
    done = [
        begun,
        begun,
        when.get(State.APPROVED),
        when.get(State.RUNNING),
        None,
        max(measured, default=None),
        when.get(State.EVALUATED),
    ]
    to_come = [None, None, None, program.starts_on, None, program.ends_on, None]
    ended = not program.is_open
    return [
        Knot(word, "done", done[place])
        if place < now
        else Knot(word, "now" if place == now and not ended else "open", None if ended else to_come[place])
        for place, word in enumerate(words)
    ]
