"""The post of the demo: letters that came in, one of them acted on too late; and a volunteer's report of her month."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from members.models import Network
from programs.actions import incoming_letters
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers
from wksbm.portal.actions.demo_story import Neighbourhood, set_back
from wksbm.portal.numbers import Period

PAPER, INK = (248, 246, 240), (60, 60, 64)
LETTERS = (
    (-16, "Kecamatan Kaliwungu", "Permintaan data lansia yang tinggal sendiri", "460/118"),
    (-9, "Puskesmas Kaliwungu", "Edaran pemberantasan jentik nyamuk", "443/52"),
    (-1, "Dinas Sosial Kabupaten Kudus", "Undangan pelatihan dasar relawan PSM", "094/771"),
)
"""When each came, from whom, about what, under which number of its own."""
OBSTACLES = "Hujan sore membuat beberapa kunjungan mundur ke hari Minggu."
PLAN = "Menengok lagi yang bulan ini tidak bertemu, dan mengantar kontrol ke Puskesmas."


def load(networks: list[Network]) -> None:
    """Into the first network; `networks` as the demo has them."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    by = where.person("endang")
    asked, notice, _invitation = (_letter(where, number, told, by=by) for number, told in enumerate(LETTERS, start=1))
    told = {"what": "Kumpulkan jumlahnya per RT, lalu balas", "due_on": where.day(0)}
    promise = incoming_letters.dispose(asked, by=by, doer=where.person("made"), **told)
    set_back(promise, created_at=where.instant(-15, 60), due_on=where.day(-4))
    set_back(asked, disposed_at=where.instant(-15, 60))
    incoming_letters.only_to_know(notice, by=by)
    set_back(notice, disposed_at=where.instant(-8, 60))
    month = Period.of_months(where.day(0)).before()
    words = {"month": month.link, "obstacles": OBSTACLES, "plan": PLAN}
    issuing.issue(papers["laporan-psm"], where.network, by=where.person("yati"), **words)


def _letter(where: Neighbourhood, number: int, told: tuple, *, by):
    day, sender, subject, letter_number = told
    facts = {"sender": sender, "subject": subject, "letter_number": letter_number, "written_on": where.day(day - 2)}
    scan = _drawn(sender, subject, letter_number)
    made = incoming_letters.record(where.network, by=by, received_on=where.day(day), scan=scan, **facts)
    set_back(made, recorded_at=where.instant(day, 60 + number))
    return made


def _drawn(*lines: str) -> BytesIO:
    """A sheet of paper with these lines on it, as a JPEG."""
    image = Image.new("RGB", (900, 1240), PAPER)
    pen = ImageDraw.Draw(image)
    pen.text((90, 90), lines[0], INK, ImageFont.load_default(40))
    pen.line((90, 160, 810, 160), INK, 4)
    for place, line in enumerate(lines[1:]):
        pen.text((90, 210 + 50 * place), line, INK, ImageFont.load_default(30))
    for place in range(12):
        pen.line((90, 400 + 44 * place, 810 - 160 * (place % 4 == 3), 400 + 44 * place), (170, 168, 164), 8)
    file = BytesIO()
    image.save(file, "JPEG", quality=80)
    file.seek(0)
    return file
