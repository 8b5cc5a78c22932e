import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from PIL import Image

from members.models import FollowUp
from pmks_cases.actions import assignments, visits
from pmks_cases.models import EmergencyAlert, Photo, Visit
from tests.conftest import train
from wksbm.core.refusals import RefusedByRule


def jpeg() -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "JPEG")
    return SimpleUploadedFile("x.jpg", buffer.getvalue(), "image/jpeg")


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def case(make_case, make_resident, psm, secretary):
    made = make_case(make_resident())
    return assignments.assign(made, by=secretary, psm=psm)


@pytest.fixture
def visit_of(psm):
    """`visit_of(case)`: two hours ago, with its family, unless said otherwise."""

    def of(case, **more):
        more.setdefault("at", timezone.now() - dt.timedelta(hours=2))
        values = {"by": psm, "client_id": uuid4(), "met": "keluarga", "values": {}}
        return visits.record(case, **{**values, **more})

    return of


def test_the_case_takes_over_day_urgency_and_the_date_proposed_from_the_risk(case, visit_of, network):
    today = network.today()
    at = timezone.now() - dt.timedelta(minutes=1)
    for urgency, days in ((1, 90), (2, 30), (3, 7), (4, 1)):
        Visit.objects.filter(case=case).update(at=at - dt.timedelta(hours=3))
        visit_of(case, at=at, values={"urgency": urgency})
        case.refresh_from_db()
        assert (case.urgency, case.last_visit_on) == (urgency, today)
        assert case.next_visit_on == today + dt.timedelta(days=days)


def test_a_chosen_date_wins(case, visit_of, network):
    chosen = network.today() + dt.timedelta(days=4)
    assert visit_of(case, next_visit_on=chosen).next_visit_on == chosen
    case.refresh_from_db()
    assert case.next_visit_on == chosen


def test_who_met_nobody_comes_again_within_a_week_and_the_case_stays_unvisited(case, visit_of):
    visit = visit_of(case, met="tidak_bertemu")
    case.refresh_from_db()
    assert case.next_visit_on == visit.on + dt.timedelta(days=7)
    assert case.last_visit_on is None


def test_the_same_phone_id_five_times_is_one_visit(case, visit_of):
    client_id = uuid4()
    assert len({visit_of(case, client_id=client_id).pk for _time in range(5)}) == 1
    assert Visit.objects.filter(case=case).count() == 1


def test_somebody_elses_phone_id_is_refused(case, visit_of, secretary):
    client_id = uuid4()
    visit_of(case, client_id=client_id)
    with pytest.raises(RefusedByRule):
        visit_of(case, client_id=client_id, by=secretary)


def test_tomorrow_is_refused_beside_the_time(case, visit_of):
    with pytest.raises(RefusedByRule) as refused:
        visit_of(case, at=timezone.now() + dt.timedelta(days=1))
    assert refused.value.field == "at"


def test_a_second_visit_within_the_hour_is_refused_and_names_the_first(case, visit_of, secretary):
    first = visit_of(case)
    with pytest.raises(visits.VisitOfSameHour) as refused:
        visit_of(case, at=first.at + dt.timedelta(minutes=40))
    assert refused.value.first == first
    assert visit_of(case, at=first.at + dt.timedelta(minutes=40), by=secretary).pk != first.pk


def test_a_visit_that_waited_on_the_phone_does_not_undo_a_later_one(case, visit_of):
    type(case).objects.filter(pk=case.pk).update(opened_at=timezone.now() - dt.timedelta(days=9))
    case.refresh_from_db()
    visit_of(case, values={"urgency": 3})
    visit_of(case, at=timezone.now() - dt.timedelta(days=3), values={"urgency": 1})
    case.refresh_from_db()
    assert case.urgency == 3
    assert case.next_visit_on == case.last_visit_on + dt.timedelta(days=7)


def test_an_ended_case_takes_no_visit(case, visit_of):
    type(case).objects.filter(pk=case.pk).update(state="selesai")
    with pytest.raises(RefusedByRule):
        visit_of(case)


def test_the_named_follow_up_becomes_a_promise(case, visit_of, psm, network):
    due_on = network.today() + dt.timedelta(days=7)
    visit_of(case, follow_up={"what": "tanya Puskesmas soal kursi roda", "doer": psm, "due_on": due_on})
    promise = FollowUp.objects.of_origin(case).get()
    assert (promise.what, promise.doer, promise.due_on) == ("tanya Puskesmas soal kursi roda", psm, due_on)


def test_photos_are_kept_with_the_visit_and_a_fourth_is_refused(case, visit_of):
    assert visit_of(case, photos=[jpeg(), jpeg()]).photos.count() == 2
    with pytest.raises(RefusedByRule) as refused:
        visit_of(case, at=timezone.now(), photos=[jpeg()] * 4)
    assert refused.value.field == "photos"


