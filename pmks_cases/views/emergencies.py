"""The page of an emergency that waits for somebody to take care of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import View

from pmks_cases.actions import emergency_alerts
from pmks_cases.models import EmergencyAlert
from pmks_cases.views.early_reports import emergency_numbers
from wksbm.core.access import audience


def _alert_or_404(request, pk: int) -> EmergencyAlert:
    rows = EmergencyAlert.objects.visible_to(request.user).of(request.network)
    return get_object_or_404(rows.select_related("case__resident", "case__rt", "report", "visit__by"), pk=pk)


def _address_of_alert(alert: EmergencyAlert, network) -> str:
    if alert.case_id:
        return reverse("pmks_cases:case", args=[network.slug, alert.case.number])
    return reverse("pmks_cases:report", args=[network.slug, alert.report_id])


@audience("pmks_cases.check_report")
class Emergency(View):
    """What an alert leads to: what was seen, whom to call, and the button that says that one takes care."""

    def get(self, request, network, pk):
        alert = _alert_or_404(request, pk)
        context = {
            "alert": alert,
            "others": emergency_alerts.others_who_answered(alert),
            "numbers": emergency_numbers(request.network),
            "url": _address_of_alert(alert, request.network),
        }
        return render(request, "pmks_cases/visit/emergency.html", context)


@require_POST
@audience("pmks_cases.check_report")
def answer_emergency(request, network, pk):
    alert = _alert_or_404(request, pk)
    emergency_alerts.answer(alert, by=request.user)
    messages.success(request, _("Tercatat: Anda yang menangani."))
    return redirect(_address_of_alert(alert, request.network))
