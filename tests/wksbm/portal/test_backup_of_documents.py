"""Issued papers outlive a lost machine and an old key, byte by byte."""

import hashlib

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as portal_settings

from programs.actions import attendances, meetings
from wksbm.documents import sealed_files
from wksbm.documents.actions import issuing
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers
from wksbm.portal.actions import backups, keys, restoring


@pytest.fixture
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings


def issue(network, by) -> IssuedDocument:
    values = {"begins": "19:30", "place": "Balai RW", "chair": by, "note_taker": by, "held_on": network.today()}
    meeting = meetings.plan(network, by=by, **values)
    attendances.invite(meeting, by=by, name="Pak Anwar", element="rt")
    meeting.refresh_from_db()
    return issuing.issue(papers["undangan"], network, by=by, row=meeting)


def digest_of(document) -> str:
    return hashlib.sha256(issuing.content_of(document)).hexdigest()


@pytest.mark.django_db
def test_a_paper_outlives_the_old_key(own_folder, network, secretary):
    made = issue(network, secretary)
    old = list(portal_settings.DATA_KEYS)
    own_folder.DATA_KEYS = [Fernet.generate_key().decode(), *old]
    before = sealed_files.path_of(made.file).read_bytes()
    done = keys.rotate()
    assert (done.complete, done.files) == (True, 1)
    own_folder.DATA_KEYS = own_folder.DATA_KEYS[:1]
    kept = IssuedDocument.objects.get(pk=made.pk)
    assert sealed_files.path_of(kept.file).read_bytes() != before
    assert (digest_of(kept), str(kept.called)) == (made.sha256, str(made.called))


@pytest.mark.django_db(transaction=True)
def test_a_paper_comes_back_from_a_backup(own_folder, network, secretary, tmp_path):
    made = issue(network, secretary)
    backup = tmp_path / "wksbm.tar"
    backups.make(backup)
    sealed_files.path_of(made.file).unlink()
    IssuedDocument.objects.all().delete()
    restoring.restore(backup, replace=True)
    kept = IssuedDocument.objects.get(pk=made.pk)
    assert (kept.number, digest_of(kept)) == (made.number, made.sha256)
