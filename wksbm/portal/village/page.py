"""What stands on the village page: asked once for all networks, so that 200 cost as many statements as one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import Role
from members.geojson import Drawing, draw
from members.models import MapArea, Membership, Network, Question, Region
from wksbm.core.templatetags.portal_tags import rw
from wksbm.portal.actions import numbers as counted
from wksbm.portal.numbers import Numbers, OneWayTable, together
from wksbm.portal.numbers.choice import Choice, chosen_by
from wksbm.portal.numbers.comparing import Figure, figure, open_before
from wksbm.portal.numbers.tables import REST, SMALL, QuarterTable
from wksbm.portal.village.concerns import SENTENCES, Said, all_concerns, first_of

CALLED = (Role.SECRETARY, Role.CHAIR)
SHADES = 4


@dataclass(frozen=True)
class Line:
    """One network beside the others: its figures in the order of `headings`."""

    network: Network
    cells: list[tuple[str, Figure]]


@dataclass(frozen=True)
class Sentence:
    """One of the five: what is wrong, whom to call, and the question that was asked already."""

    said: Said
    office: Membership | None
    asked: Question | None

    @property
    def place(self) -> str:
        return rw(self.said.network.rw)

    @property
    def call(self) -> str:
        """`hubungi Endang Rahayu, sekretaris`; who goes on after the term is named so."""
        if self.office is None:
            return ""
        title = self.office.spoken
        if self.office.is_acting:
            title = _("pelaksana tugas %(office)s") % {"office": title}
        return _("hubungi %(name)s, %(office)s") % {"name": self.office.user.name, "office": title}


@dataclass(frozen=True)
class Shade:
    """One step of the map's legend: from so many to so many."""

    step: int
    low: int
    high: int


@dataclass(frozen=True)
class AreaMap:
    """The RTs (or RWs) of a place, each with its number and a shade; `legend` tells what a shade means."""

    drawing: Drawing
    areas: dict
    legend: list[Shade]
    with_rest: bool = False

    @property
    def shapes(self):
        """(shape, label, shown number, class of its shade) of each area."""
        return [(shape, *self.areas[shape.key]) for shape in self.drawing.shapes]


@dataclass
class VillagePage:
    """All that the page, the print and the spreadsheet tell."""

    village: Region
    today: date
    choice: Choice
    networks: list[Network]
    numbers: dict[int, Numbers]
    whole: Numbers
    sentences: list[Sentence] = field(default_factory=list)
    unsaid: int = 0
    good: str = ""
    lines: list[Line] = field(default_factory=list)
    near: Network | None = None
    rw_map: AreaMap | None = None


@dataclass(frozen=True)
class Near:
    """One RW looked at closely: two tables that are never crossed, the map of its RTs, and why cases of the whole
    village closed."""

    network: Network
    by_need: OneWayTable
    by_rt: OneWayTable
    closed: QuarterTable
    area_map: AreaMap | None

    @property
    def with_rest(self) -> bool:
        return any(row.key == REST for table in (self.by_need, self.by_rt) for row in table.rows)

    @property
    def on(self) -> date | None:
        return self.by_need.on or self.by_rt.on


def village_page(user, village: Region, networks: list[Network], parameters) -> VillagePage:
    """Everything for this reader: three statements of its own, and those that count."""
    today = networks[0].today() if networks else timezone.localdate()
    choice = chosen_by(parameters, today)
    numbers = counted.numbers_of(networks, choice.period) if networks else {}
    page = VillagePage(village, today, choice, networks, numbers, together(numbers.values()))
    if not networks:
        return page
    said = all_concerns(networks, numbers)
    first = first_of(said)
    offices = _offices(user, {one.network.pk for one in first})
    asked = {(one.network_id, one.about): one for one in _open_questions(user, networks)}
    page.sentences = [
        Sentence(one, _office_for(one, offices), asked.get((one.network.pk, one.concern.about))) for one in first
    ]
    page.unsaid = len(said) - len(first)
    page.good = _good_news(networks, numbers) if len(first) < SENTENCES else ""
    page.lines = [_line(network, numbers[network.pk], choice) for network in networks]
    page.near = _near(networks, numbers, choice.rw)
    page.rw_map = _map_of_rws(user, page)
    return page


def near(user, network: Network) -> Near:
    """One RW closely; asked for by itself, so that the page of the whole village stays quick."""
    by_rt = counted.by_rt([network])[network.pk]
    by_need = counted.by_need([network])[network.pk]
    closed = counted.closed_and_why(network.village, network.today())
    return Near(network, by_need, by_rt, closed, _map_of_rts(user, network, by_rt))


def _offices(user, network_ids: Iterable[int]) -> dict[tuple[int, str], Membership]:
    held = Membership.objects.visible_to(user).current().filter(network_id__in=network_ids, role__in=CALLED)
    return {(office.network_id, office.role): office for office in held.select_related("user").order_by("starts_on")}


def _office_for(said: Said, offices) -> Membership | None:
    first = said.concern.of
    roles = (first, *(role for role in CALLED if role != first))
    return next((offices[said.network.pk, role] for role in roles if (said.network.pk, role) in offices), None)


