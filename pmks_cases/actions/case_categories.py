"""The verbs of a category on a case: chosen, its criteria ticked, verified, set by a meeting, taken off.

No tick decides: a person chooses, a person verifies after a visit, the meeting sets
(diduga, terverifikasi, ditetapkan).
"""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.actions.case_secrecy import require_first_step, set_secrecy
from pmks_cases.models import Case, CaseCategory, CaseCriterion, Category, Criterion, Visit
from pmks_cases.models.case import Secrecy, SubjectKind
from pmks_cases.models.plan import FIRST_STEP_CATEGORIES
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

Standing = CaseCategory.Standing
_HEIGHT = {Secrecy.ORDINARY: 0, Secrecy.RESTRICTED: 1, Secrecy.SECRET: 2}


def offered(case: Case, *, to):
    """The categories that this person may choose for this case: those in use here; stigmatising ones for the board."""
    found = Category.objects.offered_in(case.network)
    if not to.has_perm("pmks_cases.view_stigmatising_choices", case):
        found = found.filter(stigmatising=False)
    taken = CaseCategory.objects.filter(case=case, removed_at=None).values("category_id")
    return found.exclude(pk__in=taken)


def age_and_sex(case: Case) -> tuple[int | None, int | None]:
    """What is known of the one person whom the case is about: completed years today, and the sex."""
    if case.subject_kind != SubjectKind.PERSON or not case.resident_id:
        return None, None
    return case.resident.age_on(case.network.today()), case.resident.sex


def raises_to(case: Case, category: Category) -> str:
    """The level to which choosing this category lifts the case; empty where the case is high enough already."""
    return category.secrecy if _HEIGHT[category.secrecy] > _HEIGHT[case.secrecy] else ""


def choose(
    case,
    *,
    by,
    category: Category,
    criteria: Mapping[Criterion, str] | None = None,
    reason: str = "",
    is_main: bool = False,
) -> CaseCategory:
    """Put a category on a case as "diduga". `criteria` maps the ticked ones to what shows them.

    The first one is the main one. A higher level of the category lifts the case's at once; one of violence asks for
    the first step. Raises RefusedByRule for one that is not offered to this person here, and without a `reason` where
    age or sex speak against it.
    """
    with recorded("case_categories.choose", by=by):
        stored = _worked_on(case)
        if not offered(stored, to=by).filter(pk=category.pk).exists():
            raise RefusedByRule(_("Kategori ini tidak bisa dipilih untuk kasus ini."), field="category")
        if category.speaks_against(*age_and_sex(stored)) and not reason:
            raise RefusedByRule(
                _("Umur atau jenis kelaminnya tidak sesuai kategori ini. Tulis mengapa tetap dipilih."), field="reason"
            )
        if level := raises_to(stored, category):
            stored = set_secrecy(stored, by=by, secrecy=level, why=_("Mengikuti kategori kebutuhannya."))
        others = CaseCategory.objects.filter(case=stored, removed_at=None)
        is_main = is_main or not others.filter(is_main=True).exists()
        if is_main:
            others.filter(is_main=True).update(is_main=False)
        chosen = CaseCategory.objects.create(
            network_id=stored.network_id, case=stored, category=category, is_main=is_main, reason=reason, set_by=by
        )
        _tick(chosen, criteria or {})
        if category.pk in FIRST_STEP_CATEGORIES:
            require_first_step(stored)
        return chosen


def tick(chosen, *, by, criteria: Mapping[Criterion, str]) -> CaseCategory:
    """These criteria are met, with what shows them, and no others."""
    with recorded("case_categories.tick", by=by):
        stored = _on_case(chosen)
        _tick(stored, criteria)
        return stored


def make_main(chosen, *, by) -> CaseCategory:
    """Let this be the one main category of its case."""
    with recorded("case_categories.make_main", by=by):
        stored = _on_case(chosen)
        CaseCategory.objects.filter(case=stored.case, removed_at=None, is_main=True).update(is_main=False)
        stored.is_main = True
        stored.save()
        return stored


