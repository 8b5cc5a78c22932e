"""The signs of a program and how they stand; who took part; what was reached in the end."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from programs.actions.programs import locked, move, refuse_decided, refuse_ended, refuse_others
from programs.models import Evaluation, Indicator, IndicatorMeasurement, Participation, Program
from programs.models.program_measures import MOST_INDICATORS
from programs.models.program_states import Need, State, Taker
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.revisions import joined


def set_indicator(program, *, by, values: Mapping) -> Indicator:
    """A sign with how it stands now and as it is wanted."""
    with recorded("indicators.set", by=by):
        stored = _written_by(program, by)
        refuse_decided(stored)
        _refuse_below_zero(values)
        if Indicator.objects.filter(program=stored).count() >= MOST_INDICATORS:
            raise RefusedByRule(_("Sudah delapan tanda. Lebih dari itu tidak ada yang sempat mengukurnya."))
        return Indicator.objects.create(network_id=stored.network_id, program=stored, **values)


def change_indicator(indicator, *, by, revision: int, values: Mapping) -> Indicator:
    """Write a sign that was read at `revision`. Raises EditedMeanwhile when somebody else wrote the same column."""
    with recorded("indicators.change", by=by):
        stored = _written_by(indicator.program, by)
        row = Indicator.objects.select_for_update().get(pk=indicator.pk)
        mine = joined(row, revision, values)
        changed = [column for column, value in mine.items() if getattr(row, column) != value]
        if changed:
            refuse_decided(stored)
            _refuse_below_zero(mine)
            for column in changed:
                setattr(row, column, mine[column])
            row.revision += 1
            row.save()
        return row


def drop_indicator(indicator, *, by) -> None:
    """Another sign says it better; of a draft only."""
    with recorded("indicators.drop", by=by):
        stored = _written_by(indicator.program, by)
        refuse_decided(stored)
        Indicator.objects.filter(pk=indicator.pk).delete()


def measure(indicator, *, by, value: Decimal, on: date, source: str = "") -> IndicatorMeasurement:
    """How the sign stands on a day. Raises RefusedByRule before the program is approved and for a day to come."""
    with recorded("indicators.measure", by=by):
        stored = _written_by(indicator.program, by)
        return _measured(stored, indicator, by=by, value=value, on=on, source=source)


def _measured(stored: Program, indicator, *, by, value, on, source) -> IndicatorMeasurement:
    if not stored.is_under_way:
        raise RefusedByRule(_("Diukur sesudah program disetujui. Keadaan sekarang ditulis bersama tandanya."))
    if on > stored.network.today():
        raise RefusedByRule(_("Tanggal ini belum tiba."), field="on")
    _refuse_below_zero({"value": value})
    return IndicatorMeasurement.objects.create(
        network_id=stored.network_id, program=stored, indicator=indicator, value=value, on=on, source=source, by=by
    )


def note_participation(program, *, by, step: str, women: int, men: int, on: date, note: str = "") -> Participation:
    """So many women and men of the residents took part in a step. Raises RefusedByRule for nobody at all."""
    with recorded("participations.note", by=by):
        stored = _written_by(program, by)
        refuse_ended(stored)
        if not women + men:
            raise RefusedByRule(_("Tulis berapa orang yang ikut."), field="women")
        if on > stored.network.today():
            raise RefusedByRule(_("Tanggal ini belum tiba."), field="on")
        return Participation.objects.create(
            network_id=stored.network_id, program=stored, step=step, women=women, men=men, on=on, note=note, by=by
        )


def evaluate(program, *, by, reached: str, lessons: str, onward: str, values: Mapping, why: str = "") -> Evaluation:
    """The end of a program: how each sign stands (`values`: indicator id -> number, or None where it was counted
    before), what was reached, what was learnt; `why` it ended before its last day.

    Raises NotReady while a sign was never counted after its beginning, RefusedByRule before its last day without why.
    """
    with recorded("programs.evaluate", by=by):
        stored = _written_by(program, by)
        today = stored.network.today()
        if stored.is_under_way and today < stored.ends_on and not why.strip():
            raise RefusedByRule(_("Tulis mengapa selesai lebih cepat."), field="why")
        for indicator in Indicator.objects.filter(program=stored):
            value = values.get(indicator.pk)
            if value is not None:
                _measured(stored, indicator, by=by, value=value, on=today, source=_("Evaluasi akhir"))
        move(stored, State.EVALUATED, by=by, taker=Taker.EDITOR, why=why, given=(Need.EVALUATION,))
        return Evaluation.objects.create(
            network_id=stored.network_id, program=stored, reached=reached, lessons=lessons, onward=onward, by=by
        )


def _refuse_below_zero(values: Mapping) -> None:
    """A sign counts something, or says how much of it there is."""
    for name in ("baseline", "target", "value"):
        if values.get(name, 0) < 0:
            raise RefusedByRule(_("Angkanya paling sedikit nol."), field=name)


def _written_by(program, user) -> Program:
    stored = locked(program)
    refuse_others(stored, user)
    return stored
