"""Cases and reports as the origin of promises and read entries: who sees them, and what they are called."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.finishing import register_page
from pmks_cases.actions import case_promises, family_answers
from pmks_cases.models import Case, EarlyReport
from wksbm.core.registries import Origin, register_origin


def _cases_told(user, ids) -> dict[int, tuple[str, str]]:
    """Name and number, by id; for these words stand in lists, the number alone of a rahasia case, and of one whose
    family does not want the name kept."""
    found = Case.objects.visible_to(user).filter(pk__in=ids).select_related("resident", "network").with_data_answer()
    return {
        case.pk: (
            case.number if case.is_secret or case.name_refused else f"{case.name}, {case.number}",
            reverse("pmks_cases:case", args=[case.network.slug, case.number]),
        )
        for case in found
    }


def _reports_told(user, ids) -> dict[int, tuple[str, str]]:
    found = EarlyReport.objects.visible_to(user).filter(pk__in=ids).select_related("network")
    return {
        report.pk: (_("Laporan dini"), reverse("pmks_cases:report", args=[report.network.slug, report.pk]))
        for report in found
    }


def _page_to_tell_family(follow_up) -> str:
    """A promise to tell the family what was decided is done by what they answered."""
    waiting = family_answers.waiting_of(follow_up)
    if waiting is None:
        return ""
    return reverse("pmks_cases:tell_family", args=[follow_up.network.slug, waiting.case.number, waiting.pk])


register_page("pmks_cases.Case", _page_to_tell_family)
register_origin(Origin("pmks_cases.Case", Case.objects.visible_to, _cases_told, case_promises.insiders))
register_origin(Origin("pmks_cases.EarlyReport", EarlyReport.objects.visible_to, _reports_told))
