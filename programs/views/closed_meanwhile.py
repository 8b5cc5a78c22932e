"""What was typed on a line of a meeting whose minutes the chair has closed meanwhile: told, and shown once more."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pmks_cases.models.case_states import Decision as CaseDecision
from programs.forms.meetings import AddendumForm
from programs.models import AgendaItem, Decision, Meeting


def shown_after_closing(request, meeting, typed) -> HttpResponse | None:
    """The page with what the closed minutes do not hold of what was typed; None where they hold all of it.

    Who may add to the minutes finds it in the field for that. 409: the page that it was typed on is over.
    """
    if meeting.state != Meeting.State.CLOSED:
        return None
    lost = "\n".join(part for part in _not_held(request, meeting, typed) if part)
    if not lost:
        return None
    may_add = request.user.has_perm("programs.close_meeting", request.network)
    context = {
        "meeting": meeting,
        "lost": lost,
        "form": AddendumForm(request=request, initial={"text": lost}) if may_add else None,
    }
    return render(request, "programs/meeting/closed_meanwhile.html", context, status=409)


def _not_held(request, meeting, typed) -> list[str]:
    """The line's title where anything of it is told, what was said beyond the minutes, what was to be decided."""
    asked = typed.get("hal", "") or request.GET.get("hal", "")
    rows = AgendaItem.objects.visible_to(request.user).filter(meeting=meeting)
    line = rows.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
    if line and line.is_ticked:
        title = _("%(line)s: centangnya belum tersimpan.") % {"line": line.title}
        return [title] if typed.get("outcome") or "putuskan" in typed else []
    held = str(line.discussion) if line else ""
    said = typed.get("discussion", "").replace("\r\n", "\n").strip()
    said = "" if said == held.strip() else said.removeprefix(held.strip()).strip() if held else said
    decided = _decided(request, line, typed)
    if not (said or decided):
        return []
    return [
        str(line.title) if line else "",
        said,
        _("Usul keputusan: %(words)s") % {"words": decided} if decided else "",
    ]


def _decided(request, line, typed) -> str:
    """What was to be decided, in words; nothing where a decision of the line says just that."""
    labels = dict(Decision.Outcome.choices) | dict(CaseDecision.choices)
    chosen = labels.get(typed.get("case_decision") or typed.get("outcome"), "")
    words = ". ".join(part for part in (str(chosen), typed.get("text", "").strip()) if part)
    made = Decision.objects.visible_to(request.user).filter(item=line) if line else ()
    return "" if words in {". ".join(part for part in (one.choice, str(one.text)) if part) for one in made} else words
