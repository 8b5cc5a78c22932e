"""The pages of recipients: found, proposed, taken back, ticked in the meeting; counted for all, seen by who may."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.actions import follow_ups
from pmks_cases.actions import case_secrecy, consents
from pmks_cases.models import Case, Family, Kinship
from programs.actions import agenda, attendances, decisions, meetings, recipients
from programs.models import AgendaItem, Decision, Recipient
from programs.models.recipient import Standing
from tests.conftest import give_office, make_user
from tests.programs import joint
from tests.programs.papers.test_meeting_papers import text_of
from tests.programs.views.test_meetings import at as at_meeting
from tests.programs.views.test_programs import at, fill, form_id
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(network, chair, secretary):
    return joint.running(network, chair=chair, secretary=secretary)


@pytest.fixture
def sulastri(make_case, make_resident):
    return make_case(make_resident("Sulastri"), need="beras dan lauk", need_kind="pangan")


@pytest.fixture
def propose(program, secretary, make_case, make_resident):
    def make(name: str = "Karto", **values):
        case = make_case(make_resident(name), **values)
        return recipients.propose(program, by=secretary, case=case, help_kind="barang", why="Tinggal sendiri")

    return make


def named(case, by, answer: bool = True) -> None:
    """The family has answered whether its name may be said."""
    answers = {("disebut", None): answer, ("data", None): True}
    more = {"given_by": "Keluarganya", "way": "lisan", "witness": "Bu RT", "is_child": False}
    consents.record(case, by=by, answers=answers, **more)


def body(response) -> str:
    return response.content.decode()


class TestFinding:
    def test_cases_decided_for_a_joint_program_come_first_then_those_whose_need_fits(
        self, signed_in, program, secretary, make_case, make_resident, sulastri
    ):
        decided = make_case(make_resident("Karto"), need_kind="surat")
        Case.objects.filter(pk=decided.pk).update(decision="program_bersama")
        page = signed_in(secretary).get(at(program, "find_recipient"))
        assert ([case.pk for case in page.context["decided"]], [case.pk for case in page.context["fitting"]]) == (
            [decided.pk],
            [sulastri.pk],
        )

    def test_a_name_goes_to_the_address_and_a_number_never(self, signed_in, program, secretary, sulastri):
        client = signed_in(secretary)
        address = at(program, "find_recipient")
        answer = client.post(address, {"nama": "sulas"})
        assert answer.url == f"{address}?nama=sulas"
        assert [case.pk for case in client.get(answer.url).context["found"]] == [sulastri.pk]
        by_number = client.post(address, {"nama": sulastri.number})
        assert (by_number.status_code, [case.pk for case in by_number.context["found"]]) == (200, [sulastri.pk])

    @pytest.mark.parametrize("typed", ["9901015505500002", "tidak ada", "x"])
    def test_what_is_not_found_is_said(self, signed_in, program, secretary, typed):
        client = signed_in(secretary)
        page = client.post(at(program, "find_recipient"), {"nama": typed}, follow=True)
        words = {"9901015505500002": "Tulis nama, atau nomor kasus", "tidak ada": "Tidak ada yang cocok"}
        assert words.get(typed, "paling sedikit dua huruf") in body(page)

    def test_nothing_to_choose_says_what_to_do(self, signed_in, program, secretary):
        assert "Belum ada yang cocok" in body(signed_in(secretary).get(at(program, "find_recipient")))


class TestProposing:
    def test_a_case_is_proposed_once_however_often_it_is_sent(self, signed_in, program, secretary, sulastri):
        client = signed_in(secretary)
        address = at(program, "propose_recipient", sulastri.number)
        typed = {"form_id": form_id(client.get(address)), "help_kind": "barang", "why": "Tinggal sendiri"}
        first, second = client.post(address, typed), client.post(address, typed)
        assert (first.url, second.url) == (at(program) + "#penerima",) * 2
        row = Recipient.objects.get()
        assert (row.case, row.why, row.proposed_by) == (sulastri, "Tinggal sendiri", secretary)
        again = client.get(address, follow=True)
        assert "sudah ada di daftar penerima" in body(again)

    def test_two_people_at_once_propose_one(self, signed_in, program, secretary, chair, sulastri):
        address = at(program, "propose_recipient", sulastri.number)
        opened = form_id(signed_in(secretary).get(address))
        fill(signed_in(chair), address, help_kind="barang", why="Perlu")
        late = signed_in(secretary).post(address, {"form_id": opened, "help_kind": "barang", "why": "Perlu juga"})
        assert (late.status_code, Recipient.objects.count()) == (422, 1)
        assert ("sudah ada di daftar" in body(late), "Perlu juga" in body(late)) == (True, True)

    def test_what_is_missing_stands_beside_its_field(self, signed_in, program, secretary, sulastri):
        answer = fill(signed_in(secretary), at(program, "propose_recipient", sulastri.number), help_kind="uang")
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"help_kind", "why"}

    def test_the_one_kind_of_help_of_a_program_is_chosen_already(self, signed_in, program, secretary, sulastri):
        form = signed_in(secretary).get(at(program, "propose_recipient", sulastri.number)).context["form"]
        assert [(value, form["help_kind"].value()) for value, _label in form.fields["help_kind"].choices] == [
            ("barang", "barang")
        ]

    def test_what_the_household_has_already_is_shown_and_forbids_nothing(
        self, signed_in, network, program, secretary, chair, make_case, make_resident
    ):
        card = Family.objects.create(network=network)
        mother, son = (make_case(make_resident(name, family=card)) for name in ("Sulastri", "Bagas"))
        other = joint.running(network, chair=chair, secretary=secretary, title="Sembako", needs=["papan"])
        recipients.propose(other, by=secretary, case=mother, help_kind="barang", why="Perlu")
        client = signed_in(secretary)
        address = at(program, "propose_recipient", son.number)
        page = body(client.get(address))
        said = ("Bantuan ganda?", "Sudah diusulkan menerima barang", "Sembako", f"kasus {mother.number}, satu keluarga")
        assert [words for words in said if words not in page] == []
        assert fill(client, address, help_kind="barang", why="Dua-duanya perlu").status_code == 302

    def test_who_may_not_is_told_or_finds_nothing(
        self, signed_in, network, other_network, program, person, sulastri, trained_psm
    ):
        officer = make_user("bagus")
        give_office(officer, "organization_officer", network, organization=joint.organization(network))
        addresses = [at(program, "find_recipient"), at(program, "propose_recipient", sulastri.number)]
        answers = {
            who: [signed_in(user).get(address).status_code for address in addresses]
            for who, user in (
                ("officer who sees no case", officer),
                ("volunteer", trained_psm),
                ("stranger", person("secretary", other_network)),
            )
        }
        assert answers == {
            "officer who sees no case": [403, 403],
            "volunteer": [403, 403],
            "stranger": [404, 404],
        }

    def test_an_officer_who_is_its_companion_too_proposes_his_own_case_alone(
        self, signed_in, network, program, sulastri, make_case
    ):
        officer = make_user("bagus")
        give_office(officer, "organization_officer", network, organization=joint.organization(network))
        give_office(officer, "psm", network)
        Case.objects.filter(pk=sulastri.pk).update(psm=officer)
        client = signed_in(officer)
        other = make_case()
        assert client.get(at(program, "propose_recipient", other.number)).status_code == 404
        fill(client, at(program, "propose_recipient", sulastri.number), help_kind="barang", why="Perlu")
        assert Recipient.objects.get().case == sulastri

    def test_a_missing_a_guarded_and_somebody_elses_case_are_all_missing(self, signed_in, program, secretary, sulastri):
        client = signed_in(secretary)
        case_secrecy.set_secrecy(sulastri, by=secretary, secrecy="rahasia", why="Tidak aman")
        for number in (sulastri.number, "2026-0000"):
            assert client.get(at(program, "propose_recipient", number)).status_code == 404

    def test_a_draft_takes_nobody_and_says_why(self, signed_in, network, secretary):
        draft = joint.drafted(network, by=secretary)
        answer = signed_in(secretary).get(at(draft, "find_recipient"), follow=True)
        assert answer.redirect_chain == [(at(draft), 302)]
        assert "disetujui dan belum lewat harinya" in body(answer)


class TestTakingBack:
    def test_it_is_asked_once_more_and_a_second_press_changes_nothing(self, signed_in, program, secretary, propose):
        row = propose()
        client = signed_in(secretary)
        address = at(program, "take_back_recipient", row.pk)
        page = client.get(address)
        assert (row.case.number in body(page), Recipient.objects.get().standing) == (True, Standing.PROPOSED)
        typed = {"form_id": form_id(page)}
        assert client.post(address, typed).url == client.post(address, typed).url == at(program) + "#penerima"
        assert Recipient.objects.get().standing == Standing.CANCELLED

    def test_strangers_missing_rows_and_other_programs_answer_404(
        self, signed_in, network, other_network, program, secretary, person, propose
    ):
        row = propose()
        other = joint.drafted(network, by=secretary, title="Lain")
        client = signed_in(secretary)
        assert client.get(at(program, "take_back_recipient", row.pk + 1)).status_code == 404
        assert client.get(at(other, "take_back_recipient", row.pk)).status_code == 404
        stranger = signed_in(person("secretary", other_network))
        assert stranger.get(at(program, "take_back_recipient", row.pk)).status_code == 404
        assert stranger.post(at(program, "take_back_recipient", row.pk)).status_code == 404


class TestTheProgramsPage:
    def test_all_readers_count_and_only_who_knows_the_case_sees_the_row(
        self, signed_in, network, program, person, secretary, propose
    ):
        row = propose("Karto Rekaan", need="beras untuk sebulan")
        for role, sees in (("secretary", True), ("treasurer", False), ("village_head", False), ("psm", False)):
            user = secretary if role == "secretary" else person(role)
            page = body(signed_in(user).get(at(program)))
            assert (role, "<b>1</b> diusulkan, <b>0</b> ditetapkan" in page) == (role, True)
            shown = [words in page for words in (row.case.number, "beras untuk sebulan", "Tinggal sendiri")]
            assert (role, shown) == (role, [sees] * 3)

    def test_the_name_stands_there_only_where_the_family_agreed_and_the_level_allows(
        self, signed_in, program, secretary, propose
    ):
        yes, no, child, unasked = (propose(name) for name in ("Agung", "Budi", "Citra", "Dewi"))
        for row, answer in ((yes, True), (no, False), (child, True)):
            named(row.case, secretary, answer)
        case_secrecy.set_secrecy(child.case, by=secretary, secrecy="terbatas", why="Anak")
        page = body(signed_in(secretary).get(at(program)))
        names = [row.case.resident.name for row in (yes, no, child, unasked)]
        assert [name for name in names if name in page] == ["Agung"]

    def test_a_case_that_became_guarded_leaves_list_and_count_by_the_byte(
        self, signed_in, program, secretary, chair, propose, person
    ):
        treasurer = person("treasurer")
        stays = propose("Agung")

        def seen() -> list[str]:
            pages = [body(signed_in(user).get(at(program))) for user in (chair, treasurer)]
            return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": ?"\w+"', "", page) for page in pages]

        before = seen()
        hidden = propose("Budi")
        assert seen() != before
        case_secrecy.set_secrecy(hidden.case, by=secretary, secrecy="rahasia", why="Tidak aman")
        assert seen() == before
        team = body(signed_in(secretary).get(at(program)))
        told = ("<b>1</b> diusulkan", stays.case.number, hidden.case.number, "Dijaga: tidak dihitung")
        assert [words for words in told if words not in team] == []

    def test_three_rows_cost_what_one_costs(self, signed_in, program, secretary, propose):
        client = signed_in(secretary)
        client.get(at(program))
        counts = []
        for name in ("Agung", "Budi", "Citra"):
            named(propose(name).case, secretary)
            with CaptureQueriesContext(connection) as asked:
                client.get(at(program))
            counts.append(len(asked))
        assert counts[0] == counts[2] <= 16

    def test_a_draft_says_nothing_of_recipients(self, signed_in, network, secretary):
        assert 'id="penerima"' not in body(signed_in(secretary).get(at(joint.drafted(network, by=secretary))))


class TestInTheMeeting:
    @pytest.fixture
    def open_line(self, network, chair, secretary):
        def make() -> AgendaItem:
            meeting = joint.held(network, chair=chair, secretary=secretary)
            agenda.propose(meeting, by=secretary)
            line = AgendaItem.objects.get(meeting=meeting, kind=AgendaItem.Kind.RECIPIENTS)
            line.meeting.network = network
            return line

        return make

    def page_of(self, line) -> str:
        return f"{at_meeting(line.meeting, 'run_meeting')}?hal={line.pk}"

    def typed(self, page, *rows, **values) -> dict:
        """What the form sends, with these ticked."""
        considered = page.context["form"]["considered"].value()
        ticked = [row.pk for row in rows]
        return {"form_id": form_id(page), "way": "mufakat", "considered": considered, "ticked": ticked} | values

    def test_the_note_taker_ticks_who_is_chosen(self, signed_in, secretary, propose, open_line, program):
        first, second = propose("Agung", need="beras"), propose("Budi", need="lauk")
        named(first.case, secretary)
        line = open_line()
        client = signed_in(secretary)
        page = client.get(self.page_of(line))
        told = (f"Agung, {first.case.number}", second.case.number, "lauk")
        assert ([words for words in told if words not in body(page)], "Budi" in body(page)) == ([], False)
        assert "Tinggal sendiri" not in body(page)
        answer = client.post(self.page_of(line), self.typed(page, second, outcome="ditetapkan"))
        assert answer.status_code == 302
        assert [Recipient.objects.get(pk=row.pk).standing for row in (first, second)] == ["tidak_dipilih", "ditetapkan"]
        after = body(client.get(self.page_of(line)))
        assert ("Belum terpilih" in after, "Ditetapkan" in after) == (True, True)
        assert "<b>0</b> diusulkan, <b>1</b> ditetapkan" in body(client.get(at(program)))

    def test_a_double_press_decides_once(self, signed_in, secretary, propose, open_line):
        row = propose()
        line = open_line()
        client = signed_in(secretary)
        typed = self.typed(client.get(self.page_of(line)), row, outcome="ditetapkan")
        first, second = (client.post(self.page_of(line), typed) for _again in range(2))
        assert (first.url, Decision.objects.filter(item=line).count()) == (second.url, 1)

    def test_nobody_ticked_and_one_who_is_gone_are_said_beside_the_list(self, signed_in, secretary, propose, open_line):
        row, other = propose("Agung"), propose("Budi")
        line = open_line()
        client = signed_in(secretary)
        page = client.get(self.page_of(line))
        empty = client.post(self.page_of(line), self.typed(page, outcome="ditetapkan"))
        recipients.take_back(row, by=secretary)
        gone = client.post(self.page_of(line), self.typed(page, row, other, outcome="ditetapkan"))
        assert [answer.status_code for answer in (empty, gone)] == [422, 422]
        assert "Centang siapa yang ditetapkan" in str(empty.context["form"].errors["ticked"])
        assert "Daftar calonnya berubah" in str(gone.context["form"].errors["ticked"])
        assert (Decision.objects.filter(item=line).count(), str(row.pk) in body(gone)) == (0, False)
        later = propose("Citra")  # the page that said so shows the list of that moment, and goes on from there
        met = client.post(self.page_of(line), self.typed(page, row, outcome="ditetapkan"))
        assert client.post(self.page_of(line), self.typed(met, later, outcome="ditetapkan")).status_code == 302
        assert [Recipient.objects.get(pk=one.pk).standing for one in (other, later)] == ["tidak_dipilih", "ditetapkan"]

    def test_kin_of_one_of_them_decides_nothing_and_is_named_to_the_others(
        self, signed_in, network, secretary, chair, propose, open_line
    ):
        own, other = propose("Agung"), propose("Budi")
        Kinship.objects.create(network=network, user=chair, resident=own.case.resident, relation="saudara")
        line = open_line()
        row = attendances.invite(line.meeting, by=secretary, user=chair, name=chair.name)
        attendances.mark(row, by=secretary, is_present=True)
        page = signed_in(secretary).get(self.page_of(line))
        assert f"Keluarganya: {chair.name}" in body(page)
        client = signed_in(chair)
        shown = body(client.get(self.page_of(line)))
        assert ("Simpan keputusan" in shown, "Salah satu calon keluarga Anda" in shown) == (False, True)
        assert client.post(self.page_of(line), self.typed(page, other, outcome="ditetapkan")).status_code == 422
        assert {row.standing for row in Recipient.objects.all()} == {Standing.PROPOSED}

    def test_nothing_is_written_or_promised_there_in_words(self, signed_in, network, secretary, propose, open_line):
        row = propose()
        line = open_line()
        client = signed_in(secretary)
        addresses = [at_meeting(line.meeting, name, line.pk) for name in ("note_discussion", "add_promise")]
        page = body(client.get(self.page_of(line)))
        assert [words in page for words in (*addresses, 'name="text"', "di kasusnya masing-masing")] == [
            False,
            False,
            False,
            True,
        ]
        sent = {"text": "Bu Karto menangis", "outcome": "ditetapkan"}
        assert (
            client.post(self.page_of(line), self.typed(client.get(self.page_of(line)), row, **sent)).status_code == 302
        )
        assert Decision.objects.get(item=line).text == "Dipilih dengan mencentang."
        for address in addresses:
            asked = [client.post(address, {"discussion": "Bu Karto", "revision": "1"}).status_code]
            asked += [client.get(address).status_code] if "janji" in address else []
            assert set(asked) == {404}
        after = body(client.get(self.page_of(line)))
        assert [words in after for words in ("Simpan keputusan", "Tambah janji", "1 penerima ditetapkan")] == [
            False,
            False,
            True,
        ]

    def test_three_candidates_cost_what_one_costs(self, signed_in, secretary, propose, open_line):
        client = signed_in(secretary)
        propose("Agung")
        line = open_line()
        counts = []
        client.get(self.page_of(line))
        for name in ("Budi", "Citra", "Dewi"):
            with CaptureQueriesContext(connection) as asked:
                client.get(self.page_of(line))
            counts.append(len(asked))
            named(propose(name).case, secretary)
        assert counts[0] == counts[2]

    def test_the_line_is_read_by_who_takes_part_without_a_name(self, signed_in, secretary, person, propose, open_line):
        row = propose("Karto Rekaan")
        line = open_line()
        page = body(signed_in(person("treasurer")).get(at_meeting(line.meeting, "meeting")))
        assert ("Penetapan penerima: Makan sehat" in page, row.case.number in page, "Karto" in page) == (
            True,
            False,
            False,
        )

    def test_minutes_results_and_papers_say_how_many_were_chosen_and_never_a_word_kept_from_before(
        self, signed_in, network, secretary, chair, person, propose, open_line
    ):
        rows = [propose(name) for name in ("Agung", "Budi", "Citra")]
        line = open_line()
        ballot = recipients.Ballot(frozenset(row.pk for row in rows[:2]), frozenset(row.pk for row in rows))
        made = decisions.decide(line, by=secretary, outcome="ditetapkan", ballot=ballot)
        AgendaItem.objects.filter(pk=line.pk).update(discussion="Bu Karto menangis")
        Decision.objects.filter(pk=made.pk).update(text="Untuk Bu Karto")
        late = {"doer": secretary, "due_on": network.today(), "origin": made}
        decisions.tie(made, follow_ups.make(network, by=secretary, what="Antar ke Bu Karto", **late))
        meetings.close(line.meeting, by=chair)
        line.meeting.refresh_from_db()
        papers_told = {
            kind: text_of(issuing.issue(papers[kind], line.network, by=secretary, row=line.meeting))
            for kind in ("notulen", "berita-acara")
        }
        addresses = [at_meeting(line.meeting, "minutes"), reverse("programs:results", args=[network.slug])]
        pages = [body(signed_in(user).get(one)) for user in (secretary, person("treasurer")) for one in addresses]
        said = ("Penetapan penerima: Makan sehat", "2 penerima ditetapkan", "Bu Karto")
        told = [[words in page for words in said] for page in (*pages, *papers_told.values())]
        assert told == [[True, True, False]] * 6
        case_secrecy.set_secrecy(rows[0].case, by=secretary, secrecy="rahasia", why="Tidak aman")
        pages = [body(signed_in(user).get(one)) for user in (secretary, chair) for one in addresses]
        assert ["1 penerima ditetapkan" in page for page in pages] == [True] * 4

    def test_the_village_head_counts_what_the_minutes_show(
        self, signed_in, network, secretary, chair, person, propose, open_line
    ):
        row = propose()
        Kinship.objects.create(network=network, user=chair, resident=row.case.resident, relation="anak")
        line = open_line()
        there = attendances.invite(line.meeting, by=secretary, user=chair, name=chair.name)
        attendances.mark(there, by=secretary, is_present=True)
        ballot = recipients.Ballot(frozenset([row.pk]), frozenset([row.pk]))
        decisions.decide(line, by=secretary, outcome="ditetapkan", ballot=ballot)
        other = agenda.add(line.meeting, by=secretary, title="Kerja bakti")
        for text in ("Minggu pagi", "Minggu sore"):  # decided anew: still one line
            decisions.decide(other, by=secretary, text=text)
        meetings.close(line.meeting, by=chair)
        client = signed_in(person("village_head"))

        def counted() -> tuple:
            told = client.get(reverse("network_numbers", args=[network.slug])).context["meetings"]
            shown = client.get(at_meeting(line.meeting, "minutes")).context["numbers"]["decided"]
            return [one.figure.value for one in told], shown

        assert counted() == ([1, 2, 1], 2)
        case_secrecy.set_secrecy(row.case, by=secretary, secrecy="rahasia", why="Tidak aman")
        assert counted() == ([1, 1, 0], 1)

    def test_who_was_not_chosen_beside_one_who_became_guarded_is_told_without_that_meeting(
        self, signed_in, program, secretary, chair, propose, open_line
    ):
        chosen, other = propose("Agung"), propose("Budi")
        line = open_line()
        ballot = recipients.Ballot(frozenset([chosen.pk]), frozenset([chosen.pk, other.pk]))
        decisions.decide(line, by=secretary, outcome="ditetapkan", ballot=ballot)
        client = signed_in(chair)
        told = f"{line.meeting}, "
        seen = [told in body(client.get(at(program)))]
        case_secrecy.set_secrecy(chosen.case, by=secretary, secrecy="rahasia", why="Tidak aman")
        page = body(client.get(at(program)))
        assert (seen, told in page, "Belum terpilih" in page) == ([True], False, True)
