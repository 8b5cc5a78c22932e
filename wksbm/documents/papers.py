"""Where each floor announces the papers that it issues, and who knows the head of a network's letters.

A paper is its words (a template under `templates/`), what stands in it (`content`), who may issue it and who may see
it. The rest is the same for all: number, typesetting, sealed file, QR code, list, withdrawal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from wksbm.core.registries import Origin, origins


@dataclass(frozen=True)
class Series:
    """A row of numbers of its own: `UND` counts each year from one.

    `by_chance`: the numbers are drawn instead, where a gap between two of them would tell that there is a third.
    """

    code: str
    by_chance: bool = False


@dataclass(frozen=True)
class Content:
    """What stands in one paper: `called` names it in lists ("Undangan, 24 November 2026"), `data` is what its
    template reads (words, numbers, lists), `addressee` the one of the register, where there is one.

    `rests_on`: of a paper that lapses what it tells of rows (anything that JSON can say), where `Paper.rests_on` does
    not say it.
    """

    called: str
    data: dict
    addressee: str = ""
    rests_on: object = None


@dataclass(frozen=True)
class Paper:
    """A kind of paper.

    `name`: in addresses and rows; never changes.
    `template`: below `templates/`, imports `/documents/layout.typ`.
    `origin`: the label of the noun that it is about, registered here (`register_subject`) or in core, where promises
    come of it too: who does not see the row does not see its papers; empty for what is about the whole network.
    `content(user, network, row, **choices)`: what stands in it; raises RefusedByRule where it cannot be issued yet.
    `choices(user, network, row)`: what is asked before, as form fields by name; each comes to `content` by that name.
    `issuers`, `readers`: permissions of the network. `issuer_reads`: who issued it reads it too, and nobody else's.
    `series`: its numbers; None for a paper without one.
    `signed_by_head`: "" never, "may" when who issues it wants so, "must".
    `carries_names`: each opening leaves a read entry.
    `internal`: the public page says "dokumen internal" and nothing else. All papers of a noun that may be guarded are
    internal, or the word itself would tell.
    `guarded(ids)`: those of these rows that are guarded now; their papers go to no village head, and their read
    entries are restricted.
    `lapses`: tells of rows that may be guarded one day. Once what it `rests_on` is no longer the same, for whatever
    reason, the file is served to nobody, and the page says in one sentence for all reasons that it must be issued anew:
    so a number that was printed yesterday does not tell what has become of its case today.
    `rests_on(user, network, ids)`: of one that lapses and is about a row that alone says what it rests on, by the id of
    that row; asked for many at once, so that a list finds out in one question. A row that is not seen is missing.
    `reads_follow_row`: its row may be hidden one day, so who does not see that learns of no opening either.
    `in_background`: is made by a worker, for its table may be long.
    """

    name: str
    title: str
    template: str
    content: Callable[..., Content]
    issuers: str
    readers: str
    issuer_reads: bool = False
    origin: str = ""
    choices: Callable[..., dict] | None = None
    series: Series | None = None
    signed_by_head: str = ""
    carries_names: bool = True
    internal: bool = False
    guarded: Callable[[Iterable[int]], set[int]] | None = None
    lapses: bool = False
    rests_on: Callable[..., dict[int, object]] | None = None
    reads_follow_row: bool = False
    in_background: bool = False

    @property
    def in_sentence(self) -> str:
        """Its title where a sentence goes on with it: "Terbitkan daftar hadir"."""
        return str(self.title)[:1].lower() + str(self.title)[1:]

    def row_for(self, user, network, key: int | None):
        """The row that it would be about, or None for who does not see it."""
        if not self.origin:
            return None
        return subject_of(self.origin).seen_by(user).filter(network=network, pk=key).first() if key else None

    def readable_to(self, user, network) -> bool:
        """Whether this person's offices open any paper of the kind."""
        return user.has_perm(self.readers, network) or (self.issuer_reads and user.has_perm(self.issuers, network))

    def guards(self, origin_id: int | None) -> bool:
        """Whether what it is about is guarded now."""
        return bool(self.guarded and origin_id and self.guarded([origin_id]))


@dataclass(frozen=True)
class Letterhead:
    """The head of a network's letters: `lines` from the largest circle to the smallest, `place` before a date.

    `marks` are what a pattern of numbers may hold besides number, code and date; `pattern` the usual one.
    `head_office` and `head_name`: who signs under "Mengetahui".
    """

    name: str
    lines: tuple[str, ...]
    contact: str
    place: str
    marks: dict[str, str] = field(default_factory=dict)
    pattern: str = "{nomor}/{kode}/{bulan romawi}/{tahun}"
    head_office: str = ""
    head_name: str = ""


papers: dict[str, Paper] = {}
_subjects: dict[str, Origin] = {}
_letterheads: list[Callable[[object], Letterhead]] = []


def register_paper(*some: Paper) -> None:
    for paper in some:
        for other in papers.values():
            if paper.series and other.series and paper.series.code == other.series.code:
                assert paper.series == other.series, f"{paper.name} and {other.name} count {paper.series.code} two ways"
        papers[paper.name] = paper


def register_subject(*some: Origin) -> None:
    """Nouns that papers are about and no promise comes of: they are asked for where papers are, and nowhere else."""
    _subjects.update({one.label: one for one in some})


def subject_of(label: str) -> Origin:
    """Who sees the rows of this noun, and what they are called. Raises KeyError for one that nobody has registered."""
    return _subjects[label] if label in _subjects else origins[label]


def register_letterhead(letterhead_of: Callable[[object], Letterhead]) -> None:
    """Who knows the networks says what stands on top of their letters."""
    _letterheads[:] = [letterhead_of]


def letterhead_of(network) -> Letterhead:
    return _letterheads[0](network)
