"""Draw the application icon: a red rounded square with a white serif E, in every format needed.

Run with the project's Python: ``.venv/bin/python packaging/icons/draw.py``. The letter is taken as
an outline from Newsreader Medium, so that the SVG needs no font. Small sizes are drawn each for
itself with a slightly larger letter, not scaled down.
"""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage, QPainter, QPainterPath
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent
RESOURCES = FOLDER.parents[1] / "resources"
FONT = RESOURCES / "fonts" / "Newsreader-Medium.ttf"
ACCENT = "#A3302B"
PAPER = "#FFFDF9"
SIDE = 512
"""Of the drawing, in its own units."""
RADIUS = 112
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
"""Of the PNG files, in pixels."""
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)


def letter(height: float) -> str:
    """Outline of the E as SVG path data, ``height`` units tall and centred on the square."""
    font_id = QFontDatabase.addApplicationFont(str(FONT))
    font = QFont(QFontDatabase.applicationFontFamilies(font_id)[0])
    font.setWeight(QFont.Weight.Medium)
    font.setPixelSize(1000)
    path = QPainterPath()
    path.addText(0, 0, font, "E")
    box = path.boundingRect()
    scale = height / box.height()
    left = (SIDE - box.width() * scale) / 2 - box.x() * scale
    top = (SIDE - height) / 2 - box.y() * scale
    words: list[str] = []
    curve: list[str] = []
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        point = f"{element.x * scale + left:.1f} {element.y * scale + top:.1f}"
        if element.isMoveTo():
            words += ["Z"] if words else []
            words.append(f"M{point}")
        elif element.isLineTo():
            words.append(f"L{point}")
        else:
            # A cubic curve comes as three elements: two control points and its end.
            curve.append(point)
            if len(curve) == 3:
                words.append("C" + " ".join(curve))
                curve.clear()
    return "".join([*words, "Z"])


def drawing(height: float) -> str:
    """Write the icon as SVG with a letter of that height."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" rx="{RADIUS}" fill="{ACCENT}"/>'
        f'<path fill="{PAPER}" d="{letter(height)}"/></svg>\n'
    )


def render(svg: str, size: int, target: Path) -> None:
    """Draw the SVG into a PNG file of ``size`` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"cannot write {target}")


def main() -> None:
    """Write the SVG here and for the app, and PNG, ICO and ICNS files here."""
    application = QGuiApplication([])
    for folder in (FOLDER, RESOURCES / "icons"):
        (folder / "editorial.svg").write_text(drawing(272), "utf-8")
    pictures = {}
    for size in SIZES:
        target = FOLDER / f"editorial-{size}.png"
        render(drawing(320 if size <= 32 else 272), size, target)
        pictures[size] = Image.open(target)
    pictures[256].save(
        FOLDER / "editorial.ico",
        sizes=[(size, size) for size in ICO_SIZES],
        append_images=[pictures[size] for size in ICO_SIZES if size != 256],
    )
    pictures[1024].save(
        FOLDER / "editorial.icns",
        append_images=[pictures[size] for size in (32, 64, 128, 256, 512)],
    )
    application.quit()


if __name__ == "__main__":
    main()
