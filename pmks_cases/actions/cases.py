"""The verbs of a case: opened, moved on, joined, closed, opened again."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import Role
from members.actions import follow_ups
from members.models import FollowUp, Membership
from pmks_cases.actions import case_secrecy, decisions_told, emergency_alerts
from pmks_cases.models import Case, CaseMove, Exclusion, Family, Resident
from pmks_cases.models.case import FIRST_VISIT_WITHIN, Secrecy, Urgency, drawn_number
from pmks_cases.models.case_needs import measured_twice, unmet
from pmks_cases.models.case_states import (
    AFTERCARE_REASONS,
    EARLY_REASONS,
    ENDED_STATES,
    ClosingReason,
    Decision,
    Move,
    State,
    move_between,
)
from pmks_cases.models.kin import kin_among
from pmks_cases.models.plan import FIRST_STEP_CATEGORIES
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

AFTERCARE_EVERY = 60
KEPT_BY_NEXT_EPISODE = (
    *("subject_kind", "resident", "family", "subject_name", "rt", "need", "need_kind", "secrecy", "psm"),
    *(
        "visit_in_pairs",
        "landmark",
        "contact_name",
        "contact_phone",
        "wish",
        "own_part",
        "legal_basis",
        "legal_basis_why",
    ),
)


class AlreadyOpen(RefusedByRule):
    """There is an open case about the same person that this person may see: `case`. Nothing was changed."""

    def __init__(self, case: Case):
        super().__init__(
            _("Sudah ada kasus terbuka untuk orang ini: %(number)s.") % {"number": case.number}, field="another_need"
        )
        self.case = case


# --- Opening -----------------------------------------------------------------------------------------------


def open_case(
    network,
    *,
    by,
    values: dict,
    another_need: bool = False,
    report=None,
    excluded: Iterable = (),
    suspects: Iterable[Resident] = (),
    at=None,
) -> Case:
    """Open a case. `values` holds columns of Case; `excluded` the officers and `suspects` the residents who, with their
    families, must not know.

    Raises AlreadyOpen for a second case about one person, or about one whole family, that `by` can see, unless
    `another_need` says that it is about something else. One that he cannot see is joined without a word: its team reads
    what he noted (`case_reading.registered_again`), he nothing of theirs. Raises RefusedByRule when a rahasia case is
    opened by somebody who may not work on one.
    """
    with recorded("cases.open", by=by):
        case = Case(network=network, opened_by=by, opened_at=at or timezone.now(), **values)
        _lock_subject(case)
        if case.resident and not case.rt_id:
            case.rt_id = case.resident.rt_id
        others = Case.objects.of(network).open()
        if case.resident_id:
            others = others.filter(resident=case.resident)
        else:
            others = others.filter(family=case.family_id) if case.family_id else others.none()
        seen = Case.objects.visible_to(by).filter(pk__in=others.values("pk"))
        if not another_need and (first := seen.order_by("opened_at").first()):
            raise AlreadyOpen(first)
        hidden = others.filter(secrecy=Secrecy.SECRET).exclude(pk__in=seen.values("pk"))
        case.joined_to = hidden.order_by("opened_at", "pk").first()
        _save_with_number(case)
        CaseMove.objects.create(network=network, case=case, end=State.REPORTED, by=by, at=case.opened_at)
        for officer in excluded:
            case_secrecy.shut_out(case, by=by, user=officer)
        for suspect in suspects:
            case_secrecy.shut_out(case, by=by, resident=suspect, why=Exclusion.Why.SUSPECT)
        if report is not None:
            _take_over_exclusions(report, case)
        if case.is_secret:
            case_secrecy.become_secret(case, by=by)
        elif case.exclusions.exists():
            case_secrecy.hide_what_was_noted(case)
        if case.urgency == Urgency.EMERGENCY and report is None:  # of a report they were told when it came
            emergency_alerts.raise_for(case=case, by=by)
    return case


def _lock_subject(case: Case) -> None:
    """Two people who open a case for one person in the same minute come one after the other."""
    if case.resident_id:
        case.resident = Resident.objects.select_for_update().get(pk=case.resident_id)
    elif case.family_id:
        Family.objects.select_for_update().get(pk=case.family_id)


def _save_with_number(case: Case) -> None:
    for _attempt in range(50):
        case.number = drawn_number(case.network.today().year)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError as error:
            if "one_case_a_number" not in str(error):
                raise
            continue
        return
    raise RefusedByRule(_("Nomor kasus tahun ini hampir habis. Hubungi operator."))


def _take_over_exclusions(report, case: Case) -> None:
    for line in report.exclusions.all():
        Exclusion.objects.get_or_create(
            network_id=case.network_id,
            case=case,
            user=line.user,
            resident=line.resident,
            defaults={"why": line.why, "added_by": line.added_by},
        )


# --- Moving on ---------------------------------------------------------------------------------------------


def may_move(user, case: Case, move: Move) -> bool:
    """An ordinary case is moved by who holds the move's permission; a rahasia one by its team, that is who sees it.

    Asks nothing about seeing the case: who has it from `visible_to` sees it, and `move` asks again.
    """
    return user.has_perm("pmks_cases.decide_secret_case" if case.is_secret else move.permission, case)


def chairs_of(network) -> list[int]:
    """The users who hold the chair today."""
    held = Membership.objects.current().filter(network=network, role=Role.CHAIR)
    return list(held.values_list("user_id", flat=True))


def refuse_to_decide(user, case: Case) -> None:
    """What is decided together is noted by the chair, never by kin of whom it is about. Where the chair is kin, the
    secretary stands in. Raises RefusedByRule for anybody else."""
    chairs = chairs_of(case.network)
    kin = kin_among([user.pk, *chairs], case)
    if user.pk in kin:
        raise RefusedByRule(_("Anda keluarganya, jadi orang lain yang mencatat keputusan ini."))
    stands_in = bool(chairs) and kin.issuperset(chairs) and user.has_perm("pmks_cases.assign_case", case)
    if not stands_in and not user.has_perm("pmks_cases.decide_case", case):
        raise RefusedByRule(_("Langkah ini bukan untuk jabatan Anda."))


def move(
    case,
    *,
    by,
    end: str,
    why: str = "",
    decision: str = "",
    closing_reason: str = "",
    aftercare_visits: int = 2,
    other: Case | None = None,
    promises_stay: frozenset[int] = frozenset(),
    at=None,
) -> Case:
    """Move a case on. Raises RefusedByRule when there is no such way, it is not this person's, or something is missing.

    Of a case that is closed or rejected the open promises are withdrawn, all but those whose ids are `promises_stay`.
    Closing goes on by itself: to the visits afterwards where something was reached, else to the end. What was decided
    is told to the family: somebody has to within three days.
    """
    with recorded("cases.move", by=by, end=end):
        stored = Case.locked(case)
        way = move_between(stored.state, end, secret=stored.is_secret)
        if way is None:
            raise RefusedByRule(_("Kasus ini baru saja dipindahkan orang lain. Muat ulang halamannya."))
        case_secrecy.refuse_who_does_not_see(by, stored)
        if way.decides:
            refuse_to_decide(by, stored)
        elif not may_move(by, stored, way):
            raise RefusedByRule(_("Langkah ini bukan untuk jabatan Anda."))
        if way.asks_why and not why:
            raise RefusedByRule(_("Tulis alasannya."), field="why")
        if end == State.JOINED:
            _join(stored, other, by=by)
        if way.decides:
            _decide(stored, way, decision)
        if way.closes:
            _check_closing(stored, closing_reason, aftercare_visits)
        if missing := unmet(stored, way):
            raise RefusedByRule(str(missing[0].sentence), field=missing[0].name)
        _go(stored, way, by=by, why=why, decision=stored.decision if way.decides else "", stay=promises_stay, at=at)
        if way.decides:
            decisions_told.ask_for(stored, by=by, at=at)
        if end == State.CLOSED:
            after = State.AFTERCARE if closing_reason in AFTERCARE_REASONS else State.DONE
            later = at + timedelta(microseconds=1) if at else None  # the order of the two is told by their time
            _go(stored, move_between(State.CLOSED, after, secret=stored.is_secret), by=by, at=later)
        return stored


def _decide(case: Case, way: Move, decision: str) -> None:
    offered = [Decision.WATCH] if way.end == State.MONITORING else decisions_offered(case)
    if decision not in offered:
        raise RefusedByRule(_("Pilih keputusannya."), field="decision")
    case.decision = decision


def decisions_offered(case: Case) -> list[Decision]:
    """What a meeting may decide. Where violence is the matter, "tangani sendiri" is not offered."""
    violent = case.categories.filter(removed_at=None, category_id__in=FIRST_STEP_CATEGORIES).exists()
    return [Decision.REFER] if violent else [Decision.OWN, Decision.PROGRAM, Decision.REFER]


def _check_closing(case: Case, reason: str, visits: int) -> None:
    if reason not in ClosingReason.values:
        raise RefusedByRule(_("Pilih alasan menutup."), field="closing_reason")
    if case.state != State.MONITORING and reason not in EARLY_REASONS:
        raise RefusedByRule(_("Alasan ini baru bisa dipilih sesudah kasus dipantau."), field="closing_reason")
    if reason == ClosingReason.REACHED and not measured_twice(case):
        raise RefusedByRule(
            _("Ukur dahulu tujuannya sekali lagi: keadaan awal dan keadaan sekarang."), field="closing_reason"
        )
    if reason in AFTERCARE_REASONS and not 1 <= visits <= 3:
        raise RefusedByRule(_("Tulis 1 sampai 3 kunjungan."), field="aftercare_visits")
    case.closing_reason = reason
    case.aftercare_visits = visits if reason in AFTERCARE_REASONS else 0


def _join(case: Case, other: Case | None, *, by) -> None:
    open_cases = Case.objects.visible_to(by).filter(network_id=case.network_id).open().exclude(pk=case.pk)
    if other is None or not open_cases.filter(pk=other.pk).exists():
        raise RefusedByRule(_("Pilih kasus terbuka yang lain."), field="other_case")
    case.joined_to = case.joining = other


def _go(case: Case, way: Move, *, by, why: str = "", decision: str = "", stay=frozenset(), at=None) -> None:
    at = at or timezone.now()
    today = case.network.today()
    start, case.state = case.state, way.end
    if way.end in (State.CLOSED, State.REJECTED):
        case.closed_at, case.next_visit_on = at, None
        for promise in FollowUp.objects.of_origin(case).open().exclude(pk__in=stay):
            follow_ups.withdraw(promise, by=by, reason=_("Kasus ditutup."))
    elif way.end == State.AFTERCARE:
        case.next_visit_on = today + timedelta(days=AFTERCARE_EVERY)
    elif way.end in ENDED_STATES:
        case.closed_at, case.next_visit_on = case.closed_at or at, None
    elif way.start == State.REPORTED and case.next_visit_on is None:
        case.next_visit_on = today + timedelta(days=FIRST_VISIT_WITHIN[case.urgency])
    case.save_revised()
    CaseMove.objects.create(
        network_id=case.network_id, case=case, start=start, end=way.end, by=by, why=why, decision=decision, at=at
    )


def reopen(case, *, by, why: str) -> Case:
    """A new episode of an ended case, tied to the old one.

    Raises RefusedByRule while the old one is open, or open again already, and for one that was joined to another.
    """
    with recorded("cases.reopen", by=by):
        stored = Case.locked(case)
        case_secrecy.refuse_who_does_not_see(by, stored)
        if stored.is_open and stored.state != State.AFTERCARE:
            raise RefusedByRule(_("Kasus ini masih terbuka."))
        if stored.state == State.JOINED:
            raise RefusedByRule(_("Kasus ini sudah digabung ke kasus lain. Buka kasus itu."))
        if again := Case.objects.visible_to(by).filter(previous=stored).open().first():
            raise RefusedByRule(_("Kasus ini sudah dibuka lagi: %(number)s.") % {"number": again.number})
        if stored.state == State.AFTERCARE:
            _go(stored, move_between(State.AFTERCARE, State.DONE, secret=stored.is_secret), by=by, why=why)
        kept = {name: getattr(stored, name) for name in KEPT_BY_NEXT_EPISODE}
        again = Case(network=stored.network, opened_by=by, previous=stored, **kept)
        _save_with_number(again)
        for line in stored.exclusions.all():
            case_secrecy.shut_out(again, by=by, user=line.user, resident=line.resident, why=line.why)
        CaseMove.objects.create(network_id=again.network_id, case=again, end=State.REPORTED, by=by, why=why)
        if again.is_secret:
            case_secrecy.become_secret(again, by=by)
            for member in stored.team.filter(removed_at=None).select_related("user"):
                if case_secrecy.may_work_on_secret(member.user, again.network):  # who has left office stays behind
                    case_secrecy.let_into_team(again, member.user, by=by)
        if again.psm_id:
            _go(again, move_between(State.REPORTED, State.VERIFICATION, secret=again.is_secret), by=by)
        return again
