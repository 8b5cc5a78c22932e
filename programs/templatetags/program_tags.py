"""How amounts, bars and states of a program are shown."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from programs.forms.amounts import plain
from programs.models.program_states import State
from programs.models.program_words import Unit
from wksbm.core.templatetags.portal_tags import NBSP

register = template.Library()

TONES = {
    State.DRAFT: "plain",
    State.PROPOSED: "due",
    State.APPROVED: "done",
    State.RUNNING: "done",
    State.EVALUATED: "plain",
    State.STOPPED: "plain",
}
ICONS = {
    State.DRAFT: "edit",
    State.PROPOSED: "meeting",
    State.EVALUATED: "done",
    State.STOPPED: "close",
}


@register.filter
def number(value) -> str:
    """`2`, `2,5`, `1.250.000`; nothing from nothing."""
    return "" if value is None else plain(value)


@register.filter
def quantity(value, unit: str) -> str:
    """`Rp1.250.000`, `60 kg`, `12 jam orang`."""
    if unit == Unit.RUPIAH:
        return f"-Rp{plain(-value)}" if value < 0 else f"Rp{plain(value)}"
    words = dict(Unit.choices).get(unit, unit)
    return f"{plain(value)}{NBSP}{words}"


@register.filter
def state_tone(state: str) -> str:
    return TONES.get(state, "plain")


@register.filter
def state_icon(state: str) -> str:
    return ICONS.get(state, "")


@register.simple_tag
def length(share: int, tone: str = "") -> SafeString:
    """One bar of `share` percent; it only repeats the number beside it."""
    return format_html(
        '<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="part-{}" width="{}" height="6"/></svg>',
        tone or "plain",
        share,
    )


@register.simple_tag
def share_of(part: Decimal, total: Decimal) -> int:
    """Whole percent, between 0 and 100."""
    return max(0, min(100, round(100 * part / total))) if total else 0
