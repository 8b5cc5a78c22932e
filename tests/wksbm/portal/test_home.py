"""Home is a work list: what is late, what is due, who waits, for each role in its own network."""

import gzip
import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.access import Role
from members.lateness import lateness, nearness
from members.models import Network
from tests.conftest import give_office, make_network, make_user
from wksbm.core import registries
from wksbm.core.registries import Due, DueKind
from wksbm.portal import quick
from wksbm.portal.worklist import greeting, work_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(monkeypatch):
    """`waiting(0, 3, None)`: only these things wait, due so many days from today, None for no day."""

    def only(*days, audience="members.view_network"):
        def find(user, network):
            return [
                Due(
                    f"Hal {number}",
                    "",
                    f"/hal/{number}/",
                    network.today() + timedelta(days=day) if day is not None else None,
                )
                for number, day in enumerate(days, start=1)
            ]

        monkeypatch.setattr(registries, "due_kinds", [])
        monkeypatch.setattr("wksbm.portal.worklist.due_kinds", [DueKind("test", audience, find)])

    return only


def titles(part) -> list[str]:
    return [waiting.due.title for waiting in part]


class TestWorkList:
    def test_things_are_sorted_into_late_this_week_and_whenever(self, secretary, network, waiting):
        waiting(8, -1, None, 0, 7, -30)
        work = work_list(secretary, network)
        assert titles(work.late) == ["Hal 6", "Hal 2"]
        assert titles(work.this_week) == ["Hal 4", "Hal 5"]
        assert titles(work.later) == ["Hal 1", "Hal 3"]
        assert work.count == 6

    def test_a_kind_for_another_role_is_not_even_asked(self, person, network, waiting):
        waiting(0, audience="members.view_read_log")
        assert work_list(person("secretary"), network).count == 0
        assert work_list(person("auditor"), network).count == 1

    def test_badges_speak_as_people_do(self):
        today = date(2026, 11, 21)
        assert lateness(date(2026, 11, 18), today) == "Terlambat 3 hari"
        assert nearness(today, today) == "Hari ini"
        assert nearness(date(2026, 11, 22), today) == "Besok"
        assert nearness(date(2026, 11, 28), today) == "Sabtu, 28\xa0November"
        assert nearness(date(2026, 12, 30), today) == "30\xa0Desember"
        assert nearness(date(2027, 1, 2), today) == "2\xa0Januari\xa02027"

    def test_greetings_follow_the_day(self):
        said = {hour: greeting(hour).removeprefix("Selamat ") for hour in (2, 3, 10, 11, 14, 15, 17, 18, 23)}
        assert said == {
            2: "malam",
            3: "pagi",
            10: "pagi",
            11: "siang",
            14: "siang",
            15: "sore",
            17: "sore",
            18: "malam",
            23: "malam",
        }


