"""Bantuan ganda: two programs for the same people are joined, share them out, or both go on for a reason."""

from django.utils.translation import gettext as _

from programs.actions.programs import locked, move, partner_of, refuse_others
from programs.models import OverlapAnswer, Program, ProgramPartner
from programs.models.program_states import State, Taker
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

Way = OverlapAnswer.Way


def answer(program, other, *, by, way: str, why: str) -> OverlapAnswer:
    """Say how a draft goes on beside the program that it doubles.

    Joined, its organisations become partners of the other one and the draft is stopped; what they pledged is written
    there anew. Shared out, `why` says who helps whom. Going on needs a reason, which the next meeting reads.
    """
    with recorded("overlaps.answer", by=by, reason=why):
        # In the order of their ids, so that two people who join them crosswise do not wait for each other.
        rows = {pk: locked(Program(pk=pk)) for pk in sorted((program.pk, other.pk))}
        stored, beside = rows[program.pk], rows[other.pk]
        refuse_others(stored, by)
        if not stored.is_draft:
            raise RefusedByRule(_("Bantuan ganda dibicarakan selagi program masih draf."))
        if not Program.objects.doubling(stored).filter(pk=beside.pk).exists():
            raise RefusedByRule(_("Dua program ini tidak ganda lagi."))
        if way != Way.JOIN and not why.strip():
            words = _("Tulis siapa membantu siapa.") if way == Way.SPLIT else _("Tulis alasannya, dibaca musyawarah.")
            raise RefusedByRule(words, field="why")
        made, _new = OverlapAnswer.objects.update_or_create(
            network_id=stored.network_id, program=stored, other=beside, defaults={"way": way, "why": why, "by": by}
        )
        if way == Way.JOIN:
            _join(stored, beside, by=by)
        return made


def _join(stored: Program, beside: Program, *, by) -> None:
    rows = ProgramPartner.objects.filter(program=stored).select_related("organization")
    for organization in [stored.lead, *(row.organization for row in rows)]:
        if organization.pk != beside.lead_id:
            partner_of(beside, organization)
    words = _("Digabung ke program “%(title)s”.") % {"title": beside.title}
    stored.joined_to = beside
    stored.save(update_fields=["joined_to"])
    move(stored, State.STOPPED, by=by, taker=Taker.EDITOR, why=words)
