"""Nobody can tell that a rahasia case exists.

Every page of every role is asked for twice: before the girl's case and after, with everything that such a case can
have. Not one byte may differ for those who may not know. The walk finds pages by itself: it asks for every route with
the rows that a person may see, and follows every link, field check and filter that the pages offer.
"""

import logging
import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from python_calamine import CalamineWorkbook

from members.models import User
from pmks_cases.models import Case
from pmks_cases.models.case_states import State
from tests.house import neighbourhood
from tests.house.neighbourhood import GIRL, GIRL_NIK, KK_NUMBER, SECRETS, TEAM, UNCLE
from tests.house.test_routes import ROUTES
from tests.postbox import Postbox
from wksbm.core.access import PUBLIC, stated_audience
from wksbm.notifications.actions import delivering, writing

pytestmark = pytest.mark.django_db  # or the databases of the module's worlds are not made

OUTSIDERS = [who for who in neighbourhood.ROLES if who not in TEAM]
OWN_REPORTS = {"reports", "report"}
"""What the writer of the girl's report may go on reading, and nobody else."""
PAGES_A_ROUTE = 2
"""So many addresses of one route, with other rows or other filters, are asked for."""

# --- What must differ between two renderings of the same page -------------------------------------------------

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": ?"\w+"')
_UUID_VALUE = re.compile(r'value="[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"')
_GREETING = re.compile(r"Selamat (?:pagi|siang|sore|malam)")
_PRINTED_AT = re.compile(r"(Dicetak oleh [^<]*\spada\s)[^<]*?\sWI(?:B|TA|T)")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plain(response) -> tuple:
    """The answer without what must differ: form tokens, the ids that the server makes for each form, the hour's
    greeting, and on paper the minute in which it is printed."""
    kind = response.headers.get("Content-Type", "")
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if kind == XLSX:
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        cells = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        text = repr([[row for row in sheet if not str(row[0]).startswith("Waktu")] for sheet in cells])
    elif kind.startswith("text/") or "json" in kind or "javascript" in kind:
        text = _UUID_VALUE.sub('value="…"', _TOKEN.sub("", body.decode()))
        text = _GREETING.sub("Selamat …", _PRINTED_AT.sub(r"\1…", text))
    else:
        text = body
    headers = {name: value for name, value in response.headers.items() if name not in ("Content-Length", "Date")}
    return response.status_code, headers, text


# --- The walk --------------------------------------------------------------------------------------------------


class Links(HTMLParser):
    """Addresses that a page leads to by asking only: links, fragments, pictures, forms that search."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.form: tuple[str, list] | None = None
        self.select = ""

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.form = (
                None if attributes.get("method", "get").lower() == "post" else (attributes.get("action", ""), [])
            )
        elif tag == "select":
            self.select = attributes.get("name", "")
        elif self.form and tag == "option" and self.select and attributes.get("value"):
            self.form[1].append((self.select, attributes["value"]))
        elif self.form and tag == "input" and attributes.get("type") in ("radio", "checkbox"):
            self.form[1].append((attributes.get("name", ""), attributes.get("value", "on")))
        self.found += [attributes[name] for name in ("href", "hx-get", "src") if attributes.get(name)]

    def handle_endtag(self, tag):
        if tag == "form" and self.form:
            action, choices = self.form
            self.found += [f"{action}?{urlencode([choice])}" for choice in choices if choice[0]]
            self.form = None
        elif tag == "select":
            self.select = ""


def routes_of_the_network() -> list[tuple[str, str, dict]]:
    """(name, path, the kinds of its parts) of each route below a network's name."""
    return [
        (
            name,
            str(pattern.pattern),
            {key: type(kind).__name__ for key, kind in converters.items() if key != "network"},
        )
        for name, pattern, converters in ROUTES
        if "network" in converters and stated_audience(pattern.callback) != PUBLIC
    ]


