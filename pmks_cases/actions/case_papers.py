"""What papers of cases ask of all rows: which cases are guarded, and who signs."""

from collections.abc import Iterable

from members.access import Role
from members.models import Membership
from pmks_cases.models import Case
from pmks_cases.models.exclusion import guarded


def guarded_among(ids: Iterable[int]) -> set[int]:
    """Of these cases those that are rahasia now, or of which somebody must not know."""
    rows = Case.objects.filter(pk__in=list(ids)).annotate(guarded=guarded("case"))
    return set(rows.filter(guarded=True).values_list("pk", flat=True))


def holder_of(network, role: Role) -> str:
    """Who holds a single office of the board today; '' for nobody."""
    office = Membership.objects.current().filter(network=network, role=role).select_related("user").first()
    return office.user.name if office else ""
