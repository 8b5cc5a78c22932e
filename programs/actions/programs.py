"""The verbs of a joint program: drafted, written part by part, carried together, moved along its table of states."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programs.models import Program, ProgramMove, ProgramPartner
from programs.models.program_needs import Missing, missing_for
from programs.models.program_states import OPEN_STATES, Need, State, Taker, way_between
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.revisions import joined


class NotReady(RefusedByRule):
    """A move whose needs are not met: `missing` says one by one what, and where it is written."""

    def __init__(self, missing: list[Missing]):
        super().__init__(_("Belum bisa: masih ada yang perlu diisi."), field=missing[0].field or None)
        self.missing = missing


def draft(network, *, by, **values) -> Program:
    """Begin a program. Raises RefusedByRule where this person does not speak for the organisation that leads it."""
    with recorded("programs.draft", by=by):
        made = Program(network=network, created_by=by, **values)
        refuse_others(made, by)
        made.save()
        return made


def change(program, *, by, revision: int, values: Mapping) -> Program:
    """Write columns of a draft that was read at `revision`.

    Raises EditedMeanwhile when somebody else changed the same column to another value, RefusedByRule once it is
    proposed (what a meeting approves must be what it read) and for another organisation's program.
    """
    with recorded("programs.change", by=by):
        stored = locked(program)
        refuse_others(stored, by)
        mine = joined(stored, revision, values)
        changed = [column for column, value in mine.items() if getattr(stored, column) != value]
        if not changed:
            return stored
        refuse_decided(stored)
        for column in changed:
            setattr(stored, column, mine[column])
        if stored.starts_on and stored.ends_on and stored.ends_on < stored.starts_on:
            raise RefusedByRule(_("Selesainya sebelum mulai. Periksa tanggalnya."), field="ends_on")
        refuse_others(stored, by)
        ProgramPartner.objects.filter(program=stored, organization_id=stored.lead_id).delete()
        stored.revision += 1
        stored.save()
        return stored


def add_partner(program, *, by, organization) -> ProgramPartner:
    """An organisation carries it as well. A second time changes nothing; the lead is no partner of itself."""
    with recorded("programs.add_partner", by=by):
        stored = locked(program)
        refuse_others(stored, by)
        refuse_ended(stored)
        if organization.pk == stored.lead_id:
            raise RefusedByRule(_("Lembaga ini sudah penanggung jawabnya."), field="organization")
        return partner_of(stored, organization)


def partner_of(program: Program, organization) -> ProgramPartner:
    """The row that says so, made where it is missing."""
    made, _new = ProgramPartner.objects.get_or_create(
        network_id=program.network_id, program=program, organization=organization
    )
    return made


def remove_partner(partner, *, by) -> None:
    """It does not take part after all. Raises RefusedByRule while it has pledged something."""
    with recorded("programs.remove_partner", by=by):
        stored = locked(partner.program)
        refuse_others(stored, by)
        refuse_ended(stored)
        if stored.pledges.filter(organization_id=partner.organization_id).exists():
            raise RefusedByRule(_("Lembaga ini sudah menjanjikan sesuatu. Batalkan janjinya dahulu."))
        ProgramPartner.objects.filter(pk=partner.pk).delete()


def propose(program, *, by) -> Program:
    """To the next meeting. Raises NotReady while a block, an answer or an overlap is open."""
    with recorded("programs.propose", by=by):
        stored = locked(program)
        refuse_others(stored, by)
        return move(stored, State.PROPOSED, by=by, taker=Taker.EDITOR)


def take_back(program, *, by, why: str = "") -> Program:
    """Before a meeting has decided: it becomes a draft again and may be written."""
    with recorded("programs.take_back", by=by, reason=why):
        stored = locked(program)
        refuse_others(stored, by)
        return move(stored, State.DRAFT, by=by, taker=Taker.EDITOR, why=why)


def begin(program, *, by) -> Program:
    """What was approved begins, on its first day or later. A second time changes nothing.

    Raises RefusedByRule before its first day: a meeting has approved the plan with it.
    """
    with recorded("programs.begin", by=by):
        stored = locked(program)
        refuse_others(stored, by)
        if stored.state == State.RUNNING:
            return stored
        if stored.state == State.APPROVED and stored.starts_on > stored.network.today():
            day = date_format(stored.starts_on, "j F Y", use_l10n=False)
            raise RefusedByRule(_("Program ini disetujui mulai %(day)s. Jalankan pada hari itu.") % {"day": day})
        return move(stored, State.RUNNING, by=by, taker=Taker.EDITOR)


def stop(program, *, by, why: str) -> Program:
    """It does not go on, for a reason."""
    with recorded("programs.stop", by=by, reason=why):
        stored = locked(program)
        refuse_others(stored, by)
        return move(stored, State.STOPPED, by=by, taker=Taker.EDITOR, why=why)


def decided(program, *, by, end: str, decision) -> Program:
    """What a meeting has decided about a proposed program, see `programs.actions.program_outcomes`."""
    with recorded("programs.decided", by=by):
        stored = locked(program)
        return move(stored, end, by=by, taker=Taker.MEETING, why=decision.text, decision=decision)


def move(stored: Program, end: str, *, by, taker: str, why: str = "", decision=None, given=()) -> Program:
    """Take a way of the table on a program that the caller has locked. `given` are needs that its caller has met.

    Raises RefusedByRule where the table has no such way or a reason is missing, NotReady for what else is missing.
    """
    way = way_between(stored.state, end, taker)
    if way is None:
        raise RefusedByRule(
            _("Program ini %(state)s, jadi langkah itu tidak bisa diambil.")
            % {"state": stored.get_state_display().lower()}
        )
    if Need.REASON in way.needs and not why.strip():
        raise RefusedByRule(_("Tulis alasannya."), field="why")
    missing = [one for need in way.needs if need not in given for one in missing_for(stored, need)]
    if missing:
        raise NotReady(missing)
    if Need.EVALUATION in way.needs and Need.EVALUATION not in given:
        raise RefusedByRule(_("Tulis dahulu hasil dan pelajarannya."))
    ProgramMove.objects.create(
        network_id=stored.network_id,
        program=stored,
        start=stored.state,
        end=end,
        why=why,
        decision=decision,
        by=by,
    )
    stored.state = end
    stored.revision += 1
    stored.save(update_fields=["state", "revision"])
    return stored


def locked(program) -> Program:
    """The program as it is stored, locked for the rest of the transaction."""
    return Program.objects.select_for_update(of=("self",)).select_related("network", "lead").get(pk=program.pk)


def refuse_ended(program: Program) -> None:
    """What was evaluated or stopped does not change any more."""
    if program.state not in OPEN_STATES:
        raise RefusedByRule(_("Program ini sudah selesai, jadi tidak berubah lagi."))


def refuse_decided(program: Program) -> None:
    """The plan, its signs and its needs are what a meeting approves: from its proposal on they stay as they were."""
    refuse_ended(program)
    if program.state == State.PROPOSED:
        raise RefusedByRule(_("Program ini sudah diusulkan. Tarik dahulu menjadi draf, lalu ubah."))
    if program.state != State.DRAFT:
        raise RefusedByRule(_("Rencana yang sudah disetujui musyawarah tidak diubah lagi."))


def refuse_others(program: Program, user) -> None:
    """Only the board and officers of the organisation that leads it write a program."""
    if not program.may_be_written_by(user):
        raise RefusedByRule(_("Anda tidak mewakili lembaga ini."), field="lead")
