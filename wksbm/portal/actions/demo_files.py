"""The data files of the demo, as rows of cells or as tables."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

DATA = Path(settings.BASE_DIR) / "wksbm/portal/demo"


@cache
def tables(name: str) -> dict:
    """A TOML file."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def lines(name: str) -> Iterator[list[str]]:
    """A text file whose cells stand between bars."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]
