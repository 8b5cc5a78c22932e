"""The page of one case: who reaches it, what it says, whose turn it is, what it costs."""

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.actions import follow_ups
from members.models import User
from pmks_cases.actions import assignments, case_secrecy, cases, consents
from pmks_cases.models import (
    Assessment,
    Case,
    CaseCategory,
    CaseMove,
    Consent,
    EarlyReport,
    Goal,
    Measurement,
    PlanStep,
    Referral,
    Visit,
)
from pmks_cases.models.case_needs import NEEDS, unmet
from pmks_cases.models.case_states import MOVES
from pmks_cases.models.case_thread import thread_of, with_standing
from pmks_cases.views.case_page import answers_known
from tests.conftest import give_office, make_user, train
from wksbm.core.models import ReadEntry

pytestmark = pytest.mark.django_db
BUDGET = 16
"""Statements of a full case page, session and person included."""


def text(response) -> str:
    plain = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return " ".join(plain.replace("\u00a0", " ").split())


@pytest.fixture
def url(network):
    def of(case, route="case"):
        return reverse(f"pmks_cases:{route}", args=[network.slug, case if isinstance(case, str) else case.number])

    return of


@pytest.fixture
def open_page(signed_in, url):
    """`open_page(case, user)`: the page as that person gets it now."""

    def get(case, user, query=""):
        return signed_in(User.objects.get(pk=user.pk)).get(url(case) + query)

    return get


def fill(case, psm, secretary, times: int = 1) -> None:
    """Some of everything that a case page shows."""
    network, of_case = case.network, {"network": case.network, "case": case}
    today = network.today()
    Assessment.objects.create(**of_case, on=today, situation="tidak sekolah", by=psm)
    for turn in range(times):
        Visit.objects.create(**of_case, by=psm, at=timezone.now(), on=today, met="keluarga", told=f"cerita {turn}")
        goal = Goal.objects.create(
            **of_case,
            wanted=f"sekolah {turn}",
            sign="buku wali",
            unit="hari",
            baseline=0,
            target=5,
            due_on=today + dt.timedelta(days=60),
            set_by=psm,
        )
        for value in (0, 2):
            Measurement.objects.create(**of_case, goal=goal, value=value, on=today, by=psm)
        step = follow_ups.make(
            network, by=secretary, what=f"ukur badan {turn}", doer=psm, due_on=today + dt.timedelta(days=7), origin=case
        )
        PlanStep.objects.create(**of_case, goal=goal, effort="kuratif", follow_up=step)
        follow_ups.make(network, by=secretary, what=f"pinjamkan terpal {turn}", doer=psm, due_on=today, origin=case)
        Referral.objects.create(**of_case, target="dinsos", sent_on=today, by=psm)
        Consent.objects.create(**of_case, purpose="data", answer=True, given_by="Wati", way="ttd", by=psm)
        EarlyReport.objects.create(**of_case, saw="duduk sendiri", place="teras", writer=secretary, check_by=today)
        CaseMove.objects.create(**of_case, start="asesmen", end="musyawarah", by=psm)


@pytest.fixture
def case(make_case, make_resident, person, secretary):
    resident = make_resident("Dimas Prasetyo", birth_on=dt.date(2017, 3, 10))
    return assignments.assign(make_case(resident), by=secretary, psm=person("psm"))


# --- Who reaches it -----------------------------------------------------------------------------------------


def test_who_works_on_it_reaches_it_and_a_stranger_does_not(case, open_page, person, secretary, other_network):
    assert open_page(case, secretary).status_code == 200
    assert open_page(case, person("psm")).status_code == 200
    other_psm = make_user("relawan.lain")
    give_office(other_psm, "psm", case.network)
    assert open_page(case, other_psm).status_code == 404
    assert open_page(case, person("secretary", other_network)).status_code == 404
    assert open_page("2026-0000", secretary).status_code == 404
    assert open_page("apa-saja", secretary).status_code == 404


def test_a_rahasia_case_is_missing_for_who_is_not_in_its_team(make_case, make_resident, open_page, person):
    secret = make_case(make_resident("Rani"), secrecy="rahasia")
    hidden, missing = open_page(secret, person("chair")), open_page("2026-0000", person("chair"))
    assert hidden.status_code == missing.status_code == 404
    assert text(hidden) == text(missing)


@pytest.mark.parametrize("role", ["treasurer", "rt_head", "organization_officer", "auditor", "supervisor"])
def test_who_does_not_work_on_cases_is_told_so(case, open_page, person, role):
    assert open_page(case, person(role)).status_code == 403


def test_a_post_is_no_way_to_open_it(case, signed_in, secretary, url):
    assert signed_in(secretary).post(url(case)).status_code == 405


# --- What it says -------------------------------------------------------------------------------------------


def test_it_says_who_and_what_and_whose_turn(case, open_page, person, secretary):
    page = text(open_page(case, secretary))
    assert "Dimas Prasetyo" in page
    assert f"Kasus {case.number}" in page
    assert "Kursi roda anak" in page
    assert f"Giliran {person('psm').name}" in page
    assert "Giliran Anda" in text(open_page(case, person("psm")))


