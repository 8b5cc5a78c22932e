"""Which pages are asked, on the floor and on the portal, and where their bars lie."""

import random
import re
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from itertools import cycle, islice
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from members.access import Role
from members.models import Membership, Network, Rt
from pmks_cases.models import Case, Family
from pmks_cases.models.case_states import VISITED_STATES
from programs.models import Meeting
from wksbm.core.registries import due_kinds
from wksbm.portal.bench.people import TODAY, neighbourhood
from wksbm.portal.bench.servers import FLOOR, PORTAL, Answer, Browser, Server, ServerError

NETWORKS_ASKED = 10
"""Requests go round the officers of so many networks, so that no single one's rows are always warm."""
FAMILIES_ASKED = 20
CASES_ASKED = 20
THROUGHPUT = 0.4
"""The least share of the floor's pages a second."""
FULL_CASE = "-1000"
"""How the number of each network's full case ends."""
SEARCHES = ("sula", "wahyu", "bud", "siti", "pra", "nugro", "set", "kurnia", "sri", "sant")
"""What is typed into the search box; the floor finds words that begin so, the portal any part."""
FIRST_PAGE, LATER_PAGE = 100_000, 20_000
"""Bytes over the wire: the first page on a phone with all that it draws in, and each later one."""
ACROSS_NETWORKS = ("village", "notifications:inbox")
"""Pages that belong to no network."""
BACKEND = {FLOOR: "django.contrib.auth.backends.ModelBackend", PORTAL: settings.AUTHENTICATION_BACKENDS[-1]}


@dataclass(frozen=True)
class Officer:
    """Somebody signed in on both sides: the network he works for, what he opens there, and his session on each side."""

    role: str
    network: int
    slug: str
    village: str
    """The code of the network's village."""
    rt: int
    families: tuple[int, ...]
    full_case: tuple[int, str]
    """Key and number of the case with twelve sections and two hundred lines."""
    cases: tuple[tuple[int, str], ...]
    """Keys and numbers of cases that he may visit."""
    meeting: int
    """Key of the meeting that is running, with thirty lines."""
    sessions: dict[str, str]

    def cookies(self, side: str) -> dict[str, str]:
        return {settings.SESSION_COOKIE_NAME: self.sessions[side]}


@dataclass(frozen=True)
class Page:
    """One kind of page: its address on each side, who asks for it, and its bars (None: there is none for it)."""

    name: str
    label: str
    address: Callable[[str, Officer, int], str]
    statements: int = 12
    ratio: float | None = None
    counted: bool = True
    """Whether its pages a second are counted; a save is not repeated that fast."""
    typed: Callable[[Officer, str, int], dict[str, str]] | None = None
    """What is typed into the form of a page that is sent: told who, at which address, and in which turn."""
    answers: int = 302
    """What the portal answers to a form: a redirect after saving, a page (200) after a search that is posted."""
    form_at: Callable[[str, Officer, int], str] | None = None
    """Where the form stands, if it is not at the address that takes it."""
    grows: bool = True
    """Whether it shows rows, so that the number of rows may matter."""
    role: str = Role.SECRETARY
    transfer: int | None = None
    """The most bytes that its text may take on the way, compressed."""

    def is_sent_to(self, side: str) -> bool:
        """Whether that side gets a form. The floor searches by an address, whatever the portal does."""
        return self.typed is not None and (side == PORTAL or self.answers == 302)


def _address(floor: str, route: str, query: str = "", more: tuple = ()) -> Callable[[str, Officer, int], str]:
    """An address of both sides; `{family}`, `{full_case}`, `{case}` and `{meeting}` in the floor's stand for what is
    asked for."""

    def address(side: str, who: Officer, turn: int) -> str:
        word = SEARCHES[turn % len(SEARCHES)]
        family = who.families[turn % len(who.families)]
        key, number = who.full_case if "{full_case}" in floor else who.cases[turn % len(who.cases)]
        if side == FLOOR:
            place = floor.format(family=family, case=key, full_case=key, meeting=who.meeting)
            return f"/{who.network}/{place}" + (f"?q={word}" if query else "")
        if route in ACROSS_NETWORKS:
            return reverse(route, args=[who.village] if route == "village" else [])
        named = {"{family}": family, "{full_case}": number, "{case}": number, "{meeting}": who.meeting}
        arguments = [who.slug, *(value for name, value in named.items() if name in floor), *more]
        posted = route == "pmks_cases:find_case_subject"
        return reverse(route, args=arguments) + (f"?{query}={quote(word)}" if query and not posted else "")

    return address


def pages() -> list[Page]:
    """All that is measured now; a later floor adds its own."""
    return [
        Page("empty", "halaman kosong", _address("", "network_more"), grows=False),
        Page("home", "beranda", _address("dashboard/", "network_home"), statements=8 + len(due_kinds)),
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
            counted=False,
            typed=newcomer,
        ),
        Page("cases.list", "daftar kasus", _address("cases/", "pmks_cases:cases"), statements=8, ratio=2),
        Page("case", "halaman kasus", _address("cases/{full_case}/", "pmks_cases:case"), statements=16, ratio=6),
        Page(
            "open_case",
            "buka kasus: cari dahulu",
            _address("residents/", "pmks_cases:find_case_subject", "nama"),
            ratio=2,
            typed=name_to_find,
            answers=200,
            form_at=_address("", "pmks_cases:open_case"),
        ),
        Page(
            "visits.add",
            "simpan kunjungan",
            _address("cases/{case}/visits/add/", "pmks_cases:record_visit"),
            ratio=3,
            counted=False,
            typed=what_was_seen,
            role=Role.PSM,
        ),
        Page(
            "home.psm",
            "beranda PSM",
            _address("dashboard/", "network_home"),
            statements=8 + len(due_kinds),
            role=Role.PSM,
            transfer=LATER_PAGE,
        ),
        Page(
            "meeting",
            "musyawarah berjalan, 30 hal",
            _address("meetings/{meeting}/", "programs:run_meeting"),
            ratio=6,
            grows=False,
        ),
        Page("programs", "daftar program", _address("programs/", "programs:programs"), statements=8, ratio=2),
        Page("books", "buku kunjungan", _address("visits/", "documents:book", more=("buku-kunjungan",)), ratio=2),
        Page(
            "documents",
            "surat keluar",
            _address("documents/", "documents:documents"),
            statements=8,
            ratio=2,
        ),
        Page("numbers", "angka jejaring", _address("dashboard/", "network_numbers")),
        Page("inbox", "pemberitahuan", _address("notifications/", "notifications:inbox"), ratio=2),
        Page(
            "village",
            "minggu ini, kepala desa",
            _address("village/", "village"),
            ratio=0.2,
            counted=False,
            role=Role.VILLAGE_HEAD,
            grows=False,
        ),
    ]


