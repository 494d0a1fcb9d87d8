"""What holds for any text at all."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from editorial.photos.credits.captions import split_caption
from editorial.photos.credits.cleaning import clean
from editorial.photos.credits.line import labelled
from editorial.photos.credits.problems import credit_problems
from editorial.photos.credits.reading import read_credit

PIECES = st.sampled_from([
    "REUTERS", "AP Photo", "AFP", "Getty Images", "via", "/", " / ", "|", "||", ":", ": :",
    "Photo", "Foto:", "Crédit photo :", "©", "(c)", "Pool", "POOL", "Handout", "HO-", "STR",
    "File Photo", "Jane Doe", "JOHN DOE", "Dr. Max von Müller", "M.Chalmeton", "Staff Sgt.",
    "U.S. Navy photo by", "courtesy of", "(", ")", "[", "]", "CC BY-SA 4.0", "CC0",
    "public domain", "for", "on", "Unsplash", "and", "&", ",", ".", "-", " - ", "---",
    "China Out", "MANDATORY CREDIT", "Mandatory Credit:", "(16513246a)", "\"Title\"", "by",
    "Photo by", "2022", "https://www.pexels.com/photo/1/", "<a href='x'>", "</a>", "&amp;", "Â©",
    "Ã©", "shutterstock.com", "#", "*", "_", "Фото:", "ТАСС", "NASA", "ESA", "A.", "\n", "\t",
    "  ", "x", "Reuters Staff", "Stringer", "Composite:", "Photo Illustration by",
    "ATTENTION EDITORS -", "Ima", "Getty I", "retuERS", "摄", "...", ";", "“", "”", "'",
])  # fmt: skip
LIKELY = st.lists(PIECES, max_size=9).map(" ".join) | st.lists(PIECES, max_size=9).map("".join)
TEXTS = st.text(max_size=120) | LIKELY | st.text(alphabet='aA/|:(),.-©" \n', max_size=40)
FORBIDDEN = ("||", "  ", "::", ": :")


@settings(max_examples=800, deadline=None)
@given(TEXTS)
@example("A" * 7000)
@example("HO-" * 2000)
def test_never_raises_and_keeps_the_raw_text(text):
    for context in ("credit", "caption", "caption_tail", "caption_head"):
        credit = read_credit(text, context=context)
        assert credit.raw == text
        assert 0.0 <= credit.confidence <= 1.0


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
@example("Â\x80¡")
@example('0 A|0 a " -FOT:A')
def test_the_line_reads_back_as_itself(text):
    line = read_credit(text).line
    assert read_credit(line).line == line


@settings(max_examples=800, deadline=None)
@given(TEXTS)
def test_no_junk_in_any_line(text):
    credit = read_credit(text)
    for line in (credit.line, credit.canonical):
        assert line == line.strip()
        assert not any(junk in line for junk in FORBIDDEN)
        assert "\n" not in line
        assert "\ue000" not in line


@settings(max_examples=800, deadline=None)
@given(TEXTS)
def test_nothing_read_means_an_empty_line(text):
    credit = read_credit(text)
    if not credit.line:
        assert credit.confidence == 0.0
        assert credit.canonical == ""
    else:
        assert credit.confidence > 0.0


@settings(max_examples=800, deadline=None)
@given(TEXTS)
def test_names_are_never_invented(text):
    there = set(clean(text).casefold()) | {" ", "."}
    for name in read_credit(text).creators:
        assert set(name.casefold()) <= there


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_a_label_is_never_doubled(text):
    line = labelled(read_credit(text).line)
    assert labelled(line) == line
    assert line == "" or line.startswith("Photo: ")
    assert ": :" not in line
    assert "::" not in line


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_problems_and_captions_never_raise(text):
    assert all(credit_problems(text)) or credit_problems(text) == ()
    caption, credit = split_caption(text)
    if credit is None:
        assert caption == text
    else:
        assert credit.line
