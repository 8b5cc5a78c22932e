"""Every page that a role is shown: for everybody (axe-core looks on, see accessibility.py), and without JavaScript."""

import pytest
from django.urls import resolve, reverse
from playwright.sync_api import expect

from tests.house import neighbourhood
from tests.house.test_routes import ROUTES
from tests.house.test_secrecy import WORDS, Walker, beginnings, pages_of_the_village
from tests.journeys.conftest import LAPTOP, PHONE, no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(categories):
    return neighbourhood.settle_neighbourhood()


def pages_of(here, who: str) -> dict[tuple, str]:
    """One address of every page that this person can open, by its route and by what makes it another form."""
    walker = Walker(here.fresh(who), here.network)
    starts = {name: [reverse(name)] for name, _pattern, parts in ROUTES if not parts}
    starts |= beginnings(here.shown) | pages_of_the_village()
    found = {}
    for address, (status, headers, text) in walker.crawl(starts, pages=1).items():
        if status == 200 and headers.get("Content-Type", "").startswith("text/html") and "<main" in text:
            route = resolve(address.split("?")[0])
            found.setdefault(
                (route.view_name, *(route.kwargs[part] for part in WORDS if part in route.kwargs)), address
            )
    return found


VILLAGE = {"village", "village_near", "village_promises", "village_reports", "village_more"}
"""Pages below /desa/<code>/, which are nobody else's."""

UNUSABLE = """() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;  // a tap opens it, not a script
  const seen = (element) => element.checkVisibility();
  const main = document.querySelector("main");
  const all = (selector) => [...main.querySelectorAll(selector)].filter(seen);
  if (!main || all("h1").length !== 1) return ["has no heading"];
  const bad = [];
  if (main.innerText.trim().length - main.querySelector("h1").innerText.length < 10) bad.push("says nothing");
  for (const form of all("form")) {
    const fields = [...form.elements];
    if (!fields.some((field) => field.type === "submit" && seen(field))) bad.push(`${form.action} cannot be sent`);
    for (const field of fields)
      if (field.required && !seen(field)) bad.push(`${form.action} asks for ${field.name} and does not show it`);
  }
  for (const button of all("button[type=button]:not([popovertarget]):not([commandfor])"))
    bad.push(`"${button.innerText}" is a button that does nothing`);
  for (const link of all("a:not([href]), a[href='#']")) bad.push(`"${link.innerText}" leads nowhere`);
  for (const part of all("[hx-trigger*=load], [hx-trigger*=revealed]"))
    if (!part.querySelector("a[href]")) bad.push(`stays empty: ${part.className}`);
  return bad;
}"""


@pytest.mark.parametrize(
    ("who", "at_least", "screens"),
    [("secretary", 90, (PHONE, LAPTOP)), ("psm_team", 55, (PHONE,)), ("village_head", 19, (PHONE,))],
)
def test_every_page_is_for_everybody_and_for_a_browser_without_scripts(open_browser, here, who, at_least, screens):
    pages = pages_of(here, who)
    assert len(pages) >= at_least
    assert {name for name, *_rest in pages if name.startswith("village")} == (
        VILLAGE if who == "village_head" else set()
    )

    found = []
    plain = at_home(open_browser(PHONE, java_script_enabled=False), who)
    for route, address in pages.items():
        assert plain.goto(address).status == 200, address
        found += [f"{route}: {complaint}" for complaint in plain.evaluate(UNUSABLE)]
    for screen in screens:
        page = at_home(open_browser(screen), who)
        for address in pages.values():
            page.goto(address)
            assert no_sideways_scroll(page), address
    assert not found, "\n".join(found)


def at_home(page, who: str):
    sign_in(page, f"{who}.rekaan")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    return page
