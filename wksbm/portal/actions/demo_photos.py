"""The photos of the demo: houses as plain shapes, drawn when they are needed. There is nobody in them."""

import random
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (960, 720)
SKY, GROUND, DARK = (214, 226, 230), (186, 176, 150), (74, 66, 58)
WALLS = ((232, 222, 202), (220, 205, 190), (206, 218, 208))
ROOFS = ((160, 90, 66), (122, 96, 82), (140, 110, 90))


def draw(scene: str, serial: int) -> BytesIO:
    """A JPEG of `scene` (rumah_rusak, rumah_diperbaiki, teras, dapur, bengkel, daftar), the same each time."""
    chance = random.Random(f"{scene} {serial}")  # noqa: S311  the same pictures each time are the point
    image = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 500, *SIZE), fill=GROUND)
    pen.ellipse((760, 60, 850, 150), fill=(246, 214, 130))
    if scene == "daftar":
        _sheet(pen, chance)
    elif scene in ("dapur", "bengkel"):
        _inside(pen, chance, stove=scene == "dapur")
    else:
        _house(pen, chance, damaged=scene == "rumah_rusak", porch=scene == "teras")
    file = BytesIO()
    image.save(file, "JPEG", quality=80)
    file.seek(0)
    return file


def _house(pen: ImageDraw.ImageDraw, chance: random.Random, *, damaged: bool, porch: bool) -> None:
    left, top = chance.randint(180, 260), chance.randint(290, 330)
    right = left + chance.randint(420, 500)
    pen.rectangle((left, top, right, 560), fill=chance.choice(WALLS))
    pen.polygon([(left - 50, top), (right + 50, top), ((left + right) // 2, top - 140)], fill=chance.choice(ROOFS))
    pen.rectangle((left + 60, top + 90, left + 140, 560), fill=(96, 74, 56))
    pen.rectangle((right - 180, top + 70, right - 70, top + 150), fill=(150, 184, 196), outline=DARK, width=6)
    if porch:
        for post in (left - 20, right + 10):
            pen.rectangle((post, top, post + 14, 570), fill=DARK)
        pen.line([(left - 50, top + 6), (right - 90, top + 6), (right + 40, top + 70)], fill=DARK, width=9)
    if damaged:
        crack = [(right - 30, 560)]
        while crack[-1][1] > top + 20:
            crack.append((crack[-1][0] + chance.randint(-24, 18), crack[-1][1] - chance.randint(24, 48)))
        pen.line(crack, fill=DARK, width=7)
        pen.polygon([(left + 120, top), (left + 260, top), (left + 190, top - 58)], fill=SKY)


def _sheet(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """A list on paper with a signature in each row, on a table."""
    pen.rectangle((0, 0, *SIZE), fill=(150, 132, 112))
    pen.rectangle((230, 40, 730, 700), fill=(250, 248, 240))
    pen.rectangle((300, 80, 660, 96), fill=DARK)
    for row in range(14):
        top = 140 + row * 38
        pen.line([(260, top + 30), (700, top + 30)], fill=(170, 166, 156), width=2)
        pen.rectangle((300, top + 10, 300 + chance.randint(90, 190), top + 18), fill=(110, 104, 96))
        left = chance.randint(560, 600)
        scrawl = [(left + step * 12, top + 14 + chance.randint(-12, 12)) for step in range(7)]
        pen.line(scrawl, fill=(38, 60, 120), width=3)


def _inside(pen: ImageDraw.ImageDraw, chance: random.Random, *, stove: bool) -> None:
    pen.rectangle((0, 0, SIZE[0], 520), fill=chance.choice(WALLS))
    pen.rectangle((0, 520, *SIZE), fill=(150, 132, 112))
    pen.rectangle((140, 380, 820, 420), fill=(118, 88, 62))
    for leg in (170, 760):
        pen.rectangle((leg, 420, leg + 26, 640), fill=(96, 72, 52))
    if stove:
        pen.rectangle((240, 320, 400, 380), fill=(90, 96, 100))
        pen.ellipse((262, 286, 378, 336), fill=(58, 60, 62))
        pen.rectangle((560, 250, 640, 380), fill=(228, 224, 210))
    else:
        for plank in range(5):
            tall = chance.randint(150, 300)
            pen.rectangle((220 + plank * 46, 380 - tall, 250 + plank * 46, 380), fill=(176, 136, 92))
        pen.polygon([(620, 380), (760, 380), (730, 330), (650, 330)], fill=(120, 124, 126))
