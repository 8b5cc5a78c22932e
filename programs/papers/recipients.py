"""Berita acara penetapan penerima: whom a meeting has chosen for a program's help, to be signed for by hand.

A family that did not agree to be named, and a case of another level, stands with its number. Who was not chosen is
counted and never listed. Nothing of a guarded case comes near it; it rests on its lines, so that one that was issued
before is served no more once a case in it becomes guarded, or a family takes its word back.
"""

from django import forms
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.actions import consents
from programs.actions import recipients
from programs.models import Decision, Meeting, Pledge
from programs.models.program_words import ResourceKind
from programs.models.recipient import Standing
from programs.papers import told
from programs.templatetags.program_tags import quantity
from wksbm.core.refusals import RefusedByRule
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.documents.papers import Content, Paper, Series, register_paper


def which_meeting(user, network, program) -> dict:
    found = _decisions(user, program)
    labels = [f"{one.item.meeting}, {longdate(one.item.meeting.held_on)}" for one in found]
    return {
        "decision": forms.ChoiceField(
            label=_("Ditetapkan dalam musyawarah"),
            choices=[(str(one.pk), label) for one, label in zip(found, labels, strict=True)],
            initial=str(found[0].pk) if found else None,
            widget=forms.RadioSelect,
            help_text="" if found else _("Belum ada. Berita acara terbit sesudah notulennya ditutup ketua."),
        )
    }


def _decisions(user, program) -> list[Decision]:
    """The decisions of closed minutes that chose somebody who may be spoken of, the newest first."""
    chosen = recipients.deciding_for(program)
    rows = Decision.objects.visible_to(user).filter(pk__in=chosen, item__meeting__state=Meeting.State.CLOSED)
    return list(rows.select_related("item__meeting").order_by("-item__meeting__held_on", "-pk"))


def allocation(user, network, program, *, decision: str) -> Content:
    """Raises RefusedByRule for a decision that chose nobody for this program, and while its minutes are open."""
    found = next((one for one in _decisions(user, program) if str(one.pk) == decision), None)
    if found is None:
        raise RefusedByRule(_("Pilih musyawarah yang menetapkan penerimanya."), field="decision")
    meeting = found.item.meeting
    meeting.network = network
    rows = recipients.on_paper(found)
    chosen = [row for row in rows if row.standing == Standing.CHOSEN]
    names = consents.names_in_meeting(row.case for row in chosen)
    lines = [
        [
            names.get(row.case_id) or _("Kasus %(number)s") % {"number": row.case.number},
            row.case.rt.number if row.case.rt_id else "–",
            str(row.get_help_kind_display()),
        ]
        for row in chosen
    ]
    counts = {"proposed": len(rows), "chosen": len(chosen), "not_chosen": len(rows) - len(chosen)}
    data = told.when_and_where(meeting) | counts
    data |= {
        "in_words": told.day_in_words(meeting.held_on),
        "program": _facts(program, _money(user, program)),
        "rows": [[str(number), *line] for number, line in enumerate(lines, start=1)],
        "way": told.way(found),
        "signers": told.leaders_of(meeting),
    }
    called = _("Berita acara penetapan penerima %(title)s") % {"title": program.title}
    return Content(called, data, rests_on=[lines, counts])


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
        choices=which_meeting,
        origin="programs.Program",
        issuers="programs.issue_meeting_paper",
        readers="programs.issue_meeting_paper",
        series=Series("BAP"),
        signed_by_head="may",
        lapses=True,
    )
)
