"""The process that opens strangers' pictures, so that the program need not.

Started by `editorial.photos.workbench`, it reads one request after another from standard input
and answers on standard output; both are four bytes of length, then JSON. It may use a limited
amount of memory, and whoever started it ends it when a picture takes too long. It ends by
itself when its starter is gone.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import os
import signal
import stat
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editorial.photos import imaging
from editorial.photos.cutting import Wish, framed_copies
from editorial.photos.formats import format_named
from editorial.photos.framing import Frame
from editorial.photos.messages import read_message, write_message
from editorial.photos.metadata.embedding import embed_into
from editorial.photos.metadata.fields import EmbeddedFields
from editorial.photos.metadata.reading import metadata_of
from editorial.photos.opening import open_image
from editorial.system.errors import EditorialError
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HASH_WIDTH = 400


def main() -> None:
    """Serve requests until standard input ends. ``sys.argv[-1]`` is the memory limit in bytes."""
    _limit_memory(int(sys.argv[-1]))
    # By number: a windowed program has no sys.stdin and sys.stdout.
    requests = os.fdopen(0, "rb", closefd=False)
    answers = os.fdopen(os.dup(1), "wb")
    # A library that prints must not end up between the answers.
    os.dup2(2, 1)
    write_message(answers, {"ready": True})
    while (request := read_message(requests)) is not None:
        with _alarm(request["seconds"]):
            answer = _answer(request)
        write_message(answers, answer)


def _limit_memory(limit: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    # macOS knows the limit and refuses to set it; there the time limit has to do.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End this process a while after its time is up, should its starter be gone by then."""
    if sys.platform == "win32":
        yield
        return
    signal.alarm(int(seconds) + 10)
    try:
        yield
    finally:
        signal.alarm(0)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"result": _JOBS[request["job"]](request)}
    except EditorialError as error:
        return {
            "refused": type(error).__name__,
            "sentences": [error.message, error.safe, error.next_step],
        }
    except MemoryError:
        return {"memory": True}
    except Exception:  # noqa: BLE001 - it is raised again in the process that asked
        return {"bug": traceback.format_exc()}


def _inspect(request: dict[str, Any]) -> dict[str, Any]:
    """Read a picture whole and write small JPEG copies of it."""
    with open_image(Path(request["path"]), request["name"]) as image:
        kind = str(image.format)
        width, height = imaging.upright_size(image)
        metadata = metadata_of(image, Path(request["path"]))
        profile = imaging.profile_name(image)
        frames = int(getattr(image, "n_frames", 1)) if kind != "TIFF" else 1
        # At least one copy: it proves that the pixels can be read, and gives the hash.
        widths = [copy["width"] for copy in request["copies"]] or [_HASH_WIDTH]
        copies = imaging.upright_copies(image, widths, request["name"])
    for copy, picture in zip(request["copies"], copies, strict=False):
        write_atomically(Path(copy["out"]), imaging.encode(picture, "JPEG"))
    plain = dataclasses.asdict(metadata)
    packet = metadata.xmp_packet
    plain["xmp_packet"] = None if packet is None else base64.b64encode(packet).decode("ascii")
    return {
        "format": format_named(kind).name,
        "width": width,
        "height": height,
        "color_profile": profile,
        "animated": frames > 1,
        "perceptual_hash": imaging.difference_hash(copies[0]),
        "metadata": plain,
    }


def _render(request: dict[str, Any]) -> list[list[int]]:
    """Write sRGB files of several widths, frames and formats with the given words embedded."""
    path = Path(request["path"])
    fields = _fields(request["fields"])
    wishes = [
        Wish(file["width"], Frame(file["frame"][0], tuple(file["frame"][1])))
        for file in request["files"]
    ]
    with open_image(path, request["name"]) as image:
        pictures = framed_copies(image, wishes, request["name"])
    for file, wish in zip(request["files"], wishes, strict=True):
        plain = imaging.encode(pictures[wish], file["format"])
        full = embed_into(
            plain,
            fields,
            name=request["name"],
            compact=True,
            camera_from=path if request["with_camera"] else None,
        )
        write_atomically(Path(file["out"]), full)
    return [list(pictures[wish].size) for wish in wishes]


def _copy(request: dict[str, Any]) -> None:
    """Write a picture as it is, with other words."""
    data = Path(request["path"]).read_bytes()
    full = embed_into(data, _fields(request["fields"]), name=request["name"], whole=True)
    out = Path(request["out"])
    mode = out.stat().st_mode if out.exists() else None
    write_atomically(out, full)
    if mode is not None:
        out.chmod(stat.S_IMODE(mode))


def _fields(values: dict[str, Any]) -> EmbeddedFields:
    """Return the words again as they were before JSON made lists of tuples."""
    words: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    words["licensors"] = tuple((name, url) for name, url in values["licensors"])
    return EmbeddedFields(**words)


_JOBS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "inspect": _inspect,
    "render": _render,
    "copy": _copy,
}
