"""Papers of a case: what each level lets on them, what a family reads, and that each print is noted."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from members.actions import follow_ups
from members.models import FollowUp, User
from pmks_cases.actions import assignments, case_secrecy
from pmks_cases.models import Assessment, Case, CaseCategory, Goal, Kinship, PlanStep
from pmks_cases.models.case_words import without_name
from tests.conftest import train
from tests.pmks_cases.invented import make_family
from wksbm.core.models import ReadEntry

pytestmark = pytest.mark.django_db
NAME = "Dimas Prasetyo"
DIAGNOSIS = "lumpuh layu"


def paper(response) -> str:
    """The words of the paper itself, without the page around it."""
    found = re.search(r'<article class="paper.*?</article>', response.content.decode(), re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).replace("\u00a0", " ").split())


@pytest.fixture
def printed(signed_in, network, secretary):
    """`printed(case)`: the paper as the button gives it."""

    def get(case, route="print_case", by=None):
        client = signed_in(User.objects.get(pk=(by or secretary).pk))
        return client.post(reverse(f"pmks_cases:{route}", args=[network.slug, case.number]))

    return get


@pytest.fixture
def full(make_case, make_resident, person, secretary, network, categories):
    """`full("terbatas")`: a case of that level with all that must not stand on a paper."""
    psm = train(person("psm"))
    psm.phone = "+628000000002"
    psm.save()

    def make(secrecy):
        case = make_case(
            make_resident(NAME), secrecy=secrecy, need="kursi roda untuk Dimas", landmark="gang musala", urgency=3
        )
        case = assignments.assign(case, by=secretary, psm=psm)
        of_case = {"network": network, "case": case}
        today = network.today()
        CaseCategory.objects.create(**of_case, category=categories["ADK"], set_by=psm)
        Assessment.objects.create(**of_case, on=today, situation=DIAGNOSIS, by=psm)
        goal = Goal.objects.create(
            **of_case, wanted="sekolah lagi", sign="buku", unit="hari", baseline=0, target=5, due_on=today, set_by=psm
        )
        promise = follow_ups.make(
            network,
            by=secretary,
            what="ukur badan di Puskesmas",
            doer=psm,
            due_on=today,
            origin=case,
            restricted=case.is_secret,
        )
        PlanStep.objects.create(**of_case, goal=goal, effort="kuratif", follow_up=promise)
        Case.objects.filter(pk=case.pk).update(next_visit_on="2031-03-05")
        return case

    return make


# --- For the board ------------------------------------------------------------------------------------------


def test_an_ordinary_case_is_printed_with_its_name_and_plan(full, printed, secretary):
    words = paper(printed(full("biasa")))
    for said in (NAME, "RT 001", "kursi roda untuk Dimas", "sekolah lagi", "ukur badan di Puskesmas", "5 Maret 2031"):
        assert said in words
    assert f"Dicetak oleh {secretary.name} pada" in words
    assert "Kecamatan Kaliwangi" in words
    assert "RAHASIA" not in words


def test_of_a_terbatas_case_number_rt_and_help_are_printed(full, printed, categories):
    case = full("terbatas")
    words = paper(printed(case))
    assert case.number in words
    assert "001" in words
    assert "kursi roda untuk …" in words
    for hidden in ("Dimas", "Prasetyo", DIAGNOSIS, "sekolah", "Puskesmas", "Psm-004", categories["ADK"].name, "2031"):
        assert hidden not in words, hidden


def test_of_a_rahasia_case_the_field_is_printed_and_the_stamp(full, printed, categories):
    case = full("rahasia")
    words = paper(printed(case))
    assert case.number in words
    assert "RAHASIA" in words
    assert "Kesehatan dan alat bantu" in words
    for hidden in ("Dimas", "kursi roda", DIAGNOSIS, "sekolah", categories["ADK"].name, "Psm-004"):
        assert hidden not in words, hidden


def test_an_ordinary_case_without_consent_to_the_name_has_none_on_paper(full, printed, secretary):
    from pmks_cases.actions import consents

    case = full("biasa")
    case.network = secretary.current_memberships[0].network
    consents.record(case, by=secretary, answers={("data", None): False}, given_by="Wati", way="ttd", is_child=False)
    assert "Prasetyo" not in paper(printed(case))


def test_a_name_is_taken_out_of_a_sentence():
    assert without_name("kursi roda untuk dimas, dimasnya 9 tahun", NAME) == "kursi roda untuk …, … 9 tahun"
    assert without_name("susu untuk bayi", "") == "susu untuk bayi"


# --- For the family -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("secrecy", ["biasa", "terbatas"])
def test_the_familys_slip_says_whom_to_call_what_comes_and_their_rights(full, printed, secrecy, categories, person):
    case = full(secrecy)
    words = paper(printed(case, "family_slip"))
    for said in (
        "Untuk warga yang didampingi",
        case.number,
        person("psm").name,
        "0800-0000-002",
        "Rabu, 5 Maret 2031",
        "ukur badan di Puskesmas",
        "Undang-Undang Nomor 27 Tahun 2022",
        "meminta yang keliru dibetulkan",
        "menarik kembali persetujuan",
        "Bila ada yang tidak beres",
    ):
        assert said in words, said
    for hidden in ("PMKS", "PPKS", DIAGNOSIS, categories["ADK"].name, categories["ADK"].code, "RAHASIA", "Dimas"):
        assert hidden not in words, hidden


def test_the_slip_says_kindly_what_is_late_and_prints_no_day_that_is_over_as_if_it_were_to_come(full, printed):
    case = full("biasa")
    over = case.network.today() - dt.timedelta(days=9)
    FollowUp.objects.of_origin(case).update(due_on=over)
    type(case).objects.filter(pk=case.pk).update(next_visit_on=over)
    words = paper(printed(case, "family_slip"))
    assert "Mohon maaf, ini belum selesai pada" in words
    assert "Mohon maaf, kami terlambat." in words
    assert "paling lambat" not in words


def test_the_slip_of_a_rahasia_case_betrays_nothing_to_who_finds_it(full, printed):
    words = paper(printed(full("rahasia"), "family_slip"))
    for hidden in ("Dimas", "ukur badan", "RAHASIA", "rahasia", "kekerasan", "Perlindungan", "UPTD"):
        assert hidden not in words, hidden


@pytest.mark.parametrize(
    ("shut_out", "said"),
    [
        ([], "Sampaikan kepada ketua atau sekretaris Guyub Rukun (HP 0800-0000-004) , atau ke kantor Desa Sidomaya ."),
        (["chair"], "Sampaikan kepada sekretaris Guyub Rukun , atau ke kantor Desa Sidomaya ."),
        (["secretary"], "Sampaikan kepada ketua Guyub Rukun , atau ke kantor Desa Sidomaya ."),
        (["chair", "secretary"], "Sampaikan ke kantor Desa Sidomaya atau UPTD PPA (SAPA 129) ."),
    ],
)
def test_the_slip_sends_nobody_to_who_must_not_know(full, printed, person, network, secretary, shut_out, said):
    person("chair")
    network.phone = "+628000000004"
    network.save()
    case = full("biasa")
    for role in shut_out:
        case_secrecy.shut_out(case, by=person("psm"), user=person(role))
    words = paper(printed(case, "family_slip", by=person("psm")))
    assert said.replace(" ,", ",").replace(" .", ".") in words.replace(" ,", ",").replace(" .", ".")


def test_the_slip_of_a_rahasia_case_names_no_kin_of_whom_it_is_about_and_no_unit(
    make_case, make_resident, printed, person, network, trained_psm
):
    girl = make_resident(NAME)
    for role in ("chair", "secretary"):
        Kinship.objects.create(network=network, user=person(role), resident=girl, relation="saudara")
    case = make_case(girl, by=trained_psm, secrecy="rahasia")
    words = paper(printed(case, "family_slip", by=trained_psm))
    assert "Sampaikan ke kantor Desa Sidomaya." in words.replace(" .", ".")
    for hidden in ("ketua", "sekretaris", "UPTD", "SAPA"):
        assert hidden not in words, hidden


# --- Who, and that it is noted ------------------------------------------------------------------------------


@pytest.mark.parametrize("route", ["print_case", "family_slip"])
def test_each_print_is_noted_and_a_get_prints_nothing(full, printed, route, signed_in, secretary, network):
    case = full("biasa")
    client = signed_in(User.objects.get(pk=secretary.pk))
    assert client.get(reverse(f"pmks_cases:{route}", args=[network.slug, case.number])).status_code == 405
    assert not ReadEntry.objects.filter(kind="print").exists()
    printed(case, route)
    printed(case, route)
    entries = ReadEntry.objects.filter(kind="print", object_id=case.pk)
    assert [entry.reader for entry in entries] == [secretary] * 2
    assert all(NAME not in entry.subject for entry in entries)


@pytest.mark.parametrize("route", ["print_case", "family_slip"])
def test_who_does_not_see_the_case_prints_nothing(full, printed, route, person, other_network):
    secret = full("rahasia")
    assert printed(secret, route, by=person("chair")).status_code == 404
    assert printed(secret, route, by=person("treasurer")).status_code == 403
    assert not ReadEntry.objects.filter(kind="print").exists()


def test_the_note_of_a_rahasia_print_is_restricted(full, printed):
    printed(full("rahasia"))
    assert ReadEntry.objects.get(kind="print").restricted


def test_the_paper_of_a_terbatas_case_names_nobody_of_the_house(printed, make_case, make_resident, network):
    family = make_family(network)
    make_resident("Sulastri Wulandari", family=family)
    case = make_case(
        make_resident(NAME, family=family),
        secrecy="terbatas",
        need="kursi roda untuk anak Bu Sulastri, tanya Ratna",
        contact_name="Ratna",
    )
    words = paper(printed(case))
    assert "Sulastri" not in words
    assert "Ratna" not in words
    assert "kursi roda" in words
