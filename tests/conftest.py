"""What every test may use: the services, and a small invented neighbourhood. Everybody in it is made up."""

import contextlib
import datetime as dt
import os

import pytest
from django.test import override_settings

_services = contextlib.ExitStack()


def pytest_configure(config):
    # One process holds the services for all test workers.
    if not hasattr(config, "workerinput") and not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        from wksbm import embedded

        _services.enter_context(embedded.running())


def pytest_unconfigure(config):
    _services.close()


@pytest.fixture(scope="session", autouse=True)
def portal_for_tests(tmp_path_factory):
    """Settings that only save time or keep order: cheap password hashes, static files as they lie, own folders."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        WHITENOISE_USE_FINDERS=True,
        WHITENOISE_AUTOREFRESH=True,
        MEDIA_ROOT=tmp_path_factory.mktemp("files"),
        BACKUP_DIR=tmp_path_factory.mktemp("backups"),
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def own_redis_database(worker_id):
    """Each test process has a Redis database of its own, so that no worker takes another one's wake-ups."""
    from django.conf import settings

    from wksbm.celery import app

    number = 1 + int(worker_id.removeprefix("gw") or 0) if worker_id != "master" else 0
    base = settings.CELERY_BROKER_URL
    if base.startswith("redis+socket"):
        app.conf.broker_url = f"{base.split('?')[0]}?virtual_host={number}"
    else:
        app.conf.broker_url = f"{base.rsplit('/', 1)[0]}/{number}"


@pytest.fixture
def region(db):
    """A village that does not exist, with its district, regency and province (codes begin with 99)."""
    from members.models import Region

    parent = None
    levels = (("99", "Jawa Khayal"), ("99.01", "Kabupaten Rekaan"), ("99.01.01", "Kaliwangi"))
    for level, (code, name) in enumerate((*levels, ("99.01.01.2001", "Sidomaya")), start=1):
        parent = Region.objects.create(code=code, name=name, name_key=name.casefold(), level=level, parent=parent)
    return parent


@pytest.fixture
def network(region):
    """RW 004 of that village, with RT 001 to 003."""
    return make_network(region, rw="004", slug="guyub-rukun", name="Guyub Rukun")


@pytest.fixture
def other_network(region):
    """RW 005 of the same village: its people are strangers to RW 004."""
    return make_network(region, rw="005", slug="tetangga-sejati", name="Tetangga Sejati")


def make_network(village, *, rw: str, slug: str, name: str):
    from members.models import Network, Rt

    network = Network.objects.create(village=village, rw=rw, slug=slug, name=name)
    for number in ("001", "002", "003"):
        Rt.objects.create(network=network, number=number)
    return network


def make_user(username: str, **fields):
    from members.models import User

    user = User(username=username, name=fields.pop("name", username.capitalize()), **fields)
    user.set_password("kata-sandi-uji-coba")
    user.save()
    return user


def give_office(user, role: str, network=None, **fields):
    """An office that began a year ago; village roles are given for the network's village."""
    from django.utils import timezone

    from members.access import VILLAGE_ROLES
    from members.models import Membership

    place = {"village": network.village} if role in VILLAGE_ROLES else {"network": network}
    fields.setdefault("starts_on", timezone.localdate() - dt.timedelta(days=365))
    user.__dict__.pop("current_memberships", None)
    return Membership.objects.create(user=user, role=role, **place, **fields)


@pytest.fixture
def person(network):
    """`person("secretary")`: somebody who holds this role in RW 004; `person(role, elsewhere)` in another network."""
    made = {}

    def of(role: str, where=None, **fields):
        where = where or network
        key = (role, where.pk)
        if key not in made:
            made[key] = make_user(f"{role}-{where.rw}")
            if role == "rt_head":
                fields.setdefault("rt", where_rt(where, "001"))
            give_office(made[key], role, where, **fields)
        return made[key]

    return of


def where_rt(network, number: str):
    from members.models import Rt

    return Rt.objects.get(network=network, number=number)


@pytest.fixture
def secretary(person):
    return person("secretary")


@pytest.fixture
def signed_in(client):
    """`signed_in(user)`: a browser-like client with that person's session."""

    def as_(user):
        client.force_login(user, backend="members.adapters.PortalBackend")
        return client

    return as_


@pytest.fixture
def categories(db):
    """The official list by code. Migrations load it; a test with real transactions empties it for those after it."""
    from django.apps import apps

    from pmks_cases.actions import category_list
    from pmks_cases.models import Category

    if not Category.objects.exists():
        category_list.load(apps)
    return Category.objects.in_bulk()


@pytest.fixture
def make_resident(network):
    """`make_resident("Sulastri", nik="9901…")`: a resident of RW 004, RT 001 unless said otherwise."""
    from pmks_cases.models import Resident

    def make(name: str = "Sulastri", **fields):
        fields.setdefault("network", network)
        if "rt" not in fields:
            fields["rt"] = where_rt(fields["network"], "001")
        return Resident.objects.create(name=name, **fields)

    return make


@pytest.fixture
def make_case(network, secretary):
    """`make_case(resident)`: an ordinary case about a resident, opened by the secretary unless said otherwise."""
    from pmks_cases.actions import cases

    def make(resident=None, *, by=None, excluded=(), suspects=(), another_need=False, **values):
        values = {"need": "kursi roda anak", "need_kind": "kesehatan", "resident": resident, **values}
        if resident is None:
            values.setdefault("subject_name", "Orang Belum Terdaftar")
        more = {"excluded": excluded, "suspects": suspects, "another_need": another_need}
        return cases.open_case(network, by=by or secretary, values=values, **more)

    return make


@pytest.fixture
def trained_psm(person):
    """A PSM of RW 004 trained to level lanjutan."""
    return train(person("psm"))


def train(user, level: str = "lanjutan"):
    """Note a training of this volunteer."""
    from members.models import Training, Volunteer

    volunteer, _new = Volunteer.objects.get_or_create(user=user)
    Training.objects.create(volunteer=volunteer, level=level, organizer="Dinsos", held_on="2025-01-01")
    return user


def noon():
    """Noon of today in Jakarta: mails leave by day, and the tests run at any hour."""
    from zoneinfo import ZoneInfo

    from django.utils import timezone

    return timezone.localtime(timezone=ZoneInfo("Asia/Jakarta")).replace(hour=12, minute=0)
