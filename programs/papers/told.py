"""What a paper says of a meeting: days in words, lines, decisions, who was there. Nobody who is helped is named."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from num2words2 import num2words

from members.access import Role
from members.models import Membership
from programs.models import AgendaItem, Attendance, Decision, DecisionPromise
from programs.models.agenda_words import said_today
from wksbm.core.templatetags.portal_tags import longdate

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def in_words(number: int) -> str:
    return num2words(number, lang="id")


def day_in_words(day: date) -> str:
    """`Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam`."""
    return _("%(weekday)s tanggal %(day)s bulan %(month)s tahun %(year)s") % {
        "weekday": date_format(day, "l", use_l10n=False),
        "day": in_words(day.day),
        "month": date_format(day, "F", use_l10n=False),
        "year": in_words(day.year),
    }


def hours(meeting) -> str:
    """`19.30 sampai 21.30 WIB`, or `19.30 WIB sampai selesai`."""
    zone = ZONES.get(meeting.network.time_zone, "")
    begins = f"{meeting.begins:%H.%M}"
    if meeting.ends is None:
        return _("%(begins)s sampai selesai") % {"begins": f"{begins} {zone}".rstrip()}
    return _("%(begins)s sampai %(ends)s") % {"begins": begins, "ends": f"{meeting.ends:%H.%M} {zone}".rstrip()}


def when_and_where(meeting) -> dict:
    return {
        "meeting": str(meeting),
        "day": longdate(meeting.held_on, "weekday"),
        "hours": hours(meeting),
        "place": meeting.place,
    }


def lines_of(meeting, user, *places) -> list[AgendaItem]:
    """The lines that this person may see, none of a guarded case; of a case each says what a meeting may say today."""
    rows = AgendaItem.objects.visible_to(user).filter(meeting=meeting, place__in=places)
    order = {place: number for number, place in enumerate(places)}
    return sorted(said_today(rows), key=lambda line: order[line.place])


def decided_lines(meeting, user) -> list[dict]:
    """Each line with what was said, decided and promised. Of a case only what was chosen, and who does something by
    when: their own words may say a name; of a program's recipients only how many were chosen."""
    decided: dict[int, list] = {}
    for row in Decision.objects.visible_to(user).filter(item__meeting=meeting).with_chosen().select_related("item"):
        decided.setdefault(row.item_id, []).append(row)
    promised: dict[int, list] = {}
    ties = DecisionPromise.objects.visible_to(user).filter(decision__item__meeting=meeting)
    ties = ties.select_related("follow_up__doer", "follow_up__organization", "decision")
    for tie in ties.order_by("follow_up__due_on", "pk"):
        promised.setdefault(tie.decision.item_id, []).append(tie.follow_up)
    return [
        {
            "title": title_on_paper(line),
            "of_case": bool(line.case_id),
            "said": "" if line.case_id else line.said,
            "decisions": [decision_on_paper(one) for one in decided.get(line.pk, [])],
            "promises": [promise_on_paper(one, of_case=bool(line.case_id)) for one in promised.get(line.pk, [])],
        }
        for line in lines_of(meeting, user, AgendaItem.Place.DISCUSSED, AgendaItem.Place.TOGETHER)
    ]


def title_on_paper(line) -> str:
    """Its title; of what is agreed together without a word, that an office ends or nothing is heard, also why."""
    if line.kind in (line.Kind.TERM, line.Kind.SILENT) and line.reason:
        return f"{line.title} ({line.reason[:1].lower()}{line.reason[1:]})"
    return str(line.title)


def decision_on_paper(decision) -> str:
    if decision.item.case_id:
        words = decision.get_case_decision_display() or _("Sudah diputuskan")
    else:
        words = ". ".join(part for part in (decision.choice, decision.words.strip().rstrip(".")) if part)
    return f"{words} ({way(decision)})"


def way(decision) -> str:
    if decision.way != Decision.Way.VOTE:
        return str(decision.get_way_display()).lower()
    return _("suara terbanyak: %(yes)d setuju, %(no)d menolak, %(none)d abstain") % {
        "yes": decision.votes_for or 0,
        "no": decision.votes_against or 0,
        "none": decision.votes_none or 0,
    }


def promise_on_paper(promise, *, of_case: bool) -> dict:
    organization = promise.organization.name if promise.organization_id else ""
    return {
        "what": _("Janji untuk kasus ini") if of_case else promise.what,
        "who": ", ".join(part for part in (promise.doer.name, organization) if part),
        "until": longdate(promise.due_on),
    }


def element_words(elements) -> str:
    return ", ".join(str(element.label) for element in elements)


def quorum_of(meeting, user) -> dict:
    """Elements, women and men, in the words of a paper."""
    found = Attendance.objects.visible_to(user).quorum_of(meeting)
    there = found["elements"]
    return {
        "elements": element_words(there),
        "missing": element_words(found["missing"]),
        "count": len(there),
        "of": found["of"],
        "needed": found["needed"],
        "quorate": found["is_quorate"],
        "women": found["women"],
        "men": found["men"],
        "without_women": found["without_women"],
        "present": Attendance.objects.visible_to(user).filter(meeting=meeting).present().count(),
    }


def board_of(network, user) -> list[dict]:
    """Chair and secretary of today, as they sign."""
    offices = (
        Membership.objects.visible_to(user).current().filter(network=network, role__in=(Role.CHAIR, Role.SECRETARY))
    )
    names = {office.role: office.user.name for office in offices.select_related("user")}
    return [
        {"office": _("Ketua"), "name": names.get(Role.CHAIR, "")},
        {"office": _("Sekretaris"), "name": names.get(Role.SECRETARY, "")},
    ]


def leaders_of(meeting) -> list[dict]:
    return [
        {"office": _("Pemimpin musyawarah"), "name": meeting.chair.name},
        {"office": _("Notulis"), "name": meeting.note_taker.name},
    ]
