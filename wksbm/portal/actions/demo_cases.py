"""A year of cases for the demo, told from wksbm/portal/demo/cases.toml, so that each role has something to do."""

from datetime import timedelta

from members.models import Network
from pmks_cases.actions import early_reports, errands, kinship
from wksbm.portal.actions.demo_files import tables
from wksbm.portal.actions.demo_story import Neighbourhood, Story, send_report, set_back


def load(networks: list[Network]) -> None:
    """Tell everything that has happened in these networks within the last twelve months."""
    told = tables("cases.toml")
    places = {network.rw: Neighbourhood(network) for network in networks}
    for line in told["kin"]:
        _state_kin(places["004"], line)
    for card in told["case"]:
        Story(places[card.get("rw", "004")], card).tell()
    for line in told["report"]:
        _report(places["004"], line)
    for line in told["errand"]:
        _errand(places["004"], line)


def _report(where: Neighbourhood, line: dict) -> None:
    report = send_report(where, line, at=where.instant(line["day"], 90))
    if "became" not in line:
        return
    by = where.person(line["by_settled"])
    if line["became"] == "watched":
        early_reports.watch(report, by=by, look_again_on=where.day(line["look_again"]), note=line["note"])
    else:
        early_reports.close_as_unfounded(report, by=by, note=line["note"])
    set_back(report, settled_at=report.sent_at + timedelta(hours=20))


def _state_kin(where: Neighbourhood, line: dict) -> None:
    resident = where.resident(line["resident"])
    kinship.state(where.network, by=where.person(line["by"]), resident=resident, relation=line["relation"])


def _errand(where: Neighbourhood, line: dict) -> None:
    values = {name: line[name] for name in ("what", "helper", "result")}
    values |= {"resident": where.resident(line["who"]), "on": where.day(line["day"])}
    made = errands.add(where.network, by=where.person(line["by"]), values=values)
    set_back(made, at=where.instant(line["day"], 120))
