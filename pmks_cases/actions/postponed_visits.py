"""Who cannot come says so: another day with a reason, or somebody else is looked for."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.actions import follow_ups
from members.models import FollowUp, User
from pmks_cases.actions import case_promises
from pmks_cases.actions.case_secrecy import refuse_who_does_not_see
from pmks_cases.actions.early_reports import board_of
from pmks_cases.models import Case, CaseMember, PostponedVisit
from pmks_cases.models.case import VISIT_EVERY, Urgency
from pmks_cases.models.case_states import VISITED_STATES
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

FARTHEST = 30
"""Days from today on; what is urgent is seen again as soon as its urgency asks."""
ANSWERED_WITHIN = timedelta(days=1)
ASKED = gettext_lazy("Carikan pendamping lain untuk kunjungan: ")
"""How the promise begins that is made when somebody asks for another companion."""


def latest_day(case: Case) -> date:
    """Up to which day the next visit may be put off."""
    return case.network.today() + timedelta(days=min(VISIT_EVERY[Urgency(case.urgency)], FARTHEST))


def postpone(case, *, by, day: date, why: str) -> Case:
    """Put the next visit off. Raises RefusedByRule for a day that is over or too far, and where none is to come."""
    with recorded("visits.postpone", by=by):
        stored = Case.locked(case)
        refuse_who_does_not_see(by, stored)
        _refuse_without_visit(stored)
        if day == stored.next_visit_on:
            raise RefusedByRule(_("Kunjungannya memang sudah hari itu."), field="day")
        if day < stored.network.today():
            raise RefusedByRule(_("Tanggal ini sudah lewat."), field="day")
        if day > latest_day(stored):
            raise RefusedByRule(_("Terlalu lama. Minta orang lain saja yang menengok."), field="day")
        PostponedVisit.objects.create(
            network_id=stored.network_id, case=stored, before=stored.next_visit_on, after=day, why=why, by=by
        )
        stored.next_visit_on = day
        stored.save_revised()
        return stored


def ask_for_another(case, *, by, why: str) -> FollowUp:
    """Ask for another companion: a promise of the secretary or chair, of a rahasia case of somebody in its team.

    Asked a second time it stays the same promise. Raises RefusedByRule where nobody may know of the case but `by`.
    """
    with recorded("visits.ask_for_another", by=by):
        stored = Case.locked(case)
        refuse_who_does_not_see(by, stored)
        _refuse_without_visit(stored)
        if asked := next((promise for promise in _asked(stored) if promise.created_by_id == by.pk), None):
            return asked
        doer = who_gives_it_away(stored, but=by)
        if doer is None:
            raise RefusedByRule(_("Tidak ada orang lain yang boleh tahu. Pilih hari lain, atau serahkan ke luar."))
        due_on = stored.network.today() + ANSWERED_WITHIN
        return case_promises.promise(stored, by=by, what=f"{ASKED}{why}"[:200], doer=doer, due_on=due_on)


def another_was_found(case: Case, *, by) -> None:
    """The case went to another companion, or to somebody outside: who was to look for one has done so."""
    for promise in _asked(case):
        companion = case.psm.name if case.psm_id else case.get_outside_companion_display()
        follow_ups.finish(promise, by=by, outcome=_("Sekarang didampingi %(name)s.") % {"name": companion})


def _asked(case: Case) -> list[FollowUp]:
    # What is promised is sealed, so its beginning is looked at here.
    open_ones = FollowUp.objects.of_origin(case).open()
    return [promise for promise in open_ones if promise.what.startswith(str(ASKED))]


def who_gives_it_away(case: Case, *, but) -> User | None:
    """The secretary, else the chair, else one of the team of a rahasia case: who may know of it, and is not `but`."""
    board = [office.user for office in board_of(case.network)]
    team = CaseMember.objects.current().filter(case=case).select_related("user").order_by("added_at", "pk")
    people = {person.pk: person for person in [*board, *(member.user for member in team)] if person.pk != but.pk}
    seen = (person for person in people.values() if Case.objects.visible_to(person).filter(pk=case.pk).exists())
    return next(seen, None)


def _refuse_without_visit(case: Case) -> None:
    if case.state not in VISITED_STATES or case.next_visit_on is None:
        raise RefusedByRule(_("Tidak ada kunjungan yang menunggu di kasus ini."))
