"""The cases of the registry: visits, promises, moves and all else that a year of work leaves behind.

In each network one case has so much of it that its page has twelve sections and two hundred lines of story.
"""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from members.access import Role
from members.models import FollowUp, FollowUpEntry, Membership, Volunteer
from pmks_cases.models import (
    Assessment,
    Case,
    CaseCategory,
    CaseCriterion,
    CaseMember,
    CaseMove,
    Consent,
    Criterion,
    EarlyReport,
    Goal,
    Handover,
    Measurement,
    PlanStep,
    Referral,
    Resident,
    Visit,
)
from pmks_cases.models.case import Secrecy, Urgency
from pmks_cases.models.case_states import MOVES, ClosingReason, State
from pmks_cases.models.plan import Effort
from wksbm.core.models import ReadEntry
from wksbm.portal.bench.rows import Ids, Plan, copy_rows, row_of

VISITS = 8
"""Of an ordinary case, on average."""
VISITS_OF_FULL_CASE = 125
SAID = (
    "Bertemu anaknya. Beras masih ada sampai akhir pekan; obat darah tinggi habis sejak Senin.",
    "Sehat, sudah mau keluar duduk di teras. Minta ditemani ke Puskesmas.",
    "Atap bocor bertambah satu tempat. Anak tidur di ruang depan.",
    "Masuk sekolah empat hari minggu ini; sepatu masih layak.",
    "Usaha gorengan jalan lagi, sehari untung sekitar tiga puluh ribu.",
    "Belum mau bicara banyak. Tetangga sebelah mengantar makan siang.",
)
DONE = ("Sudah diantar.", "Sudah bicara; keluarganya setuju.", "Barang diterima, tanda terima ada.")
TO_DO = ("Antar periksa ke Puskesmas", "Urus kartu BPJS", "Tanyakan kursi roda", "Bicara dengan wali kelas")
NEEDS = ("kursi roda anak", "sembako sampai panen", "perbaikan atap", "biaya sekolah", "teman berobat", "modal jualan")
NEED_KINDS = ("kesehatan", "pangan", "papan", "pendidikan", "perawatan", "penghasilan")
STATES = (
    *[State.VERIFICATION] * 2,
    *[State.ASSESSMENT] * 3,
    *[State.MEETING] * 2,
    *[State.PLAN] * 2,
    *[State.INTERVENTION] * 6,
    *[State.MONITORING] * 6,
    *[State.AFTERCARE] * 2,
    *[State.DONE] * 6,
)
LEVELS = (*[Secrecy.ORDINARY] * 16, *[Secrecy.RESTRICTED] * 3, Secrecy.SECRET)


FIRST_KEY = 10**17
LAST_LOADED = FIRST_KEY + 10**12
"""Keys that are given by chance lie beyond, on the floor below the first one too."""
MOVED_BY_VISITS = ("next_visit_on", "last_visit_on", "urgency", "revision")


def load_cases(plan: Plan, ids: Ids) -> None:
    """A year of cases in every network, the same ones each time but for the days, which end today."""
    today = date.today()
    kind_of_case = ContentType.objects.get_for_model(Case).pk
    for number in range(1, plan.networks + 1):
        residents = Resident.objects.filter(network_id=number).order_by("status", "pk")
        people = list(residents.values_list("pk", "rt_id")[: plan.cases_of(number)])
        year = Year(number, _officers(number), today, kind_of_case)
        for place, (resident, rt) in enumerate(people):
            year.add_case(place, resident, rt)
        year.store()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_case AS SELECT id, {', '.join(MOVED_BY_VISITS)} FROM pmks_cases_case")  # noqa: S608


def put_cases_back() -> None:
    """Each case stands again as it was loaded, whatever visits were saved since."""
    columns = ", ".join(MOVED_BY_VISITS)
    before = ", ".join(f"bench_case.{column}" for column in MOVED_BY_VISITS)
    now = before.replace("bench_case.", "pmks_cases_case.")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE pmks_cases_case SET ({columns}) = ROW({before}) FROM bench_case"  # noqa: S608  fixed names
            f" WHERE bench_case.id = pmks_cases_case.id AND ({now}) IS DISTINCT FROM ({before})"
        )


def _officers(network: int) -> dict[str, list[int]]:
    """Users by the role that they hold."""
    found = defaultdict(list)
    offices = Membership.objects.filter(network_id=network).order_by("pk")
    for role, user in offices.values_list("role", "user_id"):
        found[role].append(user)
    return found


