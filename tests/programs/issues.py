"""Organisations of the inner circle and what they say, for the tests of strategic issues."""

from members.models import Organization
from programs.actions import strategic_issues
from programs.models.strategic_issue import CRITERIA

CORE = Organization.AllianceTier.CORE


def make_core(network, count: int) -> list[Organization]:
    """So many more organisations of the inner circle."""
    have = Organization.objects.of(network).count()
    return [
        Organization.objects.create(network=network, kind="pkk", name=f"PKK Melati {turn}", alliance_tier=CORE)
        for turn in range(have, have + count)
    ]


def scores(*values: int) -> dict[str, int]:
    """Five scores, or one for all five criteria."""
    values = values * len(CRITERIA) if len(values) == 1 else values
    return {criterion.name: value for criterion, value in zip(CRITERIA, values, strict=True)}


def weighed(network, *, by, title="Anak putus sekolah", each=(4, 4, 4)):
    """An issue that an organisation of the inner circle weighs with each of these values."""
    made = strategic_issues.propose(network, by=by, title=title, description="Tujuh anak berhenti sesudah SD.")
    have = list(Organization.objects.of(network).in_core().order_by("pk"))
    have += make_core(network, len(each) - len(have))
    for organization, value in zip(have, each, strict=False):
        strategic_issues.weigh(made, by=by, organization=organization, **scores(value))
    return made
