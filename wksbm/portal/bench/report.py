"""What was measured, as lines with their bars: a table for people, JSON for the next comparison."""

import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection


@dataclass
class Line:
    """One measured figure. `bar` is the most (or with `at_least` the least) it should be; None: there is no bar."""

    page: str
    networks: int
    measure: str
    value: float
    unit: str
    bar: float | None = None
    at_least: bool = False
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        if self.bar is None:
            return None
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"met": self.met}

    def as_text(self) -> str:
        sign = "≥" if self.at_least else "≤"
        bar = f"{sign} {_number(self.bar)}" if self.bar is not None else ""
        verdict = {True: "ok", False: "MELESET", None: ""}[self.met]
        detail = "  ".join(f"{name} {_number(value)}" for name, value in self.detail.items())
        value = f"{_number(self.value)} {self.unit}".strip()
        text = f"{self.networks:>5}  {self.page:<17} {self.measure:<26} {value:>12}  {bar:<7} {verdict:<8} {detail}"
        return text.rstrip()


HEADER = f"WKSBM  {'halaman':<17} {'ukuran':<26} {'hasil':>12}  {'batas':<7} {'':<8} rincian"


def _number(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value)


def as_json(lines: list[Line], *, requests: int, seconds: float) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "postgresql": server,
        "requests_a_page": requests,
        "seconds": round(seconds, 1),
        "missed": sum(line.met is False for line in lines),
        "lines": [line.as_json() for line in lines],
    }
