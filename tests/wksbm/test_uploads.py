"""A file that is too large is answered with a sentence over the same connection."""

import http.client
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.wksbm.core.pages")]

TOO_LARGE = "Berkas ini terlalu besar. Paling besar 20 MB."
MEGABYTE = 1024 * 1024


@pytest.fixture
def page(network):
    return f"/{network.slug}/uji/berkas/"


def hidden_of(html: str) -> dict:
    return dict(re.findall(r'<input type="hidden" name="(form_id|for_whom|csrfmiddlewaretoken)" value="([^"]+)"', html))


def send(client, page, size: int):
    typed = hidden_of(client.get(page).content.decode())
    return client.post(page, typed | {"file": SimpleUploadedFile("warga.xlsx", b"x" * size)})


def test_a_file_of_the_limit_is_taken_and_one_byte_more_is_refused(signed_in, secretary, page, settings):
    settings.UPLOAD_LIMIT_BYTES = 3 * MEGABYTE
    client = signed_in(secretary)
    assert send(client, page, 3 * MEGABYTE).url == f"/diterima/{3 * MEGABYTE}/"
    answer = send(client, page, 3 * MEGABYTE + 1)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"file": [TOO_LARGE]}


def test_a_missing_file_is_not_called_too_large(signed_in, secretary, page):
    client = signed_in(secretary)
    answer = client.post(page, hidden_of(client.get(page).content.decode()))
    assert answer.status_code == 422
    assert TOO_LARGE not in answer.content.decode()


def test_two_hundred_megabytes_are_read_to_the_end_and_answered(live_server, signed_in, secretary, page):
    """Over a real socket: a server that stops reading would reset the connection before the sentence arrives."""
    client = signed_in(secretary)
    hidden = hidden_of(client.get(page).content.decode())
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    edge = b"----batas"
    head = b"".join(
        b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (edge, name.encode(), value.encode())
        for name, value in hidden.items()
    )
    head += b'--%s\r\nContent-Disposition: form-data; name="file"; filename="besar.xlsx"\r\n' % edge
    head += b"Content-Type: application/octet-stream\r\n\r\n"
    tail = b"\r\n--%s--\r\n" % edge
    address = live_server.url.removeprefix("http://")
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.putrequest("POST", page)
    connection.putheader("Content-Type", f"multipart/form-data; boundary={edge.decode()}")
    connection.putheader("Content-Length", str(len(head) + 200 * MEGABYTE + len(tail)))
    connection.putheader("Cookie", cookies)
    connection.endheaders()
    connection.send(head)
    for _ in range(200):
        connection.send(b"\0" * MEGABYTE)
    connection.send(tail)
    answer = connection.getresponse()
    html = answer.read().decode()
    connection.close()
    assert answer.status == 422
    assert TOO_LARGE in html


def test_a_post_with_more_files_than_any_form_has_is_refused(client, page):
    many = {
        f"file-{number}": SimpleUploadedFile("a.xlsx", b"x")
        for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)
    }
    assert client.post(page, many).status_code == 400
