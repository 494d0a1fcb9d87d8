"""From the database to a piece: fixed once queued, and its pictures carry the right words."""

from __future__ import annotations

import dataclasses
import functools

import pytest

from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.photos.metadata.reading import read_metadata
from editorial.publishing.assemble import build_piece
from editorial.publishing.figures import picture_element
from editorial.publishing.structured_data import news_article
from editorial.stories import drafts, versions
from editorial.stories.filing import file_story
from editorial.stories.placements import place_hero, place_inline, remove_hero, set_photo_words
from editorial.stories.related import link_page, link_story, unlink
from editorial.stories.vocabulary import add_contributor
from editorial.system.errors import BadFile, NotFound
from editorial.system.settings import NewsroomSettings
from tests.generate.photos import agency_jpeg, jpeg
from tests.publishing.house import IDA

NEWSROOM = NewsroomSettings(title="The Harbour Review", credit_label="Photo")


@pytest.fixture
def photos(store, workbench, tmp_path):
    """Three photos: one of an agency, two with few words."""
    folder = tmp_path / "card"
    folder.mkdir()
    agency_jpeg(folder / "quay.jpg", credit="Ana Ruiz/REUTERS")
    for number in (1, 2):
        jpeg(folder / f"{number}.jpg", seed=number * 3)
    results, _ = import_photos(store, [folder], who="Ida", workbench=workbench)
    found = {result.file.name: result.photo.id for result in results}
    return [found[name] for name in ("quay.jpg", "1.jpg", "2.jpg")]


@pytest.fixture
def build(store, workbench):
    return functools.partial(
        build_piece,
        store,
        address_of=lambda story_id: f"https://news.example/{story_id}",
        workbench=workbench,
        newsroom=NEWSROOM,
    )


@pytest.fixture
def story(store, photos):
    """A story with a hero and two inline photos; returns its id."""
    hero, first, second = photos
    body = (
        f'One **bold** word.\n\n![Alt in the text](photo:{first} "Caption in the text")\n\n'
        f"[A link](https://ports.example/log), and more.\n\n![](photo:{second})\n\nThe end."
    )
    made = drafts.new_story(
        store,
        who=IDA,
        headline="Middle ports",
        dek="Big stakes.",
        body=body,
        type="Analysis",
        section="World",
        byline=["Ida Holm", "Zoë Dvořák"],
    ).created
    file_story(store, made, who=IDA, also_in=["Europe"], tags=["ports", "labour"], slug="ports")
    place_hero(store, made, hero, who=IDA)
    return made


def keep(store, story_id) -> int:
    versions.checkpoint(store, story_id, "queued", who=IDA)
    return versions.versions(store, story_id)[0].number


def test_a_piece_holds_everything_of_its_story(store, build, story, photos) -> None:
    add_contributor(store, "Zoë Dvořák", line="Ports correspondent")
    piece = build(story)
    assert (piece.headline, piece.dek, piece.slug) == ("Middle ports", "Big stakes.", "ports")
    assert piece.kicker == ("Analysis", "World")
    assert [term.name for term in piece.terms] == ["World", "Europe"]
    assert [tag.slug for tag in piece.tags] == ["ports", "labour"]
    assert [(a.name, a.slug, a.line) for a in piece.authors] == [
        ("Ida Holm", "ida-holm", ""),
        ("Zoë Dvořák", "zoe-dvorak", "Ports correspondent"),
    ]
    assert piece.links == ("https://ports.example/log",)
    assert "<strong>bold</strong>" in piece.body_html
    assert [picture.photo_id for picture in piece.pictures] == photos
    assert piece.newsroom is NEWSROOM
    assert piece.hero.credit == "Ana Ruiz/REUTERS"
    assert piece.hero.credit_label == "Photo"


def test_the_same_version_gives_the_same_piece(store, build, story) -> None:
    number = keep(store, story)
    first = build(story, number)
    assert build(story, number) == first
    assert first.version == number
    # The very same bytes, too.
    hashes = [file.sha256 for picture in first.pictures for file in picture.files]
    again = [file.sha256 for picture in build(story, number).pictures for file in picture.files]
    assert hashes == again


