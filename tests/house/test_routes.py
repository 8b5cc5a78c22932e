"""Every route states its audience, and every route refuses a stranger."""

import re
import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from members.access import VERBS
from wksbm.core.access import PUBLIC, SIGNED_IN, stated_audience

SAMPLE = {"str": "x", "slug": "x", "int": 987654321, "uuid": uuid.UUID(int=7), "path": "x"}


def walk(patterns=None, namespace=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk_with_prefix(pattern, inner)
        else:
            yield namespace + (pattern.name or ""), pattern, {}


def walk_with_prefix(resolver, namespace):
    outer = resolver.pattern.converters
    for name, pattern, converters in walk(resolver.url_patterns, namespace):
        yield name, pattern, {**outer, **converters}


ROUTES = [(name, pattern, {**outer, **pattern.pattern.converters}) for name, pattern, outer in walk()]
IDS = [name for name, *_ in ROUTES]


def address(name, converters, network):
    kinds = {"StringConverter": "str", "SlugConverter": "slug", "IntConverter": "int", "UUIDConverter": "uuid"}
    arguments = {key: SAMPLE[kinds.get(type(value).__name__, "str")] for key, value in converters.items()}
    if "network" in arguments:
        arguments["network"] = network.slug
    return reverse(name, kwargs=arguments)


def test_there_are_routes_to_walk():
    assert len(ROUTES) > 25
    assert all(isinstance(pattern, URLPattern) for _, pattern, _ in ROUTES)
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize(("name", "pattern", "converters"), ROUTES, ids=IDS)
def test_route_states_its_audience(name, pattern, converters):
    who = stated_audience(pattern.callback)
    assert who in (PUBLIC, SIGNED_IN) or who in VERBS, name
    if "network" in converters:
        assert who in VERBS, f"{name} belongs to a network, so it names a permission"


CLOSED = [route for route in ROUTES if stated_audience(route[1].callback) != PUBLIC]
OF_A_NETWORK = [route for route in ROUTES if "network" in route[2]]


@pytest.mark.parametrize(("name", "pattern", "converters"), CLOSED, ids=[name for name, *_ in CLOSED])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_passes_without_signing_in(client, network, name, pattern, converters, method):
    response = getattr(client, method)(address(name, converters, network))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(("name", "pattern", "converters"), OF_A_NETWORK, ids=[name for name, *_ in OF_A_NETWORK])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_networks_secretary_finds_nothing(
    signed_in, person, network, other_network, name, pattern, converters, method
):
    stranger = person("secretary", other_network)
    response = getattr(signed_in(stranger), method)(address(name, converters, network))
    assert response.status_code == 404
    missing = getattr(signed_in(stranger), method)(address(name, converters, type(network)(slug="tidak-ada")))
    assert body(response, network.slug) == body(missing, "tidak-ada")


def body(response, slug: str) -> str:
    """The page without what must differ: the form tokens and the address asked for."""
    text = response.content.decode().replace(slug, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_a_route_without_audience_is_shut(rf, secretary):
    from django.core.exceptions import PermissionDenied

    from wksbm.core.access import AccessGuardMiddleware

    request = rf.get("/")
    request.user = secretary
    with pytest.raises(PermissionDenied):
        AccessGuardMiddleware(None).process_view(request, lambda request: None, (), {})
