"""The monthly report as page, on paper and as a spreadsheet."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wksbm.core.access import audience
from wksbm.portal.network import exports
from wksbm.portal.network.report import monthly_report
from wksbm.portal.network.views import sees_names
from wksbm.portal.numbers import Period
from wksbm.portal.sheets import XLSX


def chosen_period(parameters, today) -> Period:
    """A month or a quarter of the address; else the month that is over, of which a report is written."""
    asked = Period.parse(parameters.get("periode", "")[:10], today)
    return asked if asked and asked.months < 12 else Period.of_months(today).before()


def _quarter(today) -> Period:
    return Period.parse(f"{today.year}-T{(today.month + 2) // 3}", today)


def _choice(request):
    """The period, and whether groups are told exactly: for the board, unless it asks for what may be sent out."""
    period = chosen_period(request.GET, request.network.today())
    outside = request.GET.get("untuk") == "luar"
    return period, sees_names(request.user, request.network), outside


def _query(period: Period, outside: bool) -> str:
    return "?" + urlencode({"periode": period.link} | ({"untuk": "luar"} if outside else {}))


@audience("portal.view_monthly_report")
@require_safe
def report(request, network):
    """The figures of a month or a quarter, ready to be printed."""
    network = request.network
    today = network.today()
    period, board, outside = _choice(request)
    offered = [
        (_("Bulan lalu"), Period.of_months(today).before()),
        (_("Bulan ini"), Period.of_months(today)),
        (_("Triwulan lalu"), _quarter(today).before()),
        (_("Triwulan ini"), _quarter(today)),
    ]
    context = {
        "report": monthly_report(network, period, exact=board and not outside),
        "period": period,
        "today": today,
        "under_way": not period.has_ended(today),
        "periods": [(words, _query(one, outside), one == period) for words, one in offered],
        "earlier": _query(period.before(), outside),
        "later": _query(period.after(), outside) if period.has_ended(today) else "",
        "board": board,
        "outside": outside or not board,
        "other_url": _query(period, not outside) if board else "",
        "file_url": reverse("monthly_report_file", args=[network.slug]) + _query(period, outside),
    }
    return render(request, "portal/numbers/report.html", context)


@audience("portal.view_monthly_report")
@require_safe
def report_file(request, network):
    """The same as a spreadsheet. No read entry: it holds nobody's data."""
    period, board, outside = _choice(request)
    made = monthly_report(request.network, period, exact=board and not outside)
    response = HttpResponse(exports.report_file(made, by=request.user), content_type=XLSX)
    name = f"laporan-{request.network.slug}-{period.link}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
