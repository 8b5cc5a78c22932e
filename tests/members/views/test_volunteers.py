"""Relawan PSM: profile, areas, trainings and their proof."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from members.access import Role
from members.actions import leaves
from members.models import Membership, Rt, Training, Volunteer, VolunteerArea
from members.models.leave import leave_in_words
from tests.conftest import give_office, make_user
from tests.members.conftest import address
from tests.members.views.test_memberships import filled
from tests.wksbm.documents.test_shrunk_photos import PLACE_AND_PHONE, opened, picture

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = picture((300, 200), "PNG").read()
JPG = picture((3000, 2000), exif=PLACE_AND_PHONE, comment=b"rumah Bu Tini").read() + b"SEFT of a telephone"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def browser(signed_in, secretary):
    return signed_in(secretary)


def test_the_volunteer_changes_the_own_hours_and_nobody_elses(network, volunteer, person, signed_in):
    other = Volunteer.objects.create(user=make_user("psm-lain"))
    give_office(other.user, Role.PSM, network)
    browser = signed_in(volunteer.user)
    url = address("change_volunteer", network, volunteer.pk)
    assert browser.post(url, filled(browser, url, hours_a_week=9, skills="Mengantar berobat")).status_code == 302
    volunteer.refresh_from_db()
    assert (volunteer.hours_a_week, volunteer.skills) == (9, "Mengantar berobat")
    assert browser.get(address("volunteer", network, other.pk)).status_code == 200
    for name in ("change_volunteer", "set_areas", "add_training"):
        assert browser.get(address(name, network, other.pk)).status_code == 403
    assert browser.get(address("set_areas", network, volunteer.pk)).status_code == 403


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hours_a_week": "81"}, "hours_a_week"),
        ({"hours_a_week": "-1"}, "hours_a_week"),
        ({"hours_a_week": "banyak"}, "hours_a_week"),
        ({"since_on": "2999-01-01"}, "since_on"),
    ],
)
def test_a_profile_that_cannot_be_is_refused(browser, network, volunteer, change, field):
    url = address("change_volunteer", network, volunteer.pk)
    answer = browser.post(url, filled(browser, url) | change)
    assert set(answer.context["form"].errors) == {field}


def test_areas_are_chosen_and_taken_back(browser, network, volunteer):
    rts = list(Rt.objects.of(network))
    url = address("set_areas", network, volunteer.pk)
    form_id = browser.get(url).context["form"]["form_id"].value()
    browser.post(url, {"form_id": form_id, "areas": [rts[0].pk, rts[2].pk]})
    assert set(volunteer.areas.all()) == {rts[0], rts[2]}
    form = browser.get(url).context["form"]
    assert sorted(form["areas"].value()) == [rts[0].pk, rts[2].pk]
    browser.post(url, {"form_id": form["form_id"].value(), "areas": [rts[1].pk]})
    assert set(volunteer.areas.all()) == {rts[1]}
    names = browser.get(address("volunteers", network)).content.decode()
    assert "RT\u00a0002" in names


def test_areas_in_another_network_stay_and_are_offered_to_who_keeps_both(
    browser, network, other_network, volunteer, secretary
):
    give_office(volunteer.user, Role.PSM, other_network)
    there = Rt.objects.of(other_network)[0]
    VolunteerArea.objects.create(volunteer=volunteer, rt=there, network=other_network)
    url = address("set_areas", network, volunteer.pk)
    form = browser.get(url).context["form"]
    assert {rt.network for rt in form.fields["areas"].queryset} == {network}
    refused = browser.post(url, {"form_id": form["form_id"].value(), "areas": [there.pk]})
    assert set(refused.context["form"].errors) == {"areas"}
    browser.post(url, {"form_id": form["form_id"].value(), "areas": []})
    assert set(volunteer.areas.all()) == {there}
    assert "Tetangga Sejati" not in browser.get(address("volunteer", network, volunteer.pk)).content.decode()

    give_office(secretary, Role.SECRETARY, other_network)
    form = browser.get(url).context["form"]
    assert {rt.network for rt in form.fields["areas"].queryset} == {network, other_network}
    page = browser.get(address("volunteer", network, volunteer.pk)).content.decode()
    assert "Tetangga Sejati" in page


def test_rts_of_a_network_without_an_office_there_are_not_offered(
    browser, other_network, network, volunteer, secretary
):
    give_office(secretary, Role.SECRETARY, other_network)
    form = browser.get(address("set_areas", network, volunteer.pk)).context["form"]
    assert {rt.network for rt in form.fields["areas"].queryset} == {network}


def training_form(browser, url, **answers):
    sent = filled(browser, url, level="dasar", organizer="Dinsos Rekaan", held_on="2026-03-01")
    sent.pop("proof", None)
    return browser.post(url, sent | answers)


@pytest.mark.parametrize(
    ("content", "kind", "media_type"),
    [(PDF, "pdf", "application/pdf"), (PNG, "jpg", "image/jpeg"), (JPG, "jpg", "image/jpeg")],
)
def test_a_proof_is_kept_under_a_name_that_says_nothing(browser, network, volunteer, files, content, kind, media_type):
    url = address("add_training", network, volunteer.pk)
    proof = SimpleUploadedFile("sertifikat bu tini 3319.exe", content, content_type="text/html")
    assert training_form(browser, url, proof=proof).status_code == 302
    training = Training.objects.get()
    assert re.fullmatch(rf"training/[0-9a-f-]{{36}}\.{kind}", training.proof.name)
    kept = files / training.proof.name
    assert [path.stat().st_mode & 0o777 for path in (kept, kept.parent)] == [0o600, 0o700]
    answer = browser.get(address("training_proof", network, volunteer.pk, training.pk))
    assert answer.content == kept.read_bytes()
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (media_type, "nosniff")
    assert f"sertifikat-{training.pk}.{kind}" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"


def test_a_photographed_certificate_is_kept_without_what_the_phone_hid_in_it(browser, network, volunteer, files):
    proof = SimpleUploadedFile("sertifikat.jpg", JPG, content_type="image/jpeg")
    assert training_form(browser, address("add_training", network, volunteer.pk), proof=proof).status_code == 302
    content = (files / Training.objects.get().proof.name).read_bytes()
    kept = opened(content)
    assert (kept.format, kept.size, dict(kept.getexif()), kept.info.get("comment")) == ("JPEG", (1067, 1600), {}, None)
    assert [hidden in content for hidden in (b"HP Khayal", b"rumah Bu Tini", b"SEFT")] == [False] * 3


def test_a_certificate_that_is_a_pdf_stays_as_it_came(browser, network, volunteer, files):
    proof = SimpleUploadedFile("sertifikat.pdf", PDF, content_type="application/pdf")
    training_form(browser, address("add_training", network, volunteer.pk), proof=proof)
    assert (files / Training.objects.get().proof.name).read_bytes() == PDF


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>%%EOF", "bukan PDF"),
        ("a.png", b"MZ\x90\x00" + PNG, "bukan PDF"),
        ("a.jpg", b"GIF89a" + b"\x00" * 30, "bukan PDF"),
        ("a.pdf", PDF[:-8], "bukan PDF"),
        ("a.jpg", JPG[:2000], "tidak terbaca sebagai foto"),
        ("a.pdf", b"%PDF-1.4" + b"\x00" * (5 * 1024 * 1024) + b"%%EOF", "Paling besar 5 MB"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "bukan PDF"),
        ("a.pdf", b"", "kosong"),
    ],
)
def test_what_is_no_certificate_is_refused_beside_its_field(browser, network, volunteer, files, name, content, words):
    url = address("add_training", network, volunteer.pk)
    answer = training_form(browser, url, proof=SimpleUploadedFile(name, content, content_type="application/pdf"))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"proof"}
    assert words in answer.context["form"].errors["proof"][0]
    assert not Training.objects.exists()
    assert list(files.iterdir()) == []


def test_a_training_without_proof_and_none_in_the_future(browser, network, volunteer):
    url = address("add_training", network, volunteer.pk)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert set(training_form(browser, url, held_on=str(tomorrow)).context["form"].errors) == {"held_on"}
    assert training_form(browser, url).status_code == 302
    training = Training.objects.get()
    assert browser.get(address("training_proof", network, volunteer.pk, training.pk)).status_code == 404


@pytest.fixture
def proven(volunteer, files):
    return Training.objects.create(
        volunteer=volunteer,
        level="lanjutan",
        organizer="Dinsos",
        held_on=dt.date(2026, 1, 1),
        proof=SimpleUploadedFile("x.pdf", PDF),
    )


@pytest.mark.parametrize("role", list(Role))
def test_the_proof_is_for_who_may_see_the_volunteer(network, volunteer, proven, person, signed_in, role):
    answer = signed_in(person(role)).get(address("training_proof", network, volunteer.pk, proven.pk))
    answer.close()
    assert answer.status_code == (403 if role == Role.SUPERVISOR else 200)


def test_a_stranger_finds_no_proof(network, other_network, volunteer, proven, person, signed_in, client):
    url = address("training_proof", network, volunteer.pk, proven.pk)
    assert client.get(url)["Location"] == f"/masuk/?next={url}"
    stranger = signed_in(person(Role.SECRETARY, other_network))
    assert stranger.get(url).status_code == 404
    assert stranger.get(address("training_proof", other_network, volunteer.pk, proven.pk)).status_code == 404


def test_a_proof_of_another_volunteer_is_not_found_under_this_one(browser, network, volunteer, proven):
    other = Volunteer.objects.create(user=make_user("psm-lain"))
    give_office(other.user, Role.PSM, network)
    assert browser.get(address("training_proof", network, other.pk, proven.pk)).status_code == 404
    assert browser.post(address("training_proof", network, volunteer.pk, proven.pk)).status_code == 405


def test_who_is_no_psm_any_more_leaves_the_list_but_not_the_record(browser, network, volunteer):
    url = address("volunteers", network)
    assert [row.pk for row in browser.get(url).context["page"]] == [volunteer.pk]
    Membership.objects.filter(user=volunteer.user).update(removed_at=timezone.now())
    assert [row.pk for row in browser.get(url).context["page"]] == []
    assert browser.get(address("volunteer", network, volunteer.pk)).status_code == 200


def test_who_is_on_leave_is_shown_so_beside_her_name_and_ends_it_on_her_own_page(
    network, volunteer, browser, signed_in
):
    until_on = network.today() + dt.timedelta(days=20)
    leaves.begin(network, by=volunteer.user, user=volunteer.user, until_on=until_on)
    listed, own = address("volunteers", network), address("volunteer", network, volunteer.pk)
    words = leave_in_words(until_on)
    for page in (listed, own):
        answer = browser.get(page).content.decode()
        assert answer.count(words) == 1, page
        assert "Saya sudah kembali" not in answer
    hers = signed_in(volunteer.user)
    assert address("end_leave", network) in hers.get(own).content.decode()
    hers.post(address("end_leave", network))
    for page in (listed, own):
        assert words not in hers.get(page).content.decode()
