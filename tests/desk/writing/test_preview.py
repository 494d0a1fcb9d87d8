"""The real page, inside the desk or in the person's browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QShortcut

from editorial.desk.writing.preview import preview as module
from editorial.desk.writing.preview.pane import DESKTOP, PAPER, PHONE
from editorial.stories import drafts

LONG = "\n\n".join(
    f"## Part {part}\n\n"
    + "\n\n".join(f"Paragraph {part}.{n}. " + "Words. " * 60 for n in range(6))
    for part in range(6)
)


@pytest.fixture
def browser(monkeypatch):
    """Take the place of the person's browser; a list of the addresses it was given."""
    opened = []

    def open_url(url):
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return opened


@pytest.fixture
def show(desk, qtbot):
    """Open the preview of a story, and wait until its page stands in its place."""

    def show(story_id):
        desk.open(story_id)
        desk.room._actions["preview"].trigger()
        desk.settle()
        preview = desk.room.preview
        assert preview.is_open
        wait_settled(qtbot, preview)
        return preview

    yield show
    desk.room.preview.close()
    qtbot.wait(1)


def wait_settled(qtbot, preview):
    with qtbot.waitSignal(preview.in_step.settled, timeout=30_000):
        pass


def ask(qtbot, preview, code):
    """Return what a script of ours finds on the page."""
    answers = []
    preview.engine.page.runJavaScript(code, 1, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]


def long_story(store, who):
    return drafts.new_story(store, who=who, headline="Long", body=LONG).created


def test_the_page_holds_the_words_on_the_screen(desk, story, qtbot, show):
    desk.open(story)
    qtbot.keyClicks(desk.page.body, "Fresh words. ")
    preview = show(story)
    text = ask(qtbot, preview, "document.body?.innerText ?? ''")
    assert "Fresh words. The boats stay in port." in text
    assert "The pilots strike" in text
    width = ask(qtbot, preview, "window.innerWidth")
    assert abs(width - PHONE.pixels) <= 15
    assert preview.engine.profile.isOffTheRecord()
    # The inspector made room, and comes back.
    assert not desk.room.inspector.isVisible()
    desk.room._actions["preview"].trigger()
    assert not preview.is_open
    assert desk.room.inspector.isVisible()
    assert desk.page.isVisible()


def test_closing_gives_everything_back(desk, story, qtbot, show):
    preview = show(story)
    gone = []
    preview.engine.page.destroyed.connect(lambda: gone.append("page"))
    preview.engine.profile.destroyed.connect(lambda: gone.append("profile"))
    preview.pane.destroyed.connect(lambda: gone.append("pane"))
    preview.pane.findChild(QShortcut).activated.emit()
    qtbot.waitUntil(lambda: len(gone) == 3)
    assert gone[:2] == ["page", "profile"]
    assert (preview.pane, preview.engine, preview.in_step) == (None, None, None)


