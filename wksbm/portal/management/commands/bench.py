"""`manage.py bench`: how fast the portal is beside the least that Django can do over the same rows."""

import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wksbm.portal.bench.imports import FEWER_ROWS, ROWS
from wksbm.portal.bench.registry import Plan
from wksbm.portal.bench.reminders import FEWER_NETWORKS, NETWORKS
from wksbm.portal.bench.report import HEADER, as_json
from wksbm.portal.bench.run import measure
from wksbm.portal.bench.servers import ServerError


class Command(BaseCommand):
    help = "Measure how fast the portal is beside the least that Django does for the same pages over the same rows."

    def add_arguments(self, parser):
        parser.add_argument(
            "--networks",
            action="append",
            metavar="N",
            help="Networks in the registry; several with commas or again (default: 20). 1,20,200 is the full measure.",
        )
        parser.add_argument(
            "--page", action="append", default=[], metavar="NAME", help="Only this page; again for more."
        )
        parser.add_argument("--json", metavar="FILE", help="Write the figures there as JSON too.")
        parser.add_argument("--requests", type=int, default=400, help="Requests for each page and side.")
        parser.add_argument("--import", action="store_true", dest="imports", help="Measure the residents import too.")
        parser.add_argument("--reminders", action="store_true", help="Measure finding, bundling and mailing too.")
        parser.add_argument("--quick", action="store_true", help="Small registry, few requests: shows that it works.")
        parser.add_argument("--strict", action="store_true", help="End with 1 when a bar is missed.")

    def handle(
        self,
        *,
        networks,
        page,
        json: str | None,
        requests: int,
        imports: bool,
        reminders: bool,
        quick: bool,
        strict: bool,
        **options,
    ):
        sizes = {"residents": 60, "large": 120} if quick else {}
        plans = [Plan(number, **sizes) for number in numbers(networks or ["20"])]
        requests, seconds = (20, 0.4) if quick else (requests, 4.0)
        import_rows = (FEWER_ROWS if quick else ROWS) if imports else 0
        began = time.monotonic()
        self.stdout.write(HEADER)
        lines, failure = [], ""
        try:
            for line in measure(
                plans,
                requests=requests,
                seconds=seconds,
                import_rows=import_rows,
                say=self.stderr.write,
                only=page,
                reminders=Plan(FEWER_NETWORKS if quick else NETWORKS, residents=2, large=2) if reminders else None,
                quick=quick,
            ):
                lines.append(line)
                self.stdout.write(line.as_text())
        except ServerError as error:
            failure = str(error)
        missed = sum(line.met is False for line in lines)
        self.stdout.write(f"{len(lines)} ukuran, {missed} meleset.")
        if json:
            write(Path(json), as_json(lines, requests=requests, seconds=time.monotonic() - began))
        if failure:
            raise CommandError(failure)
        if strict and missed:
            raise SystemExit(1)


def numbers(given: list[str]) -> list[int]:
    """`["1,20", "200"]` as whole numbers, each once, in order. Raises CommandError for anything else."""
    parts = [part.strip() for text in given for part in text.split(",")]
    if not all(part.isdecimal() and 0 < int(part) < 1000 for part in parts):
        raise CommandError("--networks: tulis angka 1 sampai 999, misalnya 1,20,200.")
    return sorted({int(part) for part in parts})


def write(path: Path, figures: dict) -> None:
    path.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
