"""A volunteer's own month: what she did, and thanks. Nobody else opens it; what the board reads is her report."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from members.models import Training, Volunteer
from wksbm.core.access import audience
from wksbm.documents.models import IssuedDocument
from wksbm.documents.views.documents import state_of
from wksbm.portal.actions.numbers import own_month as count_own_month
from wksbm.portal.numbers import OwnMonth, Period
from wksbm.portal.numbers.period import first_of_month
from wksbm.portal.papers import MONTHS_BACK, NAME


def chosen_month(parameters, today) -> Period:
    """A month of the address; else this one."""
    asked = Period.parse(parameters.get("bulan", "")[:7], today)
    return asked if asked and asked.months == 1 else Period.of_months(today)


@audience("portal.view_own_month")
@require_safe
def own_month(request, network):
    """Visits, greetings, doors, promises kept, her training and hours; her reports."""
    network = request.network
    today = network.today()
    period = chosen_month(request.GET, today)
    found = count_own_month(request.user, network, period.first)
    trainings = Training.objects.visible_to(request.user).filter(volunteer__user=request.user)
    context = {
        "period": period,
        "month": found,
        "thanks": thanks(found, today),
        "volunteer": Volunteer.objects.visible_to(request.user).filter(user=request.user).first(),
        "trainings": list(trainings.order_by("-held_on", "-pk")),
        "earlier": f"?bulan={period.before().link}",
        "later": f"?bulan={period.after().link}" if period.has_ended(today) else "",
        "reports": _reports(request),
        "may_report": period.first >= first_of_month(today, -MONTHS_BACK),
        "paper": NAME,
    }
    return render(request, "portal/numbers/own_month.html", context)


def _reports(request) -> list[IssuedDocument]:
    """Her last ones."""
    rows = IssuedDocument.objects.visible_to(request.user).of(request.network).filter(kind=NAME)
    found = list(rows.filter(issued_by=request.user).select_related("replaced_by").order_by("-issued_at", "-pk")[:6])
    for row in found:
        row.tone, row.badge = state_of(row)
    return found


def thanks(month: OwnMonth, today) -> str:
    """A kind sentence that is true."""
    if not month.visits and not month.greetings:
        if month.month == today.replace(day=1):
            return _("Bulan ini belum ada kunjungan yang tercatat. Satu sapaan di depan rumah pun sudah berarti.")
        return _("Bulan itu tidak ada kunjungan yang tercatat. Terima kasih tetap bersama jejaring ini.")
    told = ngettext(
        "Terima kasih. Ada %(count)d pintu yang Anda datangi, dan orang di baliknya tahu bahwa ia tidak sendiri.",
        "Terima kasih. Ada %(count)d pintu yang Anda datangi, dan orang di baliknya tahu bahwa mereka tidak sendiri.",
        month.families,
    )
    return told % {"count": month.families}
