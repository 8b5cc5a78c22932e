"""A joint program for tests, at whatever point of its way a test needs it."""

import datetime as dt
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType

from members.models import Organization
from programs.actions import (
    attendances,
    decisions,
    meetings,
    program_activities,
    program_measures,
    program_resources,
    programs,
)
from programs.models import AgendaItem, Element, Program

PLAN = {
    "place": "RT 001",
    "target_kind": "orang",
    "target_groups": ["lansia"],
    "target_count": 12,
    "needs": ["pangan"],
    "help_kinds": ["barang"],
    "function": "perlindungan",
    "effort": "kuratif",
    "level": "individu",
    "work_model": "pelayanan",
    "benefit": "ya",
    "rights": "ya",
    "fairness": "ya",
    "upkeep": "ya",
}


def organization(network, name: str = "Karang Taruna", kind: str = "karang_taruna") -> Organization:
    return Organization.objects.get_or_create(network=network, kind=kind, name=name)[0]


def drafted(network, *, by, lead=None, **values) -> Program:
    """A draft of which only the name and the aim are written."""
    lead = lead or organization(network)
    return programs.draft(network, by=by, lead=lead, **{"title": "Makan sehat", "aim": "Makan cukup", **values})


def written(program, *, by, **values) -> Program:
    """Write columns of it."""
    programs.change(program, by=by, revision=program.revision, values=values)
    program.refresh_from_db()
    return program


def ready(network, *, by, lead=None, title: str = "Makan sehat", **values) -> Program:
    """A draft that lacks nothing: it begins today and ends in sixty days."""
    program = drafted(network, by=by, lead=lead, title=title)
    today = network.today()
    plan = PLAN | {"starts_on": today, "ends_on": today + dt.timedelta(days=60)} | values
    written(program, by=by, **plan)
    sign(program, by=by)
    program_activities.plan(
        program, by=by, title="Masak", held_on=program.starts_on, begins=dt.time(8), place="Balai", in_charge=by
    )
    row = rice(program, by=by)
    program_resources.pledge(row, by=by, organization=program.lead, amount=Decimal(60), due_on=None)
    return program


def sign(program, *, by, **values):
    """A sign that goes from 2 to 12."""
    asked = {"sign": "Makan tiga kali", "unit": "orang", "baseline": Decimal(2), "target": Decimal(12), "how": "Kader"}
    return program_measures.set_indicator(program, by=by, values=asked | values)


def rice(program, *, by, amount: int = 60):
    return program_resources.need(program, by=by, kind="barang", what="Beras", amount=Decimal(amount), unit="kg")


def proposed(network, *, by, **values) -> Program:
    program = ready(network, by=by, **values)
    return programs.propose(program, by=by)


def line_about(meeting, program) -> AgendaItem:
    """The line of a meeting that is about this program."""
    kind = ContentType.objects.get_for_model(Program)
    return AgendaItem.objects.get(meeting=meeting, about_type=kind, about_id=program.pk)


def held(network, *, chair, secretary):
    """A meeting that runs and is quorate."""
    meeting = meetings.plan(
        network,
        by=secretary,
        held_on=network.today(),
        begins=dt.time(19, 30),
        place="Balai RW",
        chair=chair,
        note_taker=secretary,
    )
    meeting = meetings.start(meeting, by=chair)
    for element in (Element.RW, Element.RT, Element.FAITH):
        one = attendances.invite(meeting, by=secretary, name=f"Utusan {element.label}", element=element, sex="P")
        attendances.mark(one, by=secretary, is_present=True)
    return meeting


def decided(program, outcome: str, *, chair, secretary, text: str = "Begitu", **more):
    """What a quorate meeting decides about it."""
    from programs.actions import agenda

    meeting = held(program.network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    made = decisions.decide(line_about(meeting, program), by=chair, text=text, outcome=outcome, **more)
    program.refresh_from_db()
    return made


def running(network, *, chair, secretary, **values) -> Program:
    program = proposed(network, by=secretary, **values)
    decided(program, "disetujui", chair=chair, secretary=secretary)
    return programs.begin(program, by=secretary)
