"""Story files as people really send them, through a real store and a real workbench."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from editorial.photos.ingest import import_photos
from editorial.photos.queries import photo
from editorial.stories import drafts, versions
from editorial.stories.importing import import_story, relate_by_slug
from editorial.stories.models import Story
from editorial.stories.text.story_file import LARGEST
from editorial.stories.vocabulary import sections, story_types, tags
from editorial.stories.workflow import Status
from editorial.system.errors import BadFile, DiskFull
from editorial.system.settings import NewsroomSettings, Settings, save_settings
from tests.generate.photos import agency_jpeg, jpeg, png

FULL = """---
title: "Middle ports: big stakes"
dek: Forty-one ships, one committee.
type: Analysis
section: Global Crises
also_in: [Europe, Asia-Pacific]
tags: [ports, "labour law"]
byline: Ida Holm
date: 2026-11-20
slug: middle-ports
language: en-GB
hero: pictures/quay.jpg
hero_caption: The quay at dawn.
hero_credit: "Photo: REUTERS/Ana Ruiz"
hero_alt: Pilot boats tied up at a stone quay
related:
  - url: https://ports.example/log
    title: The log
    section: Data
    excerpt: Every ship since May.
    image: pictures/log.png
    caption: A page of the log
    credit: Ports Authority
---
For nine days.

![A ladder on a hull](pictures/ladder.jpg "The pilots’ ladder")

Then the tide.
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "from the writer"
    (made / "pictures").mkdir(parents=True)
    return made


@pytest.fixture
def bring(store, person, workbench, folder):
    """Write a story file and import it."""

    def do(text: str | bytes, name: str = "story.md"):
        path = folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return import_story(store, path, who=person, workbench=workbench)

    return do


def count(store) -> int:
    with store.read() as session:
        return session.query(Story).count()


def test_a_complete_file_becomes_a_complete_draft(store, bring, folder) -> None:
    for number, name in enumerate(("quay.jpg", "ladder.jpg")):
        agency_jpeg(folder / "pictures" / name, caption=f"Caption of {name}", rights=str(number))
    png(folder / "pictures" / "log.png", seed=3)

    done = bring(FULL)

    story = drafts.open_story(store, "middle-ports")
    assert done.story == story
    assert done.changes.created == story.id
    assert story.status is Status.DRAFT
    assert (story.headline, story.dek) == (
        "Middle ports: big stakes",
        "Forty-one ships, one committee.",
    )
    assert (story.type, story.section, story.language) == ("Analysis", "Global Crises", "en-GB")
    assert story.also_in == ("Europe", "Asia-Pacific")
    assert story.tags == ("ports", "labour law")
    assert story.byline == ("Ida Holm",)
    assert story.dated_at == dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    assert story.slug_fixed
    assert story.hero is not None
    assert (story.hero.caption, story.hero.alt) == (
        "The quay at dawn.",
        "Pilot boats tied up at a stone quay",
    )
    assert photo(store, story.hero.photo_id).credit == "REUTERS/Ana Ruiz"
    (inline,) = story.inline
    assert (inline.caption, inline.alt) == ("The pilots’ ladder", "A ladder on a hull")
    # The agency's own credit stays with the inline photo, of which the file says nothing.
    assert photo(store, inline.photo_id).credit == "Zoë Dvořák/North Sea Pictures"
    assert story.body == f"For nine days.\n\n![](photo:{inline.photo_id})\n\nThen the tide."
    (link,) = story.links
    assert (link.url, link.title, link.section) == ("https://ports.example/log", "The log", "Data")
    assert link.photo_id is not None
    assert photo(store, link.photo_id).credit == "Ports Authority"
    assert {result.status for result in done.photos} == {"new"}
    assert "Global Crises" in {row.name for row in sections(store)}
    assert "Analysis" in {row.name for row in story_types(store)}
    assert {row.name for row in tags(store)} == {"ports", "labour law"}
    for new in ("Global Crises", "Europe", "Analysis", "ports"):
        assert any(new in warning for warning in done.warnings), new
    (version,) = versions.versions(store, story.id)
    assert version.kind == "import"


