"""The page that tells what changed on one resident, as a plain story."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from pmks_cases.models.resident_story import mentioned_in, story_of
from pmks_cases.shown import WHOLE_ONLY, column_label, shown_value
from pmks_cases.views.residents import resident_or_404
from wksbm.core.access import audience
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read


@audience("pmks_cases.view_story")
class ResidentStory(View):
    """What changed on one resident, as a plain story; opening it leaves a read entry."""

    def get(self, request, network, pk):
        resident = resident_or_404(request, pk, "pmks_cases.view_story", merged=True)
        note_read(
            ReadEntry.Kind.STORY, by=request.user, network=request.network, subject=_("riwayat warga"), of=resident
        )
        context = {
            "resident": resident,
            "chapters": told(request, story_of(resident)),
            "may_open": request.user.has_perm("pmks_cases.view_resident", request.network),
        }
        return render(request, "pmks_cases/resident/story.html", context)


DEEDS = {
    "residents.add": gettext_lazy("%(who)s mencatat warga ini."),
    "residents.change": gettext_lazy("%(who)s memperbaiki isian."),
    "residents.move_away": gettext_lazy("%(who)s mencatat pindah."),
    "residents.record_death": gettext_lazy("%(who)s mencatat meninggal."),
    "residents.come_back": gettext_lazy("%(who)s mencatat kembali tinggal di sini."),
    "residents.take_back_state": gettext_lazy("%(who)s membatalkan catatan pindah atau meninggal."),
    "residents.merge": gettext_lazy("%(who)s menggabungkan dua catatan orang yang sama."),
    "residents.undo_merge": gettext_lazy("%(who)s membatalkan penggabungan."),
    "residents.import": gettext_lazy("%(who)s mengisinya lewat impor berkas."),
}
"""The sentence of each action."""


def told(request, chapters) -> list[dict]:
    """The chapters as sentences. Values that the reader may not see are only said to have changed."""
    whole = request.user.has_perm("pmks_cases.view_whole_resident", request.network)
    mentioned = mentioned_in(chapters)
    lines = []
    for chapter in chapters:
        sentence = DEEDS.get(chapter.action, _("%(who)s mengubah catatan ini."))
        changes = [
            {
                "label": column_label(d.column),
                "before": shown_value(d.column, d.before, mentioned),
                "after": shown_value(d.column, d.after, mentioned),
                "hidden": d.column in WHOLE_ONLY and not whole,
            }
            for d in chapter.differences
            if d.column != "merged_into_id"
        ]
        line = {"at": chapter.at, "sentence": sentence % {"who": chapter.by or _("Portal")}, "changes": changes}
        lines.append(line | {"reason": chapter.reason})
    return lines
