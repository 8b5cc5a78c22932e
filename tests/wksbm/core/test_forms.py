"""One form mechanism: taken once, refused beside the field, nothing typed lost."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from members.models import Dasawisma
from wksbm.core.kept_posts import mark_for
from wksbm.core.models import FormReceipt

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.wksbm.core.pages")]


@pytest.fixture
def page(network):
    return f"/{network.slug}/uji/dasawisma/"


def filled(client, page, **typed) -> dict:
    """What a browser would send: the hidden fields of the page as it was shown, and what was typed."""
    html = client.get(page).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(form_id|for_whom)" value="([^"]+)"', html))
    assert set(hidden) == {"form_id", "for_whom"}
    return hidden | typed


def test_a_form_is_taken_and_leads_to_what_it_made(signed_in, secretary, page):
    client = signed_in(secretary)
    answer = client.post(page, filled(client, page, name="Anggrek"))
    made = Dasawisma.objects.get()
    assert (made.name, answer.status_code, answer.url) == ("Anggrek", 302, f"/dasawisma/{made.pk}/")


def test_the_second_send_shows_what_the_first_one_did(signed_in, secretary, page):
    client = signed_in(secretary)
    typed = filled(client, page, name="Anggrek")
    first, second = client.post(page, typed), client.post(page, typed | {"name": "Anggrek lagi"})
    assert second.url == first.url
    assert [group.name for group in Dasawisma.objects.all()] == ["Anggrek"]


def test_a_refusal_stands_beside_its_field_and_can_be_mended_with_the_same_form(signed_in, secretary, page):
    client = signed_in(secretary)
    typed = filled(client, page, name="Melati")
    answer = client.post(page, typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"name": ["Nama Melati sudah dipakai."]}
    assert 'value="Melati"' in answer.content.decode()
    assert not FormReceipt.objects.exists()
    assert client.post(page, typed | {"name": "Mawar"}).status_code == 302


def test_an_empty_field_is_said_beside_it(signed_in, secretary, page):
    client = signed_in(secretary)
    answer = client.post(page, filled(client, page, name=""))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["name"]


def test_a_post_without_the_forms_id_makes_nothing(signed_in, secretary, page):
    client = signed_in(secretary)
    for form_id in ("", "bukan-uuid"):
        assert client.post(page, {"name": "Anggrek", "form_id": form_id}).status_code == 422
    assert not Dasawisma.objects.exists()


def test_somebody_elses_receipt_answers_nobody_else(signed_in, person, page):
    form_id = uuid.uuid4()
    FormReceipt.objects.create(id=form_id, user=person("chair"), result_url="/rahasia/")
    client = signed_in(person("secretary"))
    client.raise_request_exception = False
    answer = client.post(page, {"name": "Anggrek", "form_id": str(form_id), "for_whom": mark_for(person("secretary"))})
    assert answer.status_code == 422
    assert "/rahasia/" not in answer.content.decode()
    assert b"rahasia" not in answer.content
    assert not Dasawisma.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_sends_at_the_same_moment_do_it_once(secretary, page):
    clients = [Client() for _ in range(4)]
    for client in clients:
        client.force_login(secretary, backend="members.adapters.PortalBackend")
    typed = filled(clients[0], page, name="Anggrek")

    def send(client):
        try:
            return client.post(page, typed).url
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, clients))
    made = Dasawisma.objects.get()
    assert answers == [f"/dasawisma/{made.pk}/"] * 4
