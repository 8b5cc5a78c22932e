"""Recipients of a program: proposed by who knows the case, taken back, chosen by a meeting; never a guarded case."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from pmks_cases.actions import case_secrecy
from pmks_cases.models import Case, Family, Kinship
from programs.actions import agenda, attendances, decisions, meetings, programs, recipients
from programs.actions.recipient_outcomes import recipients_to_choose
from programs.actions.recipients import Ballot
from programs.models import AgendaItem, Decision, Program, Recipient
from programs.models.recipient import Standing
from tests.conftest import give_office, make_user
from tests.programs import joint
from wksbm.core.refusals import RefusedByRule
from wksbm.portal.actions.meeting_counts import meeting_counts
from wksbm.portal.numbers.period import Period


@pytest.fixture
def program(network, chair, secretary):
    return joint.running(network, chair=chair, secretary=secretary)


@pytest.fixture
def propose(program, secretary, make_case, make_resident):
    """`propose("Sulastri")`: a case of that resident, proposed."""

    def make(name: str = "Sulastri", **values):
        case = make_case(make_resident(name), **values)
        return recipients.propose(program, by=secretary, case=case, help_kind="barang", why="Tinggal sendiri")

    return make


@pytest.fixture
def line(network, program, chair, secretary):
    """`line()`: a quorate meeting that runs, and its line about the recipients of the program."""

    def make() -> AgendaItem:
        meeting = joint.held(network, chair=chair, secretary=secretary)
        agenda.propose(meeting, by=secretary)
        return AgendaItem.objects.get(meeting=meeting, kind=AgendaItem.Kind.RECIPIENTS)

    return make


def decide(line, by, chosen, considered=None, outcome="ditetapkan"):
    rows = considered if considered is not None else Recipient.objects.filter(standing=Standing.PROPOSED)
    ballot = Ballot(frozenset(row.pk for row in chosen), frozenset(row.pk for row in rows))
    return decisions.decide(line, by=by, text="Begitu", outcome=outcome, ballot=ballot)


def standing(*rows) -> list[str]:
    return [Recipient.objects.get(pk=row.pk).standing for row in rows]


def stepped_aside(network) -> int:
    today = network.today()
    return meeting_counts(network, Period.of_months(today, 12)).stepped_aside


def hide(case, by) -> None:
    case_secrecy.set_secrecy(Case.objects.get(pk=case.pk), by=by, secrecy="rahasia", why="Tidak aman")


class TestProposing:
    def test_a_case_is_proposed_with_its_kind_of_help_and_why(self, propose, program, secretary):
        row = propose()
        kept = Recipient.objects.get()
        assert (kept.program, kept.case, kept.help_kind, kept.why) == (program, row.case, "barang", "Tinggal sendiri")
        assert (kept.standing, kept.decision, kept.proposed_by) == (Standing.PROPOSED, None, secretary)

    def test_the_same_case_stands_on_the_list_once(self, propose, program, secretary):
        row = propose()
        with pytest.raises(RefusedByRule, match="sudah ada di daftar"):
            recipients.propose(program, by=secretary, case=row.case, help_kind="barang", why="Lagi")
        values = {"network": row.network, "program": program, "case": row.case, "proposed_by": secretary}
        with pytest.raises(IntegrityError, match="recipient_once_a_program"), transaction.atomic():
            Recipient.objects.create(**values, help_kind="barang", why="Lagi")

    def test_who_does_not_lead_the_program_or_does_not_know_the_case_proposes_nobody(
        self, network, program, person, make_case, make_resident
    ):
        case = make_case(make_resident("Sulastri"))
        for role, place in (("psm", {}), ("organization_officer", {"organization": joint.organization(network)})):
            user = make_user(f"si.{role}")
            give_office(user, role, network, **place)
            with pytest.raises(RefusedByRule):
                recipients.propose(program, by=user, case=case, help_kind="barang", why="Perlu")
        assert Recipient.objects.count() == 0

    def test_a_guarded_case_and_one_that_is_over_are_not_brought_to_a_meeting(
        self, program, secretary, person, make_case, make_resident
    ):
        secret, shut, over = (make_case(make_resident(name)) for name in ("Satu", "Dua", "Tiga"))
        hide(secret, secretary)
        case_secrecy.forbid(shut, by=secretary, user=person("psm"))
        Case.objects.filter(pk=over.pk).update(state="selesai")
        said = []
        for case in (secret, shut, over):
            with pytest.raises(RefusedByRule) as refused:
                recipients.propose(program, by=secretary, case=case, help_kind="barang", why="Perlu")
            said.append(refused.value.sentence)
        assert said == ["Kasus ini tidak dibawa ke musyawarah."] * 2 + ["Kasus ini sudah selesai."]
        assert list(recipients.proposable(program, by=secretary)) == []

    def test_only_a_program_under_way_and_not_over_takes_anybody(self, network, secretary, program, make_case):
        draft = joint.drafted(network, by=secretary, title="Draf")
        over = program
        Program.objects.filter(pk=over.pk).update(
            starts_on=network.today() - dt.timedelta(days=9), ends_on=network.today() - dt.timedelta(days=1)
        )
        for one in (draft, over):
            with pytest.raises(RefusedByRule, match="belum lewat harinya"):
                recipients.propose(one, by=secretary, case=make_case(), help_kind="barang", why="Perlu")

    def test_a_kind_of_help_that_the_program_does_not_give_is_refused_beside_its_field(
        self, program, secretary, make_case
    ):
        with pytest.raises(RefusedByRule) as refused:
            recipients.propose(program, by=secretary, case=make_case(), help_kind="uang", why="Perlu")
        assert refused.value.field == "help_kind"

    def test_cases_for_which_a_meeting_decided_on_a_joint_program_are_known(self, program, secretary, make_case):
        decided, other = make_case(), make_case()
        Case.objects.filter(pk=decided.pk).update(decision="program_bersama")
        found = recipients.proposable(program, by=secretary).order_by("-for_program")
        assert [(case.pk, case.for_program) for case in found] == [(decided.pk, True), (other.pk, False)]


class TestTakingBack:
    def test_a_proposal_is_taken_back_once_and_may_be_made_anew(self, propose, program, secretary):
        row = propose()
        for _again in range(2):
            taken = recipients.take_back(row, by=secretary)
        assert (taken.standing, taken.settled_by) == (Standing.CANCELLED, secretary)
        recipients.propose(program, by=secretary, case=row.case, help_kind="barang", why="Jadi perlu")
        assert sorted(Recipient.objects.values_list("standing", flat=True)) == ["dibatalkan", "diusulkan"]

    def test_what_a_meeting_has_decided_is_not_taken_back(self, propose, line, chair, secretary):
        row = propose()
        decide(line(), chair, [row])
        with pytest.raises(RefusedByRule, match="sudah memutuskan"):
            recipients.take_back(row, by=secretary)
        assert standing(row) == [Standing.CHOSEN]


class TestTheMeeting:
    def test_the_agenda_asks_about_programs_for_which_somebody_waits(self, network, propose, line, program):
        assert list(recipients_to_choose(network, network.today())) == []
        propose()
        made = line()
        assert (made.title, made.reason) == ("Penetapan penerima: Makan sehat", "Ada calon yang menunggu keputusan")
        assert (made.about_type, made.about_id) == (ContentType.objects.get_for_model(Program), program.pk)

    def test_who_is_ticked_is_chosen_and_the_others_are_not_this_time(self, propose, line, chair):
        rows = [propose(name) for name in ("Satu", "Dua", "Tiga")]
        made = decide(line(), chair, rows[:2])
        assert standing(*rows) == [Standing.CHOSEN, Standing.CHOSEN, Standing.NOT_CHOSEN]
        assert set(Recipient.objects.values_list("decision", flat=True)) == {made.pk}

    def test_who_was_proposed_while_the_page_was_open_waits_for_the_next_decision(self, propose, line, chair):
        first = propose("Satu")
        on = line()
        later = propose("Dua")
        decide(on, chair, [first], considered=[first])
        assert standing(first, later) == [Standing.CHOSEN, Standing.PROPOSED]

    def test_putting_off_leaves_all_as_they_are_and_nobody_may_be_chosen(self, propose, line, chair):
        rows = [propose("Satu"), propose("Dua")]
        on = line()
        decide(on, chair, [], outcome="ditunda")
        assert standing(*rows) == [Standing.PROPOSED] * 2
        decide(on, chair, [], outcome="ditolak")
        assert standing(*rows) == [Standing.NOT_CHOSEN] * 2

    def test_one_who_is_gone_and_one_who_became_guarded_are_refused_in_the_same_words(
        self, propose, line, chair, secretary
    ):
        gone, hidden, stays = propose("Satu"), propose("Dua"), propose("Tiga")
        on = line()
        shown = list(Recipient.objects.all())
        recipients.take_back(gone, by=secretary)
        hide(hidden.case, secretary)
        said = set()
        for row in (gone, hidden):
            with pytest.raises(RefusedByRule) as refused:
                decide(on, chair, [row, stays], considered=shown)
            said.add((refused.value.sentence, refused.value.field))
        assert said == {("Daftar calonnya berubah sejak halaman ini dibuka. Periksa lagi.", "ticked")}
        assert (Decision.objects.filter(item=on).count(), standing(stays)) == (0, [Standing.PROPOSED])

    def test_choosing_nobody_is_said_so(self, propose, line, chair):
        propose()
        with pytest.raises(RefusedByRule, match="Centang siapa"):
            decide(line(), chair, [])

    def test_kin_of_a_candidate_decides_nothing_there_and_is_counted(self, propose, line, chair, secretary, network):
        own, other = propose("Satu"), propose("Dua")
        Kinship.objects.create(network=network, user=chair, resident=own.case.resident, relation="saudara")
        on = line()
        row = attendances.invite(on.meeting, by=secretary, user=chair, name=chair.name)
        attendances.mark(row, by=secretary, is_present=True)
        for chosen, outcome in (
            ([own, other], "ditetapkan"),
            ([other], "ditetapkan"),
            ([], "ditunda"),
            ([], "ditolak"),
        ):
            with pytest.raises(RefusedByRule, match="Anda keluarganya"):
                decide(on, chair, chosen, outcome=outcome)
        made = decide(on, secretary, [own, other])
        assert (standing(own, other), made.stood_aside) == ([Standing.CHOSEN] * 2, 0)
        assert [Recipient.objects.get(pk=row.pk).stood_aside_by for row in (own, other)] == [[chair.pk], []]

    def test_who_is_hidden_later_takes_his_kin_out_of_the_count(self, propose, line, chair, secretary, network):
        own, other, third = propose("Satu"), propose("Dua"), propose("Tiga")
        treasurer, on = give_office(make_user("bendahara"), "treasurer", network).user, line()
        Kinship.objects.create(network=network, user=treasurer, resident=third.case.resident, relation="saudara")
        for user in (chair, treasurer):
            row = attendances.invite(on.meeting, by=secretary, user=user, name=user.name)
            attendances.mark(row, by=secretary, is_present=True)
        Kinship.objects.create(network=network, user=chair, resident=own.case.resident, relation="saudara")
        decide(on, secretary, [own, other])
        meetings.close(on.meeting, by=chair)
        counted = [stepped_aside(network)]
        for row in (own, third):
            hide(row.case, secretary)
            counted.append(stepped_aside(network))
        assert counted == [2, 1, 0]

    def test_kin_of_a_hidden_candidate_is_not_refused(self, propose, line, chair, secretary, network):
        hidden, other = propose("Satu"), propose("Dua")
        Kinship.objects.create(network=network, user=chair, resident=hidden.case.resident, relation="saudara")
        on = line()
        hide(hidden.case, secretary)
        decide(on, chair, [other], considered=[other])
        assert standing(hidden, other) == [Standing.PROPOSED, Standing.CHOSEN]

    def test_nothing_is_written_there_in_words_and_nobody_decides_where_nobody_waits(
        self, propose, line, chair, network
    ):
        row = propose()
        on = line()
        with pytest.raises(RefusedByRule, match="di kasusnya masing-masing"):
            decisions.note(on, by=chair, discussion="Satu paling perlu", revision=on.revision)
        made = decide(on, chair, [row])
        assert made.text == "Dipilih dengan mencentang."
        with pytest.raises(RefusedByRule, match="di kasusnya masing-masing"):
            decisions.promise(made, by=chair, what="Antar ke Satu", doer=chair, due_on=network.today())
        with pytest.raises(RefusedByRule, match="Tidak ada calon"):
            decisions.decide(on, by=chair, text="Satu dahulu")
        with pytest.raises(RefusedByRule, match="perlu dipilih"):
            agenda.place(on, by=chair, place=AgendaItem.Place.TOGETHER)

    def test_without_quorum_nobody_is_chosen(self, propose, network, program, meeting, secretary, chair):
        row = propose()
        agenda.propose(meeting, by=secretary)
        with pytest.raises(RefusedByRule, match="Belum kuorum"):
            decide(AgendaItem.objects.get(meeting=meeting, kind=AgendaItem.Kind.RECIPIENTS), chair, [row])
        assert standing(row) == [Standing.PROPOSED]

    def test_choosing_is_not_agreed_in_one_go(self, propose, line, secretary):
        propose()
        with pytest.raises(RefusedByRule, match="perlu dipilih"):
            agenda.place(line(), by=secretary, place=AgendaItem.Place.TOGETHER)

    def test_who_was_not_chosen_may_be_proposed_again_and_the_first_word_stays(self, propose, line, chair, program):
        row = propose()
        decide(line(), chair, [], outcome="ditolak")
        again = recipients.propose(program, by=chair, case=row.case, help_kind="barang", why="Masih perlu")
        decide(line(), chair, [again])
        assert standing(row, again) == [Standing.NOT_CHOSEN, Standing.CHOSEN]


class TestSecrecy:
    def test_a_line_with_nobody_left_of_whom_all_may_know_leaves_every_agenda(self, propose, line, secretary, chair):
        row = propose()
        on = line()
        decide(on, chair, [row])
        assert AgendaItem.objects.visible_to(chair).filter(pk=on.pk).exists()
        hide(row.case, secretary)
        for user in (chair, secretary):
            assert not AgendaItem.objects.visible_to(user).filter(pk=on.pk).exists()
            assert not Decision.objects.visible_to(user).filter(item=on).exists()

    def test_a_line_that_chose_only_one_who_became_guarded_tells_of_no_choice(self, propose, line, secretary, chair):
        chosen, other, third = propose("Satu"), propose("Dua"), propose("Tiga")
        on = line()
        made = decide(on, chair, [chosen], considered=[chosen, other])
        seen = (
            AgendaItem.objects.visible_to(chair).filter(pk=on.pk),
            Decision.objects.visible_to(chair).filter(item=on),
        )
        assert [rows.exists() for rows in seen] == [True, True]
        hide(chosen.case, secretary)
        assert [rows.exists() for rows in seen] == [False, False]
        again = decide(on, chair, [third])  # a second choice brings the line back, and not the first choice
        assert [list(rows.values_list("pk", flat=True)) for rows in seen] == [[on.pk], [again.pk]]
        assert made.pk != again.pk

    def test_beside_others_it_stays_and_one_who_comes_later_does_not_bring_an_old_line_back(
        self, propose, line, secretary, chair
    ):
        first, second = propose("Satu"), propose("Dua")
        on = line()
        decide(on, chair, [first, second])
        hide(first.case, secretary)
        assert AgendaItem.objects.visible_to(chair).filter(pk=on.pk).exists()
        meetings.close(on.meeting, by=chair)
        hide(second.case, secretary)
        propose("Tiga")
        assert not AgendaItem.objects.visible_to(chair).filter(pk=on.pk).exists()

    def test_a_hidden_candidate_asks_for_no_agenda_and_is_shown_to_its_team_alone(
        self, network, propose, secretary, chair
    ):
        row = propose()
        hide(row.case, secretary)
        assert list(recipients_to_choose(network, network.today())) == []
        seen = [list(Recipient.objects.visible_to(user)) for user in (secretary, chair)]
        assert seen == [[row], []]


class TestTheSameHelpTwice:
    @pytest.fixture
    def other(self, network, secretary, chair):
        return joint.running(network, chair=chair, secretary=secretary, title="Sembako", needs=["papan"])

    def test_another_open_program_with_the_same_help_at_the_same_time_is_shown_for_the_whole_family(
        self, network, program, other, secretary, make_case, make_resident
    ):
        card = Family.objects.create(network=network)
        mother, son = make_resident("Sulastri", family=card), make_resident("Bagas", family=card)
        case = make_case(mother)
        recipients.propose(other, by=secretary, case=case, help_kind="barang", why="Perlu")
        found = recipients.helped_alike(program, make_case(son), seen_by=secretary)
        assert [(row.program.title, row.case_id) for row in found] == [("Sembako", case.pk)]

    def test_neither_another_kind_nor_another_time_nor_a_stranger_nor_a_hidden_case_is(
        self, network, program, other, secretary, chair, make_case, make_resident
    ):
        card = Family.objects.create(network=network)
        mine, theirs, stranger = (
            make_case(make_resident("Satu", family=card)),
            make_case(make_resident("Dua", family=card)),
            make_case(make_resident("Tiga")),
        )
        recipients.propose(other, by=secretary, case=stranger, help_kind="barang", why="Perlu")
        assert recipients.helped_alike(program, mine, seen_by=secretary) == []
        row = recipients.propose(other, by=secretary, case=theirs, help_kind="barang", why="Perlu")
        assert recipients.helped_alike(program, mine, seen_by=secretary) == [row]
        far = network.today() + dt.timedelta(days=200)
        with transaction.atomic():
            Program.objects.filter(pk=other.pk).update(starts_on=far, ends_on=far)
            assert recipients.helped_alike(program, mine, seen_by=secretary) == []
            transaction.set_rollback(True)
        with transaction.atomic():
            Recipient.objects.filter(pk=row.pk).update(help_kind="uang")
            assert recipients.helped_alike(program, mine, seen_by=secretary) == []
            transaction.set_rollback(True)
        with transaction.atomic():
            programs.stop(other, by=secretary, why="Habis")
            assert recipients.helped_alike(program, mine, seen_by=secretary) == []
            transaction.set_rollback(True)
        hide(theirs, secretary)
        assert recipients.helped_alike(program, mine, seen_by=chair) == []
