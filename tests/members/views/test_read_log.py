"""Jejak: who looked at what, for chair and auditor."""

import pytest

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
