import datetime as dt
import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from members.models import FollowUp
from pmks_cases.actions import assignments, case_secrecy, visits
from pmks_cases.models import Case, CaseMember, Consent, EmergencyAlert, Photo, Visit
from pmks_cases.views.phone_store import keeper_of
from tests.conftest import train


def jpeg(size=(40, 30)) -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", size, "teal").save(buffer, "JPEG")
    return SimpleUploadedFile("x.jpg", buffer.getvalue(), "image/jpeg")


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def case(make_case, make_resident, psm, secretary):
    return assignments.assign(make_case(make_resident("Dimas Saputra"), landmark="pagar hijau"), by=secretary, psm=psm)


@pytest.fixture
def page(network, case):
    return lambda route="record_visit", *args: reverse(
        f"pmks_cases:{route}", args=[network.slug, *(args or [case.number])]
    )


def typed(**more) -> dict:
    values = {"form_id": uuid4(), "met": "keluarga", "urgency": "2", "next": "usul", "within": "7", "food": "1"}
    return {**values, **more}


def record(case, by, **more) -> Visit:
    values = {"client_id": uuid4(), "at": timezone.now() - dt.timedelta(hours=3), "met": "dia", "values": {}}
    return visits.record(case, by=by, **{**values, **more})


def test_the_page_asks_with_what_was_noted_the_last_time(signed_in, psm, case, page):
    record(case, psm, values={"food": 2})
    text = signed_in(psm).get(page()).content.decode()
    assert "Kunjungan ke rumah Dimas Saputra" in text
    assert "kunjungan ke-2" in text
    assert "lalu: cukup" in text
    assert "pagar hijau" in text


def test_the_contact_can_be_telephoned_from_the_form_but_of_a_rahasia_case_no_number_stands_there(
    signed_in, psm, case, page
):
    type(case).objects.filter(pk=case.pk).update(contact_phone="+628000000123", contact_name="Bu Wati")
    text = signed_in(psm).get(page()).content.decode()
    assert 'href="tel:+628000000123"' in text and "Telepon Bu Wati" in text
    train(psm, "lanjutan")
    CaseMember.objects.create(network=case.network, case=case, user=psm)
    type(case).objects.filter(pk=case.pk).update(secrecy="rahasia")
    hidden = signed_in(psm).get(page())
    assert (hidden.status_code, "tel:" in hidden.content.decode()) == (200, False)


def test_a_visit_with_photo_and_follow_up_is_one_post(signed_in, psm, case, page, network):
    sent = typed(photos=[jpeg(), jpeg()], what="tanya Puskesmas", doer=psm.pk, told="sehat")
    answer = signed_in(psm).post(page(), sent)
    visit = Visit.objects.get(case=case)
    assert answer.url == page("visit", visit.pk)
    assert (visit.met, visit.food, visit.told, visit.photos.count()) == ("keluarga", 1, "sehat", 2)
    assert visit.client_id == sent["form_id"]
    promise = FollowUp.objects.of_origin(case).get()
    assert promise.due_on == network.today() + dt.timedelta(days=7)


def test_nobody_met_needs_nothing_but_the_button(signed_in, psm, case, page, network):
    signed_in(psm).post(page("nobody_met"), {"form_id": uuid4()})
    visit = Visit.objects.get(case=case)
    assert (visit.met, visit.next_visit_on) == ("tidak_bertemu", network.today() + dt.timedelta(days=7))


def test_the_same_form_five_times_is_one_visit(signed_in, psm, case, page):
    sent = typed()
    assert len({signed_in(psm).post(page(), sent).url for _time in range(5)}) == 1
    assert Visit.objects.count() == 1


