"""Undangan, daftar hadir, notulen and berita acara of one meeting."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.models.case_words import said_in_meeting
from programs.models import Addendum, AgendaItem, Attendance, Decision, Meeting
from programs.models.agenda_words import topics
from programs.papers import told
from wksbm.core.refusals import RefusedByRule
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.documents.actions import lapsing
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import Content, Paper, Series, register_paper

EMPTY_LINES = 8
"""For who comes without an invitation, or in somebody's place."""
ON_PAPER = (AgendaItem.Place.DISCUSSED, AgendaItem.Place.TOGETHER)
ON_PAPER_BY_TITLE = (AgendaItem.Kind.OTHER, AgendaItem.Kind.PROGRAM, AgendaItem.Kind.RECIPIENTS)
ONE_LETTER, ONE_EACH = "daftar", "tiap"
OF_MEETING = {
    "origin": "programs.Meeting",
    "issuers": "programs.issue_meeting_paper",
    "readers": "programs.read_minutes",
}


def ways_of_inviting(user, network, meeting) -> dict:
    return {
        "addressed": forms.ChoiceField(
            label=_("Ditujukan kepada"),
            choices=[
                (ONE_LETTER, _("Satu surat dengan daftar yang diundang")),
                (ONE_EACH, _("Satu lembar untuk tiap orang")),
            ],
            initial=ONE_LETTER,
            widget=forms.RadioSelect,
        )
    }


def invitation(user, network, meeting, *, addressed: str = ONE_LETTER) -> Content:
    """When, where and about what; a case is its number, RT and need. Raises RefusedByRule while nobody is invited."""
    if meeting.state == Meeting.State.CANCELLED:
        raise RefusedByRule(_("Musyawarah ini dibatalkan."))
    if meeting.recorded_afterwards:
        raise RefusedByRule(_("Musyawarah ini dicatat dari buku, jadi tidak ada undangannya."))
    invited = list(_people(meeting, user))
    if not invited:
        raise RefusedByRule(_("Belum ada yang diundang. Atur undangan dahulu."))
    lines = told.lines_of(meeting, user, *ON_PAPER)
    people = [", ".join(part for part in (row.name, _office(row)) if part) for row in invited]
    data = told.when_and_where(meeting) | {
        "one_each": addressed == ONE_EACH,
        "people": people,
        "agenda": topics(lines, by_title=ON_PAPER_BY_TITLE),
        "bring_along": meeting.bring_along,
        "signers": told.board_of(network, user),
    }
    addressee = people[0] if len(people) == 1 else _("%(count)d orang yang diundang") % {"count": len(people)}
    return Content(_called(_("Undangan"), meeting), data, addressee)


def told_beforehand(user, network, ids) -> dict[int, list]:
    """By meeting what its invitation tells of people (each case, and each line on recipients), when and where it is,
    and whether it still is."""
    when = {
        one.pk: [one.held_on, one.begins, one.ends, one.place, one.state == Meeting.State.CANCELLED]
        for one in Meeting.objects.visible_to(user).of(network).filter(pk__in=ids)
    }
    return {
        meeting: [when[meeting], [line.title for line in lines if _is_about_people(line)]]
        for meeting, lines in _on_agendas(user, when).items()
    }


def outdated_invitation(meeting, user) -> IssuedDocument | None:
    """The last invitation that stands, where it has lapsed; `says_other_day` of one that names another day. Asked of
    a meeting that was moved: of any other the document's own page says it."""
    if not meeting.moved_sequence or meeting.state != Meeting.State.PLANNED:
        return None
    rows = IssuedDocument.objects.visible_to(user).about(meeting).filter(kind="undangan", withdrawn_at=None)
    last = rows.filter(replaced_by=None).order_by("-issued_at", "-pk").first()
    if last is None:
        return None
    last.says_other_day = not str(last.called).endswith(longdate(meeting.held_on))
    if last.says_other_day or lapsing.lapsed_among([last], meeting.network, to=user):
        return last
    return None


def told_afterwards(user, network, ids) -> dict[int, list]:
    """By meeting what its closed minutes tell of people, with the decisions; of every other line that it is there.

    Promises, addenda and who came are left out: those go on after the minutes.
    """
    seen = Meeting.objects.visible_to(user).of(network).filter(pk__in=ids).values_list("pk", flat=True)
    agendas = _on_agendas(user, seen)
    about_people = [line.pk for lines in agendas.values() for line in lines if _is_about_people(line)]
    decided: dict[int, list] = {}
    rows = Decision.objects.visible_to(user).filter(item__in=about_people).with_chosen().order_by("pk")
    for item, *decision in rows.values_list("item_id", "pk", "chosen"):
        decided.setdefault(item, []).append(decision)
    return {
        meeting: [[line.pk, line.title if _is_about_people(line) else "", decided.get(line.pk, [])] for line in lines]
        for meeting, lines in agendas.items()
    }


