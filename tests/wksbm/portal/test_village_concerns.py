"""What the village head reads first: which figures become a sentence, in which order, and how they differ."""

from dataclasses import dataclass

import pytest

from wksbm.portal.numbers import Numbers, Share
from wksbm.portal.numbers.comparing import difference, figure
from wksbm.portal.village.concerns import CONCERNS, all_concerns, first_of
from wksbm.portal.village.page import shades


@dataclass(frozen=True)
class Place:
    """A network as far as sentences look at it."""

    pk: int

    @property
    def rw(self) -> str:
        return f"{self.pk:03}"


WELL = {"open_cases": 10, "volunteers": 3, "trained": 2}


def said(*numbers: dict) -> list:
    """What is said of RW 001, RW 002, … with these figures; what is not named is well."""
    places = [Place(number) for number in range(1, len(numbers) + 1)]
    figures = {
        place.pk: Numbers(network_id=place.pk, **{**WELL, **own}) for place, own in zip(places, numbers, strict=True)
    }
    return all_concerns(places, figures)


def short(found: list) -> list[tuple[str, str]]:
    return [(one.network.rw, one.concern.about) for one in found]


@pytest.mark.parametrize(
    ("numbers", "about", "sentence"),
    [
        ({"urgent_seen": Share(1, 3)}, "mendesak", "2 dari 3 kasus mendesak tidak ditengok dalam 24 jam."),
        ({"late_visits": 3, "longest_late_days": 21}, "kunjungan", "3 kunjungan terlambat, paling lama 21 hari."),
        ({"unaccompanied": 2}, "tanpa-pendamping", "2 warga tidak didampingi seorang pun."),
        (
            {"late_reports": 1, "longest_report_late_days": 4},
            "laporan",
            "1 laporan warga belum diperiksa padahal sudah lewat harinya, paling lama 4 hari.",
        ),
        ({"late_promises": 2, "longest_promise_late_days": 5}, "janji", "2 janji terlambat, paling lama 5 hari."),
        ({"unvisited_90_days": 4}, "tanpa-kunjungan", "4 warga yang didampingi belum ditengok 90 hari atau lebih."),
        ({"trained": 0}, "pelatihan", "Belum ada relawan PSM yang terlatih."),
        ({"trained": 0, "volunteers": 0}, "pelatihan", "Belum ada relawan PSM."),
    ],
)
def test_a_figure_that_is_wrong_becomes_a_sentence(numbers, about, sentence):
    assert [(one.concern.about, one.sentence) for one in said(numbers)] == [(about, sentence)]


def test_when_all_is_well_nothing_is_said():
    assert said({}, {"urgent_seen": Share(3, 3)}, {"open_cases": 0, "trained": 0}) == []


def test_the_order_is_danger_then_doors_then_promises_then_the_network():
    everything = {
        "trained": 0,
        "unvisited_90_days": 1,
        "late_promises": 1,
        "late_reports": 1,
        "unaccompanied": 1,
        "late_visits": 1,
        "urgent_seen": Share(0, 1),
    }
    order = ["mendesak", "kunjungan", "tanpa-pendamping", "laporan", "janji", "tanpa-kunjungan", "pelatihan"]
    assert short(said(everything)) == [("001", about) for about in order]
    assert [one.about for one in CONCERNS] == order


def test_within_one_concern_the_longest_wait_comes_first_then_the_larger_number_then_the_smaller_rw():
    late = [(2, 5), (1, 30), (9, 5), (2, 5)]
    found = said(*({"late_visits": count, "longest_late_days": days} for count, days in late))
    assert [one.network.rw for one in found] == ["002", "003", "001", "004"]


def test_at_most_five_sentences_are_read():
    found = said(*({"late_visits": 1, "longest_late_days": days} for days in range(1, 9)))
    assert [one.network.rw for one in first_of(found)] == ["008", "007", "006", "005", "004"]


def test_many_late_rws_do_not_hide_another_concern():
    late = {"late_visits": 1, "longest_late_days": 9}
    found = first_of(said(late, late, late, late, late, {"trained": 0}, {"late_promises": 1}))
    assert short(found) == [
        ("001", "kunjungan"),
        ("002", "kunjungan"),
        ("003", "kunjungan"),
        ("007", "janji"),
        ("006", "pelatihan"),
    ]


def test_no_proposed_question_is_longer_than_a_promise_may_be():
    assert [concern.about for concern in CONCERNS if not 20 < len(str(concern.ask())) <= 200] == []


@pytest.mark.parametrize(
    ("now", "before", "better", "told"),
    [
        (7, 4, "up", ("naik 3", "up", "done")),
        (4, 7, "up", ("turun 3", "down", "late")),
        (4.5, 6, "down", ("turun 1,5", "down", "done")),
        (1240, 1, "", ("naik 1.239", "up", "")),
        (5, 5, "up", ("tetap", "same", "")),
    ],
)
def test_a_difference_is_told_in_words_with_a_picture(now, before, better, told):
    found = difference(now, before, better=better)
    assert (found.words, found.icon, found.tone) == told


def test_what_is_not_known_has_neither_number_nor_difference():
    nothing = figure(None, 3, unit="hari", compare=True)
    assert (nothing.shown, nothing.difference, nothing.told) == ("–", None, False)
    assert figure(3, None, compare=True).difference is None
    assert figure(3, 2, compare=False).difference is None


def test_a_share_differs_in_points():
    share = figure(90, 60, better="up", unit="%", compare=True)
    assert (share.shown, share.difference.words) == ("90%", "naik 30\xa0poin")


@pytest.mark.parametrize(
    ("counts", "steps"),
    [
        ([21, 17, 3], [(1, 5), (6, 10), (11, 16), (17, 21)]),
        ([2, 1], [(1, 1), (2, 2)]),
        ([0], []),
        ([], []),
    ],
)
def test_a_map_has_at_most_four_even_shades(counts, steps):
    assert [(shade.low, shade.high) for shade in shades(counts)] == steps