def verify(chosen, *, by) -> CaseCategory:
    """Who was there says that it is so. Raises RefusedByRule before somebody was met at a visit."""
    with recorded("case_categories.verify", by=by):
        stored = _on_case(chosen)
        if stored.standing != Standing.SUSPECTED:
            raise RefusedByRule(_("Kategori ini sudah diperiksa."))
        met = stored.case.visits.filter(kind=Visit.Kind.VISIT).exclude(met=Visit.Met.NOBODY)
        if not met.exists():
            raise RefusedByRule(_("Kunjungi dahulu, baru bisa dipastikan."))
        stored.standing = Standing.VERIFIED
        stored.save()
        return stored


def may_establish(user, case: Case) -> bool:
    """Whether this person may say what was set: the chair for the meeting, of a rahasia case its team."""
    if case.is_secret:
        return user.has_perm("pmks_cases.decide_secret_case", case)
    return user.has_perm("pmks_cases.decide_case", case)


def establish(chosen, *, by) -> CaseCategory:
    """The meeting has set it ("ditetapkan"); of a rahasia case its team has.

    Raises RefusedByRule for who may not say so, before it was verified, and before the meeting's decision is noted.
    """
    with recorded("case_categories.establish", by=by):
        stored = _on_case(chosen)
        if not may_establish(by, stored.case):
            raise RefusedByRule(_("Penetapan dicatat oleh ketua."))
        if stored.standing != Standing.VERIFIED:
            raise RefusedByRule(_("Periksa dahulu, baru bisa ditetapkan."))
        if not stored.case.is_secret and not stored.case.decision:
            raise RefusedByRule(_("Catat dahulu keputusan musyawarahnya."))
        stored.standing = Standing.SET
        stored.save()
        return stored


def remove(chosen, *, by) -> None:
    """Take a category off the case; its row stays in the story. The level of the case stays as it is."""
    with recorded("case_categories.remove", by=by):
        stored = _on_case(chosen)
        stored.removed_at, stored.is_main = timezone.now(), False
        stored.save()
        left = CaseCategory.objects.filter(case=stored.case, removed_at=None).order_by("pk")
        if (first := left.first()) and not left.filter(is_main=True).exists():
            first.is_main = True
            first.save()


def _tick(chosen: CaseCategory, criteria: Mapping[Criterion, str]) -> None:
    if any(not line.is_current or line.category_id != chosen.category_id for line in criteria):
        raise RefusedByRule(_("Kriteria ini tidak termasuk kategorinya."), field="criteria")
    standing = {line.criterion_id: line for line in chosen.criteria.filter(removed_at=None)}
    ticked = {criterion.pk: evidence for criterion, evidence in criteria.items()}
    for pk, line in standing.items():
        if pk not in ticked:
            line.removed_at = timezone.now()
        elif line.evidence == ticked[pk]:
            continue
        else:
            line.evidence = ticked[pk]
        line.save()
    for pk, evidence in ticked.items():
        if pk not in standing:
            CaseCriterion.objects.create(
                network_id=chosen.network_id,
                case_id=chosen.case_id,
                case_category=chosen,
                criterion_id=pk,
                evidence=evidence,
            )


def _worked_on(case) -> Case:
    stored = Case.locked(case)
    if not stored.is_open:
        raise RefusedByRule(_("Kasus ini sudah selesai. Buka lagi dahulu kalau masih perlu."))
    return stored


def _on_case(chosen) -> CaseCategory:
    stored = CaseCategory.objects.select_related("case__network", "category").get(pk=chosen.pk)
    stored.case = _worked_on(stored.case)
    stored.refresh_from_db(fields=["standing", "is_main", "removed_at"])
    if stored.removed_at:
        raise RefusedByRule(_("Kategori ini sudah dilepas dari kasusnya."))
    return stored
