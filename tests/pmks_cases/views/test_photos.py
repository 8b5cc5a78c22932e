import datetime as dt
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from pmks_cases.actions import assignments, case_secrecy, photos, visits
from pmks_cases.models import Photo, Visit
from tests.pmks_cases.views.test_visits import jpeg
from wksbm.core.models import ReadEntry


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def case(make_case, make_resident, psm, secretary):
    return assignments.assign(make_case(make_resident()), by=secretary, psm=psm)


@pytest.fixture
def photo(case, psm) -> Photo:
    visit = visits.record(
        case, by=psm, client_id=uuid4(), at=timezone.now(), met="dia", values={}, photos=[jpeg((800, 600))]
    )
    return visit.photos.get()


@pytest.fixture
def address(network):
    return lambda route, photo: reverse(f"pmks_cases:{route}", args=[network.slug, photo.pk])


def test_the_whole_photo_is_shown_kept_by_nobody_and_noted(signed_in, psm, photo, address, case):
    answer = signed_in(psm).get(address("photo", photo))
    assert answer.content == photos.content(photo)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"] == 'inline; filename="foto.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    entry = ReadEntry.objects.get(kind="photo")
    assert (entry.reader, entry.object_id, entry.restricted) == (psm, case.pk, False)


def test_a_thumbnail_is_kept_by_nobody_either_so_that_none_is_left_after_signing_out(signed_in, psm, photo, address):
    answer = signed_in(psm).get(address("thumbnail", photo))
    assert answer["Cache-Control"] == "private, no-store"
    assert len(answer.content) < 20_000
    assert not ReadEntry.objects.filter(kind="photo").exists()


def test_who_looks_at_a_guarded_photo_is_noted_for_the_few(signed_in, psm, photo, address, case, person, secretary):
    case_secrecy.shut_out(case, by=secretary, user=person("chair"))
    signed_in(psm).get(address("photo", photo))
    assert ReadEntry.objects.get(kind="photo").restricted


def test_who_may_not_see_the_case_finds_no_photo(signed_in, photo, address, person, case, secretary):
    chair = person("chair")
    assert signed_in(chair).get(address("photo", photo)).status_code == 200
    case_secrecy.shut_out(case, by=secretary, user=chair)
    for user in (chair, person("treasurer"), person("rt_head"), person("village_head")):
        for route in ("photo", "thumbnail"):
            assert signed_in(user).get(address(route, photo)).status_code == 404


def test_a_photo_whose_file_is_gone_is_missing(signed_in, psm, photo, address, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert signed_in(psm).get(address("photo", photo)).status_code == 404


# --- Taking one away ------------------------------------------------------------------------------------------


def paths_of(photo) -> list[Path]:
    return [Path(settings.MEDIA_ROOT) / name for name in (photo.file, photo.thumbnail)]


def test_who_made_the_visit_takes_a_photo_away_and_the_history_keeps_that(signed_in, psm, photo, address, network):
    visit_page = reverse("pmks_cases:visit", args=[network.slug, photo.visit_id])
    files = paths_of(photo)
    assert address("take_back_photo", photo) in signed_in(psm).get(visit_page).content.decode()
    asked = signed_in(psm).get(address("take_back_photo", photo))
    assert "tidak bisa dikembalikan" in asked.content.decode()
    assert Photo.objects.filter(pk=photo.pk).exists()
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = signed_in(psm).post(address("take_back_photo", photo), {"form_id": uuid4()})
    assert answer.url == visit_page
    assert not Photo.objects.filter(pk=photo.pk).exists()
    assert [path.exists() for path in files] == [False, False]
    event = Photo.pgh_event_model.objects.get(pgh_obj_id=photo.pk, pgh_label="delete")
    assert (event.pgh_context.metadata["action"], event.pgh_context.metadata["user"]) == ("photos.remove", psm.pk)
    assert "Satu foto dibuang oleh yang berkunjung" in signed_in(psm).get(visit_page).content.decode()


def test_nobody_else_and_nobody_after_seven_days_takes_it_away(signed_in, psm, secretary, photo, address, network):
    assert signed_in(secretary).get(address("take_back_photo", photo)).status_code == 404
    assert signed_in(secretary).post(address("take_back_photo", photo), {"form_id": uuid4()}).status_code == 404
    Visit.objects.filter(pk=photo.visit_id).update(received_at=timezone.now() - dt.timedelta(days=8))
    late = signed_in(psm).post(address("take_back_photo", photo), {"form_id": uuid4()})
    assert late.status_code == 422
    assert "Sudah lewat tujuh hari" in late.content.decode()
    visit_page = reverse("pmks_cases:visit", args=[network.slug, photo.visit_id])
    assert address("take_back_photo", photo) not in signed_in(psm).get(visit_page).content.decode()
    assert [path.exists() for path in paths_of(photo)] == [True, True]
