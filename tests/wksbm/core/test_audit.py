"""History is kept row by row, though its triggers fire once a statement."""

import io
import logging

import pytest
from django.db import IntegrityError, connection, transaction

from pmks_cases.models import Resident
from wksbm.core.audit import NothingPersonal, recorded

pytestmark = pytest.mark.django_db


ROW = "(%s, %s, %s, '{}', %s, '', '', '', '', '', '', 1, 1, now(), now())"
UPSERT_OF_THREE = (  # only constants are put together here
    "INSERT INTO pmks_cases_resident (network_id, name, name_key, search_grams, nik_digest, without_nik,"  # noqa: S608
    " birth_place, hamlet, address, present_address, disability, status, revision, created_at, updated_at)"
    " VALUES " + ", ".join([ROW] * 3) + " ON CONFLICT (network_id, nik_digest) WHERE merged_into_id IS NULL"
    " DO UPDATE SET name = EXCLUDED.name"
)


def story(network) -> list[tuple]:
    """Every event of the network's residents: what happened, to whom, under which name, in which action."""
    events = Resident.pgh_event_model._default_manager.filter(network=network).order_by("pgh_id")
    return list(events.values_list("pgh_label", "name", "present_address", "pgh_context__metadata__action"))


def three_residents(network) -> list[Resident]:
    found = [Resident(network=network, name=name, nik=f"990101410190000{n}") for n, name in enumerate(("A", "B", "C"))]
    for resident in found:
        resident.derive()
    return found


def test_a_bulk_insert_leaves_one_event_a_row_with_its_action(network):
    with recorded("residents.add", by=None):
        Resident.objects.bulk_create(three_residents(network))
    assert story(network) == [("insert", name, "", "residents.add") for name in ("A", "B", "C")]


def test_one_update_of_many_rows_leaves_an_event_for_those_that_change_and_only_those(network):
    Resident.objects.bulk_create(three_residents(network))
    Resident.objects.filter(name="B").update(present_address="Jalan Melati 3")
    before = len(story(network))
    with recorded("residents.move", by=None):
        Resident.objects.filter(network=network).update(present_address="Jalan Melati 3")
    assert story(network)[before:] == [
        ("update", "A", "Jalan Melati 3", "residents.move"),
        ("update", "C", "Jalan Melati 3", "residents.move"),
    ]


def test_an_upsert_tells_new_rows_from_changed_ones_and_passes_over_the_same(network):
    here = three_residents(network)
    Resident.objects.bulk_create(here[:2])
    before = len(story(network))
    with recorded("residents.import", by=None), connection.cursor() as cursor:
        for_each = [
            (network.pk, name, name, digest_of(one)) for name, one in zip(("A", "B baru", "C"), here, strict=True)
        ]
        cursor.execute(UPSERT_OF_THREE, [value for row in for_each for value in row])
    assert sorted(story(network)[before:]) == [
        ("insert", "C", "", "residents.import"),
        ("update", "B baru", "", "residents.import"),
    ]


def digest_of(resident) -> bytes:
    return Resident._meta.get_field("nik_digest").pre_save(resident, add=True)


def test_a_derived_column_alone_leaves_no_event(network):
    Resident.objects.bulk_create(three_residents(network))
    before = story(network)
    Resident.objects.filter(network=network).update(name_key="lain")
    assert story(network) == before


def test_a_removal_of_many_rows_keeps_what_they_were(network):
    Resident.objects.bulk_create(three_residents(network))
    before = len(story(network))
    with recorded("residents.forget", by=None):
        Resident.objects.filter(name__in=["A", "C"]).delete()
    assert sorted(story(network)[before:]) == [
        ("delete", "A", "", "residents.forget"),
        ("delete", "C", "", "residents.forget"),
    ]


def written(record_kind: str, refused_resident: Resident) -> str:
    """What a log line says of a row that the database refuses, logged as the web and as a Celery worker log it."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.addFilter(NothingPersonal())
    logger = logging.Logger("uji")
    logger.addHandler(handler)
    try:
        with transaction.atomic():
            Resident.objects.bulk_create([refused_resident])
    except IntegrityError as refused:
        if record_kind == "web":
            logger.error("Internal Server Error: %s", "/warga/", exc_info=True)
        else:
            logger.error("Task %(name)s: %(exc)s", {"name": "uji", "exc": repr(refused)}, exc_info=True)
            logger.error("Task failed: %s", refused)
    return log.getvalue()


@pytest.mark.parametrize("record_kind", ["web", "worker"])
def test_a_refused_row_stays_out_of_the_log(network, record_kind):
    text = written(record_kind, Resident(network=network, name="Sulastri", status=-1, search_grams=[]))
    assert "IntegrityError" in text
    assert "DETAIL: …" in text
    assert "Sulastri" not in text


def test_an_action_that_calls_another_keeps_its_own_name(network):
    with recorded("residents.move", by=None, reason="Pindah rumah"):
        with recorded("residents.add", by=None, reason="Belum terdaftar"):
            Resident.objects.bulk_create(three_residents(network)[:1])
        Resident.objects.filter(name="A").update(present_address="Jalan Melati 3")
    assert [action for *_rest, action in story(network)] == ["residents.move", "residents.move"]
    with recorded("residents.add", by=None):
        Resident.objects.bulk_create(three_residents(network)[1:2])
    assert story(network)[-1][-1] == "residents.add"
