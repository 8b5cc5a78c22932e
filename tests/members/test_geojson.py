"""Reading the map of an RW: what fits is taken and simplified, what does not is said area by area."""

import json
import math
import time

import pytest

from members.geojson import MOST_CORNERS, DrawnArea, MapRefused, draw, read_map


def square(x: float = 110.80, y: float = -6.80, side: float = 0.002) -> list:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def area(properties: dict, *rings, kind: str = "Polygon") -> dict:
    rings = list(rings) or [square()]
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": rings}}


def read(*features, rw: str = "004", rts=("001", "002", "003")):
    content = json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()
    return read_map(content, rw=rw, rts=rts)


def refused(*features, **more) -> list[str]:
    with pytest.raises(MapRefused) as found:
        read(*features, **more)
    return found.value.sentences


@pytest.mark.parametrize(
    ("properties", "number"),
    [
        ({"rt": "003"}, "003"),
        ({"RT": 3}, "003"),
        ({"No_RT": 3.0}, "003"),
        ({"NAMA_RT": "RT 03"}, "003"),
        ({"nama": "RT 003 / RW 004"}, "003"),
        ({"Name": "Rt.2"}, "002"),
        ({"rt": "1", "rw": "4"}, "001"),
    ],
)
def test_an_area_names_its_rt_in_any_usual_way(properties, number):
    assert [found.rt for found in read(area(properties)).areas] == [number]


def test_areas_of_other_rws_are_read_over_and_counted():
    found = read(area({"rt": "1", "rw": "5"}), area({"rt": "2", "rw": "4"}), area({"nama": "RT 1 RW 05"}))
    assert [one.rt for one in found.areas] == ["002"]
    assert found.of_other_rws == 2


def test_a_file_may_hold_the_border_of_the_rw_alone():
    assert read(area({"rw": "004"})).areas == [
        DrawnArea("", [[[(110.8, -6.8), (110.802, -6.8), (110.802, -6.798), (110.8, -6.798), (110.8, -6.8)]]])
    ]


def test_each_area_that_does_not_fit_says_why():
    line = {"type": "Feature", "properties": {"rt": "2"}, "geometry": {"type": "LineString", "coordinates": square()}}
    assert refused(
        area({"rt": "001"}),
        area({"warna": "hijau"}),
        area({"rt": "009"}),
        line,
        area({"rt": "1"}),
        area({"rt": "2"}, [[110.8, -6.8], [110.9, -6.8]]),
        area({"rt": "2"}, [[-6.8, 110.8], [-6.9, 110.8], [-6.8, 110.9]]),
        area({"rt": "2"}, square(4.9, 52.3)),
        area({"rt": "2"}, [[489123.5, 9248123.1], [489124, 9248123], [489124, 9248129]]),
        area({"rt": "2"}, ["x"]),
        "x",
    ) == [
        "Bidang ke-2: tidak menyebut RT. Beri tiap bidang properti “rt”, misalnya “003”.",
        "Bidang ke-3: RT 009 belum ada di profil jejaring.",
        "Bidang ke-4: bukan bidang tertutup (Polygon).",
        "Bidang ke-5: RT 001 sudah ada di bidang lain.",
        "Bidang ke-6: perlu paling sedikit tiga titik.",
        "Bidang ke-7: bujur dan lintangnya tertukar.",
        "Bidang ke-8: letaknya di luar Indonesia.",
        "Bidang ke-9: titiknya bukan bujur dan lintang. Simpan dengan sistem koordinat WGS 84 (EPSG:4326).",
        "Bidang ke-10: titik-titiknya tidak terbaca.",
        "Bidang ke-11: tidak menyebut RT. Beri tiap bidang properti “rt”, misalnya “003”.",
    ]


