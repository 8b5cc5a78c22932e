"""The secretary orders the agenda with one thumb: the page comes back where it was."""

import pytest

from programs.actions import agenda
from programs.models import AgendaItem
from tests.programs.views.test_meetings import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(meeting, secretary):
    return [agenda.add(meeting, by=secretary, title=f"Hal {number}") for number in (1, 2, 3)]


@pytest.fixture
def press(signed_in, secretary, meeting):
    client = signed_in(secretary)

    def to(line, where: str) -> str:
        answer = client.post(at(meeting, "place_agenda_item", line.pk), {"ke": where})
        return answer.url.removeprefix(at(meeting))

    return to


def order(meeting) -> list[str]:
    return list(AgendaItem.objects.filter(meeting=meeting).discussed().values_list("title", flat=True))


class TestMoving:
    @pytest.mark.parametrize(
        ("which", "where", "expected"),
        [
            (2, "teratas", ["Hal 3", "Hal 1", "Hal 2"]),
            (2, "naik", ["Hal 1", "Hal 3", "Hal 2"]),
            (0, "turun", ["Hal 2", "Hal 1", "Hal 3"]),
            (0, "naik", ["Hal 1", "Hal 2", "Hal 3"]),
            (2, "turun", ["Hal 1", "Hal 2", "Hal 3"]),
            (0, "ke bulan", ["Hal 1", "Hal 2", "Hal 3"]),
        ],
    )
    def test_the_page_comes_back_at_the_line_that_moved(self, meeting, lines, press, which, where, expected):
        assert press(lines[which], where) == f"#hal-{lines[which].pk}"
        assert order(meeting) == expected

    def test_of_one_that_leaves_it_comes_back_at_its_neighbour(self, meeting, lines, press):
        assert press(lines[1], "menunggu") == f"#hal-{lines[2].pk}"
        assert press(lines[2], "dicoret") == f"#hal-{lines[0].pk}"
        assert press(lines[0], "sekaligus") == "#acara"
        assert order(meeting) == []


def test_a_line_offers_only_what_can_be_done_with_it(signed_in, secretary, meeting, lines):
    page = signed_in(secretary).get(at(meeting)).content.decode()
    offered = [part.split("</li>")[0] for part in page.split('class="agenda-line"')[1:]]
    values = [[to for to in ("naik", "teratas", "turun") if f'value="{to}"' in line] for line in offered]
    assert values == [["turun"], ["naik", "teratas", "turun"], ["naik", "teratas"]]
