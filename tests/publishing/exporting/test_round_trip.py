"""What is exported and imported again is the same story: words, photos, credits, tags."""

import re
import shutil
import uuid

import docx
import pytest

from editorial.photos.queries import photo
from editorial.publishing.body import render_body
from editorial.publishing.exporting.export import export_story
from editorial.storage.store import Store
from editorial.stories.importing import import_story
from editorial.stories.people import Person
from editorial.system.errors import WrongUsage
from editorial.system.paths import Home
from editorial.system.settings import NewsroomSettings
from tests.generate.photos import agency_jpeg, jpeg

PERSON = Person("Ida Holm")
STORY = """---
title: "Middle ports: big stakes"
dek: Forty-one ships, one committee.
type: Analysis
section: Global Crises
also_in: [Europe]
tags: [ports, "labour law"]
byline: [Ida Holm, Jo Brandt]
date: 2026-11-20
slug: middle-ports
language: en-GB
hero: quay.jpg
hero_caption: The quay at dawn.
hero_credit: "Photo: REUTERS/Ana Ruiz"
hero_alt: Pilot boats tied up at a stone quay
related:
  - url: https://ports.example/log
    title: The log
    section: Data
---

The pilots *stopped* **at dawn** and ~~nobody~~ someone knew.[^1] See [the order](https://example.org/o).

![Cranes at rest](cranes.jpg "Cranes, at rest.")

## What next

- Three ships
    - the *Nordlicht*
    - a tanker
- Two turned back

1. Talks
2. A vote

> “We will not sail.”
>
> “Never.”

| Port | Ships |
| --- | --- |
| Outer | 3 |

```
tide = 3
```

The `end`, twice.[^2]

[^1]: Notice 14 of the *office*.

[^2]: It said so.
"""


@pytest.fixture
def story(store, workbench, tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    jpeg(folder / "quay.jpg")
    agency_jpeg(folder / "cranes.jpg")
    (folder / "story.md").write_text(STORY, "utf-8")
    return import_story(store, folder / "story.md", who=PERSON, workbench=workbench).story


@pytest.fixture
def fresh(tmp_path, migrated_database):
    """Another newsroom that knows nothing of the first."""
    home = Home(tmp_path / "fresh")
    home.prepare()
    shutil.copy(migrated_database, home.database)
    opened = Store.open(home)
    yield opened
    opened.close()


@pytest.fixture
def export(store, story, workbench, tmp_path):
    def do(name):
        return export_story(
            store, story.id, tmp_path / "out" / name, workbench=workbench,
            newsroom=NewsroomSettings(),
        )  # fmt: skip

    return do


def words(body):
    """The words that readers get, pictures aside."""
    return render_body(body, story_address=lambda _: None).text


def shown(store, story):
    """Caption and alt text of each photo, as they hold in the story."""
    rows = [photo(store, placed.photo_id) for placed in story.photos]
    return [
        (
            row.caption if placed.caption is None else placed.caption,
            row.alt if placed.alt is None else placed.alt,
        )
        for placed, row in zip(story.photos, rows, strict=True)
    ]


def test_markdown_comes_back_whole(store, fresh, story, export, workbench):
    done = import_story(fresh, export("My story.md"), who=PERSON, workbench=workbench)
    back = done.story
    for name in ("headline", "dek", "slug", "byline", "type", "section", "also_in", "tags"):
        assert getattr(back, name) == getattr(story, name), name
    assert back.dated_at == story.dated_at
    assert (back.language, back.word_count) == (story.language, story.word_count)
    unnamed = re.compile(r"photo:[0-9a-f-]+")
    assert unnamed.sub("photo", back.body) == unnamed.sub("photo", story.body)
    assert [p.role for p in back.photos] == [p.role for p in story.photos]
    assert shown(fresh, back) == shown(store, story)
    assert [link.url for link in back.links] == [link.url for link in story.links]
    for here, there in zip(story.photos, back.photos, strict=True):
        old, new = photo(store, here.photo_id), photo(fresh, there.photo_id)
        assert new.credit == old.credit
        assert new.credit
        assert (new.width, new.height) == (old.width, old.height)


def test_a_word_document_comes_back_with_the_same_words(store, fresh, story, export, workbench):
    done = import_story(fresh, export("story.docx"), who=PERSON, workbench=workbench)
    back = done.story
    assert (back.headline, back.dek, back.byline) == (story.headline, story.dek, story.byline)
    assert words(back.body) == words(story.body)
    assert "    - the *Nordlicht*" in back.body
    assert "[^1]: Notice 14 of the *office*." in back.body
    assert "[the order](https://example.org/o)" in back.body
    assert "| Outer | 3 |" in back.body
    assert "> “We will not sail.”" in back.body
    assert shown(fresh, back) == shown(store, story)
    for here, there in zip(story.photos, back.photos, strict=True):
        assert photo(fresh, there.photo_id).credit == photo(store, here.photo_id).credit


def test_a_word_document_has_styles_alt_text_and_credits(export):
    document = docx.Document(str(export("story.docx")))
    styles = {paragraph.style.name: paragraph.text for paragraph in document.paragraphs}
    assert styles["Title"] == "Middle ports: big stakes"
    assert styles["Subtitle"] == "Forty-one ships, one committee."
    assert styles["Byline"] == "By Ida Holm and Jo Brandt"
    credits = [p.text for p in document.paragraphs if p.style.name == "Photo Credit"]
    assert credits == ["Photo: REUTERS/Ana Ruiz", "Photo: Zoë Dvořák/North Sea Pictures"]
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert alts == ["Pilot boats tied up at a stone quay", "Cranes at rest"]
    assert document.core_properties.title == "Middle ports: big stakes"
    assert document.core_properties.author == "Ida Holm, Jo Brandt"


def test_the_page_is_the_page(export):
    page = export("story.html").read_text("utf-8")
    assert "Middle ports: big stakes" in page
    assert "REUTERS/Ana Ruiz" in page


def test_another_ending_is_refused(export):
    with pytest.raises(WrongUsage, match=r"story\.rtf"):
        export("story.rtf")


def test_exporting_again_replaces_the_file(export):
    first = export("story.md").read_bytes()
    assert export("story.md").read_bytes() == first


def test_a_missing_story_is_told(store, workbench, tmp_path):
    from editorial.system.errors import NotFound

    for name in ("a.md", "a.docx", "a.html"):
        with pytest.raises(NotFound):
            export_story(
                store, uuid.uuid4(), tmp_path / name, workbench=workbench,
                newsroom=NewsroomSettings(),
            )  # fmt: skip
        assert not (tmp_path / name).exists()
