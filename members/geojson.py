"""Reading the map of an RW: a GeoJSON file (RFC 7946) whose areas name their RT, checked area by area and simplified.

Knows no rows: `read_map` is given the numbers that the network has.
"""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import pairwise

from django.utils.translation import gettext as _

Ring = list[tuple[float, float]]
"""Corners as (longitude, latitude) in degrees; the last is the first again."""
Polygon = list[Ring]
"""The border, then its holes."""

BIGGEST_FILE = 2 * 1024 * 1024
MOST_AREAS = 400
MOST_CORNERS = 4000
"""Of all areas of a network together, after simplifying: some 80 kB, drawn in 5 ms."""
ERRORS_TOLD = 20
WEST, EAST, SOUTH, NORTH = 94.0, 142.0, -12.0, 7.0
"""Indonesia from Sabang to Merauke, in degrees."""

_RT_KEYS = ("rt", "nort", "nomorrt", "namart", "rtno", "kodert")
_RW_KEYS = ("rw", "norw", "nomorrw", "namarw", "rwno", "koderw")
_NAME_KEYS = ("nama", "name", "label", "keterangan", "wilayah")


@dataclass(frozen=True)
class DrawnArea:
    """One RT on the map, or the whole RW when `rt` is empty."""

    rt: str
    polygons: list[Polygon]


@dataclass(frozen=True)
class ReadMap:
    """What a file gave: its areas, and how many areas of other RWs were read over."""

    areas: list[DrawnArea]
    of_other_rws: int = 0


@dataclass
class MapRefused(Exception):  # noqa: N818  it is an answer, not an error
    """The file cannot be taken; each sentence says which area and why. Nothing was changed."""

    sentences: list[str] = field(default_factory=list)


def read_map(content: bytes, *, rw: str, rts: Iterable[str]) -> ReadMap:
    """The areas of one RW in a GeoJSON file. `rw` and `rts` are the network's own numbers (`004`, `{"001", …}`).

    Areas that name another RW are read over and counted. Raises MapRefused with a sentence for each area that does not
    fit; nothing of such a file is taken.
    """
    features = _features(content)
    known = set(rts)
    errors: list[str] = []
    found: dict[str, DrawnArea] = {}
    elsewhere = 0
    for number, feature in enumerate(features, start=1):
        try:
            its_rw, its_rt = _named(feature)
            if its_rw and its_rw != rw:
                elsewhere += 1
                continue
            if not its_rt and not its_rw:
                raise _NotTaken(_("tidak menyebut RT. Beri tiap bidang properti “rt”, misalnya “003”."))
            if its_rt and its_rt not in known:
                raise _NotTaken(_("RT %(rt)s belum ada di profil jejaring.") % {"rt": its_rt})
            if its_rt in found:
                raise _NotTaken(
                    _("RT %(rt)s sudah ada di bidang lain.") % {"rt": its_rt} if its_rt else _("RW dua kali.")
                )
            found[its_rt] = DrawnArea(its_rt, _polygons(feature))
        except _NotTaken as reason:
            errors.append(_("Bidang ke-%(number)d: %(reason)s") % {"number": number, "reason": reason})
    if not found and not errors:
        errors.append(_("Tidak ada bidang untuk RW %(rw)s di berkas ini.") % {"rw": rw})
    if errors:
        more = len(errors) - ERRORS_TOLD
        rest = [_("… dan %(count)d bidang lagi.") % {"count": more}] if more > 0 else []
        raise MapRefused([*errors[:ERRORS_TOLD], *rest])
    areas = sorted(found.values(), key=lambda area: area.rt)
    if _corners(areas, least=True) <= MOST_CORNERS:  # no ring is drawn with fewer than three corners and its end
        areas = simplified(areas)
    if _corners(areas) > MOST_CORNERS:
        raise MapRefused([_("Gambarnya terlalu rumit untuk peta satu RW. Sederhanakan dahulu di aplikasi petanya.")])
    return ReadMap(areas, elsewhere)


def _corners(areas: list[DrawnArea], *, least: bool = False) -> int:
    return sum(4 if least else len(ring) for area in areas for polygon in area.polygons for ring in polygon)


class _NotTaken(Exception):  # noqa: N818  it is an answer, not an error
    """Why one area does not fit, as the end of a sentence."""


