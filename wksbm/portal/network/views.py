"""The numbers of one network, and for its board the list behind each figure."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from members.models import FollowUp, Rt
from members.views.follow_ups import as_row, told_origins
from pmks_cases.models import Case
from pmks_cases.models.case import NeedKind
from pmks_cases.models.case_reading import with_late_promises
from pmks_cases.views.cases import SHOWN
from wksbm.core.access import audience
from wksbm.core.paging import page_by_key
from wksbm.portal.actions import behind_numbers as behind
from wksbm.portal.actions import numbers as counted
from wksbm.portal.actions.meeting_counts import meeting_counts
from wksbm.portal.network import exports, figures
from wksbm.portal.numbers.choice import chosen_by, periods
from wksbm.portal.numbers.tables import REST, bars
from wksbm.portal.sheets import XLSX

HEADINGS = {
    behind.OPEN: gettext_lazy("Kasus yang didampingi"),
    behind.OPENED: gettext_lazy("Kasus baru"),
    behind.CLOSED: gettext_lazy("Kasus ditutup"),
    behind.LATE_VISIT: gettext_lazy("Kunjungan terlambat"),
    behind.ALONE: gettext_lazy("Tanpa pendamping"),
    behind.UNVISITED: gettext_lazy("90 hari tidak ditengok"),
    behind.URGENT: gettext_lazy("Mendesak saat dibuka"),
    behind.LATE_PROMISE: gettext_lazy("Janji terlambat"),
    behind.PROMISED: gettext_lazy("Janji yang jatuh pada masa itu"),
}
OF_TODAY = {behind.LATE_VISIT, behind.ALONE, behind.UNVISITED, behind.LATE_PROMISE}
"""Figures that tell of today, whatever the period."""


NO_RT = "tanpa"
"""In an address: the cases without an RT."""


def sees_names(user, network) -> bool:
    """Whether figures lead to lists: for the board, which sees every ordinary case and promise."""
    return user.has_perm("pmks_cases.assign_case", network)


def _told(request):
    """The choice of the address, the figures, and the doors behind them."""
    network = request.network
    choice = chosen_by(request.GET, network.today())
    found = counted.numbers_of([network], choice.period)[network.pk]
    return choice, found, figures.Doors(network, choice, sees_names(request.user, network))


@audience("portal.view_numbers")
@require_safe
def network_numbers(request, network):
    """What stands today, what happened in a period, which way it goes, why cases closed, and who volunteers."""
    network = request.network
    today = network.today()
    choice, found, doors = _told(request)
    period = choice.period
    context = {
        "choice": choice,
        "today": today,
        "under_way": figures.is_under_way(choice, today),
        "periods": periods(choice, today),
        "earlier": choice.query(periode=period.before().link) if period.months < 12 else "",
        "later": choice.query(periode=period.after().link) if period.months < 12 and period.has_ended(today) else "",
        "compare_url": choice.query(banding="tidak" if choice.compare else ""),
        "of_today": figures.of_today(found, doors),
        "of_period": figures.of_period(found, choice, doors),
        "closed": figures.closed_lines(found, doors) if doors.open else [],
        "volunteers": figures.volunteer_lines(found),
        "meetings": figures.meeting_lines(meeting_counts(network, period)),
        "reads_meetings": request.user.has_perm("programs.view_meeting", network),
        "trend": {"months": found.series, "first": found.series[0], "last": found.series[-1]},
        "sees_names": doors.open,
        **_in_detail(request, doors),
        "file_url": reverse("numbers_file", args=[network.slug]) + choice.query(),
    }
    return render(request, "portal/numbers/page.html", context)


def _tables(request):
    """Both tables: exact for the board, for everybody else those that may leave the network."""
    return counted.needs_and_rts(request.network, exact=sees_names(request.user, request.network))


def _in_detail(request, doors) -> dict:
    """By kind of need, and by RT; for the board each group leads to its cases of today."""
    by_need, by_rt = _tables(request)
    today = figures.Doors(request.network, chosen_by({}, request.network.today()), doors.open)
    return {
        "needs": bars(by_need, lambda key: today.cases(behind.OPEN, bidang=key)),
        "rts": bars(by_rt, lambda key: today.cases(behind.OPEN, rt=key or NO_RT)),
        "by_need": by_need,
        "by_rt": by_rt,
        "exact": by_need.exact,
        "on": by_need.on or by_rt.on,
        "with_rest": any(row.key == REST for table in (by_need, by_rt) for row in table.rows),
    }


@audience("portal.view_numbers")
@require_safe
def numbers_file(request, network):
    """The same figures as a spreadsheet. No read entry: it holds nobody's data."""
    choice, found, _doors = _told(request)
    content = exports.numbers_file(request.network, choice, found, _tables(request), by=request.user)
    response = HttpResponse(content, content_type=XLSX)
    name = f"angka-{request.network.slug}-{choice.period.link}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# --- The lists behind the figures ------------------------------------------------------------------------------


