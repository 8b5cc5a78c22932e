"""Berita acara penetapan penerima: whom a meeting has chosen for a program's help, to be signed for by hand.

A family that did not agree to be named, and a case of another level, stands with its number. Who was not chosen is
counted and never listed. Nothing of a guarded case comes near it; it rests on its lines, so that one that was issued
before is served no more once a case in it becomes guarded, or a family takes its word back. It is about the decision:
once all whom that has chosen are guarded it stands in no list and in no log, and its number is drawn by chance, for a
gap would tell.
"""

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.actions import consents
from programs.actions import recipients
from programs.models import Decision, Meeting, Pledge, Program
from programs.models.program_words import ResourceKind
from programs.models.recipient import Standing
from programs.papers import told
from programs.templatetags.program_tags import quantity
from wksbm.core.refusals import RefusedByRule
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.documents.papers import Content, Paper, Series, register_paper


def allocation(user, network, decision) -> Content:
    """Raises RefusedByRule for a decision that chose nobody, and while its minutes are open."""
    lists = lists_of(user, network, [decision.pk])
    if decision.pk not in lists:
        raise RefusedByRule(_("Belum ada yang ditetapkan. Berita acara terbit sesudah notulennya ditutup ketua."))
    lines, counts = lists[decision.pk]
    meeting = decision.item.meeting
    meeting.network = network
    program = Program.objects.visible_to(user).select_related("lead").get(pk=decision.item.about_id)
    data = told.when_and_where(meeting) | counts
    data |= {
        "in_words": told.day_in_words(meeting.held_on),
        "program": _facts(program, _money(user, program)),
        "rows": [[str(number), *line] for number, line in enumerate(lines, start=1)],
        "way": told.way(decision),
        "signers": told.leaders_of(meeting),
    }
    return Content(_("Berita acara penetapan penerima %(title)s") % {"title": program.title}, data)


def lists_of(user, network, ids) -> dict[int, tuple[list, dict]]:
    """By decision of closed minutes its list of whom it chose, and how many there were to choose from; none of a
    decision that chose nobody of whom this person, and everybody else, may know."""
    seen = Decision.objects.visible_to(user).of(network).filter(pk__in=ids, item__meeting__state=Meeting.State.CLOSED)
    rows: dict[int, list] = {pk: [] for pk in seen.values_list("pk", flat=True)}
    for row in recipients.on_paper(rows):
        rows[row.decision_id].append(row)
    chosen = {pk: [row for row in some if row.standing == Standing.CHOSEN] for pk, some in rows.items()}
    names = consents.names_in_meeting(row.case for some in chosen.values() for row in some)
    found = {}
    for pk, some in chosen.items():
        if some:
            counts = {"proposed": len(rows[pk]), "chosen": len(some), "not_chosen": len(rows[pk]) - len(some)}
            found[pk] = [_line(row, names) for row in some], counts
    return found


def _line(row, names) -> list[str]:
    """Name or number, RT, kind of help."""
    return [
        names.get(row.case_id) or _("Kasus %(number)s") % {"number": row.case.number},
        row.case.rt.number if row.case.rt_id else "–",
        str(row.get_help_kind_display()),
    ]


def _facts(program, money: str) -> list[list[str]]:
    days = [longdate(day) for day in (program.starts_on, program.ends_on) if day]
    facts = (
        (_("Program"), program.title),
        (_("Penanggung jawab"), program.lead.name),
        (_("Waktu"), " – ".join(days)),
        (_("Tempat"), program.place),
        (_("Dana yang dijanjikan"), money),
    )
    return [[label, words] for label, words in facts if words]


def _money(user, program) -> str:
    """What organisations have pledged in money, in figures and in words; "" for a program without any."""
    pledges = Pledge.objects.visible_to(user).filter(program=program, resource__kind=ResourceKind.MONEY)
    total = int(pledges.aggregate(sum=Sum("amount"))["sum"] or 0)
    if not total:
        return ""
    return _("%(figures)s (%(words)s rupiah)") % {"figures": quantity(total, "rupiah"), "words": told.in_words(total)}


register_paper(
    Paper(
        name="berita-acara-penerima",
        title=gettext_lazy("Berita acara penetapan penerima"),
        template="programs/papers/recipients.typ",
        content=allocation,
        origin="programs.Decision",
        issuers="programs.issue_meeting_paper",
        readers="programs.issue_meeting_paper",
        series=Series("BAP", by_chance=True),
        signed_by_head="may",
        lapses=True,
        rests_on=lists_of,
        reads_follow_row=True,
    )
)
