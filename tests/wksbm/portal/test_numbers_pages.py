"""The pages of a network's numbers: who reads which figures, that a list is as long as its figure, what they cost."""

import datetime as dt
import re
import uuid
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from members.actions import follow_ups
from members.models import FollowUp
from pmks_cases.actions import cases, visits
from pmks_cases.models import Case
from pmks_cases.models.case_states import ClosingReason, State
from tests.conftest import train, where_rt
from wksbm.portal.actions import behind_numbers as behind
from wksbm.portal.actions.numbers import needs_and_rts, numbers_of
from wksbm.portal.numbers import Period

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture
def address(network):
    return reverse("network_numbers", args=[network.slug])


def text(response) -> str:
    """The words of a page's main part."""
    main = response.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&nbsp;", " ").replace("\xa0", " ").split())


@pytest.fixture
def busy(network, make_case, make_resident, person, secretary, trained_psm):
    """Cases in every state that a figure tells of, promises kept and late, and one rahasia case of the secretary's."""
    chair, today, now = person("chair"), network.today(), timezone.now()
    made = [
        make_case(make_resident(f"Warga Rekaan {number}"), psm=trained_psm, need_kind=kind, urgency=urgency)
        for number, (kind, urgency) in enumerate([("pangan", 4), ("pangan", 2), ("papan", 1)] * 2)
    ]
    Case.objects.filter(pk=made[0].pk).update(
        state=State.MONITORING, next_visit_on=today - dt.timedelta(days=3), last_visit_on=today - dt.timedelta(days=95)
    )
    cases.move(made[1], by=chair, end=State.VERIFICATION)
    cases.move(made[1], by=chair, end=State.CLOSED, why="pindah", closing_reason=ClosingReason.MOVED)
    Case.objects.filter(pk=made[2].pk).update(state=State.MONITORING)
    made[2].refresh_from_db()
    cases.move(made[2], by=chair, end=State.CLOSED, why="bisa", closing_reason=ClosingReason.INDEPENDENT)
    Case.objects.filter(pk=made[3].pk).update(opened_at=now - dt.timedelta(days=70), rt=where_rt(network, "002"))
    Case.objects.filter(pk=made[4].pk).update(opened_at=now - dt.timedelta(days=4), psm=None)
    visits.record(made[5], by=trained_psm, client_id=uuid.uuid4(), at=now, met="dia", values={})
    late = follow_ups.make(network, by=secretary, what="Antar beras", doer=secretary, due_on=today)
    done = follow_ups.make(network, by=secretary, what="Antar surat", doer=secretary, due_on=today)
    follow_ups.finish(done, by=secretary, outcome="Sudah.")
    FollowUp.objects.filter(pk=late.pk).update(due_on=today - dt.timedelta(days=2))
    hidden = make_case(make_resident("Rahasia Rekaan"), secrecy="rahasia", need="zqrahasia")
    follow_ups.make(network, by=secretary, what="zqjanji", doer=secretary, due_on=today, origin=hidden, restricted=True)
    return made


PERIODS = ("bulan-ini", "bulan-lalu", "12-bulan")


def period_of(network, name: str) -> Period:
    today = network.today()
    month = Period.of_months(today)
    return {"bulan-ini": month, "bulan-lalu": month.before(), "12-bulan": Period.of_months(today, 12)}[name]


