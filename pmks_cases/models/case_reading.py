"""What the page and the papers of one case show, each part with one question. The case was found by `visible_to`."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from members.models import FollowUp
from members.models.asked import Asked
from pmks_cases.models.assessment import CaseCategory
from pmks_cases.models.case import Case, Secrecy
from pmks_cases.models.case_knowledge import case_known_to
from pmks_cases.models.case_member import CaseMember
from pmks_cases.models.case_states import State
from pmks_cases.models.category import NetworkCategory
from pmks_cases.models.consent import Consent
from pmks_cases.models.exclusion import kin_of_somebody_in_it, named_as_not_to_know
from pmks_cases.models.plan import Goal, Measurement, PlanStep, Referral
from pmks_cases.models.resident import Resident

MOST_PROMISES = 100


def goals_of(case: Case) -> QuerySet:
    """The goals of the plan, each with `latest`, `latest_on` and how often it was measured (`measured`)."""
    newest = Measurement.objects.filter(goal=OuterRef("pk")).order_by("-on", "-at")
    times = Measurement.objects.filter(goal=OuterRef("pk")).order_by().values("goal").annotate(many=Count("pk"))
    return (
        Goal.objects.filter(network_id=case.network_id, case=case, dropped_at=None)
        .annotate(
            latest=Subquery(newest.values("value")[:1]),
            latest_on=Subquery(newest.values("on")[:1]),
            measured=Subquery(times.values("many")),
        )
        .order_by("due_on", "set_at")
    )


def promises_of(case: Case) -> QuerySet:
    """The promises of a case, the next due first; `effort` is set on those that are steps of its plan."""
    step = PlanStep.objects.filter(follow_up=OuterRef("pk"))
    found = FollowUp.objects.of_origin(case).filter(network_id=case.network_id).select_related("doer", "organization")
    return found.annotate(effort=Subquery(step.values("effort")[:1])).order_by("due_on", "pk")[:MOST_PROMISES]


def referrals_of(case: Case) -> QuerySet:
    return Referral.objects.filter(network_id=case.network_id, case=case).order_by("-is_first_step", "-at")


def consents_of(case: Case) -> QuerySet:
    """The answers that hold now, question by question."""
    return Consent.objects.filter(network_id=case.network_id, case=case).in_force().select_related("organization")


def categories_of(case: Case) -> QuerySet:
    """The categories of a case, each with the network's own `wording`; the main one first."""
    own = NetworkCategory.objects.filter(network_id=case.network_id, category=OuterRef("category"))
    return (
        CaseCategory.objects.filter(network_id=case.network_id, case=case, removed_at=None)
        .select_related("category")
        .annotate(wording=Subquery(own.values("wording")[:1]))
        .order_by("-is_main", "category__number")
    )


def team_of(case: Case) -> QuerySet:
    return CaseMember.objects.current().filter(network_id=case.network_id, case=case).select_related("user")


def others_about(case: Case, user) -> QuerySet:
    """Other cases that `user` sees: the episodes before and after, those joined, those about the same person.

    Of a rahasia case also what was `registered_again`, of which he may read the note alone: `may_open` tells the two
    apart.
    """
    episodes = [case.pk, case.previous_id or 0]
    near = Q(previous=case.pk) | Q(joined_to__in=episodes) | Q(pk__in=[case.previous_id or 0, case.joined_to_id or 0])
    if case.resident_id:
        near |= Q(resident=case.resident_id)
    found = Case.objects.of(case.network).filter(near).exclude(pk=case.pk)
    found = found.annotate(may_open=Asked(case_known_to(user)))
    shown = Q(may_open=True)
    if case.is_secret:
        shown |= Q(pk__in=registered_again(user).filter(joined_to__in=episodes).order_by().values("pk"))
    return found.filter(shown).select_related("psm", "opened_by").order_by("-opened_at")


def registered_again(user) -> QuerySet:
    """What somebody has registered about a person of whom this one accompanies a rahasia case already, without knowing
    of that: it was joined to the first without a word (`cases.open_case`).

    The first one's team reads what the second writer noted, and no more; the second writer learns nothing of the first,
    nor that he is read. Who is shut out of the second one, or is kin of somebody in it, does not read it either.
    """
    first = Case.objects.visible_to(user).filter(secrecy=Secrecy.SECRET)
    found = Case.objects.filter(joined_to__in=first.values("pk")).exclude(state=State.JOINED)
    found = found.exclude(named_as_not_to_know(user, "case")).exclude(kin_of_somebody_in_it(user, "case"))
    return found.select_related("opened_by", "joined_to").order_by("-opened_at", "-pk")


def promises_for_rt_head(user, network) -> QuerySet:
    """What was promised by this person and is not done: no more than its words and its day."""
    mine = FollowUp.objects.visible_to(user).of(network).filter(doer=user).open()
    return mine.order_by("due_on", "pk").values("pk", "what", "due_on")


def names_around(cases: Iterable[Case]) -> dict[int, list[str]]:
    """Every name that would tell who it is, by the ids of the cases: the person, the others on the card, whom one
    calls. At most two questions, however many cases there are."""
    cases = list(cases)
    subjects = {case.resident_id for case in cases if case.resident_id}
    people = Resident.objects.filter(pk__in=subjects).values_list("pk", "family", "name") if subjects else ()
    known = {pk: (card, name) for pk, card, name in people}
    cards = {case.family_id for case in cases} | {card for card, _name in known.values()}
    on_card: dict[int, list[str]] = {card: [] for card in cards if card}
    for card, name in Resident.objects.filter(family__in=on_card).values_list("family", "name") if on_card else ():
        on_card[card].append(name)
    found = {}
    for case in cases:
        card, name = known.get(case.resident_id, (None, ""))
        beside = [name for key in {case.family_id, card} for name in on_card.get(key, ())]
        found[case.pk] = [case.subject_name, name, case.contact_name, *beside]
    return found


# --- The list ------------------------------------------------------------------------------------------------


def with_late_promises(cases: QuerySet, today) -> QuerySet:
    """Adds `promise_late`: a promise of the case is past its day."""
    late = FollowUp.objects.late(today).filter(
        network_id=OuterRef("network_id"),
        origin_type=ContentType.objects.get_for_model(Case),
        origin_id=OuterRef("pk"),
    )
    return cases.annotate(promise_late=Exists(late))


def late_in_something(cases: QuerySet, today) -> QuerySet:
    """Of `with_late_promises`: those whose visit, or one of whose promises, is late."""
    visits = Case.objects.visits_late(today).order_by().values("pk")
    return cases.filter(Q(pk__in=visits) | Q(promise_late=True))


def of_people_named(cases: QuerySet, network, typed: str) -> QuerySet:
    """About a resident whose name is like this. Who does not want the name kept is not found by it."""
    residents = Resident.objects.of(network).named_like(network, typed).order_by().values("pk")
    asked = Consent.objects.filter(case=OuterRef("pk"), purpose=Consent.Purpose.DATA).order_by("-at", "-pk")
    cases = cases.filter(resident__in=residents).annotate(data_kept=Subquery(asked.values("answer")[:1]))
    return cases.filter(Q(data_kept=None) | Q(data_kept=True))
