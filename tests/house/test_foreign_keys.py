"""Foreign keys point down the house, like imports: also those written as strings."""

import pytest
from django.apps import apps
from django.conf import settings

FLOORS = ["core", "documents", "notifications", "members", "pmks_cases", "programs", "portal"]


def models_of_the_house():
    return [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def test_the_house_has_models_to_look_at():
    assert len(models_of_the_house()) > 20


@pytest.mark.parametrize("model", models_of_the_house(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_down_or_sideways(model):
    upwards = []
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        if not (field.concrete and field.is_relation and target):
            continue
        if target._meta.label in (settings.AUTH_USER_MODEL, settings.TENANT_MODEL):
            continue
        if target._meta.app_label in FLOORS:
            here, there = FLOORS.index(model._meta.app_label), FLOORS.index(target._meta.app_label)
            if there > here:
                upwards.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert upwards == []


def test_every_scoped_table_takes_its_network_from_the_one_base():
    from wksbm.core.models import Scoped

    tenant = apps.get_model(settings.TENANT_MODEL)
    own_way = [
        model._meta.label
        for model in models_of_the_house()
        if not issubclass(model, Scoped)
        and not hasattr(model, "pgh_tracked_model")
        and any(field.related_model is tenant and not field.null for field in model._meta.fields if field.is_relation)
    ]
    assert own_way == ["members.SignInLink"]  # is found by its token, before anybody is signed in


ACROSS_NETWORKS = {"notifications.Notification": "a person's own, read by the person across all networks"}


def test_every_index_of_a_scoped_table_begins_with_its_network():
    from wksbm.core.models import Scoped

    loose = []
    for model in models_of_the_house():
        if not issubclass(model, Scoped) or model._meta.label in ACROSS_NETWORKS:
            continue
        for index in model._meta.indexes:
            if index.fields and index.fields[0] != "network" and index.name != "resident_search":
                loose.append(index.name)
        for constraint in model._meta.constraints:
            if getattr(constraint, "fields", None) and constraint.fields[0] != "network":
                loose.append(constraint.name)
    # resident_search carries the network inside each gram (pmks_cases.names)
    assert loose == []
