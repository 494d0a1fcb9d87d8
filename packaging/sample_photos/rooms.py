"""The sample photos of rooms. Each function draws one and returns it."""

from __future__ import annotations

import random

from PIL import Image, ImageFilter
from sample_photos import shapes
from sample_photos.paint import (
    Silhouette,
    contrast,
    finish,
    glow,
    gradient,
    mix,
    noise,
    tint,
)

LANDSCAPE = (2000, 1333)


def treaty_table() -> Image.Image:
    """Draw a long empty table set for talks: papers, chairs, tall windows."""
    image = gradient(LANDSCAPE, [(0, (92, 74, 58)), (0.55, (132, 106, 80)), (1, (60, 44, 34))])
    for x in range(120, 2000, 460):
        window = Silhouette(image, (222, 226, 220), 3)
        window.box(x, 110, x + 260, 640, 4)
        window.lay()
        bars = Silhouette(image, (120, 98, 76), 1.4)
        for step in (1, 2):
            bars.line([(x + 260 * step / 3, 110), (x + 260 * step / 3, 640)], 8)
        for step in (1, 2, 3):
            bars.line([(x, 110 + 132 * step), (x + 260, 110 + 132 * step)], 8)
        bars.box(x - 26, 90, x, 660)
        bars.box(x + 260, 90, x + 286, 660)
        bars.lay()
        glow(image, (x + 130, 420), (380, 560), (210, 200, 170), 0.5)
    image = image.filter(ImageFilter.GaussianBlur(5))
    chairs = Silhouette(image, (48, 36, 30), 2.4)
    for x in range(170, 1900, 210):
        chairs.box(x, 640, x + 116, 820, 22)
    chairs.lay(0.95)
    table = Silhouette(image, (104, 64, 40), 1.0)
    table.polygon([(150, 800), (1850, 800), (2240, 1220), (-240, 1220)])
    table.lay()
    sheen = contrast(noise(LANDSCAPE, 113, (1400, 12), 4), 80, 240, 60)
    mask = Image.new("L", LANDSCAPE, 0)
    mask.paste(sheen.crop((0, 806, 2000, 1220)), (0, 806))
    tint(image, (150, 100, 66), mask)
    for x in range(250, 2000, 460):
        shine = Silhouette(image, (226, 206, 176), 26)
        shine.polygon([(x - 70, 806), (x + 90, 806), (x + 150, 1190), (x - 130, 1190)])
        shine.lay(0.30)
    edge = Silhouette(image, (54, 34, 24), 1.6)
    edge.polygon([(-240, 1220), (2240, 1220), (2240, 1290), (-240, 1290)])
    edge.lay()
    for x in range(200, 1860, 210):
        lean = (x - 1000) * 0.22
        paper = Silhouette(image, (232, 226, 210), 1.2)
        paper.polygon(
            [
                (x + lean * 0.3, 868),
                (x + 100 + lean * 0.3, 868),
                (x + 112 + lean * 0.55, 930),
                (x - 8 + lean * 0.55, 930),
            ]
        )
        paper.lay(0.95)
        glass = Silhouette(image, (214, 210, 198), 1.4)
        glass.box(x + 128 + lean * 0.4, 846, x + 150 + lean * 0.4, 892, 4)
        glass.lay(0.5)
    flower = Silhouette(image, (92, 106, 74), 2)
    for x, y in ((960, 800), (1000, 776), (1040, 802), (1010, 812), (980, 784)):
        flower.ellipse(x, y, 30, 22)
    flower.box(980, 810, 1030, 868, 8)
    flower.lay()
    return finish(image, 12, vignette=0.5, warmth=0.5)


def vote_board() -> Image.Image:
    """Draw an assembly hall from the back: a lit board of votes over rows of seated delegates."""
    image = gradient(LANDSCAPE, [(0, (34, 28, 40)), (0.5, (74, 60, 76)), (1, (26, 20, 28))])
    panels = Silhouette(image, (112, 88, 84), 3)
    for x in range(-40, 2040, 120):
        panels.box(x, 60, x + 96, 760)
    panels.lay(0.4)
    glow(image, (1000, 330), (1200, 620), (186, 150, 130), 0.7)
    board = Silhouette(image, (16, 20, 26), 1.5)
    board.box(430, 130, 1570, 560, 10)
    board.lay()
    rng = random.Random(7)
    lights = {
        tone: Silhouette(image, tone, 0.8)
        for tone in ((94, 206, 132), (228, 92, 76), (238, 190, 92))
    }
    names = Silhouette(image, (168, 176, 182), 0.8)
    for row in range(17):
        for column in range(11):
            left, y = 456 + column * 101, 152 + row * 23.4
            names.box(left, y, left + rng.uniform(36, 72), y + 8, 1)
            tone = rng.choices(list(lights), weights=(11, 5, 3))[0]
            if rng.random() < 0.93:
                lights[tone].box(left + 80, y - 1, left + 90, y + 9, 2)
    names.lay(0.55)
    for light in lights.values():
        light.lay()
    glow(image, (1000, 345), (760, 330), (120, 170, 150), 0.28)
    for number in range(6):
        desk = 800 + number * number * 17 + number * 24
        size = 62 + number * 28
        people = Silhouette(image, mix((66, 54, 66), (12, 9, 14), number / 5), 1.0 + number * 0.5)
        seat = rng.uniform(-20, 40)
        while seat < 2040:
            if rng.random() < 0.86:
                shapes.seated(
                    people, seat + rng.uniform(-8, 8), desk, size * rng.uniform(0.92, 1.08)
                )
            seat += size * 1.28
        people.box(0, desk - 3, 2000, desk + 60 + number * 14)
        people.lay()
        rim = Silhouette(image, mix((176, 134, 108), (60, 44, 44), number / 5), 1.2)
        rim.line([(0, desk - 2), (2000, desk - 2)], 3)
        rim.lay(0.55)
    return finish(image, 13, vignette=0.5)
