"""Fonts, icons and the files around the program are whole, and carry their licences."""

import os
import re
import subprocess
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"


def test_the_licence_is_the_whole_gpl(root):
    text = (root / "LICENSE").read_text("utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 3, 29 June 2007" in text
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("folder", ["fonts", "page/fonts"])
def test_each_font_has_its_licence_beside_it(root, folder):
    place = root / "resources" / folder
    fonts = sorted(path for path in place.iterdir() if path.suffix in (".ttf", ".woff2"))
    assert fonts
    for font in fonts:
        family = font.name.partition("-")[0].capitalize()
        licence = (place / f"{family}-OFL.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert family in licence
        signature = font.read_bytes()[:4]
        assert signature == (b"wOF2" if font.suffix == ".woff2" else b"\x00\x01\x00\x00")


def test_icons_take_their_colour_from_the_theme(root):
    place = root / "resources" / "icons"
    icons = sorted(place.glob("*.svg"))
    assert len(icons) > 60
    for icon in icons:
        picture = ET.fromstring(icon.read_text("utf-8"))
        assert picture.tag == f"{SVG}svg", icon.name
        if icon.stem != "editorial":
            assert picture.get("stroke") == "currentColor", icon.name
            assert picture.get("viewBox") == "0 0 24 24", icon.name
    assert "ISC License" in (place / "LUCIDE-LICENSE.txt").read_text("utf-8")


def test_application_icon_in_every_format(root):
    place = root / "packaging" / "icons"
    for path in place.glob("editorial-*.png"):
        side = int(path.stem.partition("-")[2])
        with Image.open(path) as picture:
            assert picture.size == (side, side)
            assert picture.convert("RGBA").getpixel((0, 0))[3] < 128, "the corners are round"
            assert picture.convert("RGB").getpixel((side // 2, side // 12)) == (163, 48, 43)
    with Image.open(place / "editorial.ico") as picture:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(picture.info["sizes"])
    with Image.open(place / "editorial.icns") as picture:
        assert (512, 512, 2) in picture.info["sizes"]


def test_desktop_entry_starts_the_program(root, project_scripts):
    text = (root / "packaging" / "linux" / "editorial.desktop").read_text("utf-8")
    entry = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    assert entry["Exec"] in project_scripts
    assert entry["Type"] == "Application"
    about = ET.parse(root / "packaging" / "linux" / "editorial.metainfo.xml").getroot()
    assert about.findtext("launchable") == "editorial.desktop"
    assert about.findtext("project_license") == "GPL-3.0-or-later"


@pytest.fixture
def project_scripts(root):
    import tomllib

    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]


def test_ci_is_a_script_that_runs_from_anywhere(root):
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)


def test_packaging_is_no_package(root):
    # With an __init__.py it would hide the library of that name.
    assert not (root / "packaging" / "__init__.py").exists()


def test_no_registry_is_named(root):
    hosts = re.compile(
        r"py" + r"pi\.org|python" + r"hosted\.org|registry\.npm" + r"js|deb\.deb" + r"ian"
    )
    files = [*root.joinpath("packaging").rglob("*"), root / "README.md", root / ".ci" / "run"]
    texts = [p for p in files if p.suffix in ("", ".py", ".txt", ".md", ".spec", ".xml")]
    named = [str(p) for p in texts if p.is_file() and hosts.search(p.read_text("utf-8"))]
    assert named == []