def test_later_edits_do_not_change_a_version_that_was_queued(store, build, story, photos) -> None:
    link_page(store, story, who=IDA, url="https://ports.example/log", title="The log")
    number = keep(store, story)
    before = build(story, number)
    detail = drafts.open_story(store, story)

    drafts.save_text(
        store, story, who=IDA, base=detail.text_revision,
        headline="Other words", dek="", body="Nothing of it.",
    )  # fmt: skip
    file_story(store, story, who=IDA, type="Report", section="", also_in=[], tags=[], slug="other")
    file_story(store, story, who=IDA, byline=["Nobody"], language="de")
    remove_hero(store, story, who=IDA)
    place_hero(store, story, photos[2], who=IDA)
    unlink(store, story, detail.links[0].id, who=IDA)

    assert build(story, number) == before
    now = build(story)
    assert (now.headline, now.slug, now.language) == ("Other words", "other", "de")
    assert now.hero.photo_id == photos[2]
    assert now.related == ()


def test_words_in_the_text_go_before_those_of_the_placement_and_those_before_the_photos(
    store, build, story, photos
) -> None:
    hero, first, second = photos
    for photo_id in photos:
        edit_photo(store, photo_id, who="Ida", caption="Photo caption", alt="Photo alt")
    place_inline(store, story, first, who=IDA)

    def words():
        piece = build(story)
        return [(picture.caption, picture.alt) for picture in (piece.hero, *piece.inline)]

    own = ("Photo caption", "Photo alt")
    assert words() == [own, ("Caption in the text", "Alt in the text"), own]
    for photo_id, role in ((hero, "hero"), (first, "inline"), (second, "inline")):
        set_photo_words(store, story, photo_id, role, who=IDA, caption="Here", alt="Here alt")
    here = ("Here", "Here alt")
    assert words() == [here, ("Caption in the text", "Alt in the text"), here]
    # An empty placement is a decision; it is not filled up again.
    set_photo_words(store, story, hero, "hero", who=IDA, caption="", alt=None)
    assert words()[0] == ("", "Photo alt")


def test_the_words_of_the_story_and_the_credit_are_inside_the_files(build, story) -> None:
    piece = build(story)
    assert {(file.format, file.width) for file in piece.hero.files} == {
        ("JPEG", 320),
        ("WEBP", 320),
    }
    for picture in (piece.hero, piece.inline[0]):
        for file in picture.files:
            found = read_metadata(file.path)
            assert found.caption == picture.caption
            assert found.alt == picture.alt
            assert found.credit == picture.credit
    assert read_metadata(piece.hero.files[0].path).credit == "Ana Ruiz/REUTERS"
    assert read_metadata(piece.inline[0].files[0].path).caption == "Caption in the text"


def test_a_decorative_photo_has_an_empty_alternative_text(store, build, story, photos) -> None:
    edit_photo(store, photos[0], who="Ida", alt="Boats", decorative=True)
    place_hero(store, story, photos[0], who=IDA, alt="Pilot boats")
    piece = build(story)
    assert piece.hero.alt == ""
    # Nor is there one inside the file.
    assert {read_metadata(file.path).alt for file in piece.hero.files} == {""}


def _shapes(piece) -> list[tuple[int, int]]:
    return [(file.width, file.height) for file in piece.hero.shapes]


def test_the_hero_is_whole_until_somebody_says_how_to_cut_it(store, build, story, photos) -> None:
    piece = build(story)
    assert (piece.hero.width, piece.hero.height) == (320, 213)
    # Search engines get all three shapes in any case.
    assert _shapes(piece) == [(320, 180), (284, 213), (213, 213)]
    edit_photo(store, photos[0], who="Ida", focal_x=0.1, focal_y=0.1)
    piece = build(story)
    assert {(file.width, file.height) for file in piece.hero.files} == {(320, 180)}
    assert (piece.hero.width, piece.hero.height) == (320, 180)
    edit_photo(store, photos[0], who="Ida", no_crop=True)
    piece = build(story)
    assert (piece.hero.width, piece.hero.height) == (320, 213)
    assert _shapes(piece) == []


def test_the_settings_of_the_newsroom_hold_for_its_files(store, workbench, story, photos) -> None:
    edit_photo(store, photos[0], who="Ida", city="Norvik")
    newsroom = dataclasses.replace(NEWSROOM, private_out=True, avif=True)
    piece = build_piece(
        store, story, address_of=lambda _: None, workbench=workbench, newsroom=newsroom
    )
    assert {file.media_type for file in piece.hero.files} == {
        "image/jpeg", "image/webp", "image/avif"
    }  # fmt: skip
    for file in (*piece.hero.files, *piece.hero.shapes):
        assert read_metadata(file.path).city == "Norvik"
    # The browser takes the first kind that it knows.
    page = picture_element(piece.hero, lambda file: file.path.name)
    assert page.index("image/avif") < page.index("image/webp") < page.index("<img")


