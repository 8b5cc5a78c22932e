"""axe-core looks at every state of every page in which a journey acts, looks or ends: WCAG 2.2, levels A and AA.

It runs in a world of its own beside the page's scripts (the content policy of the page stays as strict as it is, and
the page cannot tell), in light and, for the contrast of colours, in dark. A state that was looked at before, in
whichever journey, is not looked at again: pages of one structure, at one size, are one to it.
"""

import json
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, Locator, Page
from playwright.sync_api import Error as BrowserError

from wksbm.embedded import CHECKOUT

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# What the page is made of, without its words: elements with the attributes that say what they are to somebody who does
# not see them, and whether there is a word in them at all.
STRUCTURE = """(() => {
  if (document.contentType !== "text/html" || document.readyState === "loading" || !document.body) return null;
  if (matchMedia("(scripting: none)").matches) return null;  // axe would wait for ever, and the page is the same
  const told = [...document.querySelectorAll("*")].map((element) => {
    const said = [...element.attributes].map(({name, value}) =>
      /^(class|role|type|lang|hidden|open|disabled|checked|tabindex|autocomplete|scope)$|^aria-(?!label|desc)/.test(name)
        ? `${name}=${value.replace(/\\d+/g, "0")}`
        : `${name}${value.trim() ? "" : "="}`);
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return `${element.localName} ${said.sort().join(" ")} ${words} ${element.checkVisibility()}`;
  });
  let hash = 0n;
  for (const code of new TextEncoder().encode(told.join("\\n"))) hash = BigInt.asUintN(64, hash * 31n + BigInt(code));
  return `${hash}`;
})()"""

# A colour on its way from light to dark is no colour yet. And what the bar at the bottom covers is asked about again in
# the middle of the screen: who scrolls can reach it.
LOOK = """(async (options) => {
  for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish();
  const look = async () => (await axe.run(document, options)).violations.flatMap(({id, help, nodes}) =>
    nodes.map(({target, any}) => ({id, help, target: target.flat().join(" "), more: (any[0] || {}).message || ""})));
  const found = [], from = scrollY;
  for (const one of await look()) {
    if (one.id === "target-size") {
      document.querySelector(one.target).scrollIntoView({block: "center", behavior: "instant"});
      options.runOnly = {type: "rule", values: ["target-size"]};
      if (!(await look()).some(({target}) => target === one.target)) continue;
    }
    found.push([one.id, one.target, one.help, one.more]);
  }
  if (scrollY !== from) scrollTo({top: from, behavior: "instant"});
  return found;
})(%s)"""


class Watch:
    """Everything that axe-core found in this test run, and what it has looked at already."""

    def __init__(self):
        self.found: dict[tuple, list[str]] = {}
        self.new: list[str] = []

    def look_at(self, page: Page) -> None:
        """Look at the page as it stands now; what is found goes to `new`."""
        if page.is_closed() or not page.url.startswith(("http://127.0.0.1", "http://localhost")):
            return
        try:
            world = World(page)
            structure = world.ask(STRUCTURE)
            if structure is None:
                return
            key = (page.viewport_size["width"], structure)
            if key not in self.found:
                self.found[key] = list(world.violations())
        except BrowserError as error:
            if not any(words in str(error) for words in GONE):
                raise
            return  # the page has gone on meanwhile: the next look is at where it went
        self.new += [f"{route(page.url)} at {key[0]} px: {line}" for line in self.found[key]]


GONE = ("Execution context was destroyed", "Cannot find context", "Target page", "Session closed", "uniqueContextId")


class World:
    """A place beside the page's own scripts, in which the same page can be read."""

    def __init__(self, page: Page):
        self.page = page
        self.session = page.context.new_cdp_session(page)
        frame = self.session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = {"frameId": frame, "worldName": "accessibility"}
        self.context = self.session.send("Page.createIsolatedWorld", world)["executionContextId"]

    def ask(self, expression: str):
        question = {"expression": expression, "contextId": self.context, "awaitPromise": True, "returnByValue": True}
        answer = self.session.send("Runtime.evaluate", question)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def violations(self):
        self.ask(AXE.read_text() + ";null")
        yield from self._violations("", {"type": "tag", "values": TAGS})
        self.page.emulate_media(color_scheme="dark")
        yield from self._violations(" (dark)", {"type": "rule", "values": ["color-contrast"]})
        self.page.emulate_media(color_scheme="light")

    def _violations(self, where: str, rules: dict):
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        for rule, selector, told, more in self.ask(LOOK % json.dumps(options)):
            yield f"{rule}{where}: {selector}: {told}. {more}"


def route(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return urlsplit(address).path


def watch_over_every_step(monkeypatch, watch: Watch) -> None:
    """Before each step that may change or leave a page, after each address asked for, and before a browser closes."""

    def before(kind, verb: str, page_of) -> None:
        step = getattr(kind, verb)

        def look_first(self, *args, **options):
            watch.look_at(page_of(self))
            return step(self, *args, **options)

        monkeypatch.setattr(kind, verb, look_first)

    for verb in ("click", "dblclick", "check", "press"):
        before(Locator, verb, lambda locator: locator.page)
    before(Page, "set_viewport_size", lambda page: page)
    go = Page.goto

    def look_around(page, *args, **options):
        watch.look_at(page)
        answer = go(page, *args, **options)
        watch.look_at(page)
        return answer

    monkeypatch.setattr(Page, "goto", look_around)
    close = BrowserContext.close

    def look_last(context, *args, **options):
        for page in context.pages:
            watch.look_at(page)
        return close(context, *args, **options)

    monkeypatch.setattr(BrowserContext, "close", look_last)
