"""The synthetic registry: a database of its own beside the portal's, filled once and kept for the next run.

What is loaded, and for which tables, stands in the database's comment; a run that finds another comment builds anew.
A later floor adds its rows by one more function in `LOADS`.
"""

import hashlib
import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from members.access import Role
from members.actions import tallies
from members.models import Membership, Network, Region, Rt, User
from pmks_cases import names
from pmks_cases.models import Family, Resident
from wksbm.core.sealing import digest, seal
from wksbm.notifications.actions import writing
from wksbm.portal.bench import casework, people, rows, together
from wksbm.portal.bench.casework import load_cases, load_volunteers
from wksbm.portal.bench.rows import NETWORKS_A_VILLAGE, Ids, Plan, copy_rows, slug_of
from wksbm.portal.bench.together import load_meetings

RTS = 8
RESIDENTS_A_PSM = 250
FULL_SEARCH_INDEX = "bench_floor_search"
"""The floor's core full-text index, over the names of all rows."""


# --- The database ----------------------------------------------------------------------------------------


def prepare(plan: Plan, say: Callable[[str], None]) -> str:
    """The name of the plan's registry, built where it is missing or made for something else."""
    name = name_of(plan)
    wanted = stamp(plan)
    if comment_of(name) != wanted:
        say(f"Menyiapkan basis data {name}: {plan.networks} jejaring …")
        _create(name, like=_with_tables())
        with connected_to(name):
            fill(plan)
        _comment(name, wanted)
    return name


def _with_tables() -> str:
    """A database with the tables and nothing in them: the migrations take a minute, a copy of them no time."""
    name = name_of_empty()
    wanted = f"tables {hashlib.sha256(_migrations().encode()).hexdigest()}"
    if comment_of(name) != wanted:
        _create(name)
        with connected_to(name):
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        _comment(name, wanted)
    return name


def name_of(plan: Plan) -> str:
    """The registry's database, beside the one to which the connection points."""
    own = connection.settings_dict["NAME"]
    usual = Plan(plan.networks)
    people = "" if (plan.residents, plan.large) == (usual.residents, usual.large) else f"x{plan.residents}"
    return f"{own}_bench_{plan.networks}{people}" + ("" if plan.cases_among == usual.cases_among else "_years")


def name_of_empty() -> str:
    return f"{connection.settings_dict['NAME']}_bench_empty"


@cache
def _migrations() -> str:
    """All that the tables are made by."""
    return json.dumps(sorted(map(list, MigrationLoader(None).disk_migrations)))


@cache
def stamp(plan: Plan) -> str:
    """A digest over all that a registry is made from: plan, code of the loads, migrations, keys."""
    made_from = [
        repr(plan),
        *(inspect.getsource(module) for module in (people, names, casework, together, rows, inspect.getmodule(stamp))),
        f"{date.today():%Y-%m}",  # what is due lies around the day of building
        _migrations(),
        digest("registry").hex(),
        hashlib.sha256(settings.DATA_KEYS[0].encode()).hexdigest(),
    ]
    return "registry " + hashlib.sha256("\n".join(made_from).encode()).hexdigest()


def comment_of(name: str) -> str | None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        row = cursor.fetchone()
    return row[0] if row else None


def drop(name: str) -> None:
    """Remove a registry. Nobody else may be connected to it."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")


def _create(name: str, like: str = "") -> None:
    drop(name)
    quote = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quote(name)}" + (f" TEMPLATE {quote(like)}" if like else ""))


def _comment(name: str, words: str) -> None:
    with connection._nodb_cursor() as cursor:  # the server's own door, as Django's test runner uses it
        cursor.execute(f"COMMENT ON DATABASE {connection.ops.quote_name(name)} IS %s", [words])


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Point this process's connection at another database of the same server for the block."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


# --- The rows --------------------------------------------------------------------------------------------


def fill(plan: Plan) -> None:
    """Load every floor's rows."""
    ids = Ids()
    for load in LOADS:
        load(plan, ids)
    with connection.cursor() as cursor:
        for model, last in ids.given.items():
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [model._meta.db_table, last])
        cursor.execute(
            f"CREATE INDEX {FULL_SEARCH_INDEX} ON pmks_cases_resident"
            " USING gin (to_tsvector('simple'::regconfig, COALESCE(name, '')))"
        )
        cursor.execute("VACUUM ANALYZE")


