"""Pages by key: a page costs the same however long the list is, and its address names only a row's id."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

PAGE_SIZE = 50


@dataclass
class Page:
    """Some rows in order, with the ids from which the pages before and after it begin (None at the ends)."""

    rows: list
    before: int | None
    after: int | None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_by_key(queryset: QuerySet, *, key: str, parameters: Any, size: int = PAGE_SIZE) -> Page:
    """The page after `?after=<id>` or before `?before=<id>` of `queryset`, in the order of `key`, then id.

    The cursor's own key is looked up among the same rows: an id that the person may not see begins at the top.
    `key` may begin with `-` for the newest first; its column must not be NULL.
    """
    descending = key.startswith("-")
    column = key.lstrip("-")
    backwards = "before" in parameters
    cursor = parameters.get("before") or parameters.get("after") or ""
    start = None
    if cursor.isdecimal() and len(cursor) < 19:
        start = queryset.order_by().filter(pk=int(cursor)).values_list(column, "pk").first()
    side = "lt" if descending != backwards else "gt"
    sign = "-" if side == "lt" else ""
    rows = queryset.order_by(f"{sign}{column}", f"{sign}pk")
    if start:
        # The first condition alone lets the index find the place; the second settles equal keys.
        rows = rows.filter(
            Q(**{f"{column}__{side}e": start[0]}), Q(**{f"{column}__{side}": start[0]}) | Q(**{f"pk__{side}": start[1]})
        )
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    if start and backwards:
        found.reverse()
        return Page(found, found[0].pk if more and found else None, found[-1].pk if found else None)
    if backwards:  # the cursor is gone: begin at the top
        return page_by_key(queryset, key=key, parameters={}, size=size)
    return Page(found, found[0].pk if start and found else None, found[-1].pk if more and found else None)
