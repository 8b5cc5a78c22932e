"""How residents are spoken of in a template."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from wksbm.core.templatetags.portal_tags import NBSP

register = template.Library()


@register.filter
def sex_and_age(resident, today: date) -> str:
    """`Perempuan, 71 tahun`; a baby in months; what is not known is left out."""
    known = [resident.get_sex_display()] if resident.sex else []
    years = resident.age_on(today)
    if years:
        known.append((_("%(years)d tahun") % {"years": years}).replace(" ", NBSP))
    elif years == 0:
        born = resident.birth_on
        months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
        known.append((_("%(months)d bulan") % {"months": months}).replace(" ", NBSP))
    return ", ".join(known) or _("umur belum dicatat")
