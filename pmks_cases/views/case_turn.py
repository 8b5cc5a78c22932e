"""Whose turn it is on a case, until when, and what is to be done: the one next thing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from members.views.shown_once import chat_address
from pmks_cases.actions import cases
from pmks_cases.actions.assignments import may_assign
from pmks_cases.forms.case_move import ASKED_HERE
from pmks_cases.models import Case
from pmks_cases.models.case_needs import unmet
from pmks_cases.models.case_states import VISITED_STATES, Move, State, moves_from
from pmks_cases.models.case_words import companion_of
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.notifications.letters import address

SIDEWAYS = (State.REJECTED, State.JOINED, State.CLOSED)
"""Ends that a case may take from many states; the way on is the other one."""
WAY_OF_NEED = {
    "companion": "assign_case",
    "visit": "record_visit",
    "consent": "consent",
    "assessment": "assess",
    "first_step": "first_step",
    "referral": "add_referral",
    "wish": "wish",
    "goal": "add_goal",
    "steps": "add_step",
    "aftercare_over": "record_visit",
}
"""Where each thing that is missing is filled in."""


@dataclass(frozen=True)
class Way:
    """A link: its words and its address."""

    words: str
    url: str


@dataclass
class Turn:
    """`title` says whose turn and when, `text` what; `missing` is what stands in the way, `action` the one button."""

    title: str
    text: str = ""
    tone: str = "plain"
    missing: list[Way] = field(default_factory=list)
    action: Way | None = None
    second: Way | None = None
    after: str = ""


def way_to(case: Case, route: str, *more) -> str:
    """The address of a page of a case."""
    return reverse(f"pmks_cases:{route}", args=[case.network.slug, case.number, *more])


def moves_open_to(user, case: Case) -> list[Move]:
    """The ways on that this person may take now, whether or not something is missing.

    Whoever may take one way of a rahasia case may take them all: it is asked once.
    """
    ways = moves_from(case.state, secret=case.is_secret)
    if case.is_secret:
        return ways if ways and cases.may_move(user, case, ways[0]) else []
    return [way for way in ways if cases.may_move(user, case, way)]


def late_by(day: date, today: date) -> str:
    """`hari ini`, `besok`, `terlambat 3 hari`, `7 hari lagi`, or the day itself when it is far."""
    days = (day - today).days
    if days == 0:
        return _("hari ini")
    if days == 1:
        return _("besok")
    if days < 0:
        return _("terlambat %(days)d hari") % {"days": -days}
    return _("%(days)d hari lagi") % {"days": days} if days <= 14 else longdate(day)


def turn_of(user, case: Case, *, open_moves: Iterable[Move], known: dict, goals, today: date) -> Turn | None:
    """The next thing of an open case; None when it has ended."""
    if not case.is_open:
        return None
    companion = companion_of(case)
    main = next((way for way in moves_from(case.state, secret=case.is_secret) if way.end not in SIDEWAYS), None)
    if not companion:
        url = way_to(case, "assign_case") if may_assign(user, case) else ""
        return Turn(
            _("Giliran ketua atau sekretaris"),
            _("Belum ada yang mendampingi. Pilih orangnya."),
            tone="due",
            action=Way(_("Pilih pendamping"), url) if url else None,
            after=_("Kunjungan pertama."),
        )
    whose = _("Giliran Anda") if case.psm_id == user.pk else _("Giliran %(name)s") % {"name": companion}
    missing = unmet(case, main, known) if main else []
    if case.state in VISITED_STATES and case.next_visit_on and case.next_visit_on <= today:
        return _visit_turn(user, case, whose, main, missing, today)
    if case.state == State.MONITORING:
        return _measuring_turn(user, case, whose, goals, today)
    if main is None:
        return None
    may = main in open_moves
    by_chair = main.permission == "pmks_cases.decide_case"
    turn = Turn(_("Giliran ketua") if by_chair and not may else _("Giliran Anda") if by_chair else whose)
    if missing:
        turn.text = _("Sebelum “%(step)s”, masih perlu:") % {"step": main.words}
        turn.missing = [_way_of_need(user, case, need) for need in missing]
        if may and len(missing) > 1 and all(need.name in ASKED_HERE for need in missing):
            url = way_to(case, "move_case", main.end)
            turn.action = Way(_("Isi di satu halaman"), url) if url else None
    else:
        turn.text = (
            _("Di musyawarah, putuskan bagaimana kasus ini dibantu.")
            if by_chair
            else _("Semua yang perlu sudah ada. Lanjutkan.")
        )
        turn.tone = "due"
        url = way_to(case, "move_case", main.end) if may else ""
        turn.action = Way(str(main.words), url) if url else None
    if case.next_visit_on:
        turn.after = _("Kunjungan berikutnya %(day)s.") % {"day": longdate(case.next_visit_on)}
    return turn


def _visit_turn(user, case, whose: str, main: Move | None, missing, today: date) -> Turn:
    turn = Turn(
        f"{whose}, {late_by(case.next_visit_on, today)}",
        _("Kunjungan ke-%(number)d.") % {"number": case.visits_made + 1},
        tone="late" if case.next_visit_on < today else "due",
    )
    if case.visit_in_pairs:
        turn.text += " " + _("Pergilah berdua.")
    if user.has_perm("pmks_cases.record_visit", case):
        if url := way_to(case, "record_visit"):
            turn.action = Way(_("Catat kunjungan"), url)
        turn.second = _reminder(user, case) or Way(_("Tidak bertemu"), way_to(case, "nobody_met"))
    still = [str(need.sentence) for need in missing if need.name not in ("visit", "aftercare_over")]
    if main and case.state != State.MONITORING:
        turn.after = _("%(step)s.") % {"step": main.words}
        if still:
            turn.after += " " + " ".join(still)
    return turn


def _reminder(user, case: Case) -> Way | None:
    """A chat with the companion, for who is not the companion. Its ready text carries no word about who is helped, not
    even the number: it lies in a phone that others may read."""
    if case.psm_id in (None, user.pk) or not case.psm.phone:
        return None
    words = {
        "name": case.psm.name,
        "network": case.network.name,
        "address": address(reverse("pmks_cases:choose_visit", args=[case.network.slug])),
    }
    text = _("Halo %(name)s, ada kunjungan yang menunggu Bapak/Ibu di portal %(network)s. Daftarnya: %(address)s")
    return Way(_("Ingatkan %(name)s") % words, chat_address(case.psm.phone, text % words))


def _measuring_turn(user, case, whose: str, goals, today: date) -> Turn:
    if not goals:
        return Turn(whose, _("Pantau keadaannya lewat kunjungan."), after=_next_visit(case))
    goal = goals[0]
    turn = Turn(
        f"{whose}, {late_by(goal.due_on, today)}" if goal.due_on <= today else whose,
        _("Ukur lagi tujuannya, paling lambat %(day)s.") % {"day": longdate(goal.due_on)},
        tone="due" if goal.due_on <= today else "plain",
        after=_next_visit(case),
    )
    if user.has_perm("pmks_cases.change_case", case) and (url := way_to_goal(case, goal)):
        turn.action = Way(_("Ukur sekarang"), url)
    return turn


def _next_visit(case) -> str:
    return _("Kunjungan berikutnya %(day)s.") % {"day": longdate(case.next_visit_on)} if case.next_visit_on else ""


def way_to_goal(case: Case, goal) -> str:
    return way_to(case, "measure_goal", goal.pk) or way_to(case, "measure_goal")


def _way_of_need(user, case: Case, need) -> Way:
    route = WAY_OF_NEED.get(need.name, "")
    verb = "record_visit" if route == "record_visit" else "change_case"
    may = may_assign(user, case) if route == "assign_case" else route and user.has_perm(f"pmks_cases.{verb}", case)
    return Way(str(need.sentence), way_to(case, route) if may else "")
