"""The worker may hang, crash or run out of memory; the next picture is opened all the same."""

from __future__ import annotations

import io
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from editorial.photos import messages
from editorial.photos import workbench as workbench_module
from editorial.photos.metadata.fields import EmbeddedFields
from editorial.photos.workbench import Copy, Rendition, Workbench
from editorial.system.errors import BadFile, HomeUnusable
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def quick() -> Iterator[Workbench]:
    with Workbench(seconds=0.6) as bench:
        yield bench


def _pid(bench: Workbench) -> int:
    process = bench._workers[0]._process
    assert process is not None
    return process.pid


def _slow_jpeg(path: Path) -> Path:
    """A progressive JPEG of few bytes that takes many seconds to decode."""
    blank = io.BytesIO()
    Image.new("RGB", (9000, 9000), (40, 80, 160)).save(blank, "JPEG", progressive=True, quality=30)
    whole = blank.getvalue()
    # Repeat the last scan: each is decoded over the whole picture again.
    start = whole.rindex(b"\xff\xda")
    scan = whole[start:-2]
    path.write_bytes(whole[:start] + scan * 400 + b"\xff\xd9")
    return path


def test_a_picture_is_inspected_and_copied(workbench: Workbench, tmp_path: Path) -> None:
    path = photos.agency_jpeg(tmp_path / "a.jpg")
    out = tmp_path / "copies" / "small.jpg"
    found = workbench.inspect(path, [Copy(100, out)])
    assert (found.format, found.width, found.height) == ("JPEG", 320, 213)
    assert found.metadata.creators == ("Zoë Dvořák",)
    assert found.metadata.xmp_packet is not None
    assert b"xmpmeta" in found.metadata.xmp_packet
    assert not found.animated
    with Image.open(out) as image:
        assert (image.format, image.size) == ("JPEG", (100, 67))
        assert "xmp" not in image.info


