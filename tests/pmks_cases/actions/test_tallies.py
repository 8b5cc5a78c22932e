"""The roll-ups equal an exact count, whatever was done, in whatever order, by whomever at the same time."""

import datetime as dt
import random
import uuid
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.actions import follow_ups, tallies
from members.models import FollowUp, Network, Rt, Tally
from pmks_cases.actions import case_secrecy, cases, early_reports, referrals, visits
from pmks_cases.models import Case, CaseMove, EarlyReport, Errand, Exclusion, Referral, Visit
from pmks_cases.models.case import NeedKind, Secrecy, Urgency
from pmks_cases.models.case_states import EARLY_REASONS, ENDED_STATES, OPEN_STATES, ClosingReason, State
from wksbm.core.refusals import RefusedByRule


def stored(network) -> Counter:
    rows = Tally.objects.of(network).values_list("kind", "month", "key", "count")
    return Counter({(kind, month, key): count for kind, month, key, count in rows})


def counted_by_hand(network, urgency_at_opening: dict[int, int]) -> Counter:
    """Every row of the network looked at, one by one, in Python."""
    network.refresh_from_db()
    zone = ZoneInfo(network.time_zone)
    found: Counter = Counter()

    def month(moment) -> dt.date:
        day = moment if not isinstance(moment, dt.datetime) else moment.astimezone(zone).date()
        return day.replace(day=1)

    shut_out_cases = set(Exclusion.objects.of(network).values_list("case_id", flat=True))
    shut_out_reports = set(Exclusion.objects.of(network).values_list("report_id", flat=True))
    every_case = {case.pk: case for case in Case.objects.of(network)}
    counted = {pk: case for pk, case in every_case.items() if not case.is_secret and pk not in shut_out_cases}
    for case in counted.values():
        opened = month(case.opened_at)
        found["opened_need", opened, case.need_kind] += 1
        found["opened_rt", opened, str(case.rt_id or "")] += 1
        word = min([case.opened_at, *(report.sent_at for report in case.reports.all())])
        seen = [v.at for v in case.visits.all() if v.kind == "kunjungan" and v.met != "tidak_bertemu"]
        if seen:
            days = (min(seen).astimezone(zone).date() - word.astimezone(zone).date()).days
            found["first_visit", opened, str(max(days, 0))] += 1
        if urgency_at_opening[case.pk] >= Urgency.HIGH:
            in_time = bool(seen) and min(seen) <= word + dt.timedelta(hours=24)
            found["urgent", opened, "seen" if in_time else "unseen"] += 1
        if case.closed_at:
            found["closed", month(case.closed_at), case.closing_reason or case.state] += 1
        for move in case.moves.filter(end__in=ENDED_STATES):
            found["ended_need", month(move.at), case.need_kind] += 1
            found["ended_rt", month(move.at), str(case.rt_id or "")] += 1
    for visit in Visit.objects.of(network):
        if visit.case_id is None or visit.case_id in counted:
            nobody = visit.kind == "kunjungan" and visit.met == "tidak_bertemu"
            found["visit", month(visit.on), visit.met if nobody else visit.kind] += 1
    for report in EarlyReport.objects.of(network):
        of_counted = report.case_id is None or report.case_id in counted
        if not report.is_secret and report.pk not in shut_out_reports and of_counted:
            key = "tidak_terbukti" if report.state == "dimusnahkan" else report.state
            found["report", month(report.sent_at), key] += 1
    for errand in Errand.objects.of(network):
        if errand.case_id is None or errand.case_id in counted:
            found["errand", month(errand.on), ""] += 1
    for referral in Referral.objects.of(network).exclude(sent_on=None):
        if referral.case_id in counted:
            found["referral", month(referral.sent_on), referral.target] += 1
    for promise in FollowUp.objects.of(network).filter(state="done", restricted=False):
        on_time = promise.done_at.astimezone(zone).date() <= promise.due_on
        found["promise_kept", month(promise.due_on), "on_time" if on_time else "late"] += 1
    return found


