"""What the page of a network's numbers tells, line by line, and where a figure leads who may see names."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import Network, Training
from wksbm.portal.actions import behind_numbers as behind
from wksbm.portal.actions import numbers as counted
from wksbm.portal.actions.meeting_counts import MeetingCounts
from wksbm.portal.numbers import Numbers, Share
from wksbm.portal.numbers.choice import Choice
from wksbm.portal.numbers.comparing import Figure, figure, number, open_before


@dataclass(frozen=True)
class Line:
    """One figure: what it tells of, how it stands, how it stood in the period before, and the list behind it."""

    words: str
    figure: Figure
    before: str = ""
    url: str = ""


@dataclass(frozen=True)
class Doors:
    """The addresses of the lists behind the figures; for who may see no names there are none."""

    network: Network
    choice: Choice
    open: bool

    def cases(self, what: str, **more) -> str:
        return self._to("cases_behind", what, more)

    def promises(self, what: str) -> str:
        return self._to("promises_behind", what, {})

    def _to(self, route: str, what: str, more: dict) -> str:
        if not self.open:
            return ""
        return reverse(route, args=[self.network.slug, what]) + self.choice.query(banding="", rw="", **more)


def of_today(numbers: Numbers, doors: Doors) -> list[Line]:
    """What stands today, whatever the period."""

    def line(words: str, count: int, days: int, url: str) -> Line:
        longest = _("paling lama %(days)d hari") % {"days": days} if count and days else ""
        return Line(words, Figure(count, number(count), alarm=count > 0), longest, url)

    return [
        line(_("Kunjungan terlambat"), numbers.late_visits, numbers.longest_late_days, doors.cases(behind.LATE_VISIT)),
        line(
            _("Janji terlambat"),
            numbers.late_promises,
            numbers.longest_promise_late_days,
            doors.promises(behind.LATE_PROMISE),
        ),
        line(_("Tanpa pendamping lebih dari 3 hari"), numbers.unaccompanied, 0, doors.cases(behind.ALONE)),
        line(_("90 hari tidak ditengok"), numbers.unvisited_90_days, 0, doors.cases(behind.UNVISITED)),
        line(_("Laporan lewat harinya"), numbers.late_reports, numbers.longest_report_late_days, ""),
    ]


def of_period(numbers: Numbers, choice: Choice, doors: Doors) -> list[Line]:
    """What happened in the period, each beside the period before."""
    then = numbers.before
    stood = open_before(numbers, choice.period)

    def line(words: str, now, before, url: str = "", **how) -> Line:
        shown = figure(before, compare=False, unit=how.get("unit", "")).shown if choice.compare else ""
        return Line(words, figure(now, before, compare=choice.compare, **how), shown, url)

    def share(words: str, now: Share, before: Share, url: str) -> Line:
        made = line(words, now.percent, before.percent, url, better="up", unit="%")
        if not now.of:
            return made
        told = _("%(count)d dari %(of)d") % {"count": now.count, "of": now.of}
        return Line(f"{words} ({told})", made.figure, made.before, url)

    return [
        line(_("Kasus yang didampingi"), numbers.open_cases, stood, doors.cases(behind.OPEN)),
        line(_("Kasus baru"), numbers.opened, then.opened, doors.cases(behind.OPENED)),
        line(_("Kasus ditutup"), numbers.closed, then.closed, doors.cases(behind.CLOSED)),
        line(
            _("Hari sampai kunjungan pertama"),
            numbers.median_days_to_first_visit,
            then.median_days_to_first_visit,
            better="down",
            unit=_("hari"),
        ),
        share(
            _("Yang mendesak ditengok dalam 24 jam"),
            numbers.urgent_seen,
            then.urgent_seen,
            doors.cases(behind.URGENT),
        ),
        share(
            _("Janji yang ditepati pada waktunya"),
            numbers.promises_on_time,
            then.promises_on_time,
            doors.promises(behind.PROMISED),
        ),
        line(_("Kunjungan"), numbers.visits, then.visits),
        line(_("Sapaan"), numbers.greetings, then.greetings),
        line(_("Layanan singkat"), numbers.errands, then.errands),
        line(_("Laporan warga"), numbers.reports, then.reports),
    ]


def closed_lines(numbers: Numbers, doors: Doors) -> list[Line]:
    """Why cases closed in the period, the most frequent first."""
    labels = counted.closing_labels()
    return [
        Line(str(labels.get(key, key)), Figure(count, number(count)), url=doors.cases(behind.CLOSED, alasan=key))
        for key, count in numbers.closed_by_reason.items()
        if count
    ]


def volunteer_lines(numbers: Numbers) -> list[Line]:
    """Who holds a PSM office today, and with which training."""

    def line(words: str, count: int) -> Line:
        return Line(words, Figure(count, number(count)))

    levels = dict(Training.Level.choices)
    return [
        line(_("Relawan PSM"), numbers.volunteers),
        line(_("Sudah terlatih"), numbers.trained),
        *(
            line(_("Jenjang %(level)s") % {"level": str(levels[level]).lower()}, count)
            for level, count in numbers.trained_by_level.items()
        ),
    ]


def is_under_way(choice: Choice, today: date) -> bool:
    return not choice.period.has_ended(today)


def meeting_lines(counts: MeetingCounts) -> list[Line]:
    """The meetings of the period. Who stepped aside is counted and named nowhere."""

    def line(words: str, count: int) -> Line:
        return Line(words, Figure(count, number(count)))

    return [
        line(_("Musyawarah yang diadakan"), counts.held),
        line(_("Keputusan"), counts.decided),
        line(_("Pengurus tidak ikut memutuskan karena keluarganya"), counts.stepped_aside),
    ]
