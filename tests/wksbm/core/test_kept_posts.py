"""What was typed when the session was over comes back to the same person, on the same page, within the hour."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.models import Dasawisma
from wksbm.core.kept_posts import KEPT_OF_ONE_PERSON, mark_for
from wksbm.core.models import KeptPost

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.wksbm.core.pages")]


@pytest.fixture
def page(network):
    return f"/{network.slug}/uji/dasawisma/"


def sign_in(client, user):
    client.force_login(user, backend="members.adapters.PortalBackend")


def hidden_of(html: str) -> dict:
    return dict(re.findall(r'<input type="hidden" name="(form_id|for_whom|csrfmiddlewaretoken)" value="([^"]+)"', html))


def type_and_lose_the_session(client, user, page, name="Anggrek"):
    sign_in(client, user)
    typed = hidden_of(client.get(page).content.decode()) | {"name": name, "password": "kata-sandi-saya"}
    client.logout()
    return client.post(page, typed)


def test_it_is_shown_filled_again_after_signing_in_and_can_be_saved(client, secretary, page):
    answer = type_and_lose_the_session(client, secretary, page)
    assert (answer.status_code, answer.url) == (302, f"/masuk/?next={page}")
    sign_in(client, secretary)
    again = client.get(page)
    assert again.context["kept"] is True
    html = again.content.decode()
    assert 'value="Anggrek"' in html
    assert client.post(page, hidden_of(html) | {"name": "Anggrek"}).status_code == 302
    assert Dasawisma.objects.get().name == "Anggrek"


def test_the_page_says_that_nothing_is_lost(client, secretary, page):
    type_and_lose_the_session(client, secretary, page)
    assert "Isian tadi aman" in client.get(f"/masuk/?next={page}").content.decode()


def test_it_lies_sealed_and_without_passwords(client, secretary, page):
    type_and_lose_the_session(client, secretary, page, name="Bougenvil")
    kept = bytes(KeptPost.objects.get().sealed)
    assert b"Bougenvil" not in kept
    sign_in(client, secretary)
    assert "kata-sandi-saya" not in client.get(page).content.decode()


def test_a_reload_shows_it_again_until_it_is_saved(client, secretary, page):
    type_and_lose_the_session(client, secretary, page)
    sign_in(client, secretary)
    for _reload in range(3):
        html = client.get(page).content.decode()
        assert 'value="Anggrek"' in html
    assert client.post(page, hidden_of(html) | {"name": ""}).status_code == 422
    assert 'value="Anggrek"' in client.get(page).content.decode()
    assert client.post(page, hidden_of(html) | {"name": "Anggrek"}).status_code == 302
    assert "Anggrek" not in client.get(page).content.decode()
    assert not KeptPost.objects.exists()


def test_who_has_lost_nothing_pays_nothing_when_saving(client, secretary, page):
    sign_in(client, secretary)
    typed = hidden_of(client.get(page).content.decode()) | {"name": "Anggrek"}
    with CaptureQueriesContext(connection) as asked:
        assert client.post(page, typed).status_code == 302
    assert [query["sql"] for query in asked if "keptpost" in query["sql"]] == []


def test_shown_in_two_windows_it_is_saved_once(client, secretary, page):
    type_and_lose_the_session(client, secretary, page)
    sign_in(client, secretary)
    windows = [hidden_of(client.get(page).content.decode()) for _ in range(2)]
    answers = [client.post(page, window | {"name": "Anggrek"}).url for window in windows]
    assert answers == [f"/dasawisma/{Dasawisma.objects.get().pk}/"] * 2


def test_what_somebody_else_saves_there_leaves_it(client, secretary, person, page):
    type_and_lose_the_session(client, secretary, page)
    sign_in(client, person("chair"))
    answer = client.post(page, hidden_of(client.get(page).content.decode()) | {"name": "Bakung"})
    assert answer.status_code == 302
    assert KeptPost.objects.get().user == secretary


def test_after_an_hour_it_is_gone(client, secretary, page):
    type_and_lose_the_session(client, secretary, page)
    KeptPost.objects.update(kept_at=timezone.now() - timedelta(minutes=61))
    sign_in(client, secretary)
    assert "Anggrek" not in client.get(page).content.decode()
    assert not KeptPost.objects.exists()


def test_the_next_person_on_the_same_phone_does_not_see_it(client, secretary, person, page):
    type_and_lose_the_session(client, secretary, page)
    sign_in(client, person("chair"))
    assert "Anggrek" not in client.get(page).content.decode()
    assert KeptPost.objects.get().user == secretary


def test_a_stranger_can_plant_nothing(client, secretary, page):
    """The mark is signed: a forged one keeps nothing for anybody."""
    answer = client.post(page, {"name": "Palsu", "for_whom": f"{secretary.pk}:AAAA"})
    assert answer.url == f"/masuk/?next={page}"
    assert not KeptPost.objects.exists()


def test_a_page_from_before_the_last_sign_in_is_shown_again_filled(secretary, page):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, secretary)
    typed = hidden_of(client.get(page).content.decode()) | {"name": "Cempaka"}
    assert typed.pop("csrfmiddlewaretoken")
    answer = client.post(page, typed | {"csrfmiddlewaretoken": "a" * 64})
    assert (answer.status_code, answer.url) == (302, page)
    assert 'value="Cempaka"' in client.get(page).content.decode()
    assert not Dasawisma.objects.exists()


def test_a_forged_post_from_elsewhere_is_refused(secretary, page):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, secretary)
    assert client.post(page, {"name": "Palsu"}).status_code == 403
    assert not KeptPost.objects.exists()


def test_only_asking_for_the_page_does_not_use_it_up(client, secretary, page):
    type_and_lose_the_session(client, secretary, page)
    sign_in(client, secretary)
    client.head(page)
    assert 'value="Anggrek"' in client.get(page).content.decode()


def test_posts_without_a_session_do_not_fill_the_database(client, secretary, page):
    type_and_lose_the_session(client, secretary, page)
    mark = mark_for(secretary)
    for number in range(KEPT_OF_ONE_PERSON + 3):
        client.post(page.replace("guyub-rukun", f"jejaring-{number}"), {"for_whom": mark, "name": "Palsu"})
    assert KeptPost.objects.count() == KEPT_OF_ONE_PERSON
    assert not KeptPost.objects.filter(path=page).exists()  # the oldest went first


def test_an_address_longer_than_any_page_keeps_nothing(client, secretary, page):
    answer = client.post(page.replace("guyub-rukun", "a" * 400), {"for_whom": mark_for(secretary), "name": "Palsu"})
    assert answer.status_code == 302
    assert not KeptPost.objects.exists()
