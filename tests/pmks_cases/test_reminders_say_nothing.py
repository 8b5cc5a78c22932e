"""Whatever happens in a network: nothing that is told names anybody who is helped, nor the need, nor a category."""

import datetime as dt

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import Rt, User
from pmks_cases.actions import assignments, case_promises, case_secrecy, cases, early_reports
from pmks_cases.models import Case, Resident
from tests.conftest import noon
from tests.postbox import without_addresses
from wksbm.core.refusals import RefusedByRule
from wksbm.notifications.actions import bundling, delivering, writing
from wksbm.notifications.actions.delivering import said
from wksbm.notifications.models import Delivery, Notification

NAMES = ("Wartinah Kusumawardani", "Zulkarnaen Pratomo", "Murtiningsih", "Kertarajasa")
NEEDS = ("kursi roda anak", "beras untuk sebulan", "obat jantung", "pendampingan visum")
NIK = "990101450512000{}"
SEEN = ("ibu tua tidak makan", "dipukul suaminya", "anak putus sekolah", "lumpuh di kamar belakang")

happenings = st.lists(
    st.fixed_dictionaries(
        {
            "who": st.integers(0, 3),
            "secrecy": st.sampled_from(["biasa", "terbatas", "rahasia"]),
            "urgency": st.integers(1, 4),
            "visit": st.integers(-10, 1),
            "promise": st.integers(-10, 1),
            "companion": st.sampled_from(["psm", "secretary", None]),
            "shut_out": st.sampled_from(["chair", "psm", None]),
            "report": st.booleans(),
            "danger": st.booleans(),
        }
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture
def people(person, trained_psm):
    found = {role: person(role) for role in ("secretary", "chair", "psm", "rt_head", "treasurer")}
    for role, user in found.items():
        user.email = f"{role}@contoh.invalid"
        user.save()
    return found


def happen(network, people, one: dict) -> None:
    """One case with what comes of it; what the rules refuse does not happen."""
    today, number = network.today(), one["who"]
    by = people["secretary"]
    resident, _new = Resident.objects.get_or_create(
        network=network,
        name=NAMES[number],
        defaults={"nik": NIK.format(number + 1), "rt": Rt.objects.of(network).first()},
    )
    values = {"need": NEEDS[number], "need_kind": "kesehatan", "resident": resident}
    values |= {"secrecy": one["secrecy"], "urgency": one["urgency"]}
    case = cases.open_case(network, by=by, values=values, another_need=True)
    if one["companion"]:
        assignments.assign(case, by=by, psm=people[one["companion"]], note="Pelan-pelan")
    doer = people["psm"] if one["companion"] == "psm" else by
    row = case_promises.promise(case, by=by, what=f"Antar {NEEDS[number]}", doer=doer, due_on=today)
    type(row).objects.filter(pk=row.pk).update(due_on=today + dt.timedelta(days=one["promise"]))
    Case.objects.filter(pk=case.pk).update(next_visit_on=today + dt.timedelta(days=one["visit"]))
    if one["shut_out"]:
        case_secrecy.forbid(case, by=by, user=people[one["shut_out"]])
    if one["report"]:
        told = {"saw": SEEN[number], "place": f"Rumah {NAMES[number]}", "about": NAMES[number]}
        told |= {"danger": one["danger"], "urgency": one["urgency"]}
        early_reports.send(network, by=people["rt_head"], values=told)


@given(happenings)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_told_names_anybody_who_is_helped(network, people, categories, world):
    with transaction.atomic():
        for one in world:
            try:
                with transaction.atomic():
                    happen(network, people, one)
            except RefusedByRule:
                continue
        writing.write_due()
        everything = [text for user in User.objects.all() for text in told_to(user)]
        del mail.outbox[:]
        bundling.bundle()
        Delivery.objects.update(send_at=network.created_at)
        delivering.deliver(now=noon())
        everything += [
            letter.subject + without_addresses(letter.body + letter.alternatives[0].content) for letter in mail.outbox
        ]
        guarded = set(Case.objects.filter(secrecy="rahasia").values_list("number", flat=True))
        guarded |= set(Case.objects.filter(exclusions__isnull=False).values_list("number", flat=True))
        transaction.set_rollback(True)
    secrets = {word for name in NAMES for word in name.split()} | set(NEEDS) | set(SEEN) | {*guarded}
    secrets |= {NIK.format(number) for number in range(1, 5)}
    secrets |= {category.name for category in categories.values()}
    whole = "\n".join(everything).casefold()
    assert [word for word in sorted(secrets) if word.casefold() in whole] == []


def told_to(user) -> list[str]:
    rows = list(Notification.objects.visible_to(user))
    return [f"{told.title} {told.detail}" for _row, told in said(user, rows)]


def test_the_world_of_these_tests_would_tell(network, people):
    """They look at something: promises, visits and reports are told, by number where they may be."""
    one = {"who": 0, "secrecy": "biasa", "urgency": 2, "visit": -4, "promise": -4, "companion": "psm"}
    happen(network, people, one | {"shut_out": None, "report": True, "danger": False})
    writing.write_due()
    case = Case.objects.get()
    texts = [text for user in User.objects.all() for text in told_to(user)]
    assert len(texts) > 5
    assert [text for text in texts if case.number in text]