SLUG = "guyub-rukun"
NOUNS = {
    "warga": "resident",
    "sapaan": "resident",
    "gabungkan": "resident",
    "keluarga": "family",
    "kasus": "case",
    "kunjungan": "visit",
    "foto": "photo",
    "laporan": "early_report",
    "janji": "follow_up",
    "darurat": "alert",
    "layanan": "errand",
    "pengurus": "membership",
    "relawan": "volunteer",
    "lembaga": "organization",
    "dasawisma": "dasawisma",
    "rt": "rt",
    "tujuan": "goal",
    "rujukan": "referral",
    "keluarga-saya": "kinship",
    "daftar": "saved_filter",
    "musyawarah": "meeting",
    "program": "program",
    "penerima": "recipient",
    "aspirasi": "aspiration",
    "gambar": "picture",
    "kabar": "family_answer",
    "dokumen": "document",
    "menunggu-tanda-tangan": "document",
    "kegiatan": "activity",
    "surat-masuk": "incoming_letter",
    "berkas": "letter_scan",
}
"""What the word before a row's id in an address speaks of. After any other word two ids are tried."""
NAMED = {
    "item": "agenda_item",
    "invited": "attendance",
    "origin": "meeting",
    "resource": "program_resource",
    "indicator": "program_indicator",
    "pledge": "program_pledge",
    "partner": "program_partner",
    "other": "program",
}
"""Parts of an address that say themselves what they speak of."""
WORDS = {
    "role": ["psm"],
    "about": ["kunjungan", "tanpa-kunjungan"],
    "what": ["terbuka", "baru", "masa"],
    "code": ["ADK"],
    "end": [State.MEETING.value, State.PLAN.value, State.JOINED.value],
    "way": ["kasus", "pantau"],
    "kind": ["undangan", "buku-surat-keluar", "laporan-psm"],
    "name": ["buku-surat-keluar", "buku-kunjungan", "buku-surat-masuk"],
    "which": ["tujuan", "sasaran", "waktu", "cara", "etika"],
}


def values_for(path: str, part: str, kind: str, rows: dict[str, list]) -> list:
    if part in WORDS:
        return WORDS[part]
    if kind == "UUIDConverter":
        return []
    noun = NAMED.get(part) or NOUNS.get(path.split(f":{part}>")[0].split("/")[-2])
    if part == "number":
        return [case.number for case in rows.get("case", [])]
    if kind != "IntConverter":
        return ["x", *(case.number for case in rows.get("case", [])[:1])]
    return [row.pk for row in rows.get(noun, [])] if noun else [rows["case_category"][0].pk, rows["resident"][0].pk]


def addresses_of(route: str, path: str, parts: dict, rows: dict[str, list]) -> list[str]:
    """The route's addresses with rows of the world."""
    found = [{}]
    for part, kind in parts.items():
        found = [{**one, part: value} for one in found for value in values_for(path, part, kind, rows)]
    return [reverse(route, kwargs={"network": SLUG, **one}) for one in found]


def shut_to(user: User, network) -> set[str]:
    """Routes that this person's offices do not open: the door refuses them before any row is looked at."""
    found = set()
    for name, pattern, converters in ROUTES:
        who = stated_audience(pattern.callback)
        if "network" in converters and not user.has_perm(who, network):
            found.add(name)
    return found - set(sorted(found)[:2])  # two are asked for nevertheless: how the door refuses is a page too


class Walker:
    """One person's browser. Each page is asked for in a transaction that is taken back: looking leaves no trace that
    a later page could show."""

    def __init__(self, user: User, network):
        self.shut = shut_to(user, network)
        self.client = Client(headers={"accept-encoding": "identity"})
        self.client.force_login(user, backend="members.adapters.PortalBackend")
        self.slug = network.slug

    def ask(self, method: str, address: str, data: dict | None = None, **headers):
        with transaction.atomic():
            response = getattr(self.client, method)(address, data or {}, headers=headers)
            told = plain(response)
            transaction.set_rollback(True)
        return told

    def crawl(self, routes: dict[str, list[str]], pages: int = PAGES_A_ROUTE) -> dict[str, tuple]:
        """Every page from these addresses on, by its address. A route that is shut to this person is tried once."""
        seen: dict[str, tuple] = {}
        for route, addresses in routes.items():
            for address in addresses if route not in self.shut else []:
                told = seen[address] = self.ask("get", address)
                if told[0] in (403, 405):
                    break
        of_route: Counter = Counter()
        known = {address for addresses in routes.values() for address in addresses}
        waiting = list(seen)
        while waiting:
            address = waiting.pop(0)
            if address not in seen:
                seen[address] = self.ask("get", address)
            told = seen[address]
            if told[0] != 200 or not isinstance(told[2], str):
                continue
            links = Links()
            links.feed(told[2])
            for link in links.found:
                onward = self.onward(address, link)
                if onward is None or onward in known:
                    continue
                known.add(onward)
                kind = resolve(urlsplit(onward).path).view_name, "?" in onward
                if of_route[kind] < pages * (4 if kind[1] else 1):
                    of_route[kind] += 1
                    waiting.append(onward)
        return seen

    def onward(self, page: str, link: str) -> str | None:
        parts = urlsplit(urljoin(page, link.split("#")[0]))
        if parts.netloc or not parts.path.startswith(f"/{self.slug}/"):
            return None
        try:
            resolve(parts.path)
        except Resolver404:
            return None
        query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
        return f"{parts.path}?{query}" if query else parts.path


