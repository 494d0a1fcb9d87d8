"""A hostile page in the preview's engine: nothing leaves, and nothing but its folder is read."""

from __future__ import annotations

import socket
import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editorial.desk.writing.preview.engine import OWN_WORLD, Engine
from editorial.desk.writing.preview.places import Blocks, PageLayout, blocks_of, translate


class Listener:
    """A server that notes every connection, whatever it says."""

    def __init__(self) -> None:
        self.heard = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.heard.append("a connection")
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener():
    made = Listener()
    yield made
    made.close()


HOSTILE = """<!doctype html><html><head><title>before</title>
<link rel="preconnect" href="{u}"><link rel="dns-prefetch" href="{u}">
<link rel="prefetch" href="{u}/prefetch"><link rel="icon" href="{u}/icon">
<link rel="preload" as="image" href="{u}/preload"><link rel="stylesheet" href="{u}/style">
<meta http-equiv="refresh" content="0;url={u}/refresh">
<style>body {{ margin: 0; background: url({u}/background); }} a {{ display: block; }}</style>
</head><body>
<a id="out" href="{u}/link" ping="{u}/ping">out</a>
<a id="blank" href="{u}/blank" target="_blank">window</a>
<a id="file" href="file:///etc/hostname">file</a>
<form action="{u}/form"><input name="a" value="b"><button id="send">send</button></form>
<img src="{u}/image"><img src="own.png"><img src="../outside.png">
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
<iframe src="file:///etc/passwd"></iframe><iframe src="{u}/frame"></iframe>
<object data="{u}/object"></object><embed src="{u}/embed"><video src="{u}/video" autoplay></video>
<script>document.title = "ran"; fetch("{u}/fetch")</script><script src="{u}/script"></script>
<img src="x" onerror="document.title = 'ran'">
</body></html>"""


@pytest.fixture
def hostile(qtbot, tmp_path, listener, fonts):
    folder = tmp_path / "story"
    folder.mkdir()
    for name in ("story/own.png", "outside.png"):
        (tmp_path / name).write_bytes(b"not really a picture")
    page = folder / "page.html"
    page.write_text(HOSTILE.format(u=listener.address))
    engine = Engine(folder)
    view = engine.make_view()
    view.resize(600, 500)
    view.show()
    links = []
    engine.page.link_pressed.connect(links.append)
    with qtbot.waitSignal(engine.page.loadFinished, timeout=30_000):
        engine.page.show_file(page)
    # Past the refresh, and whatever else is only begun after the load.
    qtbot.wait(1200)
    yield engine, view, links
    view.deleteLater()
    qtbot.wait(1)
    engine.close()


def ask(qtbot, engine, code):
    answers = []
    engine.page.runJavaScript(code, OWN_WORLD, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]


def press(qtbot, engine, view, name):
    """Press an element with the mouse, as a person does."""
    code = (
        f"(() => {{ const r = document.getElementById('{name}').getBoundingClientRect();"
        "return `${r.left + 8} ${r.top + r.height / 2}` })()"
    )
    x, y = map(float, ask(qtbot, engine, code).split())
    target = view.focusProxy() or view
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    qtbot.wait(400)


def test_nothing_leaves(qtbot, hostile, listener):
    engine, view, links = hostile
    here = engine.page.url()
    assert here.isLocalFile()
    for name in ("out", "blank", "file", "send"):
        press(qtbot, engine, view, name)
    assert engine.page.url() == here
    assert [link.path() for link in links] == ["/link", "/blank", "/etc/hostname"]
    assert listener.heard == []
    assert ask(qtbot, engine, "document.title") == "before"
    blocked = " ".join(engine.files.blocked)
    assert "outside.png" in blocked
    assert "own.png" not in blocked
    frames = ask(qtbot, engine, "[...document.querySelectorAll('iframe')].length")
    assert frames == 2
    # A frame that was read would have a document of another origin, and lines in it.
    assert "root:" not in str(ask(qtbot, engine, "document.documentElement.innerText"))


def test_the_listener_would_have_heard(listener, qtbot):
    with socket.create_connection(("127.0.0.1", int(listener.address.rsplit(":", 1)[1]))):
        qtbot.waitUntil(lambda: listener.heard == ["a connection"])


@pytest.mark.parametrize(
    ("address", "welcome"),
    [
        ("data:image/gif;base64,R0", True),
        ("about:blank", True),
        ("file://{folder}/own.png", True),
        ("file://{folder}/../outside.png", False),
        ("file://{folder}/link/passwd", False),
        ("file:///etc/passwd", False),
        ("file://host{folder}/own.png", False),
        ("file://{folder}/a%00b", False),
        ("http://127.0.0.1/", False),
        ("https://example.org/", False),
        ("qrc:/x", False),
        ("blob:https://x/1", False),
    ],
)
def test_what_is_welcome(tmp_path, qapp, address, welcome):
    from PySide6.QtCore import QUrl

    from editorial.desk.writing.preview.engine import OwnFilesOnly

    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "own.png").touch()
    (folder / "link").symlink_to("/etc")
    files = OwnFilesOnly(folder)
    assert files.is_welcome(QUrl(address.format(folder=folder))) is welcome


def test_places():
    text = "First.\n\n## One\n\nSecond\nline.\n\n- a\n\n- b\n\n## Two\n\nLast."
    blocks = blocks_of(text)
    assert blocks == Blocks(7, (1, 5))
    # The page made one list of two items: two blocks fewer… and one more at the end.
    page = Blocks(6, (1, 4))
    assert translate(-1, blocks, page) == -1
    assert translate(0.5, blocks, page) == 0.5
    assert translate(5, blocks, page) == 4
    assert translate(3, blocks, page) == 2.5
    assert translate(translate(4.2, blocks, page), page, blocks) == pytest.approx(4.2)
    layout = PageLayout(page, (300.0, 340.0, 400.0, 500.0, 600.0, 640.0), 700.0)
    assert layout.top_of(-1) == 0
    assert layout.top_of(-0.5) == 150
    assert layout.top_of(2.5) == 450
    assert layout.top_of(6) == 700
    assert layout.place_at(450) == 2.5
    assert PageLayout(Blocks(0), (), 300.0).top_of(0) == 150
