"""The rows of a year while they come together, and how they reach their tables all at once."""

import random
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models

from pmks_cases.models import Case
from wksbm.core.models import Scattered
from wksbm.core.models.scoped import scattered_id
from wksbm.portal.actions.demo_place import Place
from wksbm.portal.bench.rows import copy_rows, row_of

IN_ORDER = (
    *("pmks_cases.Case", "pmks_cases.EarlyReport", "pmks_cases.CaseMove", "pmks_cases.Handover", "pmks_cases.Visit"),
    *("pmks_cases.Consent", "pmks_cases.Assessment", "pmks_cases.CaseCategory", "pmks_cases.Referral"),
    *("pmks_cases.Goal", "pmks_cases.Measurement", "members.FollowUp", "pmks_cases.PlanStep"),
    *("members.FollowUpEntry", "pmks_cases.EmergencyAlert"),
)
"""Tables, those that others point at first."""


class Notebook:
    """Rows by table, each a dict of columns; keys are given here, so that rows can point at each other."""

    def __init__(self):
        self.rows: dict[type[models.Model], list[dict[str, Any]]] = defaultdict(list)
        self.urgency_now: dict[int, int] = {}

    def add(self, model: type[models.Model], **columns: Any) -> dict[str, Any]:
        """Note a row. It may still be changed: what is stored is how it stands in the end."""
        row = {"id": scattered_id(), **columns} if issubclass(model, Scattered) else columns
        self.rows[model].append(row)
        return row

    def store(self) -> None:
        """Store all by COPY, words sealed; the triggers keep the history of it.

        A case is stored as urgent as it was when it was opened, then as its visits found it: its history knows both.
        """
        assert {model._meta.label for model in self.rows} <= set(IN_ORDER)
        for model in sorted(self.rows, key=lambda model: IN_ORDER.index(model._meta.label)):
            copy_rows(model, [row_of(model, **row) for row in self.rows[model]])
        changed = [Case(pk=pk, urgency=urgency) for pk, urgency in self.urgency_now.items()]
        Case.objects.bulk_update(changed, ["urgency"])


class Clock:
    """Hours of a story: each thing later than the one before, in the daytime unless an hour is said."""

    def __init__(self, place: Place, chance: random.Random):
        self.place, self.chance = place, chance
        self.last: datetime | None = None

    def at(self, day: date, hour: int = 8) -> datetime:
        found = datetime.combine(day, time(hour), self.place.zone) + timedelta(minutes=self.chance.randint(0, 50))
        if self.last is not None and found <= self.last:
            found = self.last + timedelta(minutes=self.chance.randint(6, 35))
        self.last = found
        return found
