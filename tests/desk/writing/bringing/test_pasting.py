"""What other programs put on the clipboard, pasted into the open story."""

from __future__ import annotations

import base64
import io
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from editorial.review.decisions import take_step
from editorial.stories import bringing, drafts
from editorial.stories.text.pasting.paste import markdown_from_html
from editorial.stories.workflow import Step

FIXTURES = Path(__file__).parents[3] / "stories" / "pasting" / "fixtures"
NAMES = ("google_docs", "google_docs_export", "libreoffice", "outlook", "web_page", "word")


def html_of(name):
    return FIXTURES.joinpath(f"{name}.html").read_text("utf-8")


def clip(html, plain=""):
    mime = QMimeData()
    mime.setHtml(html)
    if plain:
        mime.setText(plain)
    return mime


def at_end(desk):
    cursor = desk.page.body.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    desk.page.body.setTextCursor(cursor)


def paste(desk, mime):
    QGuiApplication.clipboard().setMimeData(mime)
    desk.page.body.paste()


@pytest.fixture
def empty(store, who):
    return drafts.new_story(store, who=who, headline="Empty").created


@pytest.fixture
def noted(store, who):
    """A draft with two footnotes of its own."""
    body = "One.[^1] Two.[^2]\n\nThe end.\n\n[^1]: First.\n\n[^2]: Second."
    return drafts.new_story(store, who=who, headline="Noted", body=body).created


def jpeg_address():
    held = io.BytesIO()
    Image.new("RGB", (320, 200), (30, 90, 150)).save(held, "JPEG")
    return "data:image/jpeg;base64," + base64.b64encode(held.getvalue()).decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_paste_into_an_empty_story_is_clean_markdown(desk, empty, name):
    draft = desk.open(empty)
    paste(desk, clip(html_of(name)))
    desk.settle()
    assert draft.words.body == FIXTURES.joinpath(f"{name}.md").read_text("utf-8").rstrip("\n")
    desk.room.flush()
    assert desk.stored().body == draft.words.body


@pytest.mark.parametrize("name", NAMES)
def test_one_undo_takes_a_paste_back_and_redo_brings_it(desk, story, name):
    draft = desk.open(story)
    at_end(desk)
    before = draft.words.body
    paste(desk, clip(html_of(name)))
    desk.settle()
    pasted = draft.words.body
    assert pasted != before
    desk.page.body.undo()
    assert draft.words.body == before
    desk.page.body.redo()
    assert draft.words.body == pasted


def test_a_paste_takes_the_place_of_the_selection_and_undo_restores_it(desk, story):
    draft = desk.open(story)
    before = draft.words.body
    desk.page.body.select_words("stay in port")
    paste(desk, clip("<p>leave <b>at dawn</b></p>", "leave at dawn"))
    desk.settle()
    assert draft.words.body == "The boats leave **at dawn**.\n\nForty ships wait."
    desk.page.body.undo()
    assert draft.words.body == before


def test_a_heading_amid_a_paragraph_gets_a_line_of_its_own(desk, story):
    draft = desk.open(story)
    cursor = desk.page.body.textCursor()
    cursor.setPosition(len("The boats"))
    desk.page.body.setTextCursor(cursor)
    paste(desk, clip("<h2>Harbour</h2><ul><li>one</li><li>two</li></ul>", "Harbour one two"))
    desk.settle()
    assert draft.words.body == (
        "The boats\n\n## Harbour\n\n- one\n- two\n\n stay in port.\n\nForty ships wait."
    )


def test_footnotes_are_numbered_on_and_their_words_go_to_the_end(desk, noted):
    draft = desk.open(noted)
    desk.page.body.select_words("The end.")
    paste(desk, clip(html_of("word")))
    desk.settle()
    body = draft.words.body
    assert "“for how long”.[^3]" in body
    assert body.endswith("[^2]: Second.\n[^3]: Notice 14 of the *harbour office*.")
    assert body.count("[^3]:") == 1


def test_what_is_typed_meanwhile_stands_behind_and_the_caret_follows(desk, story):
    draft = desk.open(story)
    at_end(desk)
    body = desk.page.body
    paste(desk, clip("<p> <b>First.</b></p>", " First."))
    QTest.keyClicks(body, " Typed.")
    desk.settle()
    assert draft.words.body.endswith("Forty ships wait.**First.** Typed.")
    QTest.keyClicks(body, " More.")
    assert draft.words.body.endswith("Typed. More.")


