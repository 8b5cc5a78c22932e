"""The mail itself: text and HTML, nothing of anybody who is helped, and links that ask for sign-in."""

from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wksbm.notifications.kinds import Told
from wksbm.notifications.links import preferences_token
from wksbm.notifications.models import Delivery

SHOWN = 20
"""Lines of a digest; a longer one is read in the portal."""


def letter(delivery: Delivery, words: list[Told], connection) -> EmailMultiAlternatives:
    """The message of this delivery with these words, to its recipient."""
    token = preferences_token(delivery.recipient)
    context = {
        "name": delivery.recipient.display_name,
        "at_once": delivery.at_once,
        "lines": [(told, address(told.url)) for told in words[:SHOWN]],
        "more": max(0, len(words) - SHOWN),
        "inbox": address(reverse("notifications:inbox")),
        "preferences": address(reverse("notifications:preferences_link", args=[token])),
    }
    if delivery.at_once:
        subject = _("Ada keadaan darurat yang menunggu Anda")
    else:
        subject = ngettext("%(count)d hal menunggu Anda", "%(count)d hal menunggu Anda", len(words)) % {
            "count": len(words)
        }
    mail = EmailMultiAlternatives(
        subject,
        render_to_string("notifications/mail/message.txt", context),
        None,
        [delivery.recipient.email],
        connection=connection,
        headers={
            "Message-ID": make_msgid(delivery.key.hex, settings.MAIL_DOMAIN),
            "X-Portal-Key": str(delivery.key),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{address(reverse('notifications:unsubscribe', args=[token]))}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(render_to_string("notifications/mail/message.html", context), "text/html")
    return mail


def address(path: str) -> str:
    """The whole address of a page: a worker that mails has no request to read it from."""
    return settings.PORTAL_ADDRESS.rstrip("/") + path
