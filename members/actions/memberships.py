"""Offices: beginning, extending and ending them, and what the law of village organisations warns of."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.access import Role, may_appoint
from members.models import Invitation, Membership, Organization, User
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

OFFICE_FIELDS = (
    "network",
    "village",
    "role",
    "title",
    "organization",
    "rt",
    "dasawisma",
    "starts_on",
    "ends_on",
    "decree_number",
    "decree_on",
)
NEEDS = {
    Role.RT_HEAD: ("rt", gettext_lazy("Pilih RT-nya.")),
    Role.DASAWISMA_KADER: ("dasawisma", gettext_lazy("Pilih dasawismanya.")),
    Role.ORGANIZATION_OFFICER: ("organization", gettext_lazy("Pilih lembaganya.")),
    Role.SUPERVISOR: ("ends_on", gettext_lazy("Pembina memerlukan tanggal akhir.")),
}
"""What a role cannot be without. A supervisor's access ends on its date."""

LKD_TERM_YEARS = 5
LKD_TERMS = 2
"""Permendagri 18/2018: five years, two terms at most, no second post in another LKD."""


def check_office(office: Invitation | Membership) -> None:
    """Refuse an office that cannot be: without its place, with one of another network, or ending before it begins."""
    column, sentence = NEEDS.get(office.role, (None, None))
    if column and not getattr(office, column):
        raise RefusedByRule(str(sentence), field=column)
    for place in ("organization", "rt", "dasawisma"):
        value = getattr(office, place)
        if value is not None and value.network_id != office.network_id:
            raise RefusedByRule(_("Tidak ada di jejaring ini."), field=place)
    if office.ends_on and office.ends_on < office.starts_on:
        raise RefusedByRule(_("Tanggal akhir mendahului tanggal mulai."), field="ends_on")


def begin(invitation: Invitation, *, user: User) -> Membership:
    """Give the office of an accepted invitation. It begins at once, or on the day that the invitation says."""
    membership = Membership(user=user, **{field: getattr(invitation, field) for field in OFFICE_FIELDS})
    check_office(membership)
    membership.save()
    user.forget_offices()
    return membership


def end(membership: Membership, *, by: User, reason: str) -> None:
    """Remove somebody from an office, at once: nothing that hangs on it is open from the next page on."""
    _refuse_who_may_not_appoint(membership, by)
    if membership.user_id == by.pk:
        raise RefusedByRule(_("Jabatan sendiri diakhiri oleh orang lain, supaya tidak ada yang terkunci di luar."))
    with recorded("memberships.end", by=by, reason=reason):
        locked = Membership.objects.visible_to(by).select_for_update(of=("self",)).get(pk=membership.pk)
        if locked.removed_at is not None:
            raise RefusedByRule(_("Jabatan ini sudah diakhiri."))
        locked.removed_at = timezone.now()
        locked.removed_by = by
        locked.removal_reason = reason
        locked.save(update_fields=["removed_at", "removed_by", "removal_reason"])


def renew(
    membership: Membership,
    *,
    by: User,
    starts_on: date,
    ends_on: date | None,
    decree_number: str = "",
    decree_on: date | None = None,
) -> Membership:
    """The next term of the same person in the same office, as an office of its own: terms are counted."""
    _refuse_who_may_not_appoint(membership, by)
    with recorded("memberships.renew", by=by):
        before = Membership.objects.visible_to(by).select_for_update(of=("self",)).get(pk=membership.pk)
        if before.removed_at is not None:
            raise RefusedByRule(_("Jabatan ini sudah diakhiri. Undang lagi orangnya."))
        if starts_on <= before.starts_on:
            raise RefusedByRule(_("Masa jabatan baru dimulai setelah yang lama."), field="starts_on")
        later = Membership.objects.filter(user=before.user, role=before.role, removed_at=None)
        if later.filter(**before.seat(), starts_on__gt=before.starts_on).exists():
            raise RefusedByRule(_("Masa jabatan berikutnya sudah dicatat."))
        term = {"starts_on": starts_on, "ends_on": ends_on, "decree_number": decree_number, "decree_on": decree_on}
        same = {field: getattr(before, field) for field in OFFICE_FIELDS if field not in term}
        after = Membership(user=before.user, **same, **term)
        check_office(after)
        after.save()
    return after


def _refuse_who_may_not_appoint(membership: Membership, by: User) -> None:
    if not may_appoint(by.roles_in_place(membership.network, membership.village), membership.role):
        raise RefusedByRule(_("Jabatan ini diatur oleh operator desa."))


def lkd_warnings(
    *,
    by: User,
    network,
    role: str,
    phone: str = "",
    name: str = "",
    person: User | None = None,
    organization: Organization | None = None,
    rt=None,
    starts_on: date,
    ends_on: date | None,
) -> list[str]:
    """What Permendagri 18/2018 would say to this office of a village organisation, in sentences; empty for others.

    The person is known by account, by phone number, or by the same name in the same network. Only offices that `by` may
    see are looked at: nothing is told of networks that are not his.
    """
    if not (role == Role.RT_HEAD or (organization is not None and organization.is_lkd)):
        return []
    offices = Membership.objects.visible_to(by).select_related("organization", "rt", "user")
    if person is not None:
        offices = offices.filter(user=person)
    elif phone and offices.filter(user__phone=phone).exists():
        offices = offices.filter(user__phone=phone)
    else:
        offices = offices.filter(user__name__iexact=name.strip(), network=network)
    warnings = []
    now_held = {office.pk for office in offices.current()}
    terms = 0
    for office in offices:
        same_seat = (office.role, office.organization_id, office.rt_id) == (
            role,
            organization.pk if organization else None,
            rt.pk if rt else None,
        )
        if same_seat:
            terms += office.starts_on < starts_on
        elif office.is_lkd_post and office.pk in now_held:
            warnings.append(
                _("%(name)s sudah menjabat %(office)s. Pengurus LKD tidak boleh merangkap di LKD lain.")
                % {"name": office.user.name, "office": office.place_and_title}
            )
    if terms >= LKD_TERMS:
        warnings.append(
            _("Ini masa jabatan ke-%(number)d. Pengurus LKD paling lama dua kali masa jabatan.") % {"number": terms + 1}
        )
    if ends_on is None or ends_on > five_years_after(starts_on):
        warnings.append(_("Masa jabatan LKD paling lama 5 tahun."))
    return warnings


def five_years_after(day: date) -> date:
    """The same day five years on; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + LKD_TERM_YEARS)
    except ValueError:
        return day.replace(year=day.year + LKD_TERM_YEARS, day=28)
