"""Which pages are asked, on the floor and on the portal, and where their bars lie."""

import random
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import cycle, islice
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import NoReverseMatch, reverse

from members.access import Role
from members.models import Membership, Network, Rt
from pmks_cases.models import Family
from wksbm.core.registries import due_kinds
from wksbm.portal.bench.people import TODAY, neighbourhood
from wksbm.portal.bench.servers import FLOOR, PORTAL, Answer, Browser, Server, ServerError

NETWORKS_ASKED = 10
"""Requests go round the secretaries of so many networks, so that no single one's rows are always warm."""
FAMILIES_ASKED = 20
SEARCHES = ("sula", "wahyu", "bud", "siti", "pra", "nugro", "set", "kurnia", "sri", "sant")
"""What is typed into the search box; the floor finds words that begin so, the portal any part."""
BACKEND = {FLOOR: "django.contrib.auth.backends.ModelBackend", PORTAL: settings.AUTHENTICATION_BACKENDS[-1]}


@dataclass(frozen=True)
class Secretary:
    """Somebody signed in on both sides: the network he writes for, and his session's cookie on each."""

    network: int
    slug: str
    rt: int
    families: tuple[int, ...]
    sessions: dict[str, str]

    def cookies(self, side: str) -> dict[str, str]:
        return {settings.SESSION_COOKIE_NAME: self.sessions[side]}


@dataclass(frozen=True)
class Page:
    """One kind of page: its address on each side and its bars (None: there is none for it)."""

    name: str
    label: str
    address: Callable[[str, Secretary, int], str]
    statements: int = 12
    ratio: float | None = None
    throughput: float | None = 0.4
    saves: bool = False
    grows: bool = True
    """Whether it shows rows, so that the number of rows may matter."""

    def exists(self, who: Secretary) -> bool:
        """Whether the portal has this page yet."""
        try:
            self.address(PORTAL, who, 0)
        except NoReverseMatch:
            return False
        return True


def _address(floor: str, route: str, query: str = "") -> Callable[[str, Secretary, int], str]:
    def address(side: str, who: Secretary, turn: int) -> str:
        word = SEARCHES[turn % len(SEARCHES)]
        family = who.families[turn % len(who.families)]
        if side == FLOOR:
            return f"/{who.network}/{floor.format(family=family)}" + (f"?q={word}" if query else "")
        arguments = [who.slug, family] if "{family}" in floor else [who.slug]
        return reverse(route, args=arguments) + (f"?{query}={quote(word)}" if query else "")

    return address


def pages() -> list[Page]:
    """All that is measured now; a later floor adds its own."""
    return [
        Page("empty", "halaman kosong", _address("", "network_more"), grows=False),
        Page("home", "beranda", _address("", "network_home"), statements=8 + len(due_kinds)),
        Page("residents.list", "daftar warga", _address("residents/", "pmks_cases:residents"), statements=8, ratio=2),
        Page(
            "residents.search",
            "cari warga",
            _address("residents/", "pmks_cases:residents", "nama"),
            statements=8,
            ratio=2,
        ),
        Page("family", "halaman keluarga", _address("families/{family}/", "pmks_cases:family")),
        Page(
            "residents.add",
            "simpan warga",
            _address("residents/add/", "pmks_cases:add_resident"),
            ratio=3,
            throughput=None,
            saves=True,
        ),
    ]


# --- Who asks --------------------------------------------------------------------------------------------


def secretaries(slugs: list[str]) -> list[Secretary]:
    """Sign in the secretaries of these networks; asks the registry to which the connection points."""
    step = max(1, len(slugs) // NETWORKS_ASKED)
    asked = slugs[::step][:NETWORKS_ASKED]
    found = []
    for network in Network.objects.filter(slug__in=asked).order_by("pk"):
        office = Membership.objects.select_related("user").get(network=network, role=Role.SECRETARY)
        found.append(
            Secretary(
                network=network.pk,
                slug=network.slug,
                rt=Rt.objects.filter(network=network).first().pk,
                families=tuple(
                    Family.objects.filter(network=network).order_by("pk").values_list("pk", flat=True)[:FAMILIES_ASKED]
                ),
                sessions={side: _session(office.user, BACKEND[side]) for side in (FLOOR, PORTAL)},
            )
        )
    return found


def _session(user, backend: str) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


# --- How it is asked -------------------------------------------------------------------------------------


class Asker:
    """Asks one page of one side again and again, going round the secretaries; a save sends another person each time."""

    def __init__(self, page: Page, side: str, server: Server, whos: list[Secretary]):
        self.page, self.side = page, side
        self.server = server
        self.browser = Browser(server.unix_socket)
        self._whos = cycle(whos)
        self._turn = 0
        self._forms: dict[str, tuple[dict, dict]] = {}

    def once(self) -> Answer:
        """One request; raises ServerError when it is not answered as it should be."""
        who = next(self._whos)
        path = self.page.address(self.side, who, self._turn)
        self._turn += 1
        if not self.page.saves:
            answer = self.browser.ask(path, cookies=who.cookies(self.side))
            self._expect(answer, 200, path)
            return answer
        cookies, hidden = self._opened(path, who)
        answer = self.browser.ask(path, cookies=cookies, form=hidden | {"form_id": str(uuid.uuid4())} | newcomer(who))
        self._expect(answer, 302, path)
        return answer

    def _opened(self, path: str, who: Secretary) -> tuple[dict, dict]:
        """The form's hidden fields and the session's cookies: the page with the form is opened once, not measured."""
        if who.slug not in self._forms:
            cookies = who.cookies(self.side)
            answer = self.browser.ask(path, cookies=cookies)
            self._expect(answer, 200, path)
            self._forms[who.slug] = (cookies | answer.cookies, hidden_fields(answer.body.decode()))
        return self._forms[who.slug]

    def _expect(self, answer: Answer, status: int, path: str) -> None:
        if answer.status != status:
            said = re.sub(r"<[^>]+>|\s+", " ", answer.body.decode(errors="replace"))[-500:]
            raise ServerError(f"{self.side} {path}: {answer.status}, not {status}. {answer.location} {said}")

    def close(self) -> None:
        self.browser.close()


def hidden_fields(html: str) -> dict[str, str]:
    """Names and values of a page's hidden inputs."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden" and "name" in attributes:
            found[attributes["name"]] = attributes.get("value", "")
    return found


_newcomers = islice(
    (person for number in range(5000, 10_000) for house in neighbourhood(number, 1000, 1) for person in house.people),
    0,
    None,
)


def newcomer(who: Secretary) -> dict[str, str]:
    """What is typed to note one more person; both sides take the fields that they have."""
    person = next(_newcomers)
    marker = "".join(random.choices("bcdfghjklmnp", k=6)).capitalize()  # noqa: S311  a name that nobody has yet
    return {
        "name": f"{person.name} {marker}",
        "rt": str(who.rt),
        "without_nik": "belum_punya",
        "sex": str(int(person.sex)),
        "birth_on": min(person.birth_on, TODAY).isoformat(),
        "birth_place": person.birth_place,
        "present_address": "Jl. Baru 1",
        "someone_else": "on",
    }
