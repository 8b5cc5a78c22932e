"""A year of joint programs of the demo: one evaluated, one running, one that waits for a meeting, one being written."""

from datetime import time
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType

from members.models import Network, Organization
from programs.actions import decisions, program_activities, program_measures, program_resources, programs
from programs.models import AgendaItem, Pledge, Program, ProgramMove
from wksbm.portal.actions.demo_files import tables
from wksbm.portal.actions.demo_meetings import close_at, meeting_of
from wksbm.portal.actions.demo_story import CHAIRS, Neighbourhood, set_back


def load(networks: list[Network]) -> None:
    """Tell the programs of the first network; `networks` as the demo has them."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    for card in tables("programs.toml")["program"]:
        Told(where, card).tell()


class Told:
    """One program while it is told, by the same verbs as a real one, each then set back to its day."""

    def __init__(self, where: Neighbourhood, card: dict):
        self.where, self.card = where, card
        self.by = where.person(card["by"])
        self.secretary, self.chair = where.person("endang"), where.person(CHAIRS[where.network.rw])
        rows = Organization.objects.of(where.network)
        self.organizations = {row.name: row for row in rows}

    def tell(self) -> Program:
        self._draft()
        if "proposed" in self.card:
            programs.propose(self.program, by=self.by)
            self._moved(self.card["proposed"])
        if "approved" in self.card:
            self._approve(self.card["approved"])
            programs.begin(self.program, by=self.by)
            self._moved(self.card["begun"])
            self._go()
        if evaluation := self.card.get("evaluation"):
            day = evaluation["day"]
            words = {name: evaluation[name] for name in ("reached", "lessons", "onward")}
            made = program_measures.evaluate(self.program, by=self.by, values={}, **words)
            set_back(made, at=self.where.instant(day, 400))
            self._moved(day)
        return self.program

    def _draft(self) -> None:
        plan = dict(self.card["plan"])
        for name in ("starts_on", "ends_on"):
            if name in plan:
                plan[name] = self.where.day(plan[name])
        lead = self.organizations[self.card["lead"]]
        self.program = programs.draft(
            self.where.network, by=self.by, title=self.card["title"], lead=lead, aim=plan.pop("aim")
        )
        set_back(self.program, created_at=self.where.instant(self.card["written"], 300))
        programs.change(self.program, by=self.by, revision=self.program.revision, values=plan)
        self.program.refresh_from_db()
        for name in self.card.get("partners", ()):
            programs.add_partner(self.program, by=self.by, organization=self.organizations[name])
        self.signs = []
        for sign in self.card.get("signs", ()):
            values = {key: sign[key] for key in ("sign", "unit", "how")}
            values |= {key: Decimal(sign[key]) for key in ("baseline", "target")}
            self.signs.append((program_measures.set_indicator(self.program, by=self.by, values=values), sign))
        for need in self.card.get("needs", ()):
            self._need(need)
        for activity in self.card.get("activities", ()):
            self._activity(activity)
        for took in self.card.get("took", ()):
            values = dict(took)
            values["on"] = self.where.day(values["on"])
            program_measures.note_participation(self.program, by=self.by, **values)

    def _need(self, need: dict) -> None:
        facts = {key: need[key] for key in ("kind", "what", "unit")}
        row = program_resources.need(self.program, by=self.by, amount=Decimal(need["amount"]), **facts)
        for name, amount, _arrivals in need.get("pledges", ()):
            program_resources.pledge(
                row, by=self.by, organization=self.organizations[name], amount=Decimal(amount), due_on=None
            )

    def _activity(self, activity: dict) -> None:
        program_activities.plan(
            self.program,
            by=self.by,
            title=activity["title"],
            held_on=self.where.day(activity["on"]),
            begins=time.fromisoformat(activity["at"]),
            place=activity["place"],
            in_charge=self.where.person(activity["who"]),
            organization=self.program.lead,
        )

    def _approve(self, day: int) -> None:
        """In the meeting of that day."""
        where = self.where
        meeting = meeting_of(where, day)
        line = AgendaItem.objects.create(
            network=where.network,
            meeting=meeting,
            kind=AgendaItem.Kind.PROGRAM,
            title=self.program.title,
            reason=f"Diusulkan {self.program.lead.name}",
            about_type=ContentType.objects.get_for_model(Program),
            about_id=self.program.pk,
        )
        made = decisions.decide(line, by=self.chair, text=self.card["decision"], outcome="disetujui")
        set_back(made, at=where.instant(day, 690))
        self._moved(day)
        close_at(where, meeting, day)
        self.program.refresh_from_db()

    def _go(self) -> None:
        """What came and what was measured while it ran."""
        self.program.refresh_from_db()
        for need in self.card.get("needs", ()):
            for name, _amount, arrivals in need.get("pledges", ()):
                pledge = Pledge.objects.get(program=self.program, organization__name=name, resource__what=need["what"])
                for day, amount in arrivals:
                    program_resources.arrive(pledge, by=self.by, amount=Decimal(amount), on=self.where.day(day))
        for row, sign in self.signs:
            for day, value in sign.get("measured", ()):
                program_measures.measure(
                    row, by=self.by, value=Decimal(value), on=self.where.day(day), source=sign["how"]
                )

    def _moved(self, day: int) -> None:
        move = ProgramMove.objects.filter(program=self.program).order_by("pk").last()
        set_back(move, at=self.where.instant(day, 500))
