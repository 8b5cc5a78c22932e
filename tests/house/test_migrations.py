"""Migrations are complete, and every one of ours has a way back."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OURS = [
    config.label
    for config in apps.get_app_configs()
    if Path(config.path).parent in (settings.BASE_DIR, settings.BASE_DIR / "wksbm")
    and (Path(config.path) / "migrations").is_dir()
]


def test_no_model_change_waits_for_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_all_our_migrations_go_back_and_forth_again():
    executor = MigrationExecutor(connection)
    latest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in OURS]
    assert {app for app, _ in latest} == set(OURS) >= {"core", "members", "notifications", "pmks_cases", "programs"}
    for app in OURS:  # one after the other from the roof down: all at once would keep the models of every step in mind
        MigrationExecutor(connection).migrate([(app, None)])
    tables = connection.introspection.table_names()
    assert [table for table in tables if table.startswith(tuple(f"{app}_" for app in OURS))] == []
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert "pmks_cases_resident" in connection.introspection.table_names()


def test_migrations_have_sentence_names(db):
    from django.db.migrations.loader import MigrationLoader

    names = [name for app, name in MigrationLoader(connection).disk_migrations if app in OURS]
    assert [name for name in names if "_auto_" in name or name.endswith(("_initial", "_and_more"))] == []
