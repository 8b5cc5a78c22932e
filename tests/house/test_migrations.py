"""Migrations are complete, and every one of ours has a way back."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OURS = ("core", "members", "pmks_cases")


def test_no_model_change_waits_for_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_all_our_migrations_go_back_and_forth_again():
    executor = MigrationExecutor(connection)
    latest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in OURS]
    assert {app for app, _ in latest} == set(OURS)
    executor.migrate([(app, None) for app in reversed(OURS)])
    tables = connection.introspection.table_names()
    assert [table for table in tables if table.startswith(("core_", "members_", "pmks_cases_"))] == []
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert "pmks_cases_resident" in connection.introspection.table_names()


def test_migrations_have_sentence_names(db):
    from django.db.migrations.loader import MigrationLoader

    names = [name for app, name in MigrationLoader(connection).disk_migrations if app in OURS]
    assert [name for name in names if "_auto_" in name or name.endswith(("_initial", "_and_more"))] == []
