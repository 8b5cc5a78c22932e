"""What the templates' own tags and filters print."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import override

from wksbm.core.registries import menu
from wksbm.core.templatetags import portal_tags

ICON_IN_TEMPLATE = re.compile(r"""{%\s*icon\s+["']([\w-]+)["']|\bicon=["']([\w-]+)["']""")
ICON_IN_SPRITE = re.compile(r'<symbol id="i-([\w-]+)"')


@pytest.fixture(autouse=True)
def indonesian():
    with override("id"):
        yield


def render(source: str, **context) -> str:
    return Template("{% load portal_tags %}" + source).render(Context(context))


def test_a_date_is_whole_and_joined():
    assert portal_tags.longdate(date(2026, 11, 21)) == "21\xa0November\xa02026"
    assert portal_tags.longdate(date(2026, 8, 3), "weekday") == "Senin, 3\xa0Agustus\xa02026"
    assert portal_tags.shortdate(date(2026, 8, 3)) == "3\xa0Agu\xa02026"


def test_no_date_prints_nothing():
    assert [portal_tags.longdate(None), portal_tags.shortdate(None), portal_tags.clock(None)] == ["", "", ""]
    assert portal_tags.moment(None) == ""


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Jakarta", "21\xa0November\xa02026, 23.30\xa0WIB"),
        ("Asia/Makassar", "22\xa0November\xa02026, 00.30\xa0WITA"),
        ("Asia/Jayapura", "22\xa0November\xa02026, 01.30\xa0WIT"),
    ],
)
def test_an_instant_is_told_in_the_zone_of_the_network(zone, shown):
    with timezone.override(zone):
        assert portal_tags.moment(datetime(2026, 11, 21, 16, 30, tzinfo=UTC)) == shown


def test_a_day_without_an_hour_is_told_as_a_day():
    assert portal_tags.moment(date(2026, 11, 21)) == "21\xa0November\xa02026"


def test_the_day_of_an_instant_is_the_day_where_the_network_lives():
    with timezone.override("Asia/Jayapura"):
        assert portal_tags.longdate(datetime(2026, 11, 21, 16, 30, tzinfo=UTC)) == "22\xa0November\xa02026"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3, "RT\xa0003"), ("3", "RT\xa0003"), ("012", "RT\xa0012"), ("", ""), (None, ""), ("-", "RT\xa0-")],
)
def test_an_rt_has_three_digits(value, shown):
    assert portal_tags.rt(value) == shown


@pytest.mark.parametrize(("value", "shown"), [("4", "RW\xa004"), ("IV", "RW\xa0IV"), (None, "")])
def test_an_rw_keeps_the_way_it_writes_itself(value, shown):
    assert portal_tags.rw(value) == shown


def test_text_from_people_stays_text():
    assert "<b>" not in render("{{ name|rt }}", name="<b> x")


def test_an_icon_without_words_is_hidden_from_a_screen_reader_and_one_with_words_is_not():
    assert 'aria-hidden="true"' in render("{% icon 'done' %}")
    spoken = render("{% icon 'done' label=words %}", words='Beres "sekali"')
    assert 'role="img"' in spoken and 'aria-label="Beres &quot;sekali&quot;"' in spoken and "aria-hidden" not in spoken


def drawn_icons() -> set[str]:
    return set(ICON_IN_SPRITE.findall((Path(settings.BASE_DIR) / "static" / "icons.svg").read_text()))


def test_every_entry_of_the_menu_has_a_picture():
    assert {(entry.route, entry.icon) for entry in menu if entry.icon not in drawn_icons()} == set()


def test_every_icon_named_in_a_template_is_in_the_sprite():
    root = Path(settings.BASE_DIR)
    drawn = drawn_icons()
    named = {
        (name, str(page.relative_to(root)))
        for page in (root / "templates").rglob("*.html")
        for pair in ICON_IN_TEMPLATE.findall(page.read_text())
        for name in pair
        if name
    }
    assert named, "no template names an icon: has the tag been renamed?"
    assert {(name, page) for name, page in named if name not in drawn} == set()


def test_the_bar_of_parts_is_as_long_as_its_numbers():
    drawn = render(
        "{% meter parts %}",
        parts=[{"value": 300}, {"value": 0, "tone": "half"}, {"value": 100, "tone": "late"}],
    )
    assert 'viewBox="0 0 400 12"' in drawn
    assert re.findall(r'class="(part-\w+)" x="([\d.]+)" width="([\d.]+)"', drawn) == [
        ("part-plain", "0.00", "298.00"),
        ("part-late", "300.00", "100.00"),
    ]


def test_the_bar_of_nothing_is_empty_but_valid():
    assert "<rect" not in render("{% meter parts %}", parts=[{"value": 0}])


def test_a_picture_drawn_before_does_not_let_a_label_in_unescaped():
    assert "<b>" in portal_tags.icon("done", mark_safe("<b>"))
    assert "<b>" not in portal_tags.icon("done", "<b>")
