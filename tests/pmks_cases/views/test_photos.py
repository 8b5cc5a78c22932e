from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from pmks_cases.actions import assignments, case_secrecy, photos, visits
from pmks_cases.models import Photo
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
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == "inline; filename=foto.jpg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    entry = ReadEntry.objects.get(kind="photo")
    assert (entry.reader, entry.object_id, entry.restricted) == (psm, case.pk, False)


def test_a_thumbnail_may_stay_in_the_browser_for_a_short_while(signed_in, psm, photo, address):
    answer = signed_in(psm).get(address("thumbnail", photo))
    assert answer["Cache-Control"] == "private, max-age=300"
    assert len(answer.content) < 20_000
    assert not ReadEntry.objects.filter(kind="photo").exists()


def test_nothing_of_a_guarded_case_stays_in_the_browser(signed_in, psm, photo, address, case, person, secretary):
    case_secrecy.shut_out(case, by=secretary, user=person("chair"))
    assert signed_in(psm).get(address("thumbnail", photo))["Cache-Control"] == "no-store"
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