def test_one_process_does_one_job_after_the_other(tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    with Workbench(seconds=60) as bench:
        bench.inspect(path)
        first = _pid(bench)
        bench.inspect(path)
        assert _pid(bench) == first
    assert not _lives(first)


@pytest.mark.parametrize("make", [hostile.text_as_jpeg, hostile.truncated_jpeg, hostile.bomb_png])
def test_a_refusal_names_the_file_and_the_next_step(
    make, workbench: Workbench, tmp_path: Path
) -> None:
    with pytest.raises(BadFile, match=r"^quay\.jpg") as caught:
        workbench.inspect(make(tmp_path / "x.jpg"), name="quay.jpg")
    assert caught.value.next_step
    assert workbench.inspect(photos.jpeg(tmp_path / "good.jpg")).width == 320


def test_a_hung_worker_is_ended_and_replaced(quick: Workbench, tmp_path: Path) -> None:
    slow = _slow_jpeg(tmp_path / "slow.jpg")
    good = photos.jpeg(tmp_path / "good.jpg")
    quick._seconds = 60
    quick.inspect(good)
    first = _pid(quick)
    quick._seconds = 0.6
    with pytest.raises(BadFile, match=r"slow\.jpg takes too long to open safely"):
        quick.inspect(slow)
    assert not _lives(first)
    quick._seconds = 60
    assert quick.inspect(good).width == 320


@pytest.mark.skipif(sys.platform != "linux", reason="memory limits are enforced on Linux")
def test_a_picture_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.new("RGB", (12_000, 12_000), (40, 80, 160)).save(path)
    with Workbench(seconds=60, memory_bytes=400_000_000) as bench:
        with pytest.raises(BadFile, match=r"large\.png needs too much memory"):
            bench.inspect(path)
        assert bench.inspect(photos.jpeg(tmp_path / "good.jpg")).width == 320


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    with Workbench(seconds=60) as bench:
        bench.inspect(path)
        first = _pid(bench)
        os.kill(first, signal.SIGKILL)
        os.waitpid(first, os.WNOHANG)
        # Between jobs it is noticed and replaced; the picture is not to blame.
        while _lives(first):
            time.sleep(0.01)
        assert bench.inspect(path).width == 320
        assert _pid(bench) != first


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_a_worker_that_crashes_over_a_picture_blames_the_picture(tmp_path: Path) -> None:
    slow = _slow_jpeg(tmp_path / "slow.jpg")
    with Workbench(seconds=60) as bench, ThreadPoolExecutor(1) as pool:
        bench.inspect(photos.jpeg(tmp_path / "a.jpg"))
        waiting = pool.submit(bench.inspect, slow)
        time.sleep(0.3)
        os.kill(_pid(bench), signal.SIGSEGV)
        with pytest.raises(BadFile, match=r"slow\.jpg cannot be opened safely"):
            waiting.result(timeout=60)


def test_closing_ends_a_running_job_with_a_word(tmp_path: Path) -> None:
    slow = _slow_jpeg(tmp_path / "slow.jpg")
    bench = Workbench(seconds=60)
    bench.inspect(photos.jpeg(tmp_path / "a.jpg"))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(bench.inspect, slow)
        time.sleep(0.3)
        bench.close()
        with pytest.raises(BadFile, match="closing"):
            waiting.result(timeout=60)
    with pytest.raises(RuntimeError, match="closed"):
        bench.inspect(slow)
    bench.close()


def test_several_threads_share_it_without_mixing_answers(tmp_path: Path) -> None:
    paths = [
        photos.agency_jpeg(tmp_path / f"{n}.jpg", credit=f"Credit {n}", creator=f"Name {n}")
        for n in range(24)
    ]
    with Workbench(2, seconds=60) as bench, ThreadPoolExecutor(6) as pool:
        found = list(pool.map(bench.inspect, paths))
    assert [one.metadata.credit for one in found] == [f"Credit {n}" for n in range(24)]
    assert [one.metadata.creators for one in found] == [(f"Name {n}",) for n in range(24)]


@pytest.mark.skipif(sys.platform != "linux", reason="/sys is a place where nobody can write")
def test_a_place_that_cannot_be_written_is_not_the_pictures_fault(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    with pytest.raises(HomeUnusable, match="may not write to"):
        workbench.inspect(path, [Copy(100, Path("/sys/photos/b.jpg"))])
    assert workbench.inspect(path).width == 320


def test_our_own_bug_is_raised_as_one(workbench: Workbench, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    with pytest.raises(RuntimeError, match="KeyError"):
        workbench.render(path, [Rendition(100, "PSD", tmp_path / "a.psd")], EmbeddedFields())


def test_a_worker_ends_when_its_starter_is_gone(tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    code = (
        "import os, sys, pathlib; from editorial.photos.workbench import Workbench;"
        "bench = Workbench(seconds=60); bench.inspect(pathlib.Path(sys.argv[1]));"
        "print(bench._workers[0]._process.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
    )
    pid = int(done.stdout)
    waited = threading.Event()
    for _ in range(500):
        if not _lives(pid):
            waited.set()
            break
        time.sleep(0.02)
    assert waited.is_set()


def test_modules_in_the_present_folder_are_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "PIL.py").write_text("raise SystemExit('wrong PIL')")
    path = photos.jpeg(tmp_path / "a.jpg")
    monkeypatch.chdir(tmp_path)
    with Workbench(seconds=60) as bench:
        assert bench.inspect(path).width == 320


def test_a_frozen_program_starts_itself_as_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workbench_module._command(5)[1:3] == ["-P", "-c"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert workbench_module._command(5) == [sys.executable, "--photo-worker", "5"]


def test_the_program_serves_as_its_own_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a frozen program does with the flag, here through the entry that it runs.
    root = str(Path(__file__).parents[2])
    entry = f"import sys; sys.path.insert(0, {root!r}); from editorial.__main__ import main; main()"
    flag = [workbench_module.WORKER_FLAG, str(workbench_module.MEMORY_BYTES)]
    monkeypatch.setattr(
        workbench_module, "_command", lambda _: [sys.executable, "-c", entry, *flag]
    )
    with Workbench(seconds=60) as bench:
        assert bench.inspect(photos.agency_jpeg(tmp_path / "a.jpg")).width == 320


def test_a_worker_that_does_not_start_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [sys.executable, "-c", "raise SystemExit('no decoder here')"]
    monkeypatch.setattr(workbench_module, "_command", lambda _: broken)
    with Workbench() as bench, pytest.raises(RuntimeError, match="no decoder here"):
        bench.inspect(photos.jpeg(tmp_path / "a.jpg"))


def test_messages_pass_whole_or_not_at_all() -> None:
    stream = io.BytesIO()
    messages.write_message(stream, {"name": "Zoë \udcff", "n": 1})
    whole = stream.getvalue()
    assert messages.read_message(io.BytesIO(whole)) == {"name": "Zoë \udcff", "n": 1}
    assert messages.read_message(io.BytesIO(whole[:-1])) is None
    assert messages.read_message(io.BytesIO(whole[:2])) is None
    assert struct.unpack(">I", whole[:4])[0] == len(whole) - 4


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie that nobody has collected yet does not live.
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return status.parent.parent.joinpath("1").exists() is False


def test_the_program_itself_loads_no_decoder() -> None:
    code = (
        "import sys; import editorial.photos.ingest, editorial.photos.queries,"
        " editorial.photos.edits, editorial.photos.renditions;"
        "print({'PIL', 'exiv2'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "set()"
