"""What a paper rests on, and whether that stands otherwise by now."""

import hashlib
import json
from collections.abc import Callable, Iterable

from wksbm.core.refusals import RefusedByRule
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import Content, Paper

SIGNED_SHOWN = 20


def digest_of(paper: Paper, content: Content, *, network, row, user) -> str:
    """Of what a new one tells of rows that may be guarded one day; nothing of a paper that never lapses."""
    if not paper.lapses:
        return ""
    return _digest(paper.rests_on(user, network, [row.pk])[row.pk] if paper.rests_on else content.rests_on)


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def has_lapsed(document: IssuedDocument, *, to) -> bool:
    """Whether what it tells of stands otherwise by now, so that nobody is served its file any more.

    It is asked of the rows and not of what is guarded among them: a visit that was added, a house that moved to
    another RT and a case that became rahasia all answer alike. Asked are the rows of whom it is served `to`; those of
    its issuer where it tells of him, and where `to` reads no such papers himself, as who only signs it.
    """
    return document.pk in lapsed_among([document], document.network, to=to)


def lapsed_among(documents: Iterable[IssuedDocument], network, *, to) -> set[int]:
    """The ids of those that have lapsed: for each kind and issuer one question, whatever their number, where the paper
    can be asked so (`Paper.rests_on`)."""
    found: set[int] = set()
    people = {to.pk: to}
    together: dict[tuple[str, int], list[IssuedDocument]] = {}
    for one in documents:
        paper = one.paper
        if not paper.lapses:
            continue
        if not one.choices:  # issued before its kind lapsed, or destroyed
            found.add(one.pk)
            continue
        reads_alike = not paper.issuer_reads and to.has_perm(paper.readers, network)
        user = to if reads_alike else people.setdefault(one.issued_by_id, one.issued_by)
        if paper.rests_on:
            together.setdefault((one.kind, user.pk), []).append(one)
        elif _stands_otherwise(one, network, user=user):
            found.add(one.pk)
    for (_kind, user_id), some in together.items():
        now = some[0].paper.rests_on(people[user_id], network, {one.origin_id for one in some})
        found |= {one.pk for one in some if one.origin_id not in now or _digest(now[one.origin_id]) != one.rests_on}
    return found


def _stands_otherwise(document: IssuedDocument, network, *, user) -> bool:
    """Of a paper that tells what it rests on only by being made again."""
    paper = document.paper
    row = paper.row_for(user, network, document.origin_id)
    if paper.origin and row is None:
        return True
    try:
        now = paper.content(user, network, row, **json.loads(document.choices))
    except RefusedByRule:
        return True
    return _digest(now.rests_on) != document.rests_on


def waiting_for(user, network) -> list[IssuedDocument]:
    """The letters that wait for the village head, the oldest first: none of a guarded row, none that has lapsed."""
    rows = IssuedDocument.objects.to_sign_by(user).of(network).waiting()
    return _standing(rows.select_related("issued_by").order_by("issued_at", "pk"), network, to=user)


def signed_by(user, network) -> list[IssuedDocument]:
    """The last ones that were signed, of those that could still be opened."""
    rows = IssuedDocument.objects.to_sign_by(user).of(network).exclude(signed_on=None)
    rows = rows.select_related("issued_by").order_by("-signed_on", "-pk")[: 3 * SIGNED_SHOWN]
    return _standing(rows, network, to=user)[:SIGNED_SHOWN]


def _standing(rows: Iterable[IssuedDocument], network, *, to) -> list[IssuedDocument]:
    rows = list(rows)
    about: dict[Callable, set[int]] = {}
    for one in rows:
        if one.paper.guarded:
            about.setdefault(one.paper.guarded, set()).add(one.origin_id)
    hidden = {guarded: guarded(ids) for guarded, ids in about.items()}
    rows = [one for one in rows if one.origin_id not in hidden.get(one.paper.guarded, ())]
    gone = lapsed_among(rows, network, to=to)
    return [one for one in rows if one.pk not in gone]
