"""Early reports that nobody has checked yet."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pmks_cases.models import EarlyReport
from wksbm.core.registries import Due

LIMIT = 20


def reports_to_check(user, network) -> list[Due]:
    """Reports for this person to check: within three days, an emergency the same day."""
    found = EarlyReport.objects.visible_to(user).of(network).to_check().checkable_by(user).select_related("rt")
    found = found.only("saw", "secrecy", "check_by", "rt__number")
    return [
        Due(
            _("Laporan baru: %(what)s") % {"what": _first_words(report)},
            str(report.rt) if report.rt_id and not report.is_secret else "",
            reverse("pmks_cases:report", args=[network.slug, report.pk]),
            report.check_by,
        )
        for report in found.order_by("check_by", "pk")[:LIMIT]
    ]


def _first_words(report: EarlyReport) -> str:
    """What a list may say: of a rahasia report nothing of what was seen."""
    if report.is_secret:
        return _("perlu segera dibaca")
    words = report.saw.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
