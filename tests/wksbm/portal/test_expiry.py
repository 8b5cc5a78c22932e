"""What the portal forgets by itself, and what it does not."""

import uuid
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from pmks_cases.actions import early_reports
from pmks_cases.models import EarlyReport, ResidentImport, StagedRow
from wksbm.core.models import FormReceipt, JobProgress, KeptPost
from wksbm.core.sealing import seal
from wksbm.portal.tasks import forget_expired

pytestmark = pytest.mark.django_db


def aged(row, **age) -> None:
    """Let a row be as old as `age` says; its own column is filled by itself and only an update changes it."""
    column, days = age.popitem()
    type(row).objects.filter(pk=row.pk).update(**{column: timezone.now() - days})


def test_kept_posts_live_an_hour(secretary):
    for path, minutes in (("/lama/", 61), ("/baru/", 59)):
        kept = KeptPost.objects.create(user=secretary, path=path, sealed=seal("x"))
        aged(kept, kept_at=timedelta(minutes=minutes))
    forget_expired()
    assert [kept.path for kept in KeptPost.objects.all()] == ["/baru/"]


def test_receipts_live_a_month(secretary):
    for url, days in (("/lama/", 31), ("/baru/", 29)):
        receipt = FormReceipt.objects.create(id=uuid.uuid4(), user=secretary, result_url=url)
        aged(receipt, taken_at=timedelta(days=days))
    forget_expired()
    assert [receipt.result_url for receipt in FormReceipt.objects.all()] == ["/baru/"]


def test_progress_lives_a_week():
    old, young = uuid.uuid4(), uuid.uuid4()
    for job, days in ((old, 8), (young, 6)):
        aged(JobProgress.objects.create(job=job), updated_at=timedelta(days=days))
    forget_expired()
    # Imports of other tests have written theirs through a connection of their own, outside every test's transaction.
    assert [progress.job for progress in JobProgress.objects.filter(job__in=(old, young))] == [young]


def test_an_ended_session_goes_with_what_is_known_of_the_phone(secretary):
    for key, minutes in (("berakhir", -1), ("berlaku", 1)):
        Session.objects.create(session_key=key, expire_date=timezone.now() + timedelta(minutes=minutes))
        UserSession.objects.create(user=secretary, session_key=key, ip="127.0.0.1", user_agent="HP")
    UserSession.objects.create(user=secretary, session_key="sudah keluar", ip="127.0.0.1", user_agent="HP")
    forget_expired()
    assert [session.session_key for session in Session.objects.all()] == ["berlaku"]
    assert [session.session_key for session in UserSession.objects.all()] == ["berlaku"]


def test_a_preview_that_nobody_answered_lives_a_day(network, secretary):
    for name, hours in (("lama.csv", 25), ("baru.csv", 23)):
        sent = ResidentImport.objects.create(
            network=network, created_by=secretary, file_name=name, state=ResidentImport.State.CHECKED
        )
        StagedRow.objects.create(
            network=network, resident_import=sent, number=2, outcome=StagedRow.Outcome.NEW, sealed=seal("{}")
        )
        aged(sent, created_at=timedelta(hours=hours))
    forget_expired()
    assert {sent.file_name: sent.state for sent in ResidentImport.objects.all()} == {
        "lama.csv": ResidentImport.State.EXPIRED,
        "baru.csv": ResidentImport.State.CHECKED,
    }
    assert [row.resident_import.file_name for row in StagedRow.objects.all()] == ["baru.csv"]


def test_counts_of_sign_ins_go_when_they_count_no_more(db):
    cache.clear()
    cache.set("lama", 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_cache SET expires = %s", [timezone.now() - timedelta(minutes=1)])
        cache.set("baru", 1)
        forget_expired()
        cursor.execute("SELECT cache_key FROM core_cache WHERE cache_key NOT LIKE '%clockwork%'")
        assert cursor.fetchall() == [(":1:baru",)]


def test_an_unfounded_report_lives_six_months(network, secretary, person):
    reports = []
    for days in (190, 180):
        values = {"saw": "Lampu mati", "place": "RT 001"}
        report = early_reports.send(network, by=person("dasawisma_kader"), values=values)
        early_reports.close_as_unfounded(report, by=secretary, note="Sudah menyala")
        aged(report, settled_at=timedelta(days=days))
        reports.append(report)
    forget_expired()
    assert [EarlyReport.objects.get(pk=report.pk).saw for report in reports] == ["", "Lampu mati"]