def test_a_late_visit_is_the_turn(case, open_page, person, network):
    Case.objects.update(next_visit_on=network.today() - dt.timedelta(days=3))
    page = text(open_page(case, person("psm")))
    assert "Giliran Anda, terlambat 3 hari" in page
    assert "Kunjungan ke-1." in page


def test_what_the_next_move_still_needs_is_said(case, open_page, person, network):
    Case.objects.update(next_visit_on=network.today() + dt.timedelta(days=9))
    page = text(open_page(case, person("psm")))
    assert "Kunjungi dahulu dan catat kunjungannya." in page
    assert "Tanyakan dahulu persetujuannya" in page


def test_nobody_accompanies_is_the_boards_turn(make_case, make_resident, open_page, secretary):
    page = text(open_page(make_case(make_resident()), secretary))
    assert "Giliran ketua atau sekretaris" in page


def test_who_does_not_want_the_name_kept_is_a_number(case, open_page, person, secretary):
    consents.record(
        case,
        by=secretary,
        answers={("data", None): False},
        given_by="Wati",
        way="lisan",
        witness="Joko",
        guardian_relation="ibu",
    )
    page = text(open_page(case, secretary))
    assert "Dimas" not in page
    assert f"<h1>Kasus {case.number}</h1>" in page


def test_the_reports_writer_stands_nowhere(case, open_page, person, secretary, network):
    writer = make_user("pelapor", name="Bu Pelapor Rahasia")
    EarlyReport.objects.create(
        network=network, case=case, saw="duduk", place="teras", writer=writer, check_by=network.today()
    )
    page = text(open_page(case, secretary))
    assert "Laporan dini diterima" in page
    assert writer.name not in page


def test_the_first_step_of_violence_stands_on_top_until_it_is_taken(make_case, make_resident, open_page, secretary):
    secret = make_case(make_resident("Rani"), secrecy="rahasia", need_kind="perlindungan")
    assert "tel:129" in text(open_page(secret, secretary))
    Referral.objects.filter(is_first_step=True).update(sent_on=secret.network.today())
    assert "tel:129" not in text(open_page(secret, secretary))


def test_a_rahasia_case_is_decided_by_its_team(make_case, make_resident, open_page, secretary, case):
    secret = make_case(make_resident("Rani"), secrecy="rahasia")
    assert "Diputuskan tim" in text(open_page(secret, secretary))
    assert "Dirembuk" in text(open_page(case, secretary))


def test_categories_stand_in_the_networks_own_words(case, categories, open_page, secretary, network):
    from pmks_cases.models import NetworkCategory

    CaseCategory.objects.create(network=network, case=case, category=categories["ADK"], set_by=secretary)
    assert categories["ADK"].name in text(open_page(case, secretary))
    NetworkCategory.objects.create(network=network, category=categories["ADK"], is_on=True, wording="Anak istimewa")
    assert "Anak istimewa" in text(open_page(case, secretary))


def test_both_cases_of_one_person_are_shown_to_who_sees_both(make_case, make_resident, open_page, person, secretary):
    resident = make_resident("Rani")
    secret = make_case(resident, secrecy="rahasia")
    second = make_case(resident, by=person("chair"))
    assert secret.number in text(open_page(second, secretary))
    assert "Ada catatan lain tentang orang ini." in text(open_page(secret, secretary))
    assert secret.number not in text(open_page(second, person("chair")))


def test_the_newest_three_stand_and_the_others_are_folded(case, open_page, person, secretary):
    fill(case, person("psm"), secretary, times=3)
    context = open_page(case, secretary).context
    assert len(context["newest"]) == 3
    assert len(context["earlier"]) > 10


@pytest.mark.parametrize("query", ["?riwayat=2", "?riwayat=0", "?riwayat=x", "?riwayat=-1", "?riwayat=99999999999"])
def test_any_page_of_the_history_can_be_asked_for(case, open_page, secretary, query):
    assert open_page(case, secretary, query).status_code == 200


def test_the_board_reminds_a_companion_without_a_word_about_anybody(case, open_page, person, secretary, network):
    Case.objects.update(next_visit_on=network.today())
    User.objects.filter(pk=person("psm").pk).update(phone="+628000000002")
    User.objects.filter(pk=person("psm").pk).update(name="Laras Wati")
    chat = urlsplit(open_page(case, secretary).context["turn"].second.url)
    assert (chat.netloc, chat.path) == ("wa.me", "/628000000002")
    (message,) = parse_qs(chat.query)["text"]
    assert message.startswith(f"Halo Laras Wati, ada kunjungan yang menunggu Bapak/Ibu di portal {network.name}.")
    assert message.endswith(reverse("pmks_cases:choose_visit", args=[network.slug]))
    assert [word for word in (case.number, "Dimas", "RT 0", case.need) if word in message] == []
    assert "Tidak bertemu" in text(open_page(case, person("psm")))


