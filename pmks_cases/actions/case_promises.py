"""Promises about a case: to who sees it, or to somebody outside, who is told field by field and no more."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from members.access import Role, roles_with
from members.actions import follow_ups
from members.lateness import NBSP
from members.models import FollowUp, Membership, Organization, User
from members.phones import normal_phone, spoken_phone
from pmks_cases.actions import case_secrecy
from pmks_cases.actions.consents import closed_doors
from pmks_cases.models import Case, CaseMember, Exclusion
from pmks_cases.models.case_knowledge import BOARD
from pmks_cases.names import name_key
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

NAME, HOUSE, CONTACT = "name", "house", "contact"
PERSONAL = (NAME, HOUSE, CONTACT)
"""What may be told beside what, until when, the number and the RT: each chosen by itself."""


@dataclass(frozen=True)
class Outsider:
    """Who does not see the case and is promised something: an organisation, the head of the case's RT, an officer.

    `closed` says of each field that may not be told why not.
    """

    doers: object
    closed: dict[str, str]
    organization: Organization | None = None


def insiders_of(case: Case):
    """Who may see this case today, as users: the board, its companion and who opened it; of a rahasia one the team.

    To these alone something is promised in plain words.
    """
    working = Membership.objects.current().filter(
        network_id=case.network_id, role__in=sorted(roles_with("pmks_cases.view_case"))
    )
    found = User.objects.filter(pk__in=working.values("user_id"))
    if case.is_secret:
        found = found.filter(pk__in=CaseMember.objects.current().filter(case=case).values("user_id"))
    else:
        board = working.filter(role__in=sorted(BOARD)).values("user_id")
        found = found.filter(pk__in=board) | found.filter(pk__in=[case.psm_id, case.opened_by_id])
    return found.exclude(pk__in=Exclusion.objects.filter(case=case, user__isnull=False).values("user_id"))


def insiders(case_id: int):
    """The same by the case's id, for promises that know no more of where they come from."""
    return insiders_of(Case.objects.get(pk=case_id))


def organizations_to_ask(case: Case):
    """Organisations of the network with an officer in office; none for a guarded case, which is told to nobody."""
    if case_secrecy.is_guarded(case):
        return Organization.objects.none()
    named = Membership.objects.current().filter(network_id=case.network_id, organization__isnull=False)
    named = named.filter(role__in=follow_ups.DOERS)
    return Organization.objects.filter(network_id=case.network_id, pk__in=named.values("organization_id"))


def outsider(case: Case, *, organization: Organization | None = None, rt_head: bool = False) -> Outsider:
    """Who of an organisation, of the case's RT or of the whole network may be promised something, and what is closed.

    Name, house and phone are told where the family has said yes to this organisation (of an RT head: to the RT).
    Nobody asks the family about other officers, so these read number and RT.
    """
    offices = Membership.objects.current().filter(network_id=case.network_id, role__in=follow_ups.DOERS)
    if organization is not None:
        told, where = organization, offices.filter(organization=organization)
    elif rt_head:
        told = Organization.objects.filter(network_id=case.network_id, kind=Organization.Kind.RT, rt=case.rt_id).first()
        where = offices.filter(role=Role.RT_HEAD, rt=case.rt_id)
    else:
        told, where = None, offices.exclude(user_id__in=insiders_of(case).values("pk"))
    doers = User.objects.filter(pk__in=where.values("user_id"))
    return Outsider(doers, _closed(case, told, asked=organization is not None or rt_head), organization)


def _closed(case: Case, told: Organization | None, *, asked: bool) -> dict[str, str]:
    doors = closed_doors(case)
    if told is not None and told.pk in doors.told_organizations:
        refused = _("Keluarga tidak ingin namanya disimpan, jadi namanya tidak diceritakan.")
        return {NAME: refused} if doors.data_refused else {}
    if told is not None and told.pk in doors.refused_organizations:
        why = _("Keluarga tidak ingin ini diceritakan kepada %(name)s.") % {"name": told.name}
    elif told is not None:
        why = _("Keluarga belum ditanya apakah %(name)s boleh diberi tahu.") % {"name": told.name}
    elif asked:
        why = _("Keluarga belum ditanya apakah RT boleh diberi tahu. Catat RT sebagai lembaga, lalu tanyakan.")
    else:
        why = _("Hanya yang mendampingi kasus ini yang membacanya.")
    return dict.fromkeys(PERSONAL, why)


