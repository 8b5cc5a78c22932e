"""Where a case stands, and every move that there is: from where, to where, by whom, and what it asks for.

The stages are those of PP 39/2012 art. 7(2) and Permensos 9/2015. The words on screen are the ones that people use.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    REPORTED = "laporan", _("Baru dilaporkan")
    VERIFICATION = "verifikasi", _("Sedang diperiksa")
    ASSESSMENT = "asesmen", _("Menggali kebutuhan")
    MEETING = "musyawarah", _("Menunggu dirembuk")
    PLAN = "rencana", _("Menyusun rencana")
    INTERVENTION = "intervensi", _("Sedang dibantu")
    MONITORING = "monitoring", _("Dipantau")
    CLOSED = "terminasi", _("Ditutup")
    AFTERCARE = "bimbingan_lanjut", _("Masih ditengok")
    DONE = "selesai", _("Selesai")
    REJECTED = "ditolak", _("Tidak diteruskan")
    JOINED = "digabung", _("Digabung")


OFFICIAL_STAGES = {
    State.REPORTED: _("identifikasi"),
    State.VERIFICATION: _("pendekatan awal"),
    State.ASSESSMENT: _("asesmen"),
    State.MEETING: _("seleksi/penetapan"),
    State.PLAN: _("rencana intervensi"),
    State.INTERVENTION: _("intervensi/rujukan"),
    State.MONITORING: _("monitoring dan evaluasi"),
    State.CLOSED: _("terminasi"),
    State.AFTERCARE: _("bimbingan lanjut"),
    State.DONE: _("selesai"),
    State.REJECTED: _("ditolak"),
    State.JOINED: _("digabung"),
}
"""What official reports call each state."""

OPEN_STATES = (
    State.REPORTED,
    State.VERIFICATION,
    State.ASSESSMENT,
    State.MEETING,
    State.PLAN,
    State.INTERVENTION,
    State.MONITORING,
    State.CLOSED,
    State.AFTERCARE,
)
"""Somebody still has something to do. A closed case is open until it is no longer visited."""
VISITED_STATES = tuple(state for state in OPEN_STATES if state not in (State.REPORTED, State.CLOSED))
"""Visits fall due in these."""
ENDED_STATES = (State.DONE, State.REJECTED, State.JOINED)
BEFORE_PLAN = (State.REPORTED, State.VERIFICATION, State.ASSESSMENT, State.MEETING)


class Decision(models.TextChoices):
    OWN = "tangani_sendiri", _("Ditangani sendiri")
    PROGRAM = "program_bersama", _("Program bersama")
    REFER = "rujuk", _("Dirujuk")
    WATCH = "pantau", _("Dipantau saja")


class ClosingReason(models.TextChoices):
    REACHED = "tercapai", _("Tujuan tercapai")
    INDEPENDENT = "mandiri", _("Sudah mandiri")
    TRANSFERRED = "dialihkan", _("Dialihkan ke lembaga lain")
    MOVED = "pindah", _("Pindah")
    DIED = "meninggal", _("Meninggal")
    REFUSED = "menolak", _("Keluarga menolak dibantu lagi")
    NOT_FOUND = "tidak_ditemukan", _("Tidak ditemukan")


AFTERCARE_REASONS = (ClosingReason.REACHED, ClosingReason.INDEPENDENT)
"""After these the family is visited one to three times more, within six months."""
EARLY_REASONS = tuple(reason for reason in ClosingReason if reason not in AFTERCARE_REASONS)
"""A case may end with these before anything was reached."""


@dataclass(frozen=True)
class Move:
    """One way from a state to another.

    `needs` names what must be there first (pmks_cases.models.case_needs), `secret` is True where only a rahasia case
    goes this way, False where it never does, None where each may. `permission` is asked of an ordinary case; a rahasia
    one is moved by its team. `decides` asks for the decision, `closes` for a closing reason.
    """

    start: State
    end: State
    words: str
    permission: str = "pmks_cases.change_case"
    needs: tuple[str, ...] = ()
    secret: bool | None = None
    decides: bool = False
    closes: bool = False
    asks_why: bool = False


S = State
_DECIDE = "pmks_cases.decide_case"

MOVES = (
    Move(S.REPORTED, S.VERIFICATION, _("Mulai diperiksa"), needs=("companion",)),
    # An emergency of a rahasia case goes straight to its plan.
    Move(S.REPORTED, S.PLAN, _("Langsung susun rencana"), needs=("companion", "first_step"), secret=True),
    Move(S.VERIFICATION, S.ASSESSMENT, _("Lanjut menggali kebutuhan"), needs=("visit", "consent")),
    Move(S.VERIFICATION, S.REJECTED, _("Tidak diteruskan"), asks_why=True),
    Move(S.VERIFICATION, S.JOINED, _("Gabungkan ke kasus lain"), needs=("other_case",), asks_why=True),
    Move(S.ASSESSMENT, S.MEETING, _("Ajukan untuk dirembuk"), needs=("assessment",), secret=False),
    # A rahasia case never comes near a meeting; its team decides.
    Move(S.ASSESSMENT, S.PLAN, _("Susun rencana"), needs=("assessment", "first_step"), secret=True),
    Move(S.ASSESSMENT, S.INTERVENTION, _("Sudah dirujuk"), needs=("first_step", "referral"), secret=True),
    Move(S.ASSESSMENT, S.JOINED, _("Gabungkan ke kasus lain"), needs=("other_case",), asks_why=True),
    Move(S.MEETING, S.PLAN, _("Catat keputusan"), permission=_DECIDE, secret=False, decides=True),
    Move(S.MEETING, S.MONITORING, _("Putuskan: dipantau saja"), permission=_DECIDE, secret=False, decides=True),
    Move(S.MEETING, S.ASSESSMENT, _("Gali lagi kebutuhannya"), secret=False, asks_why=True),
    # A case that becomes rahasia while it waits for a meeting leaves the agenda by this.
    Move(S.MEETING, S.PLAN, _("Susun rencana"), needs=("first_step",), secret=True),
    Move(S.PLAN, S.INTERVENTION, _("Mulai membantu"), needs=("wish", "goal", "steps", "first_step")),
    Move(S.INTERVENTION, S.MONITORING, _("Lanjut dipantau"), needs=("action",)),
    Move(S.INTERVENTION, S.PLAN, _("Ubah rencana"), asks_why=True),
    Move(S.MONITORING, S.PLAN, _("Susun rencana baru"), asks_why=True),
    Move(S.MONITORING, S.CLOSED, _("Tutup kasus"), permission=_DECIDE, closes=True, asks_why=True),
    *(
        Move(start, S.CLOSED, _("Tutup lebih awal"), permission=_DECIDE, closes=True, asks_why=True)
        for start in (S.VERIFICATION, S.ASSESSMENT, S.MEETING, S.PLAN, S.INTERVENTION)
    ),
    # The family wants something else than was decided, or the plan does not carry: it is talked about again.
    *(
        Move(start, S.MEETING, _("Rembuk lagi"), secret=False, asks_why=True)
        for start in (S.PLAN, S.INTERVENTION, S.MONITORING)
    ),
    Move(S.CLOSED, S.AFTERCARE, _("Masih ditengok"), needs=("aftercare",)),
    Move(S.CLOSED, S.DONE, _("Selesai"), needs=("no_aftercare",)),
    Move(S.AFTERCARE, S.DONE, _("Selesai"), needs=("aftercare_over",)),
)


def moves_from(state: str, *, secret: bool) -> list[Move]:
    """The ways on from a state, for an ordinary or a rahasia case, in the order of the table."""
    return [move for move in MOVES if move.start == state and move.secret in (None, secret)]


def move_between(start: str, end: str, *, secret: bool) -> Move | None:
    """The way from one state to another, or None where there is none."""
    return next((move for move in moves_from(start, secret=secret) if move.end == end), None)
