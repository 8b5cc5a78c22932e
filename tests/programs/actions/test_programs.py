"""What a program asks for before it goes on: its five blocks, its ethics, its overlaps; who pledges and what comes."""

import datetime as dt
from decimal import Decimal

import pytest

from programs.actions import agenda, overlaps, program_measures, program_resources, programs
from programs.models import AgendaItem, IndicatorMeasurement, Pledge, Program, ProgramPartner
from programs.models.program_needs import missing_blocks, missing_ethics
from programs.models.program_states import State
from tests.conftest import give_office, make_user
from tests.programs import joint
from wksbm.core.refusals import RefusedByRule
from wksbm.revisions import EditedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(network):
    """An officer of Karang Taruna, which leads."""
    user = make_user("bagus")
    give_office(user, "organization_officer", network, organization=joint.organization(network))
    return user


@pytest.fixture
def partner_officer(network):
    """An officer of the takmir, which takes part."""
    user = make_user("kholiq")
    give_office(user, "organization_officer", network, organization=joint.organization(network, "Takmir", "takmir"))
    return user


class TestSmart:
    @pytest.mark.parametrize(
        ("column", "empty", "block"),
        [
            ("aim", "", "S"),
            ("place", "", "S"),
            ("target_kind", "", "S"),
            ("target_groups", [], "S"),
            ("target_count", None, "S"),
            ("needs", [], "S"),
            ("help_kinds", [], "S"),
            ("function", "", "A"),
            ("effort", "", "A"),
            ("level", "", "A"),
            ("work_model", "", "A"),
            ("starts_on", None, "T"),
            ("ends_on", None, "T"),
        ],
    )
    def test_each_empty_field_holds_the_program_back_and_says_where(self, network, secretary, column, empty, block):
        program = joint.ready(network, by=secretary)
        joint.written(program, by=secretary, **{column: empty})
        with pytest.raises(programs.NotReady) as refused:
            programs.propose(program, by=secretary)
        assert [(one.block, one.field) for one in refused.value.missing] == [(block, column)]
        assert all(one.sentence for one in refused.value.missing)
        program.refresh_from_db()
        assert program.state == State.DRAFT

    def test_without_a_sign_an_activity_or_a_pledge_it_stays_a_draft(self, network, secretary):
        program = joint.drafted(network, by=secretary)
        today = network.today()
        joint.written(program, by=secretary, **joint.PLAN, starts_on=today, ends_on=today)
        assert [(one.block, one.part) for one in missing_blocks(program)] == [
            ("M", "tanda"),
            ("A", "kegiatan"),
            ("R", "sumber"),
        ]

    def test_with_all_of_them_it_is_proposed(self, network, secretary):
        program = joint.ready(network, by=secretary)
        assert programs.propose(program, by=secretary).state == State.PROPOSED

    def test_an_end_before_the_beginning_is_refused_beside_the_end(self, network, secretary):
        program = joint.ready(network, by=secretary)
        with pytest.raises(RefusedByRule) as refused:
            joint.written(program, by=secretary, ends_on=program.starts_on - dt.timedelta(days=1))
        assert refused.value.field == "ends_on"

    def test_what_a_meeting_reads_is_not_written_any_more(self, network, secretary):
        program = joint.proposed(network, by=secretary)
        with pytest.raises(RefusedByRule):
            joint.written(program, by=secretary, aim="Lain sama sekali")
        with pytest.raises(RefusedByRule):
            joint.sign(program, by=secretary)
        program.refresh_from_db()
        assert program.aim == "Makan cukup"


class TestEthics:
    @pytest.mark.parametrize("question", ["benefit", "rights", "fairness", "upkeep"])
    def test_each_question_is_answered_first(self, network, secretary, question):
        program = joint.ready(network, by=secretary, **{question: ""})
        with pytest.raises(programs.NotReady) as refused:
            programs.propose(program, by=secretary)
        assert [(one.part, one.field) for one in refused.value.missing] == [("etika", question)]

    def test_partly_needs_a_reason(self, network, secretary):
        program = joint.ready(network, by=secretary, fairness="sebagian")
        assert [one.field for one in missing_ethics(program)] == ["fairness_why"]
        joint.written(program, by=secretary, fairness_why="Baru enam dari delapan rumah")
        assert missing_ethics(program) == []

    def test_no_needs_what_a_meeting_said_of_it(self, network, secretary, chair):
        program = joint.ready(network, by=secretary, upkeep="tidak", upkeep_why="Uangnya sekali")
        assert [one.field for one in missing_ethics(program)] == ["ethics_meeting", "ethics_note"]
        meeting = joint.held(network, chair=chair, secretary=secretary)
        joint.written(program, by=secretary, ethics_meeting_id=meeting.pk, ethics_note="Dijalankan sekali saja.")
        assert programs.propose(program, by=secretary).state == State.PROPOSED


