"""The pages of strategic issues and advocacy: proposed, weighed with five taps, chosen, talked about."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Organization
from programs.actions import advocacies, meetings
from programs.models import Advocacy, AdvocacyContact, IssueScore, StrategicIssue
from programs.models.strategic_issue import IssueState, period_of
from tests.conftest import give_office, make_user
from tests.programs.issues import make_core, scores, weighed
from tests.programs.views.test_meetings import fill

BUDGET = 12


def at(network, route, *more):
    return reverse(f"programs:{route}", args=[network.slug, *more])


@pytest.fixture
def officer(network):
    """Speaks for an organisation of the inner circle."""
    user = make_user("dimas", name="Dimas")
    give_office(user, "organization_officer", network, organization=make_core(network, 1)[0])
    return user


@pytest.fixture
def chosen(network, secretary):
    issue = weighed(network, by=secretary, each=())
    StrategicIssue.objects.update(state=IssueState.CHOSEN, period=period_of(network.today()))
    issue.refresh_from_db()
    return issue


def test_an_empty_list_says_what_to_do_first(signed_in, network, secretary):
    page = signed_in(secretary).get(at(network, "issues")).content.decode()
    assert "Belum ada isu" in page
    assert at(network, "propose_issue") in page


def test_any_member_proposes_and_a_double_click_proposes_once(signed_in, network, officer):
    client = signed_in(officer)
    address = at(network, "propose_issue")
    page = client.get(address)
    typed = {
        "form_id": page.context["form"]["form_id"].value(),
        "title": "Anak putus sekolah",
        "description": "Tujuh anak.",
        "level": "rw",
    }
    first = client.post(address, typed)
    assert client.post(address, typed).url == first.url == at(network, "issue", StrategicIssue.objects.get().pk)


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(signed_in, network, officer):
    answer = fill(signed_in(officer), at(network, "propose_issue"), title="", description="Tujuh anak.", level="rw")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["title"]
    assert "Tujuh anak." in answer.content.decode()


def test_an_officer_weighs_for_his_own_organisation_alone(signed_in, network, secretary, officer):
    issue = weighed(network, by=secretary, each=())
    own = Organization.objects.get()
    other = Organization.objects.create(network=network, kind="takmir", name="Takmir", alliance_tier="inti")
    client = signed_in(officer)
    address = at(network, "weigh_issue", issue.pk)
    answer = fill(client, address, organization=other.pk, **scores(5))
    assert list(answer.context["form"].errors) == ["organization"]
    assert fill(client, address, organization=own.pk, **scores(5, 4, 4, 2, 3)).status_code == 302
    page = client.get(at(network, "issue", issue.pk)).content.decode()
    assert "Lemah" in page
    assert "Belum menilai: Takmir" in page
    assert "2 lembaga lingkar inti lagi" in page
    assert client.get(address).context["form"].initial["actual"] == 5


def test_a_criterion_without_a_tap_is_asked_for(signed_in, network, secretary, officer):
    issue = weighed(network, by=secretary, each=())
    answer = fill(
        signed_in(officer),
        at(network, "weigh_issue", issue.pk),
        organization=Organization.objects.get().pk,
        **scores(5) | {"fitting": ""},
    )
    assert answer.context["form"].errors == {"fitting": ["Pilih 1 sampai 5."]}
    assert not IssueScore.objects.exists()


def test_a_weak_issue_and_a_ready_one_are_told_apart_in_the_list(signed_in, network, secretary):
    weighed(network, by=secretary, title="Jalan provinsi", each=(2, 2, 2))
    weighed(network, by=secretary, title="Putus sekolah", each=(4, 4, 4))
    page = signed_in(secretary).get(at(network, "issues")).content.decode()
    assert page.index("Siap dirembuk") < page.index("Jalan provinsi") < page.index("Perlu dipikir lagi")
    assert "dinilai 3 lembaga, 20 dari 25" in page


def test_a_proposer_mends_his_own_until_somebody_weighs(signed_in, network, officer, secretary):
    issue = weighed(network, by=officer, each=())
    client = signed_in(officer)
    address = at(network, "change_issue", issue.pk)
    told = {"title": "Anak berhenti sekolah", "description": "Tujuh anak.", "level": "desa"}
    assert fill(client, address, **told).status_code == 302
    assert StrategicIssue.objects.get().title == "Anak berhenti sekolah"
    other = make_user("rudi")
    give_office(other, "rt_head", network)
    assert signed_in(other).get(address).status_code == 403


def test_advocacy_follows_a_chosen_issue_to_the_years_matrix(signed_in, network, secretary, chosen):
    client = signed_in(secretary)
    fill(
        client,
        at(network, "plan_advocacy", chosen.pk),
        policy="Jam buka Puskesmas",
        stance="menghambat",
        change="Buka Sabtu",
        decided_by="Kepala Puskesmas",
    )
    advocacy = Advocacy.objects.get()
    today = network.today().isoformat()
    fill(
        client,
        at(network, "note_contact", advocacy.pk),
        on=today,
        form="surat",
        with_whom="Kepala Puskesmas",
        said="Surat diterima.",
    )
    fill(client, at(network, "move_advocacy", advocacy.pk), to="sebagian", result="Sabtu pekan pertama.")
    page = client.get(at(network, "advocacies")).content.decode()
    for words in ("Jam buka Puskesmas", "Surat, Kepala Puskesmas", "Sebagian berhasil", "Sabtu pekan pertama."):
        assert words in page
    assert AdvocacyContact.objects.get().by == secretary


def test_an_issue_that_was_not_chosen_has_no_advocacy(signed_in, network, secretary):
    issue = weighed(network, by=secretary, each=())
    assert signed_in(secretary).get(at(network, "plan_advocacy", issue.pk)).status_code == 403


def test_ended_with_its_result(signed_in, network, secretary, chosen):
    client = signed_in(secretary)
    answer = fill(client, at(network, "end_issue", chosen.pk), result="Lima anak kembali.")
    assert "Lima anak kembali." in client.get(answer.url).content.decode()


@pytest.mark.parametrize("route", ["issue", "weigh_issue", "change_issue", "end_issue", "plan_advocacy"])
def test_an_issue_of_another_network_is_not_there(signed_in, network, other_network, secretary, route):
    issue = weighed(other_network, by=secretary, each=())
    assert signed_in(secretary).get(at(network, route, issue.pk)).status_code == 404


def test_pages_ask_the_same_few_questions_for_one_row_and_for_many(signed_in, network, secretary, chosen):
    client = signed_in(secretary)
    plan = {"policy": "Aturan", "stance": "menunjang", "change": "Tetap", "decided_by": "Kepala desa"}
    counts = []
    for turn in range(2):
        for more in range(1 + 4 * turn):
            weighed(network, by=secretary, title=f"Isu {turn} {more}", each=(3, 3, 3))
            advocacies.plan(chosen, by=secretary, **plan)
        asked = []
        for address in (at(network, "issues"), at(network, "issue", chosen.pk), at(network, "advocacies")):
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as found:
                client.get(address)
            asked.append(len(found))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= BUDGET


def test_a_ready_issue_waits_for_a_meeting_to_come_and_for_none_from_the_notebook(
    signed_in, network, secretary, meeting
):
    values = {"begins": dt.time(19), "place": "Balai", "chair": secretary, "note_taker": secretary}
    day = network.today() - dt.timedelta(days=12)
    meetings.record_afterwards(network, by=secretary, held_on=day, **values)
    client, ready = signed_in(secretary), weighed(network, by=secretary)
    assert client.get(at(network, "issue", ready.pk)).context["next_meeting"] == meeting
    meetings.cancel(meeting, by=secretary, why="Hujan")
    assert client.get(at(network, "issue", ready.pk)).context["next_meeting"] is None
