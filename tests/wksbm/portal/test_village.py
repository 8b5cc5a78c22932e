"""The village head's page: who sees it, what it says, what it never says, and the question with a date."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from members.actions import follow_ups, map_areas
from members.geojson import DrawnArea
from members.models import FollowUp, Membership, PublishedVillageTable, Question, Region, Tally, User
from pmks_cases.actions.case_tallies import CLOSED
from pmks_cases.models import Case
from tests.conftest import give_office, make_network, make_user
from tests.members.test_geojson import square
from tests.members.views.test_memberships import filled
from wksbm.portal.actions.one_way_tables import last_quarter_end
from wksbm.portal.numbers.period import first_of_month

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture
def head(person):
    return person("village_head")


@pytest.fixture
def village(region):
    return reverse("village", args=[region.pk])


@pytest.fixture
def late_case(make_case, make_resident, person, network):
    """`late_case("Sulastri", 21)`: a case whose visit is that late."""

    def make(name: str = "Sulastri Rekaan", days: int = 21):
        case = make_case(make_resident(name))
        due = network.today() - timedelta(days=days)
        Case.objects.filter(pk=case.pk).update(state="monitoring", psm=person("psm"), next_visit_on=due)
        return case

    return make


def text(response) -> str:
    """The words of a page's main part."""
    main = response.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&nbsp;", " ").replace("\xa0", " ").split())


def sentences(page) -> list[str]:
    return re.findall(r'<div class="said">\s*<p>(.*?)</p>', page.content.decode().replace("\xa0", " "), re.DOTALL)


class TestWhoSeesIt:
    def test_the_village_head_begins_there(self, signed_in, head, village):
        assert signed_in(head).get("/").url == village

    def test_a_head_with_an_office_in_an_rw_begins_there_too(self, signed_in, head, network, village):
        give_office(head, "treasurer", network)
        assert signed_in(User.objects.get(pk=head.pk)).get("/").url == village

    @pytest.mark.parametrize("role", ["village_operator", "chair", "secretary", "psm", "auditor", "supervisor"])
    @pytest.mark.parametrize(
        "route", ["village", "village_file", "village_promises", "village_reports", "village_more"]
    )
    def test_anybody_else_finds_nothing(self, signed_in, person, region, role, route):
        assert signed_in(person(role)).get(reverse(route, args=[region.pk])).status_code == 404

    def test_the_head_of_another_village_finds_nothing(self, signed_in, region, village):
        elsewhere = Region.objects.create(
            code="99.01.01.2002", name="Sidodadi", name_key="sidodadi", level=4, parent=region.parent
        )
        theirs = make_network(elsewhere, rw="001", slug="rukun-santosa", name="Rukun Santosa")
        head = make_user("kades.lain")
        give_office(head, "village_head", theirs)
        assert signed_in(head).get(village).status_code == 404
        assert signed_in(head).get("/").url == reverse("village", args=[elsewhere.pk])

    def test_an_rw_of_another_village_is_not_looked_at(self, signed_in, head, network, region):
        found = {
            rw: signed_in(head).get(reverse("village_near", args=[region.pk, rw])).status_code for rw in ("004", "9")
        }
        assert found == {"004": 200, "9": 404}

    def test_a_village_without_networks_says_what_to_do(self, signed_in, region):
        head = make_user("kades")
        Membership.objects.create(user=head, role="village_head", village=region, starts_on="2025-01-01")
        page = signed_in(head).get(reverse("village", args=[region.pk]))
        assert page.status_code == 200
        assert "Belum ada jejaring di desa ini" in text(page)