TOLD = ("notifications:inbox", "notifications:unread", "notifications:preferences")
"""Pages of what a person is told: they stand outside of any network."""


FIGURES = ("periode=12-bulan", f"periode={date.today():%Y-%m}", f"periode={date.today():%Y-%m}&untuk=luar")
"""Periods in which the girl's case would be counted, if it were."""


def beginnings(rows: dict[str, list]) -> dict[str, list[str]]:
    """Every route with rows of the world, and the searches that a page cannot offer as links."""
    found = {name: [reverse(name)] for name in ("home", "operation", "account_profile", *TOLD)}
    for route, path, parts in routes_of_the_network():
        found[route] = addresses_of(route, path, parts, rows)
    for route, fields in (("pmks_cases:residents", ["nama"]), ("pmks_cases:cases", ["nama", "cari", "q"])):
        address = reverse(route, args=[SLUG])
        found[route] += [f"{address}?{urlencode({name: typed})}" for name in fields for typed in (GIRL, UNCLE)]
    girl = rows["resident"][0]
    opening = reverse("pmks_cases:open_case", args=[SLUG])
    found["pmks_cases:open_case"] += [f"{opening}?warga={girl.pk}", f"{opening}?keluarga={rows['family'][0].pk}"]
    for route in ("network_numbers", "numbers_file", "monthly_report", "monthly_report_file"):
        found[route] += [f"{found[route][0]}?{query}" for query in FIGURES]
    return found | pages_of_the_village()


def pages_of_the_village() -> dict[str, list[str]]:
    """The village head's pages, which belong to no network: with each period, with and without comparison."""
    village = neighbourhood.VILLAGE
    routes = ("village", "village_file", "village_promises", "village_reports", "village_more")
    found = {route: [reverse(route, args=[village])] for route in routes}
    for query in ("periode=12-bulan", "banding=tidak&rw=004", "lihat=selesai"):
        found["village"].append(f"{reverse('village', args=[village])}?{query}")
        found["village_file"].append(f"{reverse('village_file', args=[village])}?{query}")
    found["village_promises"].append(f"{reverse('village_promises', args=[village])}?lihat=selesai")
    found["village_near"] = [reverse("village_near", args=[village, "004"])]
    return found


TYPED = {
    "nama": [GIRL, UNCLE, GIRL_NIK, KK_NUMBER],
    "nik": [GIRL_NIK],
}


def posts(rows: dict[str, list]) -> dict[str, list[tuple[str, dict]]]:
    """What is posted to every route: nothing, and the girl's name and numbers in the fields that search."""
    found: dict[str, list] = {}
    for route, path, parts in routes_of_the_network():
        asked = found[route] = []
        for address in addresses_of(route, path, parts, {noun: some[:1] for noun, some in rows.items()})[:3]:
            asked.append((address, {}))
            name = route.split(":")[-1]
            if name in ("residents", "check_nik") or "find" in name or "search" in name or "kin" in name:
                asked += [(address, {field: typed}) for field, words in TYPED.items() for typed in words]
    return found


def look_around(here, people=OUTSIDERS, *, first: dict | None = None) -> dict[str, dict]:
    """What each of these people is told, by what they asked. `first`: ask the same questions again."""
    told = {}
    for who in people:
        walker = Walker(here.fresh(who), here.network)
        answers = told[who] = {}
        if first is not None:
            for method, address, data in first[who]:
                answers[method, address, data] = walker.ask(method, address, dict(data))
            continue
        for address, answer in walker.crawl(beginnings(here.shown)).items():
            answers["get", address, ()] = answer
        for route, asked in posts(here.shown).items():
            for address, data in asked if route not in walker.shut else []:
                answer = answers["post", address, tuple(data.items())] = walker.ask("post", address, data)
                if answer[0] in (403, 405):
                    break
    return told


CONTROLS = ("chair", "rt_head")
TELLING = {"network_home", "cases", "rt_cases", "resident", "family", "follow_ups", "open_case", "choose_visit"}


