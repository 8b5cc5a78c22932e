"""An empty installation becomes a real one: a network, its two first invitations, and the village's operator."""

from dataclasses import dataclass

from django.db import transaction

from members.access import Role
from members.actions import invitations, networks
from members.models import Membership, Network, Region
from wksbm.core.refusals import RefusedByRule

SHOWN = 12


@dataclass(frozen=True)
class Begun:
    """A new network with the paths of its invitations by role, each shown once and stored nowhere."""

    network: Network
    paths: dict[str, str]


def need_regions() -> None:
    """Raises RefusedByRule while the regions are not loaded."""
    if not Region.objects.exists():
        raise RefusedByRule("Daftar wilayah belum dimuat. Jalankan dahulu: python manage.py import_regions")


def find_villages(typed: str) -> list[Region]:
    """The village of a code, or the first ones whose name begins with the letters. Raises RefusedByRule for none."""
    by_code = Region.objects.filter(pk=typed, level=Region.Level.VILLAGE).select_related("parent__parent__parent")
    found = list(by_code) or list(Region.objects.villages_like(typed)[: SHOWN + 1])
    if not found:
        raise RefusedByRule(
            f"Tidak ada desa atau kelurahan yang namanya diawali '{typed}'. Tulis paling sedikit 3 huruf."
        )
    return found


def has_operator(village: Region) -> bool:
    """Somebody operates this village's networks today."""
    return Membership.objects.current().filter(village=village, role=Role.VILLAGE_OPERATOR).exists()


@transaction.atomic
def begin(
    *,
    village: Region,
    rw: str,
    name: str,
    rts: list[str],
    chair: tuple[str, str],
    secretary: tuple[str, str],
    operator: tuple[str, str] | None,
) -> Begun:
    """Begin the network and invite chair, secretary and, when given, the village's operator, each (name, phone)."""
    network, paths = networks.start(
        village=village, rw=rw, name=name, rts=rts, chair=chair, secretary=secretary, by=None
    )
    if operator:
        _invitation, token = invitations.invite(
            by=None, village=village, name=operator[0], phone=operator[1], role=Role.VILLAGE_OPERATOR
        )
        paths[str(Role.VILLAGE_OPERATOR)] = invitations.path_of(token)
    return Begun(network, paths)


def rt_numbers(typed: str) -> list[str]:
    """`1-4` or `1, 2, 5` as numbers. Raises RefusedByRule for anything else."""
    numbers = []
    for part in typed.replace(" ", "").split(","):
        first, _dash, last = part.partition("-")
        last = last or first
        if not (first.isdecimal() and last.isdecimal() and 0 < int(first) <= int(last) <= 99):
            raise RefusedByRule("Tulis nomor RT seperti 1-4 atau 1,2,5.", field="rts")
        numbers += [str(number) for number in range(int(first), int(last) + 1)]
    return numbers
