"""What the invited are told of a meeting: by real mail, each thing once, and nothing that no longer holds."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from members.models import RestDay
from programs.actions import agenda, attendances, invitations, meetings, telling
from programs.models import Attendance, Element
from tests.postbox import Postbox, without_addresses
from wksbm.notifications.actions import delivering, inbox, writing
from wksbm.notifications.models import Delivery, Notification, Preference


@pytest.fixture
def postbox():
    with Postbox() as opened:
        yield opened


def mailed(person, name: str):
    """A person whom mails reach."""
    person.email = f"{name}@contoh.invalid"
    person.save()
    return person


@pytest.fixture
def psm(person):
    return mailed(person("psm"), "psm")


@pytest.fixture
def invited(meeting, secretary, psm, chair):
    """The volunteer by mail, the chair without an address, an elder without an account; all are invited."""
    rows = {
        "psm": attendances.invite(meeting, by=secretary, user=psm, name=psm.name, element=Element.PKK),
        "chair": attendances.invite(meeting, by=secretary, user=chair, name=chair.name, element=Element.RW),
        "elder": attendances.invite(meeting, by=secretary, name="Pak Anwar", element=Element.FAITH),
    }
    invitations.send(meeting, by=secretary)
    meeting.refresh_from_db()
    return rows


def at(network, clock: str, days: int = 0) -> dt.datetime:
    """So many days from the real today, whatever the test has made of the clock."""
    zone = ZoneInfo(network.time_zone)
    day = dt.datetime.now(zone).date() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), tzinfo=zone)


def run(network, clock: str = "12:00", days: int = 0) -> int:
    """What beat and worker do at this hour."""
    now = at(network, clock, days)
    writing.write_due(now)
    return delivering.deliver(now=now)


def calendar_of(letter) -> Calendar:
    (file,) = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    assert file.get_filename() == "musyawarah.ics"
    calendar = Calendar.from_ical(file.get_payload(decode=True))
    assert file.get_param("method") == calendar["METHOD"]
    return calendar


def body_of(letter) -> str:
    return letter.get_body(("plain",)).get_content()


def test_an_invitation_is_mailed_by_itself_with_its_calendar_file(postbox, network, meeting, invited, psm):
    assert [run(network), run(network)] == [1, 0]
    (letter,) = postbox.read
    assert letter["To"] == "psm@contoh.invalid"
    assert letter["Subject"].startswith("Undangan musyawarah, ")
    calendar = calendar_of(letter)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert (event["SEQUENCE"], event["LOCATION"], event["STATUS"]) == (0, "Balai RW", "CONFIRMED")
    assert event["DTSTART"].dt == meeting.begins_at
    assert event["DTEND"].dt == meeting.begins_at + dt.timedelta(hours=2)
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [dt.timedelta(days=-1), dt.timedelta(hours=-2)]
    assert invitations.path_for(Attendance.objects.get(pk=invited["psm"].pk)) in body_of(letter)
    told = Notification.objects.get(recipient=psm)
    assert reverse("notifications:open", args=[told.pk]) in body_of(letter)


def test_it_waits_for_the_end_of_the_night_but_not_for_the_digest_or_a_day_of_rest(postbox, network, invited, psm):
    Preference.objects.create(user=psm, hour=19)
    RestDay.objects.create(network=network, starts_on=network.today(), ends_on=network.today(), reason="Libur")
    assert run(network, "05:30") == 0
    assert run(network, "06:05") == 1


def test_who_has_ended_his_mails_is_sent_none_and_stays_on_the_secretarys_list(network, meeting, secretary, psm, chair):
    Preference.objects.create(user=psm, daily=False)
    row = attendances.invite(meeting, by=secretary, user=psm, name=psm.name)
    invitations.send(meeting, by=secretary)
    assert run(network) == 0
    assert list(Attendance.objects.untold()) == [row]
    assert len(inbox.newest(psm).lines) == 1


def test_a_move_reaches_everybody_who_was_invited_once_with_a_new_file(
    postbox, network, meeting, invited, secretary, psm
):
    run(network)
    del postbox.letters[:]
    attendances.invite(meeting, by=secretary, user=secretary, name=secretary.name)  # on the list, not invited yet
    mailed(secretary, "sekretaris")
    meetings.change(meeting, by=secretary, held_on=meeting.held_on + dt.timedelta(days=1))
    assert [run(network), run(network), run(network, "15:00")] == [1, 0, 0]
    (letter,) = postbox.read
    assert letter["To"] == "psm@contoh.invalid"
    assert letter["Subject"].startswith("Musyawarah berubah: sekarang ")
    (event,) = calendar_of(letter).walk("VEVENT")
    meeting.refresh_from_db()
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (1, meeting.begins_at)
    assert event["UID"].startswith(f"musyawarah-{meeting.pk}@")


def test_who_stayed_away_on_the_old_day_is_asked_anew_and_reminded(postbox, network, meeting, invited, secretary, psm):
    attendances.answer(invited["psm"], by=psm, answer="tidak")
    run(network)
    del postbox.letters[:]
    meetings.change(meeting, by=secretary, held_on=meeting.held_on + dt.timedelta(days=1))
    assert run(network) == 1
    assert "Jawaban Anda untuk hari sebelumnya: mohon jawab lagi." in body_of(postbox.read[0])
    assert run(network, days=3) == 1
    attendances.answer(invited["psm"], by=psm, answer="tidak")
    assert run(network, "18:00", days=4) == 0


def test_of_two_moves_within_a_minute_only_the_last_is_told(postbox, network, meeting, invited, secretary):
    run(network)
    del postbox.letters[:]
    for days in (1, 2):
        meetings.change(meeting, by=secretary, held_on=meeting.held_on + dt.timedelta(days=days))
    assert run(network) == 1
    (letter,) = postbox.read
    meeting.refresh_from_db()
    (event,) = calendar_of(letter).walk("VEVENT")
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (2, meeting.begins_at)
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["dropped", "sent", "sent"]


def test_who_was_not_mailed_the_invitation_yet_is_mailed_the_change_alone(
    postbox, network, meeting, invited, secretary
):
    meetings.change(meeting, by=secretary, begins=dt.time(20))
    assert run(network) == 1
    assert [letter["Subject"].split(":")[0] for letter in postbox.read] == ["Musyawarah berubah"]


def test_what_stays_as_it_was_is_told_to_nobody(postbox, network, meeting, invited, secretary, chair):
    run(network)
    del postbox.letters[:]
    meetings.change(meeting, by=secretary, chair=secretary, place=meeting.place, bring_along="Bawa kartu RT")
    assert run(network) == 0
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.moved_sequence) == (1, 0)  # the file has changed, the hour has not


def test_a_cancellation_takes_it_out_of_the_calendar(postbox, network, meeting, invited, secretary):
    run(network)
    del postbox.letters[:]
    meetings.cancel(meeting, by=secretary, why="Hujan")
    assert [run(network), run(network)] == [1, 0]
    (letter,) = postbox.read
    calendar = calendar_of(letter)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert "/jawab/" not in body_of(letter)


def test_a_meeting_that_nobody_was_invited_to_is_called_off_without_a_word(postbox, network, meeting, secretary, psm):
    attendances.invite(meeting, by=secretary, user=psm, name=psm.name)
    meetings.cancel(meeting, by=secretary, why="Hujan")
    assert run(network) == 0


@pytest.mark.parametrize(("days", "words"), [(0, "Musyawarah 3 hari lagi"), (2, "Musyawarah besok")])
def test_reminded_in_the_digest_three_days_and_one_day_before(postbox, network, invited, days, words, time_machine):
    attendances.answer(invited["psm"], by=None, answer=Attendance.Answer.COMES)
    Notification.objects.update(written_at=timezone.now() - dt.timedelta(days=5))
    if days:
        time_machine(at(network, "07:30", days))
    assert [run(network, "07:30", days), run(network, "07:35", days)] == [1, 0]
    (letter,) = postbox.read
    assert words in body_of(letter)
    assert [part for part in letter.walk() if part.get_content_type() == "text/calendar"] == []


def test_who_was_invited_today_is_not_reminded_today(postbox, network, invited):
    assert run(network) == 1
    assert list(Notification.objects.values_list("kind", flat=True).distinct()) == [telling.INVITED]


@pytest.fixture
def time_machine(monkeypatch):
    """`time_machine(instant)`: the clock of this process stands there."""

    def go(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    return go


@pytest.mark.parametrize(
    ("begins", "clock", "expected"),
    [
        ("19:30", "17:25", 0),
        ("19:30", "17:30", 1),
        ("19:30", "19:29", 1),
        ("07:00", "05:30", 0),  # in the night
        ("07:00", "06:00", 1),
    ],
)
def test_two_hours_before_by_itself_also_on_a_day_of_rest(
    postbox, network, meeting, invited, secretary, time_machine, begins, clock, expected
):
    attendances.answer(invited["psm"], by=None, answer=Attendance.Answer.COMES)
    day = meeting.held_on
    RestDay.objects.create(network=network, starts_on=day, ends_on=day, reason="Libur")
    type(meeting).objects.filter(pk=meeting.pk).update(begins=begins)
    time_machine(at(network, clock, 3))
    assert [run(network, clock, 3), run(network, clock, 3)] == [expected, 0]
    assert [letter["Subject"].startswith("Musyawarah hari ini pukul") for letter in postbox.read] == [True] * expected


def test_who_stays_away_is_not_reminded_and_neither_is_anybody_of_a_meeting_called_off(
    postbox, network, meeting, invited, secretary, time_machine
):
    attendances.answer(invited["psm"], by=None, answer=Attendance.Answer.STAYS_AWAY)
    time_machine(at(network, "17:45", 3))
    writing.write_due(at(network, "17:45", 3))
    kinds = Notification.objects.filter(kind=telling.SOON)
    assert [row.recipient.username for row in kinds] == ["chair-004"]  # has no address: the bell alone
    meetings.cancel(meeting, by=secretary, why="Hujan")
    assert inbox.newest(kinds[0].recipient).lines[0][1].title.endswith("dibatalkan")
    assert len(inbox.newest(kinds[0].recipient).lines) == 1


def test_an_answer_given_while_the_reminder_waits_stops_it(postbox, network, invited, time_machine):
    time_machine(at(network, "17:45", 3))
    writing.write_due(at(network, "17:45", 3))
    attendances.answer(invited["psm"], by=None, answer=Attendance.Answer.STAYS_AWAY)
    assert delivering.deliver(now=at(network, "17:45", 3)) == 0


def test_no_mail_names_who_is_helped_or_a_line_of_the_agenda(
    postbox, network, meeting, invited, secretary, make_waiting_case, make_resident
):
    case = make_waiting_case(resident=make_resident("Sulastri"))
    agenda.propose(meeting, by=secretary)
    meetings.change(meeting, by=secretary, begins=dt.time(20))
    run(network)
    (letter,) = postbox.read
    whole = without_addresses(letter.as_string()) + calendar_of(letter).to_ical().decode()
    assert [word for word in ("Sulastri", case.number, "kursi roda") if word in whole] == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_everybody_once(postbox, network, meeting, secretary, person):
    people = [mailed(person(role), role) for role in ("psm", "treasurer", "rt_head")]
    for one in people:
        attendances.invite(meeting, by=secretary, user=one, name=one.name)
    invitations.send(meeting, by=secretary)
    meetings.change(meeting, by=secretary, place="Mushala")

    def work(_number):
        try:
            run(network)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work, range(4)))
    assert sorted(letter["To"] for letter in postbox.read) == sorted(one.email for one in people)