def telling(told: dict) -> list[tuple]:
    """The questions whose answers an ordinary case changes: enough for the controls."""
    return [asked for asked in told if resolve(urlsplit(asked[1]).path).url_name in TELLING]


# --- The two worlds --------------------------------------------------------------------------------------------


class Letters(logging.Handler):
    """Everything that any logger says."""

    def __init__(self):
        super().__init__(level=logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record):
        self.said.append(self.format(record))


class Worlds:
    """What everybody was told: before, before again, with the girl's case, and with an ordinary one instead."""


def tell_and_mail() -> None:
    """What is due is written down and leaves by mail, as beat and worker do it."""
    writing.write_due()
    delivering.deliver()


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker, portal_for_tests):
    made = Worlds()
    letters = Letters()
    logging.getLogger().addHandler(letters)
    levels = {name: logging.getLogger(name).level for name in ("", "django.request", "pmks_cases", "wksbm")}
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    with django_db_blocker.unblock(), transaction.atomic(), Postbox() as postbox:
        try:
            here = made.here = neighbourhood.settle_neighbourhood()
            tell_and_mail()
            made.mailed_before = [to for letter, _text in postbox.letters for to in letter]
            made.before = look_around(here)
            made.second = {"before": register_again(here)}
            made.again = look_around(here, CONTROLS, first={who: telling(made.before[who]) for who in CONTROLS})
            with transaction.atomic():
                neighbourhood.open_an_ordinary_one(here)
                made.ordinary = look_around(here, CONTROLS, first={who: telling(made.before[who]) for who in CONTROLS})
                transaction.set_rollback(True)
            del postbox.letters[:]
            made.hidden = neighbourhood.hide_the_girl(here)
            tell_and_mail()
            made.letters = [(to, letter.decode()) for to, letter in postbox.letters]
            made.after = look_around(here, first=made.before)
            made.refused = ask_for_hidden_rows(made)
            made.second["after"] = register_again(here)
            made.files = [str(path) for path in settings.MEDIA_ROOT.rglob("*")]
            starts = beginnings(here.shown)
            starts["pmks_cases:case"].append(reverse("pmks_cases:case", args=[SLUG, made.hidden.rows["number"][0]]))
            made.team = {who: Walker(here.fresh(who), here.network).crawl(starts, pages=2) for who in TEAM}
        finally:
            transaction.set_rollback(True)
            logging.getLogger().removeHandler(letters)
            for name, level in levels.items():
                logging.getLogger(name).setLevel(level)
    made.logged = letters.said
    return made


def differing(one: dict, other: dict) -> list[str]:
    """Which questions were answered otherwise, with the first difference of each."""
    found = []
    for asked, answer in one.items():
        if other[asked] != answer:
            found.append(f"{asked[0]} {asked[1]} {dict(asked[2])}: {first_difference(answer, other[asked])}")
    return found


def first_difference(one: tuple, other: tuple) -> str:
    if one[:2] != other[:2]:
        return f"{one[:2]} != {other[:2]}"
    at = next((n for n, (a, b) in enumerate(zip(one[2], other[2], strict=False)) if a != b), -1)
    start = max(0, at - 60)
    return f"…{one[2][start : at + 60]!r} != …{other[2][start : at + 60]!r}"


# --- The law ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_rahasia_case_changes_no_byte(worlds, who):
    before, after = worlds.before[who], worlds.after[who]
    if who == "writer":
        own = lambda asked: resolve(urlsplit(asked[1]).path).url_name in OWN_REPORTS  # noqa: E731
        before = {asked: answer for asked, answer in before.items() if not own(asked)}
    assert len(before) > 20
    assert differing(before, after) == []


def test_the_walk_reaches_what_each_role_works_with(worlds):
    reached = {
        who: {
            resolve(urlsplit(address).path).view_name for kind, address, _ in told if told[kind, address, _][0] == 200
        }
        for who, told in worlds.before.items()
    }
    assert {"pmks_cases:cases", "pmks_cases:case", "pmks_cases:residents", "members:read_log"} <= reached["chair"]
    assert {"programs:programs", "programs:program", "programs:change_program"} <= reached["chair"]
    assert {"programs:find_recipient", "programs:propose_recipient", "programs:take_back_recipient"} <= reached["chair"]
    assert {"programs:meetings", "programs:meeting", "programs:run_meeting", "programs:minutes"} <= reached["chair"]
    assert {"pmks_cases:case", "members:follow_ups", "programs:minutes"} <= reached["psm"]
    assert {"pmks_cases:family", "pmks_cases:resident"} <= reached["kader"]
    assert len(reached["chair"]) > 40
    figures = {"network_numbers", "numbers_file", "monthly_report", "monthly_report_file"}
    assert {*figures, "cases_behind", "promises_behind"} <= reached["chair"]
    assert all(figures <= reached[who] for who in ("auditor", "supervisor", "village_head"))
    assert {"own_month"} <= reached["psm"]
    assert {"programs:incoming_letters", "programs:incoming_letter", "programs:scan"} <= reached["chair"]
    assert {"village", "village_near", "village_file", "village_promises", "ask_network"} <= reached["village_head"]
    assert not {"village", "village_near", "village_file"} & (reached["operator"] | reached["chair"])