def test_two_pastes_keep_their_order(desk, story, monkeypatch):
    draft = desk.open(story)
    at_end(desk)
    gate = threading.Event()

    def slow_first(html, **words):
        if "Long" in html:
            gate.wait(10)
        return markdown_from_html(html, **words)

    monkeypatch.setattr(bringing, "markdown_from_html", slow_first)
    paste(desk, clip("<p><i>Long</i></p>", "Long"))
    paste(desk, clip("<p><b>short</b></p>", "short"))
    gate.set()
    desk.settle()
    assert draft.words.body.endswith("Forty ships wait.*Long***short**")


def test_a_picture_in_the_html_becomes_a_photo_with_its_words(desk, story):
    draft = desk.open(story)
    at_end(desk)
    paste(desk, clip(f'<p>Look:</p><p><img src="{jpeg_address()}" alt="A blue wall"></p>', "Look:"))
    desk.settle()
    desk.room.flush()
    desk.settle()
    stored = desk.stored()
    (placed,) = stored.inline
    assert placed.alt == "A blue wall"
    assert f"\n![](photo:{placed.photo_id})" in draft.words.body
    assert "pasted:" not in stored.body
    assert "with 1 photo" in desk.notices.told[-1]


def test_words_temporary_picture_is_taken_and_a_private_file_is_not(
    desk, story, tmp_path, monkeypatch, make_jpeg
):
    clips, private = tmp_path / "clips", tmp_path / "private"
    clips.mkdir()
    private.mkdir()
    monkeypatch.setattr("editorial.stories.clip_pictures.gettempdir", lambda: str(clips))
    ours = make_jpeg("one.jpg").rename(clips / "clip image.jpg")
    theirs = make_jpeg("two.jpg", colour=(9, 9, 9)).rename(private / "two.jpg")
    desk.open(story)
    at_end(desk)
    images = f'<img src="{ours.as_uri()}" alt="Mine"><img src="{theirs.as_uri()}" alt="Private">'
    paste(desk, clip(f"<p>See</p>{images}", "See"))
    desk.settle()
    desk.room.flush()
    assert len(desk.stored().inline) == 1
    assert "Private" in str(desk.notices.refused[-1])
    assert "file:" not in desk.stored().body


def test_what_was_left_behind_is_told(desk, story):
    desk.open(story)
    at_end(desk)
    paste(desk, clip(html_of("outlook")))
    desk.settle()
    told = desk.notices.refused[-1]
    assert "The corrected map" in str(told)
    assert "1 picture" in told.message


def test_no_word_is_lost_when_the_conversion_fails(desk, story, monkeypatch, caplog):
    def broken(*_args, **_words):
        raise RecursionError("too deep")

    monkeypatch.setattr(bringing, "markdown_from_html", broken)
    draft = desk.open(story)
    at_end(desk)
    paste(desk, clip("<p>Every <b>word</b></p>", " Every word"))
    desk.settle()
    assert draft.words.body.endswith("Forty ships wait. Every word")
    assert "could not be read" in desk.notices.refused[-1].message
    assert "too deep" in caplog.text


def test_html_without_a_text_beside_it_falls_back_to_its_own_words(desk, story, monkeypatch):
    def broken(*_args, **_words):
        raise ValueError("no")

    monkeypatch.setattr(bringing, "markdown_from_html", broken)
    draft = desk.open(story)
    at_end(desk)
    paste(desk, clip("<p>Only <b>marked</b> words</p>"))
    desk.settle()
    assert draft.words.body.endswith("Forty ships wait.Only marked words")


def test_a_huge_paste_is_converted_off_the_gui_thread(desk, story, monkeypatch):
    threads = []

    def watched(html, **words):
        threads.append(threading.current_thread())
        return markdown_from_html(html, **words)

    monkeypatch.setattr(bringing, "markdown_from_html", watched)
    draft = desk.open(story)
    at_end(desk)
    before = draft.words.body
    html = "".join(f"<p>{'word <i>and</i> ' * 50}end{n}.</p>" for n in range(100))
    paste(desk, clip(html, "words"))
    # Nothing stands in for the words while they are on their way.
    assert draft.words.body == before
    desk.settle()
    assert threads
    assert threading.main_thread() not in threads
    assert draft.words.body.count("word") == 5000
    assert "end99." in draft.words.body
    desk.page.body.undo()
    assert draft.words.body == before


