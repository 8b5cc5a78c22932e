"""What waits for whom: each kind finds its own, only of what this person sees, with one statement."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.actions import follow_ups
from members.models import Volunteer
from pmks_cases.actions import case_secrecy
from pmks_cases.models import Case, EarlyReport, EmergencyAlert, Visit
from tests.conftest import give_office, make_user, train
from wksbm.core.registries import due_kinds
from wksbm.portal.worklist import with_any, work_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def accompanied(make_case, make_resident, network, psm, secretary):
    """`accompanied("Mbah Karto", days=-4)`: an ordinary case of the PSM whose visit is due so many days from today."""

    def make(name: str = "Mbah Karto", *, days: int = 0, state: str = "monitoring", by=psm, **values):
        case = make_case(make_resident(name), need="sembako", **values)
        Case.objects.filter(pk=case.pk).update(
            psm=by, state=state, next_visit_on=network.today() + timedelta(days=days), last_visit_on=network.today()
        )
        case.refresh_from_db()
        return case

    return make


def found(name: str, user, network) -> list:
    """What one kind finds for a person who may have it; nothing for who may not."""
    kind = next(kind for kind in due_kinds if kind.name == name)
    user.forget_offices()
    due = list(kind.find(user, network)) if user.has_perm(kind.audience, network) else []
    assert not due or with_any([kind], user, network) == [kind]
    return due


def titles(name: str, user, network) -> list[str]:
    return [due.title for due in found(name, user, network)]


class TestVisits:
    def test_the_own_visits_stand_by_rt_with_landmark_and_phone(self, accompanied, psm, network):
        accompanied("Mbah Karto", days=-4, landmark="Gang Melati", contact_phone="+628000000123")
        (due,) = found("visits_due", psm, network)
        assert (due.title, due.detail, due.place) == ("Mbah Karto", "Gang Melati", "RT\xa0001")
        assert (due.phone, due.due_on) == ("+628000000123", network.today() - timedelta(days=4))
        assert due.url.endswith("/kunjungan/")

    def test_age_is_said_where_it_is_known(self, accompanied, psm, network):
        case = accompanied("Mbah Karto")
        case.resident.birth_on = network.today().replace(year=network.today().year - 78, day=1)
        case.resident.save()
        assert titles("visits_due", psm, network) == ["Mbah Karto, 78 tahun"]

    def test_others_do_not_find_them(self, accompanied, person, network):
        accompanied()
        for role in ("secretary", "chair", "rt_head", "treasurer", "village_head", "auditor"):
            assert found("visits_due", person(role), network) == []

    def test_only_what_fits_into_her_hours_and_the_rest_waits_for_the_board(self, accompanied, psm, person, network):
        Volunteer.objects.create(user=psm, hours_a_week=2)
        for number, urgency in enumerate((1, 4, 3)):
            accompanied(f"Warga {number}", urgency=urgency)
        assert sorted(titles("visits_due", psm, network)) == ["Warga 1", "Warga 2"]
        assert titles("without_visitor", person("secretary"), network) == ["Belum ada yang menengok (1)"]
        assert found("without_visitor", psm, network) == []

    def test_houses_of_the_next_days_are_told_beforehand(self, accompanied, psm, network):
        accompanied("Hari Ini")
        accompanied("Besok", days=1)
        accompanied("Lusa", days=2)
        accompanied("Bulan Depan", days=30)
        assert titles("visits_soon", psm, network) == ["Besok", "Lusa"]
        work = work_list(psm, network)
        assert [waiting.due.title for waiting in work.soon] == ["Besok", "Lusa"]
        assert work.house_count == 1

    def test_of_a_rahasia_case_stands_the_number_alone(self, accompanied, make_resident, network, person):
        trained = train(make_user("psm.lanjutan"))
        give_office(trained, "psm", network)
        case = accompanied(
            "Nur Aini", by=trained, secrecy="rahasia", landmark="Pagar hijau", contact_phone="+628000000124"
        )
        case_secrecy.join_team(case, by=person("secretary"), user=trained)
        (due,) = found("visits_due", trained, network)
        assert (due.title, due.detail, due.phone, due.place) == (case.number, "", "", "Tempat lain")


class TestBoard:
    def test_cases_without_companion_are_one_line_with_their_count(self, make_case, make_resident, person, network):
        assert found("without_visitor", person("chair"), network) == []
        for name in ("Satu", "Dua"):
            make_case(make_resident(name))
        (due,) = found("without_visitor", person("chair"), network)
        assert due.title == "Belum ada yang menengok (2)"

    def test_a_rahasia_case_does_not_raise_the_count_of_who_may_not_know(
        self, make_case, make_resident, person, network
    ):
        make_case(make_resident("Satu"))
        make_case(make_resident("Dua"), secrecy="rahasia", by=person("secretary"))
        assert titles("without_visitor", person("chair"), network) == ["Belum ada yang menengok (1)"]
        assert titles("without_visitor", person("secretary"), network) == ["Belum ada yang menengok (2)"]

    def test_cases_where_nobody_has_been_for_ninety_days(self, accompanied, person, psm, network):
        case = accompanied("Bu Painem", days=20)
        Case.objects.filter(pk=case.pk).update(last_visit_on=network.today() - timedelta(days=91))
        (due,) = found("unvisited", person("secretary"), network)
        assert due.title == "Lama tidak ditengok: Bu Painem"
        assert due.due_on == network.today() - timedelta(days=1)
        assert found("unvisited", psm, network) == []

    def test_what_waits_for_a_decision_waits_for_the_chair(self, accompanied, person, network):
        accompanied("Pak Slamet", state="musyawarah")
        assert titles("to_decide", person("chair"), network) == ["Keputusan: Pak Slamet"]
        assert found("to_decide", person("secretary"), network) == []

    def test_what_stands_still_until_the_companion_goes_on_waits_for_her(self, accompanied, person, psm, network):
        accompanied("Pak Slamet", state="rencana", urgency=3)
        accompanied("Bu Painem", state="asesmen", another_need=True)
        accompanied("Mbah Karto", state="verifikasi")
        Case.objects.filter(resident__name="Mbah Karto").update(last_visit_on=None)
        accompanied("Bu Sulastri", state="intervensi")
        assert titles("to_go_on", psm, network) == ["Lanjutkan: Pak Slamet", "Lanjutkan: Bu Painem"]
        assert found("to_go_on", person("secretary"), network) == []

    def test_visits_after_closing_that_were_made_may_end(self, accompanied, person, psm, network):
        case = accompanied("Bu Painem", state="bimbingan_lanjut")
        closed_at = timezone.now() - timedelta(days=100)
        Case.objects.filter(pk=case.pk).update(closed_at=closed_at, aftercare_visits=2)

        def visit(days):
            at = timezone.now() - timedelta(days=days)
            Visit.objects.create(network=network, case=case, by=psm, at=at, on=at.date(), met="dia")

        visit(101)  # before it was closed: does not count
        visit(60)
        assert found("after_closing", psm, network) == []
        visit(1)
        assert titles("after_closing", psm, network) == ["Akhiri masa tengok: Bu Painem"]
        assert titles("after_closing", person("secretary"), network) == ["Akhiri masa tengok: Bu Painem"]

    def test_after_six_months_one_visit_is_enough(self, accompanied, psm, network):
        case = accompanied("Bu Painem", state="bimbingan_lanjut")
        Case.objects.filter(pk=case.pk).update(closed_at=timezone.now() - timedelta(days=190), aftercare_visits=3)
        assert found("after_closing", psm, network) == []
        at = timezone.now() - timedelta(days=90)
        Visit.objects.create(network=network, case=case, by=psm, at=at, on=at.date(), met="dia")
        assert len(found("after_closing", psm, network)) == 1


class TestReports:
    def test_a_report_waits_three_days_for_chair_and_secretary(self, person, network):
        row = EarlyReport.objects.create(
            network=network,
            saw="Mbah Tumi belum makan dua hari",
            place="pos",
            writer=person("rt_head"),
            check_by=network.today() + timedelta(days=3),
        )
        for role in ("chair", "secretary"):
            (due,) = found("reports_to_check", person(role), network)
            assert due.title == "Laporan baru: Mbah Tumi belum makan dua hari"
            assert due.due_on == row.check_by
        for role in ("psm", "rt_head"):
            assert found("reports_to_check", person(role), network) == []

    def test_of_a_rahasia_report_a_list_says_nothing_that_was_seen(self, person, network):
        EarlyReport.objects.create(
            network=network,
            saw="Anak itu dipukul pamannya",
            place="pos",
            secrecy="rahasia",
            writer=person("rt_head"),
            check_by=network.today(),
        )
        (due,) = found("reports_to_check", person("secretary"), network)
        assert "pukul" not in due.title + due.detail


class TestEmergencies:
    def test_an_alert_stands_on_top_until_it_is_answered(self, accompanied, psm, network):
        case = accompanied("Mbah Karto", days=5, contact_phone="+628000000123")
        alert = EmergencyAlert.objects.create(network=network, recipient=psm, case=case)
        work = work_list(psm, network)
        (waiting,) = work.at_once
        assert waiting.due.title == "Darurat: Mbah Karto"
        assert str(alert.pk) in waiting.due.at_once
        alert.seen_at = timezone.now()
        alert.save()
        assert work_list(psm, network).at_once == []

    def test_of_what_one_may_not_know_any_more_nothing_stands(self, accompanied, psm, person, network):
        case = accompanied("Mbah Karto", days=5)
        EmergencyAlert.objects.create(network=network, recipient=psm, case=case)
        case_secrecy.shut_out(case, by=person("secretary"), user=psm)
        assert found("emergency_alerts", psm, network) == []


class TestFirstSteps:
    def test_the_fixed_first_step_waits_for_the_team_by_number(self, make_case, make_resident, person, network):
        secretary = person("secretary")
        case = make_case(make_resident("Nur Aini"), secrecy="rahasia", need_kind="perlindungan", by=secretary)
        (due,) = found("first_steps", secretary, network)
        assert due.title == f"Hubungi UPTD PPA atau SAPA 129: {case.number}"
        assert found("first_steps", person("chair"), network) == []
        step = case.referrals.get()
        step.explanation = "Nomornya tidak diangkat"
        step.save()
        assert found("first_steps", secretary, network) == []


class TestPromises:
    def make(self, network, by, doer, **more):
        more = {"what": "Antar surat", "due_on": network.today(), **more}
        return follow_ups.make(network, by=by, doer=doer, **more)

    def test_the_doer_finds_his_own_and_the_board_nothing_before_it_rises(self, person, psm, network, secretary):
        self.make(network, psm, person("treasurer"))
        self.make(network, psm, person("treasurer"), what="Antar beras", due_on=network.today() - timedelta(days=1))
        self.make(network, psm, person("treasurer"), what="Bulan depan", due_on=network.today() + timedelta(days=30))
        assert titles("promises", person("treasurer"), network) == ["Antar beras", "Antar surat"]
        assert titles("promises", person("chair"), network) == []  # tests/members/test_reminders.py has the rest
        assert titles("promises", person("rt_head"), network) == []

    def test_one_about_a_rahasia_case_says_its_number_to_the_team_alone(
        self, make_case, make_resident, person, network, secretary
    ):
        case = make_case(make_resident("Nur Aini"), secrecy="rahasia")
        self.make(network, secretary, secretary, what="Antar Nur ke UPTD", origin=case, restricted=True)
        assert found("promises", secretary, network) == []
        assert titles("guarded_promises", secretary, network) == [f"Janji: kasus {case.number}"]
        assert found("guarded_promises", person("chair"), network) == []
        assert found("promises", person("chair"), network) == []


class TestCost:
    def test_each_kind_asks_one_statement_at_most_however_many_rows(
        self, accompanied, make_case, make_resident, person, psm, network, secretary
    ):
        def one_more(number: int):
            accompanied(f"Jatuh Tempo {number}")
            accompanied(f"Besok {number}", days=1)
            accompanied(f"Rembuk {number}", state="musyawarah")
            case = make_case(make_resident(f"Rahasia {number}"), secrecy="rahasia", need_kind="perlindungan")
            self_made = {"doer": secretary, "due_on": network.today(), "by": secretary, "network": network}
            follow_ups.make(what=f"Biasa {number}", **self_made)
            follow_ups.make(what=f"Rahasia {number}", origin=case, restricted=True, **self_made)
            EmergencyAlert.objects.create(network=network, recipient=secretary, case=case)
            EarlyReport.objects.create(network=network, saw="Lapar", place="pos", writer=psm, check_by=network.today())
            ended = accompanied(f"Ditengok {number}", state="bimbingan_lanjut")
            Case.objects.filter(pk=ended.pk).update(closed_at=timezone.now() - timedelta(days=190))
            at = timezone.now() - timedelta(days=2)
            Visit.objects.create(network=network, case=ended, by=psm, at=at, on=at.date(), met="dia")
            Case.objects.filter(pk=accompanied(f"Lama {number}").pk).update(
                last_visit_on=network.today() - timedelta(days=99)
            )

        def cost(user) -> dict[str, int]:
            counted = {}
            for kind in due_kinds:
                if kind.name in ("terms_ending",) or not user.has_perm(kind.audience, network):
                    continue
                with CaptureQueriesContext(connection) as asked:
                    kind.find(user, network)
                counted[kind.name] = len(asked)
            return counted

        one_more(1)
        people = [secretary, person("chair"), psm]
        for user in people:
            cost(user)
        before = [cost(user) for user in people]
        one_more(2)
        one_more(3)
        assert [cost(user) for user in people] == before
        together = {kind.name for kind in due_kinds if kind.together}
        assert all(count <= 1 + (name in together) for counted in before for name, count in counted.items())