def _on_agendas(user, seen) -> dict[int, list[AgendaItem]]:
    """The lines that this person sees of each of these meetings, which are `seen` by him, as paper tells them."""
    found: dict[int, list[AgendaItem]] = {pk: [] for pk in seen}
    lines = AgendaItem.objects.visible_to(user).filter(meeting__in=found, place__in=ON_PAPER).order_by("pk")
    lines = list(lines.select_related("case__rt"))
    said = said_in_meeting(line.case for line in lines if line.case_id)
    for line in lines:
        line.title = said.get(line.case_id, line.title)
        found[line.meeting_id].append(line)
    return found


def _is_about_people(line) -> bool:
    return bool(line.case_id) or line.kind == line.Kind.RECIPIENTS


def attendance_list(user, network, meeting) -> Content:
    """Before the meeting: who is invited, with lines to sign on and empty ones. Afterwards: who was there."""
    if meeting.state == Meeting.State.CANCELLED:
        raise RefusedByRule(_("Musyawarah ini dibatalkan."))
    held = meeting.state == Meeting.State.CLOSED
    rows = [row for row in _people(meeting, user) if row.is_present or not held]
    data = told.when_and_where(meeting) | {
        "held": held,
        "rows": [[row.name, _element(row), row.office, row.sex] for row in rows],
        "empty_lines": 0 if held else EMPTY_LINES,
        "quorum": told.quorum_of(meeting, user) if held else None,
        "signers": [told.leaders_of(meeting)[1]],
    }
    return Content(_called(_("Daftar hadir"), meeting), data)


def minutes(user, network, meeting) -> Content:
    """The closed minutes with what was added to them. Raises RefusedByRule while they are open."""
    _refuse_open(meeting)
    added = Addendum.objects.visible_to(user).filter(meeting=meeting).select_related("by")
    lines = told.decided_lines(meeting, user)
    data = told.when_and_where(meeting) | {
        "leader": meeting.chair.name,
        "note_taker": meeting.note_taker.name,
        "quorum": told.quorum_of(meeting, user),
        "present": [", ".join(part for part in (row.name, _office(row)) if part) for row in _there(meeting, user)],
        "lines": lines,
        "about_cases": any(line["of_case"] for line in lines),
        "added": [f"{row.text} ({row.by.name}, {longdate(row.at)})" for row in added],
        "closed_on": longdate(meeting.closed_at),
        "signers": told.leaders_of(meeting),
    }
    return Content(_called(_("Notulen"), meeting), data)


def official_report(user, network, meeting) -> Content:
    """Berita acara: quorum, elements, women and men, decisions; names only of who signs."""
    _refuse_open(meeting)
    lines = told.decided_lines(meeting, user)
    decided = [line for line in lines if line["decisions"]]
    data = told.when_and_where(meeting) | {
        "in_words": told.day_in_words(meeting.held_on),
        "quorum": told.quorum_of(meeting, user),
        "topics": [line["title"] for line in lines],
        "decisions": [{"title": line["title"], "decided": line["decisions"]} for line in decided],
        "signers": [*told.leaders_of(meeting), *_for_elements(meeting, user)],
    }
    return Content(_called(_("Berita acara"), meeting), data)


def _called(paper: str, meeting) -> str:
    name = str(meeting)
    return f"{paper} {name[:1].lower()}{name[1:]}, {longdate(meeting.held_on)}"


def _refuse_open(meeting) -> None:
    if meeting.state != Meeting.State.CLOSED:
        raise RefusedByRule(_("Terbit sesudah notulennya ditutup ketua."))


def _people(meeting, user):
    return Attendance.objects.visible_to(user).filter(meeting=meeting).select_related("organization")


def _there(meeting, user):
    return _people(meeting, user).present()


def _for_elements(meeting, user) -> list[dict]:
    """One who was there signs for each element, without a stamp: who, is written by hand."""
    there = Attendance.objects.visible_to(user).quorum_of(meeting)["elements"]
    office = _("Wakil unsur %(element)s")
    return [{"office": office % {"element": one.label}, "name": "", "stamp": False} for one in there]


def _element(row) -> str:
    return row.get_element_display() if row.element else (row.organization.name if row.organization_id else "")


def _office(row) -> str:
    return row.office or (row.organization.name if row.organization_id else "")


register_paper(
    Paper(
        name="undangan",
        title=gettext_lazy("Undangan musyawarah"),
        template="programs/papers/invitation.typ",
        content=invitation,
        choices=ways_of_inviting,
        series=Series("UND"),
        signed_by_head="may",
        lapses=True,
        rests_on=told_beforehand,
        **OF_MEETING,
    ),
    Paper(
        name="daftar-hadir",
        title=gettext_lazy("Daftar hadir"),
        template="programs/papers/attendance.typ",
        content=attendance_list,
        **OF_MEETING,
    ),
    Paper(
        name="notulen",
        title=gettext_lazy("Notulen musyawarah"),
        template="programs/papers/minutes.typ",
        content=minutes,
        lapses=True,
        rests_on=told_afterwards,
        **OF_MEETING,
    ),
    Paper(
        name="berita-acara",
        title=gettext_lazy("Berita acara musyawarah"),
        template="programs/papers/official_report.typ",
        content=official_report,
        lapses=True,
        rests_on=told_afterwards,
        series=Series("BA"),
        signed_by_head="may",
        **OF_MEETING,
    ),
)
