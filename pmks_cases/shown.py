"""How the columns of a resident are named and written for people: the same words in stories, comparisons and files."""

from datetime import date

from django.utils.translation import gettext as _

from pmks_cases.models import Resident
from wksbm.core.templatetags.portal_tags import longdate

WHOLE_ONLY = frozenset(
    {
        "nik",
        "family_id",
        "birth_place",
        "birth_on",
        "education",
        "occupation",
        "marital_status",
        "disability",
        "insurance",
    }
)
"""Columns whose values are only for who may see a whole resident (`pmks_cases.view_whole_resident`)."""

_by_attname = {field.attname: field for field in Resident._meta.concrete_fields}


def column_label(column: str) -> str:
    """`Alamat sekarang` for `present_address`."""
    if column == "family_id":
        return _("Keluarga")
    return str(_by_attname[column].verbose_name)


def shown_value(column: str, value: object, mentioned: dict) -> str:
    """A column's value in words; identity numbers masked, nothing as ''.

    `mentioned` maps (column, key) to the RT or family behind a key.
    """
    if value is None or value == "":
        return ""
    if column == "family_id":
        number = getattr(mentioned.get((column, value)), "kk_number", None)
        return _("KK %(number)s") % {"number": number} if number else _("keluarga tanpa nomor KK")
    if column == "rt_id":
        return str(mentioned.get((column, value), "RT"))
    if isinstance(value, date):
        return longdate(value)
    choices = dict(_by_attname[column].flatchoices)
    return str(choices.get(value, value)) if choices else str(value)


def mentioned_by(*rows) -> dict:
    """What `shown_value` needs to name the RT and the family of these rows."""
    named = {}
    for row in rows:
        named |= {("rt_id", row.rt_id): row.rt, ("family_id", row.family_id): row.family}
    return named