class TestNetworkHome:
    def test_it_says_what_waits_with_a_link_to_where_it_is_done(self, signed_in, secretary, network, waiting):
        waiting(-3, 1)
        html = signed_in(secretary).get(reverse("network_home", args=[network.slug])).content.decode()
        assert "Terlambat 3 hari" in html
        assert "Besok" in html
        assert '<a class="title" href="/hal/1/">Hal 1</a>' in html
        assert "2&nbsp;hal untuk&nbsp;Anda" in html
        assert "Tidak ada yang menunggu" not in html

    def test_an_empty_list_says_so(self, signed_in, secretary, network, waiting):
        waiting()
        html = signed_in(secretary).get(reverse("network_home", args=[network.slug])).content.decode()
        assert "Tidak ada yang menunggu" in html

    def test_day_and_greeting_are_the_networks_own(self, signed_in, secretary, network, waiting):
        """Papua is two hours ahead of Java: at ten at night in Kudus it is tomorrow there."""
        waiting()
        Network.objects.update(time_zone="Asia/Jayapura")
        there = timezone.localtime(timezone=ZoneInfo("Asia/Jayapura"))
        page = signed_in(secretary).get(reverse("network_home", args=[network.slug]))
        assert page.context["today"] == there.date()
        assert page.context["greeting"] == greeting(there.hour)

    def test_before_the_first_resident_it_says_how_to_begin(self, signed_in, person, network, make_resident):
        page = reverse("network_home", args=[network.slug])
        client = signed_in(person("secretary"))
        html = client.get(page).content.decode()
        assert "Belum ada warga" in html
        assert f'href="{reverse("pmks_cases:send_import", args=[network.slug])}"' in html
        make_resident()
        assert "Belum ada warga" not in client.get(page).content.decode()

    def test_who_may_not_import_is_not_told_to(self, signed_in, person, network):
        html = signed_in(person("psm")).get(reverse("network_home", args=[network.slug])).content.decode()
        assert "Belum ada warga" not in html

    @pytest.mark.parametrize("role", Role.values)
    def test_every_role_has_a_home_with_totals_and_no_name(self, signed_in, person, network, make_resident, role):
        for name in ("Soelastri", "Hendrikus Wae"):
            make_resident(name)
        page = signed_in(person(role)).get(reverse("network_home", args=[network.slug]))
        assert page.status_code == 200
        assert page.context["total"].residents == 2
        assert "Soelastri" not in page.content.decode()

    @pytest.mark.parametrize("role", Role.values)
    def test_quick_buttons_are_those_that_the_role_may_use(self, signed_in, person, network, role):
        user = person(role)
        shown = signed_in(user).get(reverse("network_home", args=[network.slug])).context["quick"]
        allowed = {reverse(one.route, args=[network.slug]) for one in quick.BUTTONS if one.is_for(user, network)}
        assert len(shown) == len({button["url"] for button in shown}) == min(3, len(allowed))
        assert {button["url"] for button in shown} <= allowed

    def test_every_quick_button_leads_somewhere(self, network):
        assert all(reverse(button.route, args=[network.slug]) for button in quick.BUTTONS)

    def test_totals_count_who_lives_here_now(self, signed_in, secretary, network, other_network, make_resident):
        from pmks_cases.models import Family

        family = Family.objects.create(network=network)
        make_resident("Satu", family=family)
        make_resident("Dua", family=family)
        make_resident("Pindah", status=3)
        make_resident("Tetangga", network=other_network)
        total = signed_in(secretary).get(reverse("network_home", args=[network.slug])).context["total"]
        assert (total.families, total.residents) == (1, 2)

    def test_it_asks_at_most_eight_statements_and_one_for_each_kind(self, signed_in, secretary, network, make_resident):
        client = signed_in(secretary)
        page = reverse("network_home", args=[network.slug])
        client.get(page)
        kinds = [kind for kind in registries.due_kinds if secretary.has_perm(kind.audience, network)]
        statements = []
        for number in range(3):
            make_resident(f"Warga {number}")
            give_office(make_user(f"baru{number}"), "treasurer", network, ends_on=network.today() + timedelta(days=9))
            statements.append(len(asked(client, page)))
        assert len(set(statements)) == 1
        assert statements[0] <= 8 + len(kinds)


