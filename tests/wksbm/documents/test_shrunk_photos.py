"""What phones hide in pictures does not come in, and what is no picture is refused in plain words."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from wksbm.documents.shrunk_photos import PhotoRefused, shrunk

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
    made = shrunk(picture(exif=PLACE_AND_PHONE, comment=b"rumah Dimas"))
    kept = opened(made.full)
    assert kept.format == "JPEG"
    assert (dict(kept.getexif()), kept.info.get("exif"), kept.info.get("comment")) == ({}, None, None)
    assert b"HP Khayal" not in made.full and b"rumah Dimas" not in made.full


def test_a_photo_taken_sideways_stands_upright_and_at_most_1600_high():
    made = shrunk(picture(exif=PLACE_AND_PHONE))
    assert opened(made.full).size == (made.width, made.height) == (1067, 1600)
    assert max(opened(made.small).size) == 240


def test_a_photo_of_twelve_megabytes_is_accepted():
    large = picture((5600, 4200), quality=97, exif=PLACE_AND_PHONE)
    assert len(large.read()) > 12 * 1024 * 1024
    assert len(shrunk(large).full) < 2 * 1024 * 1024


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_screenshot_is_a_photo_too(kind):
    assert shrunk(picture((300, 200), kind)).width == 300


def test_what_is_transparent_becomes_white():
    buffer = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(buffer, "PNG")
    made = shrunk(SimpleUploadedFile("x.png", buffer.getvalue(), "image/png"))
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
        shrunk(upload)


def test_half_a_photo_is_refused():
    whole = picture((800, 600)).read()
    with pytest.raises(PhotoRefused):
        shrunk(SimpleUploadedFile("x.jpg", whole[: len(whole) // 2], "image/jpeg"))