def test_a_guarded_name_stands_in_no_browsers_history(case, open_page, secretary):
    def title():
        return re.search(r"<title>(.*?)</title>", text(open_page(case, secretary)))[1]

    assert "Dimas" in title()
    Case.objects.update(secrecy="terbatas")
    assert "Dimas" not in title()
    assert case.number in title()


# --- Who read it ----------------------------------------------------------------------------------------------


def reads(case) -> int:
    kind = ContentType.objects.get_for_model(Case)
    return ReadEntry.objects.filter(kind="case", content_type=kind, object_id=case.pk).count()


def test_reading_a_guarded_case_is_noted_once_an_hour_for_each_reader(case, open_page, person, secretary):
    Case.objects.update(secrecy="terbatas")
    for user in (secretary, secretary, person("psm")):
        open_page(case, user)
    assert reads(case) == 2
    ReadEntry.objects.update(read_at=timezone.now() - dt.timedelta(hours=2))
    open_page(case, secretary)
    assert reads(case) == 3
    assert "Membuka kasus" in text(open_page(case, secretary))


def test_reading_an_ordinary_case_is_not(case, open_page, secretary):
    open_page(case, secretary)
    assert reads(case) == 0


def test_the_note_of_a_rahasia_reading_is_restricted(make_case, make_resident, open_page, secretary):
    open_page(make_case(make_resident("Rani"), secrecy="rahasia"), secretary)
    assert ReadEntry.objects.get(kind="case").restricted


# --- What it costs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("secrecy", ["biasa", "terbatas", "rahasia"])
def test_a_full_page_takes_few_statements_and_no_more_for_more(
    secrecy, make_case, make_resident, signed_in, url, person, secretary
):
    psm = train(person("psm"))
    case = assignments.assign(make_case(make_resident("Dimas"), secrecy=secrecy), by=secretary, psm=psm)
    fill(case, psm, secretary)

    def statements() -> int:
        ReadEntry.objects.all().delete()
        client = signed_in(User.objects.get(pk=psm.pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(case)).status_code == 200
        return len(captured)

    statements()
    one = statements()
    fill(case, psm, secretary, times=3)
    assert statements() == one
    assert one <= BUDGET


def test_what_the_page_knows_is_what_the_moves_ask(case, person, secretary, network):
    """`answers_known` and `case_needs` must never disagree."""
    from pmks_cases.models import case_reading as reading

    def known_now():
        fresh = with_standing(Case.objects.filter(pk=case.pk)).get()
        fresh.network = network
        parts = [
            list(part(fresh))
            for part in (reading.goals_of, reading.promises_of, reading.referrals_of, reading.consents_of)
        ]
        return fresh, answers_known(fresh, *parts)

    def agree() -> set[str]:
        fresh, known = known_now()
        for name, answer in known.items():
            assert answer == NEEDS[name].is_met(fresh), name
        for move in MOVES:
            if "aftercare_over" not in move.needs:
                assert unmet(fresh, move, known) == unmet(fresh, move)
        return {name for name, answer in known.items() if answer}

    assert agree() == {"first_step"}
    case_secrecy.require_first_step(case)
    assert agree() == set()
    Referral.objects.update(explanation="ibunya sudah ke sana")
    fill(case, person("psm"), secretary)
    assert agree() == set(NEEDS) & {
        "visit",
        "consent",
        "assessment",
        "first_step",
        "referral",
        "goal",
        "steps",
        "action",
    }


# --- The thread -------------------------------------------------------------------------------------------------


def test_the_thread_says_how_far_help_has_come(case, network):
    def knots(**changes):
        Case.objects.filter(pk=case.pk).update(**changes)
        fresh = with_standing(Case.objects.filter(pk=case.pk)).get()
        fresh.network = network
        return [knot.state for knot in thread_of(fresh)]

    assert knots() == ["done", "now", *["open"] * 5]
    assert knots(state="musyawarah") == ["done", "done", "now", *["open"] * 4]
    assert knots(state="intervensi") == [*["done"] * 4, "now", "open", "open"]
    assert knots(state="selesai") == ["done"] * 7
    assert knots(state="ditolak") == ["done", "done", *["open"] * 5]


def test_a_closed_case_asks_nothing_more(case, open_page, person):
    cases.move(case, by=person("psm"), end="ditolak", why="pindah desa")
    page = open_page(case, person("psm"))
    assert page.context["turn"] is None
    assert "pindah desa" in text(page)


def test_a_page_of_the_history_of_five_thousand_digits_is_the_first(signed_in, secretary, make_case, network):
    address = reverse("pmks_cases:case", args=[network.slug, make_case().number])
    assert signed_in(secretary).get(address, {"riwayat": "9" * 5000}).status_code == 200


def test_a_suspect_of_five_thousand_digits_is_nobody(signed_in, secretary, network):
    address = reverse("pmks_cases:open_case", args=[network.slug])
    assert signed_in(secretary).post(address, {"suspects": "9" * 5000}).status_code == 422
