"""The mail itself: text and HTML, nothing of anybody who is helped, and links that ask for sign-in."""

import re
from email.utils import make_msgid
from functools import cache

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from wksbm.notifications.kinds import Told
from wksbm.notifications.links import preferences_token
from wksbm.notifications.models import Delivery

SHOWN = 20
"""Lines of a digest; a longer one is read in the portal."""


def letter(delivery: Delivery, words: list[Told], connection) -> EmailMultiAlternatives:
    """The message of this delivery with these words, to its recipient."""
    token = preferences_token(delivery.recipient)
    unsubscribe = "notifications:unsubscribe_urgent" if delivery.at_once else "notifications:unsubscribe"
    context = {
        "name": delivery.recipient.display_name,
        "subject": subject(delivery, words),
        "at_once": delivery.at_once,
        "alone": delivery.is_alone,
        "lines": [(told, address(told.url), address(told.direct.url) if told.direct else "") for told in words[:SHOWN]],
        "has_direct": any(told.direct for told in words[:SHOWN]),
        "more": max(0, len(words) - SHOWN),
        "inbox": address(reverse("notifications:inbox")),
        "preferences": address(reverse("notifications:preferences_link", args=[token])),
        "light": colours()[0],
        "dark": colours()[1],
    }
    mail = EmailMultiAlternatives(
        context["subject"],
        render_to_string("notifications/mail/message.txt", context).strip() + "\n",
        None,
        [delivery.recipient.email],
        connection=connection,
        headers={
            "Message-ID": make_msgid(delivery.key.hex, settings.MAIL_DOMAIN),
            "X-Portal-Key": str(delivery.key),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{address(reverse(unsubscribe, args=[token]))}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(render_to_string("notifications/mail/message.html", context).strip(), "text/html")
    for told in words[:SHOWN]:
        if told.file:
            mail.attach(*told.file())
    return mail


def subject(delivery: Delivery, words: list[Told]) -> str:
    """What stands on a locked phone for everybody to read: how many, never what.

    What goes out at once says what its kind says of it: of a rahasia case not even that it is an emergency. So does
    what goes alone.
    """
    if delivery.at_once or (delivery.is_alone and len(words) == 1):
        return words[0].title
    count = len(words)
    return ngettext("%(count)d hal menunggu Anda", "%(count)d hal menunggu Anda", count) % {"count": count}


def address(path: str) -> str:
    """The whole address of a page: a worker that mails has no request to read it from."""
    return settings.PORTAL_ADDRESS.rstrip("/") + path


@cache
def colours() -> tuple[dict[str, str], dict[str, str]]:
    """The portal's colours by light and by dark, with `_` for `-`: a mail program reads no style sheet of ours."""
    light, dark = (settings.BASE_DIR / "static/css/tokens.css").read_text().split("prefers-color-scheme: dark", 1)
    return tuple(
        {name.replace("-", "_"): value for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", part)}
        for part in (light, dark)
    )