class Work:
    """What people do, one thing after the other, by chance: through the same actions as their pages."""

    def __init__(self, network, chair, secretary, psm, resident, dice: random.Random):
        self.network, self.chair, self.secretary, self.psm = network, chair, secretary, psm
        self.resident, self.dice = resident, dice
        self.rts = [*Rt.objects.of(network), None]
        self.urgency_at_opening: dict[int, int] = {}

    def do_something(self) -> None:
        verb = self.dice.choice([name for name in dir(self) if name.startswith("_do_")])
        with transaction.atomic():
            try:
                with transaction.atomic():
                    getattr(self, verb)()
            except RefusedByRule:
                pass  # so would a page say; nothing has changed
        for case in Case.objects.of(self.network):
            self.urgency_at_opening.setdefault(case.pk, case.urgency)
        if self.dice.random() < 0.7:  # so that a change of which nothing was noted is not counted along with another
            tallies.apply_changes([self.network.pk])

    def _ago(self) -> dt.datetime:
        return timezone.now() - dt.timedelta(hours=self.dice.randrange(1, 24 * 120))

    def _one_of(self, rows):
        found = list(rows.of(self.network).order_by("pk"))
        if not found:
            raise RefusedByRule("nothing there yet")
        row = self.dice.choice(found)
        row.network = self.network
        return row

    def _do_open(self):
        secrecy = self.dice.choice([Secrecy.ORDINARY, Secrecy.ORDINARY, Secrecy.RESTRICTED, Secrecy.SECRET])
        values = {
            "need": "bantuan",
            "need_kind": self.dice.choice(NeedKind.values),
            "urgency": self.dice.choice(Urgency.values),
            "secrecy": secrecy,
            "rt": self.dice.choice(self.rts),
            "psm": self.psm,
            "subject_name": "Orang Rekaan",
        }
        excluded = [self.chair] if self.dice.random() < 0.1 else []
        case = cases.open_case(self.network, by=self.secretary, values=values, excluded=excluded, at=self._ago())
        self.urgency_at_opening[case.pk] = values["urgency"]
        if self.dice.random() < 0.7:
            cases.move(case, by=self.secretary, end=State.VERIFICATION, at=case.opened_at)

    def _do_report(self):
        values = {"saw": "atap bocor", "place": "dekat langgar", "urgency": self.dice.choice([1, 2, 3])}
        values["danger"] = self.dice.random() < 0.2
        excluded = [self.chair] if self.dice.random() < 0.2 else []
        early_reports.send(self.network, by=self.psm, values=values, excluded=excluded, at=self._ago())

    def _do_settle_report(self):
        report = self._one_of(EarlyReport.objects.to_check())
        verb = self.dice.choice(["case", "join", "watch", "unfounded"])
        if verb == "case":
            values = {"need": "atap", "need_kind": "papan", "subject_name": "Orang Rekaan", "secrecy": report.secrecy}
            case = cases.open_case(self.network, by=self.secretary, values=values, report=report, at=self._ago())
            early_reports.became_case(report, case, by=self.secretary)
        elif verb == "join":
            early_reports.join(report, by=self.secretary, case=self._one_of(Case.objects.open()))
        elif verb == "watch":
            early_reports.watch(report, by=self.secretary, look_again_on=self.network.today())
        else:
            early_reports.close_as_unfounded(report, by=self.secretary, note="tidak benar")
            if self.dice.random() < 0.5:
                early_reports.destroy(report.pk)

    def _do_visit(self):
        case = self._one_of(Case.objects.open())
        met = self.dice.choice(["dia", "keluarga", "tidak_bertemu"])
        values = {"urgency": self.dice.choice([None, *Urgency.values])}
        visits.record(case, by=self.psm, client_id=uuid.uuid4(), at=self._ago(), met=met, values=values)

    def _do_change_visit(self):
        visit = self._one_of(Visit.objects.filter(kind="kunjungan"))
        visits.change(visit, by=self.psm, values={"at": self._ago(), "met": self.dice.choice(["dia", "tidak_bertemu"])})

    def _do_greet(self):
        case = self._one_of(Case.objects) if self.dice.random() < 0.5 and Case.objects.of(self.network) else None
        visits.greet(self.resident, by=self.psm, client_id=uuid.uuid4(), at=self._ago(), case=case)

    def _do_change_level(self):
        case = self._one_of(Case.objects)
        case_secrecy.set_secrecy(case, by=self.secretary, secrecy=self.dice.choice(Secrecy.values), why="demikian")

    def _do_shut_out(self):
        case_secrecy.forbid(self._one_of(Case.objects), by=self.secretary, user=self.chair)

    def _do_allow_again(self):
        line = self._one_of(Exclusion.objects.filter(case__isnull=False))
        case_secrecy.allow_again(line.case, by=self.secretary, exclusion=line)

    def _do_reject(self):
        cases.move(self._one_of(Case.objects), by=self.secretary, end=State.REJECTED, why="demikian", at=self._ago())

    def _do_join(self):
        case, other = self._one_of(Case.objects), self._one_of(Case.objects.open())
        cases.move(case, by=self.secretary, end=State.JOINED, why="sama", other=other)

    def _do_close(self):
        reason = self.dice.choice(EARLY_REASONS)
        case = self._one_of(Case.objects.open())
        cases.move(case, by=self.chair, end=State.CLOSED, why="demikian", closing_reason=reason, at=self._ago())

    def _do_close_and_visit_on(self):
        case = self._one_of(Case.objects.filter(state=State.VERIFICATION))
        Case.objects.filter(pk=case.pk).update(state=State.MONITORING)
        cases.move(case, by=self.chair, end=State.CLOSED, why="mandiri", closing_reason=ClosingReason.INDEPENDENT)

    def _do_reopen(self):
        cases.reopen(self._one_of(Case.objects), by=self.secretary, why="kambuh")

    def _do_correct(self):
        case = self._one_of(Case.objects)
        rt = self.dice.choice(self.rts)
        Case.objects.filter(pk=case.pk).update(need_kind=self.dice.choice(NeedKind.values), rt=rt)

    def _do_set_back(self):
        model, column = self.dice.choice(
            [(Case, "opened_at"), (CaseMove, "at"), (EarlyReport, "sent_at"), (FollowUp, "done_at")]
        )
        row = self._one_of(model.objects.exclude(**{column: None}))
        model.objects.filter(pk=row.pk).update(**{column: self._ago()})

    def _do_refer(self):
        case = self._one_of(Case.objects.open())
        target = self.dice.choice(["puskesmas", "dinsos"])
        referrals.send(case, by=self.secretary, target=target, sent_on=self._ago().date(), spoke_with="Bu Bidan")

    def _do_set_referral_back(self):
        row = self._one_of(Referral.objects.exclude(sent_on=None))
        Referral.objects.filter(pk=row.pk).update(sent_on=self._ago().date(), target="tksk")

    def _do_set_closing_back(self):
        row = self._one_of(Case.objects.exclude(closed_at=None))
        Case.objects.filter(pk=row.pk).update(closed_at=self._ago())

    def _do_promise(self):
        origin = self._one_of(Case.objects) if self.dice.random() < 0.5 else None
        due_on = self.network.today() + dt.timedelta(days=self.dice.randrange(-60, 60))
        guarded = origin is not None and case_secrecy.is_guarded(origin)
        follow_ups.make(
            self.network, by=self.secretary, what="antar beras", doer=self.psm, due_on=due_on,
            origin=origin, restricted=guarded,
        )  # fmt: skip

    def _do_settle_promise(self):
        promise = self._one_of(FollowUp.objects)
        verb = self.dice.choice(["finish", "finish", "move", "withdraw", "reopen"])
        if verb == "finish":
            follow_ups.finish(promise, by=self.psm, outcome="sudah")
        elif verb == "move":
            follow_ups.move(promise, by=self.psm, due_on=self.network.today() + dt.timedelta(days=30), reason="sibuk")
        else:
            getattr(follow_ups, verb)(promise, by=self.psm, reason="demikian")

    def _do_errand(self):
        case = self._one_of(Case.objects) if self.dice.random() < 0.5 else None
        on = self._ago().date()
        Errand.objects.create(network=self.network, what="surat", helper="RT", on=on, by=self.secretary, case=case)

    def _do_move_the_network(self):
        Network.objects.filter(pk=self.network.pk).update(time_zone=self.dice.choice(Network.TimeZone.values))


@pytest.fixture
def workers(network, person, secretary, trained_psm, make_resident):
    return network, person("chair"), secretary, trained_psm, make_resident()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(seed=st.integers(0, 2**32), steps=st.integers(10, 50))
def test_roll_ups_equal_an_exact_count_after_random_work(workers, seed, steps):
    network = workers[0]
    with transaction.atomic():
        work = Work(*workers, random.Random(seed))
        for _step in range(steps):
            work.do_something()
        tallies.apply_changes()
        assert stored(network) == counted_by_hand(network, work.urgency_at_opening)
        assert tallies.differences(network) == []
        open_cases = sum(
            count * (1 if kind == "opened_need" else -1)
            for (kind, _month, _key), count in stored(network).items()
            if kind in ("opened_need", "ended_need")
        )
        guarded = Exclusion.objects.of(network).filter(case__isnull=False).values("case_id")
        plain = Case.objects.of(network).exclude(secrecy=Secrecy.SECRET).exclude(pk__in=guarded)
        assert open_cases == plain.filter(state__in=OPEN_STATES).count()
        transaction.set_rollback(True)
