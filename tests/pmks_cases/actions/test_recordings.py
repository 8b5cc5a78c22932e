import os
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pmks_cases.actions import consents, recordings
from pmks_cases.actions.recordings import RecordingRefused
from wksbm.documents import sealed_files

pytestmark = pytest.mark.django_db


def sound(content=b"OggS\0\2" + b"\0" * 50) -> SimpleUploadedFile:
    return SimpleUploadedFile("suara Bu Wati.ogg", BytesIO(content).getvalue(), "audio/ogg")


@pytest.fixture
def kept(make_case, secretary):
    """A consent with its recording."""
    name = recordings.keep(sound())
    said = {"given_by": "Bu Wati", "way": "rekaman", "is_child": False}
    return consents.record(make_case(), by=secretary, answers={("data", None): True}, recording=name, **said)[0]


def test_a_recording_is_sealed_and_heard_again(kept):
    assert not sealed_files.path_of(kept.recording).read_bytes().startswith(b"OggS")
    assert recordings.heard(kept) == (b"OggS\0\2" + b"\0" * 50, "audio/ogg")


def test_one_that_is_gone_is_missing(kept):
    sealed_files.path_of(kept.recording).unlink()
    with pytest.raises(FileNotFoundError):
        recordings.heard(kept)


def test_what_is_no_sound_is_not_kept():
    with pytest.raises(RecordingRefused, match="bukan rekaman suara"):
        recordings.keep(sound(b"MZ\x90\0"))


def test_files_that_no_consent_names_are_removed_after_a_day(kept):
    folder = sealed_files.path_of(recordings.FOLDER)
    lost, young = folder / "ab12", folder / "cd34"
    for path in (lost, young):
        path.write_bytes(b"x")
    a_while_ago = timezone.now().timestamp() - 1.5 * sealed_files.DAY
    for path in (lost, sealed_files.path_of(kept.recording)):
        os.utime(path, (a_while_ago, a_while_ago))
    assert recordings.forget_orphans() == 1
    assert (lost.exists(), young.exists(), sealed_files.path_of(kept.recording).exists()) == (False, True, True)
    young.unlink()


def test_what_is_written_before_a_refusal_is_destroyed_with_it():
    with pytest.raises(RuntimeError), sealed_files.taken_back_when_refused():
        name = recordings.keep(sound())
        assert sealed_files.path_of(name).exists()
        raise RuntimeError
    assert not sealed_files.path_of(name).exists()
