"""What there is to say about a photo's file and the camera it came from, as rows to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from editorial.photos.rows import PhotoRow

_CAMERA = {
    "lens": "Lens",
    "focal_length": "Focal length",
    "aperture": "Aperture",
    "exposure": "Exposure",
    "iso": "ISO",
}


def facts_of(photo: PhotoRow, properties: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return name and value of each fact; ``properties`` are all that the file says."""
    return tuple(_facts(photo, properties))


def _facts(photo: PhotoRow, properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "File", photo.file_name
    megapixels = photo.width * photo.height / 1e6
    yield "Size", f"{photo.width} × {photo.height} · {megapixels:.1f} MP"
    yield "Format", f"{photo.format}, {_bytes(photo.size_bytes)}"
    yield "Colours", photo.color_profile or "No profile; taken for sRGB"
    camera = properties.get("camera") or {}
    make, model = camera.get("make", ""), camera.get("model", "")
    # Most makers write their name into the model, too.
    name = model if make.split(" ")[0].lower() in model.lower() else f"{make} {model}".strip()
    if name:
        yield "Camera", name
    for key, label in _CAMERA.items():
        if camera.get(key):
            yield label, str(camera[key])
    taken = properties.get("Exif.Photo.DateTimeOriginal")
    if isinstance(taken, str) and taken.strip():
        yield "Taken", taken.strip().replace(":", "-", 2)
    if position := _position(properties):
        yield "Position", position
    moment = photo.imported_at
    by = f" by {photo.imported_by}" if photo.imported_by else ""
    yield "Imported", f"{moment.day} {moment:%b %Y}{by}"


def raw_rows(properties: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return every property of the file as name and text, sorted by name.

    What was made of them for people (``camera``) is left out: it is among the facts.
    """
    said = {key: value for key, value in properties.items() if "." in key}
    return tuple((key, _text(value)) for key, value in sorted(_flat(said, "")))


def _flat(properties: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for key, value in properties.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name} › ")
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for number, item in enumerate(value, start=1):
                yield from _flat({f"[{number}]": item}, f"{name} ")
        else:
            yield name, value


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _position(properties: Mapping[str, Any]) -> str:
    found = [_degrees(properties, name) for name in ("Latitude", "Longitude")]
    return ", ".join(found) if all(found) else ""


def _degrees(properties: Mapping[str, Any], name: str) -> str:
    """Return a coordinate in degrees from EXIF's degrees, minutes and seconds."""
    parts = properties.get(f"Exif.GPSInfo.GPS{name}")
    if not isinstance(parts, list) or not parts:
        return ""
    if not all(isinstance(part, int | float) for part in parts):
        return ""
    degrees = sum(part / 60**place for place, part in enumerate(parts[:3]))
    return f"{degrees:.4f}° {properties.get(f'Exif.GPSInfo.GPS{name}Ref') or ''}".strip()


def _bytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"
