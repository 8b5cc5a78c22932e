"""How fast what is due is found, written down, bundled and mailed.

It runs in a process of its own, so that the memory it names is that of the reminders, over a registry of its own:
some networks with few people and very many promises.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from wksbm.portal.bench.report import Line
from wksbm.portal.bench.servers import ServerError, portal_environment

PAGE = "reminders"
NETWORKS, FEWER_NETWORKS = 20, 2
DUE = 1000
SCAN_BAR, SECONDS_BAR, MEMORY_BAR, RATE_BAR = 1.5, 15.0, 300, 0.5
FEW, MANY = 10_000, 1_000_000
PEOPLE, THINGS = 500, 20_000
FEWER = 20
"""What a quick run divides all of these by."""
LOOKS = 7
OURS = "pengingat-"
"""How the names of the people begin to whom all this is told."""


def measure_reminders(database: str, networks: int, *, quick: bool) -> Iterator[Line]:
    """All figures of the reminders over the prepared registry of this name and size."""
    with tempfile.TemporaryDirectory(prefix="wksbm-bench-") as folder:
        done = subprocess.run(  # noqa: S603  a fixed program with fixed arguments
            [sys.executable, "-m", "wksbm.portal.bench.reminders", database, str(FEWER if quick else 1)],
            env=portal_environment(database, Path(folder)),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise ServerError(f"pengingat: {done.stderr[-2000:]}")
    for found in json.loads(done.stdout.splitlines()[-1]):
        yield Line(PAGE, networks, **found)


# --- In the process of its own ---------------------------------------------------------------------------


def main(fewer: int) -> list[dict]:
    import django

    django.setup()
    figures = _bundle(fewer)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures.append({"measure": "memori tertinggi", "value": round(memory), "unit": "MB", "bar": MEMORY_BAR})
    return [*figures, *_mail(fewer), *_scan(fewer)]  # the many rows last: the next run takes them away


def _scan(fewer: int) -> list[dict]:
    """A scan over few open promises and over very many, of which the same number is due: it must not matter."""
    from wksbm.notifications.actions import writing

    _empty()
    people = _people(PEOPLE // fewer)
    due, few, many = DUE // fewer, FEW // fewer, MANY // fewer
    took = []
    for count, days in ((due, 0), (few - due, 30), (many - few, 60)):
        _promise(people, count, days)
        if days:
            writing.write_due(_noon())
            took.append(median(_seconds(lambda: writing.write_due(_noon())) for _look in range(LOOKS)))
    return [
        {
            "measure": f"mencari, {many} terbuka",
            "value": took[1] / took[0],
            "unit": "x",
            "bar": SCAN_BAR,
            "detail": {f"ms dari {few}": took[0] * 1000, f"ms dari {many}": took[1] * 1000},
        }
    ]


def _bundle(fewer: int) -> list[dict]:
    """Half of them due today, half late since yesterday."""
    from wksbm.notifications.actions import bundling, writing
    from wksbm.notifications.models import Delivery, Notification

    _empty()
    people = _people(PEOPLE // fewer)
    _promise(people, THINGS // fewer // 2, 0)
    _promise(people, THINGS // fewer // 2, -1)
    found = _seconds(lambda: writing.write_due(_noon()))
    bundled = _seconds(lambda: bundling.bundle(_noon()))
    written = Notification.objects.filter(recipient__username__startswith=OURS).count()
    letters = Delivery.objects.filter(recipient__username__startswith=OURS).count()
    if (written, letters) != (THINGS // fewer, PEOPLE // fewer):
        raise ServerError(f"{written} ditulis, {letters} surat")
    detail = {"s mencari": found, "s membundel": bundled, "hal": written, "surat": letters}
    total = {"measure": "mencari sampai surat", "value": found + bundled, "unit": "detik", "bar": SECONDS_BAR}
    return [total | {"detail": detail}]


def _mail(fewer: int) -> list[dict]:
    """The letters of `_bundle` through a worker of the portal, and as many from a task that only sends."""
    from django.conf import settings

    from wksbm.celery import app
    from wksbm.notifications.actions.delivering import said
    from wksbm.notifications.letters import letter
    from wksbm.notifications.models import Delivery, Notification
    from wksbm.portal.bench.floor import mail as floor
    from wksbm.portal.bench.postbox import Postbox

    first = Delivery.objects.select_related("recipient__mail_preference").first()
    words = [told for _row, told in said(first.recipient, list(Notification.objects.filter(delivery=first)))]
    sample = letter(first, words, None)
    text, html = sample.body, sample.alternatives[0][0]
    count = PEOPLE // fewer
    postbox = Postbox()
    try:
        with _worker("wksbm.portal.bench.floor.mail", "bench-floor", postbox.port):
            for number in range(count):
                floor.app.send_task("floor.send", args=[postbox.port, number, text, html], queue="bench-floor")
            bare = _rate(postbox, count)
        postbox.forget()
        with _worker("wksbm", "bench-portal", postbox.port, "--include", "wksbm.portal.bench.noon"):
            for _hand in range(2):
                app.send_task("bench.deliver", args=[_noon().isoformat()], queue="bench-portal")
            own = _rate(postbox, count)
    finally:
        postbox.close()
    detail = {"surat per detik": own, "tugas kosong": bare, "sambungan": settings.EMAIL_HOST}
    return [
        {"measure": "surat per detik", "value": own / bare, "unit": "x", "bar": RATE_BAR, "at_least": True}
        | {"detail": detail}
    ]


@contextmanager
def _worker(app: str, queue: str, port: int, *more: str) -> Iterator[None]:
    command = ["-m", "celery", "--quiet", "--app", app, "worker", "--concurrency", "2", "--queues", queue, *more]
    process = subprocess.Popen(  # noqa: S603  a fixed program with fixed arguments
        [sys.executable, *command, "--loglevel", "ERROR", "--without-gossip", "--without-mingle", "-n", f"{queue}@b"],
        env=os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def _rate(postbox, count: int) -> float:
    """Messages a second between the first and the last, the worker's start left out."""
    end = time.monotonic() + 120
    while postbox.count < count:
        if time.monotonic() > end:
            raise ServerError(f"hanya {postbox.count} dari {count} surat sampai")
        time.sleep(0.05)
    return (count - 1) / (postbox.times[-1] - postbox.times[0])


