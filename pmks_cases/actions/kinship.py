"""Keluarga saya: an officer says which resident he is and who is kin, so that nobody decides on his own family."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.actions import abandoned_cases, case_secrecy, telling
from pmks_cases.models import Case, CaseMember, EarlyReport, Exclusion, Kinship, Resident
from pmks_cases.models.case import Secrecy
from pmks_cases.models.exclusion import kin_of_somebody_in_it, named_as_not_to_know
from pmks_cases.names import name_key
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

MOST_OF_ONE_NAME = 10


def exactly_named(network, name: str, rt=None) -> list[Resident]:
    """Residents of exactly this name, with or without Pak or Bu, asked of the whole register.

    Whoever asks may have no right to search: show of them nothing but the name and the RT.
    """
    key = name_key(case_secrecy.without_honorific(" ".join(name.split())))
    if not key:
        return []
    found = Resident.objects.of(network).present().filter(name_key=key).select_related("rt").only("name", "rt__number")
    if rt is not None:
        found = found.filter(rt=rt)
    return list(found.order_by("rt__number", "pk")[:MOST_OF_ONE_NAME])


def state(network, *, by, resident: Resident, relation: str) -> Kinship:
    """`by` is this resident (`diri`), or close kin. A line about the same resident is replaced.

    Who stood in the team of a rahasia case about his own family leaves it, and somebody else takes his place. Raises
    RefusedByRule when he has said before that he is somebody else.
    """
    with recorded("kinship.state", by=by):
        lines = Kinship.objects.select_for_update().filter(network=network, user=by)
        himself = lines.filter(relation=Kinship.Relation.SELF).exclude(resident=resident).first()
        if relation == Kinship.Relation.SELF and himself is not None:
            raise RefusedByRule(
                _("Anda sudah memilih %(name)s sebagai diri sendiri. Hapus dahulu yang itu.")
                % {"name": himself.resident.name},
                field="relation",
            )
        if lines.filter(resident=resident, relation=Kinship.Relation.SELF).exclude(relation=relation).exists():
            _stay_shut_out(network, by)
        line, _new = Kinship.objects.update_or_create(
            network=network, user=by, resident=resident, defaults={"relation": relation}
        )
        _leave_own_familys_cases(network, by)
        telling.take_back_hidden_from(by)
        return line


def forget(line: Kinship, *, by) -> None:
    """Take back a line that was a mistake; its history stays.

    What it has shut him out of stays shut: nobody looks into the case of his own family by taking himself off a list.
    """
    with recorded("kinship.forget", by=by):
        _stay_shut_out(line.network, by)
        line.delete()


def _stay_shut_out(network, user) -> None:
    """What his kinship hides from him today stays hidden, whatever he says of his kin from now on."""
    for column, model in (("case", Case), ("report", EarlyReport)):
        shut = Q(named_as_not_to_know(user, column)) | (Q(secrecy=Secrecy.SECRET) & kin_of_somebody_in_it(user, column))
        rows = model.objects.of(network).filter(shut)
        if column == "report":
            rows = rows.exclude(writer=user)
        for row in rows:
            Exclusion.objects.get_or_create(
                network_id=network.pk,
                user=user,
                resident=None,
                **{column: row},
                defaults={"why": Exclusion.Why.SAME_CARD},
            )


def _leave_own_familys_cases(network, user) -> None:
    teams = CaseMember.objects.current().filter(user=user)
    found = Case.objects.of(network).open().filter(secrecy=Secrecy.SECRET, pk__in=teams.values("case"))
    for case in found.filter(kin_of_somebody_in_it(user, "case")):
        _leave_to_somebody_else(case, user)


def _leave_to_somebody_else(case: Case, user) -> None:
    """His part goes to the next one in office who is not kin, else to the village's PSM: the case is never without."""
    rest = CaseMember.objects.current().filter(case=case).exclude(user=user).select_related("user")
    if all(case_secrecy.is_shut_out(member.user, case) for member in rest):
        abandoned_cases.let_next_into_team(case, but={user.pk})
        return
    stored = Case.locked(case)
    CaseMember.objects.current().filter(case=stored, user=user).update(removed_at=timezone.now())
    if stored.psm_id == user.pk:
        stored.psm = None
    stored.save_revised()
