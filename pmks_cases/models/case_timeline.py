"""Riwayat: everything that happened to one case, in one order, asked in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, Least, RowNumber, TruncDate
from django.utils import timezone

from members.models import FollowUp, FollowUpEntry
from pmks_cases.models.assessment import Assessment
from pmks_cases.models.case import Case as CaseRow
from pmks_cases.models.case_move import CaseMove
from pmks_cases.models.consent import Consent
from pmks_cases.models.early_report import EarlyReport
from pmks_cases.models.errand import Errand
from pmks_cases.models.family_answer import FamilyAnswer
from pmks_cases.models.handover import Handover
from pmks_cases.models.level_change import LevelChange
from pmks_cases.models.photo import Photo
from pmks_cases.models.plan import Goal, Measurement, Referral
from pmks_cases.models.postponed_visit import PostponedVisit
from pmks_cases.models.visit import Addendum, Visit
from wksbm.core.fields import SealedTextField
from wksbm.core.models import ReadEntry
from wksbm.core.sealing import unseal

PAGE_SIZE = 200
"""Entries of the history on one page of a case."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: of what kind, when, by whom. The other columns mean what the kind's question says.

    `key` is the row to which it leads; `on` a day that the entry speaks of; `word` and `other` codes or names; `count`
    a number; `text` and `more` what somebody wrote.
    """

    kind: str
    key: int
    at: datetime
    on: date | None
    who: str
    word: str
    other: str
    count: int
    text: str
    more: str


@dataclass(frozen=True)
class Timeline:
    """One page of the history, the newest first; `older` and `newer` are the numbers of the pages beside it."""

    entries: list[Entry]
    newer: int | None
    older: int | None


_NOTHING = {
    "t_key": Value(0, BigIntegerField()),
    "t_on": Cast(Value(None), DateField()),
    "t_who": Value("", CharField()),
    "t_word": Value("", CharField()),
    "t_other": Value("", CharField()),
    "t_count": Value(0, IntegerField()),
    "t_text": Value(b"", SealedTextField()),
    "t_more": Value(b"", SealedTextField()),
}
_COLUMNS = ("t_kind", "t_key", "t_at", "t_on", "t_who", "t_word", "t_other", "t_count", "t_text", "t_more")


def timeline_of(case, user, *, page: int = 1) -> Timeline:
    """A page of the history of a case that `user` sees. What a report said is shown to who may read the report."""
    sql, marks = _statement(timezone.get_current_timezone_name())
    kind = ContentType.objects.get_for_model(CaseRow)
    of_this = {_SOME_NETWORK: case.network_id, _SOME_CASE: case.pk, _SOME_KIND: kind.pk}
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(of_this.get(mark, mark) for mark in marks), PAGE_SIZE + 1, (page - 1) * PAGE_SIZE])
        rows = cursor.fetchall()
    found = [Entry(*told, _opened(text), _opened(more)) for *told, text, more in rows]
    return Timeline(
        _without_what_is_not_for(user, found[:PAGE_SIZE]),
        newer=page - 1 if page > 1 else None,
        older=page + 1 if len(found) > PAGE_SIZE else None,
    )


_SOME_NETWORK, _SOME_CASE, _SOME_KIND = -1, -2, -3
"""Stand in the statement for the ids of a network, of a case, and of the content type of cases."""


@cache
def _statement(_zone: str) -> tuple[str, tuple]:
    """The one question for all kinds of entries, with its parameters: Django takes longer to put it together than the
    database to answer it, and it is the same for every case of a time zone."""
    case = CaseRow(pk=_SOME_CASE, network_id=_SOME_NETWORK)
    first, *others = _questions(case)
    query = first.union(*others, all=True).order_by("-t_at", "-t_key").query
    sql, marks = query.get_compiler(connection=connection).as_sql()
    return f"{sql} LIMIT %s OFFSET %s", tuple(marks)


def _opened(sealed: memoryview | None) -> str:
    return unseal(bytes(sealed)) if sealed else ""


def _without_what_is_not_for(user, entries: list[Entry]) -> list[Entry]:
    """What a report said, taken out for who may not read the report itself."""
    reports = [entry.key for entry in entries if entry.kind == "report"]
    if not reports:
        return entries
    readable = set(EarlyReport.objects.visible_to(user).filter(pk__in=reports).values_list("pk", flat=True))
    return [
        replace(entry, text="") if entry.kind == "report" and entry.key not in readable else entry for entry in entries
    ]


def _asked(rows: QuerySet, kind: str, at, **columns) -> QuerySet:
    told = {"t_kind": Value(kind, CharField()), "t_at": at, **_NOTHING, **columns}
    return rows.order_by().annotate(**told).values_list(*_COLUMNS)


def _by(column: str = "by") -> Coalesce:
    return Coalesce(F(f"{column}__name"), Value(""), output_field=CharField())


def _noted_for(day: str) -> Least:
    """When something of a day was written down on that day; else the end of the day, however late it was noted."""
    end = ExpressionWrapper(Cast(F(day), DateTimeField()) + Value(timedelta(hours=23)), output_field=DateTimeField())
    return Least(F("at"), end)


def _questions(case) -> Iterable[QuerySet]:
    """One question for each kind of entry, all with the same columns."""
    of_case = {"network_id": case.network_id, "case": case}
    yield _asked(
        CaseMove.objects.filter(**of_case),
        "move",
        F("at"),
        t_who=_by(),
        t_word=F("end"),
        t_other=F("decision"),
        t_text=F("why"),
    )
    yield _asked(
        EarlyReport.objects.filter(**of_case),
        "report",
        F("sent_at"),
        t_key=F("pk"),
        t_text=F("saw"),
    )
    yield _asked(
        LevelChange.objects.filter(**of_case),
        "level",
        F("at"),
        t_who=_by(),
        t_word=F("after"),
        t_text=F("why"),
    )
    yield _asked(
        Handover.objects.filter(**of_case),
        "handover",
        F("at"),
        t_who=_by(),
        t_word=F("outside"),
        t_other=_by("taker"),
        t_text=F("note"),
    )
    yield _asked(
        PostponedVisit.objects.filter(**of_case),
        "postponed",
        F("at"),
        t_who=_by(),
        t_on=F("after"),
        t_text=F("why"),
    )
    photos = Photo.objects.filter(visit=OuterRef("pk")).order_by().values("visit").annotate(many=Count("pk"))
    turn = Window(RowNumber(), partition_by=[F("kind")], order_by=["at", "pk"])
    yield _asked(
        Visit.objects.filter(**of_case),
        "visit",
        F("at"),
        t_key=F("pk"),
        t_who=_by(),
        t_on=F("on"),
        t_word=F("met"),
        t_other=F("kind"),
        # The number of the visit, and of its photos behind it: 5 with 2 photos is 502.
        t_count=ExpressionWrapper(
            turn * 100 + Coalesce(Subquery(photos.values("many")), Value(0)), output_field=IntegerField()
        ),
        t_text=F("told"),
    )
    yield _asked(
        Addendum.objects.filter(network_id=case.network_id, visit__case=case),
        "addendum",
        F("at"),
        t_key=F("visit_id"),
        t_who=_by(),
        t_on=F("visit__on"),
        t_text=F("text"),
    )
    yield _asked(
        FollowUp.objects.filter(network_id=case.network_id, origin_type_id=_SOME_KIND, origin_id=case.pk),
        "promise",
        F("created_at"),
        t_key=F("pk"),
        t_who=_by("created_by"),
        t_other=_by("doer"),
        t_on=F("due_on"),
        t_text=F("what"),
    )
    yield _asked(
        FollowUpEntry.objects.filter(
            network_id=case.network_id, follow_up__origin_type_id=_SOME_KIND, follow_up__origin_id=case.pk
        ),
        "promise_entry",
        F("at"),
        t_key=F("follow_up_id"),
        t_who=_by(),
        t_word=F("kind"),
        t_text=F("follow_up__what"),
        t_more=F("note"),
    )
    yield _asked(
        Consent.objects.filter(**of_case),
        "consent",
        F("at"),
        t_who=_by(),
        # The relation of a guardian stands behind the question: `foto/ibu kandung`.
        t_word=Concat(F("purpose"), Value("/"), F("guardian_relation"), output_field=CharField()),
        t_other=Coalesce(F("organization__name"), Value(""), output_field=CharField()),
        t_count=Case(When(answer=True, then=Value(1)), default=Value(0)),
        t_text=F("given_by"),
    )
    yield _asked(
        Assessment.objects.filter(**of_case),
        "assessment",
        _noted_for("on"),
        t_who=_by(),
        t_on=F("on"),
        t_text=F("situation"),
    )
    yield _asked(Goal.objects.filter(**of_case), "goal", F("set_at"), t_who=_by("set_by"), t_text=F("wanted"))
    yield _asked(
        Measurement.objects.filter(**of_case),
        "measurement",
        _noted_for("on"),
        t_who=_by(),
        t_on=F("on"),
        t_word=Cast(F("value"), CharField()),
        t_other=F("goal__unit"),
        t_text=F("goal__wanted"),
        t_more=F("source"),
    )
    referrals = Referral.objects.filter(**of_case)
    yield _asked(
        referrals.exclude(sent_on=None),
        "referral",
        _noted_for("sent_on"),
        t_who=_by(),
        t_on=F("sent_on"),
        t_word=F("target"),
        t_text=F("spoke_with"),
    )
    yield _asked(
        referrals.exclude(answered_on=None),
        "referral_answer",
        Cast(F("answered_on"), DateTimeField()),
        t_on=F("answered_on"),
        t_word=F("target"),
        t_text=F("answer"),
    )
    yield _asked(
        Errand.objects.filter(**of_case),
        "errand",
        F("at"),
        t_who=_by(),
        t_on=F("on"),
        t_text=F("what"),
        t_more=F("result"),
    )
    yield _asked(
        FamilyAnswer.objects.filter(**of_case, answered_at__isnull=False),
        "family_answer",
        F("answered_at"),
        t_who=_by(),
        t_word=F("answer"),
        t_other=F("decision"),
        t_text=F("words"),
        t_more=F("told"),
    )
    # Who read it: one line a person, kind and day, however often the page was opened.
    reads = ReadEntry.objects.filter(
        network_id=case.network_id, content_type_id=_SOME_KIND, object_id=case.pk
    ).order_by()
    reads = reads.annotate(t_on=TruncDate("read_at")).values("t_on", "reader_id", "reader__name", "kind")
    told = {**_NOTHING, "t_kind": Value("read", CharField()), "t_who": F("reader__name"), "t_word": F("kind")}
    del told["t_on"]
    yield reads.annotate(**told, t_at=Max("read_at")).annotate(t_count=Count("pk")).values_list(*_COLUMNS)