class TestWhatItSays:
    def test_what_is_late_comes_first_with_whom_to_call(self, signed_in, head, secretary, late_case, village):
        User.objects.filter(pk=secretary.pk).update(phone="+628000000401", name="Endang Rahayu")
        late_case()
        page = signed_in(head).get(village)
        assert sentences(page) == [
            "RW 004: 1 kunjungan terlambat, paling lama 21 hari.",
            "RW 004: Belum ada relawan PSM yang terlatih.",
        ]
        assert "Hubungi Endang Rahayu, sekretaris" in text(page)
        assert 'href="tel:+628000000401"' in page.content.decode()
        assert 'href="https://wa.me/628000000401"' in page.content.decode()

    def test_who_goes_on_after_the_term_is_named_so(self, signed_in, head, secretary, late_case, network, village):
        late_case()
        ended = network.today() - timedelta(days=10)
        Membership.objects.filter(user=secretary).update(ends_on=ended)
        assert "Hubungi Secretary-004, pelaksana tugas sekretaris" in text(signed_in(head).get(village))

    def test_without_a_secretary_the_chair_is_called(self, signed_in, head, person, secretary, late_case, village):
        late_case()
        person("chair")
        Membership.objects.filter(user=secretary).update(removed_at="2026-01-01T00:00Z")
        assert "Hubungi Chair-004, ketua" in text(signed_in(head).get(village))

    def test_when_all_is_well_it_says_so_calmly(self, signed_in, head, village):
        page = signed_in(head).get(village)
        assert sentences(page) == []
        assert "Tidak ada yang terlambat di desa ini" in text(page)

    def test_no_name_of_anybody_who_is_helped_stands_there(self, signed_in, head, late_case, region, village):
        late_case("Sulastri Rekaan")
        browser = signed_in(head)
        for address in (village, reverse("village_near", args=[region.pk, "004"]), "/guyub-rukun/tanyakan/kunjungan/"):
            page = browser.get(address).content.decode()
            assert "Sulastri" not in page
            assert "kursi roda" not in page

    def test_the_networks_stand_side_by_side_and_together(self, signed_in, head, late_case, other_network, village):
        late_case("Sulastri", 3)
        late_case("Karto", 9)
        page = text(signed_in(head).get(village))
        assert "2 jejaring, 2 kasus yang didampingi." in page
        assert re.search(r"RW 004 Guyub Rukun 2 ", page)
        assert re.search(r"RW 005 Tetangga Sejati 0 ", page)
        assert re.search(r"Sedesa 2 ", page)

    def test_a_guarded_case_is_not_counted(self, signed_in, head, make_case, make_resident, village):
        before = text(signed_in(head).get(village))
        make_case(make_resident("Rani"), secrecy="rahasia")
        assert text(signed_in(head).get(village)) == before


class TestPeriods:
    def test_the_address_keeps_the_period_and_the_comparison(self, signed_in, head, network, other_network, village):
        page = signed_in(head).get(village, {"periode": "12-bulan", "banding": "tidak", "rw": "005"})
        links = re.findall(r'href="(\?[^"]+)"', page.content.decode())
        assert "?periode=12-bulan&amp;rw=005" in links  # compare again
        assert "?periode=12-bulan&amp;banding=tidak&amp;rw=004#dekat" in links
        assert "Lebih dekat: RW 005" in text(page)
        assert 'class="change' not in page.content.decode()

    @pytest.mark.parametrize("typed", ["", "2031-01", "x" * 300, "2026-13", "12 bulan"])
    def test_what_is_no_period_shows_this_month(self, signed_in, head, network, village, typed):
        page = signed_in(head).get(village, {"periode": typed, "rw": typed})
        assert page.context["choice"].period.first == network.today().replace(day=1)

    def test_a_month_that_is_over_leads_back_and_on(self, signed_in, head, network, village):
        last = network.today().replace(day=1) - timedelta(days=1)
        page = signed_in(head).get(village, {"periode": f"{last:%Y-%m}"})
        assert page.context["later"] == f"?periode={network.today():%Y-%m}"
        assert page.context["earlier"] == f"?periode={last.replace(day=1) - timedelta(days=1):%Y-%m}"


