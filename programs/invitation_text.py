"""The short text of an invitation for the WhatsApp group: it names nobody who is helped."""

from urllib.parse import quote

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programs.models import AgendaItem
from programs.models.agenda_words import topics


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
    if said := topics(lines, by_title=(AgendaItem.Kind.OTHER,)):
        parts += ["", _("Yang dirembuk:"), *(f"{number}. {topic}" for number, topic in enumerate(said, start=1))]
    if meeting.bring_along:
        parts += ["", meeting.bring_along]
    parts += ["", _("Mohon kehadirannya. Terima kasih.")]
    return "\n".join(parts)


def whatsapp_address(text: str) -> str:
    """Opens WhatsApp with the text; the group is chosen there."""
    return f"https://wa.me/?text={quote(text)}"
