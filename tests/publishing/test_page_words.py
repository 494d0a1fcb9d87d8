"""The page's own words: every language whole, dates right, the right one for each story."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import tomllib

import html5lib
import pytest
from markupsafe import Markup

from editorial.publishing import page_words
from editorial.publishing.body import render_body
from editorial.publishing.endpoints.site.endpoint import SiteEndpoint
from editorial.publishing.page_dates import long_date
from editorial.publishing.page_words import (
    credit_label,
    is_right_to_left,
    words_in,
)
from editorial.publishing.readback import differences, expected, parts_of_html
from editorial.system.errors import BadFile
from editorial.system.paths import resource
from editorial.system.settings import NewsroomSettings
from tests.publishing.diary import Diary
from tests.publishing.pieces import NEWSROOM
from tests.publishing.test_page import page_of

FILES = {path.stem: path for path in resource("page", "words").glob("*.toml")}
WHOLE = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "uk", "ar")
FIRST = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def test_the_shipped_languages_are_whole():
    keys = set(tomllib.loads(FILES["en"].read_text("utf-8")))
    for tag in WHOLE:
        found = set(tomllib.loads(FILES[tag].read_text("utf-8")))
        assert keys - found <= {"first_day", "comma"}, tag


@pytest.mark.parametrize("tag", sorted(FILES))
def test_every_file_can_be_used(tag):
    words = words_in(tag)
    assert words.language == tag
    for field in dataclasses.fields(words):
        assert getattr(words, field.name), field.name
    assert len({*words.months}) == 12


# What the Unicode CLDR has as the long date; the first of a month by each language's custom.
@pytest.mark.parametrize(
    ("tag", "first", "later"),
    [
        ("en", "1 March 2026", "22 November 2026"),
        ("en-US", "March 1, 2026", "November 22, 2026"),
        ("de", "1. März 2026", "22. November 2026"),
        ("fr", "1er mars 2026", "22 novembre 2026"),
        ("es", "1 de marzo de 2026", "22 de noviembre de 2026"),
        ("it", "1º marzo 2026", "22 novembre 2026"),
        ("pt", "1 de março de 2026", "22 de novembro de 2026"),
        ("pt-BR", "1º de março de 2026", "22 de novembro de 2026"),
        ("nl", "1 maart 2026", "22 november 2026"),
        ("pl", "1 marca 2026", "22 listopada 2026"),
        ("uk", "1 березня 2026\u00a0р.", "22 листопада 2026\u00a0р."),
        ("ar", "1 مارس 2026", "22 نوفمبر 2026"),
    ],
)
def test_dates(tag, first, later):
    words = words_in(tag)
    assert long_date(FIRST, NEWSROOM, words) == first
    assert long_date(LATER, NEWSROOM, words) == later


@pytest.mark.parametrize(
    ("tag", "file"),
    [
        ("en-GB", "en"),
        ("EN-us", "en-US"),
        ("de-Latn-AT", "de"),
        ("pt_BR", "pt-BR"),
        ("pt-MZ", "pt"),
        ("ja", "en"),
        ("", "en"),
    ],
)
def test_the_nearest_language_is_taken(tag, file):
    assert words_in(tag).language == file


def test_a_region_says_only_what_differs():
    brazil, portugal = words_in("pt-BR"), words_in("pt")
    assert brazil.section == "Seção"
    assert brazil.related == portugal.related
    assert brazil.months == portugal.months


@pytest.mark.parametrize(
    ("tag", "names", "line"),
    [
        ("en", ["Ada", "Bo", "Cy"], "Ada, Bo and Cy"),
        ("en", ["Ada"], "Ada"),
        ("en", [], ""),
        ("es", ["Ana", "Inés Gil"], "Ana e Inés Gil"),
        ("es", ["Ana", "Hilario Paz"], "Ana e Hilario Paz"),
        ("es", ["Inés", "Iago Mas"], "Inés y Iago Mas"),
        ("ar", ["منى", "علي", "سمير"], "منى، علي وسمير"),
    ],
)
def test_names_are_joined_as_a_sentence(tag, names, line):
    assert words_in(tag).join_names(names) == line


def test_names_cannot_break_out():
    joined = words_in("en").join_names(["<b>{x}", Markup("<i>Bo</i>")])
    assert joined == "&lt;b&gt;{x} and <i>Bo</i>"


def test_right_to_left():
    for tag in ("ar", "he-IL", "fa", "ur", "az-Arab", "ku-Arab", "yi"):
        assert is_right_to_left(tag), tag
    for tag in ("en", "de", "ur-Latn", "ku", "", "uk"):
        assert not is_right_to_left(tag), tag


def test_the_credits_label_follows_the_story():
    house = NewsroomSettings(language="de", credit_label="Bild")
    assert credit_label("de-AT", house) == "Bild"
    assert credit_label("en", house) == "Photo"
    assert credit_label("pl", house) == "Fot."
    assert credit_label("de", NewsroomSettings(language="de")) == "Foto"
    assert credit_label("fr", NewsroomSettings(language="de", credit_label="")) == ""


def translated(pieces, tag, **changes):
    label = credit_label(tag, NEWSROOM)
    return pieces.piece(
        language=tag,
        corrections=(pieces.correction(),),
        hero=pieces.picture(credit_label=label),
        **changes,
    )


def test_a_german_story_has_a_german_page(pieces):
    piece = translated(pieces, "de")
    html = page_of(piece)
    assert '<html lang="de">' in html
    for words in (
        "Von <a",
        "</a> und <a",
        ">22. November 2026</time>",
        "4 Min. Lesezeit",
        ">Korrigiert am 23. November 2026</time>",
        '<h2 id="corrections">Korrektur</h2>',
        "Über den Autor oder die Autorin",
        "Themen:",
        "Mehr zum Thema",
        ">Weiterlesen<",
        '<span class="credit-label">Foto:</span> Dimitrije Ostojic/Shutterstock.com',
        "Neueste Beiträge",
        "Folgen Sie uns",
        "Zum Inhalt springen",
    ):
        assert words in html, words
    for words in ("Keep reading", "Latest", "min read", "Follow us", "Corrected", "Filed under"):
        assert words not in html, words
    assert differences(expected(piece), parts_of_html(html)) == ()


@pytest.mark.parametrize("tag", WHOLE)
def test_a_page_in_each_language_is_valid_and_holds_what_it_should(pieces, tag):
    piece = translated(pieces, tag)
    html = page_of(piece)
    html5lib.HTMLParser(strict=True).parse(html)
    assert differences(expected(piece), parts_of_html(html)) == ()
    assert ('<html lang="ar" dir="rtl">' in html) == (tag == "ar")


def test_a_footnotes_arrow_speaks_the_language():
    for tag, words in (("fr", "Retour au texte, note 1"), ("ja", "Back to the text at note 1")):
        body = render_body("One.[^1]\n\n[^1]: Two.", story_address=lambda _: None, language=tag)
        assert f'title="{words}"' in body.html


def test_lists_speak_the_newsrooms_language_and_a_notice_the_storys(pieces, tmp_path):
    newsroom = dataclasses.replace(NEWSROOM, language="fr", newsletter_heading="Newsletter")
    site = SiteEndpoint(tmp_path / "site", newsroom, "http://127.0.0.1:8050/")
    piece = translated(pieces, "ar", newsroom=newsroom)
    site.push(piece, Diary(), lambda *_: None)
    front = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '<html lang="fr">' in front
    assert "Par Mara Lindqvist et Tomás Ó Briain" in front
    assert ">Lettre d’information</h2>" in front
    assert "22 novembre 2026" in front
    story = tmp_path / "site" / "stories" / piece.slug / "index.html"
    assert '<article lang="ar" dir="rtl">' in story.read_text("utf-8")
    assert "Il n’y a pas de page" in (tmp_path / "site" / "404.html").read_text("utf-8")
    site.withdraw(str(piece.story_id), Diary())
    notice = story.read_text("utf-8")
    assert '<html lang="ar" dir="rtl">' in notice
    assert words_in("ar").withdrawn_heading in notice
    assert 'content="noindex"' in notice


@pytest.fixture
def own_words(tmp_path, monkeypatch):
    folder = tmp_path / "words"
    shutil.copytree(resource("page", "words"), folder)
    monkeypatch.setattr(page_words, "_folder", lambda: folder)

    def forget():
        page_words.words_in.cache_clear()
        page_words._read.cache_clear()

    forget()
    yield folder
    monkeypatch.undo()
    forget()


def test_a_file_more_is_a_language_more(own_words):
    (own_words / "sv.toml").write_text('keep_reading = "Läs vidare"\n', "utf-8")
    assert words_in("sv-SE").keep_reading == "Läs vidare"
    assert words_in("sv-SE").latest == "Latest"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("keep_reading = ", "sv.toml"),
        ('keep_raeding = "Läs"', "“keep_raeding” is no word of a page"),
        ('minutes = "läsning"', "“minutes” must hold {minutes}"),
        ('latest = "{"', "“latest” must hold no braces"),
        ("latest = 5", "“latest” is no text"),
        ('months = ["januari"]', "“months” is no list of twelve names"),
    ],
)
def test_a_slip_in_a_file_is_named(own_words, text, problem):
    (own_words / "sv.toml").write_text(text, "utf-8")
    with pytest.raises(BadFile) as caught:
        words_in("sv")
    assert problem in caught.value.message
    assert "sv.toml" in caught.value.next_step
