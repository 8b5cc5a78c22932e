"""Numbers of networks, without a name: periods, figures, and tables that leave the network.

`wksbm.portal.actions.numbers` asks for them; this package says what they are.
"""

from wksbm.portal.numbers.figures import Flow, MonthOfCases, Numbers, OwnMonth, Share, together
from wksbm.portal.numbers.period import Period
from wksbm.portal.numbers.tables import OneWayTable, Row

__all__ = ["Flow", "MonthOfCases", "Numbers", "OneWayTable", "OwnMonth", "Period", "Row", "Share", "together"]