def test_a_second_file_of_known_terms_brings_no_warning(bring) -> None:
    text = "---\ntitle: {}\nsection: World\ntype: Report\ntags: [a]\nbyline: Ida\n---\nWords."
    bring(text.format("One"), "one.md")
    assert bring(text.format("Two"), "two.md").warnings == ()


@pytest.mark.parametrize(
    ("text", "headline", "body"),
    [
        ("# The title\n\nThe body.", "The title", "The body."),
        ("\n\n# The title #\nThe body.", "The title", "The body."),
        ("---\ndek: x\n---\n# The title\n\nThe body.", "The title", "The body."),
        ("---\ntitle: The title\n---\n\n# A part\n\nText.", "The title", "# A part\n\nText."),
        ("---\ntitle: The title\n...\nThe body.", "The title", "The body."),
        ("---\n---\nThe body.", "", "The body."),
        ("The body.\n\n---\n\nMore.", "", "The body.\n\n---\n\nMore."),
        ("---\nTitle: The title\nHero-Alt: x\n---\nThe body.", "The title", "The body."),
        ("---\ntitle: 1984\n---\nThe body.", "1984", "The body."),
        ("---\ntitle: >\n  The\n  title\n---\nThe body.", "The title", "The body."),
    ],
)
def test_titles_and_front_matter_in_many_forms(bring, text, headline, body) -> None:
    story = bring(text).story
    assert (story.headline, story.body) == (headline, body)


def test_plain_text_has_its_headline_in_the_first_line(bring) -> None:
    story = bring("\n  The   title \n\nFirst words.\n\nMore.\n", "story.txt").story
    assert (story.headline, story.body) == ("The title", "First words.\n\nMore.")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ida Holm", ("Ida Holm",)),
        ("By Ida Holm", ("Ida Holm",)),
        ("Ida Holm and Zoë Dvořák", ("Ida Holm", "Zoë Dvořák")),
        ("Ida Holm, Zoë Dvořák and Jan Sand", ("Ida Holm", "Zoë Dvořák", "Jan Sand")),
        ("by Ida Holm, Zoë Dvořák, and Jan Sand", ("Ida Holm", "Zoë Dvořák", "Jan Sand")),
        ("Ida Holm & Jan Sand", ("Ida Holm", "Jan Sand")),
        ("Sandy Anderson, Byron Land", ("Sandy Anderson", "Byron Land")),
        ("[Ida Holm, Jan Sand]", ("Ida Holm", "Jan Sand")),
        ("\n  - Ida Holm\n  - Ida Holm", ("Ida Holm",)),
    ],
)
def test_bylines_as_people_write_them(bring, byline, names) -> None:
    assert bring(f"---\ntitle: T\nbyline: {byline}\n---\nWords.").story.byline == names


