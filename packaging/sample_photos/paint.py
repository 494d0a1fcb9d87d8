"""A small paint box for landscapes: skies, hills, water, light and grain, from Pillow alone.

Everything random comes from a seeded generator, so a picture is the same each time it is drawn.
Colours are sRGB triples; lengths are pixels.
"""

from __future__ import annotations

import math
import random
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]


def gradient(size: tuple[int, int], stops: list[tuple[float, Colour]]) -> Image.Image:
    """Return a vertical gradient through `stops`, each at a height from 0 (top) to 1."""
    height = size[1]
    column = Image.new("RGB", (1, height))
    for y in range(height):
        at = y / max(height - 1, 1)
        low, high = stops[0], stops[-1]
        for first, second in pairwise(stops):
            if first[0] <= at <= second[0]:
                low, high = first, second
                break
        reach = high[0] - low[0]
        share = min(max((at - low[0]) / reach, 0), 1) if reach else 0
        share = share * share * (3 - 2 * share)
        column.putpixel((0, y), mix(low[1], high[1], share))
    return column.resize(size)


def fade(size: tuple[int, int], stops: list[tuple[float, int]]) -> Image.Image:
    """Return a vertical gradient in gray, for use as a mask."""
    return gradient(size, [(at, (gray, gray, gray)) for at, gray in stops]).convert("L")


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour `share` (0 to 1) of the way from `first` to `second`."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def noise(size: tuple[int, int], seed: int, cell: tuple[int, int], octaves: int = 4) -> Image.Image:
    """Cloudy noise in gray, spread over 0 to 255; `cell` is the size of the largest blotch."""
    rng = random.Random(seed)
    total = Image.new("L", size, 128)
    for octave in range(octaves):
        columns = max(2, math.ceil(size[0] / cell[0] * 2**octave))
        rows = max(2, math.ceil(size[1] / cell[1] * 2**octave))
        columns, rows = min(columns, size[0]), min(rows, size[1])
        small = Image.frombytes("L", (columns, rows), rng.randbytes(columns * rows))
        large = small.resize(size, Image.Resampling.BICUBIC)
        total = large if octave == 0 else Image.blend(total, large, 0.36)
    used = [value for value, count in enumerate(total.histogram()) if count]
    low, scale = used[0], 255 / max(used[-1] - used[0], 1)
    return total.point([round((value - low) * scale) % 256 for value in range(256)])


def contrast(mask: Image.Image, low: int, high: int, peak: int = 255) -> Image.Image:
    """Stretch a gray mask so that `low` becomes 0 and `high` becomes `peak`, smoothly."""
    table = []
    for value in range(256):
        share = min(max((value - low) / (high - low), 0), 1)
        table.append(round(share * share * (3 - 2 * share) * peak))
    return mask.point(table)


def tint(image: Image.Image, colour: Colour, mask: Image.Image) -> None:
    """Lay `colour` over `image` where `mask` is light."""
    image.paste(colour, (0, 0), mask)


def clouds(
    image: Image.Image,
    seed: int,
    colour: Colour,
    *,
    bottom: int,
    cell: tuple[int, int] = (900, 170),
    cover: tuple[int, int] = (120, 215),
    peak: int = 190,
) -> None:
    """Long clouds in `colour` from the top of the picture to `bottom`, thinner near the ends."""
    width = image.width
    mask = contrast(noise((width, bottom), seed, cell, 5), *cover, peak)
    mask = ImageChops.multiply(mask, fade((width, bottom), [(0, 200), (0.5, 255), (1, 0)]))
    image.paste(colour, (0, 0), mask)


def glow(
    image: Image.Image, centre: Point, radius: tuple[int, int], colour: Colour, power: float = 1.0
) -> None:
    """Add light around `centre`, strongest there; `radius` is across and down."""
    disc = ImageChops.invert(Image.radial_gradient("L")).resize((radius[0] * 2, radius[1] * 2))
    # Pillow's gradient is black in the corners only; at the middle of an edge it is still 74.
    disc = disc.point(
        [round(255 * (max(v - 76, 0) / 179) ** 1.8 * min(power, 1.0)) for v in range(256)]
    )
    mask = Image.new("L", image.size, 0)
    mask.paste(disc, (round(centre[0] - radius[0]), round(centre[1] - radius[1])))
    light = Image.new("RGB", image.size, (0, 0, 0))
    light.paste(colour, (0, 0), mask)
    image.paste(ImageChops.screen(image, light))


