"""Answering an invitation: by a link without an account, and signed in."""

import datetime as dt
import logging
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from programs.actions import attendances, invitations, meetings
from programs.models import Attendance, Element
from tests.conftest import give_office
from tests.programs import opening

ANSWER = Attendance.Answer


@pytest.fixture(autouse=True)
def no_guesses_before(db):
    cache.clear()


@pytest.fixture
def elder(meeting, secretary):
    """Somebody without an account, on the list."""
    return attendances.invite(meeting, by=secretary, name="Pak Anwar", element=Element.FAITH, phone="+628000000101")


@pytest.fixture
def token(elder, secretary):
    return invitations.make_link(elder, by=secretary)


@pytest.fixture
def opened(client, token):
    """The phone on which the link was opened."""
    assert client.get(reverse("answer_link", args=[token])).url == reverse("answer_page")
    return client


def answer_of(row) -> tuple:
    row = Attendance.objects.get(pk=row.pk)
    return row.answer, row.represented_by


def page(client, status: int = 200) -> str:
    response = client.get(reverse("answer_page"))
    assert response.status_code == status
    return response.content.decode()


def test_the_page_says_when_and_where_and_nothing_of_cases_or_others(
    opened, meeting, secretary, make_waiting_case, make_resident
):
    case = make_waiting_case(resident=make_resident("Sulastri"))
    attendances.invite(meeting, by=secretary, name="Bu Sumiyem", element=Element.COMMUNITY)
    meetings.change(meeting, by=secretary, bring_along="Bawa kartu RT")
    words = page(opened)
    for shown in ("Pak Anwar", "Balai RW", "19.30", "Bawa kartu RT", "Guyub Rukun", "WIB"):
        assert shown in words
    assert [hidden for hidden in ("Sulastri", "Sumiyem", case.number, meeting.chair.name) if hidden in words] == []


def test_a_preview_robot_answers_nothing_and_uses_nothing_up(client, elder, token):
    before = list(Attendance.objects.values())
    for _again in range(3):
        robot = Client()
        robot.get(reverse("answer_link", args=[token]), follow=True)
        robot.head(reverse("answer_link", args=[token]))
        robot.get(reverse("answer_calendar_file"))
    assert list(Attendance.objects.values()) == before
    assert client.post(reverse("answer_link", args=[token])).status_code == 405


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"answer": "hadir"}, ("hadir", "")),
        ({"answer": "tidak"}, ("tidak", "")),
        ({"answer": "diwakili", "represented_by": " Bu Ani "}, ("diwakili", "Bu Ani")),
        ({"answer": "hadir", "represented_by": "Bu Ani"}, ("hadir", "")),
    ],
)
def test_a_button_answers(opened, elder, sent, stored):
    assert opened.post(reverse("answer_page"), sent).status_code == 302
    assert answer_of(elder) == stored
    assert Attendance.objects.get(pk=elder.pk).answered_at is not None


def test_an_answer_can_be_changed_and_a_double_tap_stores_one(opened, elder):
    opened.post(reverse("answer_page"), {"answer": "hadir"})
    opened.post(reverse("answer_page"), {"answer": "hadir"})
    first = Attendance.objects.get(pk=elder.pk).answered_at
    opened.post(reverse("answer_page"), {"answer": "hadir"})
    assert Attendance.objects.get(pk=elder.pk).answered_at == first
    kept = [row.answer for row in Attendance.pgh_event_model.objects.filter(pgh_obj=elder).order_by("pgh_id")]
    assert kept.count("hadir") == 1
    opened.post(reverse("answer_page"), {"answer": "tidak"})
    assert answer_of(elder) == ("tidak", "")


def test_an_answer_for_another_day_is_asked_for_anew(opened, signed_in, meeting, secretary, elder):
    opened.post(reverse("answer_page"), {"answer": "hadir"})
    day = meeting.held_on
    meetings.change(meeting, by=secretary, held_on=day + dt.timedelta(days=1))
    words = page(opened)
    assert ("Dijawab untuk hari sebelumnya" in words, "Sampai jumpa di sana" in words) == (True, False)
    listed = signed_in(secretary).get(reverse("programs:invitations", args=[meeting.network.slug, meeting.pk]))
    assert "Dijawab untuk hari sebelumnya" in listed.content.decode()
    assert listed.context["answers"] == {"comes": 0, "away": 0, "represented": 0, "silent": 1}
    opened.post(reverse("answer_page"), {"answer": "hadir"})
    assert "Sampai jumpa di sana" in page(opened)
    again = signed_in(secretary).get(reverse("programs:invitations", args=[meeting.network.slug, meeting.pk]))
    assert again.context["answers"] == {"comes": 1, "away": 0, "represented": 0, "silent": 0}


