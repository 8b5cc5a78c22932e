"""What a watchman reads at /healthz: each part, and what to do about one that is not well."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from tests.conftest import make_user
from wksbm.notifications.models import Delivery
from wksbm.portal.actions import clockwork


@pytest.fixture(autouse=True)
def all_is_well(db, settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    leave_backup(settings)
    cache.clear()
    see(clockwork.WORKER, clockwork.CLOCK)


def leave_backup(settings, *, days_ago: float = 0) -> None:
    path = Path(settings.BACKUP_DIR) / "wksbm-20260101-020000.tar"
    path.write_bytes(b"x")
    moment = time.time() - days_ago * 86400
    os.utime(path, (moment, moment))


def see(*parts: str, minutes_ago: int = 0) -> None:
    for part in parts:
        cache.set(part, (datetime.now(UTC) - timedelta(minutes=minutes_ago)).isoformat(), timeout=None)


def unwell(client) -> dict[str, str]:
    """The parts that are not well, with the words about them."""
    lines = client.get("/healthz").content.decode().splitlines()[2:]
    return {key: words for key, words in (line.split(": ", 1) for line in lines) if words.startswith("TIDAK BAIK")}


def test_when_all_is_well_the_first_word_says_so(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content.decode().splitlines()[0]) == (200, "ok")
    assert unwell(client) == {}


def test_every_part_is_named(client):
    lines = client.get("/healthz").content.decode().splitlines()[2:]
    named = [line.split(":")[0] for line in lines]
    assert named == ["web", "database", "redis", "worker", "clock", "outbox", "backup"]


def test_a_clock_that_stands_still_is_told_from_a_worker_that_does(client):
    see(clockwork.WORKER, clockwork.CLOCK, minutes_ago=10)
    assert list(unwell(client)) == ["clock"]
    assert "Celery beat" in unwell(client)["clock"]


def test_a_worker_is_unwell_when_work_waits_for_it(client, settings):
    from wksbm.celery import app

    see(clockwork.WORKER, clockwork.CLOCK, minutes_ago=10)
    settings.CELERY_BROKER_URL = app.conf.broker_url
    app.send_task("notifications.deliver")
    try:
        assert list(unwell(client)) == ["worker"]
    finally:
        with app.connection_for_write() as broker:
            broker.default_channel.queue_purge("celery")


def test_redis_that_does_not_answer_leaves_the_pages_well(client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.content.decode().splitlines()[0] == "perlu dilihat"
    assert list(unwell(client)) == ["redis"]


@pytest.mark.parametrize(("minutes", "parts"), [(20, []), (40, ["outbox"])])
def test_mail_that_does_not_leave_is_seen_after_half_an_hour(client, minutes, parts):
    Delivery.objects.create(
        recipient=make_user("yati"), channel="email", slot="x", created_at=timezone.now() - timedelta(minutes=minutes)
    )
    assert list(unwell(client)) == parts


def test_an_old_backup_is_seen(client, settings):
    leave_backup(settings, days_ago=3)
    assert list(unwell(client)) == ["backup"]


def test_a_database_that_does_not_answer_is_no_health(client, transactional_db):
    connection.close()
    here = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = "tidak_ada"
    try:
        answer = client.get("/healthz")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = here
    assert answer.status_code == 503
    assert "database: TIDAK BAIK" in answer.content.decode()
