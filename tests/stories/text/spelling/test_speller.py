"""Which words are found, which are left alone, and what is suggested."""

import shutil
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.stories.text.spelling.dictionaries import Language, languages
from editorial.stories.text.spelling.speller import Speller, open_speller
from editorial.stories.text.spelling.word_list import WordList
from editorial.system.errors import BadFile, HomeUnusable
from editorial.system.paths import resource


@pytest.fixture
def own_words(tmp_path):
    return WordList(tmp_path / "words.txt")


@pytest.fixture
def us(own_words):
    return Speller("en-US", own_words)


@pytest.fixture
def gb(own_words):
    return Speller("en-GB", own_words)


def wrong(speller, text):
    return [found.word for found in speller.check_text(text)]


def test_a_wrong_word_is_found_where_it_stands(us):
    text = "The pilots will **recieve** it, teh pilots."
    assert [(m.word, text[m.start : m.end]) for m in us.check_text(text)] == [
        ("recieve", "recieve"),
        ("teh", "teh"),
    ]


def test_each_english_has_its_own_spelling(us, gb, own_words):
    text = "The harbor and the harbour"
    assert wrong(us, text) == ["harbour"]
    assert wrong(gb, text) == ["harbor"]
    assert wrong(Speller("en", own_words), text) == [], "plain English is either"
    assert wrong(Speller("en-AU", own_words), text) == [], "no dictionary of its own: either"


@pytest.mark.parametrize(
    "text",
    [
        "`recieve` and ``a ` recieve``",
        "```\nrecieve\n```\nafter",
        "~~~ python\nrecieve\n",
        "    recieve = 1",
        "[a page](https://example.org/recieve 'Teh title') and [more](story:recieve)",
        "![](photo:0190c1f0-0000-7000-8000-00000000abcd)",
        "photo:0190c1f0-0000-7000-8000-00000000abcd",
        "Read https://example.org/recieve, or www.exampel.org/teh.",
        "Write to recieve@exampel.org or @recieve, #teh",
        "<span class='recieve'>word</span> <!-- recieve -->",
        "A word[^recieve] here\n\n[^recieve]: The note.",
        "[a link][teh]\n\n[teh]: https://example.org 'recieve'",
        "---\ntitle: recieve\nteh: x\n---\nThe text.",
        "The NBSTV said that 3kg, 42nd and B52s are no words; MPs and UAVs neither.",
        "recieve.jpg, exampel.com and my_recieve_name",
        "iPhoen and McGrgeor",
        "A heading {: #recieve .teh}",
        "&eacute; &nbsp;",
        "| Word | Word |\n| :--- | ---: |\n| a | b |",
    ],
)
def test_what_is_no_prose_is_left_alone(us, text):
    assert wrong(us, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "don’t don't can’t I’m we’ve rock ’n’ roll the ’90s",
        "the ship’s log, the ships’ logs, James’s, O’Neill’s",
        "a well-known co-operative e-mail, pre-war, non-smoker, forty-one",
        "naïve café façade role rôle Café’s",
        unicodedata.normalize("NFD", "naïve café"),
        "_emphasis_ and __strong__ words",
    ],
)
def test_english_as_it_is_written(us, text):
    assert wrong(us, text) == []


def test_prose_in_lists_links_and_quotes_is_read(us):
    text = (
        "- a recieve\n    - nested recieve\n\n> quoted recieve\n\n"
        "[recieve](x) ![recieve](y)\n\n_recieve_"
    )
    assert wrong(us, text) == ["recieve"] * 6


def test_a_part_of_a_compound_is_named_alone(us):
    assert wrong(us, "a recieve-only ship") == ["recieve"]


def test_mixed_case_can_be_checked_too(own_words):
    assert wrong(Speller("en-US", own_words, mixed_case=True), "McGrgeor") == ["McGrgeor"]


