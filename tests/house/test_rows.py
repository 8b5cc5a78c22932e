"""Rows reach a person only through `visible_to`: a look at the source itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("members", "pmks_cases", "programs", "wksbm/portal", "wksbm/notifications", "wksbm/documents")
MAY_ASK_ALL = (
    "models",
    "actions",
    "due.py",
    "due",
    "reminders.py",
    "reminders",
    "calendar.py",
    "links.py",
    "migrations",
)
"""The nouns, the verbs, the due questions and what a signed link opens speak of all rows; everything a person
sees asks who is looking."""

SAY_WHO_IS_ASKING = ("visible_to", "for_sign_in", "for_session", "open_for", "to_sign_by")
"""Rows of this person; the account behind what was typed, or of a session; the paper whose code somebody holds; what
the village head has to sign."""

COMMANDS_OF_THE_OPERATOR = ("management", "bench")
"""A command is typed on the server itself, by who has the database anyway; the bench has invented people of its own."""


def sources():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT / package).parts
            if not set(parts) & {*MAY_ASK_ALL, *COMMANDS_OF_THE_OPERATOR}:
                yield path


def loose_managers(tree: ast.AST) -> list[int]:
    """Lines with `.objects` (or a history's `.events`) that is not followed at once by `.visible_to(`."""
    guarded = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in SAY_WHO_IS_ASKING
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("objects", "_default_manager", "_base_manager")
        and id(node) not in guarded
    ]


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_rows_come_through_visible_to(path):
    assert loose_managers(ast.parse(path.read_text())) == []


def test_the_look_finds_what_it_looks_for():
    assert loose_managers(ast.parse("Resident.objects.filter(pk=1)")) == [1]
    assert loose_managers(ast.parse("Resident.objects.visible_to(user).filter(pk=1)")) == []
