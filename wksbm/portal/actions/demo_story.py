"""One case of the demo, told event by event: each by the verb that a person would use, then set back to its day."""

import random
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Model
from django.utils import timezone

from members.access import Role
from members.actions import follow_ups
from members.models import FollowUp, FollowUpEntry, Network, Organization, Rt, User
from members.phones import normal_phone
from pmks_cases.actions import (
    assessments,
    assignments,
    case_categories,
    case_promises,
    case_secrecy,
    cases,
    consents,
    early_reports,
    emergency_alerts,
    plans,
    referrals,
    visits,
)
from pmks_cases.models import (
    Case,
    CaseMember,
    CaseMove,
    Category,
    Consent,
    EarlyReport,
    EmergencyAlert,
    Exclusion,
    Goal,
    Handover,
    Measurement,
    Photo,
    Resident,
    Visit,
)
from pmks_cases.models.case_states import State
from pmks_cases.models.visit import INDICATORS
from wksbm.core.read_log import note_read
from wksbm.portal.actions import demo_decisions
from wksbm.portal.actions.demo_files import tables
from wksbm.portal.actions.demo_photos import draw

CHAIRS = {"004": "bambang", "005": "soeparman", "003": "iskandar"}


def set_back(row: Model, **columns) -> None:
    """Write over the times that the verbs took from the clock."""
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


class Neighbourhood:
    """One network with the people whom the data files name, and its days and hours."""

    def __init__(self, network: Network):
        self.network = network
        self.zone = ZoneInfo(network.time_zone)
        self.people: dict[str, User] = {}

    def person(self, username: str) -> User:
        if username not in self.people:
            self.people[username] = User.objects.get(username=username)
        return self.people[username]

    def day(self, days: int) -> date:
        return self.network.today() + timedelta(days=days)

    def instant(self, days: int, minutes: int) -> datetime:
        """So many minutes after eight in the morning of that day, but never later than now."""
        at = datetime.combine(self.day(days), time(8), self.zone) + timedelta(minutes=minutes)
        return min(at, timezone.now() - timedelta(minutes=1))

    def resident(self, name: str) -> Resident:
        return Resident.objects.of(self.network).select_related("rt", "family").get(name=name)

    def organization(self, kind: str, rt=None) -> Organization:
        found = Organization.objects.of(self.network).filter(kind=kind)
        return found.get(rt=rt) if kind == Organization.Kind.RT else found.first()


