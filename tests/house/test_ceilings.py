"""The foundation is no junk drawer."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CEILINGS = {"wksbm/core": 1200, "wksbm/notifications": 2500, "wksbm/documents": 2500}
"""Lines of Python, migrations left out."""


def lines_below(folder: Path) -> int:
    return sum(len(path.read_text().splitlines()) for path in folder.rglob("*.py") if "migrations" not in path.parts)


def test_the_lower_floors_stay_small():
    assert lines_below(ROOT / "wksbm/core") > 500
    too_high = {
        name: lines_below(ROOT / name) for name, ceiling in CEILINGS.items() if lines_below(ROOT / name) > ceiling
    }
    assert too_high == {}


def test_no_module_has_a_name_that_says_nothing():
    nameless = {"utils", "helpers", "common", "misc", "services", "service"}
    packages = [ROOT / name for name in ("members", "pmks_cases", "programs", "wksbm")]
    found = [path for package in packages for path in package.rglob("*.py") if path.stem in nameless]
    assert found == []
