"""The verbs of consent (persetujuan): answers noted, and what they close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.models import Case, Consent
from pmks_cases.models.case import Secrecy, SubjectKind
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

ADULT_AGE = 18
Purpose, Way = Consent.Purpose, Consent.Way


@dataclass(frozen=True)
class ClosedDoors:
    """What a family has said no to, and whom it lets be told. What was never asked is in neither."""

    photo_refused: bool = False
    name_refused: bool = False
    data_refused: bool = False
    told_organizations: frozenset[int] = field(default_factory=frozenset)
    refused_organizations: frozenset[int] = field(default_factory=frozenset)


def closed_doors(case: Case) -> ClosedDoors:
    """What the newest answers of this case close and open. Lists ask only for `CaseQuerySet.with_data_answer`."""
    answers = list(case.consents.in_force().values_list("purpose", "organization", "answer"))
    refused = {purpose for purpose, _organization, answer in answers if not answer}
    told = {organization: answer for purpose, organization, answer in answers if purpose == Purpose.TOLD}
    return ClosedDoors(
        photo_refused=Purpose.PHOTO in refused,
        name_refused=Purpose.NAMED in refused,
        data_refused=Purpose.DATA in refused,
        told_organizations=frozenset(pk for pk, answer in told.items() if answer),
        refused_organizations=frozenset(pk for pk, answer in told.items() if not answer),
    )


def is_about_child(case: Case) -> bool | None:
    """Whether the case is about one person under 18 today; None where the birth date is unknown."""
    if case.subject_kind != SubjectKind.PERSON:
        return False
    age = case.resident.age_on(case.network.today()) if case.resident_id else None
    return None if age is None else age < ADULT_AGE


def record(
    case,
    *,
    by,
    answers: Mapping[tuple[str, object | None], bool],
    given_by: str,
    way: str,
    witness: str = "",
    guardian_relation: str = "",
    proof=None,
    recording: str = "",
    is_child: bool | None = None,
    at: datetime | None = None,
) -> list[Consent]:
    """Note what was answered. `answers` maps (purpose, organisation or None) to yes or no; the rest was not asked.

    `given_by` is who answered: for a child the guardian, whose `guardian_relation` is asked for (UU 27/2022 art. 25).
    `is_child` says it where the birth date is unknown; `recording` is the name under which one lies (`recordings`).
    Withdrawing is a new answer. Raises RefusedByRule without an answer, without the name, for a spoken one without a
    witness, for a thumbprint without its photo.
    """
    with recorded("consents.record", by=by):
        stored = Case.locked(case)
        if not answers:
            raise RefusedByRule(_("Belum ada yang dijawab."))
        if not given_by:
            raise RefusedByRule(_("Tulis nama yang menjawab."), field="given_by")
        child = is_about_child(stored)
        if (is_child if child is None else child) and not guardian_relation:
            raise RefusedByRule(_("Untuk anak, tulis hubungan wali dengan anak."), field="guardian_relation")
        if way == Way.SPOKEN and not witness:
            raise RefusedByRule(_("Tulis nama saksinya."), field="witness")
        if way == Way.THUMBPRINT and proof is None:
            raise RefusedByRule(_("Lampirkan foto cap jempolnya."), field="proof")
        at = at or timezone.now()
        return [
            Consent.objects.create(
                network_id=stored.network_id,
                case=stored,
                purpose=purpose,
                organization=organization,
                answer=answer,
                given_by=given_by,
                guardian_relation=guardian_relation,
                way=way,
                witness=witness,
                proof=proof,
                recording=recording,
                by=by,
                at=at,
            )
            for (purpose, organization), answer in answers.items()
        ]


def rely_on_vital_interest(case, *, by, why: str) -> Case:
    """Keep the data without consent because somebody's safety asks for it (UU 27/2022 art. 20): the guardian himself
    may be the danger. Raises RefusedByRule without a reason."""
    with recorded("consents.rely_on_vital_interest", by=by):
        stored = Case.locked(case)
        if not why:
            raise RefusedByRule(_("Tulis mengapa tidak bisa menunggu persetujuan."), field="vital_why")
        stored.legal_basis, stored.legal_basis_why = "vital", why
        stored.save_revised()
        return stored


def name_in_meeting(case: Case) -> str:
    """The name, where the family agreed that it is said in a meeting and has not taken that back; else "".

    Of an ordinary case alone, and asked anew each time: nothing of it is kept on an agenda.
    """
    return names_in_meeting([case]).get(case.pk, "")


def names_in_meeting(cases: Iterable[Case]) -> dict[int, str]:
    """The same for several cases, by their ids: those that may be named, at the price of one."""
    ordinary = {case.pk: case for case in cases if case.secrecy == Secrecy.ORDINARY}
    answers = Consent.objects.filter(case__in=list(ordinary), organization=None).in_force()
    told: dict[int, dict[str, bool]] = {}
    for pk, purpose, answer in answers.values_list("case", "purpose", "answer") if ordinary else ():
        told.setdefault(pk, {})[purpose] = answer
    return {
        pk: ordinary[pk].name
        for pk, said in told.items()
        if said.get(Purpose.NAMED) is True and said.get(Purpose.DATA) is not False
    }
