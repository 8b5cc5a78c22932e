"""Beginning a network, and keeping its profile, RTs and dasawisma."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from members.access import Role
from members.actions import invitations
from members.models import Dasawisma, Network, Region, Rt, User
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.revisions import joined, taken_over, with_revision

RESERVED_SLUGS = frozenset(
    {
        *(
            "akun",
            "healthz",
            "jawab",
            "jejaring",
            "kalender",
            "keluar",
            "kunjungan-di-hp",
            "layanan-luring.js",
            "masuk",
        ),
        *(
            "desa",
            "dokumen",
            "masuk-sekali",
            "operasi",
            "pemberitahuan",
            "static",
            "surat",
            "tanpa-sinyal",
            "undangan",
            "wilayah",
        ),
    }
)
"""First parts of the portal's own addresses: no network may be called like one (a test compares them)."""


def start(
    *,
    village: Region,
    rw: str,
    name: str,
    rts: list[str],
    chair: tuple[str, str],
    secretary: tuple[str, str],
    by: User | None,
) -> tuple[Network, dict[str, str]]:
    """Begin the network of one RW and invite its chair and secretary, each given as (name, phone).

    `rw` and `rts` are numbers as people write them (`4`, `"04"`, `"004"`). Returns the network and, for each of the two
    roles, the path of its invitation, which is shown once and stored nowhere. `by` is None for the installation itself.
    Raises RefusedByRule for a number that is none, an RW that has a network, or a village that is not `by`'s.
    """
    if village.level != Region.Level.VILLAGE:
        raise RefusedByRule(_("Pilih desa atau kelurahannya."), field="village")
    if by is not None and Role.VILLAGE_OPERATOR not in by.roles_in_place(None, village):
        raise RefusedByRule(_("Anda bukan operator desa ini."), field="village")
    rw = three_digits(rw, field="rw")
    numbers = sorted({three_digits(number, field="rts") for number in rts})
    if not numbers:
        raise RefusedByRule(_("Tulis paling sedikit satu RT."), field="rts")
    if Network.objects.filter(village=village, rw=rw).exists():
        raise RefusedByRule(_("RW ini sudah punya jejaring."), field="rw")
    with recorded("networks.start", by=by):
        network = Network.objects.create(village=village, rw=rw, name=name.strip(), slug=_free_slug(name, village, rw))
        for number in numbers:
            Rt.objects.create(network=network, number=number)
        if by is not None:
            by.forget_offices()  # the new network is in the operator's village: ask again
        paths = {}
        for role, (who, phone) in ((Role.CHAIR, chair), (Role.SECRETARY, secretary)):
            _invitation, token = invitations.invite(by=by, network=network, name=who, phone=phone, role=role)
            paths[str(role)] = invitations.path_of(token)
    return network, paths


def three_digits(number: str | int, *, field: str) -> str:
    """`4`, `"04"` or `"004"` as `"004"`. Raises RefusedByRule for anything else than one to three digits."""
    text = str(number).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text)):
        raise RefusedByRule(_("Tulis nomornya dengan angka, misalnya 004."), field=field)
    return text.zfill(3)


def _free_slug(name: str, village: Region, rw: str) -> str:
    plain = slugify(name)[:40].strip("-")
    candidates = [plain, f"{plain}-rw-{rw}", f"{plain[:24]}-{slugify(village.name)[:14]}-rw-{rw}".strip("-")]
    candidates += [f"rw-{rw}-{village.code.replace('.', '-')}"]
    for slug in candidates:
        fits = len(slug) >= 3 and slug not in RESERVED_SLUGS
        if fits and not Network.objects.filter(slug=slug).exists():
            return slug
    raise RefusedByRule(_("Nama ini sudah dipakai jejaring lain. Tambahkan nama kampungnya."), field="name")


def change(network: Network, *, by: User, revision: int | None = None, **profile: Any) -> list[str]:
    """Change what the profile says that was read at `revision`, or at this moment.

    Returns the lines that only somebody else has changed since: they stay. Raises EditedMeanwhile when somebody else
    changed the same line of it.
    """
    with recorded("networks.change", by=by):
        _lock(network)
        stored = with_revision(Network.objects.filter(pk=network.pk)).get()
        saved = joined(stored, stored.revision if revision is None else revision, profile)
        for field, value in saved.items():
            setattr(network, field, value)
        network.save(update_fields=list(saved))
        return taken_over(profile, saved)


def add_rt(network: Network, *, by: User, number: str) -> Rt:
    """Add an RT below the RW."""
    number = three_digits(number, field="number")
    with recorded("networks.add_rt", by=by):
        _lock(network)
        _refuse_taken_rt(network, number)
        return Rt.objects.create(network=network, number=number)


def renumber_rt(rt: Rt, *, by: User, number: str) -> None:
    """Give an RT another number; everything that belongs to it stays with it."""
    number = three_digits(number, field="number")
    with recorded("networks.renumber_rt", by=by):
        _lock(rt.network)
        _refuse_taken_rt(rt.network, number, but=rt.pk)
        rt.number = number
        rt.save(update_fields=["number"])


def add_dasawisma(network: Network, *, by: User, rt: Rt, name: str) -> Dasawisma:
    """Add a dasawisma inside an RT."""
    with recorded("networks.add_dasawisma", by=by):
        _lock(network)
        _refuse_taken_dasawisma(network, rt, name)
        return Dasawisma.objects.create(network=network, rt=rt, name=name)


def change_dasawisma(dasawisma: Dasawisma, *, by: User, rt: Rt, name: str) -> None:
    """Rename a dasawisma or correct its RT."""
    with recorded("networks.change_dasawisma", by=by):
        _lock(dasawisma.network)
        _refuse_taken_dasawisma(dasawisma.network, rt, name, but=dasawisma.pk)
        dasawisma.rt, dasawisma.name = rt, name
        dasawisma.save(update_fields=["rt", "name"])


def _lock(network: Network) -> None:
    """Two people at once: one of them waits and is then told."""
    Network.objects.select_for_update(of=("self",)).get(pk=network.pk)


def _refuse_taken_rt(network: Network, number: str, but: int | None = None) -> None:
    if Rt.objects.of(network).filter(number=number).exclude(pk=but).exists():
        raise RefusedByRule(_("RT ini sudah ada."), field="number")


def _refuse_taken_dasawisma(network: Network, rt: Rt, name: str, but: int | None = None) -> None:
    if Dasawisma.objects.of(network).filter(rt=rt, name__iexact=name).exclude(pk=but).exists():
        raise RefusedByRule(_("Dasawisma dengan nama ini sudah ada di RT itu."), field="name")
