"""Jejak: who looked at what, for chair and auditor."""

import pytest
from django.urls import reverse

from members.access import Role
from tests.members.conftest import address
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read


@pytest.fixture
def entries(network, other_network, person, secretary, make_resident):
    resident = make_resident("Sulastri")
    note_read(ReadEntry.Kind.WHOLE_NUMBER, by=secretary, network=network, subject="NIK", of=resident)
    note_read(ReadEntry.Kind.EXPORT, by=person(Role.RT_HEAD), network=network, subject="12 warga, RT 001")
    stranger = person(Role.SECRETARY, other_network)
    note_read(ReadEntry.Kind.EXPORT, by=stranger, network=other_network, subject="99 warga")
    return resident


def rows(answer) -> list[tuple[str, str, str]]:
    return [(entry.reader.name, entry.subject, entry.object_name) for entry in answer.context["page"]]


def test_the_chair_reads_who_looked_at_whom_the_newest_first(network, entries, person, signed_in):
    answer = signed_in(person(Role.CHAIR)).get(address("read_log", network))
    assert rows(answer) == [("Rt_head-004", "12 warga, RT 001", ""), ("Secretary-004", "NIK", "Sulastri")]
    page = answer.content.decode()
    assert "melihat nomor lengkap" in page
    assert "99 warga" not in page


def test_the_auditor_reads_the_same_without_the_name_that_he_may_not_see(network, entries, person, signed_in):
    answer = signed_in(person(Role.AUDITOR)).get(address("read_log", network))
    assert rows(answer) == [("Rt_head-004", "12 warga, RT 001", ""), ("Secretary-004", "NIK", "")]
    assert "Sulastri" not in answer.content.decode()


def test_the_log_of_one_reader(network, entries, person, secretary, signed_in):
    browser = signed_in(person(Role.CHAIR))
    answer = browser.get(address("read_log", network), {"orang": secretary.pk})
    assert [row[0] for row in rows(answer)] == ["Secretary-004"]
    assert [reader.name for reader in answer.context["readers"]] == ["Rt_head-004", "Secretary-004"]


@pytest.mark.parametrize("asked", ["abc", "-1", "9" * 30, "", "0"])
def test_a_reader_that_is_none_breaks_nothing(network, entries, person, signed_in, asked):
    assert signed_in(person(Role.CHAIR)).get(address("read_log", network), {"orang": asked}).status_code == 200


def test_somebody_of_another_network_is_no_choice_and_shows_nothing(network, other_network, entries, person, signed_in):
    stranger = person(Role.SECRETARY, other_network)
    answer = signed_in(person(Role.CHAIR)).get(address("read_log", network), {"orang": stranger.pk})
    assert rows(answer) == []
    assert stranger.name not in answer.content.decode()


def test_one_time_links_stand_beside_it(network, person, signed_in, way_back_in):
    link, token = way_back_in()
    for role in (Role.CHAIR, Role.AUDITOR):
        page = signed_in(person(role)).get(address("read_log", network)).content.decode()
        assert link.user.name in page
        assert ("Saya sudah tahu" in page) is (role == Role.CHAIR)
        assert token not in page


def test_a_case_is_tied_to_its_page_for_who_knows_of_it_and_to_nothing_for_the_auditor(
    signed_in, make_case, make_resident, person, network, secretary
):
    case = make_case(make_resident(), secrecy="terbatas")
    note_read(ReadEntry.Kind.CASE, by=secretary, network=network, subject=f"kasus {case.number}", of=case)
    page = reverse("pmks_cases:case", args=[network.slug, case.number])
    assert page in signed_in(person(Role.CHAIR)).get(address("read_log", network)).content.decode()
    assert page not in signed_in(person(Role.AUDITOR)).get(address("read_log", network)).content.decode()


def test_entries_that_are_not_shown_leave_no_gap_and_the_pages_go_on(signed_in, make_case, person, network, secretary):
    case = make_case(secrecy="rahasia")
    for number in range(60):
        note_read(ReadEntry.Kind.EXPORT, by=secretary, network=network, subject=f"daftar {number:02d}")
        note_read(ReadEntry.Kind.CASE, by=secretary, network=network, subject="kasus", of=case, restricted=True)
    browser = signed_in(person(Role.CHAIR))
    first = browser.get(address("read_log", network)).context["page"]
    second = browser.get(address("read_log", network), {"after": first.after}).context["page"]
    shown = [entry.subject for entry in (*first, *second)]
    assert shown == [f"daftar {number:02d}" for number in reversed(range(60))]
    assert len(str(first.after)) == 18  # an id by chance: neither an order nor a count