def test_suggestions_lead_with_the_likeliest_and_keep_the_apostrophe(us):
    assert us.suggest("recieve")[0] == "receive"
    assert us.suggest("accomodation")[0] == "accommodation"
    assert us.suggest("dosen’t")[0] == "doesn’t"
    assert us.suggest("dosen't")[0] == "doesn't"


def test_suggestions_fall_back_to_a_thorough_look(us):
    us.load()
    quick = us._dictionaries[0]._quick
    assert quick.suggest("Varnmouth") == ()
    assert us.suggest("Varnmouth") == ("Monmouth",)


def test_own_words_are_right_and_suggested(us):
    assert wrong(us, "Varnmouth, Varnmouth’s, varnmouth") == [
        "Varnmouth",
        "Varnmouth’s",
        "varnmouth",
    ]
    assert us.add("Varnmouth’s")
    assert not us.add("Varnmouth")
    assert wrong(us, "Varnmouth, Varnmouth’s, Varnmouth's, varnmouth") == ["varnmouth"]
    assert us.suggest("Varnmuoth’s")[0] == "Varnmouth’s"
    assert us.add("demurrager")
    assert wrong(us, "Demurrager demurrager DEMURRAGER") == []


def test_a_language_without_dictionary_finds_nothing_and_says_so(own_words):
    speller = Speller("xx", own_words)
    assert not speller.is_known
    assert "“xx”" in speller.notice
    assert speller.check_text("recieve") == ()
    assert speller.suggest("recieve") == ()
    assert not Speller("en", own_words).notice


def test_a_dictionary_can_be_added_in_its_own_encoding(home):
    home.dictionaries.mkdir(parents=True)
    (home.dictionaries / "de_DE.aff").write_bytes(b"SET ISO8859-1\nMAXNGRAMSUGS 4\nTRY e\n")
    (home.dictionaries / "de_DE.dic").write_bytes("2\nMädchen\ndas\n".encode("latin-1"))
    (home.dictionaries / "alone.dic").write_text("1\nx\n")
    assert open_speller(home, "de").is_known
    assert [(one.tag, one.name) for one in languages(home)] == [
        ("en-US", "English (United States)"),
        ("en-GB", "English (United Kingdom)"),
        ("de-DE", "German (Germany)"),
    ]
    speller = open_speller(home, "de")
    assert wrong(speller, "das Mädchen, das Madchen, Čapek") == ["Madchen", "Čapek"]
    assert speller.suggest("Mädchem") == ("Mädchen",)
    assert open_speller(home, "de") is speller


def test_missing_and_foreign_files_are_named(own_words, tmp_path):
    for name in ("en-GB.dic", "en-GB.aff"):
        shutil.copy(resource("dictionaries", name), tmp_path / name)
    known = [Language("en-GB", "English", tmp_path / "en-GB.dic")]
    (tmp_path / "en-GB.aff").unlink()
    with pytest.raises(HomeUnusable, match=r"en-GB\.aff is missing"):
        Speller("en-GB", own_words, known).check_text("word")
    (tmp_path / "fr.aff").write_text("SET UTF-8\n")
    (tmp_path / "fr.dic").write_text("<html>Not found</html>")
    with pytest.raises(BadFile, match="no Hunspell dictionary"):
        Speller("fr", own_words, [Language("fr", "French", tmp_path / "fr.dic")]).load()


def test_dictionaries_ship_with_their_licences():
    for language in languages():
        licence = language.path.with_name(f"{language.tag}-LICENCE.txt").read_text("utf-8")
        assert "Copyright" in licence
        assert language.path.with_suffix(".aff").read_text("utf-8").startswith("SET UTF-8")


SHARED = {}


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_answered_with_positions_inside_it(tmp_path_factory, text):
    if not SHARED:
        SHARED["en"] = Speller("en", WordList(tmp_path_factory.mktemp("w") / "words.txt"))
    found = SHARED["en"].check_text(text)
    for one in found:
        assert text[one.start : one.end] == one.word
        assert one.word.strip()
    assert list(found) == sorted(found, key=lambda one: one.start)
