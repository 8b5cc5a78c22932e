"""The short text of an invitation for the WhatsApp group: it names nobody who is helped."""

from collections import Counter
from urllib.parse import quote

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def group_text(meeting, lines) -> str:
    """Day, time, place and what is talked about. A case is its number, RT and the help needed; of what
    residents and promises say only how much there is.

    `lines` are those discussed, as `said_today`.
    """
    day = date_format(meeting.held_on, "l, j F Y", use_l10n=False)
    parts = [
        f"*{meeting}*",
        _("%(day)s, pukul %(time)s") % {"day": day, "time": meeting.begins.strftime("%H.%M")},
        _("Tempat: %(place)s") % {"place": meeting.place},
    ]
    if topics := _topics(lines):
        parts += ["", _("Yang dirembuk:"), *(f"{number}. {topic}" for number, topic in enumerate(topics, start=1))]
    if meeting.bring_along:
        parts += ["", meeting.bring_along]
    parts += ["", _("Mohon kehadirannya. Terima kasih.")]
    return "\n".join(parts)


def _topics(lines) -> list[str]:
    said, folded = [], Counter()
    for line in lines:
        if line.kind in (line.Kind.CASE, line.Kind.UNHELPED, line.Kind.OTHER):
            said.append(line.title)
        else:
            folded[line.get_kind_display()] += 1
    return said + [f"{kind} ({count})" for kind, count in folded.items()]


def whatsapp_address(text: str) -> str:
    """Opens WhatsApp with the text; the group is chosen there."""
    return f"https://wa.me/?text={quote(text)}"
