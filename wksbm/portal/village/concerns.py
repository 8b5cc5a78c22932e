"""What the village head must know, worst first: the rules by which a figure becomes a sentence.

This is the one place that states the order:

1. by what it is, in the order of `CONCERNS`: danger first, then who waits at a door, then promises, then the network;
2. within one, the longest wait first, then the larger number, then the smaller RW.

At most five sentences are said, and of one concern at most two while another one waits: ten RWs with late visits must
not hide the one in which somebody urgent was not seen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.access import Role
from members.models import Network
from wksbm.portal.numbers import Numbers

SENTENCES = 5
OF_ONE_CONCERN = 2


@dataclass(frozen=True)
class Weight:
    """How bad: so many, the longest of them so many days (0 where no day is known)."""

    count: int
    days: int = 0


@dataclass(frozen=True)
class Concern:
    """One thing that may be wrong in a network.

    `about` stands in the address of its question, `topic` is its heading; `weigh` says how bad it is, or nothing; `say`
    is the sentence without the RW's name; `ask` proposes the words of the question; `of` is the office called first.
    """

    about: str
    topic: Callable[[], str]
    tone: str
    badge: Callable[[], str]
    weigh: Callable[[Numbers], Weight | None]
    say: Callable[[Numbers], str]
    ask: Callable[[], str]
    of: Role = Role.SECRETARY


def _many(count: int, days: int = 0) -> Weight | None:
    return Weight(count, days) if count > 0 else None


def _longest(days: int) -> str:
    return _(", paling lama %(days)d hari") % {"days": days} if days > 0 else ""


def _unseen(numbers: Numbers) -> int:
    return numbers.urgent_seen.of - numbers.urgent_seen.count


CONCERNS: tuple[Concern, ...] = (
    Concern(
        "mendesak",
        lambda: _("Yang mendesak"),
        "late",
        lambda: _("Mendesak"),
        lambda numbers: _many(_unseen(numbers)),
        lambda numbers: (
            _("%(count)d dari %(of)d kasus mendesak tidak ditengok dalam 24 jam.")
            % {"count": _unseen(numbers), "of": numbers.urgent_seen.of}
        ),
        lambda: _("Mengapa ada kasus mendesak yang tidak ditengok dalam 24 jam, dan apa yang perlu dibantu desa?"),
    ),
    Concern(
        "kunjungan",
        lambda: _("Kunjungan terlambat"),
        "late",
        lambda: _("Terlambat"),
        lambda numbers: _many(numbers.late_visits, numbers.longest_late_days),
        lambda numbers: (
            _("%(count)d kunjungan terlambat%(longest)s.")
            % {"count": numbers.late_visits, "longest": _longest(numbers.longest_late_days)}
        ),
        lambda: _("Kapan kunjungan yang terlambat dilakukan, dan apa yang menghalangi?"),
    ),
    Concern(
        "tanpa-pendamping",
        lambda: _("Tanpa pendamping"),
        "late",
        lambda: _("Sendirian"),
        lambda numbers: _many(numbers.unaccompanied),
        lambda numbers: (
            ngettext(
                "%(count)d warga tidak didampingi seorang pun.",
                "%(count)d warga tidak didampingi seorang pun.",
                numbers.unaccompanied,
            )
            % {"count": numbers.unaccompanied}
        ),
        lambda: _("Siapa yang bisa mendampingi warga yang belum punya pendamping?"),
        Role.CHAIR,
    ),
    Concern(
        "laporan",
        lambda: _("Laporan lewat harinya"),
        "late",
        lambda: _("Terlambat"),
        lambda numbers: _many(numbers.late_reports, numbers.longest_report_late_days),
        lambda numbers: (
            _("%(count)d laporan warga belum diperiksa padahal sudah lewat harinya%(longest)s.")
            % {"count": numbers.late_reports, "longest": _longest(numbers.longest_report_late_days)}
        ),
        lambda: _("Kapan laporan warga yang lewat harinya diperiksa?"),
    ),
    Concern(
        "janji",
        lambda: _("Janji terlambat"),
        "late",
        lambda: _("Terlambat"),
        lambda numbers: _many(numbers.late_promises, numbers.longest_promise_late_days),
        lambda numbers: (
            _("%(count)d janji terlambat%(longest)s.")
            % {"count": numbers.late_promises, "longest": _longest(numbers.longest_promise_late_days)}
        ),
        lambda: _("Janji mana yang terlambat, dan kapan ditepati?"),
    ),
    Concern(
        "tanpa-kunjungan",
        lambda: _("Lama tidak ditengok"),
        "due",
        lambda: _("Perlu ditengok"),
        lambda numbers: _many(numbers.unvisited_90_days, 90),
        lambda numbers: (
            ngettext(
                "%(count)d warga yang didampingi belum ditengok 90 hari atau lebih.",
                "%(count)d warga yang didampingi belum ditengok 90 hari atau lebih.",
                numbers.unvisited_90_days,
            )
            % {"count": numbers.unvisited_90_days}
        ),
        lambda: _("Siapa yang bisa menengok warga yang sudah 90 hari tidak dikunjungi?"),
    ),
    Concern(
        "pelatihan",
        lambda: _("Pelatihan relawan"),
        "due",
        lambda: _("Perlu pelatihan"),
        lambda numbers: _many(int(bool(numbers.open_cases) and not numbers.trained)),
        lambda numbers: (
            _("Belum ada relawan PSM yang terlatih.") if numbers.volunteers else _("Belum ada relawan PSM.")
        ),
        lambda: _("Siapa yang bisa ikut pelatihan PSM, dan apa yang perlu disiapkan desa?"),
        Role.CHAIR,
    ),
)
BY_ABOUT = {concern.about: concern for concern in CONCERNS}


@dataclass(frozen=True)
class Said:
    """One sentence about one network."""

    concern: Concern
    network: Network
    weight: Weight
    sentence: str


def all_concerns(networks: Iterable[Network], numbers: dict[int, Numbers]) -> list[Said]:
    """Everything that there is to say about these networks, in the order that the module states."""
    found = []
    for rank, concern in enumerate(CONCERNS):
        for network in networks:
            weight = concern.weigh(numbers[network.pk])
            if weight is not None:
                order = (rank, -weight.days, -weight.count, network.rw)
                found.append((order, Said(concern, network, weight, concern.say(numbers[network.pk]))))
    return [said for _order, said in sorted(found, key=lambda pair: pair[0])]


def first_of(said: list[Said], most: int = SENTENCES) -> list[Said]:
    """The sentences that are read: at most `most`, of one concern at most two while another one waits."""
    of_concern: dict[str, int] = {}
    chosen, others = [], []
    for one in said:
        of_concern[one.concern.about] = of_concern.get(one.concern.about, 0) + 1
        (chosen if of_concern[one.concern.about] <= OF_ONE_CONCERN else others).append(one)
    kept = [*chosen, *others][:most]
    return [one for one in said if one in kept]
