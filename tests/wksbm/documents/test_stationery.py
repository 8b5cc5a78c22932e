"""Kop surat: paper, pattern and logo, seen before they are chosen."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from wksbm.core.refusals import RefusedByRule
from wksbm.documents.actions import issuing, stationery
from wksbm.documents.models import Stationery


def picture(kind="PNG", size=(900, 600)) -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind, **({"exif": b"Exif\0\0rahasia"} if kind == "JPEG" else {}))
    return SimpleUploadedFile(f"logo.{kind.lower()}", buffer.getvalue())


def values(form, **more) -> dict:
    return {
        "form_id": str(form.fields["form_id"].initial()),
        "paper_size": "a4",
        "pattern": "{nomor}.{kode}.{tahun}",
        **more,
    }


@pytest.fixture
def address(network):
    return reverse("documents:stationery", args=[network.slug])


def test_the_sample_number_is_shown_before_anything_is_saved(signed_in, secretary, network, address):
    client = signed_in(secretary)
    form = client.get(address).context["form"]
    page = client.post(address, values(form, lihat="1")).content.decode()
    assert f"007.UND.{network.today().year}" in page
    assert Stationery.objects.count() == 0
    wrong = client.post(address, values(form, lihat="1", pattern="{nomor}/{kode}"))
    assert (wrong.status_code, "{tahun}" in wrong.content.decode()) == (422, True)


def test_what_is_saved_holds_for_what_is_issued_afterwards(signed_in, secretary, network, address, announcement):
    client = signed_in(secretary)
    form = client.get(address).context["form"]
    assert client.post(address, values(form, logo=picture("JPEG"))).status_code == 302
    made = issuing.issue(announcement, network, by=secretary)
    page = PdfReader(BytesIO(issuing.content_of(made))).pages[0]
    assert made.number == f"001.PGM.{network.today().year}"
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [210, 297]
    assert len(page.images) == 1
    looks = stationery.of(network)
    kept = Image.open(BytesIO(bytes(looks.logo)))
    assert (kept.format, max(kept.size), b"rahasia" in bytes(looks.logo)) == ("PNG", 400, False)
    assert "data:image/png;base64," in client.get(address).content.decode()


def test_the_usual_paper_is_f4_without_a_logo(secretary, network, announcement):
    made = issuing.issue(announcement, network, by=secretary)
    page = PdfReader(BytesIO(issuing.content_of(made))).pages[0]
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [215, 330]
    assert len(page.images) == 0


@pytest.mark.parametrize("content", [b"<svg/>", b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", b""])
def test_what_is_no_picture_is_refused_in_words(network, secretary, content):
    with pytest.raises(RefusedByRule):
        stationery.set_logo(network, by=secretary, upload=SimpleUploadedFile("x.png", content))


def test_the_sample_letter_takes_no_number(signed_in, secretary, network, announcement):
    response = signed_in(secretary).get(reverse("documents:sample", args=[network.slug]))
    assert response.content.startswith(b"%PDF")
    assert issuing.issue(announcement, network, by=secretary).serial == 1


def test_only_the_board_changes_it(signed_in, person, address):
    assert signed_in(person("treasurer")).get(address).status_code == 403
    assert signed_in(person("village_head")).get(address).status_code == 403
