"""The verbs of a laporan dini: sent, and what becomes of it, to the day on which an unfounded one is destroyed."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions import follow_ups
from members.models import FollowUp, FollowUpEntry, Leave, Membership, User, Volunteer
from pmks_cases.actions import case_secrecy, emergency_alerts, photos
from pmks_cases.danger_words import speaks_of_danger
from pmks_cases.models import Case, EarlyReport, EmergencyAlert, Exclusion, Resident
from pmks_cases.models.case import Secrecy, Urgency
from pmks_cases.models.case_knowledge import BOARD
from pmks_cases.models.case_states import ENDED_STATES
from pmks_cases.models.early_report import CHECK_WITHIN_DAYS, PERSONAL_FIELDS
from pmks_cases.names import name_key
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

State = EarlyReport.State


# --- Sending -----------------------------------------------------------------------------------------------


def send(network, *, by, values: dict, photo=None, excluded: Iterable = (), suspects: Iterable = (), at=None):
    """Send a report. `values` holds columns of EarlyReport (saw, place, rt, urgency, about, resident, danger, not_for);
    `excluded` the officers and `suspects` the residents who, with their families, must not know.

    What is said of violence or danger, by the tap or in the words themselves, makes it rahasia; a photo that came along
    is then not kept. Everybody who is shut out is so before anybody could read it. Raises PhotoRefused for what is no
    photo. Returns the report.
    """
    with recorded("early_reports.send", by=by):
        report = EarlyReport(network=network, writer=by, sent_at=at or timezone.now(), **values)
        if report.danger or speaks_of_danger(report.saw, report.place, report.about):
            report.danger, report.secrecy = True, Secrecy.SECRET
        if report.resident_id and not report.rt_id:
            report.rt_id = report.resident.rt_id
        days = 0 if report.danger or report.urgency == Urgency.EMERGENCY else CHECK_WITHIN_DAYS
        report.check_by = network.today() + timedelta(days=days)
        report.save(force_insert=True)
        for officer in excluded:
            shut_out(report, by=by, user=officer)
        for suspect in suspects:
            shut_out(report, by=by, resident=suspect, why=Exclusion.Why.SUSPECT)
        if report.not_for:
            _shut_out_by_name(report, by=by)
        if report.is_secret:
            case_secrecy.shut_out_same_card(report, _whom_it_is_about(report), by=by)
        give_to_checker(report)
        if photo is not None and not report.is_secret:
            photos.keep(photo, by=by, network=network, report=report)
        if report.urgency == Urgency.EMERGENCY:
            emergency_alerts.raise_for(report=report, by=by)
        return report


def shut_out(report, *, by, user=None, resident=None, why: str = Exclusion.Why.NAMED) -> None:
    """From this second on, `user` (or `resident` and his family) knows nothing of the report. Nobody is told."""
    Exclusion.objects.get_or_create(
        network_id=report.network_id, report=report, user=user, resident=resident, defaults={"why": why, "added_by": by}
    )
    if resident is not None:
        case_secrecy.shut_out_same_card(report, [resident], by=by)


def _whom_it_is_about(report) -> list[Resident]:
    """The resident who was chosen; where a name was only written, each resident of exactly that name."""
    if report.resident_id:
        return [report.resident]
    named = name_key(case_secrecy.without_honorific(report.about))
    return list(Resident.objects.of(report.network).standing().filter(name_key=named)[:20]) if named else []


def _shut_out_by_name(report, *, by) -> None:
    """A name as its writer knows it: each officer who may be meant, and each resident of exactly that name."""
    named = set(name_key(case_secrecy.without_honorific(report.not_for)).split())
    if not named:
        return
    for officer in case_secrecy.officers_of(report.network):
        own = set(name_key(case_secrecy.without_honorific(officer.name)).split())
        # `Pak Slamet` is Slamet Riyadi, and `Slamet Riyadi, S.Pd.` is Slamet. One too many is the safer mistake.
        if own and (named <= own or own <= named) and officer != by:
            shut_out(report, by=by, user=officer)
    full = name_key(case_secrecy.without_honorific(report.not_for))
    for resident in Resident.objects.of(report.network).standing().filter(name_key=full)[:20]:
        shut_out(report, by=by, resident=resident, why=Exclusion.Why.SUSPECT)


# --- Who checks --------------------------------------------------------------------------------------------


def board_of(network):
    """Chair and secretary of today, with their offices, as memberships; one line a person."""
    offices = Membership.objects.current().filter(network=network, role__in=sorted(BOARD)).select_related("user")
    return list({office.user_id: office for office in offices.order_by("-role", "pk")}.values())


def who_may_check(report) -> list[User]:
    """Those on the board who may know of it, and the PSM to whom it was given because there was none, or none here."""
    found = [office.user for office in board_of(report.network) if _may_check(report, office.user)]
    if report.checker_id and _may_check(report, report.checker) and report.checker not in found:
        found.append(report.checker)
    return found


def _may_check(report, user) -> bool:
    return EarlyReport.objects.filter(pk=report.pk).checkable_by(user).exists()


def give_to_checker(report) -> None:
    """Where nobody on the board may know, or only somebody on leave, a PSM trained to level lanjutan who is not shut
    out checks it.

    Whoever wrote it comes last, after him who is on leave himself: he gets it only where there is nobody else at all.
    Where there is none it waits: `give_waiting_to_checkers` asks again.
    """
    away = _away_from(report.network)
    board = [office.user for office in board_of(report.network) if _may_check(report, office.user)]
    checker = None
    if not any(user.pk not in away for user in board):
        trained = Volunteer.objects.active_in(report.network).advanced().select_related("user").order_by("pk")
        if board:
            trained = trained.exclude(user__in=away)
        candidates = sorted(
            (volunteer.user for volunteer in trained), key=lambda user: (user.pk in away, user.pk == report.writer_id)
        )
        checker = next((user for user in candidates if _could_check(report, user)), None)
    if report.checker_id != (checker.pk if checker else None):
        report.checker = checker
        report.save(update_fields=["checker"])


def _could_check(report, user) -> bool:
    """Whether this PSM would see it, were it given to him."""
    return EarlyReport.objects.filter(pk=report.pk).checkable_by(user, as_given=True).exists()


def _away_from(network) -> set[int]:
    """The users who are on leave there today."""
    return set(Leave.objects.of(network).on(network.today()).values_list("user_id", flat=True))


def give_on_from(user, *, network) -> None:
    """Who goes on leave checks nothing alone: somebody else gets it, and is told of an emergency at once."""
    waiting = EarlyReport.objects.unsettled().filter(network=network).select_related("checker")
    for report in waiting:
        report.network = network
        checking = {person.pk for person in who_may_check(report)}
        if user.pk in checking and checking <= _away_from(network):
            give_to_checker(report)
            unanswered = not EmergencyAlert.objects.filter(report=report).exclude(seen_at=None).exists()
            if report.urgency == Urgency.EMERGENCY and report.checker_id != user.pk and unanswered:
                emergency_alerts.raise_for(report=report, by=None)


def give_waiting_to_checkers() -> None:
    """Reports that nobody may check, or only somebody on leave, look again for somebody who may: a new officer, a PSM
    trained since."""
    for report in EarlyReport.objects.unsettled().select_related("network", "checker"):
        if {user.pk for user in who_may_check(report)} <= _away_from(report.network):
            with recorded("early_reports.give_to_checker", by=None):
                give_to_checker(report)


# --- What becomes of it ------------------------------------------------------------------------------------


def became_case(report, case, *, by) -> EarlyReport:
    """A case was opened because of it. From a rahasia report a rahasia case comes, with the same people shut out.

    Raises RefusedByRule, as each of these verbs does, when somebody else has settled it before, and for who does not
    check it.
    """
    with recorded("early_reports.became_case", by=by):
        stored = _unsettled(report, by=by)
        if stored.is_secret and not case.is_secret:
            case_secrecy.set_secrecy(case, by=by, secrecy=Secrecy.SECRET, why=_("Laporan dini tentang kekerasan."))
        return _settle(stored, State.BECAME_CASE, by=by, case=case)


def join(report, *, by, case) -> EarlyReport:
    """It is about a case that is open already: it joins that one, and who is shut out of it is shut out there too.

    Raises RefusedByRule for an ended case, for an ordinary case when the report is rahasia, and when somebody else has
    settled it before.
    """
    with recorded("early_reports.join", by=by):
        stored = _unsettled(report, by=by)
        if case.network_id != stored.network_id or case.state in ENDED_STATES:
            raise RefusedByRule(_("Pilih kasus yang masih terbuka."), field="case")
        if stored.is_secret and not case.is_secret:
            raise RefusedByRule(
                _("Laporan ini rahasia, jadi hanya bisa digabung ke kasus rahasia. Buka kasus baru saja."), field="case"
            )
        for line in stored.exclusions.select_related("user", "resident"):
            case_secrecy.shut_out(case, by=by, user=line.user, resident=line.resident, why=line.why)
        return _settle(stored, State.JOINED, by=by, case=case)


def watch(report, *, by, look_again_on: date, note: str = "") -> EarlyReport:
    """Nothing to do yet, but somebody looks again on a day: a promise of who decides so.

    Raises RefusedByRule for a day that is over and when somebody else has settled it before.
    """
    with recorded("early_reports.watch", by=by):
        stored = _unsettled(report, by=by)
        if look_again_on < stored.network.today():
            raise RefusedByRule(_("Tanggal ini sudah lewat."), field="look_again_on")
        _settle(stored, State.WATCHED, by=by, note=note)
        follow_ups.make(
            stored.network,
            by=by,
            what=_("Lihat lagi keadaan di laporan dini"),
            doer=by,
            due_on=look_again_on,
            origin=stored,
            restricted=True,
        )
        return stored


def close_as_unfounded(report, *, by, note: str) -> EarlyReport:
    """What was seen was not borne out. It leaves nothing on the resident and is destroyed after six months.

    Raises RefusedByRule when somebody else has settled it before.
    """
    with recorded("early_reports.close_as_unfounded", by=by):
        stored = _unsettled(report, by=by)
        return _settle(stored, State.UNFOUNDED, by=by, note=note)


def _unsettled(report, *, by) -> EarlyReport:
    stored = EarlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    stored.network = report.network
    if stored.is_settled:
        raise RefusedByRule(_("Laporan ini sudah diselesaikan orang lain. Muat ulang halamannya."))
    if not _may_check(stored, by):
        raise RefusedByRule(_("Laporan ini diperiksa oleh orang lain."))
    return stored


def _settle(stored, state: str, *, by, case: Case | None = None, note: str = "") -> EarlyReport:
    for promise in FollowUp.objects.of_origin(stored).open():
        follow_ups.withdraw(promise, by=by, reason=_("Laporan sudah diperiksa lagi."))
    stored.state, stored.case, stored.answer = state, case, note
    stored.settled_by, stored.settled_at = by, timezone.now()
    stored.save()
    if case is not None and case_secrecy.is_guarded(case):
        case_secrecy.hide_reads_of(stored)
    return stored


# --- Destroying --------------------------------------------------------------------------------------------


def destroy_unfounded() -> int:
    """Destroy what was not borne out six months ago. Returns how many were."""
    found = list(EarlyReport.objects.to_destroy().values_list("pk", flat=True))
    for pk in found:
        destroy(pk)
    return len(found)


def destroy(pk: int) -> None:
    """Overwrite everything personal of an unfounded report: in its row, its history, its photos, its promises.

    What stays is that there was one, when it was sent, settled and destroyed (UU 27/2022 art. 44). It can be run again.
    """
    with recorded("early_reports.destroy", by=None):
        report = EarlyReport.objects.select_for_update(of=("self",)).filter(pk=pk, state=State.UNFOUNDED).first()
        if report is None:
            return
        nothing = dict.fromkeys(PERSONAL_FIELDS, "") | dict.fromkeys(_PEOPLE_AND_PLACES)
        # Who was shut out is forgotten below; that it was guarded is not, or it would enter the numbers now.
        secrecy = Secrecy.SECRET if report.exclusions.exists() else report.secrecy
        EarlyReport.objects.filter(pk=pk).update(state=State.DESTROYED, secrecy=secrecy, **nothing)
        EarlyReport.pgh_event_model.objects.filter(id=pk).update(**nothing)
        for photo in report.photos.all():
            photos.remove(photo, by=None, reason="destroyed with its report")
        lines = list(report.exclusions.values_list("pk", flat=True))
        report.exclusions.all().delete()
        Exclusion.pgh_event_model.objects.filter(id__in=lines).delete()
        _destroy_promises(report)


_PEOPLE_AND_PLACES = ("resident", "family", "rt", "writer", "checker", "settled_by")


def _destroy_promises(report) -> None:
    kind = ContentType.objects.get_for_model(EarlyReport)
    promises = FollowUp.objects.filter(origin_type=kind, origin_id=report.pk)
    ids = list(promises.values_list("pk", flat=True))
    emptied = {"what": "", "instruction": "", "outcome": ""}
    promises.update(**emptied)
    FollowUp.pgh_event_model.objects.filter(id__in=ids).update(**emptied)
    FollowUpEntry.objects.filter(follow_up__in=ids).update(note="")
    FollowUpEntry.pgh_event_model.objects.filter(follow_up__in=ids).update(note="")
