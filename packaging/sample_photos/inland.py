"""The sample photos of roads and streets. Each function draws one and returns it."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter
from sample_photos import shapes
from sample_photos.paint import (
    Silhouette,
    clouds,
    contrast,
    fade,
    finish,
    glow,
    gradient,
    hills,
    mix,
    noise,
    tint,
    water,
)

LANDSCAPE = (2000, 1333)


def convoy_coast_road() -> Image.Image:
    """Lorries in dust and low sun on a road above the sea."""
    image = gradient(
        LANDSCAPE, [(0, (178, 176, 168)), (0.3, (214, 200, 176)), (0.55, (240, 216, 176))]
    )
    clouds(image, 91, (244, 230, 206), bottom=700, cell=(1000, 160), cover=(110, 220), peak=140)
    glow(image, (330, 560), (1100, 560), (255, 216, 150), 0.8)
    horizon = 660
    hills(image, 93, horizon, 60, (196, 180, 156), haze=(220, 202, 174), foot=horizon, peaks=4)
    water(image, horizon, (128, 128, 116), seed=31, ripple=0.7, shine=(250, 228, 186))
    hills(image, 95, 960, 640, (180, 162, 136), haze=(208, 188, 158), rise=(900, 1900))
    hills(image, 97, 980, 420, (152, 132, 108), haze=(190, 168, 138), rise=(1050, 1900))
    ground = Silhouette(image, (124, 104, 82), 1.4)
    ground.polygon([(0, 1010), (500, 960), (1100, 930), (2000, 905), (2000, 1333), (0, 1333)])
    ground.lay()
    rough = contrast(noise(LANDSCAPE, 99, (160, 26), 5), 110, 230, 90)
    low = Image.new("L", LANDSCAPE, 0)
    low.paste(rough.crop((0, 960, 2000, 1333)), (0, 960))
    tint(image, (84, 68, 52), low)
    road = Silhouette(image, (158, 140, 116), 1.2)
    road.polygon(
        [
            (0, 1100),
            (700, 1010),
            (1300, 962),
            (2000, 930),
            (2000, 962),
            (1300, 1020),
            (700, 1110),
            (0, 1250),
        ]
    )
    road.lay()
    lengths = (
        (60, 1164, 330),
        (520, 1090, 262),
        (900, 1042, 206),
        (1196, 1008, 160),
        (1430, 986, 124),
        (1612, 970, 96),
    )
    for number, (x, foot, length) in enumerate(lengths):
        far = number / 6
        tone = (84, 84, 70) if number % 3 else (204, 198, 184)
        shade = Silhouette(image, (70, 58, 46), 6)
        shade.ellipse(x + length * 0.5, foot, length * 0.6, length * 0.05)
        shade.lay(0.55)
        body = Silhouette(image, mix(tone, (206, 186, 152), 0.06 + 0.62 * far), 0.9)
        shapes.lorry(body, x, foot, length)
        body.lay()
        side = Silhouette(image, mix((58, 52, 44), (190, 170, 138), 0.5 * far), 0.9)
        for wheel in (0.12, 0.26, 0.6, 0.86):
            side.ellipse(x + length * wheel, foot - length * 0.05, length * 0.052, length * 0.052)
        side.box(
            x + length * 0.78, foot - length * 0.32, x + length * 0.88, foot - length * 0.23, 2
        )
        side.lay(0.92)
    dust = contrast(noise(LANDSCAPE, 103, (420, 90), 4), 70, 210, 120)
    band = fade(LANDSCAPE, [(0, 0), (0.66, 0), (0.78, 235), (0.86, 150), (1, 0)])
    tint(image, (232, 208, 168), Image.composite(dust, Image.new("L", LANDSCAPE, 0), band))
    return finish(image, 11, warmth=0.6)


def dockside_market() -> Image.Image:
    """Stalls with striped awnings at a harbour in the warm end of the day."""
    image = gradient(
        LANDSCAPE, [(0, (206, 166, 150)), (0.4, (236, 200, 170)), (0.7, (240, 214, 182))]
    )
    clouds(image, 121, (248, 222, 200), bottom=560, cell=(900, 180), peak=150)
    glow(image, (1650, 520), (900, 520), (255, 214, 160), 0.8)
    rng = random.Random(12)
    x = -30.0
    while x < 2040:
        wide, tall = rng.uniform(130, 230), rng.uniform(330, 560)
        tone = rng.choice(
            ((178, 116, 96), (198, 150, 116), (206, 174, 138), (166, 126, 116), (188, 160, 146))
        )
        house = Silhouette(image, mix(tone, (236, 200, 170), 0.3), 1.6)
        house.box(x, 900 - tall, x + wide, 900)
        house.polygon([(x - 6, 902 - tall), (x + wide / 2, 850 - tall), (x + wide + 6, 902 - tall)])
        house.lay()
        panes = Silhouette(image, mix(tone, (60, 50, 56), 0.62), 1.6)
        for row in range(int(tall // 90)):
            for column in range(int(wide // 54)):
                left, top = x + 20 + column * 52, 930 - tall + row * 88
                panes.box(left, top, left + 24, top + 44)
        panes.lay(0.75)
        x += wide + 2
    image = image.filter(ImageFilter.GaussianBlur(2.4))
    ground = gradient((2000, 433), [(0, (196, 156, 130)), (1, (112, 84, 74))])
    image.paste(ground, (0, 900))
    stones = contrast(noise((2000, 433), 127, (120, 12), 4), 90, 220, 80)
    image.paste((92, 68, 62), (0, 900), stones)
    stripes = ((186, 74, 62), (70, 104, 122), (196, 146, 74), (104, 128, 92), (178, 86, 84))
    for number in range(5):
        left, top = 40 + number * 400, 690 + (number % 2) * 26
        stall = Silhouette(image, (74, 52, 44), 1.2)
        for post in (left + 8, left + 332):
            stall.line([(post, top + 60), (post, 1060)], 9)
        stall.box(left, 930, left + 340, 1050)
        stall.lay()
        for band in range(10):
            tone = stripes[number] if band % 2 else (240, 226, 206)
            cloth = Silhouette(image, tone, 0.9)
            high, wide = left + 40 + band * 26.0, left - 16 + band * 37.2
            cloth.polygon(
                [
                    (high, top),
                    (high + 26, top),
                    (wide + 37.2, top + 100),
                    (wide + 37.2, top + 122),
                    (wide + 18, top + 132),
                    (wide, top + 122),
                    (wide, top + 100),
                ]
            )
            cloth.lay()
        draw = ImageDraw.Draw(image)
        for _ in range(60):
            fruit = rng.choice(
                ((206, 96, 56), (216, 160, 70), (132, 150, 82), (176, 62, 58), (226, 206, 160))
            )
            x, y = rng.uniform(left + 12, left + 328), rng.uniform(902, 934)
            draw.ellipse((x - 12, y - 12, x + 12, y + 12), fill=fruit)
    for x_at, foot, height, lean in (
        (300, 1120, 330, 0.02),
        (760, 1100, 300, -0.02),
        (880, 1112, 318, 0.01),
        (1330, 1150, 360, 0.0),
        (1790, 1104, 306, 0.02),
    ):
        shade = Silhouette(image, (70, 50, 48), 7)
        shade.polygon(
            [
                (x_at - 20, foot),
                (x_at + 20, foot),
                (x_at - 150, foot + 120),
                (x_at - 210, foot + 110),
            ]
        )
        shade.lay(0.5)
        figure = Silhouette(image, rng.choice(((62, 50, 56), (82, 62, 60), (58, 62, 74))), 1.4)
        shapes.person(figure, x_at, foot, height, lean)
        figure.lay()
    return finish(ImageEnhance.Color(image).enhance(0.86), 14, vignette=0.4, warmth=0.4)


def old_town_quay() -> Image.Image:
    """Warm hills of roofs above a quay at the end of the day, a ferry going out."""
    size = (2560, 1707)
    image = gradient(size, [(0, (196, 168, 152)), (0.35, (222, 186, 156)), (0.55, (238, 200, 158))])
    clouds(image, 131, (244, 214, 186), bottom=900, cell=(1300, 220), cover=(110, 220), peak=160)
    glow(image, (1900, 860), (1300, 560), (255, 206, 146), 0.75)
    horizon = 1010
    hills(image, 133, horizon, 330, (182, 146, 130), haze=(222, 184, 156), foot=horizon)
    hills(image, 135, horizon, 210, (146, 108, 96), haze=(184, 140, 118), foot=horizon, peaks=4)
    rng = random.Random(16)
    for row in range(5):
        base = horizon - 196 + row * 46
        x = -20 + rng.uniform(0, 40)
        while x < 1120 + row * 80:
            wide, tall = rng.uniform(60, 120), rng.uniform(70, 130)
            wall = mix(
                rng.choice(((204, 160, 132), (178, 126, 104), (214, 180, 150))),
                (168, 122, 104),
                0.6 - row * 0.06,
            )
            house = Silhouette(image, wall, 1.0)
            house.box(x, base - tall, x + wide, base + 60)
            house.lay()
            panes = Silhouette(image, mix(wall, (70, 46, 46), 0.6), 0.8)
            for column in range(int(wide // 26)):
                panes.box(
                    x + 10 + column * 26, base - tall + 24, x + 19 + column * 26, base - tall + 40
                )
                panes.box(
                    x + 10 + column * 26, base - tall + 58, x + 19 + column * 26, base - tall + 74
                )
            panes.lay(0.7)
            roof = Silhouette(image, (124, 74, 60), 1.0)
            roof.polygon(
                [
                    (x - 4, base - tall + 2),
                    (x + wide / 2, base - tall - 30),
                    (x + wide + 4, base - tall + 2),
                ]
            )
            roof.lay()
            x += wide + rng.choice((0, 3, 16))
    quay = Silhouette(image, (98, 72, 64), 1.2)
    quay.box(0, horizon - 26, 1560, horizon + 2)
    for x_at in range(40, 1540, 96):
        quay.line([(x_at, horizon - 20), (x_at, horizon - 90)], 4)
    quay.lay()
    ferry = Silhouette(image, (92, 74, 72), 1.0)
    shapes.container_ship(ferry, 2060, horizon + 4, 300, 3)
    for x_at, y, span in ((1720, 520, 40), (1790, 480, 30), (1660, 570, 26)):
        shapes.gull(ferry, x_at, y, span)
    ferry.lay(0.9)
    water(image, horizon, (110, 82, 76), seed=37, ripple=1.1, shine=(250, 212, 164))
    return finish(image, 15, vignette=0.36, warmth=0.3)


def river_dome() -> Image.Image:
    """Draw a domed parliament across a river at blue hour, its windows lit."""
    image = gradient(
        LANDSCAPE, [(0, (70, 92, 128)), (0.4, (138, 146, 164)), (0.6, (222, 190, 166))]
    )
    clouds(image, 141, (200, 184, 184), bottom=700, cell=(1100, 150), cover=(125, 225), peak=150)
    glow(image, (1000, 780), (1200, 380), (255, 206, 160), 0.55)
    horizon = 830
    trees = Silhouette(image, (62, 70, 78), 1.6)
    rng = random.Random(18)
    for _ in range(260):
        trees.ellipse(
            rng.uniform(-20, 2020),
            horizon - rng.uniform(0, 44),
            rng.uniform(16, 46),
            rng.uniform(14, 34),
        )
    hall = Silhouette(image, (176, 170, 168), 1.0)
    hall.box(520, 690, 1480, horizon)
    hall.box(860, 640, 1140, 700)
    hall.box(894, 560, 1106, 650)
    hall.polygon(
        [(900, 562), (912, 500), (944, 446), (1000, 424), (1056, 446), (1088, 500), (1100, 562)]
    )
    hall.box(976, 384, 1024, 432)
    hall.polygon([(980, 386), (1000, 346), (1020, 386)])
    hall.polygon([(820, 692), (1000, 634), (1180, 692)])
    hall.lay()
    shade = Silhouette(image, (112, 114, 124), 1.0)
    for x in range(536, 1480, 32):
        shade.line([(x, 704), (x, horizon - 30)], 6)
    for x in range(904, 1106, 20):
        shade.line([(x, 566), (x, 640)], 4)
    shade.box(514, 684, 1486, 694)
    shade.box(884, 554, 1116, 564)
    shade.polygon([(1010, 426), (1056, 446), (1088, 500), (1100, 562), (1040, 562), (1036, 500)])
    shade.lay(0.6)
    lit = Silhouette(image, (255, 218, 150), 1.0)
    for x in range(546, 1470, 32):
        for top in (716, 762):
            if rng.random() < 0.62:
                lit.box(x, top, x + 12, top + 26)
    lit.box(990, 396, 1010, 428)
    lit.lay(0.9)
    trees.lay()
    glow(image, (1000, 760), (620, 170), (255, 206, 140), 0.35)
    water(image, horizon, (66, 80, 106), seed=41, ripple=0.9, shine=(236, 206, 180))
    return finish(image, 16, vignette=0.34)


def harvest_road() -> Image.Image:
    """Green fields and an empty road under rain clouds: a snapshot, held upright."""
    size = (1333, 2000)
    image = gradient(size, [(0, (122, 138, 140)), (0.3, (176, 188, 182)), (0.5, (216, 222, 206))])
    clouds(image, 151, (96, 112, 118), bottom=900, cell=(800, 240), cover=(105, 220), peak=170)
    clouds(image, 153, (226, 230, 220), bottom=960, cell=(700, 150), cover=(140, 230), peak=150)
    hills(image, 155, 1000, 150, (122, 146, 138), haze=(170, 186, 170))
    hills(image, 157, 1060, 120, (104, 136, 104), haze=(140, 164, 112), peaks=4)
    hills(image, 159, 1150, 90, (116, 144, 88), haze=(92, 116, 64), peaks=2)
    furrows = contrast(noise(size, 161, (700, 34), 4), 100, 225, 90)
    mask = Image.new("L", size, 0)
    mask.paste(furrows.crop((0, 1180, 1333, 2000)), (0, 1180))
    tint(image, (66, 88, 46), mask)
    road = Silhouette(image, (150, 146, 134), 1.4)
    road.polygon([(640, 1130), (662, 1130), (760, 1320), (1180, 2000), (330, 2000), (610, 1320)])
    road.lay()
    line = Silhouette(image, (220, 214, 196), 1.2)
    for step in range(9):
        near, far = (step / 9) ** 1.9, ((step + 0.5) / 9) ** 1.9
        y1, y2 = 1150 + 850 * near, 1150 + 850 * far
        line.polygon(
            [
                (652 + 100 * near - 1 - 7 * near, y1),
                (654 + 100 * near + 7 * near, y1),
                (654 + 100 * far + 7 * far, y2),
                (652 + 100 * far - 7 * far, y2),
            ]
        )
    line.lay(0.85)
    poles = Silhouette(image, (70, 74, 66), 0.9)
    for step in range(6):
        share = (step / 5) ** 1.9
        x, foot, tall = 700 + 500 * share, 1140 + 420 * share, 60 + 560 * share
        poles.line([(x, foot), (x, foot - tall)], 2 + 12 * share)
        poles.line(
            [(x - tall * 0.13, foot - tall * 0.92), (x + tall * 0.13, foot - tall * 0.92)],
            2 + 8 * share,
        )
    poles.lay()
    return finish(image, 17, vignette=0.3)
