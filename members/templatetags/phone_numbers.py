"""Phone numbers on a page: as people write them, and as the address of a chat."""

from urllib.parse import quote

from django import template

from members.phones import spoken_phone

register = template.Library()


@register.filter
def spoken(number: str | None) -> str:
    """`+628001234567` as `0800-1234-567`."""
    return spoken_phone(number or "")


@register.filter
def chat(number: str | None) -> str:
    """The WhatsApp address of a number."""
    return f"https://wa.me/{quote((number or '').removeprefix('+'))}"
