"""How residents are spoken of in a template."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pmks_cases.codes import KkLevel, Sex
from wksbm.core.templatetags.portal_tags import NBSP

register = template.Library()


@register.filter
def sex_and_age(resident, today: date) -> str:
    """`Perempuan, 71 tahun`; a baby in months; what is not known is left out."""
    years, months = resident.age_on(today), None
    if years == 0:
        born = resident.birth_on
        months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return _told(get_language(), resident.sex, years, months)


@lru_cache(maxsize=1000)
def _told(language: str, sex: int | None, years: int | None, months: int | None) -> str:
    """The words of a sex and an age. There are some two hundred pairs; a list translates none of them twice."""
    known = [str(Sex(sex).label)] if sex else []
    if years:
        known.append((_("%(years)d tahun") % {"years": years}).replace(" ", NBSP))
    elif months is not None:
        known.append((_("%(months)d bulan") % {"months": months}).replace(" ", NBSP))
    return ", ".join(known) or _("umur belum dicatat")


@register.inclusion_tag("pmks_cases/resident/_rows.html", takes_context=True)
def resident_rows(context, residents: Iterable, *, in_family: bool = False, compare_with=None) -> dict:
    """The rows of a `ul` of class rows. Reads `today` and `portal.network`.

    `in_family` says each one's place on the card instead of the address; with `compare_with` the names lead to the
    comparison with that resident. All words are put together here, because fifty rows cost a template three times
    as much.
    """
    slug, today = context["portal"].network.slug, context["today"]
    route = "resident" if compare_with is None else "merge_residents"
    between = [] if compare_with is None else [compare_with.pk]
    # One address worked out, and the others like it.
    before, after = reverse(f"pmks_cases:{route}", args=[slug, *between, 0]).rsplit("0", 1)
    rows = []
    for resident in residents:
        place = str(KkLevel(resident.kk_level).label) if in_family and resident.kk_level else ""
        known = [place, sex_and_age(resident, today), str(resident.rt or "")]
        rows.append(
            {
                "name": resident.name,
                "url": f"{before}{resident.pk}{after}",
                "about": ", ".join(filter(None, known)),
                "home": "" if place else resident.present_address or resident.address,
                "gone": "" if resident.lives_here else resident.get_status_display(),
            }
        )
    return {"rows": rows}