def load_members(plan: Plan, ids: Ids) -> None:
    """Villages of ten networks with their heads; in each network eight RTs, a chair, a secretary and PSM."""
    district = None
    for level, (code, name) in enumerate(
        (("99", "Jawa Khayal"), ("99.01", "Kabupaten Rekaan"), ("99.01.01", "Kaliwangi")), start=1
    ):
        district = Region.objects.create(code=code, name=name, name_key=name.casefold(), level=level, parent=district)
    now, begun = timezone.now(), date(2025, 1, 1)
    villages, networks, rts, users, offices = [], [], [], [], []

    def appoint(name: str, role: Role, number: int, **place) -> None:
        user = User(pk=ids.next(User), username=name, name=f"{role.label} {number}", joined_at=now)
        user.set_unusable_password()
        users.append(user)
        offices.append(
            Membership(pk=ids.next(Membership), user=user, role=role, starts_on=begun, created_at=now, **place)
        )

    for number in range(1, plan.networks + 1):
        if number % NETWORKS_A_VILLAGE == 1:
            serial = len(villages) + 1
            code, name = f"99.01.01.{2000 + serial}", f"Sidomaya {serial}"
            villages.append(Region(code=code, name=name, name_key=name.casefold(), level=4, parent=district))
            appoint(f"{Role.VILLAGE_HEAD}.{serial}", Role.VILLAGE_HEAD, serial, village=villages[-1])
        network = Network(
            pk=ids.next(Network),
            slug=slug_of(number),
            name=f"Rekaan {number}",
            village=villages[-1],
            rw=f"{number:03d}",
            created_at=now,
        )
        networks.append(network)
        rts += [Rt(pk=ids.next(Rt), network=network, number=f"{rt:03d}") for rt in range(1, RTS + 1)]
        psms = max(1, plan.size_of(number) // RESIDENTS_A_PSM)
        for place, role in enumerate((Role.CHAIR, Role.SECRETARY, *[Role.PSM] * psms)):
            name = f"{role}.{number}" if place < 3 else f"{role}.{number}.{place}"
            appoint(name, role, number, network=network)
    for made in (villages, networks, rts, users, offices):
        type(made[0]).objects.bulk_create(made, batch_size=1000)


def load_residents(plan: Plan, ids: Ids) -> None:
    """The families of every network: identity numbers sealed, digests and search grams as the portal makes them."""
    for number in range(1, plan.networks + 1):
        families, residents = [], []
        for household in people.neighbourhood(number, plan.size_of(number), RTS):
            family = ids.next(Family)
            families.append(_family_row(number, family, household))
            rt = (number - 1) * RTS + household.rt
            for person in household.people:
                residents.append(_resident_row(number, ids.next(Resident), family, rt, household, person))
        copy_rows(Family, families)
        copy_rows(Resident, residents)


def count_and_tell(plan: Plan, ids: Ids) -> None:
    """The roll-ups over all these rows, and what their people are told of today."""
    for network in Network.objects.order_by("pk"):
        tallies.rebuild(network)
    writing.write_due()


LOADS: list[Callable[[Plan, Ids], None]] = [
    *(load_members, load_residents, load_volunteers, load_cases, load_meetings),
    count_and_tell,
]


def _family_row(network: int, pk: int, household: people.Household) -> dict[str, Any]:
    return {
        "id": pk,
        "network_id": network,
        "kk_number": seal(household.kk_number),
        "kk_digest": digest(household.kk_number),
        "created_at": timezone.now(),
    }


def _resident_row(
    network: int, pk: int, family: int, rt: int, household: people.Household, person: people.Person
) -> dict[str, Any]:
    now = timezone.now()
    return {
        "id": pk,
        "network_id": network,
        "family_id": family,
        "rt_id": rt,
        "name": person.name,
        "name_key": names.name_key(person.name),
        "search_grams": names.stored_grams(network, person.name),
        "nik": seal(person.nik) if person.nik else None,
        "nik_digest": digest(person.nik) if person.nik else None,
        "without_nik": "" if person.nik else Resident.WithoutNik.NOT_YET.value,
        "kk_level": int(person.kk_level),
        "sex": int(person.sex),
        "birth_place": person.birth_place,
        "birth_on": person.birth_on,
        "hamlet": "",
        "address": household.address,
        "present_address": household.address,
        "education": int(person.education),
        "occupation": int(person.occupation),
        "marital_status": int(person.marital_status),
        "status": int(person.status),
        "disability": "",
        "insurance": int(person.insurance),
        "revision": 1,
        "created_at": now,
        "updated_at": now,
    }
