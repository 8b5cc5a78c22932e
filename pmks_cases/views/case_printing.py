"""Papers of one case: a page for the board, which follows the level, and a slip that the family keeps; and the door to
those that are issued with a number.

The first two are asked for by a button, so that each print leaves a read entry; the answer is the paper itself.
"""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members.models import Network
from pmks_cases.actions import case_papers, case_reads
from pmks_cases.models import Case, Referral
from pmks_cases.models import case_reading as reading
from pmks_cases.models.case import Secrecy
from pmks_cases.models.case_words import companion_of, help_needed
from pmks_cases.views.case_page import shown_goal
from pmks_cases.views.cases import case_or_404
from wksbm.core.access import audience

MOST_STEPS = 8
MOST_GOALS = 3
"""As many as leave the paper one page."""


@require_POST
@audience("pmks_cases.print_case")
def print_case(request, network, number):
    """One page for the board. Of a terbatas or rahasia case it holds the number, the RT and the help that is needed."""
    case = case_or_404(request, number)
    case_reads.note_printed(case, by=request.user, paper="lembar kasus")
    sheet = {"help": help_needed(case)}
    if case.secrecy == Secrecy.ORDINARY:
        sheet |= ordinary_sheet(case)
    return render(request, "pmks_cases/case/print.html", paper_context(request, case) | sheet)


@require_POST
@audience("pmks_cases.print_case")
def family_slip(request, network, number):
    """What the family keeps: number, companion, promises, next visit, rights. No category, no diagnosis."""
    case = case_or_404(request, number)
    case_reads.note_printed(case, by=request.user, paper="lembar keluarga")
    # At the home of a rahasia case somebody may read the paper who must not know why anybody comes.
    promises = [] if case.is_secret else [promise for promise in reading.promises_of(case) if promise.is_open]
    slip = {
        "promises": promises[:MOST_STEPS],
        "companion": "" if case.is_secret and not case.psm_id else companion_of(case),
        "companion_phone": case.psm.phone if case.psm_id else "",
        "complaints": case_papers.complaints_about(case),
    }
    return render(request, "pmks_cases/case/slip.html", paper_context(request, case) | slip)


@require_safe
@audience("pmks_cases.print_case")
def letters(request, network, number):
    """The issued papers of a case, and those that may be issued now."""
    case = case_or_404(request, number)
    not_yet = [] if case.psm_id and case.is_open else ["surat-tugas"]
    if not Referral.objects.visible_to(request.user).filter(case=case).exists():
        not_yet.append("surat-rujukan")
    return render(request, "pmks_cases/case/letters.html", {"case": case, "not_yet": " ".join(not_yet)})


def paper_context(request, case: Case) -> dict:
    places = Network.objects.visible_to(request.user).select_related("village__parent__parent")
    return {
        "case": case,
        "here": places.get(pk=request.network.pk),
        "printed_at": timezone.now(),
        "today": request.network.today(),
    }


def ordinary_sheet(case: Case) -> dict:
    steps = [promise for promise in reading.promises_of(case) if promise.state != "withdrawn"]
    return {
        "name": "" if case.name_refused else case.name_outside,
        "companion": companion_of(case),
        "goals": [shown_goal(case, goal, may_change=False) for goal in reading.goals_of(case)[:MOST_GOALS]],
        "steps": sorted(steps, key=lambda step: (not step.is_open, step.due_on))[:MOST_STEPS],
        "whole": True,
    }