def _features(content: bytes) -> list:
    if len(content) > BIGGEST_FILE:
        raise MapRefused([_("Berkas ini terlalu besar. Paling besar 2 MB.")])
    try:
        whole = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise MapRefused([_("Berkas ini bukan GeoJSON. Simpan lagi dari aplikasi petanya sebagai GeoJSON.")]) from None
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        raise MapRefused([_("Isi berkas ini bukan FeatureCollection. Simpan semua bidang dalam satu lapisan GeoJSON.")])
    features = whole.get("features")
    if not isinstance(features, list) or not features:
        raise MapRefused([_("Berkas ini tidak berisi satu bidang pun.")])
    if len(features) > MOST_AREAS:
        raise MapRefused([_("Terlalu banyak bidang: paling banyak %(count)d.") % {"count": MOST_AREAS}])
    return features


def _refuse_constant(name: str):
    raise ValueError(name)


def _named(feature) -> tuple[str, str]:
    """(number of the RW, number of the RT) as three digits; empty where the area does not say."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return "", ""
    said = {re.sub(r"[^a-z]", "", str(key).lower()): value for key, value in properties.items()}
    rt = next((number for key in _RT_KEYS if (number := _number(said.get(key), "rt"))), "")
    rw = next((number for key in _RW_KEYS if (number := _number(said.get(key), "rw"))), "")
    for key in _NAME_KEYS:
        words = said.get(key)
        if not isinstance(words, str):
            continue
        rt = rt or _after(words, "rt")
        rw = rw or _after(words, "rw")
    return rw, rt


def _number(value: object, word: str) -> str:
    """`3`, `3.0`, `"003"`, `"RT 003"` and `"RT 003 RW 004"` as `003`; nothing from anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text.zfill(3) if re.fullmatch(r"\d{1,3}", text, re.ASCII) and int(text) else _after(text, word)


def _after(text: str, word: str) -> str:
    match = re.search(rf"\b{word}\W*0*(\d{{1,3}})\b", text[:200], re.IGNORECASE | re.ASCII)
    return match[1].zfill(3) if match and int(match[1]) else ""


def _polygons(feature) -> list[Polygon]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _NotTaken(_("bukan bidang tertutup (Polygon)."))
    parts = [geometry.get("coordinates")] if kind == "Polygon" else geometry.get("coordinates")
    if not isinstance(parts, list) or not parts:
        raise _NotTaken(_("bidangnya kosong."))
    return [_polygon(part) for part in parts]


def _polygon(part) -> Polygon:
    if not isinstance(part, list) or not part:
        raise _NotTaken(_("bidangnya kosong."))
    return [_ring(ring) for ring in part]


def _ring(ring) -> Ring:
    if not isinstance(ring, list):
        raise _NotTaken(_("titik-titiknya tidak terbaca."))
    corners: Ring = []
    for corner in ring:
        pair = corner[:2] if isinstance(corner, list) else ()
        if len(pair) < 2 or not all(isinstance(each, int | float) and not isinstance(each, bool) for each in pair):
            raise _NotTaken(_("titik-titiknya tidak terbaca."))
        if not (abs(pair[0]) <= 180 and abs(pair[1]) <= 180):
            raise _NotTaken(_("titiknya bukan bujur dan lintang. Simpan dengan sistem koordinat WGS 84 (EPSG:4326)."))
        if not (WEST <= pair[0] <= EAST and SOUTH <= pair[1] <= NORTH):
            turned = WEST <= pair[1] <= EAST and SOUTH <= pair[0] <= NORTH
            raise _NotTaken(_("bujur dan lintangnya tertukar.") if turned else _("letaknya di luar Indonesia."))
        point = (round(float(pair[0]), 6), round(float(pair[1]), 6))
        if not corners or corners[-1] != point:
            corners.append(point)
    if corners and corners[0] != corners[-1]:
        corners.append(corners[0])
    if len(corners) < 4:
        raise _NotTaken(_("perlu paling sedikit tiga titik."))
    return corners


# --- Simplifying ------------------------------------------------------------------------------------------------


