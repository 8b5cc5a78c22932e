"""Who may know of a case: its level, its team, who is shut out."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import Role
from members.actions import follow_ups
from members.models import FollowUp, Membership, User, Volunteer
from pmks_cases.actions import telling
from pmks_cases.models import Case, CaseMember, Exclusion, Kinship, LevelChange, Referral, Resident
from pmks_cases.models.case import TEAM_SIZE, NeedKind, Secrecy
from pmks_cases.models.case_knowledge import BOARD
from pmks_cases.models.exclusion import kin_of_somebody_in_it, named_as_not_to_know
from pmks_cases.models.plan import ReferralTarget
from pmks_cases.names import name_key
from wksbm.core.audit import recorded
from wksbm.core.models import ReadEntry
from wksbm.core.refusals import RefusedByRule

HONORIFICS = frozenset({"bu", "ibu", "pak", "bapak", "mas", "mbak", "h", "hj"})


def officers_of(network):
    """Who holds an office in the network today, as users."""
    offices = Membership.objects.current().in_place_of(network)
    return User.objects.filter(pk__in=offices.values("user_id"))


def shut_out(case, *, by, user=None, resident=None, why: str = Exclusion.Why.NAMED) -> None:
    """From this second on, `user` (or the family of `resident`) knows nothing of the case. Nobody is told."""
    with recorded("cases.shut_out", by=by):
        Exclusion.objects.get_or_create(
            network_id=case.network_id, case=case, user=user, resident=resident, defaults={"why": why, "added_by": by}
        )
        if resident is not None:
            shut_out_same_card(case, [resident], by=by)
        if user is not None:
            CaseMember.objects.current().filter(case=case, user=user).update(removed_at=timezone.now())
        hide_what_was_noted(case)


def shut_out_same_card(case, residents: Iterable[Resident], *, by) -> None:
    """Officers who stand on these people's cards, or have said that they are close kin: each gets a line.

    `visible_to` looks at kinship and cards of the moment as well; the line stays when somebody takes himself, or the
    child, off the card, or calls himself something else. Who has not said which resident he is is found by his name.
    Too many shut out is the safer mistake.
    """
    people = [resident for resident in residents if resident is not None]
    cards = {resident.family_id for resident in people if resident.family_id}
    near = Resident.objects.of(case.network).filter(Q(family_id__in=cards) | Q(pk__in=[person.pk for person in people]))
    names = set(near.values_list("name_key", flat=True))
    lines = Kinship.objects.of(case.network)
    himself = Q(relation=Kinship.Relation.SELF)
    known = set(lines.filter(himself).values_list("user_id", flat=True))
    said = lines.filter(Q(resident__in=[person.pk for person in people]) | (himself & Q(resident__family_id__in=cards)))
    kin = set(said.values_list("user_id", flat=True))
    column = "case" if isinstance(case, Case) else "report"
    for officer in officers_of(case.network):
        if officer.pk in kin or (officer.pk not in known and name_key(without_honorific(officer.name)) in names):
            Exclusion.objects.get_or_create(
                network_id=case.network_id,
                user=officer,
                resident=None,
                **{column: case},
                defaults={"why": Exclusion.Why.SAME_CARD, "added_by": by},
            )


def without_honorific(name: str) -> str:
    """`Bu Endang` is Endang: officers are often written with the word by which they are called."""
    first, _space, rest = name.partition(" ")
    return (
        rest
        if rest and first.casefold().rstrip(".") in {"bu", "ibu", "pak", "bapak", "mas", "mbak", "h", "hj"}
        else name
    )


def hide_what_was_noted(case: Case) -> None:
    """Promises and read entries of the case and of its reports show themselves only to who sees them."""
    for row in (case, *case.reports.all()):
        follow_ups.restrict(row)
        hide_reads_of(row)
    telling.take_back_hidden(case)


def hide_reads_of(row) -> None:
    """The log tells of who read this only to who sees it."""
    kind = ContentType.objects.get_for_model(row)
    ReadEntry.objects.filter(content_type=kind, object_id=row.pk, restricted=False).update(restricted=True)


def is_guarded(case: Case) -> bool:
    """Whether anything noted about this case must be restricted: rahasia, or somebody is shut out."""
    return case.is_secret or case.exclusions.exists()


def may_work_on_secret(user, network) -> bool:
    """The board, and a PSM trained to level lanjutan."""
    roles = user.roles_in(network.pk)
    if BOARD & roles:
        return True
    return Role.PSM in roles and Volunteer.objects.advanced().filter(user=user).exists()


def is_shut_out(user, case: Case) -> bool:
    """Whether this person is named as not to know, or is kin of the subject or of a suspect."""
    row = Case.objects.filter(pk=case.pk)
    return row.filter(Q(named_as_not_to_know(user, "case")) | kin_of_somebody_in_it(user, "case")).exists()


def refuse_who_does_not_see(user, case: Case) -> None:
    """Who does not know of a case changes nothing of it. Raises RefusedByRule."""
    if not Case.objects.visible_to(user).filter(pk=case.pk).exists():
        raise RefusedByRule(_("Langkah ini bukan untuk jabatan Anda."))


def set_secrecy(case, *, by, secrecy: str, why: str) -> Case:
    """Raise or lower the level. Raising to rahasia names the team; lowering is said with a reason.

    Raises RefusedByRule when who asks may not work on a rahasia case.
    """
    with recorded("cases.set_secrecy", by=by, secrecy=secrecy):
        stored = Case.locked(case)
        refuse_who_does_not_see(by, stored)
        if stored.secrecy == secrecy:
            raise RefusedByRule(_("Tingkatnya memang sudah itu."), field="secrecy")
        before, stored.secrecy = stored.secrecy, secrecy
        stored.save_revised()
        LevelChange.objects.create(
            network_id=stored.network_id, case=stored, before=before, after=secrecy, why=why, by=by
        )
        if stored.is_secret:
            become_secret(stored, by=by)
        elif before == Secrecy.SECRET:
            CaseMember.objects.current().filter(case=stored).update(removed_at=timezone.now())
        return stored


def forbid(case, *, by, user=None, resident=None) -> None:
    """Shut somebody out of a case that is open already: an officer, or a resident who is suspected, with his family.

    What he had to do for it goes to who says so, until it is given to somebody else. Raises RefusedByRule where `by`
    himself would not see the case any more: somebody must go on with it.
    """
    with recorded("cases.forbid", by=by):
        stored = Case.locked(case)
        refuse_who_does_not_see(by, stored)
        if user is not None and user.pk == by.pk:
            raise RefusedByRule(_("Anda sendiri sedang memegang kasus ini. Serahkan dahulu."), field="officer")
        shut_out(
            stored,
            by=by,
            user=user,
            resident=resident,
            why=Exclusion.Why.NAMED if resident is None else Exclusion.Why.SUSPECT,
        )
        if not Case.objects.visible_to(by).filter(pk=stored.pk).exists():
            raise RefusedByRule(
                _("Ia keluarga dekat Anda, jadi Anda sendiri tidak akan melihat kasus ini. Serahkan dahulu kasusnya."),
                field="resident",
            )
        if stored.psm and is_shut_out(stored.psm, stored):
            before, stored.psm = stored.psm, None
            stored.save_revised()
            for promise in FollowUp.objects.of_origin(stored).open().filter(doer=before):
                follow_ups.hand_over(promise, by=by, doer=by, note="")


def allow_again(case, *, by, exclusion) -> None:
    """Somebody was shut out by mistake: a name that two people bear. He may know again, if his office lets him."""
    with recorded("cases.allow_again", by=by):
        stored = Case.locked(case)
        refuse_who_does_not_see(by, stored)
        stored.exclusions.filter(pk=exclusion.pk).delete()


def become_secret(case: Case, *, by) -> None:
    if not may_work_on_secret(by, case.network):
        raise RefusedByRule(
            _("Kasus rahasia dibuka oleh sekretaris, ketua, atau PSM berpelatihan lanjutan. Tulis laporan dini saja.")
        )
    shut_out_same_card(case, [case.resident] if case.resident_id else [], by=by)
    if case.family_id:
        shut_out_same_card(case, Resident.objects.filter(family_id=case.family_id), by=by)
    if is_shut_out(by, case):
        raise RefusedByRule(_("Kasus ini tidak bisa Anda buka. Serahkan kepada pengurus lain."))
    let_into_team(case, by, by=by)
    if case.psm and case.psm_id != by.pk:
        if may_work_on_secret(case.psm, case.network) and not is_shut_out(case.psm, case):
            let_into_team(case, case.psm, by=by)
        else:
            case.psm = None
            case.save_revised()
    if case.need_kind == NeedKind.PROTECTION:
        require_first_step(case)
    hide_what_was_noted(case)


def join_team(case, *, by, user) -> CaseMember:
    """Let one more person know of a rahasia case. Raises RefusedByRule for a fourth, an untrained or a shut-out one."""
    with recorded("cases.join_team", by=by):
        stored = Case.locked(case)
        refuse_who_does_not_see(by, stored)
        return let_into_team(stored, user, by=by)


def let_into_team(case: Case, user, *, by) -> CaseMember:
    found = CaseMember.objects.current().filter(case=case)
    if already := found.filter(user=user).first():
        return already
    if not may_work_on_secret(user, case.network):
        raise RefusedByRule(
            _("%(name)s belum berpelatihan lanjutan, jadi belum boleh mendampingi kasus rahasia.")
            % {"name": user.name},
            field="user",
        )
    if is_shut_out(user, case):
        raise RefusedByRule(_("Orang ini tidak bisa dipilih."), field="user")
    if found.count() >= TEAM_SIZE:
        raise RefusedByRule(_("Sudah tiga orang yang tahu. Keluarkan dahulu satu."), field="user")
    return CaseMember.objects.create(network_id=case.network_id, case=case, user=user, added_by=by)


def leave_team(case, *, by, user) -> None:
    """From now on this person does not see the case any more. Raises RefusedByRule for the last one."""
    with recorded("cases.leave_team", by=by):
        stored = Case.locked(case)
        refuse_who_does_not_see(by, stored)
        found = CaseMember.objects.current().filter(case=stored)
        if found.exclude(user=user).count() == 0:
            raise RefusedByRule(_("Paling sedikit satu orang harus tahu. Tambahkan orang lain dahulu."), field="user")
        found.filter(user=user).update(removed_at=timezone.now())
        if stored.psm_id == user.pk:
            stored.psm = None
            stored.save_revised()
        telling.take_back_hidden(stored)


def require_first_step(case: Case) -> Referral:
    """The fixed first step of violence: UPTD PPA or SAPA 129. It stands on a case once."""
    found, _new = Referral.objects.get_or_create(
        network_id=case.network_id,
        case=case,
        is_first_step=True,
        defaults={"target": ReferralTarget.PROTECTION_UNIT},
    )
    return found