def promise(case, *, by, what: str, doer, due_on: date) -> FollowUp:
    """Promise that somebody who sees the case does something by a day. Raises RefusedByRule for anybody else."""
    with recorded("case_promises.promise", by=by):
        _refuse_past(case, due_on)
        if not Case.objects.visible_to(doer).filter(pk=case.pk).exists():
            raise RefusedByRule(_("Orang ini tidak bisa dipilih."), field="doer")
        restricted = case_secrecy.is_guarded(case)
        return follow_ups.make(
            case.network, by=by, what=what, doer=doer, due_on=due_on, origin=case, restricted=restricted
        )


def promise_outside(
    case, *, by, what: str, doer, due_on: date, told: set[str], organization=None, rt_head: bool = False
) -> FollowUp:
    """Promise something to somebody who does not see the case. He reads what is composed here from `told`, at this
    moment, and nothing that becomes known later.

    Raises RefusedByRule for a guarded case, for a field that the family has not opened, for words that say a name
    which may not be told, and for a doer who is not one of those asked.
    """
    with recorded("case_promises.promise_outside", by=by):
        stored = Case.locked(case)
        _refuse_past(case, due_on)
        if case_secrecy.is_guarded(stored):
            raise RefusedByRule(_("Kasus ini tidak diceritakan kepada siapa pun di luar yang mendampingi."))
        asked = outsider(stored, organization=organization, rt_head=rt_head)
        for name in told:
            if name in asked.closed:
                raise RefusedByRule(asked.closed[name], field=f"tell_{name}")
        if not asked.doers.filter(pk=doer.pk).exists():
            raise RefusedByRule(_("Orang ini tidak bisa dipilih."), field="doer")
        if NAME not in told and _says_name(what, stored):
            raise RefusedByRule(
                _("Kalimat ini menyebut namanya, padahal nama tidak ikut diberitahukan. Tulis tanpa nama."),
                field="what",
            )
        return follow_ups.make(
            case.network,
            by=by,
            what=what,
            doer=doer,
            due_on=due_on,
            origin=stored,
            organization=organization,
            instruction=_instruction(stored, what, told),
        )


def _refuse_past(case, due_on: date) -> None:
    if due_on < case.network.today():
        raise RefusedByRule(_("Tanggal ini sudah lewat."), field="due_on")


def _instruction(case: Case, what: str, told: set[str]) -> str:
    """What the doer reads: what, what was chosen, number and RT. The day, which may be moved, stands beside it."""
    lines = [what]
    if NAME in told:
        lines.append(_("Untuk: %(name)s") % {"name": case.name})
    if HOUSE in told and (house := house_of(case)):
        lines.append(_("Rumah: %(house)s") % {"house": house})
    if CONTACT in told and (contact := contact_of(case)):
        lines.append(_("Hubungi: %(contact)s") % {"contact": contact})
    place = str(case.rt) if case.rt_id else ""
    number = _("Kasus %(number)s") % {"number": case.number}
    lines.append(f"{number}, {place}".rstrip(", ").replace(" ", NBSP, 1))
    return "\n".join(lines)


def house_of(case: Case) -> str:
    """Address and landmark, as far as they are known."""
    address = case.resident.present_address if case.resident_id else ""
    return ", ".join(part for part in (address, case.landmark) if part)


def contact_of(case: Case) -> str:
    """Who is reached how, as far as it is known."""
    phone = spoken_phone(normal_phone(case.contact_phone)) or case.contact_phone
    return ", ".join(part for part in (case.contact_name, phone) if part)


def _says_name(what: str, case: Case) -> bool:
    """Whether a sentence says a part of the person's name. Words like `bu` and `pak` are no names."""
    names = set(name_key(case.name).split()) | set(name_key(case.contact_name).split())
    names -= case_secrecy.HONORIFICS | {"mbah", "nenek", "kakek"}
    return not {name for name in names if len(name) > 2}.isdisjoint(name_key(what).split())
