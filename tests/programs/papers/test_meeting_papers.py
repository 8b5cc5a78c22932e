"""The papers of a meeting, read back from the PDF: what must stand in them, and what must not."""

from datetime import time, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from members.models import User
from pmks_cases.actions import case_secrecy
from pmks_cases.models import Case
from programs.actions import agenda, attendances, decisions, meetings
from programs.models import AgendaItem, Attendance, Element
from tests.programs.opening import opened
from wksbm.core.models import ReadEntry
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.actions import issuing
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers


def text_of(document) -> str:
    pages = PdfReader(BytesIO(issuing.content_of(document))).pages
    return " ".join("\n".join(page.extract_text() for page in pages).replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def meeting(network, secretary, person):
    """A meeting of tomorrow with a case, an own line and three people, one of them named ugly."""
    made = meetings.plan(
        network,
        by=secretary,
        held_on=network.today() + timedelta(days=1),
        begins=time(19, 30),
        place="Balai RW #4 *baru*",
        chair=person("chair"),
        note_taker=secretary,
    )
    for name, element, sex in (
        ("Pak $Anwar_ @takmir", Element.FAITH, Attendance.Sex.MALE),
        ("Bu Sumiyem", Element.COMMUNITY, Attendance.Sex.FEMALE),
        ("Mas Dimas", Element.YOUTH, Attendance.Sex.MALE),
    ):
        attendances.invite(made, by=secretary, name=name, element=element, office="", sex=sex)
    agenda.add(made, by=secretary, title="Kerja bakti saluran")
    return made


@pytest.fixture
def case(make_case, make_resident):
    return make_case(make_resident("Sulastri Wardani"), need="kursi roda untuk Sulastri, tetangga Bu Warno")


def put(meeting, case, by) -> AgendaItem:
    return AgendaItem.objects.create(
        network=meeting.network, meeting=meeting, kind="kasus", title=f"{case.number}, {case.need}", case=case, order=9
    )


def hold(meeting, *, by, chair, absent=()) -> None:
    """Everybody comes, the first line is decided, the chair closes."""
    opened(meeting, by=chair)
    for row in Attendance.objects.filter(meeting=meeting):
        attendances.mark(row, by=by, is_present=row.name not in absent)
    line = AgendaItem.objects.get(meeting=meeting, title__isnull=False, case=None)
    decided = decisions.decide(line, by=by, text="Dikerjakan hari Minggu.")
    decisions.promise(decided, by=by, what="Pinjam cangkul", doer=chair, due_on=meeting.network.today())
    meetings.close(meeting, by=chair)
    meeting.refresh_from_db()


def issue(kind, meeting, by, **more):
    return issuing.issue(papers[kind], meeting.network, by=by, row=meeting, **more)


def test_the_invitation_names_its_people_and_a_case_only_by_number_place_and_need(meeting, case, secretary):
    put(meeting, case, secretary)
    words = text_of(issue("undangan", meeting, secretary))
    for expected in ("Pak $Anwar_ @takmir", "Bu Sumiyem", "Balai RW #4 *baru*", case.number, "kursi roda", "19.30"):
        assert expected in words
    assert "Sulastri" not in words
    assert "Wardani" not in words


def test_one_sheet_for_each_has_a_page_for_each(meeting, secretary):
    made = issue("undangan", meeting, secretary, addressed="tiap")
    pages = [page.extract_text() for page in PdfReader(BytesIO(issuing.content_of(made))).pages]
    assert len(pages) == made.pages == 3
    assert [name in page for name, page in zip(("Bu Sumiyem", "Mas Dimas", "Pak $Anwar_"), pages, strict=True)] == [
        True
    ] * 3


def test_nobody_invited_or_called_off_is_refused(meeting, secretary):
    Attendance.objects.filter(meeting=meeting).delete()
    with pytest.raises(RefusedByRule):
        issue("undangan", meeting, secretary)
    meetings.cancel(meeting, by=secretary, why="Hujan")
    meeting.refresh_from_db()
    for kind in ("undangan", "daftar-hadir"):
        with pytest.raises(RefusedByRule):
            issue(kind, meeting, secretary)


def test_the_attendance_list_has_empty_lines_before_and_who_came_afterwards(meeting, secretary, person):
    attendances.invite(meeting, by=secretary, name="Bu Warsih", element=Element.PKK, office="", sex="P")
    before = text_of(issue("daftar-hadir", meeting, secretary))
    assert ("Tanda tangan" in before, "11." in before) == (True, True)
    hold(meeting, by=secretary, chair=person("chair"), absent=("Bu Warsih",))
    after = text_of(issue("daftar-hadir", meeting, secretary))
    assert ("Bu Warsih" in before, "Bu Warsih" in after) == (True, False)
    assert "Hadir 3 orang: 1 perempuan dan 2 laki-laki, 3 dari 6 unsur" in after


@pytest.mark.parametrize("kind", ["notulen", "berita-acara"])
def test_minutes_and_report_wait_until_the_chair_has_closed(meeting, secretary, kind):
    with pytest.raises(RefusedByRule):
        issue(kind, meeting, secretary)


def test_the_minutes_say_what_was_decided_and_promised(meeting, case, secretary, person):
    put(meeting, case, secretary)
    hold(meeting, by=secretary, chair=person("chair"))
    words = text_of(issue("notulen", meeting, secretary))
    for expected in ("Kerja bakti saluran", "Dikerjakan hari Minggu", "Pinjam cangkul", case.number, "mufakat"):
        assert expected in words
    assert "Sulastri" not in words


def test_the_report_counts_elements_women_and_men(meeting, case, secretary, person):
    put(meeting, case, secretary)
    hold(meeting, by=secretary, chair=person("chair"))
    made = issue("berita-acara", meeting, secretary)
    words = text_of(made)
    assert "BA/WKSBM-RW04" in made.number
    assert "3 orang hadir, 1 perempuan dan 2 laki-laki, dari 3 di antara 6 unsur" in words
    assert "Kuorum (3 unsur) tercapai" in words
    assert "Dikerjakan hari Minggu" in words
    for hidden in ("Sulastri", "Bu Sumiyem", "Mas Dimas"):
        assert hidden not in words


def test_a_case_that_became_guarded_stands_on_no_paper(meeting, case, secretary, person):
    put(meeting, case, secretary)
    before = text_of(issue("undangan", meeting, secretary))
    row = Case.objects.get(pk=case.pk)
    case_secrecy.set_secrecy(row, by=secretary, secrecy="rahasia", why="Aman.")
    after = text_of(issue("undangan", meeting, User.objects.get(pk=secretary.pk)))
    assert (case.number in before, case.number in after) == (True, False)
    hold(meeting, by=secretary, chair=person("chair"))
    for kind in ("notulen", "berita-acara"):
        words = text_of(issue(kind, meeting, secretary))
        assert case.number not in words
        assert "kursi roda" not in words


def test_one_press_twice_issues_one(meeting, secretary, signed_in):
    address = reverse("documents:issue_about", args=[meeting.network.slug, "undangan", meeting.pk])
    client = signed_in(secretary)
    page = client.get(address)
    assert page.status_code == 200
    form = page.context["form"]
    values = {"form_id": str(form.fields["form_id"].initial()), "addressed": "daftar"}
    first, second = (client.post(address, values) for _ in range(2))
    assert (first.status_code, first.url) == (302, second.url)
    assert IssuedDocument.objects.about(meeting).count() == 1


def test_the_page_says_why_minutes_cannot_be_issued_yet(meeting, secretary, signed_in):
    address = reverse("documents:issue_about", args=[meeting.network.slug, "notulen", meeting.pk])
    page = signed_in(secretary).get(address).content.decode()
    assert "Terbit sesudah notulennya ditutup ketua." in page
    assert 'type="submit"' not in page.split('<main id="isi"')[1]


def test_only_the_board_issues_and_a_stranger_finds_nothing(meeting, person, other_network, signed_in):
    address = reverse("documents:issue_about", args=[meeting.network.slug, "undangan", meeting.pk])
    assert signed_in(person("psm")).get(address).status_code == 403
    assert signed_in(person("secretary", other_network)).get(address).status_code == 404
    assert signed_in(person("village_operator")).get(address).status_code == 403
    missing = reverse("documents:issue_about", args=[meeting.network.slug, "undangan", meeting.pk + 999])
    assert signed_in(person("chair")).get(missing).status_code == 404


def test_the_meeting_page_leads_to_its_papers(meeting, secretary, signed_in):
    made = issue("undangan", meeting, secretary)
    page = (
        signed_in(secretary).get(reverse("programs:meeting", args=[meeting.network.slug, meeting.pk])).content.decode()
    )
    assert reverse("documents:document", args=[meeting.network.slug, made.pk]) in page
    assert reverse("documents:issue_about", args=[meeting.network.slug, "daftar-hadir", meeting.pk]) in page
    assert reverse("documents:issue_about", args=[meeting.network.slug, "notulen", meeting.pk]) not in page


def test_the_village_head_reads_only_what_he_must_sign(meeting, secretary, person, signed_in, network):
    head = person("village_head")
    unsigned = issue("undangan", meeting, secretary)
    to_sign = issue("undangan", meeting, secretary, head_signs=True)
    assert "Mengetahui" in text_of(to_sign)
    assert IssuedDocument.objects.visible_to(head).count() == 0
    page = signed_in(head).get(reverse("documents:to_sign", args=[network.slug])).content.decode()
    assert (to_sign.number in page, unsigned.number in page) == (True, False)
    for made, status in ((to_sign, 200), (unsigned, 404)):
        address = reverse("documents:file_to_sign", args=[network.slug, made.pk])
        assert signed_in(head).get(address).status_code == status
    assert [(entry.reader_id, entry.object_id) for entry in ReadEntry.objects.all()] == [(head.pk, meeting.pk)]
    note = reverse("documents:note_signed", args=[network.slug, to_sign.pk])
    form = signed_in(head).get(note).context["form"]
    values = {"form_id": str(form.fields["form_id"].initial()), "on": network.today().isoformat()}
    assert signed_in(head).post(note, values).status_code == 302
    assert IssuedDocument.objects.get(pk=to_sign.pk).signed_on == network.today()
    assert signed_in(head).get(reverse("documents:file_to_sign", args=[network.slug, to_sign.pk])).status_code == 404


@pytest.mark.parametrize("role", ["chair", "secretary", "village_operator", "psm", "auditor"])
def test_nobody_else_opens_the_village_heads_page(person, network, signed_in, role):
    assert signed_in(person(role)).get(reverse("documents:to_sign", args=[network.slug])).status_code == 403


def test_the_letter_asks_for_the_village_head_only_where_that_was_chosen(meeting, secretary):
    assert "Mengetahui" not in text_of(issue("undangan", meeting, secretary))
    assert issue("daftar-hadir", meeting, secretary, head_signs=True).needs_head is False
