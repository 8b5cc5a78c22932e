"""The watch over the journeys sees what it is there to see."""

import pytest

from tests.journeys.accessibility import Watch
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

FADE = """(scheme) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@media (prefers-color-scheme: ${scheme}) { h1 { color: #8a8a8a; background: #808080; } }`);
  document.adoptedStyleSheets = [sheet];
}"""
SPOIL = {
    "label": ("() => document.querySelector('label[for=id_login]').remove()", None),
    "light": (FADE, "light"),
    "dark": (FADE, "dark"),
}


@pytest.mark.parametrize(
    ("spoilt", "rules"),
    [("label", {"label"}), ("light", {"color-contrast"}), ("dark", {"color-contrast (dark)"})],
)
def test_a_page_that_not_everybody_can_use_is_told_of(open_browser, spoilt, rules):
    page = open_browser(PHONE)
    page.goto("/masuk/")
    own = Watch()
    own.look_at(page)
    assert own.new == []

    again = Watch()
    page.evaluate(*SPOIL[spoilt])
    again.look_at(page)
    page.reload()
    assert {line.split(": ")[1] for line in again.new} == rules
    assert {line.split(": ")[0] for line in again.new} == {"account_login at 360 px"}
