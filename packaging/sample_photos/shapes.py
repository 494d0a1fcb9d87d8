"""Things that stand in the sample photos: cranes, boats, ships, a lighthouse, lorries, people."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sample_photos.paint import Silhouette


def crane(shape: Silhouette, x: float, foot: float, height: float, *, raised: bool = False) -> None:
    """Add a ship-to-shore container crane, `height` pixels to its top, its boom to the left."""
    half, beam = height * 0.13, foot - height * 0.58
    thin = max(height * 0.012, 1.2)
    for side in (-half, half):
        shape.line([(x + side, foot), (x + side * 0.82, beam)], thin * 2.2)
    shape.line([(x - half, foot - height * 0.2), (x + half, foot - height * 0.2)], thin * 1.6)
    shape.line([(x - half, foot - height * 0.2), (x + half * 0.82, beam)], thin)
    shape.line([(x - half * 0.5, beam), (x, foot - height)], thin * 1.6)
    shape.line([(x + half * 0.8, beam), (x, foot - height)], thin * 1.4)
    shape.line([(x - half, beam), (x + height * 0.42, beam)], thin * 2.6)
    shape.box(x + height * 0.10, beam - height * 0.07, x + height * 0.24, beam)
    tip = (x - height * 0.52, foot - height * 1.12) if raised else (x - height * 0.78, beam)
    shape.line([(x - half, beam), tip], thin * 2.2)
    shape.line([(x, foot - height), ((x - half + tip[0]) / 2, (beam + tip[1]) / 2)], thin * 0.8)
    shape.line([(x, foot - height), tip], thin * 0.8)
    shape.line([(x, foot - height), (x + height * 0.4, beam)], thin * 0.8)


def container_ship(shape: Silhouette, x: float, waterline: float, length: float, seed: int) -> None:
    """Add a loaded container ship seen from the side, bow to the left, `x` at its middle."""
    rng = random.Random(seed)
    left, right, deck = x - length / 2, x + length / 2, waterline - length * 0.06
    shape.polygon(
        [
            (left, deck - length * 0.018),
            (right, deck),
            (right - length * 0.02, waterline),
            (left + length * 0.045, waterline),
        ]
    )
    bay = left + length * 0.08
    while bay < right - length * 0.24:
        tall = length * rng.choice((0.035, 0.05, 0.05, 0.065))
        shape.box(bay, deck - tall, bay + length * 0.052, deck + 2)
        bay += length * 0.057
    house = right - length * 0.19
    shape.box(house, deck - length * 0.115, house + length * 0.05, deck + 2)
    shape.box(
        house - length * 0.012, deck - length * 0.112, house + length * 0.062, deck - length * 0.098
    )
    shape.line(
        [(house + length * 0.025, deck - length * 0.16), (house + length * 0.025, deck)], 1.6
    )
    shape.box(house + length * 0.075, deck - length * 0.085, house + length * 0.1, deck)


def pilot_boat(shape: Silhouette, x: float, waterline: float, length: float) -> None:
    """Add the dark parts of a small pilot boat from the side: hull, wheelhouse frame, mast."""
    left, right = x - length / 2, x + length / 2
    shape.polygon(
        [
            (left - length * 0.04, waterline - length * 0.17),
            (left + length * 0.3, waterline - length * 0.125),
            (right, waterline - length * 0.115),
            (right - length * 0.02, waterline),
            (left + length * 0.07, waterline),
        ]
    )
    mast = x + length * 0.06
    shape.line(
        [(mast, waterline - length * 0.62), (mast, waterline - length * 0.3)], length * 0.012
    )
    shape.line(
        [
            (mast - length * 0.07, waterline - length * 0.5),
            (mast + length * 0.07, waterline - length * 0.5),
        ],
        length * 0.009,
    )
    for step in range(9):
        post = left + length * (0.06 + step * 0.105)
        rail = waterline - length * (0.22 - 0.004 * step)
        shape.line([(post, rail), (post, waterline - length * 0.1)], length * 0.005)
    shape.line(
        [(left, waterline - length * 0.225), (right, waterline - length * 0.19)], length * 0.006
    )


def wheelhouse(shape: Silhouette, x: float, waterline: float, length: float) -> None:
    """Add the coloured cabin of the pilot boat of the same place and length."""
    roof, deck = waterline - length * 0.36, waterline - length * 0.12
    shape.polygon(
        [
            (x - length * 0.16, deck),
            (x - length * 0.11, roof),
            (x + length * 0.19, roof),
            (x + length * 0.22, deck),
        ]
    )
    shape.box(x - length * 0.12, roof - length * 0.018, x + length * 0.2, roof + length * 0.012, 2)


def cabin_windows(shape: Silhouette, x: float, waterline: float, length: float) -> None:
    """Add the windows of the wheelhouse of the same place and length."""
    top, bottom = waterline - length * 0.325, waterline - length * 0.245
    for step in range(4):
        left = x - length * 0.115 + step * length * 0.078
        shape.box(left, top, left + length * 0.06, bottom, 2)


def lighthouse(shape: Silhouette, x: float, foot: float, height: float) -> None:
    """Add a tapering tower with a gallery, a lantern room and a cap."""
    base, neck, top = height * 0.115, height * 0.07, foot - height * 0.8
    shape.polygon([(x - base, foot), (x - neck, top), (x + neck, top), (x + base, foot)])
    shape.box(x - neck * 1.65, top - height * 0.012, x + neck * 1.65, top + height * 0.012)
    for step in range(9):
        post = x - neck * 1.6 + step * neck * 0.4
        shape.line([(post, top - height * 0.055), (post, top)], height * 0.004)
    shape.line([(x - neck * 1.6, top - height * 0.05), (x + neck * 1.6, top - height * 0.05)], 2)
    for side in (-0.82, -0.28, 0.28, 0.82):
        shape.line([(x + neck * side, top - height * 0.13), (x + neck * side, top)], height * 0.008)
    shape.polygon(
        [
            (x - neck, top - height * 0.125),
            (x - neck * 0.55, top - height * 0.175),
            (x, top - height * 0.195),
            (x + neck * 0.55, top - height * 0.175),
            (x + neck, top - height * 0.125),
        ]
    )
    shape.line([(x, top - height * 0.25), (x, top - height * 0.18)], height * 0.006)


def lorry(shape: Silhouette, x: float, foot: float, length: float) -> None:
    """Add a covered lorry from the side, cab to the right."""
    shape.box(x, foot - length * 0.42, x + length * 0.72, foot - length * 0.1, length * 0.03)
    shape.polygon(
        [
            (x + length * 0.74, foot - length * 0.1),
            (x + length * 0.74, foot - length * 0.35),
            (x + length * 0.9, foot - length * 0.35),
            (x + length * 0.98, foot - length * 0.22),
            (x + length, foot - length * 0.1),
        ]
    )
    shape.box(x, foot - length * 0.12, x + length * 0.98, foot - length * 0.07)
    for wheel in (0.12, 0.26, 0.6, 0.86):
        shape.ellipse(x + length * wheel, foot - length * 0.05, length * 0.056, length * 0.056)


def person(shape: Silhouette, x: float, foot: float, height: float, lean: float = 0.0) -> None:
    """Add a standing person seen from far off."""
    head = height * 0.075
    shape.ellipse(x + lean * height, foot - height + head, head * 0.85, head)
    shoulder = foot - height * 0.8
    shape.polygon(
        [
            (x + lean * height - height * 0.13, shoulder + height * 0.05),
            (x + lean * height, shoulder - height * 0.03),
            (x + lean * height + height * 0.13, shoulder + height * 0.05),
            (x + height * 0.1, foot - height * 0.42),
            (x + height * 0.09, foot),
            (x + height * 0.015, foot),
            (x, foot - height * 0.4),
            (x - height * 0.015, foot),
            (x - height * 0.09, foot),
            (x - height * 0.1, foot - height * 0.42),
        ]
    )


def seated(shape: Silhouette, x: float, desk: float, size: float) -> None:
    """Head and shoulders of somebody sitting behind a desk edge."""
    shape.ellipse(x, desk - size * 0.78, size * 0.17, size * 0.22)
    shape.polygon(
        [
            (x - size * 0.42, desk),
            (x - size * 0.38, desk - size * 0.38),
            (x - size * 0.12, desk - size * 0.52),
            (x + size * 0.12, desk - size * 0.52),
            (x + size * 0.38, desk - size * 0.38),
            (x + size * 0.42, desk),
        ]
    )


def gull(shape: Silhouette, x: float, y: float, span: float) -> None:
    """Add a gull in flight."""
    left = [
        (x - span / 2 + i * span / 12, y - math.sin(i / 6 * math.pi) * span * 0.13)
        for i in range(7)
    ]
    right = [(x + i * span / 12, y - math.sin(i / 6 * math.pi) * span * 0.13) for i in range(7)]
    shape.line([*left, *right], max(1.4, span * 0.05))