@pytest.mark.parametrize("name", PERIODS)
def test_a_list_is_as_long_as_its_figure(signed_in, secretary, network, busy, name):
    period = period_of(network, name)
    found = numbers_of([network], period)[network.pk]
    told = {
        behind.OPEN: found.open_cases,
        behind.OPENED: found.opened,
        behind.CLOSED: found.closed,
        behind.LATE_VISIT: found.late_visits,
        behind.ALONE: found.unaccompanied,
        behind.UNVISITED: found.unvisited_90_days,
        behind.URGENT: found.urgent_seen.of,
    }
    browser = signed_in(secretary)
    listed = {
        what: browser.get(reverse("cases_behind", args=[network.slug, what]), {"periode": period.link}) for what in told
    }
    assert {what: page.context["count"] for what, page in listed.items()} == told
    assert {what: len(page.context["rows"]) for what, page in listed.items()} == told
    promised = {behind.LATE_PROMISE: found.late_promises, behind.PROMISED: found.promises_on_time.of}
    lists = {
        what: browser.get(reverse("promises_behind", args=[network.slug, what]), {"periode": period.link})
        for what in promised
    }
    assert {what: len(page.context["rows"]) for what, page in lists.items()} == promised
    if name == "12-bulan":
        assert min(told.values()) >= 1 and min(promised.values()) >= 1  # each list was tried with something in it


def test_groups_and_reasons_lead_to_as_many_cases(signed_in, secretary, network, busy, address):
    browser = signed_in(secretary)
    page = browser.get(address, {"periode": "12-bulan"})
    bars = [*page.context["needs"], *page.context["rts"]]
    closed = page.context["closed"]
    assert len(bars) == 4 and len(closed) == 2
    assert [browser.get(bar.url).context["count"] for bar in bars] == [bar.count for bar in bars]
    assert [browser.get(line.url).context["count"] for line in closed] == [line.figure.value for line in closed]
    assert page.context["exact"] is True


def test_who_sees_more_than_the_figure_is_told_so_and_nobody_else(signed_in, secretary, person, network, busy):
    address = reverse("cases_behind", args=[network.slug, behind.OPEN])
    hers = signed_in(secretary).get(address)
    assert "1 lagi boleh Anda lihat, tetapi tidak masuk angka karena dirahasiakan." in text(hers)
    assert "Rahasia Rekaan" not in text(hers)
    his = signed_in(person("chair")).get(address)
    assert his.context["count"] == hers.context["count"]
    assert "dirahasiakan" not in text(his)


@pytest.mark.parametrize("role", ["village_head", "auditor", "supervisor"])
def test_who_reads_from_outside_finds_no_list_and_no_small_group(signed_in, person, network, busy, address, role):
    browser = signed_in(person(role))
    page = browser.get(address)
    assert page.status_code == 200
    assert page.context["exact"] is False
    words = page.content.decode()
    assert "/angka/kasus/" not in words and "/angka/janji/" not in words
    assert "Rekaan" not in text(page)
    assert "Terlalu sedikit kasus untuk dirinci tanpa menunjuk orang." in text(page)
    for route, what in (("cases_behind", behind.OPEN), ("promises_behind", behind.LATE_PROMISE)):
        assert browser.get(reverse(route, args=[network.slug, what])).status_code == 403


@pytest.mark.parametrize("role", ["psm", "rt_head", "treasurer", "village_operator", "organization_officer"])
def test_the_others_have_no_numbers(signed_in, person, address, role):
    assert signed_in(person(role)).get(address).status_code == 403


def test_a_figure_that_is_not_one_is_missing(signed_in, secretary, network):
    browser = signed_in(secretary)
    for route in ("cases_behind", "promises_behind"):
        assert browser.get(reverse(route, args=[network.slug, "cuaca"])).status_code == 404


def test_the_period_is_chosen_by_link(signed_in, secretary, network, address, busy):
    browser = signed_in(secretary)
    month = Period.of_months(network.today())
    page = browser.get(address, {"periode": month.before().link, "banding": "tidak"})
    assert page.context["choice"].period == month.before()
    assert "Sebelumnya" not in text(page)
    assert "Sebelumnya" in text(browser.get(address))
    assert browser.get(address, {"periode": "kapan saja"}).context["choice"].period == month


def test_both_tables_at_once_are_the_tables_one_by_one(network, busy):
    from wksbm.portal.actions.numbers import by_need, by_rt

    for exact in (True, False):
        one_by_one = tuple(of([network], exact=exact)[network.pk] for of in (by_need, by_rt))
        assert needs_and_rts(network, exact=exact) == one_by_one