class TestMeeting:
    def test_a_proposed_program_stands_on_the_next_agenda_and_is_approved_by_vote(self, network, secretary, chair):
        program = joint.proposed(network, by=secretary)
        made = joint.decided(
            program, "disetujui", chair=chair, secretary=secretary, way="suara", votes_for=2, votes_against=1
        )
        assert (program.state, made.votes_for) == (State.APPROVED, 2)
        assert program.moves.get(end=State.APPROVED).decision == made

    def test_without_quorum_nothing_is_decided(self, network, secretary, chair):
        from programs.models import Attendance

        program = joint.proposed(network, by=secretary)
        meeting = joint.held(network, chair=chair, secretary=secretary)
        agenda.propose(meeting, by=secretary)
        Attendance.objects.filter(meeting=meeting, element="rt").update(is_present=False)
        from programs.actions import decisions

        with pytest.raises(RefusedByRule):
            decisions.decide(joint.line_about(meeting, program), by=chair, text="Setuju", outcome="disetujui")
        program.refresh_from_db()
        assert program.state == State.PROPOSED

    def test_mend_first_makes_it_a_draft_with_the_words_of_the_meeting(self, network, secretary, chair):
        program = joint.proposed(network, by=secretary)
        joint.decided(program, "perbaiki", chair=chair, secretary=secretary, text="Tambah RT 003")
        assert (program.state, program.moves.latest("pk").why) == (State.DRAFT, "Tambah RT 003")
        joint.written(program, by=secretary, place="RT 001 dan RT 003")
        assert programs.propose(program, by=secretary).state == State.PROPOSED

    def test_refused_it_is_over(self, network, secretary, chair):
        program = joint.proposed(network, by=secretary)
        joint.decided(program, "ditolak", chair=chair, secretary=secretary)
        assert program.state == State.STOPPED

    def test_an_evaluation_that_is_due_stands_on_the_agenda(self, network, secretary, chair):
        program = joint.running(network, chair=chair, secretary=secretary)
        yesterday = network.today() - dt.timedelta(days=1)
        Program.objects.filter(pk=program.pk).update(starts_on=yesterday, ends_on=yesterday)
        meeting = joint.held(network, chair=chair, secretary=secretary)
        agenda.propose(meeting, by=secretary)
        line = joint.line_about(meeting, program)
        assert (line.kind, line.title) == (AgendaItem.Kind.PROGRAM, "Evaluasi program: Makan sehat")


class TestDays:
    def test_it_begins_on_its_first_day_and_not_before(self, network, secretary, chair):
        program = joint.proposed(network, by=secretary)
        joint.decided(program, "disetujui", chair=chair, secretary=secretary)
        Program.objects.update(starts_on=network.today() + dt.timedelta(days=1))
        with pytest.raises(RefusedByRule, match="disetujui mulai"):
            programs.begin(program, by=secretary)
        Program.objects.update(starts_on=network.today())
        assert programs.begin(program, by=secretary).state == State.RUNNING

    def test_before_its_last_day_its_evaluation_says_why(self, network, secretary, chair):
        program = joint.running(network, chair=chair, secretary=secretary)
        told = {"reached": "Cukup", "lessons": "Sabar", "onward": "selesai"}
        told["values"] = {program.indicators.get().pk: Decimal(11)}
        with pytest.raises(RefusedByRule) as refused:
            program_measures.evaluate(program, by=secretary, why=" ", **told)
        assert refused.value.field == "why"
        program_measures.evaluate(program, by=secretary, why="Berasnya sudah terbagi", **told)
        assert program.moves.order_by("pk").last().why == "Berasnya sudah terbagi"

    def test_on_its_last_day_nobody_asks_why(self, network, secretary, chair):
        program = joint.running(network, chair=chair, secretary=secretary)
        Program.objects.update(ends_on=network.today())
        told = {"reached": "Cukup", "lessons": "Sabar", "onward": "selesai"}
        program_measures.evaluate(program, by=secretary, values={program.indicators.get().pk: Decimal(11)}, **told)
        assert Program.objects.get().state == State.EVALUATED


