"""Short texts to one invited person, for WhatsApp: day, hour and place, and nothing of cases or other people."""

from django.utils.translation import gettext as _

from programs.meeting_times import spoken_when


def invitation(row, meeting, address: str) -> str:
    """The invitation with his own link."""
    words = _words(row, meeting) | {"address": address}
    lines = [
        _("Yth. %(name)s,") % words,
        _("undangan %(meeting)s %(network)s:") % words,
        "",
        words["when"],
        _("Tempat: %(place)s") % words,
    ]
    if meeting.bring_along:
        lines.append(meeting.bring_along)
    lines += ["", _("Mohon jawab lewat tautan ini, tanpa mendaftar:"), address, "", _("Terima kasih.")]
    return "\n".join(lines)


def moved(row, meeting, address: str = "") -> str:
    """That day, hour or place have changed; the link that he has still works, unless this is a new one."""
    words = _words(row, meeting)
    lines = [
        _("Yth. %(name)s,") % words,
        _("%(meeting)s %(network)s berubah. Sekarang:") % words,
        "",
        words["when"],
        _("Tempat: %(place)s") % words,
    ]
    if row.is_for_another_day:
        lines += ["", _("Jawaban yang dulu untuk hari sebelumnya. Mohon jawab lagi.")]
    if address:
        lines += ["", _("Jawab lewat tautan ini:"), address]
    elif row.link_version:
        lines += ["", _("Tautan jawaban yang dulu masih berlaku.")]
    return "\n".join([*lines, "", _("Terima kasih.")])


def cancelled(row, meeting) -> str:
    """That it does not take place, and why."""
    words = _words(row, meeting) | {"why": meeting.cancelled_why}
    lines = [_("Yth. %(name)s,") % words, _("%(meeting)s %(network)s, %(when)s, dibatalkan.") % words]
    if meeting.cancelled_why:
        lines.append(_("Alasannya: %(why)s") % words)
    return "\n".join([*lines, "", _("Mohon maaf, dan terima kasih.")])


def _words(row, meeting) -> dict:
    return {
        "name": row.name,
        "meeting": str(meeting),
        "network": str(meeting.network),
        "when": spoken_when(meeting),
        "place": meeting.place,
    }