def test_the_spreadsheet_tells_the_same_figures(signed_in, secretary, network, busy):
    answer = signed_in(secretary).get(reverse("numbers_file", args=[network.slug]), {"periode": "12-bulan"})
    assert answer["Content-Disposition"] == 'attachment; filename="angka-guyub-rukun-12-bulan.xlsx"'
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert book.sheet_names == ["Selama masa itu", "Hari ini", "Ditutup", "Kebutuhan", "RT", "Relawan", "12 bulan"]
    found = numbers_of([network], period_of(network, "12-bulan"))[network.pk]
    rows = {row[0]: row[1] for row in book.get_sheet_by_name("Selama masa itu").to_python()}
    told = (rows["Kasus yang didampingi"], rows["Kasus baru"], rows["Kasus ditutup"])
    assert told == (found.open_cases, found.opened, found.closed)
    everything = repr([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    assert "Rekaan" not in everything and "zq" not in everything


def statements(browser, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("role", ["secretary", "auditor", "supervisor", "village_head"])
@pytest.mark.parametrize("route", ["network_numbers", "numbers_file", "monthly_report", "monthly_report_file"])
def test_pages_of_figures_cost_few_statements(signed_in, person, network, busy, role, route):
    browser = signed_in(person(role))
    page = reverse(route, args=[network.slug])
    browser.get(page)  # counts what has changed, and publishes the tables of the quarter
    assert statements(browser, page) <= BUDGET


@pytest.mark.parametrize(
    ("route", "what"),
    [("cases_behind", behind.OPEN), ("cases_behind", behind.URGENT), ("promises_behind", behind.PROMISED)],
)
def test_lists_behind_figures_cost_the_same_for_one_row_and_for_three(
    signed_in, secretary, network, make_case, make_resident, route, what
):
    browser = signed_in(secretary)
    page = reverse(route, args=[network.slug, what])

    def one_more(number: int):
        case = make_case(make_resident(f"Warga Rekaan {number}"), urgency=4)
        Case.objects.filter(pk=case.pk).update(opened_at=timezone.now() - dt.timedelta(hours=30))
        due = network.today()
        promise = follow_ups.make(network, by=secretary, what="Antar", doer=secretary, due_on=due, origin=case)
        follow_ups.finish(promise, by=secretary, outcome="Sudah.")

    month = {"periode": "12-bulan"}
    one_more(1)
    browser.get(page, month)
    assert len(browser.get(page, month).context["rows"]) == 1
    one = statements(browser, f"{page}?periode=12-bulan")
    one_more(2)
    one_more(3)
    assert len(browser.get(page, month).context["rows"]) == 3
    assert statements(browser, f"{page}?periode=12-bulan") == one <= BUDGET


# --- Home of who reads from outside ----------------------------------------------------------------------------


class TestHome:
    @pytest.fixture
    def home(self, network):
        return reverse("network_home", args=[network.slug])

    def test_the_auditor_begins_with_figures_reports_and_the_read_log(self, signed_in, person, network, home, busy):
        page = signed_in(person("auditor")).get(home)
        assert [title for title, _text, _url in page.context["overview"].links] == [
            "Angka",
            "Laporan bulan lalu",
            "Laporan triwulan lalu",
            "Jejak",
        ]
        found = numbers_of([network], Period.of_months(network.today()))[network.pk]
        values = [figure["value"] for figure in page.context["overview"].figures]
        assert values == [found.open_cases, found.opened, found.visits, 1, found.trained]
        assert "Rekaan" not in text(page)
        browser = signed_in(person("auditor"))
        assert statements(browser, home) <= BUDGET

    def test_the_pembina_reads_figures_and_reports_until_the_last_day(self, signed_in, person, network, home, busy):
        last = network.today() + dt.timedelta(days=40)
        page = signed_in(person("supervisor", ends_on=last)).get(home)
        assert "Jejak" not in [title for title, _text, _url in page.context["overview"].links]
        assert page.context["overview"].until == last
        assert "Masa Anda di jejaring ini sampai" in text(page)

    def test_after_the_last_day_nothing_is_left(self, signed_in, person, network, home, address):
        over = network.today() - dt.timedelta(days=1)
        browser = signed_in(person("supervisor", ends_on=over))
        assert {browser.get(page).status_code for page in (home, address)} == {404}

    @pytest.mark.parametrize("role", ["secretary", "psm", "rt_head"])
    def test_others_begin_with_their_work(self, signed_in, person, home, role):
        assert signed_in(person(role)).get(home).context["overview"] is None

    def test_the_boards_figures_lead_to_the_numbers(self, signed_in, secretary, home, address):
        assert f'href="{address}"' in signed_in(secretary).get(home).content.decode().partition("<main")[2]


# --- One's own month -------------------------------------------------------------------------------------------


class TestOwnMonth:
    @pytest.fixture
    def page(self, network):
        return reverse("own_month", args=[network.slug])

    def test_a_volunteer_reads_what_she_did(self, signed_in, network, page, person, make_case, make_resident):
        psm = train(person("psm"))
        case = make_case(make_resident("Sulastri"), psm=psm)
        visits.record(case, by=psm, client_id=uuid.uuid4(), at=timezone.now(), met="dia", values={})
        kept = follow_ups.make(network, by=psm, what="Antar", doer=psm, due_on=network.today())
        follow_ups.finish(kept, by=psm, outcome="Sudah.")
        shown = signed_in(psm).get(page)
        month = shown.context["month"]
        assert (month.visits, month.greetings, month.families) == (1, 0, 1)
        assert (month.promises.count, month.promises.of) == (1, 1)
        assert "Terima kasih. Ada 1 pintu yang Anda datangi" in text(shown)
        assert "Anda menyediakan 4 jam seminggu." in text(shown)
        assert "Lanjutan" in text(shown)
        assert "Sulastri" not in text(shown)

    def test_it_costs_the_same_for_one_visit_and_for_three(
        self, signed_in, network, page, person, make_case, make_resident
    ):
        psm = person("psm")
        browser = signed_in(psm)

        def one_more(number: int):
            case = make_case(make_resident(f"Warga Rekaan {number}"), psm=psm)
            visits.record(case, by=psm, client_id=uuid.uuid4(), at=timezone.now(), met="dia", values={})
            follow_ups.make(network, by=psm, what="Antar", doer=psm, due_on=network.today())
            train(psm)

        one_more(1)
        browser.get(page)
        one = statements(browser, page)
        one_more(2)
        one_more(3)
        assert statements(browser, page) == one <= BUDGET

    def test_what_others_did_is_not_hers(self, signed_in, network, page, person, secretary, make_case):
        visits.record(make_case(), by=secretary, client_id=uuid.uuid4(), at=timezone.now(), met="dia", values={})
        shown = signed_in(person("psm")).get(page)
        assert (shown.context["month"].visits, shown.context["month"].families) == (0, 0)
        assert "Satu sapaan di depan rumah pun sudah berarti." in text(shown)

    def test_months_that_are_over_are_a_link_away(self, signed_in, network, page, person):
        browser = signed_in(person("psm"))
        shown = browser.get(page)
        before = Period.of_months(network.today()).before()
        assert shown.context["later"] == ""
        earlier = browser.get(page + shown.context["earlier"])
        assert earlier.context["period"] == before
        assert "Terima kasih tetap bersama jejaring ini." in text(earlier)
        assert browser.get(page + earlier.context["later"]).context["period"] == before.after()

    @pytest.mark.parametrize("role", ["secretary", "chair", "auditor", "supervisor", "village_head"])
    def test_nobody_else_opens_it(self, signed_in, person, page, role):
        assert signed_in(person(role)).get(page).status_code == 403