class TestAsking:
    address = "/guyub-rukun/tanyakan/kunjungan/"

    def test_a_question_becomes_a_promise_with_a_date(self, signed_in, head, secretary, network, late_case, village):
        late_case()
        browser = signed_in(head)
        form = browser.get(self.address).context["form"]
        assert form["doer"].value() == secretary.pk
        assert form["due_on"].value() == network.today() + timedelta(days=3)
        answer = browser.post(self.address, filled(browser, self.address))
        asked = FollowUp.objects.get()
        assert answer["Location"] == reverse("members:follow_up", args=[network.slug, asked.pk])
        assert (asked.doer, asked.created_by) == (secretary, head)
        assert "Sudah ditanyakan kepada Secretary-004" in text(browser.get(village))
        assert asked.what in text(browser.get(reverse("village_promises", args=[network.village_id])))

    @pytest.mark.parametrize("number", ["9919010101400001", "9919 0101 0140 0001", "99.1901.010140.0001"])
    def test_an_identity_number_is_refused_beside_the_question(self, signed_in, head, secretary, late_case, number):
        late_case()
        browser = signed_in(head)
        answer = browser.post(self.address, filled(browser, self.address) | {"what": f"Bagaimana {number}?"})
        assert answer.context["form"].errors == {
            "what": ["Jangan menulis NIK atau nomor KK. Cukup apa yang ditanyakan."]
        }
        assert FollowUp.objects.count() == 0

    def test_what_is_asked_already_is_shown_instead(self, signed_in, head, secretary, network):
        browser = signed_in(head)
        sent = filled(browser, self.address)
        first = browser.post(self.address, sent)["Location"]
        assert browser.get(self.address)["Location"] == first
        other_form = {**sent, "form_id": "11111111-1111-4111-8111-111111111111"}
        assert browser.post(self.address, other_form)["Location"] == first
        assert FollowUp.objects.count() == Question.objects.count() == 1

    def test_after_the_answer_it_may_be_asked_again(self, signed_in, head, secretary, network):
        browser = signed_in(head)
        browser.post(self.address, filled(browser, self.address))
        follow_ups.finish(FollowUp.objects.get(), by=secretary, outcome="Sudah ditengok kemarin.")
        assert browser.get(self.address).status_code == 200
        done = browser.get(reverse("village_promises", args=[network.village_id]), {"lihat": "selesai"})
        assert "Selesai" in text(done)

    def test_only_the_village_head_asks(self, signed_in, person):
        assert signed_in(person("chair")).get(self.address).status_code == 403

    def test_a_day_that_is_over_is_refused(self, signed_in, head, secretary, network):
        browser = signed_in(head)
        sent = filled(browser, self.address, due_on=network.today() - timedelta(days=1))
        assert browser.post(self.address, sent).status_code == 422
        assert FollowUp.objects.count() == 0

    def test_what_nobody_worries_about_cannot_be_asked(self, signed_in, head, network, village):
        assert signed_in(head).get("/guyub-rukun/tanyakan/cuaca/")["Location"] == village

    def test_a_network_without_officers_says_whom_to_turn_to(self, signed_in, head, network):
        assert "Belum ada pengurus" in text(signed_in(head).get(self.address))


class TestMap:
    def areas(self, network, secretary, *rts):
        drawn = [DrawnArea(rt, [[square(110.80 + number / 100)]]) for number, rt in enumerate(rts)]
        map_areas.replace(network, by=secretary, areas=drawn)

    def test_the_rts_lie_beside_their_table(self, signed_in, head, secretary, network, region):
        address = reverse("village_near", args=[region.pk, "004"])
        assert "area-map" not in signed_in(head).get(address).content.decode().partition("<main")[2]
        self.areas(network, secretary, "001", "002")
        page = signed_in(head).get(address).content.decode()
        assert page.partition("<main")[2].count("<path") == 2
        assert "RT\xa0001" in page

    def test_borders_of_rws_make_a_map_of_the_village(
        self, signed_in, head, secretary, network, other_network, village
    ):
        self.areas(network, secretary, "")
        assert "Peta desa" not in text(signed_in(head).get(village))
        self.areas(other_network, secretary, "")
        assert "Peta desa" in text(signed_in(head).get(village))


