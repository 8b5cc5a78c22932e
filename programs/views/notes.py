"""What is said on a line of a running meeting: kept as it is typed, and once more with the page's button."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from programs.actions import decisions
from programs.models import AgendaItem
from programs.views.agenda import item_or_404
from programs.views.meetings import meeting_or_404
from wksbm.core.access import audience
from wksbm.core.refusals import RefusedByRule

LONGEST = AgendaItem._meta.get_field("discussion").max_length


class Notes:
    """What somebody has typed on a line, and what stands in the way of keeping it.

    `line` is as it stands now, `revision` the one on which was typed; `meanwhile` what another note taker has written
    since then, `refused` a rule's sentence.
    """

    def __init__(self, line: AgendaItem, posted):
        self.line = line
        self.typed = posted.get("discussion", str(line.discussion)).replace("\r\n", "\n")[:LONGEST]
        self.revision = _number(posted.get("revision", "")) or 0 if posted else line.revision
        self.meanwhile: AgendaItem | None = None
        self.refused = ""

    def choose(self, choice: str, seen: str) -> None:
        """Of two texts, `seen` being the revision of the other one: both, the other one, or what was typed here."""
        if (revision := _number(seen)) is None:
            return
        self.revision = revision
        both = f"{self.line.discussion}\n{self.typed}"[:LONGEST]
        self.typed = {"gabung": both, "tersimpan": str(self.line.discussion)}.get(choice, self.typed)

    def keep(self, *, by) -> bool:
        """Whether it is kept now; else `meanwhile` or `refused` says why not."""
        try:
            self.line = decisions.note(self.line, by=by, discussion=self.typed, revision=self.revision)
        except decisions.WrittenMeanwhile as met:
            self.meanwhile = met.item
        except RefusedByRule as refused:
            self.refused = refused.sentence
        else:
            self.revision = self.line.revision
        return not (self.meanwhile or self.refused)


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() and len(words) < 10 else None


def spoken_or_404(request, meeting, pk: int) -> AgendaItem:
    """A line on which is written in words; recipients are chosen by ticking alone."""
    line = item_or_404(request, meeting, pk)
    if line.is_ticked:
        raise Http404
    return line


@audience("programs.run_meeting")
@require_POST
def note_discussion(request, network, pk: int, item: int):
    """What is said, kept as it is typed; answers with the state of it. Who comes second sees both texts."""
    notes = Notes(spoken_or_404(request, meeting_or_404(request, pk), item), request.POST)
    notes.keep(by=request.user)
    return render(request, "programs/meeting/_noted.html", {"notes": notes})
