"""What happened to one record, from its history table: who did what, when, and which values changed."""

from dataclasses import dataclass, field
from datetime import datetime

from members.models import Rt, User
from pmks_cases.models.family import Family
from pmks_cases.models.resident import Resident

DERIVED = frozenset(
    {"id", "network_id", "name_key", "search_grams", "nik_digest", "revision", "created_at", "updated_at"}
)
"""Columns that say nothing about the person."""
TOLD_ANYWAY = frozenset({"residents.merge", "residents.undo_merge"})
"""Actions that belong into the story also where they changed no told column, with the reason that was given."""


@dataclass(frozen=True)
class Difference:
    """One column before and after. Identity numbers are `Sealed`, codes and keys as stored."""

    column: str
    before: object
    after: object


@dataclass(frozen=True)
class Chapter:
    """One action on the record. `action` is the name that the action gave itself, empty for none; `by` the person."""

    at: datetime
    action: str
    by: str
    reason: str
    differences: list[Difference] = field(default_factory=list)


def told_columns() -> list[str]:
    """The columns of a resident that a story tells about, in the order of the model."""
    return [f.attname for f in Resident._meta.concrete_fields if f.attname not in DERIVED]


def story_of(resident: Resident) -> list[Chapter]:
    """The whole story, the newest first; three queries however long it is. The first chapter has no differences."""
    events = list(resident.events.select_related("pgh_context").order_by("pgh_id"))
    contexts = [event.pgh_context.metadata if event.pgh_context else {} for event in events]
    names = dict(User.objects.filter(pk__in={c["user"] for c in contexts if c.get("user")}).values_list("pk", "name"))
    chapters = []
    before = None
    for event, context in zip(events, contexts, strict=True):
        changed = differences_between(before, event) if before is not None else []
        if before is None or changed or context.get("action") in TOLD_ANYWAY:
            chapters.append(
                Chapter(
                    at=event.pgh_created_at,
                    action=context.get("action", ""),
                    by=names.get(context.get("user"), ""),
                    reason=context.get("reason", ""),
                    differences=changed,
                )
            )
        before = event
    return chapters[::-1]


def differences_between(before, after) -> list[Difference]:
    """The told columns in which two rows of a resident (or of the history) differ."""
    return [
        Difference(column, getattr(before, column), getattr(after, column))
        for column in told_columns()
        if getattr(before, column) != getattr(after, column)
    ]


def mentioned_in(chapters: list[Chapter]) -> dict:
    """The RTs and families behind the keys of a story: (column, key) -> row."""
    named = {}
    for column, model in (("family_id", Family), ("rt_id", Rt)):
        changes = [d for chapter in chapters for d in chapter.differences if d.column == column]
        keys = {key for d in changes for key in (d.before, d.after) if key}
        if keys:
            named |= {(column, key): row for key, row in model.objects.in_bulk(keys).items()}
    return named
