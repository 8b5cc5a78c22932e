"""The way back in that is made on the server."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from members.models import SignInLink


def made(username, **options) -> str:
    said = StringIO()
    call_command("make_sign_in_link", username, stdout=said, **options)
    return said.getvalue().split()[-1]


def test_only_operator_of_a_village_comes_back_in(client, person, network):
    operator = person("village_operator")
    path = made(operator.username)
    page = client.get(path, follow=True)
    assert page.status_code == 200
    answer = client.post(page.request["PATH_INFO"], {"password": "pisang-goreng-hangat"})
    assert answer.status_code == 302
    operator.refresh_from_db()
    assert operator.check_password("pisang-goreng-hangat")
    link = SignInLink.objects.get()
    assert (link.made_by, link.network) == (None, network)


@pytest.mark.parametrize("username", ["tidak.ada", "0800-0000-999"])
def test_an_unknown_name_is_said(db, username):
    with pytest.raises(CommandError, match="Tidak ada akun"):
        made(username)


def test_the_chair_is_told(signed_in, person, network):
    made(person("village_operator").username)
    assert SignInLink.objects.visible_to(person("chair")).count() == 1
    page = signed_in(person("chair")).get(f"/{network.slug}/")
    assert page.status_code == 200
    assert person("village_operator").name in page.content.decode()
