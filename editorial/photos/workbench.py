"""Opens pictures in a process of their own, which may break without harm.

A picture from a stranger can take gigabytes of memory or minutes to decode, or crash a decoder.
Each `Workbench` keeps a few worker processes that do one picture at a time under a memory and a
time limit; one that breaks is replaced at the next job. Only paths and plain values pass.
"""

from __future__ import annotations

import base64
import dataclasses
import queue
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from editorial.photos.framing import Frame
from editorial.photos.messages import read_message, write_message
from editorial.photos.metadata.fields import EmbeddedFields, FileMetadata
from editorial.system.errors import BadFile, DiskFull, EditorialError, HomeUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

WORKER_FLAG = "--photo-worker"
"""The first argument with which a frozen program runs `worker.main` instead of itself."""

MEMORY_BYTES = 1_500_000_000
SECONDS = 10.0

_START_SECONDS = 60.0
# A fresh process now and then gives back memory that decoders keep.
_JOBS_PER_PROCESS = 200
_RAISED: dict[str, type[EditorialError]] = {
    kind.__name__: kind for kind in (BadFile, DiskFull, HomeUnusable)
}


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a picture. ``width`` and ``height`` are as seen, in pixels."""

    format: str
    width: int
    height: int
    color_profile: str
    animated: bool
    perceptual_hash: int
    metadata: FileMetadata


class Copy(NamedTuple):
    """A small JPEG to write while a picture is open: at most ``width`` pixels wide."""

    width: int
    out: Path


class Rendition(NamedTuple):
    """A file to render: at most ``width`` pixels wide; ``JPEG``, ``WEBP`` or ``AVIF``."""

    width: int
    format: str
    out: Path
    frame: Frame = Frame()
    """Which part of the picture."""


class Workbench:
    """A few worker processes. Safe to call from several threads; close it at the end.

    Processes start with the first job. ``seconds`` is what one picture may take.
    """

    def __init__(
        self, size: int = 1, *, seconds: float = SECONDS, memory_bytes: int = MEMORY_BYTES
    ) -> None:
        self._seconds = seconds
        self._workers = [_Worker(memory_bytes) for _ in range(size)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def inspect(self, path: Path, copies: Sequence[Copy] = (), *, name: str = "") -> Inspection:
        """Read and decode the picture at ``path`` and write small copies of it.

        ``name`` is what messages call the file. Raises `BadFile` for what cannot be opened
        safely, `DiskFull` or `HomeUnusable` where a copy cannot be written.
        """
        request = {
            "job": "inspect",
            "path": str(path),
            "name": name or path.name,
            "copies": [{"width": copy.width, "out": str(copy.out)} for copy in copies],
        }
        found = self._ask(request, self._seconds)
        metadata = found.pop("metadata")
        packet = metadata["xmp_packet"]
        metadata["xmp_packet"] = None if packet is None else base64.b64decode(packet)
        for key in ("keywords", "people", "creators", "warnings"):
            metadata[key] = tuple(metadata[key])
        metadata["licensors"] = tuple((name, url) for name, url in metadata["licensors"])
        return Inspection(**found, metadata=FileMetadata(**metadata))

    def render(
        self,
        path: Path,
        files: Sequence[Rendition],
        fields: EmbeddedFields,
        *,
        name: str = "",
        with_camera: bool = False,
    ) -> tuple[tuple[int, int], ...]:
        """Write ``files`` from the picture at ``path`` and return their widths and heights.

        They are sRGB, upright, never enlarged, and carry ``fields`` and nothing else of the
        original's metadata; ``with_camera`` adds what its EXIF says of camera, moment and
        position. Raises as `inspect` does.
        """
        request = {
            "job": "render",
            "path": str(path),
            "name": name or path.name,
            "fields": dataclasses.asdict(fields),
            "with_camera": with_camera,
            "files": [
                {
                    "width": file.width,
                    "format": file.format,
                    "out": str(file.out),
                    "frame": [file.frame.straighten, file.frame.box],
                }
                for file in files
            ],
        }
        sizes = self._ask(request, self._seconds + 5 * len(files))
        return tuple((width, height) for width, height in sizes)

    def copy(self, path: Path, out: Path, fields: EmbeddedFields, *, name: str = "") -> None:
        """Write the picture at ``path`` to ``out`` with ``fields`` inside, no pixel changed.

        Empty fields are taken out; what else its metadata say stays. ``out`` may be ``path``.
        Raises as `inspect` does; then ``out`` is as it was.
        """
        request = {
            "job": "copy",
            "path": str(path),
            "name": name or path.name,
            "fields": dataclasses.asdict(fields),
            "out": str(out),
        }
        self._ask(request, self._seconds)

    def close(self) -> None:
        """End the processes; a picture that is still open is refused to whoever waits for it."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Workbench:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(self, request: dict[str, Any], seconds: float) -> Any:
        with self._worker() as worker:
            answer = worker.ask(request, seconds)
        if "result" in answer:
            return answer["result"]
        if "refused" in answer:
            message, safe, next_step = answer["sentences"]
            raise _RAISED[answer["refused"]](message, safe=safe, next_step=next_step)
        raise RuntimeError(f"the photo worker failed:\n{answer['bug']}")

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        worker = self._idle.get()
        try:
            yield worker
        finally:
            self._idle.put(worker)


