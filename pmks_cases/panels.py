"""What this floor shows on pages of lower floors, and of a case on the pages of the people whom it is about."""

from django.urls import reverse

from pmks_cases.models import Case, Visit
from wksbm.core.registries import Panel, register_panel

MOST_CASES = 20

register_panel(
    Panel(
        "profile",
        "pmks_cases/category/_on_profile.html",
        "pmks_cases.view_categories",
        lambda _user, _network: None,  # a way there, nothing of the database
    )
)


def greetings_of(user, resident) -> list:
    """The last greetings at this resident's door that this person may see."""
    seen = Visit.objects.visible_to(user).filter(resident=resident, kind=Visit.Kind.GREETING)
    return list(seen.select_related("by").newest_first()[:3])


register_panel(
    Panel("resident", "pmks_cases/visit/_on_resident.html", "pmks_cases.record_greeting", greetings_of, order=60)
)


def cases_of_resident(user, resident) -> dict:
    """The cases about a person, or about his family, that `user` may see: the open ones first."""
    return _cases(user, resident.network, f"warga={resident.pk}", resident=resident)


def cases_of_family(user, family) -> dict:
    return _cases(user, family.network, f"keluarga={family.pk}", family=family)


def _cases(user, network, whom: str, **about) -> dict:
    found = Case.objects.visible_to(user).of(network).about(**about).select_related("psm").order_by("-opened_at")
    cases = sorted(found[:MOST_CASES], key=lambda case: not case.is_open)
    may_open = user.has_perm("pmks_cases.open_case", network)
    return {
        "cases": cases,
        "accompanied": any(case.is_open for case in cases),
        "open_url": f"{reverse('pmks_cases:open_case', args=[network.slug])}?{whom}" if may_open else "",
    }


register_panel(
    Panel("resident", "pmks_cases/case/_on_resident.html", "pmks_cases.view_case", cases_of_resident, 10),
    Panel("family", "pmks_cases/case/_on_family.html", "pmks_cases.view_case", cases_of_family, 10),
)
