"""The verbs of a plan: the own wish, goals and how they stand, and the steps, each a promise."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmks_cases.actions import case_promises
from pmks_cases.actions.consents import closed_doors
from pmks_cases.models import Case, Goal, Measurement, PlanStep
from pmks_cases.models.plan import likely_effort
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

LOWEST, HIGHEST = Decimal(-2), Decimal(2)
"""The ends of goal attainment scaling, for goals that no unit measures."""
NOT_BELOW_ZERO = gettext_lazy("Tulis nol atau lebih. Angka di bawah nol tidak bisa dihitung.")


def say_wish(case, *, by, wish: str, own_part: str, on: date | None = None) -> Case:
    """Note what the person wants in his own words, and what he can do for it himself; `on` is today unless said.

    Raises RefusedByRule for an ended case.
    """
    with recorded("plans.say_wish", by=by):
        stored = _worked_on(case)
        stored.wish, stored.own_part, stored.wish_on = wish, own_part, on or stored.network.today()
        stored.save_revised()
        return stored


def add_goal(
    case,
    *,
    by,
    wanted: str,
    sign: str,
    baseline: Decimal,
    target: Decimal,
    due_on: date,
    unit: str = "",
    on: date | None = None,
    source: str = "",
    at: datetime | None = None,
) -> Goal:
    """Set a goal; its baseline is at once its first measurement, of the day `on` (today unless said).

    Without a `unit` baseline and target are levels from -2 to +2. Raises RefusedByRule for a level outside, for less
    than nothing of a unit, for a goal that is reached from the start, and for a day that is over before it begins.
    """
    with recorded("plans.add_goal", by=by):
        stored = _worked_on(case)
        on = on or stored.network.today()
        if baseline == target:
            raise RefusedByRule(_("Keadaan sekarang sudah sama dengan yang ingin dicapai."), field="target")
        for name, value in (("baseline", baseline), ("target", target)):
            _refuse_outside_scale(value, unit, name)
        if due_on <= on:
            raise RefusedByRule(_("Pilih tanggal sesudah hari ini."), field="due_on")
        goal = Goal.objects.create(
            network_id=stored.network_id,
            case=stored,
            wanted=wanted,
            sign=sign,
            unit=unit,
            baseline=baseline,
            target=target,
            due_on=due_on,
            set_by=by,
            set_at=at or timezone.now(),
        )
        _note_measurement(goal, by=by, value=baseline, on=on, source=source)
        return goal


def measure(goal, *, by, value: Decimal, on: date | None = None, source: str = "") -> Measurement:
    """Note how a goal stands on a day, today unless said; `source` is from where one knows.

    Raises RefusedByRule for a day to come or before the first measurement, for a level outside the scale, for less
    than nothing of a unit, and for a goal that was dropped.
    """
    with recorded("plans.measure", by=by):
        stored = _standing(goal)
        today = stored.case.network.today()
        on = on or today
        if on > today:
            raise RefusedByRule(_("Tanggal ini belum tiba."), field="on")
        first = stored.measurements.order_by("on").values_list("on", flat=True).first()
        if first is not None and on < first:
            raise RefusedByRule(_("Tanggal ini sebelum tujuannya ditulis."), field="on")
        _refuse_outside_scale(value, stored.unit, "value")
        return _note_measurement(stored, by=by, value=value, on=on, source=source)


def drop_goal(goal, *, by, reason: str) -> Goal:
    """Take a goal out of the plan. It stays in the story, with the reason."""
    with recorded("plans.drop_goal", by=by):
        stored = _standing(goal)
        stored.dropped_at, stored.dropped_why = timezone.now(), reason
        stored.revision += 1
        stored.save()
        return stored


def add_step(
    case,
    *,
    by,
    what: str,
    doer,
    due_on: date,
    effort: str = "",
    goal: Goal | None = None,
    organization=None,
    told: Iterable[str] = (),
    instruction: str = "",
) -> PlanStep:
    """Write a step of the plan, and with it the promise of `doer` to take it by a day.

    Without an `effort` the one is taken of which the words speak. `doer` sees the case; or he is of an `organization`
    that the family lets be told (`consents.record`), and reads the `instruction` written for it, else what is composed
    of `told` (`case_promises.PERSONAL`). Raises RefusedByRule where the family has not agreed, for a day that is over,
    and for a doer who can be neither.
    """
    with recorded("plans.add_step", by=by):
        stored = _worked_on(case)
        said = {"by": by, "what": what, "doer": doer, "due_on": due_on}
        if organization is None:
            promise = case_promises.promise(stored, **said)
        else:
            _refuse_untold(stored, organization)
            promise = case_promises.promise_outside(stored, told=set(told), organization=organization, **said)
            if instruction:
                promise.instruction = instruction
                promise.save()
        return PlanStep.objects.create(
            network_id=stored.network_id,
            case=stored,
            goal=goal,
            effort=effort or likely_effort(what, stored.need_kind),
            follow_up=promise,
        )


def _refuse_untold(case: Case, organization) -> None:
    doors = closed_doors(case)
    if organization.pk in doors.refused_organizations:
        raise RefusedByRule(_("Keluarga memilih tidak bercerita kepada lembaga ini. Pilih yang lain."), field="doer")
    if organization.pk not in doors.told_organizations:
        raise RefusedByRule(_("Tanyakan dahulu kepada keluarga apakah lembaga ini boleh diberi tahu."), field="doer")


def _worked_on(case) -> Case:
    """The case, locked. Raises RefusedByRule when it is over."""
    stored = Case.locked(case)
    if not stored.is_open:
        raise RefusedByRule(_("Kasus ini sudah selesai. Buka lagi dahulu kalau masih perlu."))
    return stored


def _standing(goal) -> Goal:
    stored = Goal.objects.select_for_update(of=("self",)).select_related("case__network").get(pk=goal.pk)
    if stored.dropped_at:
        raise RefusedByRule(_("Tujuan ini sudah dilepas dari rencana."))
    return stored


def _refuse_outside_scale(value: Decimal, unit: str, field: str) -> None:
    if not unit and not (LOWEST <= value <= HIGHEST and value == int(value)):
        raise RefusedByRule(_("Pilih salah satu dari lima tingkat."), field=field)
    if unit and value < 0:
        raise RefusedByRule(str(NOT_BELOW_ZERO), field=field)


def _note_measurement(goal: Goal, *, by, value, on: date, source: str) -> Measurement:
    return Measurement.objects.create(
        network_id=goal.network_id, case_id=goal.case_id, goal=goal, value=value, on=on, source=source, by=by
    )