def test_another_hour_or_place_asks_for_no_new_answer(opened, meeting, secretary, elder):
    opened.post(reverse("answer_page"), {"answer": "tidak"})
    meetings.change(meeting, by=secretary, begins=dt.time(20), place="Mushala")
    assert "Anda tidak bisa hadir" in page(opened)


def test_moved_back_to_its_day_the_answer_stands_again(opened, meeting, secretary, elder):
    opened.post(reverse("answer_page"), {"answer": "hadir"})
    day = meeting.held_on
    meetings.change(meeting, by=secretary, held_on=day + dt.timedelta(days=1))
    meetings.change(meeting, by=secretary, held_on=day)
    assert "Sampai jumpa di sana" in page(opened)


def test_whom_somebody_stands_for_must_be_said(opened, elder):
    response = opened.post(reverse("answer_page"), {"answer": "diwakili", "represented_by": " "})
    assert response.status_code == 422
    assert "Tulis nama yang mewakili." in response.content.decode()
    assert answer_of(elder) == ("", "")


@pytest.mark.parametrize("sent", [{}, {"answer": ""}, {"answer": "mungkin"}])
def test_what_is_no_answer_changes_nothing(opened, elder, sent):
    assert opened.post(reverse("answer_page"), sent).status_code == 422
    assert answer_of(elder) == ("", "")


@pytest.mark.parametrize("ended", ["begun", "started", "cancelled"])
def test_after_the_meeting_has_begun_or_is_off_a_kind_page_and_no_answer(opened, meeting, secretary, elder, ended):
    if ended == "begun":
        type(meeting).objects.filter(pk=meeting.pk).update(held_on=meeting.network.today() - dt.timedelta(days=1))
    elif ended == "started":
        opening.opened(meeting, by=secretary)
    else:
        meetings.cancel(meeting, by=secretary, why="Hujan deras")
    words = page(opened)
    assert ("Hujan deras" if ended == "cancelled" else "Sudah dimulai atau selesai") in words
    assert "<button" not in words
    opened.post(reverse("answer_page"), {"answer": "hadir"})
    assert answer_of(elder) == ("", "")


def test_a_new_link_ends_the_one_before_even_where_it_is_open(opened, elder, token, secretary):
    newer = invitations.make_link(elder, by=secretary)
    assert newer != token
    assert "sudah tidak berlaku" in page(opened, 410)
    assert opened.post(reverse("answer_page"), {"answer": "hadir"}).status_code == 410
    assert opened.get(reverse("answer_link", args=[token]), follow=True).status_code == 410
    assert answer_of(elder) == ("", "")
    assert opened.get(reverse("answer_link", args=[newer]), follow=True).status_code == 200


def test_a_link_opens_its_own_invitation_and_no_other(opened, meeting, secretary, elder, person, other_network):
    other = attendances.invite(meeting, by=secretary, name="Bu Sumiyem", element=Element.COMMUNITY)
    board = person("secretary", other_network)
    values = {"held_on": meeting.held_on, "begins": meeting.begins, "place": "Mushala", "chair": board}
    elsewhere = meetings.plan(other_network, by=board, note_taker=board, **values)
    there = attendances.invite(elsewhere, by=board, name="Pak Anwar", element=Element.FAITH)
    opened.post(reverse("answer_page"), {"answer": "hadir"})
    assert [answer_of(row) for row in (elder, other, there)] == [("hadir", ""), ("", ""), ("", "")]
    opened.get(reverse("answer_link", args=[invitations.make_link(there, by=board)]))
    assert "Mushala" in page(opened)
    opened.post(reverse("answer_page"), {"answer": "tidak"})
    assert [answer_of(row) for row in (elder, there)] == [("hadir", ""), ("tidak", "")]


def test_who_tries_many_void_links_is_stopped_and_leaves_no_session(client):
    for number in range(20):
        response = client.get(reverse("answer_link", args=[f"tebakan-{number}"]))
        assert (response.url, response.cookies) == (reverse("answer_page"), {})
    assert client.get(reverse("answer_link", args=["tebakan"])).status_code == 429


