"""The emblem on top of the demo network's letters: a house within a ring of seven knots, drawn here."""

from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw

SIDE = 800
"""Drawn larger than it is kept, so that its edges are smooth."""
TEAL, MARIGOLD, WHITE = (15, 92, 99, 255), (240, 168, 42, 255), (255, 255, 255, 255)
ROOF = ((400, 210), (610, 400), (190, 400))
WALLS, DOOR = (245, 390, 555, 590), (360, 470, 440, 590)
RING, KNOT = 340, 46


def emblem() -> BytesIO:
    """A PNG; it reads in black and white too."""
    image = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    middle = SIDE // 2
    draw.ellipse((middle - RING, middle - RING, middle + RING, middle + RING), fill=WHITE, outline=TEAL, width=22)
    draw.polygon(ROOF, fill=TEAL)
    draw.rectangle(WALLS, fill=TEAL)
    draw.rectangle(DOOR, fill=WHITE)
    for step in range(7):
        angle = 2 * pi * step / 7 - pi / 2
        x, y = middle + RING * cos(angle), middle + RING * sin(angle)
        knot = ((x, y - KNOT), (x + KNOT, y), (x, y + KNOT), (x - KNOT, y))
        draw.polygon(knot, fill=MARIGOLD if step == 2 else TEAL, outline=WHITE, width=6)
    kept = BytesIO()
    image.save(kept, "PNG")
    kept.seek(0)
    return kept
