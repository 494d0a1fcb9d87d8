"""The sample photos with water in them. Each function draws one and returns it."""

from __future__ import annotations

import random

from PIL import Image, ImageFilter
from sample_photos import shapes
from sample_photos.paint import Silhouette, clouds, finish, glow, gradient, hills, mix, water

LANDSCAPE = (2000, 1333)


def outer_harbour() -> Image.Image:
    """First light over an anchorage: cranes, ships at anchor, hills, calm water."""
    image = gradient(
        LANDSCAPE,
        [
            (0, (112, 142, 170)),
            (0.30, (166, 182, 192)),
            (0.48, (224, 204, 182)),
            (0.58, (242, 208, 164)),
        ],
    )
    clouds(image, 4, (236, 216, 200), bottom=720, cover=(130, 220), peak=150)
    clouds(image, 9, (132, 146, 168), bottom=620, cell=(1200, 110), cover=(150, 235), peak=130)
    glow(image, (1390, 745), (900, 420), (255, 196, 130), 0.75)
    glow(image, (1390, 752), (210, 120), (255, 230, 190), 0.9)
    horizon = 770
    hills(image, 3, horizon, 170, (150, 162, 176), haze=(210, 194, 180), foot=horizon)
    hills(image, 11, horizon + 6, 105, (112, 128, 146), haze=(160, 160, 162), foot=horizon, peaks=4)
    quay = Silhouette(image, (66, 80, 98), 0.9)
    quay.box(0, horizon - 12, 560, horizon)
    for x, height, raised in ((120, 190, False), (262, 190, True), (402, 190, True)):
        shapes.crane(quay, x, horizon - 10, height, raised=raised)
    quay.lay(0.94)
    far = Silhouette(image, (100, 112, 128), 0.9)
    for x, length, seed in ((905, 150, 1), (1120, 120, 2), (1560, 170, 3), (1788, 130, 5)):
        shapes.container_ship(far, x, horizon + 1, length, seed)
    far.lay(0.9)
    near = Silhouette(image, (58, 70, 86), 0.8)
    shapes.container_ship(near, 1235, horizon + 3, 330, 8)
    for x, y, span in ((700, 380, 34), (752, 350, 26), (655, 420, 22)):
        shapes.gull(near, x, y, span)
    near.lay(0.95)
    water(image, horizon, (56, 78, 96), seed=5, shine=(246, 216, 178))
    glow(image, (1390, 850), (330, 420), (255, 206, 150), 0.42)
    glow(image, (1390, 800), (150, 120), (255, 226, 180), 0.5)
    return finish(image, 1)


def pilot_boats() -> Image.Image:
    """Three pilot boats tied up at a stone quay under a pale sky."""
    image = gradient(
        LANDSCAPE, [(0, (150, 172, 188)), (0.35, (196, 206, 208)), (0.6, (222, 220, 210))]
    )
    clouds(image, 14, (238, 238, 234), bottom=760, cell=(800, 220), cover=(110, 210), peak=170)
    horizon = 800
    hills(image, 21, 700, 190, (140, 156, 162), haze=(192, 200, 198), foot=horizon)
    hills(image, 23, 735, 120, (104, 122, 122), haze=(150, 162, 158), foot=horizon, peaks=5)
    town = Silhouette(image, (176, 166, 152), 1.0)
    rng = random.Random(4)
    x = 40.0
    while x < 1960:
        wide, tall = rng.uniform(34, 88), rng.uniform(36, 96)
        town.box(x, 740 - tall, x + wide, 742)
        town.polygon([(x - 4, 740 - tall), (x + wide / 2, 718 - tall), (x + wide + 4, 740 - tall)])
        x += wide + rng.choice((2, 2, 14, 50))
    town.lay(0.6)
    wall = Silhouette(image, (112, 108, 102), 0.7)
    wall.box(0, 738, 2000, horizon + 16)
    wall.lay()
    dark = Silhouette(image, (70, 70, 70), 0.8)
    for left in range(30, 2000, 150):
        dark.box(left, 752, left + 16, horizon + 12)
    dark.lay(0.6)
    for x, length, hull in (
        (430, 470, (44, 58, 84)),
        (1010, 520, (38, 52, 78)),
        (1600, 480, (46, 60, 86)),
    ):
        cabin = Silhouette(image, (196, 112, 66), 0.9)
        shapes.wheelhouse(cabin, x, horizon + 18, length)
        cabin.lay()
        glass = Silhouette(image, (58, 74, 86), 0.6)
        shapes.cabin_windows(glass, x, horizon + 18, length)
        glass.lay(0.9)
        body = Silhouette(image, hull, 0.6)
        shapes.pilot_boat(body, x, horizon + 18, length)
        body.lay()
        stripe = Silhouette(image, (134, 52, 46), 0.8)
        stripe.box(x - length * 0.45, horizon + 6, x + length * 0.48, horizon + 18)
        stripe.lay(0.85)
        sheen = Silhouette(image, (150, 166, 186), 1.6)
        sheen.line(
            [
                (x - length * 0.44, horizon - length * 0.1),
                (x + length * 0.48, horizon - length * 0.072),
            ],
            5,
        )
        sheen.lay(0.55)
    boats = image.copy()
    water(image, horizon + 14, (66, 88, 92), seed=8, ripple=0.8, shine=(214, 220, 214))
    image.paste(boats.crop((0, 0, 2000, horizon + 14)), (0, 0))
    return finish(image, 2, vignette=0.28)