def test_desktop_and_paper(desk, story, qtbot, show):
    preview = show(story)
    preview.pane.show_width(DESKTOP)
    qtbot.waitUntil(lambda: not desk.page.isVisible())
    qtbot.waitUntil(
        lambda: abs(ask(qtbot, preview, "window.innerWidth") - DESKTOP.pixels) <= 30,
        timeout=10_000,
    )
    with qtbot.waitSignal(preview.engine.page.loadFinished, timeout=20_000):
        preview.pane.show_width(PAPER)
    # What is not printed is not there, and the sheet is white whatever the system's scheme.
    assert ask(qtbot, preview, "getComputedStyle(document.querySelector('.imprint')).display") == (
        "none"
    )
    assert ask(qtbot, preview, "getComputedStyle(document.body).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


def test_it_is_made_anew_after_a_save_and_keeps_its_place(desk, store, who, qtbot, show):
    preview = show(long_story(store, who))
    desk.page.page.scroll_bar.setValue(2500)
    qtbot.waitUntil(lambda: ask(qtbot, preview, "window.scrollY") > 500, timeout=10_000)
    qtbot.wait(400)
    before = ask(qtbot, preview, "window.scrollY")
    text_before = desk.page.page.scroll_bar.value()
    with qtbot.waitSignal(preview.engine.page.loadFinished, timeout=20_000):
        cursor = desk.draft.body.rootFrame().lastCursorPosition()
        cursor.insertText("\n\nThe very last words.")
        desk.draft.save()
    wait_settled(qtbot, preview)
    assert "The very last words." in ask(qtbot, preview, "document.body?.innerText ?? ''")
    # Its type comes after its words, and the words move once more.
    qtbot.waitUntil(
        lambda: abs(ask(qtbot, preview, "window.scrollY") - before) < 60, timeout=10_000
    )
    assert desk.page.page.scroll_bar.value() == text_before


def test_text_and_page_scroll_in_step(desk, store, who, qtbot, show):
    preview = show(long_story(store, who))
    heading = "document.querySelectorAll('.body h2')[3].getBoundingClientRect().top"
    body = desk.page.body
    body.select_words("Part 3")
    top = body.mapTo(desk.page.page, QPoint(0, body.cursorRect().top())).y()
    bar = desk.page.page.scroll_bar
    bar.setValue(bar.value() + top)
    qtbot.waitUntil(lambda: abs(ask(qtbot, preview, heading)) < 40, timeout=10_000)
    # The other way: the page is scrolled by hand.
    qtbot.wait(500)
    far = "document.querySelectorAll('.body h2')[1]"
    ask(qtbot, preview, f"{far}.scrollIntoView({{behavior: 'instant'}}); 1")

    def text_follows():
        line = body.cursorForPosition(QPoint(2, 12)).block().text()
        return line.startswith("## Part 1") or "Paragraph 0.5" in line

    qtbot.waitUntil(text_follows, timeout=10_000)


def test_another_story_shows_its_page_and_none_closes_it(desk, story, store, who, qtbot, show):
    preview = show(story)
    other = drafts.new_story(store, who=who, headline="Another one", body="Other words.").created
    desk.open(other)
    qtbot.waitUntil(
        lambda: "Another one" in ask(qtbot, preview, "document.body?.innerText ?? ''"),
        timeout=20_000,
    )
    desk.room.close_story()
    assert not preview.is_open


def test_links_open_only_on_demand(desk, store, who, qtbot, show, browser):
    body = "Read [the log](https://harbour.example/log) first."
    preview = show(drafts.new_story(store, who=who, headline="Linked", body=body).created)
    page = preview.engine.page
    ask(qtbot, preview, "document.querySelector('.body a').click(); 1")
    qtbot.waitUntil(lambda: preview.pane.notice.isVisible(), timeout=10_000)
    assert "https://harbour.example/log" in preview.pane.notice.text
    assert browser == []
    assert page.url().isLocalFile()
    preview.pane.notice.acted.emit()
    assert browser == [QUrl("https://harbour.example/log")]


def test_the_picture_is_really_drawn(desk, story, qtbot, show, tmp_path):
    preview = show(story)
    picture = tmp_path / "preview.png"

    def drawn():
        assert preview.pane.grab().save(str(picture))
        image = QImage(str(picture))
        seen = {image.pixel(x, y) for x in range(20, 300, 3) for y in range(60, 400, 3)}
        return len(seen) > 20

    qtbot.waitUntil(drawn, timeout=10_000)


def test_without_the_engine_the_page_opens_in_the_browser(desk, story, qtbot, monkeypatch, browser):
    def missing(_name):
        raise module.PreviewUnavailable("The page view (Qt WebEngine) is missing here.")

    monkeypatch.setattr(module, "import_module", missing)
    desk.open(story)
    qtbot.keyClicks(desk.page.body, "Fresh words. ")
    desk.room.preview.open()
    desk.settle()
    page = Path(browser[0].toLocalFile()).read_text("utf-8")
    assert "Fresh words. The boats stay in port." in page
    assert desk.notices.told[-1] == (
        "The page view (Qt WebEngine) is missing here. The page is open in your browser."
    )
    assert not desk.room.preview.is_open


def test_without_a_browser_the_file_is_named(desk, story, monkeypatch):
    def missing(_name):
        raise module.PreviewUnavailable("No page view.")

    monkeypatch.setattr(module, "import_module", missing)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    desk.open(story)
    desk.room.preview.open()
    desk.settle()
    assert "The page is at " in desk.notices.told[-1]
    assert Path(desk.notices.told[-1].partition("The page is at ")[2]).is_file()


def test_a_page_view_that_dies_hands_over_to_the_browser(desk, story, qtbot, show, browser):
    preview = show(story)
    preview.engine.page.renderProcessTerminated.emit(
        preview.engine.page.RenderProcessTerminationStatus.CrashedTerminationStatus, 1
    )
    qtbot.waitUntil(lambda: not preview.is_open)
    assert len(browser) == 1
    assert desk.notices.told[-1].startswith("The page view stopped working.")


def test_root_with_a_sandbox_is_told_instead_of_killed():
    code = (
        "import os; os.geteuid = lambda: 0; os.environ.pop('QTWEBENGINE_DISABLE_SANDBOX', None)\n"
        "from editorial.desk.writing.preview.unavailable import PreviewUnavailable\n"
        "try:\n    import editorial.desk.writing.preview.engine\n"
        "except PreviewUnavailable as why:\n    print(why.message)\n"
    )
    if not sys.platform.startswith("linux"):
        # Only there Chromium refuses root.
        return
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "The page view does not run as the user root."


def test_the_engine_is_imported_at_the_first_preview_only():
    code = (
        "import sys; import editorial.desk.shell.rooms, editorial.desk.shell.newsroom_desk; "
        "print([name for name in sys.modules if 'WebEngine' in name])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