# --- The rows ----------------------------------------------------------------------------------------------


def _empty() -> None:
    from django.db import connection, transaction

    from members.models import FollowUp
    from wksbm.notifications.models import Delivery, Notification

    for model in (Notification, Delivery):
        model.objects.all()._raw_delete(connection.alias)
    table = connection.ops.quote_name(FollowUp._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        # A million rows' history would take minutes and is nobody's.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # none may wait for the end: the table changes before it
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        FollowUp.objects.filter(doer__username__startswith=OURS)._raw_delete(connection.alias)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _people(count: int) -> list[tuple[int, int]]:
    """So many volunteers with an address for mail, spread over the networks: (person, network)."""
    from members.access import Role
    from members.models import Membership, Network, User

    networks = list(Network.objects.order_by("pk").values_list("pk", flat=True))
    have = User.objects.filter(username__startswith=OURS)
    if not have.exists():
        made = User.objects.bulk_create(
            User(username=f"{OURS}{n}", name=f"Relawan {n}", email=f"{OURS}{n}@contoh.invalid") for n in range(count)
        )
        begun = datetime(2025, 1, 1).date()
        Membership.objects.bulk_create(
            Membership(user=one, role=Role.PSM, network_id=networks[n % len(networks)], starts_on=begun)
            for n, one in enumerate(made)
        )
    return list(Membership.objects.filter(user__in=have).order_by("pk").values_list("user_id", "network_id"))


def _promise(people: list[tuple[int, int]], count: int, days: int) -> None:
    from django.db import connection

    from members.models import FollowUp
    from wksbm.core.models.scoped import scattered_id
    from wksbm.portal.bench.rows import copy_rows, row_of

    due_on = _noon().date() + timedelta(days=days)
    for start in range(0, count, 50_000):
        copy_rows(
            FollowUp,
            (
                row_of(
                    FollowUp,
                    id=scattered_id(),
                    network_id=network,
                    doer_id=person,
                    created_by_id=person,
                    what="Mengantar beras",
                    due_on=due_on + timedelta(days=number % 30 if days > 0 else 0),
                )
                for number, (person, network) in (
                    (number, people[number % len(people)]) for number in range(start, min(start + 50_000, count))
                )
            ),
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE members_followup")
        cursor.execute("ANALYZE notifications_notification")


def _noon() -> datetime:
    """Noon of today on the networks' clock: mails leave by day, and the bench runs at any hour."""
    from django.utils import timezone

    return timezone.localtime().replace(hour=12, minute=0)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wksbm.settings")
    sys.stdout.write(json.dumps(main(int(sys.argv[2]))) + "\n")