def test_a_missing_byline_is_told(bring) -> None:
    done = bring("---\ntitle: T\n---\nWords.")
    assert done.story.byline == ()
    assert "The file has no byline." in done.warnings


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026-11-20", dt.datetime(2026, 11, 20, 11, tzinfo=dt.UTC)),
        ('"2026-11-20"', dt.datetime(2026, 11, 20, 11, tzinfo=dt.UTC)),
        ("2026-11-20 08:30", dt.datetime(2026, 11, 20, 7, 30, tzinfo=dt.UTC)),
        ("2026-11-20T08:30:00+05:00", dt.datetime(2026, 11, 20, 3, 30, tzinfo=dt.UTC)),
        ("2026-11-20T08:30:00Z", dt.datetime(2026, 11, 20, 8, 30, tzinfo=dt.UTC)),
    ],
)
def test_dates_are_read_in_the_newsrooms_time_zone(store, bring, date, moment) -> None:
    save_settings(store.home, Settings(newsroom=NewsroomSettings(time_zone="Europe/Oslo")))
    assert bring(f"---\ntitle: T\ndate: {date}\n---\nWords.").story.dated_at == moment


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: Middle ports: big stakes\n---\nWords.", r"cannot be read in line 2"),
        ("---\ntitle: [a, b\n---\nWords.", "cannot be read"),
        ("---\n- a\n- b\n---\nWords.", "no list of keys"),
        ("---\ntitle: T\n\nWords without an end.", "without an end"),
        ("---\ntitle: T\ndate: yesterday\n---\nWords.", "yesterday"),
        ("---\ntitle: T\ndate: [2026]\n---\nWords.", "date"),
        ("---\ntitle: T\ndate: 2026-13-40\n---\nWords.", "date|cannot be read"),
        ("---\ntitle: " + "[" * 5000 + "\n---\nWords.", "nested|cannot be read"),
        ('---\ntitle: !!python/object/apply:os.system ["true"]\n---\nW.', "cannot be read"),
        ("", "is empty"),
        (" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
        (b"PK\x03\x04\0\0", "binary"),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_imported(store, bring, text, words) -> None:
    with pytest.raises(BadFile, match=words) as caught:
        bring(text)
    assert "story.md" in caught.value.message
    assert caught.value.safe == "Nothing was imported."
    assert caught.value.next_step
    assert count(store) == 0
    assert sections(store) == ()


def test_a_file_of_ten_megabytes_is_taken_and_one_byte_more_is_not(store, bring) -> None:
    text = b"# Long\n\n" + b"word " * 1000
    filler = (b"<!-- " + b"x" * 90 + b" -->\n") * ((LARGEST - len(text)) // 100)
    text = (text + filler).ljust(LARGEST, b"\n")
    with pytest.raises(BadFile, match="far too large"):
        bring(text + b"\n", "larger.md")
    assert count(store) == 0
    assert bring(text).story.headline == "Long"


@pytest.mark.parametrize("name", ["story.rtf", "story.pdf", "story.pages"])
def test_other_kinds_of_file_are_refused_by_name(bring, name) -> None:
    with pytest.raises(BadFile, match=name):
        bring("words", name)


def test_files_that_are_not_there_or_are_folders(store, person, workbench, folder) -> None:
    with pytest.raises(BadFile, match="does not exist"):
        import_story(store, folder / "none.md", who=person, workbench=workbench)
    (folder / "a.md").mkdir()
    with pytest.raises(BadFile, match="is a folder"):
        import_story(store, folder / "a.md", who=person, workbench=workbench)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_encodings_of_other_systems(bring, encoding) -> None:
    text = "---\r\ntitle: Größe – „Zoë“\r\nbyline: Ida\r\n---\r\nZeile eins.\r\n\r\nZeile zwei.\r\n"
    done = bring(text.encode(encoding))
    assert done.story.headline == "Größe – „Zoë“"
    assert done.story.body == "Zeile eins.\n\nZeile zwei."
    assert done.warnings == ()


def test_windows_text_is_read_with_a_warning(bring) -> None:
    done = bring("# Größe\n\nZeile".encode("cp1252"))
    assert done.story.headline == "Größe"
    assert any("UTF-8" in warning for warning in done.warnings)


def test_old_line_ends_are_read(bring) -> None:
    assert bring(b"---\rtitle: T\r---\rOne.\r\rTwo.\r").story.body == "One.\n\nTwo."


def test_unknown_keys_are_told(bring) -> None:
    done = bring("---\ntitle: T\nmood: calm\n---\nWords.")
    assert any("mood" in warning for warning in done.warnings)


def test_a_language_that_is_none_is_told_and_the_houses_own_is_taken(bring) -> None:
    done = bring('---\ntitle: T\nlanguage: "English, please"\n---\nWords.')
    assert done.story.language == "en"
    assert any("English, please" in warning for warning in done.warnings)


def test_missing_and_foreign_pictures_are_told_and_the_words_come_in(store, bring) -> None:
    done = bring(
        "---\ntitle: T\nbyline: Ida\nhero: none.jpg\n---\n"
        "One.\n\n![x](gone.png)\n\n![y](https://pictures.example/a.jpg)\n\n"
        "![z](data:image/png;base64,AAAA)\n\n![w](//cdn.example/b.jpg)\n\nTwo."
    )
    story = done.story
    assert story.photos == ()
    # What could not be brought stays as the writer wrote it.
    assert "![x](gone.png)" in story.body
    assert "![y](https://pictures.example/a.jpg)" in story.body
    for address in ("none.jpg", "gone.png", "https://pictures.example/a.jpg", "data:image/png"):
        assert any(address in warning for warning in done.warnings), address
    assert len(done.warnings) == 5


def test_the_words_of_a_hero_that_is_missing_are_told(bring) -> None:
    done = bring("---\ntitle: T\nbyline: Ida\nhero: none.jpg\nhero_credit: Ana Ruiz\n---\nOne.")
    assert any("Ana Ruiz" in warning for warning in done.warnings)


@pytest.mark.parametrize(
    "address",
    ["x" * 300 + ".jpg", "a/" * 3000 + "b.jpg", "nul%00.jpg"],
    ids=("long", "deep", "nul"),
)
def test_impossible_names_of_pictures_are_only_missing_pictures(bring, address) -> None:
    done = bring(f"# T\n\nOne.\n\n![x]({address})\n\nTwo.")
    assert done.story.photos == ()
    assert any("not there" in warning for warning in done.warnings)


def test_a_picture_that_is_none_is_refused_and_the_words_come_in(bring, folder) -> None:
    (folder / "pictures" / "a.jpg").write_text("no picture")
    done = bring("---\ntitle: T\nhero: pictures/a.jpg\n---\nOne.")
    assert done.story.hero is None
    assert done.photos[0].status == "refused"
    assert any("a.jpg" in warning for warning in done.warnings)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("pictures/the quay at dawn.jpg", "<pictures/the quay at dawn.jpg>"),
        ("pictures/the quay at dawn.jpg", "pictures/the%20quay%20at%20dawn.jpg"),
        ("pictures/Hafen Größe.jpg", "pictures/Hafen%20Gr%C3%B6%C3%9Fe.jpg"),
        ("pictures/Übersee–Kai.jpg", "pictures/Übersee–Kai.jpg"),
        ("pictures/100%.jpg", "pictures/100%.jpg"),
        ("pictures/a%20b.jpg", "pictures/a%20b.jpg"),
        ("pictures/a.jpg", "./pictures/../pictures/a.jpg"),
        ("../shared.jpg", "../shared.jpg"),
    ],
)
def test_names_of_pictures_as_people_write_them(bring, folder, name, written) -> None:
    jpeg(folder / name)
    done = bring(f"# T\n\nOne.\n\n![A quay]({written})\n\nTwo.")
    (inline,) = done.story.inline
    assert inline.alt == "A quay"
    assert done.photos[0].photo.file_name == Path(name).name


