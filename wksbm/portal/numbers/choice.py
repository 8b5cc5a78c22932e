"""What the address of a page of numbers chooses."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from wksbm.portal.numbers.period import TWELVE_MONTHS, Period


@dataclass(frozen=True)
class Choice:
    """What the address chooses: the period, whether it is compared, and the RW that is looked at closely."""

    period: Period
    compare: bool = True
    rw: str = ""

    def query(self, **other) -> str:
        """The query string of the same page with something else chosen."""
        chosen = {"periode": self.period.link, "banding": "" if self.compare else "tidak", "rw": self.rw, **other}
        return "?" + urlencode({key: value for key, value in chosen.items() if value})


def chosen_by(parameters, today: date) -> Choice:
    """The choice of an address; what it does not say, or says wrongly, is this month, compared."""
    period = Period.parse(parameters.get("periode", "")[:10], today) or Period.of_months(today)
    asked = parameters.get("rw", "")
    return Choice(period, parameters.get("banding") != "tidak", asked if asked.isdecimal() and len(asked) == 3 else "")


def periods(choice: Choice, today: date) -> list[tuple[str, str, bool]]:
    """(words, query string, whether it is the one shown) of the periods that a link offers."""
    offered = [
        (_("Bulan ini"), Period.of_months(today)),
        (_("Triwulan ini"), Period.parse(f"{today.year}-T{(today.month + 2) // 3}", today)),
        (_("12 bulan"), Period.parse(TWELVE_MONTHS, today)),
    ]
    return [(words, choice.query(periode=period.link), period == choice.period) for words, period in offered]