def test_tomorrow_is_refused_beside_the_time_and_nothing_typed_is_lost(signed_in, psm, page, network):
    tomorrow = timezone.localtime(timezone.now() + dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    answer = signed_in(psm).post(page(), typed(at=tomorrow, told="belum makan", companion="Bu Sri"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Waktu ini belum tiba" in text
    assert "belum makan" in text and "Bu Sri" in text
    assert not Visit.objects.exists()


def test_a_second_visit_of_the_hour_shows_the_way_to_the_first(signed_in, psm, case, page):
    first = record(case, psm, at=timezone.now() - dt.timedelta(minutes=20))
    answer = signed_in(psm).post(page(), typed())
    assert answer.status_code == 422
    assert page("visit", first.pk) in answer.content.decode()


@pytest.mark.parametrize(
    ("photos", "word"),
    [
        ([SimpleUploadedFile("x.heic", HEIC, "image/heic")], "HEIC"),
        ([SimpleUploadedFile("x.mp4", b"\0\0\0\x18ftypisom", "video/mp4")], "video"),
        ([jpeg(), jpeg(), jpeg(), jpeg()], "Paling banyak tiga foto"),
    ],
)
def test_a_refused_photo_is_said_beside_it_and_nothing_typed_is_lost(signed_in, psm, page, photos, word):
    answer = signed_in(psm).post(page(), typed(photos=photos, told="belum makan"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert word in text
    assert "belum makan" in text
    assert re.search(r'value="keluarga"\s+checked', text)


def test_who_does_not_want_photos_is_not_asked_and_none_is_taken(signed_in, psm, case, page, network, secretary):
    Consent.objects.create(
        network=network, case=case, purpose="foto", answer=False, given_by="Bu Wati", way="lisan", by=secretary
    )
    assert 'type="file"' not in signed_in(psm).get(page()).content.decode()
    signed_in(psm).post(page(), typed(photos=[jpeg()]))
    assert Visit.objects.filter(case=case).exists()
    assert not Photo.objects.exists()
    shown_again = signed_in(psm).post(page(), typed(met="")).content.decode()
    assert 'type="file"' not in shown_again
    assert "Tanpa foto: keluarga ini tidak mau difoto." in shown_again


def test_a_visit_is_saved_with_twelve_statements(signed_in, psm, case, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(psm)
    client.get(page())
    with CaptureQueriesContext(connection) as asked:
        client.post(page(), typed())
    assert Visit.objects.filter(case=case).exists()
    brackets = ("SAVEPOINT", "RELEASE SAVEPOINT")
    assert len([one for one in asked if not one["sql"].rpartition("; ")[2].startswith(brackets)]) <= 12


def test_visiting_in_pairs_is_said_and_asks_for_the_companion(signed_in, psm, case, page):
    type(case).objects.filter(pk=case.pk).update(visit_in_pairs=True)
    text = signed_in(psm).get(page()).content.decode()
    assert "Kunjungi berdua" in text
    assert text.index('name="companion"') < text.index('name="met"')


def test_a_house_visited_in_pairs_is_not_noted_without_the_companion_or_a_reason(signed_in, psm, case, page):
    type(case).objects.filter(pk=case.pk).update(visit_in_pairs=True)
    refused = signed_in(psm).post(page(), typed(told="belum makan"))
    assert refused.status_code == 422
    assert "Tulis siapa yang menemani, atau mengapa terpaksa sendiri." in refused.content.decode()
    assert "belum makan" in refused.content.decode()
    assert not Visit.objects.exists()
    signed_in(psm).post(page(), typed(alone_why="Bu Sri sakit"))
    visit = Visit.objects.get()
    assert (visit.companion, visit.alone_why) == ("", "Bu Sri sakit")
    shown = signed_in(psm).get(page("visit", visit.pk)).content.decode()
    assert "Datang sendiri, karena Bu Sri sakit" in shown
    mended = {"form_id": uuid4(), "met": "keluarga", "place": "rumah", "revision": 1}
    assert signed_in(psm).post(page("change_visit", visit.pk), mended).status_code == 422
    mended |= {"form_id": uuid4(), "companion": "Bu Tini"}
    assert signed_in(psm).post(page("change_visit", visit.pk), mended).status_code == 302
    visit.refresh_from_db()
    assert (visit.companion, visit.alone_why) == ("Bu Tini", "")


@pytest.mark.parametrize("more", [{"companion": "Bu Sri"}, {"place": "telepon"}, {"kept_on_phone": "1"}])
def test_with_a_companion_by_telephone_and_from_the_phones_store_it_is_taken(signed_in, psm, case, page, more):
    type(case).objects.filter(pk=case.pk).update(visit_in_pairs=True)
    assert signed_in(psm).post(page(), typed(**more)).status_code == 302
    assert Visit.objects.get().companion == more.get("companion", "")


def test_an_ended_case_says_so(signed_in, psm, case, page):
    type(case).objects.filter(pk=case.pk).update(state="selesai")
    assert "sudah selesai" in signed_in(psm).get(page()).content.decode()
    assert signed_in(psm).post(page(), typed()).status_code == 422


# --- What a phone sends by itself ----------------------------------------------------------------------------

PHONE = {"X-Visit-From-Phone": "1"}


def test_the_script_is_answered_in_words(signed_in, psm, case, page):
    sent = typed(keeper=keeper_of(psm))
    answer = signed_in(psm).post(page(), sent, headers=PHONE)
    assert answer.json() == {"url": page("visit", Visit.objects.get(case=case).pk)}
    refused = signed_in(psm).post(page(), typed(keeper=keeper_of(psm), met=""), headers=PHONE)
    assert refused.status_code == 422
    assert refused.json()["errors"] == {"met": ["Pilih siapa yang ditemui."]}


def test_somebody_elses_kept_visit_is_not_taken(signed_in, psm, secretary, page):
    answer = signed_in(secretary).post(page(), typed(keeper=keeper_of(psm)), headers=PHONE)
    assert answer.status_code == 409
    assert not Visit.objects.exists()


def test_without_a_session_the_phone_is_sent_to_the_door_and_keeps_what_it_has(client, page):
    answer = client.post(page(), typed(), headers=PHONE)
    assert answer.status_code == 302
    assert not Visit.objects.exists()


def test_a_kept_visit_stands_at_the_time_that_the_phone_noted(signed_in, psm, case, page):
    at = timezone.now() - dt.timedelta(days=2)
    signed_in(psm).post(page(), typed(keeper=keeper_of(psm), noted_at=at.isoformat(), kept_on_phone="1"), headers=PHONE)
    visit = Visit.objects.get(case=case)
    assert (visit.at, visit.kept_on_phone) == (at, True)


def test_a_kept_visit_is_not_lost_for_its_photo(signed_in, psm, case, page):
    photos = [jpeg(), SimpleUploadedFile("x.heic", HEIC, "image/heic")]
    sent = typed(keeper=keeper_of(psm), kept_on_phone="1", photos=photos)
    assert signed_in(psm).post(page(), sent, headers=PHONE).status_code == 200
    assert Visit.objects.get(case=case).photos.count() == 1


def test_a_visit_made_before_the_handover_is_still_taken(signed_in, psm, case, page, secretary, network):
    at = timezone.now() - dt.timedelta(minutes=5)
    assignments.assign(case, by=secretary, psm=secretary, note="suka teh")
    sent = typed(keeper=keeper_of(psm), noted_at=at.isoformat(), kept_on_phone="1")
    answer = signed_in(psm).post(page(), sent, headers=PHONE)
    assert answer.json() == {"url": reverse("network_home", args=[network.slug])}
    assert Visit.objects.get(case=case).by == psm
    late = typed(keeper=keeper_of(psm), noted_at=timezone.now().isoformat(), kept_on_phone="1")
    assert signed_in(psm).post(page(), late, headers=PHONE).status_code == 404
    assert signed_in(psm).get(page()).status_code == 404


def test_the_phone_learns_whose_session_this_is_and_strangers_nothing(signed_in, client, psm):
    assert client.get(reverse("visit_keeper")).status_code == 302
    found = signed_in(psm).get(reverse("visit_keeper")).json()
    assert found["keeper"] == keeper_of(psm)


def test_the_page_without_signal_and_its_worker_know_nobody(client, db):
    assert client.get(reverse("without_signal")).status_code == 200
    script = client.get(reverse("service_worker"))
    assert script["Content-Type"].startswith("text/javascript")
    assert "css/portal.css" in script.content.decode()


def test_camera_and_place_are_for_the_portal_itself_alone(signed_in, psm, page):
    assert signed_in(psm).get(page())["Permissions-Policy"].startswith("camera=(self), geolocation=(self)")


# --- Afterwards ----------------------------------------------------------------------------------------------


def test_the_visit_page_shows_what_was_noted(signed_in, psm, case, page, secretary):
    visit = record(case, psm, values={"food": 0, "told": "beras habis"}, photos=[jpeg()])
    text = signed_in(secretary).get(page("visit", visit.pk)).content.decode()
    assert "beras habis" in text and "Gawat" in text
    assert page("thumbnail", visit.photos.get().pk) in text
    assert page("change_visit", visit.pk) not in text


def test_its_author_mends_it_within_seven_days_and_adds_to_it_later(signed_in, psm, case, page):
    visit = record(case, psm, values={"told": "beras habis"})
    form = signed_in(psm).get(page("change_visit", visit.pk))
    assert "beras habis" in form.content.decode()
    sent = {"form_id": uuid4(), "met": "keluarga", "told": "beras tinggal sedikit", "place": "rumah", "revision": 1}
    assert signed_in(psm).post(page("change_visit", visit.pk), sent).url == page("visit", visit.pk)
    visit.refresh_from_db()
    assert (visit.told, visit.met, visit.revision) == ("beras tinggal sedikit", "keluarga", 2)
    Visit.objects.filter(pk=visit.pk).update(received_at=timezone.now() - dt.timedelta(days=8))
    assert signed_in(psm).get(page("change_visit", visit.pk)).status_code == 302
    assert signed_in(psm).post(page("change_visit", visit.pk), {**sent, "form_id": uuid4()}).status_code == 422
    signed_in(psm).post(page("add_addendum", visit.pk), {"form_id": uuid4(), "text": "sudah dibantu tetangga"})
    assert "sudah dibantu tetangga" in signed_in(psm).get(page("visit", visit.pk)).content.decode()


def test_mended_on_two_phones_at_once_the_second_is_told(signed_in, psm, case, page):
    visit = record(case, psm, values={"told": "satu"})
    base = {"met": "dia", "place": "rumah", "revision": 1}
    signed_in(psm).post(page("change_visit", visit.pk), {**base, "form_id": uuid4(), "told": "dua"})
    answer = signed_in(psm).post(
        page("change_visit", visit.pk), {**base, "form_id": uuid4(), "told": "tiga"}, follow=True
    )
    assert "HP lain" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.told == "dua"


def test_the_way_in_lists_what_is_due_by_rt_and_finds_the_rest(
    signed_in, psm, case, page, network, make_case, make_resident, secretary
):
    type(case).objects.filter(pk=case.pk).update(next_visit_on=network.today() - dt.timedelta(days=4))
    make_case(make_resident("Orang Lain"))
    answer = signed_in(psm).get(reverse("pmks_cases:choose_visit", args=[network.slug]))
    text = answer.content.decode()
    assert "Dimas Saputra" in text and "Terlambat 4 hari" in text and "pagar hijau" in text
    assert "Orang Lain" not in text
    assert len(answer.content) < 100_000
    found = signed_in(psm).get(reverse("pmks_cases:choose_visit", args=[network.slug]), {"nama": "dimas"})
    assert page() in found.content.decode()


def test_the_way_in_asks_the_same_for_one_house_and_for_three(
    signed_in, psm, case, network, make_case, make_resident, secretary
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = reverse("pmks_cases:choose_visit", args=[network.slug])

    def count():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            signed_in(psm).get(address)
        return len(asked)

    signed_in(psm).get(address)
    one = count()
    for name in ("Satu", "Dua"):
        assignments.assign(make_case(make_resident(name)), by=secretary, psm=psm)
    assert count() == one


def test_a_kader_greets_the_residents_of_her_own_dasawisma_alone(signed_in, person, network, make_resident, page):
    from members.models import Dasawisma, Membership, Rt
    from pmks_cases.models import Family

    kader = person("dasawisma_kader")
    dasawisma = Dasawisma.objects.create(network=network, rt=Rt.objects.first(), name="Melati")
    Membership.objects.filter(user=kader).update(dasawisma=dasawisma)
    own = make_resident("Painem", family=Family.objects.create(network=network, dasawisma=dasawisma))
    other = make_resident("Slamet")
    greet = lambda resident: reverse("pmks_cases:greet", args=[network.slug, resident.pk])  # noqa: E731
    way_in = signed_in(kader).get(reverse("pmks_cases:choose_visit", args=[network.slug])).content.decode()
    assert "Painem" in way_in and "Slamet" not in way_in
    assert signed_in(kader).post(greet(own), {"form_id": uuid4(), "met": "dia"}).status_code == 302
    assert signed_in(kader).post(greet(other), {"form_id": uuid4(), "met": "dia"}).status_code == 404
    greeting = Visit.objects.get()
    assert (greeting.kind, greeting.resident, greeting.by) == ("sapaan", own, kader)
    assert (
        "Painem" in signed_in(kader).get(reverse("pmks_cases:visit", args=[network.slug, greeting.pk])).content.decode()
    )


# --- Emergencies ---------------------------------------------------------------------------------------------


def test_an_emergency_waits_until_somebody_takes_it(signed_in, psm, case, page, secretary):
    signed_in(psm).post(page(), typed(urgency="4", told="pingsan"))
    alert = EmergencyAlert.objects.get(recipient=secretary)
    text = signed_in(secretary).get(page("emergency", alert.pk)).content.decode()
    assert "pingsan" in text and "Saya tangani" in text
    assert signed_in(secretary).get(page("answer_emergency", alert.pk)).status_code == 405
    answer = signed_in(secretary).post(page("answer_emergency", alert.pk))
    assert answer.url == page("case")
    alert.refresh_from_db()
    assert alert.seen_at is not None
    assert signed_in(psm).get(page("emergency", alert.pk)).status_code == 404


def test_who_is_shut_out_finds_no_visit_no_form_and_no_alert(signed_in, psm, case, page, secretary):
    visit = record(case, psm, values={"urgency": 4})
    alert = EmergencyAlert.objects.get(recipient=secretary)
    case_secrecy.shut_out(case, by=psm, user=secretary)
    for address in (page(), page("visit", visit.pk), page("emergency", alert.pk), page("change_visit", visit.pk)):
        assert signed_in(secretary).get(address).status_code == 404


def test_a_refused_form_still_offers_everybody_who_could_take_the_promise(signed_in, psm, page, secretary):
    for answer in (signed_in(psm).get(page()), signed_in(psm).post(page(), typed(met=""))):
        assert f'<option value="{secretary.pk}">' in answer.content.decode()


def test_the_promise_may_go_to_somebody_else(signed_in, psm, case, page, secretary):
    signed_in(psm).post(page(), typed(what="telepon Puskesmas", doer=secretary.pk, within="3"))
    assert FollowUp.objects.of_origin(case).get().doer == secretary


def test_of_a_guarded_case_the_promise_goes_only_to_who_may_know(signed_in, psm, case, page, secretary, person):
    chair = person("chair")
    case_secrecy.shut_out(case, by=secretary, user=chair)
    assert f'<option value="{chair.pk}">' not in signed_in(psm).get(page()).content.decode()
    refused = signed_in(psm).post(page(), typed(what="telepon", doer=chair.pk))
    assert refused.status_code == 422


@pytest.mark.parametrize("days", [-2, 4000])
def test_a_phone_whose_clock_is_wrong_notes_the_time_of_its_arrival(signed_in, psm, case, page, days):
    noted = (timezone.now() - dt.timedelta(days=days)).isoformat()
    signed_in(psm).post(page(), typed(keeper=keeper_of(psm), noted_at=noted, kept_on_phone="1"), headers=PHONE)
    assert timezone.now() - Visit.objects.get(case=case).at < dt.timedelta(minutes=1)


def test_a_list_names_a_rahasia_case_by_its_number_alone(
    signed_in, make_case, make_resident, secretary, trained_psm, network
):
    told = {"landmark": "dekat sekolah", "contact_phone": "+628000000001"}
    case = make_case(make_resident("Nabila"), secrecy="rahasia", **told)
    assignments.assign(case, by=secretary, psm=trained_psm)
    type(case).objects.filter(pk=case.pk).update(next_visit_on=network.today())
    text = signed_in(trained_psm).get(reverse("pmks_cases:choose_visit", args=[network.slug])).content.decode()
    assert case.number in text
    assert [word for word in ("Nabila", *told.values(), "RT 001") if word in text.replace("\xa0", " ")] == []


def test_the_others_see_who_takes_care_of_the_emergency(signed_in, psm, page, secretary, person):
    chair = person("chair")
    signed_in(psm).post(page(), typed(urgency="4"))
    mine, hers = (EmergencyAlert.objects.get(recipient=user) for user in (chair, secretary))
    assert "menanganinya" not in signed_in(chair).get(page("emergency", mine.pk)).content.decode()
    signed_in(secretary).post(page("answer_emergency", hers.pk))
    assert f"{secretary.name} menanganinya" in signed_in(chair).get(page("emergency", mine.pk)).content.decode()


def test_a_file_beyond_all_measure_is_refused_beside_the_photos(signed_in, psm, page, settings):
    settings.UPLOAD_LIMIT_BYTES = 1000
    answer = signed_in(psm).post(page(), typed(photos=[jpeg((900, 900))], told="belum makan"))
    assert answer.status_code == 422
    assert "Paling besar 20 MB" in answer.content.decode() and "belum makan" in answer.content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "1900-06-01T08:00"])
def test_a_day_of_long_ago_is_a_mistake_of_the_year(signed_in, psm, page, at):
    answer = signed_in(psm).post(page(), typed(at=at, told="pintunya rusak"))
    assert answer.status_code == 422
    assert "Periksa tahunnya" in answer.content.decode()
    assert "pintunya rusak" in answer.content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_mended_visit_takes_no_next_day_that_cannot_be(signed_in, psm, case, page, day):
    visit = record(case, psm)
    answer = signed_in(psm).post(page("change_visit", visit.pk), typed(met="dia", next_visit_on=day, revision="1"))
    assert answer.status_code == 422
    assert "Tanggal ini" in answer.content.decode()


def test_an_address_with_a_letter_that_no_database_knows_is_not_found(signed_in, psm, page):
    assert signed_in(psm).get(page().replace("/kasus/", "/kasus/%00")).status_code == 404


def test_the_id_of_somebody_elses_form_is_no_error_of_the_portal(signed_in, psm, secretary, page):
    values = typed()
    signed_in(psm).post(page(), values)
    answer = signed_in(secretary).post(page(), values | {"told": "saya juga ke sana"})
    assert answer.status_code == 422
    assert "saya juga ke sana" in answer.content.decode()
    assert str(values["form_id"]) not in answer.content.decode()
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("secrecy", ["terbatas", "rahasia"])
def test_the_title_in_the_browsers_history_names_nobody_of_a_guarded_case(
    signed_in, secretary, make_case, make_resident, network, secrecy
):
    case = make_case(make_resident("Dimas Saputra"), secrecy=secrecy)
    page = signed_in(secretary).get(reverse("pmks_cases:record_visit", args=[network.slug, case.number]))
    title = re.search(r"<title>(.*?)</title>", page.content.decode(), re.S)[1]
    assert "Dimas" not in title
    assert case.number in title


def test_mending_a_visit_of_an_ended_case_asks_for_no_other(case, psm):
    visit = record(case, psm)
    Case.objects.filter(pk=case.pk).update(state="selesai", next_visit_on=None, urgency=1)
    visits.change(visit, by=psm, values={"urgency": 3, "next_visit_on": dt.date(2030, 1, 1)})
    case.refresh_from_db()
    assert (case.next_visit_on, case.urgency) == (None, 1)


def test_who_notes_an_emergency_reads_whom_it_has_reached(signed_in, psm, case, page, person):
    chair = person("chair")
    after = signed_in(psm).post(page(), typed(urgency="4", told="pingsan"), follow=True).content.decode()
    assert f"Sudah dikabarkan kepada {chair.name}" in after
    assert [number for number in ("119", "110", "129") if f"{number} (" not in after] == []