def lighthouse_dusk() -> Image.Image:
    """Draw a lighthouse on a headland after sunset, its lamp lit."""
    image = gradient(
        LANDSCAPE,
        [(0, (44, 54, 92)), (0.3, (98, 92, 132)), (0.5, (196, 138, 136)), (0.62, (240, 178, 130))],
    )
    clouds(image, 33, (214, 142, 138), bottom=760, cell=(1100, 120), cover=(130, 225), peak=170)
    clouds(image, 38, (58, 58, 96), bottom=640, cell=(1300, 150), cover=(140, 235), peak=150)
    glow(image, (460, 830), (900, 330), (255, 170, 110), 0.7)
    horizon = 850
    hills(image, 41, horizon, 84, (112, 92, 122), haze=(176, 130, 132), foot=horizon, peaks=4)
    water(image, horizon, (54, 52, 88), seed=12, ripple=1.2, shine=(250, 190, 150))
    head = [
        (900, 1333),
        (1010, 1120),
        (1105, 1010),
        (1190, 950),
        (1290, 915),
        (1420, 880),
        (1560, 872),
    ]
    head += [(1700, 860), (1850, 836), (2000, 828), (2000, 1333)]
    rock = Silhouette(image, (36, 33, 48), 1.2)
    rock.polygon([(float(x), float(y)) for x, y in head])
    rng = random.Random(9)
    for _ in range(190):
        x = rng.uniform(1060, 2000)
        rock.ellipse(
            x,
            1080 - (x - 1060) * 0.25 + rng.uniform(-30, 20),
            rng.uniform(10, 50),
            rng.uniform(6, 22),
        )
    rock.lay()
    tower = Silhouette(image, (58, 52, 68), 0.9)
    shapes.lighthouse(tower, 1490, 900, 620)
    tower.box(1580, 812, 1730, 880)
    tower.polygon([(1568, 814), (1655, 762), (1742, 814)])
    tower.lay()
    lit = Silhouette(image, (255, 226, 160), 1.6)
    lit.box(1460, 330, 1520, 398, 8)
    lit.box(1612, 834, 1630, 856)
    lit.box(1672, 834, 1690, 856)
    lit.lay(0.95)
    glow(image, (1490, 364), (420, 300), (255, 214, 140), 0.85)
    glow(image, (1490, 364), (1200, 34), (255, 224, 170), 0.5)
    return finish(image, 3, vignette=0.4)


