"""Promises that are done on a page of their own: whoever owns where they come from says which, so that no import points
up."""

from collections.abc import Callable

from members.models import FollowUp

_pages: dict[str, Callable[[FollowUp], str]] = {}


def register_page(label: str, page_of: Callable[[FollowUp], str]) -> None:
    """For promises of this origin (as in `pmks_cases.Case`): the address where this one is done, or ""."""
    _pages[label] = page_of


def page_of(follow_up: FollowUp) -> str:
    """Where this promise is done, or "" where it is done like any other."""
    if not follow_up.origin_id or (find := _pages.get(follow_up.origin_label)) is None:
        return ""
    return find(follow_up)
