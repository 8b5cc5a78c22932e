"""Who is invited, what they answer, who is there."""

from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import Role
from members.models import Membership, Organization
from programs.actions.meetings import refuse_begun, refuse_closed
from programs.models import Attendance, Element
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

ELEMENT_OF_ROLE = {
    Role.CHAIR: Element.RW,
    Role.SECRETARY: Element.RW,
    Role.TREASURER: Element.RW,
    Role.RT_HEAD: Element.RT,
    Role.DASAWISMA_KADER: Element.PKK,
}
ELEMENT_OF_ORGANIZATION = {
    Organization.Kind.RT: Element.RT,
    Organization.Kind.RW: Element.RW,
    Organization.Kind.PKK: Element.PKK,
    Organization.Kind.DASAWISMA: Element.PKK,
    Organization.Kind.POSYANDU: Element.PKK,
    Organization.Kind.KARANG_TARUNA: Element.YOUTH,
    Organization.Kind.REMAJA_MASJID: Element.YOUTH,
    Organization.Kind.TAKMIR: Element.FAITH,
    Organization.Kind.MAJELIS_TAKLIM: Element.FAITH,
    Organization.Kind.TPA: Element.FAITH,
    Organization.Kind.MAJELIS_GEREJA: Element.FAITH,
    Organization.Kind.OTHER_FAITH: Element.FAITH,
}
"""Which element an office stands for; the secretary may say otherwise, e.g. an elder of the community."""

ANSWERS = frozenset(Attendance.Answer) - {Attendance.Answer.NONE}


def invite_officers(meeting, *, by) -> int:
    """Put everybody on the list who holds an office of the network today and takes part in meetings, with the L/P that
    an earlier list of this network says."""
    with recorded("attendances.invite_officers", by=by):
        stored = refuse_closed(meeting)
        offices = Membership.objects.current().filter(network=stored.network, user__is_active=True)
        offices = offices.exclude(role__in=(Role.AUDITOR, Role.SUPERVISOR)).select_related("user", "organization")
        have = set(Attendance.objects.filter(meeting=stored, user__isnull=False).values_list("user_id", flat=True))
        noted = Attendance.objects.of(stored.network).filter(user__isnull=False).exclude(sex="")
        sexes = dict(noted.order_by("pk").values_list("user_id", "sex"))
        made = 0
        for office in offices.order_by("starts_on", "pk"):
            if office.user_id in have:
                continue
            have.add(office.user_id)
            Attendance.objects.create(
                network_id=stored.network_id,
                meeting=stored,
                user=office.user,
                organization=office.organization,
                name=office.user.name,
                office=office.place_and_title,
                phone=office.user.phone or "",
                element=element_of(office),
                sex=sexes.get(office.user_id, ""),
            )
            made += 1
        return made


def element_of(office: Membership) -> str:
    """RW, RT, PKK …: what this office stands for in a meeting, or "" where nothing says so."""
    if office.organization_id:
        return ELEMENT_OF_ORGANIZATION.get(office.organization.kind, "")
    return ELEMENT_OF_ROLE.get(office.role, "")


def invite(meeting, *, by, **values) -> Attendance:
    """Put a person on the list, with or without an account. Raises RefusedByRule for who is on it already."""
    with recorded("attendances.invite", by=by):
        stored = refuse_closed(meeting)
        user = values.get("user")
        if user is not None and Attendance.objects.filter(meeting=stored, user=user).exists():
            raise RefusedByRule(_("Orang ini sudah di daftar."), field="user")
        return Attendance.objects.create(network_id=stored.network_id, meeting=stored, **values)


def correct(attendance, *, by, **values) -> Attendance:
    """Another element, L/P, name, office or phone of an invited person."""
    with recorded("attendances.correct", by=by):
        refuse_closed(attendance.meeting)
        stored = Attendance.objects.select_for_update().get(pk=attendance.pk)
        for name, value in values.items():
            setattr(stored, name, value)
        stored.save(update_fields=list(values))
    attendance.refresh_from_db()
    return attendance


def remove(attendance, *, by) -> None:
    """Take somebody off the list again. Raises RefusedByRule for who was sent an invitation, or is there."""
    with recorded("attendances.remove", by=by):
        refuse_closed(attendance.meeting)
        stored = Attendance.objects.select_for_update().get(pk=attendance.pk)
        if not stored.may_be_removed:
            raise RefusedByRule(_("Orang ini sudah diundang atau sudah hadir, jadi tetap di daftar."))
        stored.delete()


def mark(attendance, *, by, is_present: bool) -> Attendance:
    """One tap at the door: is there, or is not after all."""
    with recorded("attendances.mark", by=by):
        refuse_closed(attendance.meeting)
        Attendance.objects.filter(pk=attendance.pk).update(
            is_present=is_present, arrived_at=timezone.now() if is_present else None
        )
    attendance.refresh_from_db()
    return attendance


def answer(attendance, *, by, answer: str, represented_by: str = "") -> Attendance:
    """Hadir, tidak, or diwakili by somebody with a name. `by` is None for who answers from a link without account.

    The same answer a second time changes nothing, unless the meeting was moved to another day meanwhile. Raises
    RefusedByRule once the meeting has begun or was called off.
    """
    with recorded("attendances.answer", by=by):
        meeting = refuse_begun(attendance.meeting)
        if answer not in ANSWERS:
            raise RefusedByRule(_("Pilih salah satu jawaban."))
        represented_by = represented_by.strip() if answer == Attendance.Answer.REPRESENTED else ""
        if answer == Attendance.Answer.REPRESENTED and not represented_by:
            raise RefusedByRule(_("Tulis nama yang mewakili."), field="represented_by")
        row = Attendance.objects.select_for_update().get(pk=attendance.pk)
        # The page on which somebody answers says how the meeting stands now.
        said = (answer, represented_by, meeting.held_on)
        is_new = (row.answer, row.represented_by, row.answered_for) != said
        if is_new or row.told_sequence != meeting.moved_sequence:
            if is_new:
                row.answered_at = timezone.now()
            (row.answer, row.represented_by, row.answered_for), row.told_sequence = said, meeting.moved_sequence
            row.save(update_fields=["answer", "represented_by", "answered_for", "answered_at", "told_sequence"])
    attendance.refresh_from_db()
    return attendance