def night_watch() -> Image.Image:
    """Draw a pier at night with lamps, a watchman's hut and long reflections."""
    image = gradient(LANDSCAPE, [(0, (12, 18, 38)), (0.4, (26, 36, 66)), (0.58, (62, 66, 92))])
    clouds(image, 51, (62, 70, 102), bottom=740, cell=(900, 160), cover=(120, 220), peak=130)
    horizon = 780
    hills(image, 53, horizon, 130, (30, 38, 62), haze=(50, 56, 82), foot=horizon, peaks=4)
    rng = random.Random(6)
    sparks = Silhouette(image, (250, 206, 140), 1.1)
    for _ in range(150):
        sparks.ellipse(rng.uniform(0, 2000), horizon - rng.uniform(3, 46), 1.6, 1.6)
    sparks.lay(0.85)
    pier = Silhouette(image, (14, 16, 28), 0.9)
    pier.box(0, horizon - 34, 1500, horizon - 6)
    for x in range(20, 1500, 62):
        pier.box(x, horizon - 10, x + 10, horizon + 6)
    pier.box(1180, horizon - 128, 1330, horizon - 30)
    pier.polygon([(1164, horizon - 126), (1255, horizon - 172), (1346, horizon - 126)])
    lamps = [(120 + 270 * step, horizon - 196) for step in range(5)]
    for x, y in lamps:
        pier.line([(x, horizon - 30), (x, y)], 5)
        pier.line([(x, y), (x + 26, y - 4)], 4)
    shapes.person(pier, 1086, horizon - 34, 84)
    pier.lay()
    window = Silhouette(image, (255, 208, 130), 1.2)
    window.box(1216, horizon - 98, 1248, horizon - 66)
    window.box(1268, horizon - 98, 1300, horizon - 66)
    for x, y in lamps:
        window.ellipse(x + 28, y, 10, 6)
    window.lay()
    for x, y in lamps:
        glow(image, (x + 28, y + 6), (230, 210), (255, 190, 110), 0.75)
    glow(image, (1258, horizon - 80), (160, 120), (255, 190, 110), 0.5)
    glow(image, (1720, 190), (210, 210), (188, 204, 240), 0.5)
    moon = Silhouette(image, (232, 236, 244), 2.0)
    moon.ellipse(1720, 190, 30, 30)
    moon.lay()
    water(image, horizon, (12, 18, 36), seed=15, ripple=1.35, mirror=0.9, shine=(120, 130, 160))
    return finish(image, 4, vignette=0.42, grain=4)


def pier_noon() -> Image.Image:
    """Draw a long pier under a high sun: flat light, turquoise water, nobody."""
    size = (1500, 1000)
    image = gradient(size, [(0, (112, 164, 200)), (0.4, (172, 204, 216)), (0.5, (214, 226, 222))])
    clouds(image, 61, (248, 248, 244), bottom=490, cell=(520, 130), cover=(135, 215), peak=215)
    horizon = 500
    hills(image, 63, horizon, 52, (146, 168, 170), haze=(190, 206, 204), foot=horizon, peaks=5)
    water(image, horizon, (40, 122, 132), seed=18, ripple=0.9, mirror=0.42, shine=(206, 232, 226))
    deck = Silhouette(image, (196, 178, 146), 0.7)
    deck.polygon([(530, 1000), (722, 508), (752, 508), (1130, 1000)])
    deck.lay()
    seams = Silhouette(image, (140, 122, 96), 0.6)
    for step in range(46):
        y = 508 + 492 * (step / 46) ** 2.1
        share = (y - 508) / 492
        seams.line([(722 - 192 * share, y), (752 + 378 * share, y)], 0.7 + 2.6 * share)
    seams.lay(0.7)
    rail = Silhouette(image, (86, 84, 80), 0.6)
    for side_top, side_bottom in ((722, 530), (752, 1130)):
        for step in range(15):
            share = (step / 14) ** 2.1
            x, y = side_top + (side_bottom - side_top) * share, 508 + 492 * share
            rail.line([(x, y), (x, y - 6 - 190 * share)], 1 + 9 * share)
        for lift in (1.0, 0.55):
            rail.line([(side_top, 508 - 6 * lift), (side_bottom, 1000 - 196 * lift)], 3)
    rail.lay(0.95)
    return finish(image, 5, vignette=0.2, grain=0)


