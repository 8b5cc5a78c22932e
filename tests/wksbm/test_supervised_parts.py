"""A part of the portal that dies by itself comes back; one that does not stay up, and Ctrl-C, end all of them."""

import json
import os
import re
import select
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from wksbm.embedded import CHECKOUT

SUPERVISE = """
import json, os, sys
from pathlib import Path
from wksbm.supervisor.parts import Parts
asked = json.loads(sys.argv[1])
parts = Parts(asked.pop("commands"), environment=os.environ, folder=Path.cwd(), **asked)
parts.start()
parts.keep_alive()
print(parts.failure or "berakhir", flush=True)
"""
LIVES = 'echo "lahir $$"; exec sleep 1000'
LONG = 1000
"""Seconds that no test waits for."""


class Supervised:
    """Parts under a supervisor of their own; what they and it say comes line by line."""

    def __init__(self, **asked) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, json.dumps(asked)],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def next(self, pattern: str) -> str:
        """The group of the next line that is so; what comes before it is passed over."""
        for line in self.process.stdout:
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError(f"ended without: {pattern}")

    def born(self, *names: str) -> list[int]:
        """The numbers of the parts' processes, as soon as each has told its own."""
        numbers: dict[str, int] = {}
        while len(numbers) < len(names):
            name, number = self.next(r"\d (\w+ *\| lahir \d+)").split("| lahir ")
            numbers[name.strip()] = int(number)
        return [numbers[name] for name in names]

    def rest(self) -> list[str]:
        """All that is still said until it has ended, without the hour."""
        said, _ = self.process.communicate(timeout=60)
        return [re.sub(r"^\d\d:\d\d:\d\d ", "", line) for line in said.splitlines()]


@pytest.fixture
def supervise():
    made: list[Supervised] = []

    def of(**asked) -> Supervised:
        made.append(Supervised(**asked))
        return made[-1]

    yield of
    for one in made:
        one.process.send_signal(signal.SIGTERM)
        one.process.communicate(timeout=60)


def is_gone(number: int) -> bool:
    """Whether that process has ended, at the latest in a minute."""
    with suppress(ProcessLookupError):
        watched = os.pidfd_open(number)
        try:
            return bool(select.select([watched], [], [], 60)[0])
        finally:
            os.close(watched)
    return True


def test_a_part_that_is_killed_comes_back_and_the_others_run_on(supervise):
    running = supervise(commands={"worker": LIVES, "web": LIVES}, pauses=[0.01])
    worker, web = running.born("worker", "web")
    os.kill(worker, signal.SIGKILL)
    told = running.next(r"^(Bagian .*)\n")
    assert told == "Bagian pekerja berhenti sendiri (kode -9); dijalankan lagi dalam 0.01 detik."
    (again,) = running.born("worker")
    os.kill(web, 0)
    running.process.send_signal(signal.SIGINT)
    assert running.rest() == ["berakhir"]
    assert [is_gone(one) for one in (worker, again, web)] == [True] * 3


def test_a_part_that_dies_at_once_again_and_again_ends_everything_in_one_sentence(supervise):
    running = supervise(commands={"web": LIVES, "beat": "echo rusak; exit 3"}, pauses=[0.2, 0.4])
    said = running.rest()
    assert [line for line in said if line.startswith("Bagian")] == [
        "Bagian penjadwal berhenti sendiri (kode 3); dijalankan lagi dalam 0.2 detik.",
        "Bagian penjadwal berhenti sendiri (kode 3); dijalankan lagi dalam 0.4 detik.",
        "Bagian penjadwal berhenti sendiri 3 kali berturut-turut (kode 3); lihat pesan di atas, lalu jalankan lagi.",
    ]
    assert said.count("beat | rusak") == 3
    (web,) = [line.split()[-1] for line in said if "lahir" in line]
    assert is_gone(int(web))


def test_a_part_that_has_lived_long_comes_back_after_the_first_pause_however_often(supervise):
    running = supervise(commands={"web": LIVES}, pauses=[0.01, LONG], at_once=0)
    for _ in range(4):
        os.kill(*running.born("web"), signal.SIGKILL)
        assert running.next(r"dalam (\S+) detik") == "0.01"


def test_ctrl_c_does_not_wait_for_a_pause(supervise):
    running = supervise(commands={"web": "echo rusak; exit 1", "worker": LIVES}, pauses=[LONG])
    running.next(r"(dijalankan lagi)")
    running.process.send_signal(signal.SIGINT)
    assert running.rest()[-1] == "berakhir"


def test_what_a_dead_part_leaves_behind_is_taken_down_before_it_comes_back(supervise):
    running = supervise(commands={"worker": f'sleep {LONG} & echo "anak $!"; {LIVES}'}, pauses=[0.01])
    child, (worker,) = int(running.next(r"anak (\d+)")), running.born("worker")
    os.kill(worker, signal.SIGKILL)
    assert running.born("worker") != [worker]
    assert is_gone(child)


def test_a_part_that_does_not_want_to_end_is_ended(supervise):
    running = supervise(commands={"web": f"trap '' TERM; {LIVES}"}, patience=0.1)
    (web,) = running.born("web")
    running.process.send_signal(signal.SIGTERM)
    assert (running.rest(), is_gone(web)) == (["berakhir"], True)


def test_the_parts_end_with_a_supervisor_that_was_killed(supervise):
    running = supervise(commands={"web": LIVES})
    (web,) = running.born("web")
    running.process.kill()
    running.process.wait()
    assert is_gone(web)