@pytest.mark.parametrize("who", CONTROLS)
def test_the_same_world_is_told_the_same_twice(worlds, who):
    assert len(worlds.again[who]) > 10
    assert differing(worlds.again[who], worlds.before[who]) == []


@pytest.mark.parametrize("who", CONTROLS)
def test_an_ordinary_case_of_the_same_girl_is_told(worlds, who):
    """Else the walk would pass by what it is there to find."""
    assert differing(worlds.ordinary[who], worlds.before[who]) != []


# --- Rows that are asked for by their address -------------------------------------------------------------------


CURIOUS = ("chair", "psm_trained", "rt_head")
"""Who tries addresses: at most routes with a row, the others meet the same 403 whatever row is asked for."""


def ask_for_hidden_rows(worlds) -> dict[str, list]:
    """For every route that takes a row, a hidden row's address: the answer, beside that for a made-up row."""
    found: dict[str, list] = {}
    hidden = worlds.hidden.rows
    for who in CURIOUS:
        walker = Walker(worlds.here.fresh(who), worlds.here.network)
        answers = found[who] = []
        for route, path, parts in routes_of_the_network():
            for part, kind in parts.items():
                value, missing = hidden_value(hidden, path, part, kind)
                rest = {key: values_for(path, key, parts[key], worlds.here.shown)[:1] for key in parts if key != part}
                if value is not None and all(rest.values()):
                    rest = {key: values[0] for key, values in rest.items()}
                    answers += compare_addresses(walker, route, part, value, missing, rest)
    return found


HIDDEN_NOUNS = {"visit": "Visit", "photo": "Photo", "early_report": "EarlyReport", "follow_up": "FollowUp"}
HIDDEN_NOUNS |= {"alert": "EmergencyAlert", "goal": "Goal", "referral": "Referral", "document": "IssuedDocument"}
HIDDEN_NOUNS |= {"recipient": "Recipient"}


def hidden_value(hidden: dict, path: str, part: str, kind: str) -> tuple:
    """A hidden row that this part of an address may mean, and one that is not there; None where there is none."""
    if part == "number":
        return hidden["number"][0], "2026-0000"
    for word, noun in NOUNS.items():
        if kind == "IntConverter" and f"{word}/<int:{part}>" in path and noun in HIDDEN_NOUNS:
            return hidden[HIDDEN_NOUNS[noun]][0], 123456789012345678
    return None, None


def compare_addresses(walker, route: str, part: str, value, missing, rest: dict) -> list[tuple]:
    answers = []
    for method in ("get", "post"):
        told = []
        for each in (value, missing):
            try:
                address = reverse(route, kwargs={"network": walker.slug, part: each, **rest})
            except NoReverseMatch:
                return []
            status, headers, text = walker.ask(method, address)
            text = text.replace(str(each), "…") if isinstance(text, str) else text
            headers = {name: str(words).replace(str(each), "…") for name, words in headers.items()}
            told.append((status, headers, text))
        answers.append((f"{method} {route} {part}", *told))
    return answers


@pytest.mark.parametrize("who", CURIOUS)
def test_a_hidden_row_answers_as_a_missing_one(worlds, who):
    answers = worlds.refused[who]
    assert len(answers) > 20
    assert [asked for asked, hidden, missing in answers if hidden != missing] == []
    assert [asked for asked, hidden, _missing in answers if hidden[0] not in (403, 404, 405)] == []


# --- A second registration --------------------------------------------------------------------------------------


