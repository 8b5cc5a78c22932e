"""The pages of a meeting: planned, run by taps, decided, closed; and what nobody reads there."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.actions import networks
from members.models import FollowUp, Organization
from pmks_cases.actions import case_secrecy
from pmks_cases.models import Kinship
from pmks_cases.models.case_states import State
from programs.actions import agenda, attendances, decisions, meetings
from programs.models import AgendaItem, Attendance, Decision, DecisionPromise, Element, Meeting
from tests.conftest import give_office, make_user
from tests.programs.opening import opened

BUDGET = 12


def at(meeting, route="meeting", *more):
    return reverse(f"programs:{route}", args=[meeting.network.slug, meeting.pk, *more])


def form_id(response) -> str:
    return re.search(r'name="form_id" value="([0-9a-f-]{36})"', response.content.decode())[1]


def fill(client, address, **typed):
    """Open a page and send its form."""
    page = client.get(address)
    return client.post(address, {"form_id": form_id(page), **typed})


def planned(network, chair, secretary, **values):
    day = network.today() + dt.timedelta(days=5)
    return {
        "kind": "bulanan",
        "held_on": day.isoformat(),
        "begins": "19:30",
        "place": "Balai RW",
        "chair": chair.pk,
        "note_taker": secretary.pk,
    } | values


class TestList:
    def test_held_without_quorum_or_without_women_is_marked_so(
        self, signed_in, network, meeting, chair, secretary, come
    ):
        come(meeting, Element.RT, sex=Attendance.Sex.MALE)
        meetings.close(opened(meeting, by=chair), by=chair)
        client, address = signed_in(secretary), reverse("programs:meetings", args=[network.slug])
        page = client.get(address).content.decode()
        assert ("Tidak kuorum" in page, "Tanpa perempuan" in page) == (True, True)

    def test_a_quorate_one_with_women_carries_no_mark(self, signed_in, network, meeting, chair, secretary, come):
        come(meeting, Element.RT, Element.RW, Element.FAITH)
        meetings.close(opened(meeting, by=chair), by=chair)
        client, address = signed_in(secretary), reverse("programs:meetings", args=[network.slug])
        page = client.get(address).content.decode()
        assert ("Tidak kuorum" in page, "Tanpa perempuan" in page) == (False, False)


class TestPlan:
    def test_an_empty_list_says_what_to_do_first(self, signed_in, network, secretary):
        page = signed_in(secretary).get(reverse("programs:meetings", args=[network.slug])).content.decode()
        assert "Belum ada musyawarah" in page
        assert reverse("programs:plan_meeting", args=[network.slug]) in page

    def test_what_is_planned_has_its_agenda_at_once(self, signed_in, network, chair, secretary, make_waiting_case):
        case = make_waiting_case()
        answer = fill(
            signed_in(secretary),
            reverse("programs:plan_meeting", args=[network.slug]),
            **planned(network, chair, secretary),
        )
        made = Meeting.objects.get()
        assert answer.url == at(made)
        assert case.number in signed_in(secretary).get(at(made)).content.decode()

    def test_the_place_of_the_latest_meeting_goes_on(self, signed_in, network, chair, secretary):
        client = signed_in(secretary)
        address = reverse("programs:plan_meeting", args=[network.slug])
        fill(client, address, **planned(network, chair, secretary, place="Teras mushala"))
        assert client.get(address).context["form"].initial["place"] == "Teras mushala"

    def test_quorum_is_the_networks_and_stays_as_it_was_planned(self, signed_in, network, meeting, chair, secretary):
        counting = [Element.RT, Element.PKK, Element.FAITH, Element.YOUTH]
        networks.change(network, by=secretary, quorum=2, quorum_elements=counting)
        client = signed_in(secretary)
        fill(client, reverse("programs:plan_meeting", args=[network.slug]), **planned(network, chair, secretary))
        made = Meeting.objects.exclude(pk=meeting.pk).get()
        assert (made.quorum, made.quorum_elements) == (2, counting)
        assert "paling sedikit 2 dari 4 unsur" in client.get(at(made)).content.decode()
        assert "paling sedikit 3 dari 6 unsur" in client.get(at(meeting)).content.decode()

    def test_an_element_that_does_not_count_makes_no_quorum(self, signed_in, network, secretary, chair, come):
        networks.change(network, by=secretary, quorum=2, quorum_elements=[Element.RT, Element.FAITH])
        values = planned(network, chair, secretary) | {"chair": chair, "note_taker": secretary}
        values |= {"held_on": network.today(), "begins": dt.time(19, 30)}
        made = meetings.start(meetings.plan(network, by=secretary, **values), by=chair)
        come(made, Element.RT, Element.RW, Element.COMMUNITY)
        client = signed_in(secretary)
        page = client.get(at(made, "run_meeting"))
        assert (page.context["count"]["there"], page.context["quorate"]) == (1, False)
        assert [label for label, _here in page.context["count"]["elements"]] == ["RT", "Tokoh agama"]
        come(made, Element.FAITH)
        assert client.get(at(made, "run_meeting")).context["quorate"] is True

    def test_a_day_that_is_over_is_refused_beside_the_day(self, signed_in, network, chair, secretary):
        client = signed_in(secretary)
        over = (network.today() - dt.timedelta(days=1)).isoformat()
        answer = fill(
            client,
            reverse("programs:plan_meeting", args=[network.slug]),
            **planned(network, chair, secretary, held_on=over),
        )
        assert answer.status_code == 422
        assert answer.context["form"].errors["held_on"]

    def test_from_the_notebook_it_runs_at_once_with_its_real_day(self, signed_in, network, chair, secretary):
        day = network.today() - dt.timedelta(days=9)
        fill(
            signed_in(secretary),
            reverse("programs:record_meeting", args=[network.slug]),
            **planned(network, chair, secretary, held_on=day.isoformat()),
        )
        made = Meeting.objects.get()
        assert (made.held_on, made.state, made.recorded_afterwards) == (day, Meeting.State.RUNNING, True)

    def test_it_is_changed_and_called_off_with_a_reason(self, signed_in, meeting, chair, secretary, network):
        client = signed_in(secretary)
        fill(client, at(meeting, "change_meeting"), **planned(network, chair, secretary, place="Mushala"))
        fill(client, at(meeting, "cancel_meeting"), why="Hujan lebat")
        meeting.refresh_from_db()
        assert (meeting.place, meeting.state, meeting.cancelled_why) == (
            "Mushala",
            Meeting.State.CANCELLED,
            "Hujan lebat",
        )
        assert "Hujan lebat" in client.get(at(meeting)).content.decode()

    def test_lines_are_moved_and_dropped_by_buttons(self, signed_in, meeting, secretary):
        lines = [agenda.add(meeting, by=secretary, title=f"Hal {number}") for number in (1, 2, 3)]
        client = signed_in(secretary)
        client.post(at(meeting, "place_agenda_item", lines[2].pk), {"ke": "naik"})
        client.post(at(meeting, "place_agenda_item", lines[0].pk), {"ke": "dicoret"})
        titles = list(AgendaItem.objects.filter(meeting=meeting).discussed().values_list("title", flat=True))
        assert titles == ["Hal 3", "Hal 2"]

    def test_a_case_is_not_agreed_in_one_go(self, signed_in, meeting, secretary, make_waiting_case):
        make_waiting_case()
        agenda.propose(meeting, by=secretary)
        line = AgendaItem.objects.get()
        signed_in(secretary).post(at(meeting, "place_agenda_item", line.pk), {"ke": "sekaligus"})
        line.refresh_from_db()
        assert line.place == AgendaItem.Place.DISCUSSED

    def test_officers_by_one_button_and_others_by_a_form(self, signed_in, meeting, secretary):
        client = signed_in(secretary)
        client.post(at(meeting, "invite_officers"))
        fill(client, at(meeting, "invitations"), name="Pak Anwar", element="tokoh_agama", sex="L")
        names = set(Attendance.objects.filter(meeting=meeting).values_list("name", "element"))
        assert ("Pak Anwar", "tokoh_agama") in names
        assert len(names) == 3


class TestGroupText:
    def test_it_names_no_one_who_is_helped(self, signed_in, meeting, secretary, make_waiting_case, make_resident):
        case = make_waiting_case(resident=make_resident("Sulastri"))
        agenda.propose(meeting, by=secretary)
        AgendaItem.objects.filter(case=case).update(title=f"{case.number}, Sulastri")
        text = signed_in(secretary).get(at(meeting)).context["group_text"]
        assert "Sulastri" not in text
        assert f"{case.number}, {case.rt}, kursi roda anak" in text


class TestRun:
    @pytest.fixture
    def running(self, meeting, chair):
        return opened(meeting, by=chair)

    def test_a_tap_marks_somebody_and_answers_with_the_quorum(self, signed_in, running, secretary, come):
        come(running, Element.RT, Element.RW)
        takmir = attendances.invite(running, by=secretary, name="Pak Anwar", element=Element.FAITH, sex="L")
        client = signed_in(secretary)
        assert "Belum kuorum" in client.get(at(running, "run_meeting")).content.decode()
        answer = client.post(at(running, "mark_attendance", takmir.pk), {"hadir": "1"}, headers={"HX-Request": "true"})
        assert "Sudah kuorum" in answer.content.decode()
        assert answer.content.decode().lstrip().startswith("<section")

    def test_without_scripts_the_tap_leads_back_to_the_page(self, signed_in, running, secretary, come):
        come(running, Element.RT)
        one = Attendance.objects.get()
        answer = signed_in(secretary).post(at(running, "mark_attendance", one.pk), {"hadir": "0"})
        assert answer.url.startswith(at(running, "run_meeting"))
        assert not Attendance.objects.get().is_present

    def test_a_meeting_of_men_alone_is_marked(self, signed_in, running, secretary, come):
        come(running, Element.RT, sex=Attendance.Sex.MALE)
        assert "Tanpa perempuan" in signed_in(secretary).get(at(running, "run_meeting")).content.decode()

    def test_what_is_typed_is_kept_and_the_second_writer_sees_both(self, signed_in, running, secretary):
        line = agenda.add(running, by=secretary, title="Kerja bakti")
        client = signed_in(secretary)
        address = at(running, "note_discussion", line.pk)
        htmx = {"HX-Request": "true"}
        first = client.post(address, {"revision": 1, "discussion": "Minggu pagi"}, headers=htmx).content.decode()
        assert "Tersimpan" in first
        assert re.search(r'id="revision"\s+value="2"', first)
        second = client.post(address, {"revision": 1, "discussion": "Sabtu sore"}, headers=htmx).content.decode()
        assert "Minggu pagi" in second
        assert "Sabtu sore" in second
        both = {"revision": 1, "seen": 2, "pilih": "gabung", "discussion": "Sabtu sore"}
        client.post(f"{at(running, 'run_meeting')}?hal={line.pk}", both)
        line.refresh_from_db()
        assert line.discussion == "Minggu pagi\nSabtu sore"

    def test_without_quorum_no_decision_and_nothing_typed_is_lost(self, signed_in, running, secretary):
        line = agenda.add(running, by=secretary, title="Kerja bakti")
        address = f"{at(running, 'run_meeting')}?hal={line.pk}"
        answer = fill(signed_in(secretary), address, text="Minggu pagi", way="mufakat")
        assert answer.status_code == 422
        assert "Belum kuorum: keputusan dicatat" in answer.content.decode()
        assert "Minggu pagi" in answer.content.decode()
        assert not Decision.objects.exists()

    def test_a_vote_is_counted(self, signed_in, running, secretary, come):
        come(running, Element.RT, Element.RW, Element.FAITH)
        line = agenda.add(running, by=secretary, title="Kerja bakti")
        address = f"{at(running, 'run_meeting')}?hal={line.pk}"
        client = signed_in(secretary)
        assert fill(client, address, text="Minggu", way="suara").status_code == 422
        fill(client, address, text="Minggu", way="suara", votes_for=2, votes_against=0, votes_none=1)
        made = Decision.objects.get()
        assert (made.votes_for, made.votes_against, made.votes_none) == (2, 0, 1)

    @pytest.mark.parametrize(
        ("votes", "said"),
        [
            ((1, 2, 0), ["Yang setuju harus lebih banyak daripada yang menolak."]),
            ((1, 1, 0), ["Yang setuju harus lebih banyak daripada yang menolak."]),
            ((3, 0, 1), ["Jumlah suaranya lebih banyak daripada yang tercatat hadir: 3 orang."]),
            ((99999, 0, 0), ["Pastikan nilai ini lebih kecil dari atau sama dengan 500."]),
        ],
    )
    def test_votes_that_cannot_be_are_asked_about_beside_the_field(
        self, signed_in, running, secretary, come, votes, said
    ):
        come(running, Element.RT, Element.RW, Element.FAITH)
        line = agenda.add(running, by=secretary, title="Kerja bakti")
        typed = dict(zip(("votes_for", "votes_against", "votes_none"), votes, strict=True))
        address = f"{at(running, 'run_meeting')}?hal={line.pk}"
        answer = fill(signed_in(secretary), address, text="Minggu", way="suara", **typed)
        assert (answer.status_code, answer.context["form"].errors) == (422, {"votes_for": said})
        assert not Decision.objects.exists()

    def test_the_chair_decides_on_a_case_and_the_case_moves(self, signed_in, running, chair, come, make_waiting_case):
        case = make_waiting_case()
        agenda.propose(running, by=chair)
        come(running, Element.RT, Element.RW, Element.FAITH)
        address = f"{at(running, 'run_meeting')}?hal={AgendaItem.objects.get().pk}"
        fill(signed_in(chair), address, case_decision="program_bersama", text="", way="mufakat")
        case.refresh_from_db()
        assert (case.state, case.decision) == (State.PLAN, "program_bersama")

    def test_the_secretary_is_told_that_the_chair_decides_on_cases(
        self, signed_in, running, secretary, make_waiting_case
    ):
        make_waiting_case()
        agenda.propose(running, by=secretary)
        assert "Keputusan kasus dicatat ketua" in signed_in(secretary).get(at(running, "run_meeting")).content.decode()

    def test_kin_is_shown_as_such_and_cannot_decide(
        self, signed_in, running, chair, come, make_waiting_case, make_resident, network
    ):
        resident = make_resident("Sulastri")
        case = make_waiting_case(resident=resident)
        agenda.propose(running, by=chair)
        come(running, Element.RT, Element.RW, Element.FAITH)
        client = signed_in(chair)
        address = f"{at(running, 'run_meeting')}?hal={AgendaItem.objects.get().pk}"
        token = form_id(client.get(address))
        Kinship.objects.create(network=network, user=chair, resident=resident, relation="ipar")
        assert "Anda keluarganya" in client.get(address).content.decode()
        answer = client.post(
            address, {"form_id": token, "case_decision": "program_bersama", "text": "Ya", "way": "mufakat"}
        )
        case.refresh_from_db()
        assert (answer.status_code, case.state) == (422, State.MEETING)

    def test_a_promise_of_an_organisation_comes_of_a_decision(self, signed_in, running, secretary, come, network):
        come(running, Element.RT, Element.RW, Element.FAITH)
        youth = Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")
        dimas = make_user("dimas", name="Dimas")
        office = give_office(dimas, "organization_officer", network, organization=youth)
        line = agenda.add(running, by=secretary, title="Kerja bakti")
        decisions.decide(line, by=secretary, text="Minggu pagi")
        due_on = network.today() + dt.timedelta(days=4)
        fill(
            signed_in(secretary),
            at(running, "add_promise", line.pk),
            what="Pinjam cangkul",
            office=office.pk,
            due_on=due_on.isoformat(),
        )
        made = DecisionPromise.objects.get().follow_up
        assert (made.what, made.doer, made.organization, made.due_on) == ("Pinjam cangkul", dimas, youth, due_on)

    def test_a_promise_about_a_case_says_no_name_on_these_pages(
        self, signed_in, running, chair, come, make_waiting_case, make_resident, network
    ):
        case = make_waiting_case(resident=make_resident("Sulastri"))
        agenda.propose(running, by=chair)
        come(running, Element.RT, Element.RW, Element.FAITH)
        line = AgendaItem.objects.get()
        decisions.decide(line, by=chair, text="Bersama", case_decision="program_bersama")
        client = signed_in(chair)
        for query in ("", "?untuk=rt", "?untuk=jejaring"):
            assert "Sulastri" not in client.get(at(running, "add_promise", line.pk) + query).content.decode()
        day = (network.today() + dt.timedelta(days=4)).isoformat()
        what = "Antar Sulastri ke puskesmas"
        fill(client, at(running, "add_promise", line.pk), what=what, doer=chair.pk, due_on=day)
        assert DecisionPromise.objects.get().follow_up.origin_id == case.pk
        for route in ("run_meeting", "minutes", "meeting"):
            page = client.get(at(running, route)).content.decode()
            assert (case.number in page, "Sulastri" in page) == (True, False)

    def test_what_nobody_talks_about_is_agreed_in_one_go(self, signed_in, running, secretary, come):
        come(running, Element.RT, Element.RW, Element.FAITH)
        line = agenda.add(running, by=secretary, title="Masa jabatan")
        agenda.place(line, by=secretary, place=AgendaItem.Place.TOGETHER)
        signed_in(secretary).post(at(running, "agree_together"))
        assert Decision.objects.get().item == line


class TestGuarded:
    PAGES = ("meeting", "run_meeting", "minutes")

    def test_a_case_that_becomes_guarded_disappears_from_every_page(
        self, signed_in, meeting, chair, secretary, come, make_waiting_case, network, person
    ):
        case = make_waiting_case()
        agenda.propose(meeting, by=secretary)
        come(meeting, Element.RT, Element.RW, Element.FAITH)
        opened(meeting, by=chair)
        line = AgendaItem.objects.get()
        client = signed_in(chair)
        assert [case.number in client.get(at(meeting, route)).content.decode() for route in self.PAGES] == [True] * 3
        decisions.decide(line, by=chair, text="Bersama", case_decision="program_bersama")
        case_secrecy.shut_out(case, by=secretary, user=person("rt_head"))
        assert [case.number in client.get(at(meeting, route)).content.decode() for route in self.PAGES] == [False] * 3
        assert client.get(at(meeting, "minutes")).context["numbers"]["decided"] == 0
        for route in ("add_promise", "note_discussion"):
            assert client.post(at(meeting, route, line.pk)).status_code == 404

    def test_an_undone_promise_of_a_case_is_told_as_the_case_and_leaves_with_it(
        self, signed_in, meeting, chair, secretary, come, make_waiting_case, network, person
    ):
        case = make_waiting_case()
        agenda.propose(meeting, by=secretary)
        come(meeting, Element.RT, Element.RW, Element.FAITH)
        opened(meeting, by=chair)
        made = decisions.decide(AgendaItem.objects.get(), by=chair, text="Bersama", case_decision="program_bersama")
        promised = decisions.promise(made, by=chair, what="Jenguk Sulastri", doer=chair, due_on=network.today())
        late = network.today() - dt.timedelta(days=3)
        FollowUp.objects.filter(pk=promised.follow_up_id).update(due_on=late)
        following = meetings.plan(
            network,
            by=secretary,
            held_on=network.today(),
            begins=dt.time(20),
            place="Balai RW",
            chair=chair,
            note_taker=secretary,
        )
        agenda.propose(following, by=secretary)
        page = signed_in(chair).get(at(following)).content.decode()
        assert (case.number in page, "Sulastri" in page) == (True, False)
        case_secrecy.shut_out(case, by=secretary, user=person("rt_head"))
        assert case.number not in signed_in(chair).get(at(following)).content.decode()


class TestMinutes:
    @pytest.fixture
    def closed(self, meeting, chair, secretary, come, network):
        come(meeting, Element.RT, Element.RW, Element.FAITH)
        line = agenda.add(meeting, by=secretary, title="Kerja bakti")
        opened(meeting, by=chair)
        decisions.note(line, by=secretary, discussion="Selokan mampet", revision=1)
        made = decisions.decide(line, by=secretary, text="Minggu pagi")
        decisions.promise(made, by=secretary, what="Pinjam cangkul", doer=chair, due_on=network.today())
        return meeting

    def test_the_chair_closes_them_after_a_question(self, signed_in, closed, chair, secretary):
        assert signed_in(secretary).post(at(closed, "close_meeting")).status_code == 403
        client = signed_in(chair)
        assert "Ya, tutup notulen" in client.get(at(closed, "close_meeting")).content.decode()
        assert client.post(at(closed, "close_meeting")).url == at(closed, "minutes")
        closed.refresh_from_db()
        assert (closed.state, closed.closed_by) == (Meeting.State.CLOSED, chair)

    def test_closed_they_only_take_additions(self, signed_in, closed, chair):
        client = signed_in(chair)
        client.post(at(closed, "close_meeting"))
        line = AgendaItem.objects.get()
        client.post(at(closed, "note_discussion", line.pk), {"revision": 2, "discussion": "Lain"})
        line.refresh_from_db()
        assert line.discussion == "Selokan mampet"
        fill(client, at(closed, "add_addendum"), text="Yang hadir 12 orang.")
        page = client.get(at(closed, "minutes")).content.decode()
        assert [words in page for words in ("Selokan mampet", "Yang hadir 12 orang.", "Pinjam cangkul")] == [True] * 3

    def test_the_share_kept_on_time_is_counted(self, signed_in, closed, chair):
        from members.actions import follow_ups

        client = signed_in(chair)
        assert client.get(at(closed, "minutes")).context["numbers"]["share"] is None
        follow_ups.finish(FollowUp.objects.get(), by=chair, outcome="Sudah.")
        assert client.get(at(closed, "minutes")).context["numbers"]["share"] == 100

    def test_the_village_head_reads_numbers_alone(self, signed_in, closed, person):
        page = signed_in(person("village_head")).get(at(closed, "minutes")).content.decode()
        assert "Hal diputuskan" in page
        assert [words in page for words in ("Kerja bakti", "Selokan", "cangkul", "Utusan")] == [False] * 4

    def test_who_takes_part_reads_of_a_case_neither_words_nor_promises(
        self, signed_in, meeting, chair, secretary, come, make_waiting_case, person
    ):
        make_waiting_case()
        agenda.propose(meeting, by=secretary)
        come(meeting, Element.RT, Element.RW, Element.FAITH)
        line = AgendaItem.objects.get()
        decisions.note(line, by=secretary, discussion="Anaknya malu", revision=1)
        decisions.decide(line, by=chair, text="Dibantu takmir", case_decision="program_bersama")
        page = signed_in(person("rt_head")).get(at(meeting, "minutes")).content.decode()
        assert [words in page for words in ("Anaknya malu", "Dibantu takmir")] == [False, False]
        assert line.title in page


@pytest.mark.parametrize("route", ["meeting", "invitations", "run_meeting", "minutes", "close_meeting"])
def test_a_page_costs_the_same_for_one_row_and_for_three(
    signed_in, meeting, chair, secretary, come, make_waiting_case, network, route
):
    opened(meeting, by=chair)
    come(meeting, Element.RT, Element.RW, Element.FAITH)

    def more(number: int) -> None:
        make_waiting_case(subject_name=f"Orang {number}")
        agenda.propose(meeting, by=secretary)
        line = agenda.add(meeting, by=secretary, title=f"Hal {number}")
        made = decisions.decide(line, by=secretary, text="Ya")
        decisions.promise(made, by=secretary, what=f"Janji {number}", doer=chair, due_on=network.today())
        attendances.invite(meeting, by=secretary, name=f"Pak {number}")
        case_line = AgendaItem.objects.filter(case__isnull=False).order_by("pk")[0]
        made = decisions.decide(case_line, by=chair, text="Ya", case_decision="rujuk")
        decisions.promise(made, by=chair, what=f"Janji {number}", doer=chair, due_on=network.today())

    def cost() -> int:
        client = signed_in(type(chair).objects.get(pk=chair.pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at(meeting, route)).status_code == 200
        return len(captured)

    more(1)
    cost()
    one = cost()
    more(2)
    more(3)
    assert (cost(), one <= BUDGET) == (one, True), f"{one} statements"