def test_a_long_list_of_errors_is_cut():
    sentences = refused(*(area({}) for _number in range(25)))
    assert (len(sentences), sentences[-1]) == (21, "… dan 5 bidang lagi.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"nama,rt\nx,1", "Berkas ini bukan GeoJSON. Simpan lagi dari aplikasi petanya sebagai GeoJSON."),
        (b"\xff\xfe", "Berkas ini bukan GeoJSON. Simpan lagi dari aplikasi petanya sebagai GeoJSON."),
        (b"[" * 100_000, "Berkas ini bukan GeoJSON. Simpan lagi dari aplikasi petanya sebagai GeoJSON."),
        (b'{"type": NaN}', "Berkas ini bukan GeoJSON. Simpan lagi dari aplikasi petanya sebagai GeoJSON."),
        (
            b'{"type": "Feature"}',
            "Isi berkas ini bukan FeatureCollection. Simpan semua bidang dalam satu lapisan GeoJSON.",
        ),
        (b'{"type": "FeatureCollection", "features": []}', "Berkas ini tidak berisi satu bidang pun."),
        (b" " * (2 * 1024 * 1024 + 1), "Berkas ini terlalu besar. Paling besar 2 MB."),
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_sentence(content, sentence):
    with pytest.raises(MapRefused) as found:
        read_map(content, rw="004", rts=["001"])
    assert found.value.sentences == [sentence]


def test_a_map_without_an_area_of_this_rw_says_so():
    assert refused(area({"rt": "1", "rw": "7"})) == ["Tidak ada bidang untuk RW 004 di berkas ini."]


def circle(count: int) -> list:
    corners = [
        [110.8 + 0.01 * math.cos(2 * math.pi * n / count), -6.8 + 0.01 * math.sin(2 * math.pi * n / count)]
        for n in range(count)
    ]
    return [*corners, corners[0]]


def test_corners_that_no_screen_shows_are_left_out():
    (found,) = read(area({"rt": "1"}, circle(20_000))).areas
    ring = found.polygons[0][0]
    assert 20 < len(ring) < 200
    assert ring[0] == ring[-1]
    far = [math.hypot(x - 110.8, y + 6.8) for x, y in ring]
    assert min(far) > 0.0099  # all of them stand on the circle


def test_the_most_jagged_border_is_read_in_a_moment():
    zigzag = [[110.8 + n * 1e-6, -6.8 + (n % 2) * 0.05] for n in range(40_000)]
    began = time.monotonic()
    (found,) = read(area({"rt": "1"}, [*zigzag, zigzag[0]])).areas
    assert time.monotonic() - began < 5
    assert len(found.polygons[0][0]) <= MOST_CORNERS


def test_neighbours_keep_their_common_border():
    wavy = [[110.80 + 0.0001 * math.sin(n), -6.80 + n * 1e-4] for n in range(60)]
    west = [*wavy, [110.79, -6.794], [110.79, -6.80], wavy[0]]
    east = [*reversed(wavy), [110.81, -6.80], [110.81, -6.794], wavy[-1]]
    one, other = read(area({"rt": "1"}, west), area({"rt": "2"}, east)).areas
    inner = {tuple(point) for point in wavy[1:-1]}
    kept = [
        {
            point
            for point in found.polygons[0][0]
            if (round(point[0], 6), point[1]) in {(round(x, 6), round(y, 6)) for x, y in inner}
        }
        for found in (one, other)
    ]
    assert kept[0] == kept[1] != set()


def test_a_drawing_keeps_the_shape_and_its_middle():
    left = square(110.80, -6.80, 0.01)
    right = square(110.81, -6.80, 0.01)
    drawing = draw([("001", [[left]]), ("002", [[right]])])
    assert drawing.width == 320
    assert [shape.key for shape in drawing.shapes] == ["001", "002"]
    assert drawing.height == pytest.approx(160, abs=5)  # two squares side by side
    assert [shape.x for shape in drawing.shapes] == [81, 239]
    assert drawing.shapes[0].path.startswith("M2.0 ")
    assert draw([]) is None


def test_so_many_small_areas_that_no_picture_could_show_them_are_refused_at_once():
    triangle = [[[110.80, -6.80], [110.81, -6.80], [110.80, -6.81], [110.80, -6.80]]]
    began = time.monotonic()
    sentences = refused(area({"rt": "1"}, *[triangle] * 20_000, kind="MultiPolygon"))
    assert time.monotonic() - began < 3
    assert sentences == ["Gambarnya terlalu rumit untuk peta satu RW. Sederhanakan dahulu di aplikasi petanya."]


def test_a_border_that_criss_crosses_the_whole_country_is_refused():
    zigzag = [[95 + n * 17.31 % 46, -11 + n * 7.77 % 17] for n in range(20_000)]
    assert refused(area({"rt": "1"}, [*zigzag, zigzag[0]])) == [
        "Gambarnya terlalu rumit untuk peta satu RW. Sederhanakan dahulu di aplikasi petanya."
    ]


def test_a_property_that_is_no_word_and_no_number_names_nothing():
    nested: list = []
    for _level in range(50):
        nested = [nested, "RT 001"]
    (sentence,) = refused(area({"rt": nested, "nama": nested}))
    assert sentence.startswith("Bidang ke-1: tidak menyebut RT.")
