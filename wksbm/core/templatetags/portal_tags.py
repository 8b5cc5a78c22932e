"""Tags and filters that every template has without `{% load %}`: icons, dates, RT numbers, the bar of parts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

NBSP = "\N{NO-BREAK SPACE}"


@register.simple_tag
def icon(name: str, label: str = "", extra: str = "") -> SafeString:
    """The picture `name` of static/icons.svg. Without `label` it is decoration and screen readers skip it.

    `extra` adds CSS classes.
    """
    return _picture(name, str(label), extra)


@lru_cache(maxsize=500, typed=True)  # typed: a safe string and a plain one of the same letters are two
def _picture(name: str, label: str, extra: str) -> SafeString:
    """A page draws fifty, the same in each row: once is enough, the address of the file too (0.5 ms a page)."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}{}" {}><use href="{}#i-{}"/></svg>',
        " " if extra else "",
        extra,
        spoken,
        static("icons.svg"),
        name,
    )


def _local(value: date) -> date:
    """An instant in the zone of the network; a day as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _joined(value: date, form: str) -> str:
    return date_format(value, form, use_l10n=False).replace(" ", NBSP)


@register.filter
def longdate(value: date | None, weekday: str = "") -> str:
    """`21 November 2026`, joined with no-break spaces; `longdate:"weekday"` puts `Sabtu, ` before it."""
    if not value:
        return ""
    day = _joined(_local(value), "j F Y")
    return f"{date_format(_local(value), 'l', use_l10n=False)}, {day}" if weekday else day


@register.filter
def shortdate(value: date | None) -> str:
    """`21 Nov 2026`, for a column of a table where the whole month does not fit."""
    return _joined(_local(value), "j M Y") if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """`19.42`: Indonesian writes the hour with a full stop."""
    return date_format(_local(value), "H.i", use_l10n=False) if value else ""


@register.filter
def moment(value: date | None) -> str:
    """`21 November 2026, 19.42 WIB`; a day without an hour is told as a day.

    The zone is named: some people read networks of two zones.
    """
    if not isinstance(value, datetime):
        return longdate(value)
    local = _local(value)
    zone = local.tzname() if timezone.is_aware(local) else ""
    return f"{_joined(local, 'j F Y')}, {clock(local)}{NBSP}{zone}".rstrip(NBSP)


def _numbered(word: str, value: object, digits: int) -> str:
    text = str(value).strip() if value is not None else ""
    if not text:
        return ""
    if text.isdecimal():
        text = text.zfill(digits)
    return conditional_escape(f"{word}{NBSP}{text}")


@register.filter
def rt(value: object) -> str:
    """`RT 003` from `3`, `"3"` or `"003"`; nothing from nothing."""
    return _numbered("RT", value, 3)


@register.filter
def rw(value: object) -> str:
    """`RW 04` from `4`; `RW IV` stays as the network writes itself."""
    return _numbered("RW", value, 2)


@register.simple_tag
@lru_cache(maxsize=2000, typed=True)
def unchanging(name: str, **given) -> SafeString:
    """A component that says the same to everybody who is `given` the same: drawn once for each process.

    It sees nothing else of the page: neither request nor person. The menu so drawn halves what a frame takes.
    """
    return render_to_string(name, given)


@register.simple_tag
def meter(parts: Iterable[Mapping]) -> SafeString:
    """One bar in which each part is as long as its number: `{"value": 318, "tone": ""}`.

    Tones: empty (teal), `half`, `calm`, `late`, `done`. It only repeats the figures beside it, so it has no text
    of its own; the parts are whole numbers, never formatted for a language, because SVG reads them.
    """
    parts = [part for part in parts if part["value"]]
    total = sum(int(part["value"]) for part in parts)
    gap = total / 200  # half a percent of ground between two parts
    rects, at = [], 0.0
    for part in parts:
        width = int(part["value"])
        shown = max(width - gap, gap) if part is not parts[-1] else width
        rects.append((f"part-{part.get('tone') or 'plain'}", f"{at:.2f}", f"{shown:.2f}"))
        at += width
    return format_html(
        '<svg class="meter" viewBox="0 0 {} 12" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        str(total or 1),
        format_html_join("", '<rect class="{}" x="{}" width="{}" height="12"/>', rects),
    )
