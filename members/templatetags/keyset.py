"""Addresses of the neighbours of a keyset page."""

from django import template

from wksbm.core.paging import Page

register = template.Library()


@register.filter
def previous_address(page: Page, rest: str = "") -> str:
    """The page before this one, with the rest of the query string (`&jenis=rt`)."""
    return f"?before={page.before}{rest}" if page.before else ""


@register.filter
def next_address(page: Page, rest: str = "") -> str:
    """The page after this one, with the rest of the query string."""
    return f"?after={page.after}{rest}" if page.after else ""
