"""Who may know of a case: the one definition, written out in SQL for all who ask it (`models.exclusion` says why)."""

from django.db import models

from members.access import Role
from members.models.asked import Asked, array
from pmks_cases.models.category import Category
from pmks_cases.models.exclusion import IN_TEAM, KIN_OF_SOMEBODY, SHUT_OUT, about
from wksbm.core.models import ScopedQuerySet

Secrecy = Category.Secrecy
BOARD = frozenset({Role.CHAIR, Role.SECRETARY})

# All about the row `{row}`.
KNOWN_TO_WORKERS = f"""(
    {{row}}.secrecy <> '{Secrecy.SECRET}'
    AND ({{row}}.network_id = ANY({{boards}}) OR {{row}}.psm_id = {{user}} OR {{row}}.opened_by_id = {{user}})
    OR {{row}}.secrecy = '{Secrecy.SECRET}' AND {IN_TEAM} AND NOT {KIN_OF_SOMEBODY}
)"""
KNOWN_IN_RT = f"({{row}}.secrecy <> '{Secrecy.SECRET}' AND {{row}}.rt_id = ANY({{rts}}))"


def case_known_to(user, permission: str = "pmks_cases.view_case") -> str:
    """The question whether this person may know of the case `{row}`, as SQL: the one definition, wherever it is asked.

    The board knows of those of its network, a PSM of the own and assigned ones, an RT head (by `view_case_of_rt`) that
    there is one in his RT. Of a rahasia case its team alone. Nobody of one from which he is shut out.
    """
    networks = user.network_ids_with(permission)
    if permission == "pmks_cases.view_case_of_rt":
        offices = user.current_memberships
        rts = [office.rt_id for office in offices if office.role == Role.RT_HEAD and office.rt_id]
        known = KNOWN_IN_RT.replace("{rts}", array(rts))
    else:
        known = KNOWN_TO_WORKERS.replace("{boards}", array(boards_of(user, networks)))
    asked = f"{{row}}.network_id = ANY({array(networks)}) AND {known} AND NOT {SHUT_OUT}"
    return f"({about(asked, user, 'case')})"


def of_known_case(user) -> Asked:
    """For rows that belong to one case: this person may know of that case."""
    known = case_known_to(user).format(row="known")
    return Asked(f"{{row}}.case_id IN (SELECT known.id FROM pmks_cases_case known WHERE {known})")  # noqa: S608


def number_of_origin(user) -> Asked:
    """For promises (rows with an origin): the number of the case that each comes from, if this person knows of it."""
    known = case_known_to(user).format(row="known")
    number = f"(SELECT known.number FROM pmks_cases_case known WHERE known.id = {{row}}.origin_id AND {known})"  # noqa: S608
    return Asked(number, models.CharField())


def boards_of(user, networks: list[int]) -> list[int]:
    """Of these networks the ones whose board this person belongs to."""
    return [pk for pk in networks if not BOARD.isdisjoint(user.roles_in(pk))]


class OfCaseQuerySet(ScopedQuerySet):
    """Rows that belong to one case: seen by who sees the case."""

    def visible_to(self, user) -> "OfCaseQuerySet":
        return self.filter(of_known_case(user))
