"""The remembered addresses are Django's own."""

import pytest
from django.template import Context, Template
from django.template.defaulttags import URLNode
from django.urls import NoReverseMatch, reverse, set_script_prefix

from wksbm.addresses import Address


def drawn(template: str, **values) -> str:
    return Template(template).render(Context(values))


def test_an_address_is_the_one_that_django_finds():
    whole = '{% url "pmks_cases:family" slug key %} {% url "account_login" %}'
    assert drawn(whole, slug="guyub-rukun", key=7) == f"{reverse('pmks_cases:family', args=['guyub-rukun', 7])} /masuk/"
    assert drawn('{% url "members:read_log" network=slug %}', slug="a-b") == reverse("members:read_log", args=["a-b"])
    assert isinstance(Template('{% url "account_login" %}').nodelist[0], Address)
    assert issubclass(Address, URLNode)


def test_another_row_has_another_address_and_each_is_remembered_apart():
    pages = [drawn('{% url "pmks_cases:family" slug key %}', slug="a", key=key) for key in (1, 2, 1)]
    assert pages == [reverse("pmks_cases:family", args=["a", key]) for key in (1, 2, 1)]


def test_what_stands_nowhere_raises_or_with_a_name_is_empty():
    with pytest.raises(NoReverseMatch):
        drawn('{% url "pmks_cases:family" slug key %}', slug="a", key="x")
    assert drawn('[{% url "pmks_cases:family" slug key as there %}{{ there }}]', slug="a", key="") == "[]"


def test_below_a_prefix_the_addresses_begin_with_it():
    drawn('{% url "account_login" %}')
    set_script_prefix("/portal/")
    try:
        assert drawn('{% url "account_login" %}') == "/portal/masuk/"
    finally:
        set_script_prefix("/")
