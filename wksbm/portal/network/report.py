"""The monthly report of a network (the figures of the quarterly one to village and Dinsos): chapters of small tables.

The board reads exact groups. Everybody else, and the board where it asks for what may be sent out, reads the two tables
that may leave the network (docs/concepts.md, "What leaves a network").
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from members.models import Network, Training
from pmks_cases.models import EarlyReport
from pmks_cases.models.case import NeedKind
from pmks_cases.models.plan import ReferralTarget
from pmks_cases.official_terms import official_term
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.core.templatetags.portal_tags import rt as rt_words
from wksbm.portal.actions import numbers as counted
from wksbm.portal.actions import report_counts
from wksbm.portal.numbers import Numbers, OneWayTable, Period
from wksbm.portal.numbers.comparing import number
from wksbm.portal.numbers.tables import REST


@dataclass(frozen=True)
class Row:
    """One line: words, and a count, or (where `value` is None) what is shown instead."""

    words: str
    value: int | float | None
    text: str = ""

    @property
    def shown(self) -> str:
        return self.text or number(self.value)


@dataclass(frozen=True)
class Table:
    """A small table; `sentence` stands where there are no rows, `note` below it."""

    title: str
    rows: list[Row]
    note: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Chapter:
    """One chapter of the report. `short` names its sheet in the spreadsheet."""

    title: str
    short: str
    tables: list[Table]


@dataclass
class Report:
    """A report: whose, of which period, and whether its groups are exact (for the board) or may leave the network."""

    network: Network
    period: Period
    exact: bool
    chapters: list[Chapter] = field(default_factory=list)

    @property
    def title(self) -> str:
        return _("Laporan bulanan") if self.period.months == 1 else _("Laporan triwulan")


def monthly_report(network: Network, period: Period, *, exact: bool) -> Report:
    """All figures of a report. `exact` is for the board alone."""
    numbers = counted.numbers_of([network], period)[network.pk]
    counts = report_counts.counts_of(network, period)
    made = Report(network, period, exact)
    made.chapters = [
        _institution(counts),
        _accompanied(numbers, network, period, exact),
        _reports_and_visits(numbers, exact),
        _help(numbers, exact),
        _closed(numbers, exact),
        _volunteers(numbers, counts),
    ]
    return made


def _institution(counts: report_counts.PeriodCounts) -> Chapter:
    rows = [
        Row(_("Lembaga anggota yang bergabung"), counts.members),
        Row(_("Lembaga yang sedang diajak"), counts.invited),
        Row(_("Mitra di luar jejaring"), counts.partners),
    ]
    return Chapter(_("Kelembagaan"), _("Kelembagaan"), [Table(_("Lembaga, keadaan hari ini"), rows)])


def _accompanied(numbers: Numbers, network: Network, period: Period, exact: bool) -> Chapter:
    totals = [
        Row(_("Kasus yang didampingi pada akhir masa itu"), numbers.open_cases),
        Row(_("Di antaranya sudah ditutup dan masih ditengok"), numbers.aftercare),
        Row(_("Kasus baru"), numbers.opened),
    ]
    tables = [Table(_("Jumlah"), totals)]
    if exact:
        tables += _exact_groups(report_counts.groups_of_open(network, period), network)
    else:
        by_need, by_rt = counted.needs_and_rts(network)
        tables += [_leaving(_("Menurut kebutuhan"), by_need), _leaving(_("Menurut RT"), by_rt)]
    return Chapter(_("Warga yang didampingi"), _("Didampingi"), tables)


def _exact_groups(groups: report_counts.Groups, network: Network) -> list[Table]:
    term = official_term(network)
    in_groups = network.case_term == Network.CaseTerm.PAS
    of_category = groups.attention_group if in_groups else groups.category
    titles = {"short": term.short, "source": term.source}
    title = _("%(short)s menurut kelompok (%(source)s)") if in_groups else _("%(short)s menurut kategori (%(source)s)")
    needs, sexes, ages = dict(NeedKind.choices), {1: _("Laki-laki"), 2: _("Perempuan")}, age_words()
    return [
        _table(
            title % titles,
            of_category,
            lambda key: key[1],
            rest=_("Kategori lain"),
            unknown=_("Belum ditentukan"),
            order=lambda key: key[0],
            note=_("Kategori utama tiap kasus, termasuk yang masih diduga."),
        ),
        _table(_("Menurut kebutuhan"), groups.need, lambda key: str(needs[key]), order=lambda key: -groups.need[key]),
        _table(_("Menurut RT"), groups.rt, rt_words, unknown=_("Tanpa RT")),
        _table(_("Menurut jenis kelamin"), groups.sex, sexes.get, unknown=_("Tidak diketahui, atau bukan satu orang")),
        _table(
            _("Menurut umur"),
            groups.age,
            ages.get,
            unknown=_("Tidak diketahui, atau bukan satu orang"),
            order=lambda key: list(ages).index(key),
        ),
    ]


def age_words() -> dict[str, str]:
    return {
        "balita": _("Di bawah 5 tahun"),
        "anak": _("5 sampai 17 tahun"),
        "dewasa": _("18 sampai 59 tahun"),
        "lansia": _("60 tahun ke atas"),
    }


def _table(title: str, counts, words, *, rest: str = "", unknown: str = "", order=lambda key: key, note: str = ""):
    """Known groups in their order, then those told together, then those of which nothing is known."""
    known = sorted((key for key in counts if key not in (REST, report_counts.UNKNOWN)), key=order)
    rows = [Row(words(key), counts[key]) for key in known]
    rows += [Row(label, counts[key]) for key, label in ((REST, rest), (report_counts.UNKNOWN, unknown)) if counts[key]]
    return Table(title, rows, note if rows else "", _("Belum ada kasus terbuka."))


def _leaving(title: str, table: OneWayTable) -> Table:
    rows = [Row(row.label, row.count) for row in table.rows]
    note = (
        _("Angka kira-kira, keadaan %(day)s. Kelompok kecil digabung, supaya tidak ada yang bisa ditebak.")
        % {"day": longdate(table.on)}
        if rows
        else ""
    )
    return Table(title, rows, note, table.sentence)


def _reports_and_visits(numbers: Numbers, exact: bool) -> Chapter:
    reports = [Row(_("Laporan yang masuk"), numbers.reports)]
    if exact:
        labels = dict(EarlyReport.State.choices)
        reports += [
            Row(str(labels[state]), numbers.reports_by_outcome[state])
            for state in EarlyReport.State.values
            if numbers.reports_by_outcome.get(state)
        ]
    days = numbers.median_days_to_first_visit
    seen = numbers.urgent_seen
    visits = [
        Row(_("Kunjungan"), numbers.visits),
        Row(_("Di antaranya tidak bertemu siapa pun"), numbers.visits_nobody_met),
        Row(_("Sapaan"), numbers.greetings),
        Row(_("Layanan singkat"), numbers.errands),
        Row(_("Hari dari kabar pertama sampai ditengok (nilai tengah)"), days),
        Row(
            _("Yang mendesak ditengok dalam 24 jam"),
            None,
            _("%(count)d dari %(of)d") % {"count": seen.count, "of": seen.of} if seen.of else "–",
        ),
    ]
    tables = [Table(_("Laporan dini warga"), reports), Table(_("Kunjungan"), visits)]
    return Chapter(_("Laporan dini dan kunjungan"), _("Kunjungan"), tables)


def _help(numbers: Numbers, exact: bool) -> Chapter:
    referrals = [Row(_("Rujukan yang dikirim"), sum(numbers.referrals_by_target.values()))]
    if exact:
        targets = dict(ReferralTarget.choices)
        referrals += [Row(str(targets[key]), count) for key, count in numbers.referrals_by_target.items()]
    kept = numbers.promises_on_time
    promises = [
        Row(_("Janji yang harinya jatuh pada masa itu"), kept.of),
        Row(_("Ditepati pada waktunya"), kept.count),
        Row(
            _("Bagian yang tepat waktu"),
            None,
            f"{kept.percent}%" if kept.percent is not None else "–",
        ),
        Row(_("Janji yang terlambat hari ini"), numbers.late_promises),
    ]
    tables = [Table(_("Rujukan"), referrals), Table(_("Janji dan keputusan"), promises)]
    return Chapter(_("Rujukan dan janji"), _("Rujukan dan janji"), tables)


def _closed(numbers: Numbers, exact: bool) -> Chapter:
    """Why they closed is told to the board alone: a network has too few in a month."""
    rows = [Row(_("Kasus ditutup"), numbers.closed)] if numbers.closed_by_reason else []
    if exact:
        labels = counted.closing_labels()
        rows += [Row(str(labels.get(key, key)), count) for key, count in numbers.closed_by_reason.items() if count]
    table = Table(_("Kasus ditutup"), rows, sentence=_("Tidak ada kasus yang ditutup pada masa itu."))
    return Chapter(_("Ditutup, dan mengapa"), _("Ditutup"), [table])


def _volunteers(numbers: Numbers, counts: report_counts.PeriodCounts) -> Chapter:
    levels = dict(Training.Level.choices)
    rows = [Row(_("Relawan PSM"), numbers.volunteers), Row(_("Sudah terlatih"), numbers.trained)]
    rows += [
        Row(_("Jenjang %(level)s") % {"level": str(levels[level]).lower()}, count)
        for level, count in numbers.trained_by_level.items()
    ]
    followed = [Row(str(levels[key]), count) for key, count in counts.trainings.items()]
    tables = [
        Table(_("Relawan, keadaan hari ini"), rows),
        Table(
            _("Pelatihan yang diikuti pada masa itu"),
            sorted(followed, key=lambda row: row.words),
            sentence=_("Tidak ada pelatihan pada masa itu."),
        ),
    ]
    return Chapter(_("Relawan dan pelatihan"), _("Relawan"), tables)
