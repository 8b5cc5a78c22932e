import os
import stat
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from pmks_cases.actions import photos
from pmks_cases.actions.photos import PhotoRefused
from pmks_cases.models import Photo
from wksbm.documents import sealed_files

PLACE_AND_PHONE = Image.Exif()
PLACE_AND_PHONE[0x010F] = "HP Khayal"
PLACE_AND_PHONE[0x0112] = 6  # lies on its side
PLACE_AND_PHONE.get_ifd(0x8825).update({1: "S", 2: (7.0, 12.0, 30.0)})


def picture(size=(3000, 2000), kind="JPEG", **options) -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(buffer, kind, **options)
    return SimpleUploadedFile(f"x.{kind.lower()}", buffer.getvalue(), f"image/{kind.lower()}")


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photo_is_shrunk_and_loses_place_phone_and_comment():
    made = photos.shrunk(picture(exif=PLACE_AND_PHONE, comment=b"rumah Dimas"))
    kept = opened(made.full)
    assert kept.format == "JPEG"
    assert (dict(kept.getexif()), kept.info.get("exif"), kept.info.get("comment")) == ({}, None, None)
    assert b"HP Khayal" not in made.full and b"rumah Dimas" not in made.full


def test_a_photo_taken_sideways_stands_upright_and_at_most_1600_high():
    made = photos.shrunk(picture(exif=PLACE_AND_PHONE))
    assert opened(made.full).size == (made.width, made.height) == (1067, 1600)
    assert max(opened(made.small).size) == 240


def test_a_photo_of_twelve_megabytes_is_accepted():
    large = picture((5600, 4200), quality=97, exif=PLACE_AND_PHONE)
    assert len(large.read()) > 12 * 1024 * 1024
    assert len(photos.shrunk(large).full) < 2 * 1024 * 1024


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_screenshot_is_a_photo_too(kind):
    assert photos.shrunk(picture((300, 200), kind)).width == 300


def test_what_is_transparent_becomes_white():
    buffer = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(buffer, "PNG")
    made = photos.shrunk(SimpleUploadedFile("x.png", buffer.getvalue(), "image/png"))
    assert min(opened(made.full).getpixel((5, 5))) > 250


def bomb() -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    return SimpleUploadedFile("x.png", buffer.getvalue(), "image/png")


@pytest.mark.parametrize(
    ("upload", "word"),
    [
        (SimpleUploadedFile("x.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"), "HEIC"),
        (SimpleUploadedFile("x.jpg", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "image/jpeg"), "HEIC"),
        (SimpleUploadedFile("x.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isomiso2", "video/mp4"), "video"),
        (SimpleUploadedFile("x.jpg", b"\x1aE\xdf\xa3" + b"\0" * 40, "image/jpeg"), "video"),
        (SimpleUploadedFile("x.jpg", b"\xff\xd8\xff\xe0 broken", "image/jpeg"), "tidak terbaca"),
        (SimpleUploadedFile("x.jpg", b"", "image/jpeg"), "tidak terbaca"),
        (SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"), "tidak terbaca"),
        (SimpleUploadedFile("x.avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "image/avif"), "tidak terbaca"),
        (bomb(), "terlalu besar"),
        (picture((6000, 5000), progressive=True, quality=10), "terlalu besar"),
    ],
)
def test_what_is_no_photo_is_refused_in_plain_words(upload, word):
    with pytest.raises(PhotoRefused, match=word):
        photos.shrunk(upload)


def test_half_a_photo_is_refused():
    whole = picture((800, 600)).read()
    with pytest.raises(PhotoRefused):
        photos.shrunk(SimpleUploadedFile("x.jpg", whole[: len(whole) // 2], "image/jpeg"))


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
