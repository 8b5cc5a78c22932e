"""The calendar that all members share: what stands in it, who writes into it, and what falls on the same hour."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Organization, RestDay
from programs.actions import activities, meetings
from programs.models import Activity, Meeting
from tests.conftest import give_office, make_user
from wksbm.core.refusals import RefusedByRule


@pytest.fixture
def youth(network):
    return Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna Maju")


@pytest.fixture
def officer(network, youth):
    person = make_user("dimas", name="Dimas Anggara")
    give_office(person, "organization_officer", network, organization=youth)
    return person


@pytest.fixture
def make_activity(network, secretary):
    def make(**values):
        usual = {"title": "Kerja bakti", "held_on": network.today() + dt.timedelta(days=3), "begins": dt.time(19)}
        usual |= {"ends": dt.time(21), "place": "Saluran RT 002", "in_charge": secretary}
        return activities.add(network, by=secretary, **(usual | values))

    return make


def page(client, network, route: str = "calendar", *args, query: str = "", status: int = 200) -> str:
    response = client.get(reverse(f"programs:{route}", args=[network.slug, *args]) + query)
    assert response.status_code == status
    return response.content.decode()


def typed(network, officer, youth, **values) -> dict:
    sent = {"form_id": uuid4(), "title": "Latihan voli", "organization": youth.pk, "in_charge": officer.pk}
    sent |= {"held_on": network.today() + dt.timedelta(days=3), "begins": "16:00", "place": "Lapangan RW"}
    return sent | values


def month_of(day) -> str:
    return f"?bulan={day:%Y-%m}"


def test_a_month_shows_meetings_activities_and_days_of_rest(signed_in, network, meeting, make_activity, person, youth):
    made = make_activity(organization=youth)
    gone = make_activity(title="Senam pagi")
    activities.cancel(gone, by=made.created_by, why="Hujan")
    RestDay.objects.create(network=network, starts_on=meeting.held_on, ends_on=meeting.held_on, reason="Nyepi")
    words = page(signed_in(person("psm")), network, query=month_of(meeting.held_on))
    for shown in ("Musyawarah bulanan", "Kerja bakti", "Karang Taruna Maju", "Nyepi"):
        assert shown in words
    assert "Senam pagi" not in words


def test_a_meeting_called_off_leaves_the_calendar(signed_in, network, meeting, secretary):
    meetings.cancel(meeting, by=secretary, why="Hujan")
    assert "Musyawarah bulanan" not in page(signed_in(secretary), network, query=month_of(meeting.held_on))


@pytest.mark.parametrize("asked", ["", "2026-13", "0001-01", "9999-12", "x", "2026-11-01' OR"])
def test_a_month_that_is_none_is_this_one(signed_in, network, secretary, asked):
    words = page(signed_in(secretary), network, query=f"?bulan={asked}")
    assert 'class="day is-today' in words


def test_another_networks_calendar_is_its_own(signed_in, network, other_network, person, make_activity):
    made = make_activity()
    client = signed_in(person("secretary", other_network))
    assert "Kerja bakti" not in page(client, other_network, query=month_of(made.held_on))
    page(client, other_network, "activity", made.pk, status=404)


def test_an_officer_writes_what_his_own_organisation_does(signed_in, network, officer, youth):
    other = Organization.objects.create(network=network, kind="pkk", name="PKK RW 004")
    client = signed_in(officer)
    words = page(client, network, "add_activity")
    assert ("Karang Taruna Maju" in words, "PKK RW 004" in words, "Seluruh jejaring" in words) == (True, False, False)
    address = reverse("programs:add_activity", args=[network.slug])
    assert client.post(address, typed(network, officer, youth)).status_code == 302
    assert client.post(address, typed(network, officer, other)).status_code == 422
    assert client.post(address, typed(network, officer, youth, organization="")).status_code == 422
    assert [(row.title, row.organization) for row in Activity.objects.all()] == [("Latihan voli", youth)]


def test_the_head_of_an_rt_writes_for_his_rt_and_the_board_for_everybody(network, person, secretary, youth):
    head = person("rt_head")
    own = Organization.objects.create(network=network, kind="rt", name="RT 001", rt=head.current_memberships[0].rt)
    Organization.objects.create(network=network, kind="rt", name="RT 002")
    assert list(activities.organizations_of(head, network)) == [own]
    assert activities.organizations_of(secretary, network).count() == 3
    with pytest.raises(RefusedByRule):
        activities.add(network, by=head, title="x", organization=youth, held_on=network.today(), begins=dt.time(9))


def test_who_holds_no_such_office_reads_and_does_not_write(signed_in, network, person, make_activity):
    made = make_activity()
    client = signed_in(person("psm"))
    assert "Kerja bakti" in page(client, network, "activity", made.pk)
    assert "Batalkan kegiatan" not in page(client, network, "activity", made.pk)
    page(client, network, "add_activity", status=403)
    page(client, network, "change_activity", made.pk, status=403)
    assert client.post(reverse("programs:cancel_activity", args=[network.slug, made.pk])).status_code == 403


def test_an_officer_of_another_organisation_changes_nothing(signed_in, network, officer, make_activity):
    made = make_activity(organization=Organization.objects.create(network=network, kind="pkk", name="PKK RW 004"))
    client = signed_in(officer)
    page(client, network, "change_activity", made.pk, status=403)
    client.post(reverse("programs:cancel_activity", args=[network.slug, made.pk]), {"why": "Hujan"})
    made.refresh_from_db()
    assert made.cancelled_at is None


@pytest.mark.parametrize(
    ("begins", "ends", "asked"),
    [
        ("19:00", "20:00", True),
        ("20:59", "", True),
        ("17:30", "", True),  # two hours where nobody has said when it ends
        ("17:00", "", False),  # ends when the other begins
        ("21:00", "22:00", False),
        ("23:00", "", False),
    ],
)
def test_an_hour_that_is_taken_is_asked_about_and_never_refused(
    signed_in, network, secretary, make_activity, youth, begins, ends, asked
):
    made = make_activity()
    client = signed_in(secretary)
    address = reverse("programs:add_activity", args=[network.slug])
    sent = typed(network, secretary, youth, begins=begins, ends=ends)
    response = client.post(address, sent)
    assert response.status_code == (422 if asked else 302)
    if asked:
        words = response.content.decode()
        assert "Tetap pada jam ini?" in words
        assert "Saluran RT 002" in words
        (known,) = re.findall(r'name="known" value="([^"]+)"', words)
        assert known == f"activity-{made.pk}"
        assert client.post(address, sent | {"known": known}).status_code == 302
    assert Activity.objects.count() == 2


def test_what_goes_on_past_midnight_meets_the_next_day(signed_in, network, secretary, make_activity, youth):
    make_activity(begins=dt.time(23, 30), ends=None)
    sent = typed(network, secretary, youth, held_on=network.today() + dt.timedelta(days=4), begins="01:00")
    response = signed_in(secretary).post(reverse("programs:add_activity", args=[network.slug]), sent)
    assert response.status_code == 422


def test_a_meeting_is_asked_about_too_and_not_about_itself(signed_in, network, meeting, secretary, make_activity):
    made = make_activity(begins=dt.time(20))
    client = signed_in(secretary)
    address = reverse("programs:change_meeting", args=[network.slug, meeting.pk])
    sent = {name: getattr(meeting, name) for name in ("kind", "held_on", "place", "quorum")}
    sent |= {"form_id": uuid4(), "chair": meeting.chair_id, "note_taker": meeting.note_taker_id, "begins": "19:30"}
    assert client.post(address, sent | {"place": "Mushala"}).status_code == 302  # day and hour stay as they were
    moved = sent | {"form_id": uuid4(), "begins": "19:45"}
    response = client.post(address, moved)
    assert response.status_code == 422
    assert "Kerja bakti" in response.content.decode()
    assert client.post(address, moved | {"known": f"activity-{made.pk}"}).status_code == 302
    assert Meeting.objects.get().begins == dt.time(19, 45)


def test_a_form_shows_at_once_what_the_chosen_day_holds(signed_in, network, meeting, secretary, make_activity):
    make_activity(begins=dt.time(8), ends=dt.time(10))
    client = signed_in(secretary)
    day = f"?held_on={meeting.held_on}&begins=19:00"
    words = page(client, network, "clashes", query=day)
    assert ("Bersamaan dengan" in words, "Musyawarah bulanan" in words, "Kerja bakti" in words) == (True, True, True)
    assert "Musyawarah bulanan" not in page(client, network, "clashes", query=f"{day}&bukan=meeting-{meeting.pk}")
    for void in ("", "?held_on=x&begins=y", "?held_on=2026-11-25"):
        assert "Bersamaan" not in page(client, network, "clashes", query=void)


def test_a_month_costs_the_same_for_one_and_for_three(signed_in, network, secretary, make_activity, youth):
    client = signed_in(secretary)

    def cost(day) -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client, network, query=month_of(day))
        return len(captured)

    made = make_activity(organization=youth)
    cost(made.held_on)
    one = cost(made.held_on)
    for number in (1, 2):
        other = Organization.objects.create(network=network, kind="pkk", name=f"PKK {number}")
        make_activity(title=f"Kegiatan {number}", organization=other)
    assert cost(made.held_on) == one <= 8


@pytest.mark.parametrize("ends", ["18:00", "19:30"])
@pytest.mark.parametrize("route", ["add_activity", "plan_meeting"])
def test_an_end_that_is_not_after_the_beginning_is_refused_beside_it(signed_in, network, secretary, youth, route, ends):
    sent = typed(network, secretary, youth, begins="19:30", ends=ends)
    sent |= {"kind": "bulanan", "chair": secretary.pk, "note_taker": secretary.pk}
    answer = signed_in(secretary).post(reverse(f"programs:{route}", args=[network.slug]), sent)
    said = ["Selesainya lebih awal dari mulainya. Kalau lewat tengah malam, kosongkan saja."]
    assert (answer.status_code, answer.context["form"].errors) == (422, {"ends": said})
    assert (Activity.objects.count(), Meeting.objects.count()) == (0, 0)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_of_another_age_meets_nothing(signed_in, network, meeting, secretary, youth, day):
    client = signed_in(secretary)
    assert page(client, network, "clashes", query=f"?held_on={day}&begins=19:30").strip() == ""
    answer = client.post(
        reverse("programs:add_activity", args=[network.slug]), typed(network, secretary, youth, held_on=day)
    )
    assert answer.context["form"].errors == {"held_on": ["Tanggal ini terlalu jauh. Periksa tahunnya."]}
