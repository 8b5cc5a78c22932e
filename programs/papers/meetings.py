"""Undangan, daftar hadir, notulen and berita acara of one meeting."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import Addendum, AgendaItem, Attendance, Meeting
from programs.papers import told
from wksbm.core.refusals import RefusedByRule
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.documents.papers import Content, Paper, Series, register_paper

EMPTY_LINES = 8
"""For who comes without an invitation, or in somebody's place."""
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
    invited = list(_people(meeting, user))
    if not invited:
        raise RefusedByRule(_("Belum ada yang diundang. Atur undangan dahulu."))
    lines = told.lines_of(meeting, user, AgendaItem.Place.DISCUSSED, AgendaItem.Place.TOGETHER)
    people = [", ".join(part for part in (row.name, _office(row)) if part) for row in invited]
    data = told.when_and_where(meeting) | {
        "one_each": addressed == ONE_EACH,
        "people": people,
        "agenda": told.topics_on_paper(lines),
        "bring_along": meeting.bring_along,
        "signers": told.board_of(network, user),
    }
    addressee = people[0] if len(people) == 1 else _("%(count)d orang yang diundang") % {"count": len(people)}
    return Content(_called(_("Undangan"), meeting), data, addressee)


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
    data = told.when_and_where(meeting) | {
        "leader": meeting.chair.name,
        "note_taker": meeting.note_taker.name,
        "quorum": told.quorum_of(meeting, user),
        "present": [", ".join(part for part in (row.name, _office(row)) if part) for row in _there(meeting, user)],
        "lines": told.decided_lines(meeting, user),
        "added": [f"{row.text} ({row.by.name}, {longdate(row.at)})" for row in added],
        "closed_on": longdate(meeting.closed_at),
        "signers": told.leaders_of(meeting),
    }
    return Content(_called(_("Notulen"), meeting), data)


def official_report(user, network, meeting) -> Content:
    """Berita acara: quorum, elements, women and men, decisions; names only of who signs."""
    _refuse_open(meeting)
    decided = [line for line in told.decided_lines(meeting, user) if line["decisions"]]
    data = told.when_and_where(meeting) | {
        "in_words": told.day_in_words(meeting.held_on),
        "quorum": told.quorum_of(meeting, user),
        "topics": [line["title"] for line in told.decided_lines(meeting, user)],
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
        **OF_MEETING,
    ),
    Paper(
        name="berita-acara",
        title=gettext_lazy("Berita acara musyawarah"),
        template="programs/papers/official_report.typ",
        content=official_report,
        series=Series("BA"),
        signed_by_head="may",
        **OF_MEETING,
    ),
)
