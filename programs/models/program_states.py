"""Where a joint program stands, and the table of its moves: who takes each, and what must hold."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draf", _("Draf")
    PROPOSED = "diusulkan", _("Diusulkan")
    APPROVED = "disetujui", _("Disetujui")
    RUNNING = "berjalan", _("Berjalan")
    EVALUATED = "dievaluasi", _("Dievaluasi")
    STOPPED = "dihentikan", _("Dihentikan")


OPEN_STATES = (State.DRAFT, State.PROPOSED, State.APPROVED, State.RUNNING)
UNDER_WAY = (State.APPROVED, State.RUNNING)


class Taker(models.TextChoices):
    """Whose hand moves a program."""

    EDITOR = "penyusun", _("Pengurus lembaga penanggung jawab, sekretaris, atau ketua")
    MEETING = "musyawarah", _("Keputusan musyawarah")


class Need(models.TextChoices):
    """What a move asks for."""

    SMART = "smart", _("Lima bagian rencananya terisi")
    ETHICS = "etika", _("Empat pertanyaan etika terjawab")
    OVERLAPS = "ganda", _("Bantuan ganda sudah dibicarakan")
    MEASURED = "terukur", _("Tiap tanda keberhasilan sudah diukur lagi")
    EVALUATION = "evaluasi", _("Hasil dan pelajarannya ditulis")
    REASON = "alasan", _("Alasannya ditulis")


@dataclass(frozen=True)
class Move:
    """One way from a state to another."""

    start: State
    end: State
    taker: Taker
    needs: tuple[Need, ...] = ()


_READY = (Need.SMART, Need.ETHICS, Need.OVERLAPS)
MOVES = (
    Move(State.DRAFT, State.PROPOSED, Taker.EDITOR, _READY),
    Move(State.PROPOSED, State.DRAFT, Taker.EDITOR),
    Move(State.PROPOSED, State.DRAFT, Taker.MEETING, (Need.REASON,)),
    Move(State.PROPOSED, State.APPROVED, Taker.MEETING),
    Move(State.PROPOSED, State.STOPPED, Taker.MEETING, (Need.REASON,)),
    Move(State.APPROVED, State.RUNNING, Taker.EDITOR),
    Move(State.RUNNING, State.EVALUATED, Taker.EDITOR, (Need.MEASURED, Need.EVALUATION)),
    Move(State.DRAFT, State.STOPPED, Taker.EDITOR, (Need.REASON,)),
    Move(State.PROPOSED, State.STOPPED, Taker.EDITOR, (Need.REASON,)),
    Move(State.APPROVED, State.STOPPED, Taker.EDITOR, (Need.REASON,)),
    Move(State.RUNNING, State.STOPPED, Taker.EDITOR, (Need.REASON,)),
)
"""Every move there is. What was evaluated or stopped stays so: whoever goes on writes a new program."""


def way_between(start: str, end: str, taker: str) -> Move | None:
    """The move from one state to another by this hand, or None where the table has none."""
    return next((move for move in MOVES if (move.start, move.end, move.taker) == (start, end, taker)), None)
