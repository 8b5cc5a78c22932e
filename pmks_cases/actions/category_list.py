"""Loading the reference data of cases from its file, as often as the file changes."""

import tomllib
from pathlib import Path

from django.apps.registry import Apps
from django.db import transaction

FILE = Path(__file__).resolve().parents[1] / "data" / "categories.toml"
SEX = {"L": 1, "P": 2}
"""The file's letters, as `codes.Sex` stores them."""


def read() -> dict:
    """The file as it stands: `groups` and `categories`."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@transaction.atomic
def load(apps: Apps) -> None:
    """Bring the database to what the file says: again and again the same, never deleting.

    `apps` is a migration's historical registry or Django's own. What the file no longer holds is set not current. A
    field that a historical model does not have yet is left to the later migration that adds it and loads again.
    """
    group_model = apps.get_model("pmks_cases", "AttentionGroup")
    category_model = apps.get_model("pmks_cases", "Category")
    criterion_model = apps.get_model("pmks_cases", "Criterion")
    listed = read()
    for group in listed["groups"]:
        _put(group_model, {"number": group["number"]}, {"name": group["name"]})
    category_model.objects.exclude(pk__in=[row["code"] for row in listed["categories"]]).update(is_current=False)
    for row in listed["categories"]:
        facts = {
            "number": row["number"],
            "name": row["name"],
            "definition": row["definition"],
            "subject": row["subject"],
            "age_from": row.get("age_from"),
            "age_to": row.get("age_to"),
            "sex": SEX[row["sex"]] if "sex" in row else None,
            "secrecy": row["secrecy"],
            "stigmatising": row.get("stigmatising", False),
            "group_id": row["group"],
            "is_current": True,
        }
        category = _put(category_model, {"code": row["code"]}, facts)
        letters = [criterion["letter"] for criterion in row["criteria"]]
        criterion_model.objects.filter(category=category).exclude(letter__in=letters).update(is_current=False)
        for order, criterion in enumerate(row["criteria"], start=1):
            said = {"text": criterion["text"], "order": order, "is_local": criterion.get("local", False)}
            _put(criterion_model, {"category": category, "letter": criterion["letter"]}, {**said, "is_current": True})


def _put(model, key: dict, facts: dict):
    columns = {name for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    known = {name: value for name, value in facts.items() if name in columns}
    return model.objects.update_or_create(defaults=known, **key)[0]