def _open_questions(user, networks):
    rows = Question.objects.visible_to(user).open().filter(network__in=networks)
    return rows.select_related("follow_up__doer")


def _good_news(networks, numbers) -> str:
    """One network in which people have come further; the one with the most, and nothing of so few that they could be
    guessed."""
    of = [
        (numbers[n.pk].closed_by_reason.get("mandiri", 0) + numbers[n.pk].closed_by_reason.get("tercapai", 0), n)
        for n in networks
    ]
    count, network = max(of, key=lambda pair: (pair[0], pair[1].rw))
    if count < SMALL:
        return ""
    return _("Di %(place)s, %(count)d warga sudah mandiri atau tujuannya tercapai.") % {
        "place": rw(network.rw),
        "count": count,
    }


def headings() -> list[str]:
    """The columns beside the RW's number, in the order of `Line.cells`."""
    return [
        _("Didampingi"),
        _("Kunjungan terlambat"),
        _("Janji terlambat"),
        _("90 hari tidak ditengok"),
        _("Hari sampai ditengok"),
        _("Mendesak ditengok 24 jam"),
        _("Janji tepat waktu"),
        _("Kasus baru"),
        _("Ditutup"),
        _("Relawan terlatih"),
    ]


def cells(numbers: Numbers, choice: Choice) -> list[Figure]:
    """The figures of one network, or of all of them together, in the order of `headings`."""
    before, compare = numbers.before, choice.compare
    return [
        figure(numbers.open_cases, open_before(numbers, choice.period), compare=compare),
        figure(numbers.late_visits, compare=False, alarm=numbers.late_visits > 0),
        figure(numbers.late_promises, compare=False, alarm=numbers.late_promises > 0),
        figure(numbers.unvisited_90_days, compare=False, alarm=numbers.unvisited_90_days > 0),
        figure(
            numbers.median_days_to_first_visit,
            before.median_days_to_first_visit,
            better="down",
            unit=_("hari"),
            compare=compare,
        ),
        figure(numbers.urgent_seen.percent, before.urgent_seen.percent, better="up", unit="%", compare=compare),
        figure(
            numbers.promises_on_time.percent, before.promises_on_time.percent, better="up", unit="%", compare=compare
        ),
        figure(numbers.opened, before.opened, compare=compare),
        figure(numbers.closed, before.closed, compare=compare),
        Figure(
            numbers.trained,
            _("%(trained)d dari %(all)d") % {"trained": numbers.trained, "all": numbers.volunteers},
            alarm=bool(numbers.open_cases) and not numbers.trained,
        ),
    ]


def _line(network: Network, numbers: Numbers, choice: Choice) -> Line:
    return Line(network, list(zip(headings(), cells(numbers, choice), strict=True)))


def _near(networks, numbers, asked: str) -> Network:
    """The RW that is looked at closely: the one of the address, else the one with the most open cases."""
    found = next((network for network in networks if network.rw == asked), None)
    return found or max(networks, key=lambda network: (numbers[network.pk].open_cases, network.rw))


# --- The map ------------------------------------------------------------------------------------------------------


def shades(counts: Iterable[int]) -> list[Shade]:
    """At most four even steps from one to the largest number."""
    most = max(counts, default=0)
    if most < 1:
        return []
    steps = min(SHADES, most)
    ends = [round(most * step / steps) for step in range(steps + 1)]
    return [Shade(step, ends[step - 1] + 1, ends[step]) for step in range(1, steps + 1)]


def _map_of_rws(user, page: VillagePage) -> AreaMap | None:
    """The RWs of the village whose border is known, each with its open cases."""
    areas = list(MapArea.objects.visible_to(user).filter(network__in=page.networks, rt=None))
    if len(areas) < 2:
        return None
    rws = {network.pk: network for network in page.networks}
    legend = shades(page.numbers[area.network_id].open_cases for area in areas)
    told = {}
    for area in areas:
        count = page.numbers[area.network_id].open_cases
        told[area.pk] = (rw(rws[area.network_id].rw), str(count), _shade(count, legend))
    return AreaMap(draw((area.pk, area.polygons) for area in areas), told, legend)


def _map_of_rts(user, network: Network, by_rt: OneWayTable) -> AreaMap | None:
    """Each RT with its number of the one-way table; the small ones, told together, share one pattern."""
    rts = list(MapArea.objects.visible_to(user).of(network).filter(rt__isnull=False).select_related("rt"))
    if not rts:
        return None
    rows = {row.key: row for row in by_rt.rows}
    counts = {area.pk: rows[str(area.rt_id)].count for area in rts if str(area.rt_id) in rows}
    legend = shades(counts.values())
    told = {}
    for area in rts:
        count = counts.get(area.pk)
        told[area.pk] = (
            str(area.rt),
            "" if count is None else str(count),
            "rest" if count is None else _shade(count, legend),
        )
    return AreaMap(draw((area.pk, area.polygons) for area in rts), told, legend, with_rest=len(counts) < len(rts))


def _shade(count: int, legend: list[Shade]) -> str:
    return next((f"step-{shade.step}" for shade in legend if shade.low <= count <= shade.high), "step-0")