def test_search_engines_are_told_of_each_shape_with_its_credit(build, story) -> None:
    piece = build(story)
    data = news_article(
        piece,
        url="https://a.example/",
        site_url="https://a.example/",
        picture_address=lambda _, file: f"https://a.example/{file.sha256[:8]}.jpg",
        author_address=lambda _: "",
    )
    told = [image for image in data["image"] if image.get("caption") == piece.hero.caption]
    assert [round(image["width"] / image["height"], 2) for image in told[1:]] == [1.78, 1.33, 1.0]
    assert {image["creditText"] for image in told} == {"Ana Ruiz/REUTERS"}
    assert len({image["contentUrl"] for image in told}) == 4


@pytest.mark.parametrize("role", ["hero", "inline"])
def test_a_missing_original_is_named_with_the_way_out(store, build, story, photos, role) -> None:
    from editorial.photos.queries import photo

    row = photo(store, photos[0 if role == "hero" else 1])
    row.original_path.unlink()
    with pytest.raises(BadFile) as caught:
        build(story)
    assert row.file_name in caught.value.message
    assert "missing" in caught.value.message
    assert "credit" in caught.value.safe
    assert "Import the same file again" in caught.value.next_step


def test_a_damaged_original_is_not_published(store, build, story, photos) -> None:
    from editorial.photos.queries import photo

    row = photo(store, photos[0])
    row.original_path.chmod(0o644)
    row.original_path.write_bytes(row.original_path.read_bytes()[:300])
    with pytest.raises(BadFile, match=r"quay\.jpg"):
        build(story)


def test_a_related_story_without_a_public_address_has_none(
    store, workbench, build, story, photos
) -> None:
    other = drafts.new_story(
        store, who=IDA, headline="The other", body="It began in May. And went on.", section="World"
    ).created
    place_hero(store, other, photos[1], who=IDA, caption="", alt="A ladder")
    link_story(store, story, other, who=IDA)
    piece = build(story)
    (related,) = piece.related
    assert (related.title, related.section, related.outside) == ("The other", "World", False)
    assert related.url == f"https://news.example/{other}"
    assert related.excerpt.startswith("It began in May")
    assert related.picture.alt == "A ladder"
    assert related.picture.width == 320

    nowhere = functools.partial(
        build_piece, store, address_of=lambda _: None, workbench=workbench, newsroom=NEWSROOM
    )
    (related,) = nowhere(story).related
    assert related.url == ""
    from editorial.publishing.page_alone import render_alone

    page = render_alone(nowhere(story), store.home.root / "preview" / "page.html")
    assert "The other" not in page.read_text("utf-8")


def test_a_link_in_the_text_to_a_story_without_an_address_is_plain_words(
    store, workbench, build
) -> None:
    other = drafts.new_story(store, who=IDA, headline="The other", body="x").created
    made = drafts.new_story(
        store, who=IDA, headline="This", body=f"See [the other](story:{other}) now."
    ).created
    assert build(made).links == (f"https://news.example/{other}",)
    piece = build_piece(
        store, made, address_of=lambda _: None, workbench=workbench, newsroom=NEWSROOM
    )
    assert piece.links == ()
    assert piece.body_html == "<p>See the other now.</p>"


def test_an_outside_page_keeps_its_words_and_the_credit_of_its_picture(
    store, build, story, photos
) -> None:
    link_page(
        store, story, who=IDA, url="https://ports.example/log", title="The log", section="Data",
        excerpt="Every ship.", photo_id=photos[0], photo_caption="A page of it",
    )  # fmt: skip
    (related,) = build(story).related
    assert (related.url, related.outside) == ("https://ports.example/log", True)
    assert (related.title, related.section, related.excerpt) == ("The log", "Data", "Every ship.")
    assert (related.picture.caption, related.picture.credit) == (
        "A page of it",
        "Ana Ruiz/REUTERS",
    )


def test_an_unknown_version_is_told(build, story) -> None:
    with pytest.raises(NotFound, match="no version 99"):
        build(story, 99)


def test_a_bare_draft_is_a_piece_as_well(store, build) -> None:
    made = drafts.new_story(store, who=dataclasses.replace(IDA, name="")).created
    piece = build(made)
    assert (piece.headline, piece.body_html, piece.word_count) == ("", "", 0)
    assert (piece.hero, piece.inline, piece.authors, piece.type) == (None, (), (), None)
