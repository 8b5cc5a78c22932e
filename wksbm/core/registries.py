"""Where each floor announces what other floors show, so that nobody imports upwards: menu, due things, panels."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the side bar, shown to who holds `audience`; `phone` puts it in the bottom bar as well."""

    label: str
    route: str
    icon: str
    audience: str
    order: int
    phone: bool = False
    add: bool = False


@dataclass(frozen=True)
class Due:
    """One thing that waits for a person: what, since or until when, and the page where it is done."""

    title: str
    detail: str
    url: str
    due_on: date | None = None
    place: str = ""  # the RT, of what is done at people's doors
    phone: str = ""
    at_once: str = ""  # stands on top of everything, until a button posts to this address


@dataclass(frozen=True)
class DueKind:
    """A kind of due thing: who may have it, and the question that finds it (at most `limit` rows, the oldest first).
    Kinds with the same `together(user, network, names)` are found by it at once, each under its name. `among`: rows, in
    SQL, without which there is none; it may speak of `%(network)s`, `%(village)s`, `%(user)s` and `%(today)s`."""

    name: str
    audience: str
    find: Callable[..., Iterable[Due]]
    together: Callable | None = None
    among: str = ""


@dataclass(frozen=True)
class Panel:
    """What a higher app shows on a lower app's page: a template fed by `load(user, subject)`, at most one query."""

    page: str
    template: str
    audience: str
    load: Callable
    order: int = 50


@dataclass(frozen=True)
class Origin:
    """A noun that promises and read entries of lower floors may belong to, told by the app that owns it.

    `label` as in `pmks_cases.Case`; `seen_by(user)` the rows that this person sees; `told(user, ids)` a title and an
    address for each of those ids that the person sees; `seers(id)` the users who may be given its promises.
    """

    label: str
    seen_by: Callable
    told: Callable
    seers: Callable | None = None


menu: list[MenuEntry] = []
due_kinds: list[DueKind] = []
panels: list[Panel] = []
origins: dict[str, Origin] = {}


def register_menu(*entries: MenuEntry) -> None:
    menu[:] = sorted([*menu, *entries], key=lambda entry: entry.order)


def register_due(*kinds: DueKind) -> None:
    due_kinds.extend(kinds)


def register_panel(*some: Panel) -> None:
    panels.extend(some)
    panels.sort(key=lambda panel: panel.order)


def register_origin(origin: Origin) -> None:
    origins[origin.label] = origin


def origin_seen_by(user, kind: str, key: str) -> Q:
    """Rows whose origin this person sees; `kind` and `key` name the columns of its content type and id."""
    seen = Q(pk__in=[])
    for origin in origins.values():
        of_this_kind = Q(**{kind: ContentType.objects.get_for_model(apps.get_model(origin.label))})
        seen |= of_this_kind & Q(**{f"{key}__in": origin.seen_by(user).order_by().values("pk")})
    return seen


def panels_for(page: str, *, user, network, subject) -> list[dict]:
    """The panels that this person sees on that page, each with its loaded content."""
    return [
        {"template": panel.template, "content": panel.load(user, subject)}
        for panel in panels
        if panel.page == page and user.has_perm(panel.audience, network)
    ]