def simplified(areas: list[DrawnArea]) -> list[DrawnArea]:
    """The same areas with the corners that a picture as wide as a page shows; at most MOST_CORNERS altogether.

    A corner goes when the triangle with its neighbours is smaller than a dot of the picture (Visvalingam and Whyatt,
    1993). Borders that two areas share lose the same corners, so no gap opens between neighbours.
    """
    points = [point for area in areas for polygon in area.polygons for ring in polygon for point in ring]
    if not points:
        return areas
    west, east, south, north = bounds(points)
    dot = max(east - west, north - south, 1e-6) / 800
    while True:
        done = [
            DrawnArea(area.rt, [[_thinned(ring, dot * dot) for ring in p] for p in area.polygons]) for area in areas
        ]
        corners = sum(len(ring) for area in done for polygon in area.polygons for ring in polygon)
        if corners <= MOST_CORNERS or dot > 1:
            return done
        dot *= 2


def bounds(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    """(west, east, south, north) of these points."""
    points = list(points)
    longitudes, latitudes = [x for x, _y in points], [y for _x, y in points]
    return min(longitudes), max(longitudes), min(latitudes), max(latitudes)


def _triangle(a, b, c) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _thinned(ring: Ring, smallest: float) -> Ring:
    """The ring without corners whose triangle is under `smallest` square degrees; never fewer than three corners."""
    corners = ring[:-1]
    count = len(corners)
    before, after = [(i - 1) % count for i in range(count)], [(i + 1) % count for i in range(count)]
    gone = [False] * count
    waiting = [(_triangle(corners[before[i]], corners[i], corners[after[i]]), i) for i in range(count)]
    size = {i: area for area, i in waiting}
    heapify(waiting)
    left = count
    while waiting and left > 3:
        area, i = heappop(waiting)
        if area >= smallest:
            break
        if gone[i] or area != size[i]:
            continue
        gone[i], left = True, left - 1
        first, last = before[i], after[i]
        after[first], before[last] = last, first
        for near in (first, last):
            new = _triangle(corners[before[near]], corners[near], corners[after[near]])
            size[near] = max(new, area)  # never smaller than what went before, or a chain would fall at once
            heappush(waiting, (size[near], near))
    kept = [corner for corner, is_gone in zip(corners, gone, strict=True) if not is_gone]
    return [*kept, kept[0]]


# --- Drawing ------------------------------------------------------------------------------------------------------

WIDTH = 320
"""Width of a drawn map in its own units: on a phone one unit is about one pixel, so its letters are readable."""
TALLEST = 400


@dataclass(frozen=True)
class Shape:
    """One area of a drawing: `path` is the `d` of an SVG path, `x` and `y` the middle, where its name stands."""

    key: object
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """A map as SVG reads it."""

    width: int
    height: int
    shapes: list[Shape]


def draw(areas: Iterable[tuple[object, list[Polygon]]]) -> Drawing | None:
    """Areas, each with its own key, side by side as they lie; None when there is none.

    Degrees become units with the shape of the middle latitude: true enough for something as small as a village.
    """
    areas = [(key, polygons) for key, polygons in areas if polygons]
    points = [point for _key, polygons in areas for polygon in polygons for ring in polygon for point in ring]
    if not points:
        return None
    west, east, south, north = bounds(points)
    narrow = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 4) / wide, (TALLEST - 4) / high)
    margin = (WIDTH - wide * scale) / 2

    def place(point) -> tuple[float, float]:
        return margin + (point[0] - west) * narrow * scale, 2 + (north - point[1]) * scale

    shapes = []
    for key, polygons in areas:
        rings = [[place(point) for point in ring] for polygon in polygons for ring in polygon]
        path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "z" for ring in rings)
        x, y = _middle(max((polygon[0] for polygon in polygons), key=lambda ring: abs(_size(ring))), place)
        shapes.append(Shape(key, path, x, y))
    return Drawing(WIDTH, math.ceil(high * scale + 4), shapes)


def _size(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _middle(ring: Ring, place) -> tuple[int, int]:
    """The centre of mass of a ring, in the drawing's units."""
    corners = [place(point) for point in ring]
    size = _size(corners)
    if abs(size) < 1e-9:
        return round(corners[0][0]), round(corners[0][1])
    pairs = list(pairwise(corners))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * size)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * size)
    return round(x), round(y)
