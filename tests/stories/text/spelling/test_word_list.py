"""The newsroom's words in their file."""

import pytest

from editorial.stories.text.spelling.word_list import WordList
from editorial.system.errors import NotFound, WrongUsage


@pytest.fixture
def listed(tmp_path):
    return WordList(tmp_path / "home" / "words.txt")


def test_the_first_word_makes_a_file_that_explains_itself(listed):
    assert listed.words() == frozenset()
    assert listed.add(" Varnmouth ")
    assert listed.add("O’Neill")
    text = listed.path.read_text("utf-8")
    assert text.startswith("# Words of this newsroom")
    assert text.endswith("\nVarnmouth\nO'Neill\n")
    assert WordList(listed.path).listed() == ("O'Neill", "Varnmouth")


def test_what_a_hand_wrote_stays_and_is_read(listed):
    listed.add("one")
    revision = listed.revision
    listed.path.write_bytes(b"# ours\r\nVarnmouth  # the town\r\n\r\nSan Telmo\r\nlast")
    assert listed.words() == {"Varnmouth", "San Telmo", "San", "Telmo", "last"}
    assert listed.revision > revision
    listed.add("new")
    assert listed.path.read_bytes().endswith(b"San Telmo\r\nlast\nnew\n")
    listed.remove("Varnmouth")
    assert listed.path.read_bytes() == b"# ours\r\n\r\nSan Telmo\r\nlast\nnew\n"


def test_a_line_in_another_encoding_is_named_and_kept(listed):
    listed.path.parent.mkdir()
    listed.path.write_bytes("right\nMädchen\n".encode("latin-1"))
    assert listed.words() == {"right"}
    assert listed.problems == ("words.txt, line 2: not in UTF-8, left out",)
    listed.add("new")
    listed.remove("right")
    assert listed.path.read_bytes() == "Mädchen\nnew\n".encode("latin-1")


@pytest.mark.parametrize("word", ["", "  ", "two words", "a#b", "x" * 81])
def test_what_is_no_word_is_refused(listed, word):
    with pytest.raises(WrongUsage, match="not one word"):
        listed.add(word)
    assert not listed.path.exists()


def test_removing_what_is_not_there_says_so(listed):
    with pytest.raises(NotFound, match="“none”"):
        listed.remove("none")
    assert not listed.path.exists()
