"""Patterns of numbers: what they may hold, and that no two documents ever read alike."""

import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wksbm.core.refusals import RefusedByRule
from wksbm.documents.numbering import SEPARATORS, checked, written

MARKS = {"rw": "04"}
USUAL = "{nomor}/{kode}/WKSBM-RW{rw}/{bulan romawi}/{tahun}"
NOVEMBER = date(2026, 11, 21)


def test_the_usual_pattern_reads_as_villages_write_it():
    number = written(checked(USUAL, MARKS), serial=7, code="UND", on=NOVEMBER, marks=MARKS)
    assert number == "007/UND/WKSBM-RW04/XI/2026"


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{nomor}/{kode}", "{tahun}"),
        ("{kode}/{tahun}", "{nomor}"),
        ("{nomor}/{nomor}/{kode}/{tahun}", "{nomor}"),
        ("{nomor}/{kode}/{tahun}/{nik}", "{nik}"),
        ("{nomor}{kode}/{tahun}", "tanda"),
        ("{nomor}1{kode}/{tahun}", "tanda"),
        ("{nomor}/{kode}/{tahun}}", "kurung kurawal"),
        ("{nomor}/{kode}/{tahun} #1", "kurung kurawal"),
        ("{nomor}/{kode}/{tahun}" + "-" * 80, "80"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused_with_the_reason(pattern, says):
    with pytest.raises(RefusedByRule) as refused:
        checked(pattern, MARKS)
    assert says in refused.value.sentence
    assert refused.value.field == "pattern"


plain = st.text(string.ascii_uppercase + string.digits + SEPARATORS, max_size=6)
between = st.tuples(plain, st.sampled_from("/.-_"), plain).map("".join)
words = st.permutations(["nomor", "kode", "tahun"]).flatmap(
    lambda some: st.lists(st.sampled_from(["bulan", "bulan romawi", "rw"]), max_size=2).map(lambda more: [*some, *more])
)
serials = st.integers(1, 99_999)
codes = st.text(string.ascii_uppercase, min_size=1, max_size=5)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


# Both are cheap; what is slow now and then is a machine with other work.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@unhurried
@given(words=words, data=st.data(), one=st.tuples(serials, codes, days), other=st.tuples(serials, codes, days))
def test_two_documents_never_read_alike(words, data, one, other):
    pattern = data.draw(plain) + "".join(
        f"{{{word}}}{data.draw(between) if place < len(words) - 1 else data.draw(plain)}"
        for place, word in enumerate(words)
    )
    try:
        pattern = checked(pattern, MARKS)
    except RefusedByRule:
        return  # too long
    numbers = [written(pattern, serial=serial, code=code, on=on, marks=MARKS) for serial, code, on in (one, other)]
    same = (one[0], one[1], one[2].year) == (other[0], other[1], other[2].year)
    assert same or numbers[0] != numbers[1]


@unhurried
@given(st.text(max_size=100))
def test_any_text_is_taken_or_refused_in_words(pattern):
    try:
        taken = checked(pattern, MARKS)
    except RefusedByRule as refused:
        assert refused.sentence
    else:
        assert "007" in written(taken, serial=7, code="UND", on=NOVEMBER, marks=MARKS)