class TestSigns:
    @pytest.mark.parametrize("column", ["baseline", "target"])
    def test_a_sign_is_not_below_zero(self, network, secretary, column):
        with pytest.raises(RefusedByRule) as refused:
            joint.sign(joint.drafted(network, by=secretary), by=secretary, **{column: Decimal(-5)})
        assert refused.value.field == column

    def test_it_is_not_measured_below_zero(self, network, secretary, chair):
        sign = joint.running(network, chair=chair, secretary=secretary).indicators.get()
        with pytest.raises(RefusedByRule) as refused:
            program_measures.measure(sign, by=secretary, value=Decimal(-5), on=network.today())
        assert (refused.value.field, IndicatorMeasurement.objects.count()) == ("value", 0)


class TestEvaluation:
    def test_a_sign_that_was_never_counted_again_holds_it_back(self, network, secretary, chair):
        program = joint.running(network, chair=chair, secretary=secretary)
        words = {"reached": "Cukup", "lessons": "Sabar", "onward": "selesai", "why": "Sudah cukup"}
        with pytest.raises(programs.NotReady):
            program_measures.evaluate(program, by=secretary, values={}, **words)
        sign = program.indicators.get()
        program_measures.evaluate(program, by=secretary, values={sign.pk: Decimal(11)}, **words)
        program.refresh_from_db()
        assert program.state == State.EVALUATED
        assert IndicatorMeasurement.objects.get().value == 11
        with pytest.raises(RefusedByRule):
            program_measures.measure(sign, by=secretary, value=Decimal(12), on=network.today())

    def test_nothing_is_measured_before_a_meeting_has_approved(self, network, secretary):
        program = joint.ready(network, by=secretary)
        with pytest.raises(RefusedByRule):
            program_measures.measure(program.indicators.get(), by=secretary, value=Decimal(3), on=network.today())

    def test_who_took_part_is_a_number_and_never_nobody(self, network, secretary):
        program = joint.drafted(network, by=secretary)
        today = network.today()
        program_measures.note_participation(program, by=secretary, step="merencanakan", women=7, men=3, on=today)
        with pytest.raises(RefusedByRule):
            program_measures.note_participation(program, by=secretary, step="menilai", women=0, men=0, on=today)
        assert list(program.participations.values_list("women", "men")) == [(7, 3)]


class TestPledges:
    def test_money_is_whole_rupiah_and_each_kind_has_its_units(self, network, secretary):
        program = joint.drafted(network, by=secretary)
        need = program_resources.need
        with pytest.raises(RefusedByRule):
            need(program, by=secretary, kind="uang", what="Bensin", amount=Decimal("10.50"), unit="rupiah")
        with pytest.raises(RefusedByRule):
            need(program, by=secretary, kind="uang", what="Bensin", amount=Decimal(10), unit="kg")
        with pytest.raises(RefusedByRule):
            need(program, by=secretary, kind="tenaga", what="Masak", amount=Decimal(10), unit="rupiah")
        row = need(program, by=secretary, kind="keahlian", what="Menjahit", amount=Decimal("1.5"), unit="jam")
        assert (row.amount, row.unit) == (Decimal("1.5"), "jam")

    def test_a_partner_pledges_for_itself_alone(self, network, officer, partner_officer):
        program = joint.drafted(network, by=officer)
        row = joint.rice(program, by=officer)
        takmir = joint.organization(network, "Takmir", "takmir")
        with pytest.raises(RefusedByRule):
            program_resources.pledge(row, by=partner_officer, organization=takmir, amount=Decimal(5), due_on=None)
        programs.add_partner(program, by=officer, organization=takmir)
        program_resources.pledge(row, by=partner_officer, organization=takmir, amount=Decimal(5), due_on=None)
        with pytest.raises(RefusedByRule):
            program_resources.pledge(row, by=partner_officer, organization=program.lead, amount=Decimal(5), due_on=None)
        assert [(one.organization, one.amount) for one in Pledge.objects.all()] == [(takmir, Decimal(5))]

    def test_what_comes_is_added_up_and_put_right_by_less(self, network, secretary, chair):
        program = joint.running(network, chair=chair, secretary=secretary)
        pledge, today = program.pledges.get(), network.today()
        for amount in (Decimal(40), Decimal(-10)):
            program_resources.arrive(pledge, by=secretary, amount=amount, on=today)
        with pytest.raises(RefusedByRule):
            program_resources.arrive(pledge, by=secretary, amount=Decimal(-31), on=today)
        pledge.refresh_from_db()
        assert (pledge.arrived, pledge.arrivals.count()) == (Decimal(30), 2)
        with pytest.raises(RefusedByRule):
            program_resources.withdraw(pledge, by=secretary)

    def test_nothing_comes_before_a_meeting_has_approved(self, network, secretary):
        program = joint.ready(network, by=secretary)
        with pytest.raises(RefusedByRule):
            program_resources.arrive(program.pledges.get(), by=secretary, amount=Decimal(1), on=network.today())