def test_umlauts_in_the_other_unicode_form_are_found(bring, folder) -> None:
    """Names from a Mac are decomposed; what a person types is not."""
    jpeg(folder / "pictures" / "Gro\u0308\u00dfe.jpg")
    done = bring("# T\n\nOne.\n\n![A quay](pictures/Gr\u00f6\u00dfe.jpg)")
    assert len(done.story.inline) == 1


def test_absolute_paths_and_links_lead_to_their_file(bring, folder, tmp_path) -> None:
    real = agency_jpeg(tmp_path / "elsewhere.jpg")
    (folder / "pictures" / "link.jpg").symlink_to(real)
    done = bring(f"---\ntitle: T\nhero: pictures/link.jpg\n---\nOne.\n\n![x]({real})")
    assert done.story.hero is not None
    # Both names are one file: one photo.
    assert done.story.hero.photo_id == done.story.inline[0].photo_id
    assert len(done.photos) == 1


def test_a_link_to_nothing_and_a_link_to_itself_are_missing_pictures(bring, folder) -> None:
    (folder / "pictures" / "gone.jpg").symlink_to(folder / "none.jpg")
    (folder / "pictures" / "loop.jpg").symlink_to(folder / "pictures" / "loop.jpg")
    done = bring("# T\n\n![x](pictures/gone.jpg)\n\n![y](pictures/loop.jpg)")
    assert done.photos == ()
    assert sum("not there" in warning for warning in done.warnings) == 2