class Year:
    """The rows of one network while they come together; `people` are its users by role."""

    def __init__(self, network: int, people: dict[str, list[int]], today: date, kind_of_case: int = 0):
        self.network, self.today, self.kind_of_case = network, today, kind_of_case
        self.chance = random.Random(f"cases {network}")  # noqa: S311  the same cases each time are the point
        self.secretary, self.chair = people[Role.SECRETARY][0], people[Role.CHAIR][0]
        self.psms = people[Role.PSM]
        self.rows: dict[type[models.Model], list[dict]] = defaultdict(list)
        self.keys = count(FIRST_KEY + network * 10**9)

    def add(self, model: type[models.Model], **values: Any) -> int | None:
        values["network_id"] = self.network
        if model._meta.pk.get_internal_type() == "BigIntegerField":
            values["id"] = next(self.keys)
        self.rows[model].append(row_of(model, **values))
        return values.get("id")

    def store(self) -> None:
        for model, rows in self.rows.items():
            copy_rows(model, rows)

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def instant(self, days_ago: int) -> datetime:
        return datetime.combine(self.day(days_ago), datetime.min.time(), UTC) + timedelta(
            hours=self.chance.randint(1, 10), minutes=self.chance.randint(0, 59)
        )

    def add_case(self, place: int, resident: int, rt: int) -> None:
        chance, full = self.chance, place == 0
        state = State.INTERVENTION if full else chance.choice(STATES)
        level = Secrecy.ORDINARY if full else chance.choice(LEVELS)
        ended = state == State.DONE
        age = 360 if full else chance.randint(20, 360)
        kind = chance.randrange(len(NEEDS))
        psm = self.psms[place % len(self.psms)]
        next_visit = None if ended else self.day(-chance.randint(-6, 30))
        number = f"{self.today.year}-{1000 + place}"
        case = self.add(
            Case,
            number=number,
            resident_id=resident,
            rt_id=rt,
            need=NEEDS[kind],
            need_kind=NEED_KINDS[kind],
            urgency=Urgency.HIGH if full else chance.choice((1, 1, 2, 2, 2, 3)),
            secrecy=level.value,
            state=state.value,
            psm_id=psm,
            landmark="Sebelah mushala, pagar hijau",
            contact_name="Tetangga sebelah",
            contact_phone="+62 800 0000 444",
            wish="Ingin bisa berjualan lagi dan tidak merepotkan anak.",
            own_part="Mau datang sendiri ke Puskesmas tiap bulan.",
            wish_on=self.day(age - 10),
            next_visit_on=next_visit,
            last_visit_on=self.day(12),
            opened_by_id=self.secretary,
            opened_at=self.instant(age),
            closed_at=self.instant(5) if ended else None,
            closing_reason=ClosingReason.INDEPENDENT.value if ended else "",
        )
        if level == Secrecy.SECRET:
            for user in (self.secretary, psm):
                self.add(CaseMember, case_id=case, user_id=user, added_by_id=self.secretary)
        self._work(case, psm, age, full=full)

    def _work(self, case: int, psm: int, age: int, *, full: bool) -> None:
        chance = self.chance
        visits = VISITS_OF_FULL_CASE if full else chance.randint(VISITS - 3, VISITS + 3)
        for turn in range(visits):
            ago = max(12, age - 2 - turn * (age - 14) // visits)
            at = self.instant(ago)
            self.add(
                Visit,
                case_id=case,
                by_id=psm,
                at=at,
                on=at.date(),
                received_at=at,
                met="dia" if turn % 5 else "keluarga",
                told=chance.choice(SAID),
                urgency=chance.choice((1, 2, 2, 3)),
                **{name: chance.randint(0, 3) for name in ("food", "health", "school", "housing", "safety")},
            )
        chain = (State.REPORTED, State.VERIFICATION, State.ASSESSMENT, State.MEETING, State.PLAN, State.INTERVENTION)
        self.add(CaseMove, case_id=case, end=State.REPORTED.value, by_id=self.secretary, at=self.instant(age))
        for turn in range(14 if full else 3):
            way = MOVES[turn % len(MOVES)] if turn >= len(chain) - 1 else None
            start, end = (way.start, way.end) if way else (chain[turn], chain[turn + 1])
            self.add(
                CaseMove,
                case_id=case,
                start=start.value,
                end=end.value,
                why="Sudah dibicarakan dengan keluarganya.",
                by_id=self.secretary,
                at=self.instant(max(3, age - turn * 9)),
            )
        self.add(Handover, case_id=case, taker_id=psm, by_id=self.secretary, at=self.instant(age))
        for purpose in ("data", "foto"):
            self.add(
                Consent,
                case_id=case,
                purpose=purpose,
                answer=purpose == "data",
                given_by="Dirinya sendiri",
                way="lisan",
                witness="Ketua RT",
                by_id=psm,
                at=self.instant(age - 3),
            )
        self.add(Assessment, case_id=case, on=self.day(age - 5), situation=" ".join(SAID[:2]), by_id=psm)
        self._plan(case, psm, age, goals=3 if full else 1, measurements=5 if full else 2, steps=12 if full else 1)
        if full:
            self._fill(case, psm, age)

    def _plan(self, case: int, psm: int, age: int, *, goals: int, measurements: int, steps: int) -> None:
        for _goal in range(goals):
            goal = self.add(
                Goal,
                case_id=case,
                wanted="Masuk sekolah lima hari seminggu",
                sign="Hari masuk menurut buku wali kelas",
                unit="hari",
                baseline=0,
                target=5,
                due_on=self.day(-60),
                set_by_id=psm,
                set_at=self.instant(age - 8),
            )
            for turn in range(measurements):
                on = self.day(max(3, age - 8 - turn * 40))
                self.add(Measurement, case_id=case, goal_id=goal, value=turn, on=on, source="Wali kelas", by_id=psm)
        for turn in range(steps):
            promise = self._promise(case, psm, age, turn)
            self.add(
                PlanStep,
                case_id=case,
                goal_id=goal,
                effort=list(Effort)[turn % 4].value,
                follow_up_id=promise,
                added_at=self.instant(age - 8),
            )
        self._promise(case, psm, age, turn=1)

    def _promise(self, case: int, psm: int, age: int, turn: int) -> int:
        done = turn % 3 != 1
        promise = self.add(
            FollowUp,
            what=TO_DO[turn % len(TO_DO)],
            doer_id=psm if turn % 2 else self.secretary,
            due_on=self.day(self.chance.randint(-30, 4)),
            origin_type_id=self.kind_of_case,
            origin_id=case,
            state=FollowUp.State.DONE.value if done else FollowUp.State.OPEN.value,
            outcome=DONE[turn % len(DONE)] if done else "",
            done_at=self.instant(max(3, age - 15 - turn)) if done else None,
            created_by_id=self.secretary,
            created_at=self.instant(age - 8),
        )
        for kind in ("moved", "done") if done else ("moved",):
            self.add(
                FollowUpEntry,
                follow_up_id=promise,
                kind=kind,
                note=DONE[turn % len(DONE)],
                by_id=psm,
                at=self.instant(max(3, age - 15 - turn)),
            )
        return promise

    def _fill(self, case: int, psm: int, age: int) -> None:
        """What only the full case has: a report, referrals, categories, handovers, later assessments, many readers."""
        self.add(
            EarlyReport,
            saw="Anak itu tidak sekolah sejak dua minggu.",
            place="Dekat pos ronda",
            state=EarlyReport.State.BECAME_CASE.value,
            writer_id=self.chair,
            sent_at=self.instant(age + 2),
            check_by=self.day(age - 1),
            case_id=case,
            settled_by_id=self.secretary,
            settled_at=self.instant(age),
        )
        for target in ("puskesmas", "dinsos", "puskesos"):
            self.add(
                Referral,
                case_id=case,
                target=target,
                sent_on=self.day(age - 20),
                spoke_with="Petugas loket",
                answer="Menunggu giliran",
                answered_on=self.day(age - 40),
                by_id=self.secretary,
                at=self.instant(age - 20),
            )
        for place, code in enumerate(("ADK", "FM", "AT")):
            self.rows[CaseCategory].append(
                row_of(
                    CaseCategory,
                    id=self.network * 10 + place,
                    network_id=self.network,
                    case_id=case,
                    category_id=code,
                    is_main=place == 0,
                    set_by_id=self.secretary,
                )
            )
            for criterion in Criterion.objects.filter(category_id=code)[:3]:
                self.add(
                    CaseCriterion,
                    case_id=case,
                    case_category_id=self.network * 10 + place,
                    criterion_id=criterion.pk,
                    evidence="Terlihat waktu kunjungan pertama",
                )
        for turn in range(4):
            self.add(Assessment, case_id=case, on=self.day(age - 60 * turn - 30), situation=SAID[turn], by_id=psm)
            taker = self.psms[turn % len(self.psms)]
            self.add(
                Handover,
                case_id=case,
                giver_id=psm,
                taker_id=taker,
                note=SAID[turn],
                by_id=self.chair,
                at=self.instant(age - 50 * turn - 9),
            )
        for turn in range(40):
            self.add(
                ReadEntry,
                reader_id=self.chair if turn % 2 else self.secretary,
                kind=ReadEntry.Kind.CASE.value if turn % 4 else ReadEntry.Kind.PRINT.value,
                content_type_id=self.kind_of_case,
                object_id=case,
                subject="kasus",
                read_at=self.instant(age - 8 * turn),
            )


def load_volunteers(plan: Plan, ids: Ids) -> None:
    """Every PSM is a volunteer with eight hours a week."""
    users = Membership.objects.filter(role=Role.PSM).order_by("pk").values_list("user_id", flat=True)
    copy_rows(Volunteer, [row_of(Volunteer, id=ids.next(Volunteer), user_id=user, hours_a_week=8) for user in users])
