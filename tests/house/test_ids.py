"""An id tells how many there are, unless it is drawn by chance: so is that of every row that a hidden case can have."""

from itertools import pairwise

from django.apps import apps

from tests.house.test_rows import PACKAGES
from wksbm.core.models import Scattered
from wksbm.core.models.scoped import scattered_id

IN_ORDER = {
    "members.FollowUpEntry": "a line of a promise's story: no page and no address says its id",
    "members.Question": "what a village head asks of an officer, never about a case",
    "pmks_cases.CaseCriterion": "a tick on a case's checklist: known by its criterion, no address says its id",
    "pmks_cases.CaseMember": "who is in a team: said to nobody but the team",
    "programs.AgendaItem": "a guarded case never enters an agenda",
    "programs.DecisionPromise": "ties a promise to a decision, and none is made on a guarded case in a meeting",
}
"""What belongs to a row with a drawn id and counts on all the same, with the reason."""


def ours():
    packages = tuple(package.replace("/", ".") for package in PACKAGES)
    for model in apps.get_models():
        is_history = hasattr(model, "pgh_obj_id") or model.__name__.endswith("Event")
        if model.__module__.startswith((*packages, "wksbm.core")) and not is_history:
            yield model


def test_what_belongs_to_a_row_with_a_drawn_id_has_one_too_or_says_why_not():
    drawn = {model for model in ours() if issubclass(model, Scattered)}
    assert {"Case", "Visit", "EarlyReport", "FollowUp", "Notification", "IssuedDocument"} <= {m.__name__ for m in drawn}
    counting = {
        model._meta.label
        for model in ours()
        if model not in drawn and any(field.related_model in drawn for field in model._meta.concrete_fields)
    }
    assert counting == set(IN_ORDER)


def test_drawn_ids_say_nothing_of_one_another():
    ids = [scattered_id() for _n in range(2000)]
    assert len(set(ids)) == 2000
    assert min(ids) >= 10**17
    steps = {abs(one - other) for one, other in pairwise(ids)}
    assert min(steps) > 10**9