def test_closing_waits_for_what_was_pasted(desk, story):
    desk.open(story)
    at_end(desk)
    paste(desk, clip("<p> and <b>sail</b></p>", " and sail"))
    assert desk.room.flush()
    assert "**sail**" in desk.stored(story).body


def test_another_story_may_be_opened_meanwhile(desk, story, empty):
    first = desk.open(story)
    at_end(desk)
    paste(desk, clip("<p>Late <b>words</b></p>", "Late words"))
    desk.room.open_story(empty)
    desk.settle()
    assert first.words.body.endswith("Late **words**")
    assert desk.draft.words.body == ""


def test_plain_paste_keeps_words_and_drops_marks(desk, story):
    draft = desk.open(story)
    at_end(desk)
    QGuiApplication.clipboard().setMimeData(clip("<h1>Big <b>words</b></h1>", " Big words"))
    desk.page.body.setFocus()
    QTest.keyClick(
        desk.page.body,
        Qt.Key.Key_V,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert draft.words.body.endswith("Forty ships wait. Big words")


@pytest.mark.parametrize("field", ["headline", "dek"])
def test_headline_and_dek_take_one_plain_line(desk, story, field):
    draft = desk.open(story)
    line = getattr(desk.page.head, field)
    line.selectAll()
    QGuiApplication.clipboard().setMimeData(clip("<p>One</p><p><b>Two</b></p>", "One\n\nTwo\n"))
    line.paste()
    desk.settle()
    assert getattr(draft.words, field) == "One Two"


def test_a_copy_gives_markdown_and_html_and_comes_back_as_it_was(desk, noted):
    draft = desk.open(noted)
    before = draft.words.body
    body = desk.page.body
    body.selectAll()
    body.copy()
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == before
    assert "<p>One." in held.html()
    assert "Second." in held.html()
    body.paste()
    desk.settle()
    assert draft.words.body == before


def test_a_copy_comes_back_where_the_clipboard_kept_only_what_is_common(desk, noted):
    draft = desk.open(noted)
    before = draft.words.body
    body = desk.page.body
    body.selectAll()
    body.copy()
    held = QGuiApplication.clipboard().mimeData()
    html, text = held.html(), held.text()
    paste(desk, clip(html, text))
    desk.settle()
    assert draft.words.body == before


def test_a_paste_that_comes_too_late_is_told(desk, story):
    draft = desk.open(story)
    before = draft.words.body
    paste(desk, clip("<p>Too <b>late</b></p>", "Too late"))
    take_step(desk.store, story, Step.SPIKE, who=desk.who)
    draft.update_detail(desk.stored(story))
    desk.settle()
    assert draft.words.body == before
    assert "closed before what you pasted" in desk.notices.refused[-1].message


def test_a_long_copy_gets_its_html_from_the_background(desk, store, who):
    long = drafts.new_story(store, who=who, body="Some **bold** words.\n\n" * 1000).created
    desk.open(long)
    desk.page.body.selectAll()
    desk.page.body.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.mimeData().text().startswith("Some **bold**")
    desk.settle()
    assert clipboard.mimeData().html().count("<strong>bold</strong>") == 1000
    assert clipboard.mimeData().text().startswith("Some **bold**")


def test_a_closed_story_takes_nothing(desk, story):
    draft = desk.open(story)
    before = draft.words.body
    desk.page.body.setReadOnly(True)
    paste(desk, clip("<p>Not <b>now</b></p>", "Not now"))
    desk.room.bringing.paste_plain()
    desk.settle()
    assert draft.words.body == before


def test_every_control_of_the_offer_has_a_name(desk, story):
    desk.open(story)
    desk.room.files.offer(("/tmp/one.docx",))
    offered = desk.room.files.offered
    assert offered.accessibleName()
    buttons = offered.findChildren(QAbstractButton)
    assert len(buttons) == 3
    assert all(button.accessibleName() for button in buttons)
    offered.cancel_button.click()
    desk.settle()
    assert desk.room.files.offered is None