def test_a_secret_file_is_not_brought_in_as_a_picture(bring, tmp_path) -> None:
    (tmp_path / "passwords").write_text("root:x:0:0")
    done = bring("---\ntitle: T\nhero: ../passwords\n---\nOne.")
    assert done.photos[0].status == "refused"
    assert "root:x" not in " ".join(done.warnings)


def test_a_new_photo_takes_the_credit_of_the_file(store, bring, folder) -> None:
    agency_jpeg(folder / "pictures" / "a.jpg")
    done = bring("---\ntitle: T\nhero: pictures/a.jpg\nhero_credit: 'Photo: Ana Ruiz/AP'\n---\nW.")
    row = photo(store, done.story.hero.photo_id)
    assert row.credit == "Ana Ruiz/AP"
    # What the file itself said is not forgotten.
    assert row.credit_raw == "Zoë Dvořák/North Sea Pictures"


def test_a_known_photo_keeps_its_credit_and_the_other_is_told(
    store, person, workbench, bring, folder
) -> None:
    path = agency_jpeg(folder / "pictures" / "a.jpg")
    import_photos(store, [path], who=person.name, workbench=workbench)
    done = bring("---\ntitle: T\nhero: pictures/a.jpg\nhero_credit: Ana Ruiz/AP\n---\nW.")
    assert photo(store, done.story.hero.photo_id).credit == "Zoë Dvořák/North Sea Pictures"
    assert any("keeps its credit" in w and "Ana Ruiz/AP" in w for w in done.warnings)


def test_a_known_photo_of_the_same_credit_is_no_news(
    store, person, workbench, bring, folder
) -> None:
    path = agency_jpeg(folder / "pictures" / "a.jpg")
    import_photos(store, [path], who=person.name, workbench=workbench)
    done = bring(
        "---\ntitle: T\nhero: pictures/a.jpg\n"
        "hero_credit: 'Photo: Zoë Dvořák/North Sea Pictures'\n---\nW."
    )
    assert not any("keeps its credit" in warning for warning in done.warnings)


def test_a_known_photo_without_a_credit_takes_that_of_the_file(
    store, person, workbench, bring, folder
) -> None:
    path = jpeg(folder / "pictures" / "a.jpg")
    import_photos(store, [path], who=person.name, workbench=workbench)
    done = bring("---\ntitle: T\nhero: pictures/a.jpg\nhero_credit: Ana Ruiz/AP\n---\nW.")
    assert photo(store, done.story.hero.photo_id).credit == "Ana Ruiz/AP"
    assert not any("keeps its credit" in warning for warning in done.warnings)


def test_words_equal_to_the_photos_own_are_no_override(bring, folder) -> None:
    agency_jpeg(folder / "pictures" / "a.jpg", caption="The quay.", alt="A quay")
    done = bring(
        "---\ntitle: T\nhero: pictures/a.jpg\nhero_caption: The quay.\nhero_alt: ''\n---\nW."
    )
    assert done.story.hero.caption is None
    assert done.story.hero.alt == ""


def test_the_same_picture_as_hero_and_in_the_text_is_imported_once(bring, folder) -> None:
    jpeg(folder / "pictures" / "a.jpg")
    done = bring("---\ntitle: T\nhero: pictures/a.jpg\n---\nW.\n\n![An alt](./pictures/a.jpg)")
    assert len(done.photos) == 1
    assert [(p.role, p.photo_id) for p in done.story.photos] == [
        ("hero", done.story.hero.photo_id),
        ("inline", done.story.hero.photo_id),
    ]


