"""The demo, loaded once for all tests of a file: each test's own changes go back, the demo's at the file's end."""

import pytest
from django.db import transaction

from members.models import Region
from wksbm.portal.actions import demo


def make_demo_regions() -> Region:
    parent = None
    levels = (
        ("33", "Jawa Tengah"),
        ("33.19", "Kabupaten Kudus"),
        ("33.19.01", "Kaliwungu"),
        (demo.VILLAGE, "Garung Lor"),
    )
    for level, (code, name) in enumerate(levels, start=1):
        parent = Region.objects.create(code=code, name=name, name_key=name.casefold(), level=level, parent=parent)
    return parent


@pytest.fixture
def regions(db):
    return make_demo_regions()


@pytest.fixture(scope="module")
def demo_of_the_file(django_db_setup, django_db_blocker, portal_for_tests, own_redis_database):
    with django_db_blocker.unblock(), transaction.atomic():
        make_demo_regions()
        assert demo.load() is True
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo_of_the_file, db):
    """The demo is there."""
