"""The pages of a joint program: drafted, refused kindly, written by two at once, read by who takes part, counted."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.actions import overlaps, program_measures, program_resources, programs
from programs.models import Activity, Indicator, Pledge, Program, Resource
from programs.models.program_states import State
from tests.conftest import give_office, make_user
from tests.programs import joint

pytestmark = pytest.mark.django_db
BUDGET, LIST_BUDGET = 16, 8


def at(program, route="program", *more):
    return reverse(f"programs:{route}", args=[program.network.slug, program.pk, *more])


def form_id(response) -> str:
    return re.search(r'name="form_id" value="([0-9a-f-]{36})"', response.content.decode())[1]


def fill(client, address, **typed):
    """Open a page and send its form."""
    page = client.get(address)
    return client.post(address, {"form_id": form_id(page), **typed})


@pytest.fixture
def officer(network):
    """An officer of Karang Taruna, which leads."""
    user = make_user("bagus")
    give_office(user, "organization_officer", network, organization=joint.organization(network))
    return user


@pytest.fixture
def partner_officer(network):
    user = make_user("kholiq")
    give_office(user, "organization_officer", network, organization=joint.organization(network, "Takmir", "takmir"))
    return user


class TestDraft:
    def test_an_empty_list_says_what_to_do_first(self, signed_in, network, secretary):
        page = signed_in(secretary).get(reverse("programs:programs", args=[network.slug])).content.decode()
        assert "Belum ada program di sini" in page
        assert reverse("programs:draft_program", args=[network.slug]) in page

    def test_an_officer_begins_one_for_his_own_organisation_only(self, signed_in, network, officer):
        other = joint.organization(network, "Takmir", "takmir")
        address = reverse("programs:draft_program", args=[network.slug])
        client = signed_in(officer)
        assert fill(client, address, title="Les sore", lead=other.pk).status_code == 422
        own = joint.organization(network)
        answer = fill(client, address, title="Les sore", lead=own.pk)
        made = Program.objects.get()
        assert (answer.url, made.lead, made.state) == (at(made), own, State.DRAFT)

    def test_a_second_press_makes_no_second_program(self, signed_in, network, secretary):
        lead = joint.organization(network)
        address = reverse("programs:draft_program", args=[network.slug])
        client = signed_in(secretary)
        typed = {"form_id": form_id(client.get(address)), "title": "Les sore", "lead": lead.pk}
        first, second = client.post(address, typed), client.post(address, typed)
        assert first.url == second.url
        assert Program.objects.count() == 1

    def test_without_an_end_it_is_refused_kindly_beside_the_end(self, signed_in, network, secretary):
        program = joint.ready(network, by=secretary)
        joint.written(program, by=secretary, ends_on=None)
        client = signed_in(secretary)
        answer = client.post(at(program, "propose_program"))
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Belum bisa diusulkan" in page
        folded = page.split('<ul class="blocks">')[1]
        assert (page.count("Tanggal selesainya belum ada"), re.findall(r"<details[^>]*open", folded)) == (2, [])
        way = at(program, "change_program", "waktu") + "?periksa=1"
        assert way in page
        form = client.get(way)
        assert form.context["form"].errors["ends_on"] == ["Tanggal selesainya belum ada. Kapan program ini berakhir?"]
        assert "id_ends_on" in form.content.decode()
        fill(client, at(program, "change_program", "waktu"), revision=program.revision, **ends(program))
        assert client.post(at(program, "propose_program")).status_code == 302
        program.refresh_from_db()
        assert program.state == State.PROPOSED

    def test_two_editors_of_one_part_are_asked_whose_words_stay(self, signed_in, network, secretary, officer):
        program = joint.drafted(network, by=officer)
        address = at(program, "change_program", "tujuan")
        client = signed_in(secretary)
        opened = client.get(address)
        programs.change(
            program, by=officer, revision=program.revision, values={"aim": "Kata bagus", "place": "Mushala"}
        )
        typed = {"title": "Makan sehat", "lead": program.lead_id, "aim": "Kata endang", "place": ""}
        typed |= {"form_id": form_id(opened), "revision": program.revision}
        answer = client.post(address, typed)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Tulisan Anda: Kata endang" in page
        assert "Yang tersimpan: Kata bagus" in page
        program.refresh_from_db()
        again = typed | {"form_id": form_id(answer), "revision": program.revision, "place": "Mushala"}
        assert client.post(address, again | {"pilih_aim": "saya"}).status_code == 302
        program.refresh_from_db()
        assert (program.aim, program.place) == ("Kata endang", "Mushala")

    def test_two_editors_of_one_sign_see_both_numbers(self, signed_in, network, secretary, officer):
        program = joint.drafted(network, by=officer)
        sign = joint.sign(program, by=officer)
        address = at(program, "change_indicator", sign.pk)
        client = signed_in(secretary)
        opened = client.get(address)
        values = {"sign": sign.sign, "unit": sign.unit, "baseline": sign.baseline, "how": sign.how}
        program_measures.change_indicator(sign, by=officer, revision=1, values=values | {"target": Decimal(20)})
        typed = values | {"form_id": form_id(opened), "revision": 1, "target": "15"}
        answer = client.post(address, typed)
        assert answer.status_code == 409
        rows = answer.context["compare_rows"]
        assert [(row["yours"], row["stored"]) for row in rows] == [("15", "20")]
        assert client.post(address, typed | {"form_id": form_id(answer), "revision": 2}).status_code == 302
        assert Indicator.objects.get().target == 15


def ends(program) -> dict:
    return {
        "starts_on": program.starts_on.isoformat(),
        "ends_on": (program.starts_on + dt.timedelta(days=30)).isoformat(),
    }


class TestRows:
    def test_needs_pledges_and_what_came_stand_side_by_side(
        self, signed_in, network, secretary, chair, partner_officer
    ):
        program = joint.drafted(network, by=secretary)
        client = signed_in(secretary)
        fill(client, at(program, "add_resource"), kind="uang", what="Bensin", amount="1.250.000")
        fill(client, at(program, "add_resource"), kind="tenaga", what="Masak", amount="12,5")
        rows = list(Resource.objects.values_list("what", "amount", "unit").order_by("pk"))
        assert rows == [("Bensin", Decimal(1250000), "rupiah"), ("Masak", Decimal("12.5"), "jam")]
        takmir = joint.organization(network, "Takmir", "takmir")
        fill(client, at(program, "add_partner"), organization=takmir.pk)
        money = Resource.objects.get(kind="uang")
        fill(
            signed_in(partner_officer), at(program, "add_pledge", money.pk), organization=takmir.pk, amount="Rp250.000"
        )
        assert Pledge.objects.get().amount == 250000
        page = signed_in(partner_officer).get(at(program)).content.decode()
        assert "Rp1.250.000" in page
        assert "Rp250.000" in page
        assert "Masih kurang Rp1.000.000" in page

    def test_a_kind_is_not_counted_in_the_unit_of_another(self, signed_in, network, secretary):
        program = joint.drafted(network, by=secretary)
        answer = fill(
            signed_in(secretary), at(program, "add_resource"), kind="tenaga", what="Masak", amount="3", unit="kg"
        )
        assert answer.context["form"].errors["unit"] == ["Satuan ini tidak cocok dengan jenisnya."]

    def test_what_came_is_noted_by_who_pledged(self, signed_in, network, secretary, chair):
        program = joint.running(network, chair=chair, secretary=secretary)
        pledge = program.pledges.get()
        today = network.today().isoformat()
        fill(signed_in(secretary), at(program, "add_arrival", pledge.pk), amount="20", on=today)
        pledge.refresh_from_db()
        assert pledge.arrived == 20
        assert "Baru datang" in signed_in(secretary).get(at(program)).content.decode()

    def test_an_activity_has_a_day_inside_the_program_and_a_person(self, signed_in, network, secretary):
        program = joint.ready(network, by=secretary)
        client, typed = signed_in(secretary), {"title": "Rapat", "begins": "19:00", "place": "Balai"}
        late = (program.ends_on + dt.timedelta(days=1)).isoformat()
        answer = fill(client, at(program, "add_program_activity"), held_on=late, in_charge=secretary.pk, **typed)
        assert answer.context["form"].errors["held_on"] == ["Tanggal ini di luar waktu program."]
        fill(
            client,
            at(program, "add_program_activity"),
            held_on=program.ends_on.isoformat(),
            in_charge=secretary.pk,
            **typed,
        )
        assert Activity.objects.filter(program=program, title="Rapat", in_charge=secretary).count() == 1

    def test_before_and_after_stand_as_a_table_with_its_picture(self, signed_in, network, secretary, chair):
        program = joint.running(network, chair=chair, secretary=secretary)
        sign, today = program.indicators.get(), network.today()
        fill(signed_in(secretary), at(program, "measure_indicator", sign.pk), value="7", on=today.isoformat())
        page = signed_in(secretary).get(at(program))
        (one,) = page.context["signs"]
        assert [(word, value) for word, value, _tone, _long in one.bars] == [
            ("Dulu", 2),
            ("Sekarang", 7),
            ("Ingin", 12),
        ]
        assert (one.share, one.is_reached) == (50, False)
        assert "Sudah 50% jalan." in page.content.decode()

    def test_residents_who_take_part_are_counted_and_not_named(self, signed_in, network, secretary):
        program = joint.drafted(network, by=secretary)
        today = network.today().isoformat()
        fill(signed_in(secretary), at(program, "add_participation"), step="merencanakan", women="7", men="3", on=today)
        page = signed_in(secretary).get(at(program))
        assert [(row["women"], row["men"]) for row in page.context["took"]] == [(0, 0), (7, 3), (0, 0), (0, 0)]

    def test_an_overlap_is_shown_while_planning_and_answered(self, signed_in, network, secretary):
        first = joint.ready(network, by=secretary)
        takmir = joint.organization(network, "Takmir", "takmir")
        second = joint.ready(network, by=secretary, lead=takmir, title="Sembako lansia")
        client = signed_in(secretary)
        assert "Tentukan jalan keluarnya" in client.get(at(second)).content.decode()
        fill(client, at(second, "answer_overlap", first.pk), way="bagi", why="RT 001 dan RT 002")
        assert "RT 001 dan RT 002" in client.get(at(second)).content.decode()
        assert client.post(at(second, "propose_program")).status_code == 302


class TestEnd:
    def test_before_its_first_day_it_is_not_begun(self, signed_in, network, secretary, chair):
        program = joint.proposed(network, by=secretary)
        joint.decided(program, "disetujui", chair=chair, secretary=secretary)
        client = signed_in(secretary)
        assert at(program, "begin_program") in client.get(at(program)).content.decode()
        Program.objects.update(starts_on=network.today() + dt.timedelta(days=1))
        assert at(program, "begin_program") not in client.get(at(program)).content.decode()
        answer = client.post(at(program, "begin_program"), follow=True).content.decode()
        program.refresh_from_db()
        assert ("Program ini disetujui mulai" in answer, program.state) == (True, State.APPROVED)

    def test_it_is_evaluated_with_each_sign_once_more(self, signed_in, network, secretary, chair):
        program = joint.running(network, chair=chair, secretary=secretary)
        sign, client = program.indicators.get(), signed_in(secretary)
        words = {"reached": "Semua makan", "lessons": "Menu dirembuk", "onward": "diteruskan", "why": "Sudah cukup"}
        address = at(program, "evaluate_program")
        assert f"tanda_{sign.pk}" in fill(client, address, **words).context["form"].errors
        below = fill(client, address, **words, **{f"tanda_{sign.pk}": "-5"}).context["form"].errors
        assert below == {f"tanda_{sign.pk}": ["Angkanya paling sedikit nol."]}
        assert "Dengan evaluasi ini programnya selesai hari ini." in client.get(address).content.decode()
        early = fill(client, address, **words | {"why": "", f"tanda_{sign.pk}": "12"}).context["form"].errors
        assert early == {"why": ["Tulis mengapa selesai lebih cepat."]}
        fill(client, address, **words, **{f"tanda_{sign.pk}": "12"})
        program.refresh_from_db()
        assert program.state == State.EVALUATED
        page = client.get(at(program)).content.decode()
        assert "Semua makan" in page
        assert "Tercapai" in page
        assert client.get(at(program, "print_program")).status_code == 200

    def test_it_is_stopped_with_a_reason(self, signed_in, network, secretary):
        program = joint.drafted(network, by=secretary)
        fill(signed_in(secretary), at(program, "stop_program"), why="Dananya tidak ada")
        program.refresh_from_db()
        assert program.state == State.STOPPED
        assert "Dananya tidak ada" in signed_in(secretary).get(at(program)).content.decode()

    def test_an_evaluation_that_is_due_stands_on_the_work_list(self, signed_in, network, secretary, chair):
        program = joint.running(network, chair=chair, secretary=secretary)
        yesterday = network.today() - dt.timedelta(days=1)
        Program.objects.filter(pk=program.pk).update(starts_on=yesterday, ends_on=yesterday)
        assert "Evaluasi jatuh tempo" in signed_in(secretary).get("/", follow=True).content.decode()


READERS = ("chair", "secretary", "treasurer", "psm", "rt_head", "dasawisma_kader", "auditor", "village_head")


class TestWhoMay:
    @pytest.mark.parametrize("role", READERS)
    def test_who_takes_part_in_meetings_reads_it(self, signed_in, person, network, secretary, role):
        program = joint.ready(network, by=secretary)
        office = {"dasawisma": dasawisma(network)} if role == "dasawisma_kader" else {}
        page = signed_in(person(role, **office)).get(at(program))
        assert page.status_code == 200
        writes = role in ("chair", "secretary")
        assert (at(program, "change_program", "waktu").encode() in page.content) == writes

    @pytest.mark.parametrize("role", ["village_operator", "supervisor"])
    def test_who_takes_no_part_does_not(self, signed_in, person, network, secretary, role):
        assert signed_in(person(role)).get(at(joint.ready(network, by=secretary))).status_code == 403

    def test_a_stranger_gets_the_answer_of_what_is_not_there(self, signed_in, network, other_network, person):
        there = joint.drafted(other_network, by=person("secretary", other_network))
        client = signed_in(person("secretary"))
        assert client.get(at(there)).status_code == 404
        mixed = reverse("programs:program", args=[network.slug, there.pk])
        assert client.get(mixed).status_code == 404
        assert client.get(reverse("programs:change_program", args=[network.slug, there.pk, "waktu"])).status_code == 404

    def test_a_partner_reads_and_pledges_and_writes_nothing_else(self, signed_in, network, secretary, partner_officer):
        program = joint.ready(network, by=secretary)
        takmir = joint.organization(network, "Takmir", "takmir")
        programs.add_partner(program, by=secretary, organization=takmir)
        client, resource = signed_in(partner_officer), program.resources.get()
        assert client.get(at(program, "add_pledge", resource.pk)).status_code == 200
        assert client.get(at(program, "change_program", "waktu")).status_code == 403
        assert client.post(at(program, "propose_program")).status_code == 403
        assert client.get(at(program, "add_arrival", program.pledges.get().pk)).status_code == 403

    def test_an_unknown_part_is_missing(self, signed_in, network, secretary):
        program = joint.drafted(network, by=secretary)
        assert signed_in(secretary).get(at(program, "change_program", "warna")).status_code == 404
        assert signed_in(secretary).get(at(program, "propose_program")).status_code == 405


def dasawisma(network):
    from members.models import Dasawisma, Rt

    return Dasawisma.objects.create(network=network, rt=Rt.objects.filter(network=network)[0], name="Seruni")


class TestCost:
    def statements(self, client, address) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def grow(self, program, number: int, *, by) -> None:
        """One more of everything that its page shows."""
        row = program_resources.need(program, by=by, kind="barang", what=f"Gula {number}", amount=Decimal(5), unit="kg")
        program_resources.pledge(row, by=by, organization=program.lead, amount=Decimal(5), due_on=None)
        joint.sign(program, by=by, sign=f"Tanda {number}")
        lead = joint.organization(program.network, f"Lembaga {number}", "other")
        programs.add_partner(program, by=by, organization=lead)
        beside = joint.ready(program.network, by=by, lead=lead, title=f"Ganda {number}")
        overlaps.answer(program, beside, by=by, way="bagi", why="Dibagi")

    def test_its_page_costs_the_same_for_one_and_for_three_of_each(self, signed_in, network, secretary):
        program = joint.ready(network, by=secretary)
        self.grow(program, 1, by=secretary)
        client = signed_in(secretary)
        self.statements(client, at(program))
        first = self.statements(client, at(program))
        self.grow(program, 2, by=secretary)
        self.grow(program, 3, by=secretary)
        assert self.statements(client, at(program)) == first
        assert first <= BUDGET

    def test_the_list_costs_the_same_for_one_and_for_three(self, signed_in, network, secretary):
        address = reverse("programs:programs", args=[network.slug]) + "?daftar=disusun"
        client = signed_in(secretary)
        joint.drafted(network, by=secretary)
        self.statements(client, address)
        first = self.statements(client, address)
        joint.drafted(network, by=secretary, title="Dua")
        joint.drafted(network, by=secretary, title="Tiga")
        assert self.statements(client, address) == first
        assert first <= LIST_BUDGET

    def test_the_list_is_narrowed_by_organisation_and_year(self, signed_in, network, secretary):
        takmir = joint.organization(network, "Takmir", "takmir")
        joint.ready(network, by=secretary)
        mine = joint.ready(network, by=secretary, lead=takmir, title="Sembako")
        address = reverse("programs:programs", args=[network.slug])
        year = network.today().year
        page = signed_in(secretary).get(f"{address}?daftar=disusun&lembaga={takmir.pk}&tahun={year}")
        assert [row.pk for row in page.context["page"]] == [mine.pk]
        page = signed_in(secretary).get(f"{address}?daftar=disusun&tahun={year - 3}")
        assert list(page.context["page"]) == []