def _frame(request, what: str, choice, rows, guarded: int, back: str) -> dict:
    """What both lists show around their rows."""
    return {
        "title": HEADINGS[what],
        "when": _("hari ini") if what in OF_TODAY else choice.period.label,
        "count": rows.count(),
        "guarded": guarded,
        "today": request.network.today(),
        "back_url": reverse("network_numbers", args=[request.network.slug]) + back,
        "rest": f"&{choice.query()[1:]}",
    }


def _narrowed(rows, parameters, what: str):
    """The group of a table that the figure belongs to, and what of the address says so."""
    chosen = {}
    kind, rt, why = (parameters.get(name, "") for name in ("bidang", "rt", "alasan"))
    if kind in NeedKind.values:
        rows, chosen["bidang"] = rows.filter(need_kind=kind), kind
    if rt == NO_RT:
        rows, chosen["rt"] = rows.filter(rt=None), rt
    elif rt.isdecimal() and len(rt) < 19:
        rows, chosen["rt"] = rows.filter(rt=int(rt)), rt
    if what == behind.CLOSED and why in counted.closing_labels():
        # Who was turned away or joined has no reason but the state itself.
        reason = Q(closing_reason=why) | Q(closing_reason="", state=why)
        rows, chosen["alasan"] = rows.filter(reason), why
    return rows, chosen


def _in_words(request, chosen: dict) -> str:
    words = [str(NeedKind(chosen["bidang"]).label)] if "bidang" in chosen else []
    if chosen.get("rt") == NO_RT:
        words.append(_("tanpa RT"))
    elif "rt" in chosen:
        found = Rt.objects.visible_to(request.user).of(request.network).filter(pk=int(chosen["rt"])).first()
        words.append(str(found or ""))
    if "alasan" in chosen:
        words.append(str(counted.closing_labels()[chosen["alasan"]]))
    return ", ".join(filter(None, words))


@audience("pmks_cases.assign_case")
@require_safe
def cases_behind(request, network, what: str):
    """The cases that a figure tells of. Guarded ones that this person sees are told of, and counted in no figure."""
    if what not in behind.OF_CASES:
        raise Http404
    network = request.network
    today = network.today()
    choice = chosen_by(request.GET, today)
    rows = behind.cases_behind(Case.objects.visible_to(request.user).of(network), what, network, choice.period, today)
    rows, narrowed = _narrowed(rows, request.GET, what)
    counts, guarded = behind.counted_here(rows)
    shown = with_late_promises(counts.with_data_answer(), today).select_related("resident", "psm", "rt").only(*SHOWN)
    page = page_by_key(shown, key="-opened_at", parameters=request.GET)
    context = _frame(request, what, choice, counts, guarded.count(), choice.query(rw=""))
    kept = "".join(f"&{name}={value}" for name, value in narrowed.items())
    context |= {
        "rows": page.rows,
        "page": page,
        "rest": context["rest"] + kept,
        "all_url": reverse("pmks_cases:cases", args=[network.slug]) + "?daftar=semua",
        "narrowed": _in_words(request, narrowed),
    }
    return render(request, "portal/numbers/cases.html", context)


@audience("members.view_all_follow_ups")
@require_safe
def promises_behind(request, network, what: str):
    """The promises that a figure tells of; those of guarded cases are counted in no figure."""
    if what not in behind.OF_PROMISES:
        raise Http404
    network = request.network
    today = network.today()
    choice = chosen_by(request.GET, today)
    rows = FollowUp.objects.visible_to(request.user).of(network)
    counts, guarded = behind.counted_here(behind.promises_behind(rows, what, choice.period, today))
    page = page_by_key(counts.select_related("doer", "organization"), key="due_on", parameters=request.GET)
    told = told_origins(request.user, page)
    context = _frame(request, what, choice, counts, guarded.count(), choice.query(rw=""))
    context |= {
        "rows": [as_row(row, user=request.user, origin=told.get(row.pk), today=today) for row in page],
        "page": page,
        "all_url": reverse("members:follow_ups", args=[network.slug]),
    }
    return render(request, "portal/numbers/promises.html", context)
