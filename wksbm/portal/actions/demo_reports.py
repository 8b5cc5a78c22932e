"""Early reports of the demo: those of which cases came, and those that joined one or were not borne out."""

import random
from datetime import date, datetime, timedelta

from pmks_cases.models import EarlyReport, EmergencyAlert
from pmks_cases.models.case import Urgency
from pmks_cases.models.early_report import CHECK_WITHIN_DAYS, UNFOUNDED_KEPT_FOR
from wksbm.portal.actions.demo_files import tables
from wksbm.portal.actions.demo_notebook import Clock, Notebook
from wksbm.portal.actions.demo_place import Place

State = EarlyReport.State


def write_report(place: Place, notebook: Notebook, chance: random.Random, at: datetime, start) -> dict:
    """The report from which a case begins. An emergency was told to the board, who answered within the hour."""
    subject = start.subject
    is_emergency = start.urgency == Urgency.EMERGENCY
    report = notebook.add(
        EarlyReport,
        network_id=place.network,
        saw=chance.choice(start.need["saw"]),
        place=subject.address,
        rt_id=subject.rt,
        about=subject.name,
        urgency=start.urgency,
        state=State.SENT.value,
        writer_id=chance.choice(place.writers),
        sent_at=at,
        check_by=start.day + timedelta(days=0 if is_emergency else CHECK_WITHIN_DAYS),
    )
    if is_emergency:
        for person in (place.chair, place.secretary):
            if person != report["writer_id"]:
                seen_at = at + timedelta(minutes=chance.randint(4, 40))
                told = {"report_id": report["id"], "raised_at": at, "seen_at": seen_at}
                notebook.add(EmergencyAlert, network_id=place.network, recipient_id=person, **told)
    return report


def write_other_report(
    place: Place, notebook: Notebook, chance: random.Random, day: date, became: str, saw: str
) -> dict:
    """A report of which no case came: "tidak_terbukti", or "masuk" where nobody has checked it yet.

    What was not borne out is destroyed after six months: then only its days are left.
    """
    clock = Clock(place, chance)
    said = tables("needs.toml")["said"]
    subject = chance.choice(place.subjects)
    report = notebook.add(
        EarlyReport,
        network_id=place.network,
        saw=saw,
        place=subject.address,
        rt_id=subject.rt,
        urgency=chance.choice((Urgency.LOW, Urgency.MEDIUM)).value,
        state=became,
        writer_id=chance.choice(place.writers),
        sent_at=clock.at(day),
        check_by=day + timedelta(days=CHECK_WITHIN_DAYS),
    )
    if became == State.SENT:
        return report
    settled_on = min(day + timedelta(days=chance.randint(0, 3)), place.yesterday)
    report["settled_at"] = clock.at(settled_on, 16)
    report["settled_by_id"] = place.board(settled_on)
    if became == State.UNFOUNDED:
        report["answer"] = chance.choice(said["unfounded"])
        if place.today - settled_on >= UNFOUNDED_KEPT_FOR:
            report |= {"state": State.DESTROYED.value, "saw": "", "place": "", "answer": ""}
            report |= dict.fromkeys(("rt_id", "writer_id", "settled_by_id"))
    return report


def write_second_report(place: Place, notebook: Notebook, chance: random.Random, case: dict, start) -> None:
    """Somebody else has seen the same a day or two later: it joined the case that was open already."""
    day = case["opened_at"].date() + timedelta(days=chance.randint(1, 2))
    ended_at = case.get("closed_at")
    if day >= place.yesterday or (ended_at and ended_at.date() <= day):
        return
    clock = Clock(place, chance)
    notebook.add(
        EarlyReport,
        network_id=place.network,
        saw=chance.choice(start.need["saw"]),
        place=start.subject.address,
        rt_id=start.subject.rt,
        about=start.subject.name,
        urgency=Urgency.MEDIUM.value,
        state=State.JOINED.value,
        case_id=case["id"],
        writer_id=chance.choice(place.writers),
        sent_at=clock.at(day),
        check_by=day + timedelta(days=CHECK_WITHIN_DAYS),
        settled_by_id=place.board(day),
        settled_at=clock.at(day, 16),
    )
