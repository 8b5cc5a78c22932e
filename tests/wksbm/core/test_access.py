"""The door's manners: where a stranger is sent, from a page and from a fragment."""

from django.urls import reverse


def test_a_stranger_is_sent_to_sign_in_and_back(client, network):
    response = client.get(f"/{network.slug}/")
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next=/{network.slug}/"


def test_a_fragment_sends_the_whole_page_to_sign_in(client, network):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/{network.slug}/lainnya/"}
    response = client.get(f"/{network.slug}/", headers=headers)
    assert response["HX-Redirect"] == f"{reverse('account_login')}?next=/{network.slug}/lainnya/"
    assert response.content == b""


def test_a_shared_phone_is_signed_out_after_fifteen_idle_minutes(signed_in, secretary):
    client = signed_in(secretary)
    session = client.session
    session["shared_device"] = True
    session.save()
    client.get(reverse("mfa_index"))
    assert client.session.get_expiry_age() <= 15 * 60


def test_pages_are_never_kept_by_the_browser(signed_in, secretary):
    response = signed_in(secretary).get(reverse("mfa_index"))
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_who_must_have_a_second_factor_is_led_to_it_and_told_why(signed_in, secretary, network, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = signed_in(secretary)
    response = client.get(f"/{network.slug}/lainnya/")
    assert (response.status_code, response.url) == (302, reverse("mfa_index"))
    assert "Pasang kunci kedua dulu" in client.get(reverse("mfa_index")).content.decode()


def test_exactly_one_menu_entry_is_the_current_one(signed_in, secretary, network):
    pages = {f"/{network.slug}/": "Hari ini", f"/{network.slug}/lainnya/": "Lainnya"}
    for address, label in pages.items():
        response = signed_in(secretary).get(address)
        current = [entry.label for entry in response.context["portal"].menu if entry.current]
        assert [str(each) for each in current] == [label]