class TestWhoMay:
    def test_an_officer_writes_what_his_own_organisation_leads(self, network, officer, partner_officer):
        program = joint.drafted(network, by=officer)
        with pytest.raises(RefusedByRule):
            joint.written(program, by=partner_officer, aim="Lain")
        with pytest.raises(RefusedByRule):
            joint.drafted(network, by=partner_officer)
        assert list(Program.objects.editable_by(officer)) == [program]
        assert list(Program.objects.editable_by(partner_officer)) == []

    def test_two_people_write_at_once_and_neither_loses_anything(self, network, secretary, officer):
        program = joint.drafted(network, by=officer)
        read = program.revision
        programs.change(program, by=officer, revision=read, values={"aim": "Kata bagus", "place": ""})
        programs.change(program, by=secretary, revision=read, values={"aim": "Makan cukup", "place": "Balai"})
        program.refresh_from_db()
        assert (program.aim, program.place) == ("Kata bagus", "Balai")
        with pytest.raises(EditedMeanwhile) as met:
            programs.change(program, by=secretary, revision=read, values={"aim": "Kata endang"})
        assert met.value.theirs == {"aim": "Kata bagus"}


class TestOverlap:
    def other(self, network, secretary, **values):
        lead = joint.organization(network, "Takmir", "takmir")
        return joint.ready(network, by=secretary, lead=lead, title="Sembako lansia", **values)

    @pytest.mark.parametrize(
        ("values", "doubles"),
        [
            ({}, True),
            ({"target_groups": ["semua"]}, True),
            ({"target_groups": ["anak"]}, False),
            ({"needs": ["papan"]}, False),
            ({"help_kinds": ["uang"]}, False),
        ],
    )
    def test_same_people_same_need_same_help(self, network, secretary, values, doubles):
        first = joint.ready(network, by=secretary)
        second = self.other(network, secretary, **values)
        assert list(Program.objects.doubling(second)) == ([first] if doubles else [])

    @pytest.mark.parametrize(("days", "doubles"), [(90, True), (91, False)])
    def test_thirty_days_apart_is_still_beside_each_other(self, network, secretary, days, doubles):
        first = joint.ready(network, by=secretary)
        start = network.today() + dt.timedelta(days=days)
        second = self.other(network, secretary, starts_on=start, ends_on=start)
        assert list(Program.objects.doubling(second)) == ([first] if doubles else [])

    def test_another_network_is_another_matter(self, network, other_network, secretary, person):
        joint.ready(network, by=secretary)
        there = person("secretary", other_network)
        assert list(Program.objects.doubling(joint.ready(other_network, by=there))) == []

    def test_it_is_answered_before_it_is_proposed(self, network, secretary):
        first, second = joint.ready(network, by=secretary), self.other(network, secretary)
        with pytest.raises(programs.NotReady) as refused:
            programs.propose(second, by=secretary)
        assert [one.part for one in refused.value.missing] == ["ganda"]
        with pytest.raises(RefusedByRule):
            overlaps.answer(second, first, by=secretary, way="bagi", why=" ")
        overlaps.answer(second, first, by=secretary, way="bagi", why="Takmir RT 001, kami RT 002")
        assert programs.propose(second, by=secretary).state == State.PROPOSED

    def test_going_on_needs_a_reason_which_the_next_meeting_reads(self, network, secretary, chair):
        first, second = joint.ready(network, by=secretary), self.other(network, secretary)
        overlaps.answer(second, first, by=secretary, way="lanjut", why="Beda bahan")
        programs.propose(second, by=secretary)
        meeting = joint.held(network, chair=chair, secretary=secretary)
        agenda.propose(meeting, by=secretary)
        assert joint.line_about(meeting, second).reason.endswith(
            "Bantuan ganda dengan “Makan sehat”, tetap jalan: Beda bahan"
        )

    def test_joined_its_organisations_take_part_in_the_other(self, network, secretary):
        first, second = joint.ready(network, by=secretary), self.other(network, secretary)
        overlaps.answer(second, first, by=secretary, way="gabung", why="")
        second.refresh_from_db()
        assert (second.state, second.joined_to) == (State.STOPPED, first)
        assert [row.organization.name for row in ProgramPartner.objects.filter(program=first)] == ["Takmir"]