class TestWhoGoesToPeople:
    """A PSM finds houses by RT, who leads finds figures, a kader whom to greet."""

    @pytest.fixture
    def visited(self, make_case, make_resident, network, person):
        from pmks_cases.models import Case
        from tests.conftest import where_rt

        def make(name, *, rt="001", days=0, **values):
            case = make_case(make_resident(name, rt=where_rt(network, rt)), **values)
            due_on = network.today() + timedelta(days=days)
            Case.objects.filter(pk=case.pk).update(
                psm=person("psm"), state="monitoring", next_visit_on=due_on, last_visit_on=network.today()
            )
            return case

        return make

    def home(self, signed_in, user, network):
        page = signed_in(user).get(reverse("network_home", args=[network.slug]))
        return page, page.content.decode()

    def test_houses_stand_by_rt_the_late_ones_first(self, signed_in, person, network, visited):
        visited("Pak Slamet", rt="003")
        visited("Mbah Tumi")
        case = visited("Mbah Karto", days=-4, landmark="Gang Melati", contact_phone="+628000000123")
        visited("Pak Jumadi", rt="002", days=2)
        page, html = self.home(signed_in, person("psm"), network)
        streets = [(one.place, [row.due.title for row in one.houses]) for one in page.context["work"].streets]
        assert streets == [("RT\xa0001", ["Mbah Karto", "Mbah Tumi"]), ("RT\xa0003", ["Pak Slamet"])]
        assert "Hari ini, 3&nbsp;rumah" in html
        assert f'href="{reverse("pmks_cases:record_visit", args=[network.slug, case.number])}"' in html
        assert 'href="tel:+628000000123"' in html
        assert "Gang Melati" in html
        assert re.search(r"<summary>\s*Besok sampai \w+, 1 rumah", html)

    def test_a_full_day_is_a_small_page(self, signed_in, person, network, visited):
        """Twenty houses: with styles, scripts and pictures (under 60 kB) the first page stays below 100 kB."""
        for number in range(20):
            visited(
                f"Warga {number}", landmark=f"Gang Melati nomor {number}, pagar hijau", contact_phone="+628000000123"
            )
        page, _html = self.home(signed_in, person("psm"), network)
        assert page.context["work"].house_count == 20
        assert len(gzip.compress(page.content)) < 20_000

    def test_an_emergency_stands_first_with_its_button(self, signed_in, person, network, visited):
        from pmks_cases.models import EmergencyAlert

        case = visited("Mbah Karto")
        alert = EmergencyAlert.objects.create(network=network, recipient=person("psm"), case=case)
        _page, html = self.home(signed_in, person("psm"), network)
        assert html.index("Darurat: Mbah Karto") < html.index("RT\xa0001")
        answer = reverse("pmks_cases:answer_emergency", args=[network.slug, alert.pk])
        assert re.search(rf'<form[^>]*method="post"[^>]*action="{answer}"', html)
        assert "Saya tangani" in html

    def test_who_leads_finds_figures_of_the_cases_that_he_sees(self, signed_in, person, network, visited):
        visited("Mbah Karto", days=-1)
        visited("Mbah Tumi")
        visited("Nur Aini", secrecy="rahasia", by=person("secretary"))
        figures = {
            role: self.home(signed_in, person(role), network)[0].context["cases"] for role in ("secretary", "chair")
        }
        assert figures["chair"] == {"open": 2, "late": 1, "to_decide": 0}
        assert figures["secretary"]["open"] == 3

    @pytest.mark.parametrize("role", ["treasurer", "rt_head", "village_head", "organization_officer", "auditor"])
    def test_others_find_neither_houses_nor_figures(self, signed_in, person, network, visited, role):
        visited("Mbah Karto", days=-1)
        page, html = self.home(signed_in, person(role), network)
        assert page.context["cases"] is None
        assert page.context["work"].house_count == 0
        assert "Mbah Karto" not in html

    @pytest.mark.parametrize(
        ("role", "label"),
        [
            ("secretary", "Buka kasus"),
            ("chair", "Buka kasus"),
            ("psm", "Catat kunjungan"),
            ("rt_head", "Kasus di RT saya"),
            ("dasawisma_kader", "Sapa warga"),
            ("organization_officer", "Tulis laporan"),
            ("village_head", "Tulis laporan"),
        ],
    )
    def test_the_first_button_is_what_each_role_begins_most(self, signed_in, person, network, role, label):
        assert self.home(signed_in, person(role), network)[0].context["quick"][0]["label"] == label

    @pytest.mark.parametrize(
        ("role", "bar"),
        [
            ("psm", ["Hari ini", "Kasus", "Kunjungan", "Musyawarah", "Lainnya"]),
            ("secretary", ["Hari ini", "Kasus", "Kunjungan", "Musyawarah", "Lainnya"]),
            ("organization_officer", ["Hari ini", "Musyawarah", "Laporan", "Janji", "Lainnya"]),
            ("rt_head", ["Hari ini", "Kasus RT", "Musyawarah", "Laporan", "Lainnya"]),
            ("village_head", ["Minggu ini", "Hari ini", "Laporan", "Janji", "Lainnya"]),
        ],
    )
    def test_the_bar_of_a_phone_has_five_places(self, signed_in, person, network, role, bar):
        menu = self.home(signed_in, person(role), network)[0].context["portal"].menu
        assert [str(entry.label) for entry in menu if entry.phone] == bar
        assert [str(entry.label) for entry in menu if entry.add] == (["Kunjungan"] if "Kunjungan" in bar else [])


