"""Aspirations: written by any member, brought to a meeting or answered at once, and seen by who wrote it."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from members.actions import follow_ups
from members.models import FollowUp
from programs.actions import agenda, aspirations, decisions
from programs.models import AgendaItem, Aspiration, Element, Picture
from tests.programs.opening import opened
from tests.programs.views.test_meetings import fill
from wksbm.notifications.kinds import About, kinds
from wksbm.notifications.models import Notification


def at(network, route="aspirations", *more):
    return reverse(f"programs:{route}", args=[network.slug, *more])


@pytest.fixture
def siti(person):
    return person("dasawisma_kader")


@pytest.fixture
def drain(network, siti):
    return aspirations.write(network, by=siti, text="Saluran di depan musala mampet", kind="saluran")


def photo():
    image = Image.new("RGB", (60, 40), "teal")
    exif = image.getexif()
    exif[0x010F] = "Merek HP"
    taken = io.BytesIO()
    image.save(taken, "JPEG", exif=exif)
    taken.seek(0)
    taken.name = "daftar-hadir.jpg"
    return taken


class TestWrite:
    def test_text_alone_is_enough(self, signed_in, network, siti):
        answer = fill(signed_in(siti), at(network, "write_aspiration"), text="Lampu gang mati")
        made = Aspiration.objects.get()
        assert answer.url == at(network, "aspiration", made.pk)
        assert (made.text, made.kind, made.rt, made.written_by) == ("Lampu gang mati", "aspirasi", None, siti)

    def test_the_form_asks_for_no_names(self, signed_in, network, siti):
        page = signed_in(siti).get(at(network, "write_aspiration")).content.decode()
        assert "Jangan menulis nama warga yang dibantu" in page

    def test_what_sounds_like_danger_leads_to_an_early_report_and_is_not_kept(self, signed_in, network, siti):
        answer = fill(signed_in(siti), at(network, "write_aspiration"), text="Anak tetangga sering dipukul bapaknya")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert reverse("pmks_cases:write_report", args=[network.slug]) in page
        assert "dipukul bapaknya" in page
        assert not Aspiration.objects.exists()

    def test_its_photo_is_kept_without_what_the_phone_hides_in_it(self, signed_in, network, siti, person):
        fill(signed_in(siti), at(network, "write_aspiration"), text="Jalan berlubang", photo=photo())
        picture = Picture.objects.get()
        shown = signed_in(person("rt_head")).get(at(network, "picture", picture.pk))
        image = Image.open(io.BytesIO(shown.content))
        assert (shown.status_code, image.size, dict(image.getexif())) == (200, (60, 40), {})
        assert signed_in(person("village_head")).get(at(network, "picture", picture.pk)).status_code == 404

    def test_who_writes_nothing_here_is_refused(self, signed_in, network, person):
        assert signed_in(person("auditor")).get(at(network, "write_aspiration")).status_code == 403


class TestList:
    def test_members_read_all_and_the_village_head_his_own(self, signed_in, network, drain, person):
        head = person("village_head")
        own = aspirations.write(network, by=head, text="Lampu jalan desa")
        page = signed_in(person("rt_head")).get(at(network)).content.decode()
        assert [words in page for words in ("Saluran di depan", "Lampu jalan")] == [True, True]
        client = signed_in(head)
        page = client.get(at(network)).content.decode()
        assert [words in page for words in ("Saluran di depan", "Lampu jalan")] == [False, True]
        assert client.get(at(network, "aspiration", drain.pk)).status_code == 404
        assert client.get(at(network, "aspiration", own.pk)).status_code == 200

    def test_open_ones_stand_first_answered_ones_on_a_list_of_their_own(self, signed_in, network, drain, secretary):
        aspirations.do_at_once(drain, by=secretary, answer="Dibersihkan Minggu")
        client = signed_in(secretary)
        assert "Saluran di depan" not in client.get(at(network)).content.decode()
        assert "Saluran di depan" in client.get(at(network) + "?lihat=dijawab").content.decode()

    def test_of_one_kind_alone(self, signed_in, network, drain, siti):
        aspirations.write(network, by=siti, text="Ronda berhenti", kind="keamanan")
        page = signed_in(siti).get(at(network) + "?tentang=keamanan").content.decode()
        assert [words in page for words in ("Saluran di depan", "Ronda berhenti")] == [False, True]

    def test_it_costs_the_same_for_one_row_and_for_three(self, signed_in, network, siti, meeting, secretary):
        def cost() -> int:
            client = signed_in(type(siti).objects.get(pk=siti.pk))
            with CaptureQueriesContext(connection) as captured:
                assert client.get(at(network)).status_code == 200
            return len(captured)

        aspirations.write(network, by=siti, text="Satu")
        agenda.propose(meeting, by=secretary)
        cost()
        one = cost()
        for text in ("Dua", "Tiga"):
            aspirations.write(network, by=siti, text=text)
        agenda.propose(meeting, by=secretary)
        assert (cost(), one <= 8) == (one, True), f"{one} statements"


class TestAnswered:
    def decided(self, meeting, secretary, chair, come):
        agenda.propose(meeting, by=secretary)
        come(meeting, Element.RT, Element.RW, Element.FAITH)
        opened(meeting, by=chair)
        line = AgendaItem.objects.get()
        return line, decisions.decide(line, by=chair, text="Kerja bakti hari Minggu")

    def test_a_problem_comes_to_the_meeting_and_its_decision_answers_it(
        self, signed_in, network, drain, siti, meeting, secretary, chair, come
    ):
        line, made = self.decided(meeting, secretary, chair, come)
        assert (line.kind, line.title) == (AgendaItem.Kind.NEIGHBOURHOOD, "Saluran di depan musala mampet")
        drain.refresh_from_db()
        assert (drain.answer, drain.answered_by) == ("Kerja bakti hari Minggu", chair)
        tie = decisions.promise(made, by=secretary, what="Pinjam cangkul", doer=chair, due_on=network.today())
        follow_ups.finish(tie.follow_up, by=chair, outcome="Cangkul sudah di balai")
        page = signed_in(siti).get(at(network, "aspiration", drain.pk)).content.decode()
        said = ("Kerja bakti hari Minggu", "Pinjam cangkul", "Cangkul sudah di balai", "sudah dikerjakan")
        assert [words in page for words in said] == [True] * 4

    def test_before_the_meeting_nobody_has_talked_about_it(
        self, signed_in, network, drain, siti, meeting, secretary, chair
    ):
        agenda.propose(meeting, by=secretary)
        client = signed_in(siti)

        def told() -> tuple[bool, bool, bool]:
            page = client.get(at(network, "aspiration", drain.pk)).content.decode()
            rows = client.get(at(network) + "?lihat=menunggu").context["rows"]
            return "Dibawa ke musyawarah" in page, "Ditunda ke musyawarah" in page, rows[0][1] is not None

        assert told() == (False, False, False)
        opened(meeting, by=chair)
        assert told() == (True, False, True)
        agenda.place(AgendaItem.objects.get(), by=secretary, place=AgendaItem.Place.WAITS)
        assert told() == (True, True, False)

    def test_its_writer_is_told_once(self, network, drain, siti, meeting, secretary, chair, come):
        line, _made = self.decided(meeting, secretary, chair, come)
        decisions.decide(line, by=chair, text="Kerja bakti hari Sabtu")
        told = Notification.objects.filter(kind=aspirations.ANSWERED)
        assert list(told.values_list("recipient_id", "about_id")) == [(siti.pk, drain.pk)]
        about = About(drain.pk, "answered")
        words = kinds[aspirations.ANSWERED].say(siti, [about])[about]
        assert (words.title, words.url) == ("Aspirasi Anda dijawab", at(network, "aspiration", drain.pk))
        assert kinds[aspirations.ANSWERED].say(secretary, [about]) == {}

    def test_at_once_without_a_meeting_with_its_promise(self, signed_in, network, drain, secretary, chair):
        office = chair.current_memberships[0]
        due_on = network.today() + dt.timedelta(days=3)
        fill(
            signed_in(secretary),
            at(network, "answer_aspiration", drain.pk),
            answer="Dikerjakan minggu ini",
            what="Panggil tukang",
            office=office.pk,
            due_on=due_on.isoformat(),
        )
        drain.refresh_from_db()
        promised = FollowUp.objects.get()
        assert (drain.answer, promised.what, promised.doer, promised.due_on) == (
            "Dikerjakan minggu ini",
            "Panggil tukang",
            chair,
            due_on,
        )
        page = signed_in(chair).get(reverse("members:follow_up", args=[network.slug, promised.pk])).content.decode()
        assert at(network, "aspiration", drain.pk) in page

    def test_an_answered_one_comes_to_no_meeting(self, meeting, drain, secretary):
        aspirations.do_at_once(drain, by=secretary, answer="Sudah")
        assert agenda.propose(meeting, by=secretary) == 0

    def test_members_do_not_answer(self, signed_in, network, drain, siti):
        assert signed_in(siti).get(at(network, "answer_aspiration", drain.pk)).status_code == 403