def ridge(
    width: int, seed: int, base: float, height: float, roughness: float = 0.5, peaks: int = 3
) -> list[Point]:
    """Return the outline of hills from left to right by midpoint displacement around `base`."""
    rng = random.Random(seed)
    heights = [rng.uniform(0.0, 1.0) for _ in range(peaks + 1)]
    spread = 0.5
    while len(heights) < 260:
        finer: list[float] = []
        for first, second in pairwise(heights):
            finer += [first, (first + second) / 2 + rng.uniform(-spread, spread) * 0.5]
        heights = [*finer, heights[-1]]
        spread *= roughness
    step = width / (len(heights) - 1)
    return [(i * step, base - max(h, -0.1) * height) for i, h in enumerate(heights)]


def hills(
    image: Image.Image,
    seed: int,
    base: float,
    height: float,
    colour: Colour,
    *,
    haze: Colour | None = None,
    roughness: float = 0.46,
    peaks: int = 3,
    foot: int | None = None,
    rise: tuple[float, float] | None = None,
) -> None:
    """Return a range of hills down to `foot`, paling to `haze` towards its feet.

    `rise` makes a headland: the range grows from nothing at its first x to full height at its last.
    """
    foot = image.height if foot is None else foot
    outline = ridge(image.width, seed, base, height, roughness, peaks)
    if rise:
        start, full = rise
        outline = [
            (x, base + (y - base) * min(max((x - start) / (full - start), 0), 1) ** 0.8)
            for x, y in outline
        ]
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).polygon([*outline, (image.width, foot), (0, foot)], fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(0.8))
    top = int(min(y for _, y in outline))
    fill = Image.new("RGB", image.size, colour)
    if haze:
        band = gradient((image.width, max(foot - top, 2)), [(0, colour), (1, haze)])
        fill.paste(band, (0, top))
    texture = contrast(noise(image.size, seed + 7, (130, 60), 5), 60, 220, 26)
    tint(fill, mix(colour, (0, 0, 0), 0.55), texture)
    image.paste(fill, (0, 0), mask)


class Silhouette:
    """A shape drawn at twice the size and laid on the picture in one colour, smooth-edged."""

    def __init__(self, image: Image.Image, colour: Colour, soften: float = 0.6) -> None:
        self._image, self._colour, self._soften = image, colour, soften
        self._mask = Image.new("L", (image.width * 2, image.height * 2), 0)
        self._draw = ImageDraw.Draw(self._mask)

    def line(self, points: list[Point], width: float) -> Silhouette:
        """Add a line of `width` pixels."""
        doubled = [(x * 2, y * 2) for x, y in points]
        self._draw.line(doubled, fill=255, width=max(1, round(width * 2)), joint="curve")
        return self

    def polygon(self, points: list[Point]) -> Silhouette:
        """Add a filled polygon."""
        self._draw.polygon([(x * 2, y * 2) for x, y in points], fill=255)
        return self

    def box(
        self, left: float, top: float, right: float, bottom: float, radius: float = 0
    ) -> Silhouette:
        """Add a filled box, its corners rounded by `radius`."""
        self._draw.rounded_rectangle(
            (left * 2, top * 2, right * 2, bottom * 2), radius * 2, fill=255
        )
        return self

    def ellipse(self, x: float, y: float, across: float, down: float) -> Silhouette:
        """Add a filled ellipse around a centre, by its half axes."""
        self._draw.ellipse(
            ((x - across) * 2, (y - down) * 2, (x + across) * 2, (y + down) * 2), fill=255
        )
        return self

    def lay(self, strength: float = 1.0) -> None:
        """Lay the shape on the picture."""
        mask = self._mask.resize(self._image.size, Image.Resampling.LANCZOS)
        if self._soften:
            mask = mask.filter(ImageFilter.GaussianBlur(self._soften))
        if strength < 1:
            mask = mask.point([round(value * strength) for value in range(256)])
        tint(self._image, self._colour, mask)


