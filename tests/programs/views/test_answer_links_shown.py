"""A link to answer by can be copied where it was made, and is gone from the page once it was used."""

import re

from django.test import Client
from django.urls import reverse

from tests.programs.views.test_answers import desk, elder, invitations_page, no_guesses_before, verb  # noqa: F401

LINK = re.compile(r'id="(tautan-\d+)"\s+value="http://testserver(/[^"]*)"')


def person_page(client, meeting, row) -> str:
    address = reverse("programs:change_invitation", args=[meeting.network.slug, meeting.pk, row.pk])
    return client.get(address).content.decode()


def test_it_can_be_copied_on_the_page_where_it_was_made(desk, meeting, elder):  # noqa: F811
    verb(desk, meeting, "make_answer_link", elder.pk)
    page = invitations_page(desk, meeting)
    ((field, path),) = LINK.findall(page)
    assert f'data-copy="{field}"' in page
    assert Client().get(path).url == reverse("answer_page")


def test_once_it_was_used_no_page_shows_it(desk, meeting, elder):  # noqa: F811
    verb(desk, meeting, "make_answer_link", elder.pk)
    ((_field, path),) = LINK.findall(invitations_page(desk, meeting))
    assert path in person_page(desk, meeting, elder)
    phone = Client()
    phone.get(path)
    phone.post(reverse("answer_page"), {"answer": "hadir"})
    assert LINK.findall(invitations_page(desk, meeting)) == []
    words = person_page(desk, meeting, elder)
    assert (path in words, "Ia sudah menjawab" in words) == (False, True)
