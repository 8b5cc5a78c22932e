"""How what waits is drawn."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wksbm.core.templatetags.portal_tags import icon, unchanging
from wksbm.portal.worklist import Waiting

register = template.Library()

_ROW = """
<li class="{}">
  <div class="text"><a class="title" href="{}">{}</a>{}</div>
  {}<span class="go">{}</span>
</li>"""


@register.simple_tag
def waiting_rows(parts: Iterable[Waiting]) -> SafeString:
    """Rows of a `ul` of class rows, as `_components/row.html` draws one; forty of those are a seventh of a home."""
    go = icon("next")
    rows = []
    for waiting in parts:
        due, words = waiting.due, waiting.badge
        more = format_html('<span class="soft">{}</span>', due.detail) if due.detail else ""
        badge = unchanging("_components/badge.html", text=words, tone=waiting.tone, icon="") if words else ""
        rows.append((waiting.tone, due.url, due.title, more, badge, go))
    return format_html_join("", _ROW, rows)
