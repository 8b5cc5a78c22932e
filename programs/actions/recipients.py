"""The verbs of penerima: proposed for a program's help, taken back, decided in a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.actions import case_secrecy
from pmks_cases.models import Case
from pmks_cases.models.case_states import Decision as CaseDecision
from pmks_cases.models.exclusion import guarded
from pmks_cases.models.kin import kin_by_case
from programs.actions import programs
from programs.models import Attendance, Decision, Program, Recipient
from programs.models.recipient import Standing
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


@dataclass(frozen=True)
class Ballot:
    """What the note taker has ticked (`chosen`), out of whom the page showed (`considered`), as ids of recipients."""

    chosen: frozenset[int] = frozenset()
    considered: frozenset[int] = frozenset()


def may_propose(program: Program, user) -> bool:
    """Who writes the program and works with cases, while it is under way; which cases, is asked case by case."""
    return is_taking(program) and program.may_be_written_by(user) and user.has_perm("pmks_cases.view_case", program)


def is_taking(program: Program) -> bool:
    """Approved or running, and not past its last day."""
    return program.is_under_way and (program.ends_on is None or program.ends_on >= program.network.today())


def speakable(program: Program, *, by) -> QuerySet:
    """The cases of which this person knows, and of which a meeting may hear: guarded from nobody. `for_program` says
    that a meeting has decided on a joint program for the case."""
    found = Case.objects.visible_to(by).of(program.network).annotate(guarded=guarded("case")).filter(guarded=False)
    for_program = Q(decision=CaseDecision.PROGRAM)
    return found.annotate(for_program=ExpressionWrapper(for_program, output_field=BooleanField()))


def proposable(program: Program, *, by) -> QuerySet:
    """Those of them that are open and not on the program's list yet."""
    there = Recipient.objects.standing_now().filter(program=program, case=OuterRef("pk"))
    return speakable(program, by=by).open().filter(~Exists(there))


def propose(program, *, by, case, help_kind: str, why: str) -> Recipient:
    """Propose a case for the next meeting.

    Raises RefusedByRule for who does not write the program or may not know of the case; for a case that is guarded or
    over, or stands on the list already; and where the program takes nobody (any more).
    """
    with recorded("recipients.propose", by=by):
        stored = programs.locked(program)
        programs.refuse_others(stored, by)
        if not is_taking(stored):
            raise RefusedByRule(_("Penerima diusulkan untuk program yang disetujui dan belum lewat harinya."))
        case_secrecy.refuse_who_does_not_see(by, case)
        found = Case.locked(case)
        if case_secrecy.is_guarded(found):
            raise RefusedByRule(_("Kasus ini tidak dibawa ke musyawarah."))
        if not found.is_open:
            raise RefusedByRule(_("Kasus ini sudah selesai."))
        if help_kind not in stored.help_kinds:
            raise RefusedByRule(_("Pilih bentuk bantuan dari program ini."), field="help_kind")
        if Recipient.objects.standing_now().filter(program=stored, case=found).exists():
            raise RefusedByRule(_("Kasus ini sudah ada di daftar penerima program ini."))
        return Recipient.objects.create(
            network_id=stored.network_id, program=stored, case=found, help_kind=help_kind, why=why, proposed_by=by
        )


def take_back(recipient, *, by) -> Recipient:
    """Not proposed after all; a second time changes nothing. Raises RefusedByRule once a meeting has decided."""
    with recorded("recipients.take_back", by=by):
        programs.refuse_others(programs.locked(recipient.program), by)
        case_secrecy.refuse_who_does_not_see(by, recipient.case)
        stored = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
        if stored.standing == Standing.CANCELLED:
            return stored
        if not stored.is_proposed:
            raise RefusedByRule(_("Musyawarah sudah memutuskan, jadi usulan ini tidak bisa ditarik lagi."))
        return _settled(stored, Standing.CANCELLED, by=by)


def settle(program, *, by, decision: Decision, ballot: Ballot) -> None:
    """What a meeting has decided of those whom it considered: who is ticked is chosen, the others are not this time.

    Whoever was proposed meanwhile waits for the next decision. Raises RefusedByRule where nobody is ticked, and where
    one who is ticked does not wait any more, whatever the reason.
    """
    with recorded("recipients.settle", by=by):
        rows = Recipient.objects.to_choose(program.pk).filter(pk__in=ballot.considered)
        rows = list(rows.select_for_update(of=("self",)))
        if not ballot.chosen <= {row.pk for row in rows}:
            raise RefusedByRule(_("Daftar calonnya berubah sejak halaman ini dibuka. Periksa lagi."), field="ticked")
        if decision.outcome == Decision.Outcome.CHOSEN and not ballot.chosen:
            raise RefusedByRule(_("Centang siapa yang ditetapkan."), field="ticked")
        there = Attendance.objects.filter(meeting=decision.item.meeting, user__isnull=False).present()
        kin = kin_by_case(there.values_list("user_id", flat=True), cases_of(rows))
        for row in rows:
            row.stood_aside_by = sorted(kin[row.case_id])
            is_chosen = decision.outcome == Decision.Outcome.CHOSEN and row.pk in ballot.chosen
            _settled(row, Standing.CHOSEN if is_chosen else Standing.NOT_CHOSEN, by=by, decision=decision)


def _settled(row: Recipient, standing: str, *, by, decision: Decision | None = None) -> Recipient:
    row.standing, row.decision, row.settled_by, row.settled_at = standing, decision, by, timezone.now()
    row.save(update_fields=["standing", "decision", "settled_by", "settled_at", "stood_aside_by"])
    return row


def cases_of(rows: Iterable[Recipient]) -> list[Case]:
    """The cases of these recipients, with what kinship and names ask of them."""
    return list(Case.objects.filter(pk__in=[row.case_id for row in rows]).select_related("resident"))


def deciding_for(program: Program) -> QuerySet:
    """The decisions by which somebody of whom all may know was chosen for this program, by id."""
    rows = Recipient.objects.told_to_all().filter(program=program, standing=Standing.CHOSEN)
    return rows.order_by().values("decision")


def on_paper(decisions: Iterable[int]) -> list[Recipient]:
    """All that meetings decided on by these decisions (ids), none of a guarded case: what a paper may say to its
    readers, who may know of every other case. Those of one RT stand together."""
    rows = Recipient.objects.told_to_all().filter(decision__in=decisions).select_related("case__resident", "case__rt")
    return list(rows.order_by("case__rt__number", "case__number"))


def helped_alike(program: Program, case: Case, *, seen_by) -> list[Recipient]:
    """Bantuan ganda of a household: rows of other programs about this case, or about an open case of the same family,
    as far as this person may know of them. It is shown and forbids nothing."""
    card = case.family_id or (case.resident.family_id if case.resident_id else None)
    near = Q(pk=case.pk)
    if case.resident_id:
        near |= Q(resident_id=case.resident_id)
    if card:
        near |= Q(family_id=card) | Q(resident__family_id=card)
    cases = Case.objects.visible_to(seen_by).of(program.network).open().filter(near)
    rows = Recipient.objects.visible_to(seen_by).told_to_all().helped_alike(program).filter(case__in=cases)
    return list(rows.select_related("program", "case").order_by("program__starts_on", "pk"))