def asked(client, page) -> list:
    with CaptureQueriesContext(
        connection,
    ) as statements:
        assert client.get(page).status_code == 200
    return [one for one in statements if not re.match(r"SAVEPOINT|RELEASE", one["sql"])]


class TestDoor:
    def test_one_network_opens_at_once(self, signed_in, secretary, network):
        assert signed_in(secretary).get("/").url == f"/{network.slug}/"

    def test_several_networks_are_listed_with_their_totals(
        self, signed_in, person, network, other_network, make_resident
    ):
        operator = person("village_operator")
        make_resident("Soelastri", network=other_network)
        page = signed_in(operator).get("/")
        html = page.content.decode()
        assert [(one.slug, total.residents) for one, total in page.context["networks"]] == [
            ("guyub-rukun", 0),
            ("tetangga-sejati", 1),
        ]
        assert f'href="/{other_network.slug}/"' in html
        assert "0&nbsp;keluarga, 1&nbsp;warga" in html
        assert "Soelastri" not in html

    def test_the_list_costs_the_same_for_two_networks_and_for_five(
        self, signed_in, person, network, other_network, region
    ):
        client = signed_in(person("village_operator"))
        client.get("/")
        before = len(asked(client, "/"))
        for number in range(6, 9):
            make_network(region, rw=f"00{number}", slug=f"rw-{number}", name=f"RW {number}")
        assert len(asked(client, "/")) == before <= 8

    def test_an_account_without_a_current_office_is_told_whom_to_ask(self, signed_in, db):
        html = signed_in(make_user("bekas")).get("/").content.decode()
        assert "Belum ada jabatan yang berlaku" in html
        assert "sekretaris" in html

    def test_an_operator_of_an_empty_village_is_led_to_the_first_network(self, signed_in, region, db):
        from members.models import Membership

        operator = make_user("operator")
        Membership.objects.create(user=operator, role="village_operator", village=region, starts_on=date(2026, 1, 1))
        html = signed_in(operator).get("/").content.decode()
        assert f'href="{reverse("start_network")}"' in html

    def test_the_menu_as_a_page_lists_every_entry(self, signed_in, secretary, network):
        page = signed_in(secretary).get(reverse("network_more", args=[network.slug]))
        html = page.content.decode()
        listed = re.findall(r'<a class="title" href="/guyub-rukun/(\w*)/?"', html)
        assert {"warga", "lembaga", "pengurus"} <= set(listed)
        assert "lainnya" not in listed


class TestOwnTerm:
    def test_who_does_not_invite_is_told_of_the_own_term(self, person, network):
        head = person("rt_head", ends_on=network.today() + timedelta(days=20))
        assert titles(work_list(head, network).later) == ["Masa jabatan Anda, Ketua RT"]

    def test_a_term_that_ends_later_or_never_does_not_wait(self, person, network):
        assert work_list(person("psm", ends_on=network.today() + timedelta(days=91)), network).count == 0
        assert work_list(person("treasurer"), network).count == 0

    def test_who_invites_finds_the_own_term_once(self, person, network):
        chair = person("chair", ends_on=network.today() + timedelta(days=20))
        assert work_list(chair, network).count == 1

    def test_an_acting_office_waits_until_its_ninety_days_are_over(self, person, network):
        treasurer = person("treasurer", ends_on=network.today() - timedelta(days=88))
        (waiting,) = work_list(treasurer, network).this_week
        assert waiting.due.due_on == network.today() + timedelta(days=2)


def test_who_has_several_networks_finds_the_way_to_the_others(signed_in, person, network, other_network):
    page = reverse("network_home", args=[network.slug])
    assert "Jejaring lain" in signed_in(person("village_head")).get(page).content.decode()
    assert "Jejaring lain" not in signed_in(person("secretary")).get(page).content.decode()