class TestWhyCasesClosed:
    """Of few nothing is told, of many about so many, of the whole village and of a quarter that is over."""

    def of_last_quarter(self, network, **counts) -> date:
        last = last_quarter_end(network.today())
        for key, count in counts.items():
            Tally.objects.create(network=network, month=last.replace(day=1), kind=CLOSED, key=key, count=count)
        return last

    def rows(self, browser, region) -> list[tuple[str, str]]:
        book = CalamineWorkbook.from_filelike(BytesIO(browser.get(reverse("village_file", args=[region.pk])).content))
        rows = [row[:2] for row in book.get_sheet_by_name("Ditutup").to_python()]
        return rows[[row[1] for row in rows].index("Kira-kira") + 1 :]

    def test_of_few_it_says_that_they_are_few(self, signed_in, head, network, region):
        self.of_last_quarter(network, tercapai=4, mandiri=1)
        browser = signed_in(head)
        near = text(browser.get(reverse("village_near", args=[region.pk, "004"])))
        assert "Ditutup, dan mengapa Terlalu sedikit kasus untuk dirinci tanpa menunjuk orang." in near
        assert self.rows(browser, region) == [["Terlalu sedikit kasus untuk dirinci tanpa menunjuk orang.", ""]]

    def test_the_networks_are_told_together_and_small_groups_merged(
        self, signed_in, head, network, other_network, region
    ):
        self.of_last_quarter(network, tercapai=30, pindah=4, meninggal=2)
        self.of_last_quarter(other_network, tercapai=20, pindah=1)
        rows = dict(self.rows(signed_in(head), region))
        assert set(rows) == {"Tujuan tercapai", "Lainnya"}
        assert 45 <= rows["Tujuan tercapai"] <= 55
        assert 5 <= rows["Lainnya"] <= 15

    def test_what_was_told_once_stays_whatever_becomes_of_the_rows(self, signed_in, head, network, region):
        last = self.of_last_quarter(network, tercapai=30, pindah=9)
        before = self.rows(signed_in(head), region)
        Tally.objects.filter(network=network, kind=CLOSED).update(count=1)
        assert self.rows(signed_in(head), region) == before
        assert PublishedVillageTable.objects.get().on == last

    def test_the_board_alone_reads_them_exactly(self, signed_in, person, secretary, network):
        reported = first_of_month(network.today(), -1)
        Tally.objects.create(network=network, month=reported, kind=CLOSED, key="pindah", count=1)
        month = f"?periode={reported:%Y-%m}"
        pages = [reverse(name, args=[network.slug]) + month for name in ("monthly_report", "network_numbers")]
        files = [reverse(name, args=[network.slug]) + month for name in ("monthly_report_file", "numbers_file")]

        def told(user) -> list[str]:
            browser = signed_in(user)
            books = [CalamineWorkbook.from_filelike(BytesIO(browser.get(address).content)) for address in files]
            sheets = [repr([book.get_sheet_by_name(name).to_python() for name in book.sheet_names]) for book in books]
            return [*(text(browser.get(address)) for address in pages), *sheets]

        assert ["Pindah" in one for one in told(secretary)] == [True] * 4
        for role in ("supervisor", "auditor", "village_head"):
            outside = told(person(role))
            assert ["Pindah" in one for one in outside] == [False] * 4, role
            assert "Kasus ditutup 1" in outside[0]


class TestFile:
    def test_the_spreadsheet_tells_the_same_figures(self, signed_in, head, late_case, other_network, region, village):
        late_case()
        answer = signed_in(head).get(reverse("village_file", args=[region.pk]))
        assert re.fullmatch(
            r'attachment; filename="desa-99-01-01-2001-20\d\d-\d\d\.xlsx"', answer["Content-Disposition"]
        )
        book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
        assert book.sheet_names == ["Jejaring", "Ditutup", "Kebutuhan", "RT", "12 bulan"]
        rows = [row for row in book.get_sheet_by_name("Jejaring").to_python() if row[0] in ("004", "005", "Sedesa")]
        assert [(row[0], row[1], row[3], row[5]) for row in rows] == [
            ("004", "Guyub Rukun", 1, 1),
            ("005", "Tetangga Sejati", 0, 0),
            ("Sedesa", "", 1, 1),
        ]
        assert "Sulastri" not in repr([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


def statements(browser, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_many_networks_cost_as_many_statements_as_one(signed_in, head, secretary, late_case, network, region, village):
    late_case()
    browser = signed_in(head)
    near = reverse("village_near", args=[region.pk, "004"])
    pages = (village, near)
    for page in pages:
        browser.get(page)
    one = [statements(browser, page) for page in pages]
    for number in range(10, 20):
        made = make_network(region, rw=f"0{number}", slug=f"rw-{number}", name=f"Rukun {number}")
        give_office(secretary, "secretary", made)
    for page in pages:
        browser.get(page)
    many = [statements(browser, page) for page in pages]
    assert many == one
    assert max(many) <= BUDGET, many