def test_who_answers_again_and_again_by_one_link_is_stopped(opened, elder):
    sent = [opened.post(reverse("answer_page"), {"answer": "hadir"}).status_code for _number in range(31)]
    assert sent == [302] * 30 + [429]
    assert answer_of(elder) == ("hadir", "")


def test_the_token_is_stored_hashed_and_stays_out_of_logs_and_history(opened, elder, token, caplog, secretary):
    with caplog.at_level(logging.DEBUG):
        opened.get(reverse("answer_link", args=["x" + token]))
        invitations.make_link(elder, by=secretary)
    assert token not in caplog.text
    assert re.fullmatch(r"[\w-]{32}", token)  # such parts of an address are left out of the log
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM programs_attendance a")
        (stored,) = cursor.fetchone()
        cursor.execute("SELECT row_to_json(a)::text FROM programs_attendanceevent a")
        kept = " ".join(row for (row,) in cursor.fetchall())
    assert token not in stored + kept
    assert "token_digest" not in kept


def test_the_page_keeps_out_of_caches_and_tells_no_other_site_where_it_was(opened):
    response = opened.get(reverse("answer_page"))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"


def test_the_file_by_the_link_is_the_meetings_and_nobody_is_in_it(opened, meeting, secretary):
    meetings.change(meeting, by=secretary, place="Rumah Pak RT; lantai 2, kiri", bring_along="Bawa kursi, ya")
    response = opened.get(reverse("answer_calendar_file"))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    (event,) = calendar.walk("VEVENT")
    assert (event["LOCATION"], event["DESCRIPTION"]) == ("Rumah Pak RT; lantai 2, kiri", "Bawa kursi, ya")
    assert event["DTSTART"].dt.utcoffset() == dt.timedelta(0)
    assert event["DTSTART"].dt == meeting.begins_at
    assert sorted(event.keys()) == sorted(
        ["UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS", "ORGANIZER", "DESCRIPTION"]
    )
    assert "Anwar" not in response.content.decode()


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Jakarta", "12:30"), ("Asia/Makassar", "11:30"), ("Asia/Jayapura", "10:30")]
)
def test_half_past_seven_is_that_of_the_networks_clock(opened, meeting, zone, hour):
    type(meeting.network).objects.filter(pk=meeting.network_id).update(time_zone=zone)
    (event,) = Calendar.from_ical(opened.get(reverse("answer_calendar_file")).content).walk("VEVENT")
    assert f"{event['DTSTART'].dt:%H:%M}" == hour


# --- Signed in ------------------------------------------------------------------------------------------------


def test_who_has_an_account_answers_on_the_meetings_page(signed_in, meeting, secretary, person):
    psm = person("psm")
    own = attendances.invite(meeting, by=secretary, user=psm, name=psm.name, element=Element.PKK)
    invitations.send(meeting, by=secretary)
    client = signed_in(psm)
    address = reverse("programs:meeting", args=[meeting.network.slug, meeting.pk])
    assert "Apakah Anda hadir?" in client.get(address).content.decode()
    posted = client.post(
        reverse("programs:answer_invitation", args=[meeting.network.slug, meeting.pk]), {"answer": "hadir"}
    )
    assert posted.url == address
    assert answer_of(own) == ("hadir", "")
    assert "Anda hadir" in client.get(address).content.decode()


def test_nobody_answers_for_somebody_else(signed_in, meeting, secretary, person, elder):
    invitations.send(meeting, by=secretary)
    address = reverse("programs:answer_invitation", args=[meeting.network.slug, meeting.pk])
    assert signed_in(person("psm")).post(address, {"answer": "hadir"}).status_code == 404
    assert answer_of(elder) == ("", "")


def test_who_lost_his_office_answers_no_more(signed_in, meeting, secretary, person):
    from members.models import Membership

    psm = person("psm")
    attendances.invite(meeting, by=secretary, user=psm, name=psm.name)
    invitations.send(meeting, by=secretary)
    Membership.objects.filter(user=psm).update(removed_at=dt.datetime.now(dt.UTC))
    address = reverse("programs:answer_invitation", args=[meeting.network.slug, meeting.pk])
    assert signed_in(psm).post(address, {"answer": "hadir"}).status_code == 404