def empty_berth() -> Image.Image:
    """Draw a container berth with no ship: idle cranes, bollards, flat gray-green water."""
    size = (1500, 1000)
    image = gradient(size, [(0, (146, 166, 168)), (0.4, (190, 204, 200)), (0.6, (216, 220, 210))])
    clouds(image, 71, (228, 232, 228), bottom=540, cell=(700, 180), cover=(100, 210), peak=180)
    clouds(image, 74, (126, 144, 148), bottom=480, cell=(900, 120), cover=(150, 235), peak=120)
    horizon = 620
    hills(image, 77, horizon - 20, 90, (150, 168, 166), haze=(190, 200, 196), foot=horizon, peaks=4)
    quay = Silhouette(image, (92, 102, 102), 0.9)
    quay.box(0, horizon - 50, 1500, horizon)
    quay.lay()
    cranes = Silhouette(image, (62, 84, 88), 0.8)
    for x in (330, 640, 950, 1260):
        shapes.crane(cranes, x, horizon - 46, 360, raised=True)
    cranes.lay(0.95)
    rng = random.Random(3)
    for row in range(2):
        for x in range(20, 1490, 58):
            if rng.random() < 0.36:
                tone = rng.choice(((150, 84, 66), (84, 112, 128), (170, 150, 108), (104, 122, 100)))
                box = Silhouette(image, mix(tone, (190, 200, 196), 0.28), 0.5)
                box.box(x, horizon - 74 - row * 22, x + 54, horizon - 52 - row * 22)
                box.lay()
    fenders = Silhouette(image, (50, 56, 58), 0.8)
    for x in range(40, 1500, 120):
        fenders.box(x, horizon - 40, x + 22, horizon, 4)
        fenders.box(x + 60, horizon - 58, x + 72, horizon - 48, 3)
    fenders.lay(0.9)
    water(image, horizon, (70, 98, 98), seed=21, ripple=0.8, shine=(210, 220, 214))
    return finish(image, 6, vignette=0.26, grain=2)


def fog_buoy() -> Image.Image:
    """Draw a channel buoy in fog, upright."""
    size = (1333, 2000)
    image = gradient(size, [(0, (178, 186, 190)), (0.45, (206, 210, 208)), (0.62, (224, 224, 218))])
    clouds(image, 81, (236, 236, 232), bottom=1180, cell=(700, 360), cover=(80, 220), peak=160)
    horizon = 1230
    hills(image, 83, horizon, 150, (192, 198, 198), haze=(216, 218, 214), foot=horizon)
    glow(image, (400, 760), (700, 520), (255, 244, 224), 0.4)
    water(image, horizon, (120, 136, 140), seed=25, ripple=1.1, mirror=0.6, shine=(232, 234, 230))
    shadow = Silhouette(image, (92, 80, 80), 6)
    shadow.polygon([(640, 1500), (860, 1500), (820, 1820), (700, 1860)])
    shadow.lay(0.42)
    cage = Silhouette(image, (150, 52, 44), 1.0)
    cage.polygon([(596, 1440), (904, 1440), (868, 1520), (632, 1520)])
    cage.ellipse(750, 1440, 154, 26)
    for left, right in ((640, 716), (860, 784), (720, 742), (780, 758)):
        cage.line([(left, 1430), (right, 1010)], 13)
    for y, half in ((1330, 92), (1220, 70), (1110, 50)):
        cage.line([(750 - half, y), (750 + half, y)], 9)
    cage.box(704, 960, 796, 1020, 6)
    cage.polygon([(690, 930), (750, 840), (810, 930)])
    cage.lay(0.9)
    lamp = Silhouette(image, (255, 240, 214), 2)
    lamp.ellipse(750, 946, 15, 15)
    lamp.lay()
    glow(image, (750, 946), (150, 150), (255, 220, 190), 0.6)
    birds = Silhouette(image, (120, 126, 130), 1)
    for x, y, span in ((330, 620, 60), (420, 560, 44), (980, 480, 50)):
        shapes.gull(birds, x, y, span)
    birds.lay(0.8)
    veil = Image.new("RGB", size, (222, 224, 220))
    image = Image.blend(image, veil, 0.12).filter(ImageFilter.GaussianBlur(0.5))
    return finish(image, 7, vignette=0.24)
