"""How a signed-in device is told in the list of sessions."""

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

register = template.Library()

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
)
_BROWSERS += (("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_DEVICES = (
    ("iPhone", _("iPhone")),
    ("iPad", _("iPad")),
    ("Android", _("HP Android")),
    ("Windows", _("laptop Windows")),
)
_DEVICES += (("Macintosh", _("laptop Mac")), ("CrOS", _("Chromebook")), ("Linux", _("laptop Linux")))


@register.filter
def device_name(user_agent: str) -> str:
    """`Chrome di HP Android` from what the browser says; the order settles who pretends to be whom."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), None)
    device = next((name for sign, name in _DEVICES if sign in user_agent), None)
    if browser and device:
        return gettext("%(browser)s di %(device)s") % {"browser": browser, "device": device}
    return browser or device or gettext("Perangkat lain")