# --- The secretary's page ----------------------------------------------------------------------------------------


@pytest.fixture
def desk(signed_in, secretary):
    return signed_in(secretary)


def invitations_page(client, meeting) -> str:
    response = client.get(reverse("programs:invitations", args=[meeting.network.slug, meeting.pk]))
    assert response.status_code == 200
    return response.content.decode()


def verb(client, meeting, name: str, *rest, **data) -> None:
    response = client.post(reverse(f"programs:{name}", args=[meeting.network.slug, meeting.pk, *rest]), data)
    assert response.status_code == 302


def test_who_gets_no_mail_has_a_text_with_his_own_link(desk, meeting, elder):
    verb(desk, meeting, "send_invitations")
    assert "Buat pesan" in invitations_page(desk, meeting)
    verb(desk, meeting, "make_answer_link", elder.pk)
    words = invitations_page(desk, meeting)
    (link,) = re.findall(
        r"wa\.me/628000000101\?text=[^\"]*(jawab/[\w-]{32}/)", words.replace("%2F", "/").replace("%3A", ":")
    )
    assert Client().get(f"/{link}").url == reverse("answer_page")
    fresh = Client()
    fresh.get(f"/{link}")
    fresh.post(reverse("answer_page"), {"answer": "hadir"})
    verb(desk, meeting, "note_told", elder.pk)
    words = invitations_page(desk, meeting)
    assert "wa.me" not in words
    assert ">1</b> hadir" in words


def test_the_link_is_shown_to_who_made_it_and_to_nobody_else(desk, signed_in, meeting, elder, person):
    verb(desk, meeting, "make_answer_link", elder.pk)
    assert "/jawab/" in invitations_page(desk, meeting).replace("%2F", "/")
    other = Client()
    other.force_login(person("chair"), backend="members.adapters.PortalBackend")
    assert "/jawab/" not in invitations_page(other, meeting).replace("%2F", "/")


def test_who_was_not_told_of_a_change_stays_on_the_list_until_somebody_has(desk, meeting, elder, secretary):
    verb(desk, meeting, "send_invitations")
    verb(desk, meeting, "note_told", elder.pk)
    assert list(Attendance.objects.untold()) == []
    meetings.change(meeting, by=secretary, begins=dt.time(20))
    assert list(Attendance.objects.untold()) == [elder]
    words = invitations_page(desk, meeting)
    assert "Belum tahu harinya sekarang" in words
    assert "20.00" in words
    home = desk.get(reverse("network_home", args=[meeting.network.slug])).content.decode()
    assert "1 undangan belum dikabari" in home
    verb(desk, meeting, "note_told", elder.pk)
    assert list(Attendance.objects.untold()) == []
    meetings.cancel(meeting, by=secretary, why="Hujan")
    assert "Belum tahu bahwa batal" in invitations_page(desk, meeting)
    verb(desk, meeting, "note_told", elder.pk)
    assert list(Attendance.objects.untold()) == []


def test_once_the_minutes_are_closed_nobody_is_noted_as_told(desk, meeting, secretary, elder):
    meetings.close(opening.opened(meeting, by=secretary), by=secretary)
    verb(desk, meeting, "note_told", elder.pk)
    assert Attendance.objects.get(pk=elder.pk).told_sequence is None


def test_only_the_board_makes_links_and_sends(signed_in, meeting, elder, person):
    client = signed_in(person("psm"))
    for name, rest in (("send_invitations", ()), ("make_answer_link", (elder.pk,)), ("note_told", (elder.pk,))):
        response = client.post(reverse(f"programs:{name}", args=[meeting.network.slug, meeting.pk, *rest]))
        assert response.status_code == 403
    assert Attendance.objects.get(pk=elder.pk).invited_at is None


def test_the_page_costs_the_same_for_one_and_for_three(desk, meeting, secretary, person):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            invitations_page(desk, meeting)
        return len(captured)

    for number, role in enumerate(("psm", "treasurer", "chair")):
        person_ = person(role)
        give_office(person_, "psm", meeting.network)
        attendances.invite(meeting, by=secretary, user=person_, name=person_.name)
        attendances.invite(meeting, by=secretary, name=f"Tokoh {number}")
        invitations.send(meeting, by=secretary)
        invitations_page(desk, meeting)
        if number == 0:
            one = cost()
    assert cost() == one <= 14