class _Worker:
    """One process, started when needed and replaced when broken. One job at a time."""

    def __init__(self, memory_bytes: int) -> None:
        self._memory_bytes = memory_bytes
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs = 0
        self._closed = False
        self._lock = threading.Lock()

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return the answer. Raises `BadFile` where the process broke over the picture."""
        name = str(request["name"])
        process = self._running()
        self._jobs += 1
        with _Limit(process, seconds) as limit:
            try:
                if process.stdin is not None:
                    write_message(process.stdin, request | {"seconds": seconds})
                answer = _read(process)
            except OSError:
                answer = None
        if answer is not None and "memory" not in answer:
            if self._jobs >= _JOBS_PER_PROCESS:
                self._stop()
            return answer
        self._stop()
        if self._closed:
            raise _unsafe(f"{name} was not finished, because Editorial is closing.")
        if limit.reached:
            raise _unsafe(f"{name} takes too long to open safely.")
        if answer is not None:
            raise _unsafe(f"{name} needs too much memory to open safely.")
        raise _unsafe(f"{name} cannot be opened safely: it breaks the program that reads it.")

    def close(self) -> None:
        with self._lock:
            self._closed = True
            process = self._process
            if process is not None:
                process.kill()
        # Whoever waits for an answer cleans up; without a waiter it is done here.
        if process is not None:
            process.wait()
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise RuntimeError("the workbench is closed")
            if self._process is not None and self._process.poll() is None:
                return self._process
        self._stop()
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(
                _command(self._memory_bytes),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                # Ctrl-C in the terminal is for the program; the worker ends with it.
                start_new_session=sys.platform != "win32",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            with self._lock:
                self._process, self._jobs = process, 0
            with _Limit(process, _START_SECONDS):
                ready = _read(process)
            if ready is None:
                self._stop()
                errors.seek(0)
                said = errors.read(8000).decode("utf-8", errors="replace")
                raise RuntimeError(f"the photo worker does not start:\n{said}")
            return process

    def _stop(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                # A request that it did not read any more may still be in the pipe.
                with suppress(OSError):
                    pipe.close()


class _Limit:
    """Ends a process when its time is up; then ``reached`` is true."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.reached = False
        self._process = process
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.reached = True
        self._process.kill()

    def __enter__(self) -> _Limit:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _read(process: subprocess.Popen[bytes]) -> dict[str, Any] | None:
    return None if process.stdout is None else read_message(process.stdout)


def _command(memory_bytes: int) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG, str(memory_bytes)]
    root = str(Path(__file__).resolve().parents[2])
    code = (
        f"import sys; sys.path.insert(0, {root!r}); "
        "from editorial.photos.worker import main; main()"
    )
    # -P: nothing in the folder that the person happens to be in may be imported.
    return [sys.executable, "-P", "-c", code, str(memory_bytes)]


def _unsafe(message: str) -> BadFile:
    return BadFile(
        message,
        safe="The file was left where it is.",
        next_step="Ask for another version of it, or save it anew as JPEG in a photo program.",
    )
