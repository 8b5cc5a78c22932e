import os
import stat
from pathlib import Path

import pytest
from django.utils import timezone

from pmks_cases.actions import photos
from pmks_cases.models import Photo
from tests.wksbm.documents.test_shrunk_photos import opened, picture
from wksbm.documents import sealed_files


def test_a_kept_photo_lies_sealed_under_a_name_that_says_nothing(make_case, secretary, network, settings):
    case = make_case()
    photo = photos.keep(picture((800, 600)), by=secretary, network=network, case=case)
    path = Path(settings.MEDIA_ROOT) / photo.file
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.read_bytes().startswith(b"\xff\xd8")
    assert opened(photos.content(photo)).size == (800, 600)
    assert opened(photos.content(photo, small=True)).size == (240, 180)


def test_a_photo_of_nothing_leaves_no_file(secretary, network, settings, make_case):
    case = make_case()
    before = set((Path(settings.MEDIA_ROOT)).rglob("*"))
    with pytest.raises(Exception, match="photo_of_one_thing"):
        from django.db import transaction

        with transaction.atomic():
            photos.keep(picture((80, 60)), by=secretary, network=network)
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file() and path not in before]
    assert not Photo.objects.filter(case=case).exists()


def test_files_without_a_row_are_removed_after_a_day(make_case, secretary, network, settings):
    kept = photos.keep(picture((80, 60)), by=secretary, network=network, case=make_case())
    folder = Path(settings.MEDIA_ROOT) / photos.FOLDER
    lost, young = folder / "ab12", folder / "cd34"
    for path in (lost, young):
        path.write_bytes(b"x")
    a_while_ago = timezone.now().timestamp() - 1.5 * sealed_files.DAY
    for path in (lost, *folder.glob(f"{Path(kept.file).name}*")):
        os.utime(path, (a_while_ago, a_while_ago))
    assert photos.forget_orphans() == 1
    assert (lost.exists(), young.exists()) == (False, True)
    assert photos.content(kept)