# --- Who asks --------------------------------------------------------------------------------------------


ASKING = (Role.SECRETARY, Role.PSM, Role.VILLAGE_HEAD)


def officers(slugs: list[str]) -> dict[str, list[Officer]]:
    """Sign in the officers of these networks, by role; asks the registry to which the connection points."""
    step = max(1, len(slugs) // NETWORKS_ASKED)
    asked = slugs[::step][:NETWORKS_ASKED]
    found = {role: [] for role in ASKING}
    for network in Network.objects.filter(slug__in=asked).order_by("pk"):
        families = Family.objects.filter(network=network).order_by("pk").values_list("pk", flat=True)
        numbers = Case.objects.filter(network=network).values_list("pk", "number").order_by("number")
        for role in ASKING:
            place = Q(network=network) | Q(village=network.village_id)
            office = Membership.objects.select_related("user").filter(place, role=role).order_by("pk")[0]
            own = numbers.filter(psm=office.user) if role == Role.PSM else numbers
            found[role].append(
                Officer(
                    role=role,
                    network=network.pk,
                    slug=network.slug,
                    village=network.village_id,
                    rt=Rt.objects.filter(network=network).first().pk,
                    families=tuple(families[:FAMILIES_ASKED]),
                    full_case=numbers.get(number__endswith=FULL_CASE),
                    cases=tuple(own.filter(state__in=VISITED_STATES)[:CASES_ASKED]),
                    meeting=Meeting.objects.get(network=network, state=Meeting.State.RUNNING).pk,
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
    """Asks one page of one side again and again, going round the officers; a save sends something else each time."""

    def __init__(self, page: Page, side: str, server: Server, whos: list[Officer]):
        self.page, self.side = page, side
        self.server = server
        self.browser = Browser(server.unix_socket)
        self._whos = cycle(whos)
        self._turn = 0
        self._forms: dict[str, tuple[dict, dict]] = {}
        self._led_to: list[tuple[str, dict]] = []

    def once(self) -> Answer:
        """One request; raises ServerError when it is not answered as it should be."""
        who = next(self._whos)
        path = self.page.address(self.side, who, self._turn)
        self._turn += 1
        if not self.page.is_sent_to(self.side):
            answer = self.browser.ask(path, cookies=who.cookies(self.side))
            self._expect(answer, 200, path)
            return answer
        cookies, hidden = self._opened(path, who)
        form = hidden | {"form_id": str(uuid.uuid4())} | self.page.typed(who, path, self._turn)
        answer = self.browser.ask(path, cookies=cookies, form=form)
        self._expect(answer, self.page.answers, path)
        if self.side == PORTAL and answer.location:
            self._led_to.append((answer.location, cookies))
        return answer

    def read_on(self) -> None:
        """Open, unmeasured, where the saves led to, as people do: unread, the thanks for each would pile up in the
        session, and the next save would carry them all."""
        for path, cookies in self._led_to:
            self.browser.ask(path, cookies=cookies)
        self._led_to.clear()

    def _opened(self, path: str, who: Officer) -> tuple[dict, dict]:
        """The form's hidden fields and the session's cookies: the page with the form is opened once, not measured."""
        if path not in self._forms:
            cookies = who.cookies(self.side)
            stands_at = self.page.form_at(self.side, who, self._turn) if self.page.form_at else path
            answer = self.browser.ask(stands_at, cookies=cookies)
            self._expect(answer, 200, stands_at)
            self._forms[path] = (cookies | answer.cookies, hidden_fields(answer.body.decode()))
        return self._forms[path]

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


def newcomer(who: Officer, path: str, turn: int) -> dict[str, str]:
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


def name_to_find(who: Officer, path: str, turn: int) -> dict[str, str]:
    """A name in the box that comes first when a case is opened."""
    return {"nama": SEARCHES[turn % len(SEARCHES)]}


def what_was_seen(who: Officer, path: str, turn: int) -> dict[str, str]:
    """What is tapped and written after a visit; both sides take the fields that they have. Two visits of one case lie
    more than an hour apart, back from when the bench began."""
    _visits_told[path] += 1
    at = _BEGAN - timedelta(minutes=65 * _visits_told[path])
    return {
        "at": timezone.localtime(at, ZoneInfo("Asia/Jakarta")).strftime("%Y-%m-%dT%H:%M"),
        "met": "dia",
        "food": "2",
        "health": "1",
        "school": "2",
        "housing": "2",
        "safety": "3",
        "urgency": "2",
        "next": "usul",
        "told": "Sehat. Minta ditemani ke Puskesmas hari Kamis.",
    }


_visits_told: Counter[str] = Counter()
_BEGAN = timezone.now()
