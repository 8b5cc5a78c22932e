"""What a program needs, who pledges how much of it, and what comes."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from programs.actions.programs import locked, refuse_decided, refuse_ended, refuse_others
from programs.models import Pledge, PledgeArrival, Program, ProgramPartner, Resource
from programs.models.program import is_board, led_by
from programs.models.program_words import UNITS_OF, ResourceKind
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

MOST_RESOURCES = 20


def need(program, *, by, kind: str, what: str, amount: Decimal, unit: str) -> Resource:
    """The program needs so much of something. Money is whole rupiah, goods have their unit, labour and skills are
    hours or days of a person; anything else is refused."""
    with recorded("resources.need", by=by):
        stored = _open_to_writing(program, by)
        _refuse_units(kind, unit, amount)
        if Resource.objects.filter(program=stored).count() >= MOST_RESOURCES:
            raise RefusedByRule(_("Sudah dua puluh kebutuhan. Gabungkan yang sejenis."))
        return Resource.objects.create(
            network_id=stored.network_id, program=stored, kind=kind, what=what, amount=amount, unit=unit
        )


def change(resource, *, by, kind: str, what: str, amount: Decimal, unit: str) -> Resource:
    """Another amount, or other words. The unit stays once somebody has pledged in it."""
    with recorded("resources.change", by=by):
        stored = _open_to_writing(resource.program, by)
        _refuse_units(kind, unit, amount)
        row = Resource.objects.select_for_update().get(pk=resource.pk)
        if (row.kind, row.unit) != (kind, unit) and Pledge.objects.filter(resource=row).exists():
            raise RefusedByRule(_("Sudah ada yang menjanjikan, jadi satuannya tetap."), field="unit")
        row.kind, row.what, row.amount, row.unit = kind, what, amount, unit
        row.save()
        row.program = stored
        return row


def drop(resource, *, by) -> None:
    """It is not needed after all. Raises RefusedByRule where somebody has pledged it."""
    with recorded("resources.drop", by=by):
        _open_to_writing(resource.program, by)
        if Pledge.objects.filter(resource=resource).exists():
            raise RefusedByRule(_("Sudah ada yang menjanjikan. Batalkan janjinya dahulu."))
        Resource.objects.filter(pk=resource.pk).delete()


def may_pledge_for(user, program: Program) -> list[int] | None:
    """The organisations in whose name this person may pledge here; None for all of them (the board).

    Who writes the program does it for those that take part, on their word; an officer of a partner for his own.
    """
    if not user.has_perm("programs.write_program", program):
        return []
    if is_board(user, program.network_id):
        return None
    own = led_by(user, program.network_id)
    if program.lead_id in own:
        return None
    rows = ProgramPartner.objects.filter(program=program, organization_id__in=own)
    return list(rows.values_list("organization_id", flat=True))


def pledge(resource, *, by, organization, amount: Decimal, due_on: date | None) -> Pledge:
    """An organisation promises so much of it; what it promised of the same before is replaced.

    Raises RefusedByRule for an organisation that does not take part, or in whose name this person does not speak.
    """
    with recorded("pledges.pledge", by=by):
        stored = locked(resource.program)
        refuse_ended(stored)
        _refuse_strangers(stored, by, organization.pk)
        partners = ProgramPartner.objects.filter(program=stored, organization=organization)
        if organization.pk != stored.lead_id and not partners.exists():
            raise RefusedByRule(_("Lembaga ini belum ikut program. Ajak dahulu sebagai rekan."), field="organization")
        _refuse_units(resource.kind, resource.unit, amount)
        row = Pledge.objects.select_for_update().filter(resource=resource, organization=organization).first()
        if row is None:
            row = Pledge(network_id=stored.network_id, program=stored, resource=resource, organization=organization)
        elif amount < row.arrived:
            raise RefusedByRule(_("Yang sudah datang lebih banyak dari itu."), field="amount")
        row.amount, row.due_on, row.by = amount, due_on, by
        row.save()
        return row


def withdraw(pledge, *, by) -> None:
    """It is not kept. Raises RefusedByRule where something of it has come: that stays counted."""
    with recorded("pledges.withdraw", by=by):
        stored = locked(pledge.program)
        refuse_ended(stored)
        _refuse_strangers(stored, by, pledge.organization_id)
        if PledgeArrival.objects.filter(pledge=pledge).exists():
            raise RefusedByRule(_("Sebagian sudah datang. Ubah saja banyaknya."))
        Pledge.objects.filter(pk=pledge.pk).delete()


def arrive(pledge, *, by, amount: Decimal, on: date, note: str = "") -> PledgeArrival:
    """So much of it has come. A slip is put right by a row with less than nothing; never below nothing in all."""
    with recorded("pledges.arrive", by=by):
        stored = locked(pledge.program)
        _refuse_strangers(stored, by, pledge.organization_id)
        if not stored.is_under_way:
            raise RefusedByRule(_("Yang datang dicatat sesudah program disetujui, sampai dievaluasi."))
        if on > stored.network.today():
            raise RefusedByRule(_("Tanggal ini belum tiba."), field="on")
        row = Pledge.objects.select_for_update().get(pk=pledge.pk)
        if not amount or row.arrived + amount < 0:
            raise RefusedByRule(_("Periksa lagi banyaknya."), field="amount")
        if row.resource.kind == ResourceKind.MONEY and amount != amount.to_integral_value():
            raise RefusedByRule(_("Tulis rupiah penuh, tanpa sen."), field="amount")
        row.arrived += amount
        row.save(update_fields=["arrived"])
        return PledgeArrival.objects.create(
            network_id=stored.network_id, program=stored, pledge=row, amount=amount, on=on, note=note, by=by
        )


def _open_to_writing(program, user) -> Program:
    stored = locked(program)
    refuse_others(stored, user)
    refuse_decided(stored)
    return stored


def _refuse_strangers(program: Program, user, organization_id: int) -> None:
    own = may_pledge_for(user, program)
    if own is not None and organization_id not in own:
        raise RefusedByRule(_("Anda tidak mewakili lembaga ini."), field="organization")


def _refuse_units(kind: str, unit: str, amount: Decimal) -> None:
    if unit not in UNITS_OF[kind]:
        raise RefusedByRule(_("Satuan ini tidak cocok dengan jenisnya."), field="unit")
    if amount <= 0:
        raise RefusedByRule(_("Tulis berapa banyaknya."), field="amount")
    if kind == ResourceKind.MONEY and amount != amount.to_integral_value():
        raise RefusedByRule(_("Tulis rupiah penuh, tanpa sen."), field="amount")
