"""What a list is narrowed by can be read on the narrowest phone."""

import pytest

from tests.journeys.conftest import PHONE, look, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

CUT = """() => [...document.querySelectorAll("main select")].filter((select) => {
  const style = getComputedStyle(select);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = style.font;
  const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return pen.measureText(select.selectedOptions[0].text).width > room;
}).map((select) => select.name)"""


@pytest.mark.parametrize("address", ["kasus/?saring=1", "warga/?saring=1", "program/?saring=1"])
def test_what_is_chosen_in_a_filter_is_not_cut(open_browser, network, person, categories, address):
    person("secretary")
    page = open_browser(PHONE)
    sign_in(page, "secretary-004")
    page.goto(f"/{network.slug}/{address}")
    for fold in page.locator("main details:not([open]) > summary").all():
        fold.click()
    assert page.locator("main select").count() > 1
    look(page, f"filter-of-{address.split('/')[0]}")
    assert page.evaluate(CUT) == []
