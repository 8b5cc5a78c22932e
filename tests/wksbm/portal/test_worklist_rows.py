"""The rows of the work list are drawn by a tag, and look like every other row."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string

from wksbm.core.registries import Due
from wksbm.portal.templatetags.worklist_tags import waiting_rows
from wksbm.portal.worklist import Waiting


def spoken(html: str) -> str:
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html).strip()


@pytest.mark.parametrize("title", ["Antar beras", "Kata <b>orang</b> & 'dia'"])
@pytest.mark.parametrize("detail", ["", "Janji <Anda>"])
@pytest.mark.parametrize(("badge", "tone"), [("", ""), ("Terlambat 3 hari", "late"), ("Hari ini", "due")])
def test_a_row_is_drawn_as_its_component_draws_it(title, detail, badge, tone):
    waiting = Waiting(Due(title, detail, "/rw-004/janji/1/?a=1&b=2", date(2026, 11, 21)), badge, tone)
    given = {"title": title, "url": waiting.due.url, "text": detail, "tone": tone, "badge": badge}
    drawn = render_to_string("_components/row.html", {**given, "badge_tone": "", "badge_icon": ""})
    assert spoken(waiting_rows([waiting, waiting])) == spoken(drawn) * 2


def test_nothing_is_drawn_as_nothing():
    assert waiting_rows([]) == ""