def register_again(here) -> tuple:
    """The chair, who is kin, registers the girl a second time: the answer, and his page of the new case."""
    walker = Walker(here.fresh("chair"), here.network)
    opening = reverse("pmks_cases:open_case", args=[here.network.slug])
    with transaction.atomic():
        page = walker.client.get(f"{opening}?warga={here.residents['girl'].pk}").content.decode()
        form_id = re.search(r'name="form_id" value="([0-9a-f-]{36})"', page)[1]
        typed = {"form_id": form_id, "warga": here.residents["girl"].pk, "need": "sepatu sekolah", "urgency": 2}
        typed |= {"need_kind": "sandang", "secrecy": "biasa", "subject_kind": "perseorangan"}
        answer = walker.client.post(opening, typed)
        told = [plain(answer)]
        number = answer.url.rstrip("/").rsplit("/", 1)[-1] if answer.status_code == 302 else ""
        case = Case.objects.filter(number=number).first()
        for address in second_pages(here, number):
            told.append(plain(walker.client.get(address)))
        marks = [number, str(case.pk) if case else number]
        transaction.set_rollback(True)
    return [without(marks, each) for each in told], bool(case)


def second_pages(here, number: str) -> list[str]:
    slug = here.network.slug
    found = [reverse("pmks_cases:cases", args=[slug]), reverse("network_home", args=[slug])]
    for route, path, parts in routes_of_the_network():
        if "number" not in parts:
            continue
        for value in values_for(path, "end", "", here.shown) if "end" in parts else [None]:
            rest = {key: values_for(path, key, parts[key], here.shown)[:1] for key in parts if key != "number"}
            rest |= {"end": [value]} if value else {}
            if all(rest.values()):
                more = {key: values[0] for key, values in rest.items()}
                found.append(reverse(route, kwargs={"network": slug, "number": number or "x", **more}))
    return found


def without(marks: list[str], told: tuple) -> tuple:
    status, headers, text = told
    for mark in marks:
        if mark:
            text = text.replace(mark, "…") if isinstance(text, str) else text
            headers = {name: str(words).replace(mark, "…") for name, words in headers.items()}
    return status, headers, text


def test_a_second_registration_is_accepted_as_if_it_were_the_first(worlds):
    before, after = worlds.second["before"], worlds.second["after"]
    assert before[1] is after[1] is True  # the case was really opened
    assert len(before[0]) > 10
    assert [first_difference(*pair) for pair in zip(before[0], after[0], strict=True) if pair[0] != pair[1]] == []


# --- Mail, logs, files, addresses -------------------------------------------------------------------------------


def test_an_emergency_is_mailed_to_the_team_alone_and_says_nothing(worlds):
    recipients = {to for letter, _text in worlds.letters for to in letter}
    team = {worlds.here.people[who].email for who in TEAM}
    assert recipients
    assert recipients <= team
    words = [*SECRETS.values(), GIRL, "Rani", UNCLE, "rahasia", *worlds.hidden.rows["number"]]
    assert [word for _to, text in worlds.letters for word in words if word.casefold() in text.casefold()] == []


def test_the_mail_box_would_have_told(worlds):
    assert worlds.mailed_before  # the ordinary emergency went out by the same way


def test_nothing_sealed_stands_in_a_log_an_address_or_the_name_of_a_file(worlds):
    assert len(worlds.logged) > 100
    marks = [text.split()[0] for text in SECRETS.values() if text.startswith("zq")] + [GIRL_NIK, KK_NUMBER]
    assert len(marks) > 10
    asked = [address for told in worlds.team.values() for address in told]
    asked += [str(answer[1].get("Location", "")) for told in worlds.team.values() for answer in told.values()]
    assert [said for said in worlds.logged for mark in marks if mark in said] == []
    assert [address for address in asked for mark in marks if mark in address] == []
    assert worlds.files
    assert [name for name in worlds.files for mark in (*marks, "rani", "foto") if mark in name.casefold()] == []


def test_the_team_sees_what_the_others_do_not(worlds):
    """The marks do stand on pages, so that looking for them elsewhere means something."""
    number = worlds.hidden.rows["number"][0]
    for who in TEAM:
        pages = " ".join(answer[2] for answer in worlds.team[who].values() if isinstance(answer[2], str))
        assert number in pages
        assert "zqneed" in pages or "zqtold" in pages


def test_no_outsider_is_told_a_sealed_word(worlds):
    marks = [text.split()[-1] if not text.startswith("zq") else text.split()[0] for text in SECRETS.values()]
    told = [
        (who, asked)
        for who, answers in worlds.after.items()
        for asked, answer in answers.items()
        if who != "writer" and isinstance(answer[2], str)
        for mark in marks
        if mark.startswith("zq") and mark in answer[2]
    ]
    assert told == []
