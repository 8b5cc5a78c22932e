"""Writing down a promise on a case: to whom is asked first, and what may be told is closed with its reason."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from members.models import FollowUp, Organization
from pmks_cases.models import Consent
from tests.conftest import give_office, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident):
    return make_case(make_resident("Dimas Saputra"), landmark="Pagar hijau")


@pytest.fixture
def youth(network):
    made = Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")
    made.officer = make_user("bagus", name="Mas Bagus")
    give_office(made.officer, "organization_officer", network, organization=made)
    return made


@pytest.fixture
def page(case, network):
    return reverse("pmks_cases:add_follow_up", args=[network.slug, case.number])


def values(network, doer, **more):
    due_on = (network.today() + timedelta(days=2)).isoformat()
    return {"form_id": str(uuid.uuid4()), "what": "Antar kursi roda", "doer": doer.pk, "due_on": due_on, **more}


def test_who_sees_the_case_is_offered_first(signed_in, secretary, person, page, network, youth):
    person("rt_head")
    client = signed_in(secretary)
    form = client.get(page).context["form"]
    assert set(form.fields["doer"].queryset) == {secretary}
    assert client.post(page, values(network, secretary)).status_code == 302
    assert FollowUp.objects.get().instruction == ""


def test_nothing_is_ticked_but_what_and_when_and_the_closed_say_why(signed_in, secretary, page, youth):
    answer = signed_in(secretary).get(page, {"lembaga": youth.pk})
    boxes = {name: box for name, box in answer.context["form"].fields.items() if name.startswith("tell_")}
    assert {name for name, box in boxes.items() if box.initial} == {"tell_what", "tell_due"}
    assert all(box.disabled for box in boxes.values())
    html = answer.content.decode()
    assert "Keluarga belum ditanya apakah Karang Taruna boleh diberi tahu." in html
    assert "Tanyakan persetujuan keluarga" in html


def test_a_closed_box_sent_all_the_same_tells_nothing(signed_in, secretary, page, network, youth):
    sent = values(network, youth.officer, tell_name="on", tell_house="on")
    assert signed_in(secretary).post(f"{page}?lembaga={youth.pk}", sent).status_code == 302
    promise = FollowUp.objects.get()
    assert "Dimas" not in promise.instruction
    assert "Pagar" not in promise.instruction


def test_with_consent_what_is_ticked_is_told(signed_in, secretary, case, page, network, youth):
    Consent.objects.create(
        network=network,
        case=case,
        purpose="diberitahukan",
        organization=youth,
        answer=True,
        given_by="Bu Wati",
        way="lisan",
        by=secretary,
    )
    client = signed_in(secretary)
    client.post(f"{page}?lembaga={youth.pk}", values(network, youth.officer, tell_house="on"))
    promise = FollowUp.objects.get()
    assert "Rumah: Pagar hijau" in promise.instruction
    assert "Dimas" not in promise.instruction
    theirs = signed_in(youth.officer).get(reverse("members:follow_up", args=[network.slug, promise.pk]))
    assert "Pagar hijau" in theirs.content.decode()
    assert "Dimas" not in theirs.content.decode()


def test_on_a_rahasia_case_no_organisation_is_offered(
    signed_in, secretary, make_case, make_resident, network, youth, person
):
    person("chair")
    secret = make_case(make_resident("Nur Aini"), secrecy="rahasia")
    page = reverse("pmks_cases:add_follow_up", args=[network.slug, secret.number])
    client = signed_in(secretary)
    answer = client.get(page)
    assert "Karang Taruna" not in answer.content.decode()
    assert set(answer.context["form"].fields["doer"].queryset) == {secretary}
    for outside in ({"lembaga": youth.pk}, {"untuk": "rt"}, {"untuk": "jejaring"}):
        assert client.get(page, outside).status_code == 404


def test_who_does_not_see_the_case_finds_nothing(signed_in, person, page, other_network):
    for stranger in (person("psm"), person("secretary", other_network)):
        assert signed_in(stranger).get(page).status_code == 404


def test_who_may_not_promise_is_told_so(signed_in, person, page):
    assert signed_in(person("treasurer")).get(page).status_code == 403


def test_without_an_rt_head_it_says_so(signed_in, secretary, page):
    html = signed_in(secretary).get(page, {"untuk": "rt"}).content.decode()
    assert "Belum ada yang menjabat" in html
    assert "Catat janji" not in html


def test_the_head_of_the_rt_is_chosen_beforehand(signed_in, secretary, person, page, network):
    head = person("rt_head")
    client = signed_in(secretary)
    assert client.get(page, {"untuk": "rt"}).context["form"].initial["doer"] == head.pk
    assert client.post(f"{page}?untuk=rt", values(network, head)).status_code == 302
    assert (
        "Antar kursi roda" in signed_in(head).get(reverse("members:follow_ups", args=[network.slug])).content.decode()
    )


@pytest.mark.parametrize("key", ["x", "999999", "9" * 30])
def test_an_organisation_that_is_not_there_is_not_found(signed_in, secretary, page, key):
    assert signed_in(secretary).get(page, {"lembaga": key}).status_code == 404


def test_bad_input_is_said_beside_the_field_and_nothing_is_lost(signed_in, secretary, page, network):
    yesterday = (network.today() - timedelta(days=1)).isoformat()
    answer = signed_in(secretary).post(page, values(network, secretary, due_on=yesterday))
    assert answer.status_code == 422
    assert answer.context["form"].errors["due_on"] == ["Tanggal ini sudah lewat."]
    assert "Antar kursi roda" in answer.content.decode()


def test_pressing_twice_promises_once(signed_in, secretary, page, network):
    client = signed_in(secretary)
    sent = values(network, secretary)
    assert client.post(page, sent).url == client.post(page, sent).url
    assert FollowUp.objects.count() == 1


def test_a_promise_for_the_year_9999_is_a_slip_of_the_finger(signed_in, secretary, make_case, network):
    address = reverse("pmks_cases:add_follow_up", args=[network.slug, make_case().number])
    values = {"form_id": uuid.uuid4(), "what": "tanyakan kursi roda", "doer": secretary.pk, "due_on": "9999-12-31"}
    answer = signed_in(secretary).post(address, values)
    assert answer.status_code == 422
    assert "Periksa tahunnya" in answer.content.decode()


def test_choosing_somebody_else_keeps_what_was_typed_and_takes_nothing_yet(signed_in, secretary, page, network, youth):
    client = signed_in(secretary)
    due_on = (network.today() + timedelta(days=20)).isoformat()
    typed = {"what": "Antar kursi roda", "due_on": due_on, "doer": secretary.pk, "tell_name": "on", "pilih": "1"}
    answer = client.post(f"{page}?lembaga={youth.pk}", typed)
    form = answer.context["form"]
    assert answer.status_code == 200
    assert (form["what"].value(), form["due_on"].value()) == ("Antar kursi roda", due_on)
    assert form["doer"].value() == youth.officer.pk
    assert not form["tell_name"].value()
    assert not form.errors
    assert not FollowUp.objects.exists()


def test_it_is_kept_as_well_past_an_office_that_nobody_holds(signed_in, secretary, page, network):
    client = signed_in(secretary)
    due_on = (network.today() + timedelta(days=20)).isoformat()
    html = client.post(f"{page}?untuk=rt", {"what": "Antar <kursi>", "due_on": due_on, "pilih": "1"}).content.decode()
    assert "Belum ada yang menjabat" in html
    assert '<textarea name="what" hidden>Antar &lt;kursi&gt;</textarea>' in html
    assert f'name="due_on" value="{due_on}"' in html