def water(
    image: Image.Image,
    horizon: int,
    deep: Colour,
    *,
    seed: int = 1,
    ripple: float = 1.0,
    mirror: float = 0.78,
    shine: Colour | None = None,
) -> None:
    """Fill below `horizon` with water that mirrors what stands above it.

    `ripple` scales the waves, `mirror` (0 to 1) how much of the reflection survives near the eye.
    """
    width, depth = image.width, image.height - horizon
    above = image.crop((0, max(0, horizon - depth), width, horizon))
    reflection = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((width, depth))
    reflection = reflection.filter(ImageFilter.GaussianBlur(2.2))
    reflection = ImageEnhance.Color(reflection).enhance(0.86)
    swell = noise((256, depth), seed, (90, 60), 4)
    surface = Image.new("RGB", (width, depth))
    rng = random.Random(seed)
    phase = rng.uniform(0, 6)
    for y in range(depth):
        near = y / depth
        amplitude = ripple * (1.5 + 15 * near)
        wobble = _level(swell, 3, y)
        across = amplitude * (wobble + 0.5 * math.sin(phase + 46 * near**0.6 * math.pi))
        row = min(max(y + round(ripple * (1 + 13 * near) * _level(swell, 90, y)), 0), depth - 1)
        line = reflection.crop((0, row, width, row + 1))
        surface.paste(ImageChops.offset(line, round(across), 0), (0, y))
    surface = surface.filter(ImageFilter.GaussianBlur(1.4))
    far, near_by = round(255 * (1 - mirror) * 0.35), round(255 * (1.15 - mirror))
    tint(surface, deep, fade((width, depth), [(0, far), (1, near_by)]))
    _waves(surface, seed, deep, shine, ripple)
    image.paste(surface, (0, horizon))


def _level(image: Image.Image, x: int, y: int) -> float:
    """Return the gray at a point, from -1 to 1."""
    value = image.getpixel((x, y))
    return value / 128 - 1 if isinstance(value, int | float) else 0.0


def _waves(
    surface: Image.Image, seed: int, deep: Colour, shine: Colour | None, ripple: float
) -> None:
    """Dark troughs and light crests that grow towards the eye."""
    width, depth = surface.size
    for kind, colour in enumerate(
        (mix(deep, (0, 0, 0), 0.45), shine or mix(deep, (255, 255, 255), 0.55))
    ):
        flat = noise((width // 2, depth), seed + 20 + kind, (220, 15), 4)
        # Perspective: the far half of the texture is squeezed towards the horizon.
        bands = Image.new("L", (width, depth))
        at = 0
        while at < depth:
            tall = max(2, round(3 + 26 * (at / depth) ** 1.3))
            piece = flat.crop(
                (0, (at * 5) % (depth - 12), width // 2, (at * 5) % (depth - 12) + 10)
            )
            bands.paste(piece.resize((width, tall)), (0, at))
            at += tall
        bands = bands.filter(ImageFilter.GaussianBlur(1.6))
        nearness = fade((width, depth), [(0, 60), (1, 235)])
        peak = round((70 if kind == 0 else 62) * min(ripple, 1.4))
        tint(surface, colour, ImageChops.multiply(contrast(bands, 120, 225, peak), nearness))


def finish(
    image: Image.Image,
    seed: int,
    *,
    vignette: float = 0.34,
    grain: float = 3.2,
    warmth: float = 0.0,
) -> Image.Image:
    """Add what a lens and film add: vignette, warmth, a soft bloom and fine grain."""
    width, height = image.size
    bloom = image.filter(ImageFilter.GaussianBlur(22))
    image = Image.blend(image, ImageChops.screen(image, bloom), 0.10)
    edge = Image.radial_gradient("L").resize((round(width * 1.3), round(height * 1.35)))
    left, top = (edge.width - width) // 2, (edge.height - height) // 2
    edge = edge.crop((left, top, left + width, top + height))
    edge = edge.point([round(255 * vignette * (v / 255) ** 2.4) for v in range(256)])
    tint(image, mix((0, 0, 0), (20, 24, 34), 0.5), edge)
    if warmth:
        red, green, blue = image.split()
        red = red.point([min(255, round(v * (1 + 0.06 * warmth))) for v in range(256)])
        blue = blue.point([min(255, round(v * (1 - 0.07 * warmth))) for v in range(256)])
        image = Image.merge("RGB", (red, green, blue))
    if grain:
        rng = random.Random(seed)
        speck = Image.frombytes("L", (width, height), rng.randbytes(width * height))
        speck = speck.filter(ImageFilter.GaussianBlur(0.9))
        speck = speck.point([round(128 + (v - 128) * grain / 26) for v in range(256)])
        layer = Image.merge("RGB", (speck, speck, speck))
        image = ImageChops.add(image, layer, 1, -128)
    return image
