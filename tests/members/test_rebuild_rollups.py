"""`rebuild_rollups` finds the cell that is wrong, says it, and mends it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from members.actions import tallies
from members.models import Tally


def said(*args) -> list[str]:
    out = StringIO()
    call_command("rebuild_rollups", *args, stdout=out)
    return out.getvalue().splitlines()


def test_right_numbers_are_left_alone(network, make_case):
    make_case()
    assert said("--check") == ["1 jejaring diperiksa, 0 angka berbeda."]
    assert Tally.objects.of(network).count() == 2


def test_a_wrong_a_missing_and_a_needless_cell_are_named_and_mended(network, make_case):
    make_case()
    tallies.apply_changes()
    month = network.today().replace(day=1)
    Tally.objects.filter(kind="opened_need").update(count=7)
    Tally.objects.filter(kind="opened_rt").delete()
    Tally.objects.create(network=network, month=month, kind="visit", key="sapaan", count=3)
    told = [
        f"guyub-rukun {month:%Y-%m} opened_need kesehatan: tersimpan 7, seharusnya 1",
        f"guyub-rukun {month:%Y-%m} opened_rt -: tersimpan 0, seharusnya 1",
        f"guyub-rukun {month:%Y-%m} visit sapaan: tersimpan 3, seharusnya 0",
    ]
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("rebuild_rollups", "--check", "--network", "guyub-rukun", stdout=out)
    assert refused.value.returncode == 1
    assert out.getvalue().splitlines() == [*told, "1 jejaring diperiksa, 3 angka berbeda."]
    assert said("--network", "guyub-rukun") == [*told, "1 jejaring diperiksa, 3 angka berbeda dan diperbaiki."]
    assert said("--check") == ["1 jejaring diperiksa, 0 angka berbeda."]


def test_an_unknown_network_is_refused(db):
    with pytest.raises(CommandError, match=r"Tidak ada jejaring tidak-ada\."):
        said("--network", "tidak-ada")