def test_related_slugs_wait_for_their_story(store, person, bring) -> None:
    first = bring("---\ntitle: First\nrelated: [second, second, first]\n---\nW.", "1.md")
    assert first.missing_related == ("second", "second", "first")
    assert first.story.links == ()
    assert any("“second” is not here yet" in warning for warning in first.warnings)
    second = bring("---\ntitle: Second\nrelated: first\n---\nW.", "2.md").story
    assert [link.story_id for link in second.links] == [first.story.id]

    relate_by_slug(store, first.story.id, first.missing_related, who=person)

    links = drafts.open_story(store, "first").links
    assert [link.story_id for link in links] == [second.id]


@pytest.mark.parametrize(
    "url",
    ["not an address", "javascript:alert(1)", "https://", "http://[bad", "ftp://a.example/x", ""],
)
def test_related_pages_need_a_web_address(bring, url) -> None:
    done = bring(
        f"---\ntitle: T\nbyline: Ida\nrelated:\n  - title: Page\n    url: '{url}'\n---\nW."
    )
    assert done.story.links == ()
    (warning,) = done.warnings
    assert "Page" in warning


def test_the_same_file_again_gives_the_same_story(store, bring, folder) -> None:
    for name in ("quay.jpg", "ladder.jpg"):
        agency_jpeg(folder / "pictures" / name, rights=name)
    png(folder / "pictures" / "log.png")
    first = bring(FULL)
    again = bring(FULL)
    assert again.story.id == first.story.id
    assert not again.changes
    assert any("not imported twice" in warning for warning in again.warnings)
    assert count(store) == 1
    assert len(versions.versions(store, first.story.id)) == 1


def test_a_taken_slug_gets_a_number_and_is_told(store, bring) -> None:
    bring("---\ntitle: One\nslug: the-slug\n---\nW.", "1.md")
    second = bring("---\ntitle: Two\nslug: the-slug\n---\nW.", "2.md")
    assert second.story.slug == "the-slug-2"
    assert any("the-slug-2" in warning for warning in second.warnings)
    assert bring("---\ntitle: Two\nslug: the-slug\n---\nW.", "2.md").story.id == second.story.id
    assert count(store) == 2


def test_a_changed_file_is_another_story(store, bring) -> None:
    bring("# T\n\nOne.")
    assert bring("# T\n\nOne. Two.").story.slug == "t-2"
    assert count(store) == 2


@pytest.mark.parametrize(
    ("slug", "kept"), [("Größe & Maß", "grosse-mass"), ("../../etc", "etc"), ("!!!", "t")]
)
def test_slugs_are_made_safe(bring, slug, kept) -> None:
    found = bring(f"---\ntitle: T\nslug: '{slug}'\n---\nW.").story.slug
    assert found == kept


def test_a_full_disk_while_pictures_come_in_leaves_no_story(
    store, bring, folder, monkeypatch
) -> None:
    for name in ("quay.jpg", "ladder.jpg"):
        agency_jpeg(folder / "pictures" / name, rights=name)
    png(folder / "pictures" / "log.png")
    from editorial.photos import originals

    real, calls = originals.place, iter(range(10))

    def place(arrival, target):
        if next(calls) == 1:
            raise DiskFull("The disk is full, so a photo could not be written.")
        return real(arrival, target)

    monkeypatch.setattr(originals, "place", place)
    with pytest.raises(DiskFull) as caught:
        bring(FULL)
    assert "1 photo is imported and safe" in caught.value.safe
    assert count(store) == 0
    assert sections(store) == ()
    assert list(store.home.originals.rglob("*.tmp")) == []

    monkeypatch.undo()
    done = bring(FULL)
    assert sorted(result.status for result in done.photos) == ["duplicate", "new", "new"]
    assert photo(store, done.story.hero.photo_id).credit
    assert len(done.story.photos) == 2


def test_a_failure_at_the_story_itself_leaves_nothing_of_it(
    store, bring, folder, monkeypatch
) -> None:
    from editorial.stories import importing

    def full(*_args, **_kw):
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(importing, "add_version", full)
    with pytest.raises(DiskFull):
        bring("---\ntitle: T\nsection: World\ntags: [a]\n---\nW.")
    assert count(store) == 0
    assert sections(store) == ()
    assert tags(store) == ()