class Story:
    """A case while it is told. Each method below that begins with `tell_` is one word of cases.toml."""

    def __init__(self, where: Neighbourhood, card: dict):
        self.where, self.card = where, card
        self.chance = random.Random(card.get("who") or card["family_of"])  # noqa: S311  the same year each time
        self.goals: dict[str, Goal] = {}
        self.waiting_categories: list = []
        self.turn = 0
        self.minutes: dict[int, int] = {}
        self.chair = where.person(CHAIRS[where.network.rw])

    def tell(self) -> Case:
        told = list(self.card.get("story", []))
        report = self._report(told.pop(0)) if told and told[0]["does"] == "report" else None
        self.case = self._open(report)
        for event in told:
            self._begin(event)
            getattr(self, f"tell_{event['does']}")(event)
            self.case.refresh_from_db()
        if "next_visit" in self.card:
            self._visit_next(self.where.day(self.card["next_visit"]))
        return self.case

    def at(self, days: int) -> datetime:
        """An hour of that day, each time a little later."""
        self.minutes[days] = self.minutes.get(days, self.chance.randint(0, 60)) + self.chance.randint(6, 20)
        return self.where.instant(days, self.minutes[days])

    def _begin(self, event: dict) -> None:
        self.turn += 1
        self.today, self.now = self.where.day(event["day"]), self.at(event["day"])

    def by(self, event: dict) -> User:
        """Who does it: the one named, else the companion, else who opened the case."""
        if "by" in event:
            return self.where.person(event["by"])
        return self.where.person(self.case.psm.username if self.case.psm else self.card["by"])

    # --- Beginning ---------------------------------------------------------------------------------------

    def _report(self, event: dict) -> EarlyReport:
        self._begin(event)
        who = self.where.resident(self.card["who"]) if "who" in self.card else None
        return send_report(self.where, event, at=self.now, resident=who)

    def _open(self, report: EarlyReport | None) -> Case:
        card, where = self.card, self.where
        opener, at = where.person(card["by"]), self.at(card["opened"])
        values = {
            name: card[name] for name in ("need", "urgency", "secrecy", "landmark", "visit_in_pairs") if name in card
        }
        values["need_kind"] = card["kind"]
        if "contact" in card:
            values["contact_name"], phone = card["contact"]
            values["contact_phone"] = normal_phone(phone)
        if "family_of" in card:
            head = where.resident(card["family_of"])
            values |= {"subject_kind": "keluarga", "family": head.family, "rt": head.rt}
            values["subject_name"] = f"Keluarga {head.name}"
        elif "rt" in card:
            values |= {"subject_name": card["who"], "rt": Rt.objects.get(network=where.network, number=card["rt"])}
        else:
            values["resident"] = where.resident(card["who"])
        case = cases.open_case(
            where.network,
            by=opener,
            values=values,
            another_need=True,
            report=report,
            excluded=[where.person(name) for name in card.get("excluded", ())],
            suspects=[where.resident(name) for name in card.get("suspects", ())],
            at=at,
        )
        if report is not None:
            early_reports.became_case(report, case, by=opener)
            set_back(report, settled_at=at)
        CaseMember.objects.filter(case=case).update(added_at=at)
        Exclusion.objects.filter(case=case).update(added_at=at)
        return case

    # --- The words of the data file ----------------------------------------------------------------------

    def tell_assign(self, event: dict) -> None:
        psm = self.where.person(event["to"])
        by = self.where.person(event.get("by", self.card["by"]))
        assignments.assign(self.case, by=by, psm=psm, note=event.get("note", ""))
        set_back(Handover.objects.filter(case=self.case).latest("at"), at=self.now)
        last = CaseMove.objects.filter(case=self.case).latest("at")
        if last.end == State.VERIFICATION:
            set_back(last, at=self.now + timedelta(minutes=1))
        CaseMember.objects.filter(case=self.case, user=psm).update(added_at=self.now)

    def tell_visit(self, event: dict) -> Visit:
        values = dict(
            zip(INDICATORS, (None if level < 0 else level for level in event.get("levels", ())), strict=False)
        )
        values |= {name: event[name] for name in ("told", "urgency", "place", "companion") if name in event}
        at = self.now
        serial = self.turn * 10
        visit = visits.record(
            self.case,
            by=self.by(event),
            client_id=uuid.UUID(int=self.chance.getrandbits(128), version=4),
            at=at,
            met="tidak_bertemu" if event.get("nobody") else event.get("met", "dia"),
            values=values,
            next_visit_on=self.where.day(event["next"]) if "next" in event else None,
            photos=[draw(scene, serial + place) for place, scene in enumerate(event.get("photos", ()))],
        )
        received = at + timedelta(minutes=self.chance.randint(1, 50))
        set_back(visit, received_at=min(received, timezone.now()))
        Photo.objects.filter(visit=visit).update(at=at)
        for alert in EmergencyAlert.objects.filter(visit=visit).select_related("recipient"):
            emergency_alerts.answer(alert, by=alert.recipient)
            minutes = timedelta(minutes=self.chance.randint(4, 40))
            set_back(alert, raised_at=at + timedelta(minutes=2), seen_at=at + minutes)
        return visit

    def tell_visits(self, event: dict) -> None:
        """A row of visits, from the levels of the first day to those of the last."""
        days = list(range(event["from"], event["until"] + 1, event["every"]))
        first, last = event["levels"]
        told = tables("telling.toml")[event["about"]]
        for place, day in enumerate(days):
            share = place / max(1, len(days) - 1)
            part = "awal" if share < 0.34 else "tengah" if share < 0.75 else "akhir"
            one = event | {
                "day": day + self.chance.choice((-1, 0, 0, 1)),
                "levels": [round(a + (b - a) * share) for a, b in zip(first, last, strict=True)],
                "told": told[part][place % len(told[part])],
                "met": self.chance.choice(("dia", "dia", "dia", "keluarga")),
                "photos": event.get("photos", []) if day == days[-1] else [],
            }
            self._begin(one)
            self.tell_visit(one)
            self.case.refresh_from_db()

    def tell_greet(self, event: dict) -> None:
        greeting = visits.greet(self.case.resident, by=self.by(event), client_id=uuid.uuid4(), at=self.now, case=None)
        set_back(greeting, received_at=self.now + timedelta(minutes=1))

    def tell_consent(self, event: dict) -> None:
        answers = {(purpose, None): event[word] for word, purpose in PURPOSES.items() if word in event}
        for kind, yes in event.get("told", {}).items():
            answers[Consent.Purpose.TOLD, self.where.organization(kind, self.case.rt)] = yes
        consents.record(
            self.case,
            by=self.by(event),
            answers=answers,
            given_by=event["given_by"],
            way=event["way"],
            witness=event.get("witness", ""),
            guardian_relation=event.get("relation", ""),
            at=self.now,
        )

    def tell_vital(self, event: dict) -> None:
        consents.rely_on_vital_interest(self.case, by=self.by(event), why=event["why"])

    def tell_category(self, event: dict) -> None:
        category = Category.objects.get(code=event["code"])
        lines = {line.letter: line for line in category.criteria.filter(letter__in=event["criteria"])}
        ticked = {lines[letter]: evidence for letter, evidence in event["criteria"].items()}
        chosen = case_categories.choose(self.case, by=self.by(event), category=category, criteria=ticked)
        if event["standing"] != "diduga":
            case_categories.verify(chosen, by=self.by(event))
        if event["standing"] == "ditetapkan":
            self.waiting_categories.append(chosen)

    def tell_assess(self, event: dict) -> None:
        if self.case.state == State.VERIFICATION:
            self.tell_move({"to": State.ASSESSMENT} | ({"by": event["by"]} if "by" in event else {}))
            self.case.refresh_from_db()
        made = assessments.write(
            self.case,
            by=self.by(event),
            situation=event["situation"],
            strengths=event.get("strengths", ""),
            family_support=event.get("family", ""),
            aid_received=event.get("aid", ""),
            on=self.today,
        )
        set_back(made, at=self.now)

    def tell_move(self, event: dict) -> None:
        decides = "decision" in event or event["to"] == State.CLOSED
        by = self.chair if decides and not self.case.is_secret else self.by(event)
        if "decision" in event:
            by = demo_decisions.who_decides(self.case, self.chair)
        at = self.now
        cases.move(
            self.case,
            by=by,
            end=event["to"],
            why=event.get("why", ""),
            decision=event.get("decision", ""),
            closing_reason=event.get("reason", ""),
            aftercare_visits=event.get("aftercare", 2),
            other=self._named(event["into"]) if "into" in event else None,
            at=at,
        )
        if event["to"] == State.CLOSED:
            withdrawn = FollowUp.objects.of_origin(self.case).filter(state=FollowUp.State.WITHDRAWN)
            withdrawn.update(done_at=at)
            FollowUpEntry.objects.filter(follow_up__in=withdrawn).update(at=at)
        if "decision" in event:
            demo_decisions.tell_family(self.case, self.where, event["day"], now=at)
            for chosen in self.waiting_categories:
                case_categories.establish(chosen, by=self.chair)
            self.waiting_categories = []

    def _named(self, name: str) -> Case:
        """Another open case of the network, by what it is called."""
        return next(case for case in Case.objects.of(self.where.network).open() if case.name == name)

    def tell_wish(self, event: dict) -> None:
        plans.say_wish(self.case, by=self.by(event), wish=event["wish"], own_part=event["part"], on=self.today)

    def tell_goal(self, event: dict) -> None:
        goal = plans.add_goal(
            self.case,
            by=self.by(event),
            wanted=event["wanted"],
            sign=event["sign"],
            unit=event["unit"],
            baseline=Decimal(event["baseline"]),
            target=Decimal(event["target"]),
            due_on=self.where.day(event["until"]),
            on=self.today,
            source=event["source"],
            at=self.now,
        )
        self.goals[event["name"]] = goal
        Measurement.objects.filter(goal=goal).update(at=self.now)

    def tell_measure(self, event: dict) -> None:
        goal = self.goals[event["goal"]]
        value = Decimal(event["value"])
        made = plans.measure(goal, by=self.by(event), value=value, on=self.today, source=event["source"])
        set_back(made, at=self.now)

    def tell_step(self, event: dict) -> None:
        step = plans.add_step(
            self.case,
            by=self.by(event),
            what=event["what"],
            doer=self.where.person(event["who"]),
            due_on=max(self.where.day(event["until"]), self.where.day(0)),
            effort=event["effort"],
            goal=self.goals.get(event.get("goal", "")),
            organization=self.where.organization(event["org"]) if "org" in event else None,
            instruction=event.get("instruction", ""),
        )
        set_back(step, added_at=self.now)
        self._kept(step.follow_up, event)

    def tell_promise(self, event: dict) -> None:
        about = {
            "what": event["what"],
            "doer": self.where.person(event["who"]),
            "due_on": max(self.where.day(event["until"]), self.where.day(0)),
        }
        secretary = self.where.person(self.card["by"])
        if "tell" in event:
            to_rt = about["doer"].roles_in(self.where.network.pk) == {Role.RT_HEAD}
            made = case_promises.promise_outside(
                self.case, by=secretary, told=set(event["tell"]), rt_head=to_rt, **about
            )
        elif "instruction" in event:
            # The village head holds no office of the network's own: he is told in the secretary's words.
            made = follow_ups.make(
                self.where.network, by=secretary, origin=self.case, instruction=event["instruction"], **about
            )
        else:
            made = case_promises.promise(self.case, by=self.by(event), **about)
        self._kept(made, event)

    def _kept(self, promise: FollowUp, event: dict) -> None:
        """Set the promise back to its days, with what became of it."""
        doer = promise.doer
        if moved := event.get("moved"):
            follow_ups.move(promise, by=doer, due_on=self.where.day(0), reason=moved["reason"])
            set_back(promise.entries.latest("at"), at=self.at(moved["day"]), due_on=self.where.day(moved["from"]))
        columns = {"due_on": self.where.day(event["until"]), "created_at": self.now}
        if done := event.get("done"):
            follow_ups.finish(promise, by=doer, outcome=done["outcome"])
            columns["done_at"] = self.at(done["day"])
            set_back(promise.entries.latest("at"), at=columns["done_at"])
        set_back(promise, **columns)

    def tell_refer(self, event: dict) -> None:
        target, by = event["to"], self.by(event)
        sent = referrals.send(self.case, by=by, target=target, sent_on=self.today, spoke_with=event["spoke_with"])
        set_back(sent, at=self.now)
        if "answer" in event:
            answered_on = self.where.day(event["answered"])
            referrals.record_answer(sent, by=by, answer=event["answer"], answered_on=answered_on)

    def tell_first_step(self, event: dict) -> None:
        step = referrals.take_first_step(
            self.case, by=self.by(event), target=event["to"], contacted_on=self.today, spoke_with=event["spoke_with"]
        )
        set_back(step, at=self.now)

    def tell_read(self, event: dict) -> None:
        entry = note_read(
            event["kind"],
            by=self.by(event),
            network=self.where.network,
            subject=f"kasus {self.case.number}",
            of=self.case,
            restricted=case_secrecy.is_guarded(self.case),
        )
        set_back(entry, read_at=self.now)

    def tell_reopen(self, event: dict) -> None:
        """From here on the story is told of the new episode."""
        again = cases.reopen(self.case, by=self.by(event), why=event["why"])
        set_back(again, opened_at=self.now)
        CaseMove.objects.filter(case=again).update(at=self.now)
        self.case = Case.objects.get(pk=again.pk)
        self.case.network = self.where.network

    def _visit_next(self, on: date) -> None:
        set_back(self.case, next_visit_on=on)
        if last := Visit.objects.filter(case=self.case, kind=Visit.Kind.VISIT).order_by("at").last():
            set_back(last, next_visit_on=on)


PURPOSES = {"data": Consent.Purpose.DATA, "photo": Consent.Purpose.PHOTO, "named": Consent.Purpose.NAMED}


def send_report(where: Neighbourhood, event: dict, *, at: datetime, resident: Resident | None = None) -> EarlyReport:
    """Send one report of the data files, and set it back to its day. An emergency was answered within the hour."""
    values = {name: event[name] for name in ("saw", "place", "urgency", "about", "danger") if name in event}
    if "rt" in event:
        values["rt"] = Rt.objects.get(network=where.network, number=event["rt"])
    report = early_reports.send(
        where.network,
        by=where.person(event["by"]),
        values=values | {"resident": resident},
        excluded=[where.person(name) for name in event.get("excluded", ())],
        at=at,
    )
    days = (report.check_by - where.network.today()).days
    set_back(report, check_by=where.day(event["day"] + days))
    Exclusion.objects.filter(report=report).update(added_at=at)
    for alert in EmergencyAlert.objects.filter(report=report).select_related("recipient"):
        emergency_alerts.answer(alert, by=alert.recipient)
        set_back(alert, raised_at=at, seen_at=at + timedelta(minutes=25))
    return report