def test_a_full_disk_takes_the_photo_not_the_visit(case, visit_of, settings, tmp_path):
    blocked = tmp_path / "files"
    blocked.write_text("not a folder")
    settings.MEDIA_ROOT = blocked
    visit = visit_of(case, photos=[jpeg()])
    assert visit.left_out_photos == 1
    assert Visit.objects.filter(pk=visit.pk).exists()
    assert not Photo.objects.filter(visit=visit).exists()


def test_a_visit_is_mended_within_seven_days_by_who_made_it(case, visit_of, psm, secretary):
    visit = visit_of(case)
    assert visits.change(visit, by=psm, values={"told": "sudah makan"}).told == "sudah makan"
    with pytest.raises(RefusedByRule):
        visits.change(visit, by=secretary, values={"told": "x"})
    Visit.objects.filter(pk=visit.pk).update(received_at=timezone.now() - dt.timedelta(days=8))
    with pytest.raises(RefusedByRule, match="tujuh hari"):
        visits.change(visit, by=psm, values={"told": "x"})
    assert visits.add_addendum(visit, by=psm, text="ternyata sudah pindah kamar").visit == visit


def test_mending_does_not_trip_over_the_visit_itself(case, visit_of, psm):
    visit = visit_of(case)
    assert visits.change(visit, by=psm, values={"at": visit.at - dt.timedelta(minutes=10)}).revision == 2


def test_an_emergency_is_told_at_once_to_the_board_but_not_to_who_says_it(case, visit_of, person, secretary, psm):
    chair = person("chair")
    person("treasurer")
    visit_of(case, values={"urgency": 4})
    assert {alert.recipient for alert in EmergencyAlert.objects.all()} == {chair, secretary}


def test_an_emergency_of_a_rahasia_case_is_told_to_its_team_alone(make_case, make_resident, person, secretary):
    chair, psm = person("chair"), train(person("psm"))
    case = assignments.assign(make_case(make_resident(), secrecy="rahasia"), by=secretary, psm=psm)
    visits.record(case, by=psm, client_id=uuid4(), at=timezone.now(), met="dia", values={"urgency": 4})
    assert [alert.recipient for alert in EmergencyAlert.objects.all()] == [secretary]
    assert chair not in [alert.recipient for alert in EmergencyAlert.objects.all()]


def test_who_is_shut_out_is_not_alerted(make_case, make_resident, person, secretary, psm):
    chair = person("chair")
    case = assignments.assign(make_case(make_resident(), excluded=[chair]), by=secretary, psm=psm)
    visits.record(case, by=psm, client_id=uuid4(), at=timezone.now(), met="dia", values={"urgency": 4})
    assert [alert.recipient for alert in EmergencyAlert.objects.all()] == [secretary]


def test_a_greeting_is_noted_once_and_moves_no_date(case, psm, make_resident):
    resident = case.resident
    client_id, at = uuid4(), timezone.now()
    greeted = {visits.greet(resident, by=psm, client_id=client_id, at=at).pk for _time in range(3)}
    before = case.next_visit_on
    case.refresh_from_db()
    assert len(greeted) == 1
    assert (case.last_visit_on, case.next_visit_on) == (None, before)


def test_a_former_companion_still_hands_in_what_she_saw_while_it_was_hers(case, secretary, psm, person, network):
    at = timezone.now()
    other = person("chair")
    assignments.assign(case, by=secretary, psm=other, note="suka teh")

    def former(user, at):
        found = visits.case_of_former_companion(network, case.number, user=user, at=at)
        return found and found.pk

    assert former(psm, at) == case.pk
    assert former(psm, timezone.now()) is None
    assert former(person("treasurer"), at) is None


def test_a_former_companion_who_is_shut_out_hands_in_nothing(case, secretary, psm, person, network):
    from pmks_cases.actions import case_secrecy

    at = timezone.now()
    assignments.assign(case, by=secretary, psm=person("chair"), note="suka teh")
    case_secrecy.shut_out(case, by=secretary, user=psm)
    assert visits.case_of_former_companion(network, case.number, user=psm, at=at) is None


@pytest.mark.django_db(transaction=True)
def test_the_same_visit_sent_five_times_at_once_is_one(categories, case, psm):
    client_id, at = uuid4(), timezone.now()

    def send(_time) -> int:
        try:
            fresh = type(case).objects.select_related("network").get(pk=case.pk)
            return visits.record(fresh, by=psm, client_id=client_id, at=at, met="dia", values={}).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as phones:
        made = set(phones.map(send, range(5)))
    assert made == {Visit.objects.get(case=case).pk}
