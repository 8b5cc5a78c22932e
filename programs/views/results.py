"""Apa yang kita putuskan, apa jadinya: the decisions of all meetings with their promises and the share kept on time."""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from members.models import FollowUp
from programs.models import Decision, DecisionPromise, Meeting
from programs.models.agenda_words import said_today
from programs.views.minutes import told_promise
from wksbm.core.access import audience
from wksbm.core.paging import page_by_key

PERIODS = {"3": (gettext_lazy("3 bulan"), 92), "12": (gettext_lazy("12 bulan"), 366), "": (gettext_lazy("Semua"), None)}
PAGE = 20
MEETINGS_OFFERED = 24


def _since(request) -> tuple[str, Q]:
    """The period that the address asks for (a year, if it asks for none), as a condition on decisions."""
    asked = request.GET.get("masa", "12")
    asked = asked if asked in PERIODS else "12"
    days = PERIODS[asked][1]
    if days is None:
        return asked, Q()
    return asked, Q(item__meeting__held_on__gt=request.network.today() - timedelta(days=days))


def numbers_of(decisions, user, today) -> dict:
    """How much was decided and promised, and which share of what is judged was kept by its day. Two statements."""
    ties = DecisionPromise.objects.visible_to(user).filter(decision__in=decisions.order_by().values("pk"))
    done = Q(follow_up__state=FollowUp.State.DONE)
    late = Q(follow_up__state=FollowUp.State.OPEN, follow_up__due_on__lt=today)
    found = ties.aggregate(
        promises=Count("pk"),
        done=Count("pk", filter=done),
        late=Count("pk", filter=late),
        judged=Count("pk", filter=done | late),
        on_time=Count("pk", filter=done & Q(follow_up__done_at__date__lte=F("follow_up__due_on"))),
    )
    found |= decisions.order_by().aggregate(
        decided=Count("item", distinct=True), meetings=Count("item__meeting", distinct=True)
    )
    found["share"] = round(100 * found["on_time"] / found["judged"]) if found["judged"] else None
    return found


@audience("programs.view_meeting")
@require_safe
def results(request, network):
    """The newest decision first; of one meeting or period alone. For who reads no minutes the numbers only."""
    user, today = request.user, request.network.today()
    asked, condition = _since(request)
    decisions = Decision.objects.visible_to(user).of(request.network)
    meetings = Meeting.objects.visible_to(user).of(request.network).closed().order_by("-held_on", "-pk")
    chosen = request.GET.get("musyawarah", "")
    meeting = meetings.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 19 else None
    decisions = decisions.filter(item__meeting=meeting) if meeting else decisions.filter(condition)
    reads = user.has_perm("programs.read_minutes", request.network)
    page, rows = None, []
    if reads:
        told = decisions.with_chosen().select_related("item__meeting")
        page = page_by_key(told, key="-at", parameters=request.GET, size=PAGE)
        rows = _told(request, page.rows, reads_cases=user.has_perm("programs.run_meeting", request.network))
    context = {
        "reads": reads,
        "rows": rows,
        "page": page,
        "numbers": numbers_of(decisions, user, today),
        "periods": PERIODS.items(),
        "asked": "" if meeting else asked,
        "meeting": meeting,
        "meetings": meetings[:MEETINGS_OFFERED] if reads else [],
        "rest": f"&musyawarah={meeting.pk}" if meeting else f"&masa={asked}",
        "today": today,
    }
    return render(request, "programs/meeting/results.html", context)


def _told(request, decisions, *, reads_cases: bool) -> list[dict]:
    """Each decision with its promises. Of a case who does not run meetings reads that it was decided, and no more."""
    promised: dict[int, list] = {}
    ties = DecisionPromise.objects.visible_to(request.user).filter(decision__in=[row.pk for row in decisions])
    ties = ties.select_related("follow_up__doer", "follow_up__organization")
    for tie in ties.order_by("follow_up__due_on", "pk"):
        promised.setdefault(tie.decision_id, []).append(tie.follow_up)
    said_today(row.item for row in decisions)
    today = request.network.today()
    return [
        {
            "decision": row,
            "line": row.item,
            "meeting": row.item.meeting,
            "open": reads_cases or not row.item.case_id,
            "promises": [
                told_promise(one, today=today, of_case=bool(row.item.case_id)) for one in promised.get(row.pk, [])
            ],
        }
        for row in decisions
    ]
