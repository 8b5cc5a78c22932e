"""The page of who looks after the portal itself."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse

from pmks_cases.models import ResidentImport
from wksbm.portal import tasks
from wksbm.portal.actions import clockwork

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.BACKUP_DIR.mkdir()
    clockwork._written.clear()
    cache.clear()


@pytest.fixture
def operator(signed_in, person):
    return signed_in(person("village_operator"))


def leave_backup(settings, *, days_ago: float) -> None:
    path = Path(settings.BACKUP_DIR) / "wksbm-20260101-020000.tar"
    path.write_bytes(b"x")
    moment = time.time() - days_ago * 86400
    os.utime(path, (moment, moment))


@pytest.mark.parametrize("role", ["secretary", "chair", "village_head", "auditor", "psm"])
def test_it_is_for_the_village_operator_alone(signed_in, person, role):
    assert signed_in(person(role)).get(reverse("operation")).status_code == 403


def test_a_fresh_backup_is_good_news(operator, settings):
    leave_backup(settings, days_ago=1.9)
    html = operator.get(reverse("operation")).content.decode()
    assert "Cadangan ada" in html
    assert "Tersimpan 1 cadangan malam" in html


@pytest.mark.parametrize(("days_ago", "said"), [(None, "Belum ada cadangan"), (3.2, "Cadangan terakhir 3 hari lalu")])
def test_an_old_or_missing_backup_waits_on_the_operators_home(operator, network, settings, days_ago, said):
    if days_ago:
        leave_backup(settings, days_ago=days_ago)
    html = operator.get(reverse("network_home", args=[network.slug])).content.decode()
    assert said in html
    assert f'href="{reverse("operation")}"' in html
    assert "Cadangan ada" not in operator.get(reverse("operation")).content.decode()


def test_it_waits_on_the_list_of_several_networks_too(operator, network, other_network, settings):
    overdue = "sudah lebih dari dua hari tidak dibuat"
    assert overdue in operator.get("/").content.decode()
    leave_backup(settings, days_ago=1)
    assert overdue not in operator.get("/").content.decode()


def test_nobody_else_is_told_of_backups(signed_in, person, network):
    html = signed_in(person("secretary")).get(reverse("network_home", args=[network.slug])).content.decode()
    assert "cadangan" not in html.casefold()


def test_worker_and_clock_are_seen_by_the_tasks_they_move(operator):
    assert operator.get(reverse("operation")).content.decode().count("Belum pernah terlihat") == 2
    tasks.note_task(task=tasks.nightly_backup)
    html = operator.get(reverse("operation")).content.decode()
    assert "Belum pernah terlihat" not in html
    assert html.count("Berjalan") == 6  # with the pages, the database, Redis and the outbox


def test_a_task_that_a_page_gave_shows_only_the_worker(operator):
    clockwork.note_task("pmks_cases.read_import")
    seen = clockwork.last_seen()
    assert seen[clockwork.WORKER] is not None
    assert seen[clockwork.CLOCK] is None


def test_what_was_last_seen_long_ago_stands_still(operator):
    before = datetime.now(UTC) - timedelta(minutes=6)
    for key in (clockwork.WORKER, clockwork.CLOCK):
        cache.set(key, before.isoformat(), timeout=None)
    assert operator.get(reverse("operation")).content.decode().count("Diam") == 2


def test_imports_that_wait_are_named_by_network_never_by_file(operator, network, person):
    ResidentImport.objects.create(network=network, created_by=person("secretary"), file_name="Pak Slamet.xlsx")
    ResidentImport.objects.create(
        network=network, created_by=person("secretary"), file_name="b.xlsx", state=ResidentImport.State.SAVED
    )
    page = operator.get(reverse("operation"))
    assert len(page.context["imports"]) == 1
    assert "Pak Slamet" not in page.content.decode()


def test_versions_are_there_for_a_question_to_the_makers(operator):
    labels = [str(label) for label, _ in operator.get(reverse("operation")).context["versions"]]
    assert labels == ["Portal", "Django", "Python", "PostgreSQL"]
