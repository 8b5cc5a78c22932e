"""The monthly report: its figures are the numbers', its groups are exact for the board and told so for others."""

import datetime as dt
import re
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from members.models import Network, Organization, Training, Volunteer
from pmks_cases.actions import case_categories, referrals
from pmks_cases.models import Case, Category
from tests.conftest import train
from wksbm.portal.actions.numbers import numbers_of
from wksbm.portal.actions.report_counts import age_group, counts_of, groups_of_open
from wksbm.portal.network.report import monthly_report
from wksbm.portal.numbers import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(network):
    return reverse("monthly_report", args=[network.slug])


@pytest.fixture
def month(network):
    return Period.of_months(network.today())


def text(response) -> str:
    main = response.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&nbsp;", " ").replace("\xa0", " ").split())


def rows_of(report, title: str) -> dict:
    """The table of this title: words and what is shown beside them."""
    table = next(table for chapter in report.chapters for table in chapter.tables if table.title.startswith(title))
    return {row.words.replace("\xa0", " "): row.shown for row in table.rows}


@pytest.fixture
def some(network, make_case, make_resident, secretary, categories):
    """An old widow whose category is known, a child, somebody not in the register, and a rahasia case beside them."""
    widow = make_case(make_resident("Sulastri", sex=2, birth_on=dt.date(1950, 5, 5)), need_kind="pangan")
    case_categories.choose(widow, by=secretary, category=Category.objects.get(code="LUT"), is_main=True)
    make_case(make_resident("Bagas", sex=1, birth_on=network.today() - dt.timedelta(days=365 * 9)))
    make_case(subject_name="Orang Singgah")
    hidden = make_case(make_resident("Rani", sex=2, birth_on=dt.date(2012, 5, 5)), secrecy="rahasia")
    for case in (widow, hidden):
        referrals.send(case, by=secretary, target="puskesmas", sent_on=network.today(), spoke_with="Bu Bidan")
    return widow


def test_groups_of_one_thing_each_add_up_to_the_figure(network, some, month):
    groups = groups_of_open(network, month)
    found = numbers_of([network], month)[network.pk]
    assert groups.count == found.open_cases == 3
    one_way = (groups.category, groups.attention_group, groups.need, groups.rt, groups.sex, groups.age)
    assert [sum(counter.values()) for counter in one_way] == [3] * 6
    assert groups.sex == {2: 1, 1: 1, "": 1}
    assert groups.age == {"lansia": 1, "anak": 1, "": 1}


def test_what_stood_open_when_a_month_ended_is_told_of_it(network, some, month):
    assert groups_of_open(network, month.before()).count == 0
    Case.objects.filter(pk=some.pk).update(opened_at=dt.datetime.combine(month.before().first, dt.time(5), dt.UTC))
    assert groups_of_open(network, month.before()).count == 1
    assert numbers_of([network], month.before())[network.pk].open_cases == 1


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (dt.date(2021, 11, 23), "balita"),
        (dt.date(2021, 11, 22), "anak"),
        (dt.date(2008, 11, 23), "anak"),
        (dt.date(2008, 11, 22), "dewasa"),
        (dt.date(1966, 11, 22), "lansia"),
        (None, ""),
    ],
)
def test_ages_change_on_the_birthday(born, group):
    assert age_group(born, dt.date(2026, 11, 22)) == group


def test_the_board_reads_exact_groups_in_the_networks_official_term(network, some, month):
    report = monthly_report(network, month, exact=True)
    assert rows_of(report, "PPKS menurut kategori") == {"Lanjut usia telantar": "1", "Belum ditentukan": "2"}
    Network.objects.filter(pk=network.pk).update(case_term="PAS")
    network.refresh_from_db()
    report = monthly_report(network, month, exact=True)
    assert list(rows_of(report, "PAS menurut kelompok").values()) == ["1", "2"]


