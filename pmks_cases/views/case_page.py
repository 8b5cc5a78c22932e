"""The page of one case: where it stands, whose turn it is, and everything that happened."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.generic import View

from members.models import FollowUp
from pmks_cases.actions import case_reads
from pmks_cases.actions.assignments import may_assign
from pmks_cases.models import Case
from pmks_cases.models import case_reading as reading
from pmks_cases.models.case_states import State
from pmks_cases.models.case_thread import thread_of, with_standing
from pmks_cases.models.case_timeline import timeline_of
from pmks_cases.models.case_words import companion_of
from pmks_cases.models.consent import Consent
from pmks_cases.templatetags.case_tags import age_of
from pmks_cases.views.case_turn import moves_open_to, turn_of, way_to, way_to_goal
from pmks_cases.views.cases import case_or_404
from wksbm.core.access import audience
from wksbm.core.registries import panels_for

OPEN_ENTRIES = 3
"""Of the history; what is older is folded."""
URGENCY_TONES = {1: "plain", 2: "plain", 3: "due", 4: "late"}


@audience("pmks_cases.view_case")
class CasePage(View):
    def get(self, request, network, number):
        opened = partial(case_reads.with_opened_lately, by=request.user)
        case = case_or_404(request, number, lambda rows: with_standing(opened(rows)))
        case_reads.note_opened(case, by=request.user)
        return render(request, "pmks_cases/case/page.html", page_context(request, case))


def page_context(request, case: Case) -> dict:
    user, today = request.user, request.network.today()
    goals = list(reading.goals_of(case))
    promises = list(reading.promises_of(case))
    referrals = list(reading.referrals_of(case))
    consents = list(reading.consents_of(case))
    case.data_answer = next((row.answer for row in consents if row.purpose == Consent.Purpose.DATA), None)
    moves = moves_open_to(user, case)
    known = answers_known(case, goals, promises, referrals, consents)
    measured = [goal.latest_on for goal in goals if (goal.measured or 0) > 1]
    page = request.GET.get("riwayat", "")
    timeline = timeline_of(case, user, page=int(page) if page.isdecimal() and len(page) < 4 and int(page) else 1)
    turn = turn_of(user, case, open_moves=moves, known=known, goals=goals, today=today)
    may_change = user.has_perm("pmks_cases.change_case", case) and case.is_open
    ways = ways_of(user, case, moves, turn)
    others = list(reading.others_about(case, user))
    return {
        "case": case,
        "title": case.known_as,
        "named": not case.name_refused,
        "today": today,
        "age": "" if case.name_refused else age_of(case, today),
        "companion": companion_of(case),
        "urgency_tone": URGENCY_TONES[case.urgency],
        "knots": thread_of(
            case,
            measured_on=max(measured, default=None),
            measure_on=min((goal.due_on for goal in goals), default=None),
        ),
        "turn": turn,
        "goals": [shown_goal(case, goal, may_change) for goal in goals],
        "steps": [promise for promise in promises if promise.effort],
        "promises": [promise for promise in promises if not promise.effort],
        "steps_done": sum(promise.state == FollowUp.State.DONE for promise in promises if promise.effort),
        "first_step": next((row for row in referrals if row.is_first_step and not row.is_settled), None),
        "referrals": [row for row in referrals if not row.is_first_step or row.is_settled],
        "consents": consents,
        "categories": reading.categories_of(case) if user.has_perm("pmks_cases.view_categories", case) else [],
        "team": list(reading.team_of(case)) if case.is_secret else [],
        "others": [(relation_of(case, other), other) for other in others if other.may_open],
        "notes_beside": [other for other in others if not other.may_open],
        "panels": panels_for("case", user=user, network=request.network, subject=case),
        "timeline": timeline,
        **folded(timeline, OPEN_ENTRIES if timeline.newer is None else 0),
        "may_change": may_change,
        "may_print": user.has_perm("pmks_cases.print_case", case),
        "ways": ways,
        "way": {name: way_to(case, name) for name in ("wish", "add_goal", "add_step", "consent", "first_step")},
        "sees_all_promises": user.has_perm("members.view_all_follow_ups", case),
    }


def answers_known(case: Case, goals, promises, referrals, consents) -> dict[str, bool]:
    """What the moves ask for (`case_needs`), answered from what the page has read anyway."""
    steps = [promise for promise in promises if promise.effort]
    sent = any(referral.sent_on for referral in referrals)
    return {
        "visit": case.was_met,
        "consent": case.legal_basis != "setuju" or any(row.purpose == Consent.Purpose.DATA for row in consents),
        "assessment": case.was_assessed,
        "first_step": all(row.is_settled for row in referrals if row.is_first_step),
        "referral": sent,
        "goal": bool(goals),
        "steps": any(step.state != FollowUp.State.WITHDRAWN for step in steps),
        "action": sent or any(step.state == FollowUp.State.DONE for step in steps),
    }


def folded(timeline, standing: int) -> dict[str, list]:
    """The history in two parts: what stands, and what is folded. Who merely read the case never stands.

    `standing` entries stand; 0 is all, on the later pages.
    """
    if not standing:
        return {"newest": timeline.entries, "earlier": []}
    newest = [entry for entry in timeline.entries if entry.kind != "read"][:standing]
    return {"newest": newest, "earlier": [entry for entry in timeline.entries if entry not in newest]}


def relation_of(case: Case, other: Case) -> str:
    """What another case is to this one."""
    if other.pk == case.previous_id:
        return _("Babak sebelumnya")
    if other.previous_id == case.pk:
        return _("Dibuka lagi sebagai")
    if other.pk == case.joined_to_id or other.joined_to_id == case.pk:
        return _("Digabung dengan ini") if State.JOINED in (case.state, other.state) else _("Ada catatan lain")
    return _("Kasus lain tentang orang ini")


def shown_goal(case: Case, goal, may_change: bool) -> dict:
    """A goal with how far it has come, in percent of the way from where it began."""
    way = goal.target - goal.baseline
    now = goal.latest if goal.latest is not None else goal.baseline
    share = (now - goal.baseline) / way * 100 if way else 0
    return {
        "goal": goal,
        "now": now,
        "share": int(max(0, min(100, share))),
        "reached": share >= 100,
        "url": way_to_goal(case, goal) if may_change else "",
    }


def ways_of(user, case: Case, moves, turn) -> dict[str, list[dict]]:
    """What can be done besides the next thing: links by group, those whose pages exist and whose verb is held."""
    may = {verb: user.has_perm(f"pmks_cases.{verb}", case) for verb in ("change_case", "record_visit")}
    work = [
        ("record_visit", _("Catat kunjungan"), may["record_visit"]),
        ("add_follow_up", _("Catat janji"), user.has_perm("members.add_follow_up", case)),
        ("assess", _("Gali kebutuhan"), may["change_case"]),
        ("case_categories", _("Kategori dan kriteria"), may["change_case"]),
        ("consent", _("Tanya persetujuan"), may["change_case"]),
        ("add_referral", _("Rujuk"), may["change_case"]),
    ]
    care = [
        ("change_case", _("Ubah isian"), may["change_case"]),
        ("assign_case", _("Ganti pendamping"), may_assign(user, case)),
        ("case_secrecy", _("Siapa yang boleh tahu"), may["change_case"]),
        ("case_team", _("Tim kasus"), may["change_case"] and case.is_secret),
    ]
    if not case.is_open:
        work = []
        care = [("reopen_case", _("Buka lagi"), may["change_case"])]
    elif case.state == State.AFTERCARE:
        care.append(("reopen_case", _("Buka lagi"), may["change_case"]))
    taken = turn.action.url if turn and turn.action else ""
    groups = {
        "work": [{"words": words, "url": way_to(case, route)} for route, words, held in work if held],
        "care": [{"words": words, "url": way_to(case, route)} for route, words, held in care if held],
        "moves": [{"words": move.words, "url": way_to(case, "move_case", move.end)} for move in moves],
    }
    return {name: [way for way in ways if way["url"] and way["url"] != taken] for name, ways in groups.items()}