def test_a_label_that_hurts_is_told_with_others(network, some, month, categories):
    some.categories.update(category=Category.objects.filter(stigmatising=True).first())
    report = monthly_report(network, month, exact=True)
    assert rows_of(report, "PPKS menurut kategori") == {"Kategori lain": "1", "Belum ditentukan": "2"}


def test_organisations_referrals_and_trainings_are_counted(network, some, month, person):
    psm = train(person("psm"))
    volunteer = Volunteer.objects.get(user=psm)
    Training.objects.create(volunteer=volunteer, level="dasar", organizer="Dinsos", held_on=network.today())
    for number, (kind, standing) in enumerate([("pkk", "bergabung"), ("tpa", "diajak"), ("partner", "bergabung")]):
        Organization.objects.create(network=network, kind=kind, name=f"Lembaga {number}", standing=standing)
    counts = counts_of(network, month)
    assert (counts.members, counts.invited, counts.partners) == (1, 1, 1)
    assert counts.trainings == {"dasar": 1}
    assert counts_of(network, month.before()).trainings == {}
    referred = numbers_of([network], month)[network.pk].referrals_by_target
    assert referred == {"puskesmas": 1}  # the rahasia case's own is in no figure
    assert rows_of(monthly_report(network, month, exact=True), "Rujukan")["Puskesmas atau rumah sakit"] == "1"
    assert numbers_of([network], month)[network.pk].before.referrals_by_target == {}


def test_it_begins_with_the_month_that_is_over_and_offers_quarters(signed_in, secretary, network, address, month):
    browser = signed_in(secretary)
    page = browser.get(address)
    assert page.context["period"] == month.before()
    assert "Laporan bulanan" in text(page)
    today = network.today()
    quarter = browser.get(address, {"periode": f"{today.year}-T{(today.month + 2) // 3}"})
    assert "Laporan triwulan" in text(quarter)
    assert browser.get(address, {"periode": "12-bulan"}).context["period"] == month.before()


@pytest.mark.parametrize("role", ["treasurer", "auditor", "supervisor", "village_head"])
def test_who_is_not_the_board_reads_what_may_leave_the_network(signed_in, person, address, month, some, role):
    page = signed_in(person(role)).get(address, {"periode": month.link})
    assert page.context["report"].exact is False
    words = text(page)
    assert "PPKS" not in words and "Menurut umur" not in words and "Puskesmas" not in words
    assert "Terlalu sedikit kasus untuk dirinci tanpa menunjuk orang." in words
    assert signed_in(person(role)).get(address, {"untuk": "dalam"}).context["report"].exact is False


def test_the_board_finds_the_version_that_may_be_sent(signed_in, secretary, person, address, month, some):
    page = signed_in(secretary).get(address, {"periode": month.link})
    assert page.context["report"].exact is True
    sent = signed_in(secretary).get(address + page.context["other_url"])
    read = signed_in(person("auditor")).get(address, {"periode": month.link})
    assert sent.context["report"].chapters == read.context["report"].chapters
    assert "untuk=luar" in sent.context["file_url"]


@pytest.mark.parametrize("role", ["psm", "rt_head", "village_operator", "dasawisma_kader"])
def test_the_others_have_no_report(signed_in, person, address, role):
    assert signed_in(person(role)).get(address).status_code == 403


def test_the_spreadsheet_tells_the_same(signed_in, secretary, network, month, some):
    answer = signed_in(secretary).get(reverse("monthly_report_file", args=[network.slug]), {"periode": month.link})
    assert answer["Content-Disposition"] == f'attachment; filename="laporan-guyub-rukun-{month.link}.xlsx"'
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    report = monthly_report(network, month, exact=True)
    assert book.sheet_names == [chapter.short for chapter in report.chapters]
    sheet = dict(row[:2] for row in book.get_sheet_by_name("Didampingi").to_python())
    assert (sheet["Kasus yang didampingi pada akhir masa itu"], sheet["Lanjut usia telantar"]) == (3, 1)
    everything = repr([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    assert [name for name in ("Sulastri", "Bagas", "Singgah", "Rani", "Bidan") if name in everything] == []
