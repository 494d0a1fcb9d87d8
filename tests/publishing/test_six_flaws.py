"""Six flaws that published pages of others have, and no page from here can have.

A doubled colon, a credit that ends in strokes, an alt text that is the name of a file, a credit
left in a caption, doubled spaces, no byline: each is tried on the desk's use cases, as a file on
the command line, and on the builder of pages behind the back of every check.
"""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import select

from editorial.cli.main import run
from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.photos.models import Photo
from editorial.publishing.assemble import build_piece
from editorial.publishing.endpoints.wordpress.media import caption_of
from editorial.publishing.page_alone import render_alone
from editorial.publishing.release import approve_and_queue
from editorial.review.decisions import take_step
from editorial.stories import drafts
from editorial.stories.filing import file_story
from editorial.stories.models import Story
from editorial.stories.placements import place_hero, set_photo_words
from editorial.stories.related import link_page
from editorial.stories.workflow import Step
from editorial.system.errors import ChecksFailed
from editorial.system.settings import NewsroomSettings
from tests.generate.photos import agency_jpeg
from tests.publishing.house import IDA

CREDIT = "Ana Ruiz/Shutterstock.com"
BODY = "Forty-one ships ride at anchor in sight of the town. " * 20
FLAWED_CREDIT = "Photo credit: : Ana Ruiz/Shutterstock.com ||"
FLAWED_CAPTION = "Pilot boats at  dawn. (Photo: Ana Ruiz/Shutterstock.com)"
BLANKS = re.compile(r"(?<=\w)[.,]?(?: |\u00a0){2,}(?=\w)")


def assert_flawless(html: str) -> None:
    """Look at all that a reader can see of a page, and at what machines read."""
    assert re.search(r"[:：]\s*(?:</[a-z]+>\s*)*[:：]", html.split("<body", 1)[1]) is None
    assert "||" not in html
    assert "IMG_2213" not in html
    assert "Photo credit" not in html
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    assert main is not None
    assert BLANKS.search(main.group()) is None
    for caption in re.findall(r"<figcaption>(.*?)</figcaption>", html, re.DOTALL):
        assert caption.count("Ana Ruiz") == 1
        assert caption.count("Photo:") == 1


@pytest.fixture
def photo(store, workbench, tmp_path):
    file = agency_jpeg(tmp_path / "quay.jpg", credit=CREDIT, caption="Boats at dawn.", alt="Boats")
    results, _ = import_photos(store, [file], who="Ida", workbench=workbench)
    return results[0].photo.id


@pytest.fixture
def story(store, photo):
    """A story that may go out, and its hero."""
    made = drafts.new_story(
        store, who=IDA, headline="Ships wait", dek="For pilots.", body=BODY,
        type="Analysis", section="World", byline=["Ida Holm"],
    ).created  # fmt: skip
    place_hero(store, made, photo, who=IDA)
    link_page(store, made, who=IDA, url="https://ports.example/log", title="The log")
    return made


@pytest.fixture
def page(store, workbench, tmp_path):
    def build(story_id, **newsroom):
        piece = build_piece(
            store,
            story_id,
            address_of=lambda _: None,
            workbench=workbench,
            newsroom=NewsroomSettings(**newsroom),
        )
        return piece, render_alone(piece, tmp_path / "page.html").read_text("utf-8")

    return build


def words(store, story_id, **changes):
    now = drafts.open_story(store, story_id)
    values = {"headline": now.headline, "dek": now.dek, "body": now.body} | changes
    drafts.save_text(store, story_id, who=IDA, base=now.text_revision, **values)


FLAWS = {
    "doubled colon": (
        lambda store, story, photo: edit_photo(store, photo, who="Ida", credit=f": : {CREDIT}"),
        "credit_unclean",
    ),
    "strokes at the end": (
        lambda store, story, photo: edit_photo(store, photo, who="Ida", credit=f"{CREDIT} ||"),
        "credit_unclean",
    ),
    "file name as alt text": (
        lambda store, story, photo: edit_photo(store, photo, who="Ida", alt="IMG_2213.jpg"),
        "alt_file_name",
    ),
    "credit in the caption": (
        lambda store, story, photo: set_photo_words(
            store, story, photo, "hero", who=IDA, caption=FLAWED_CAPTION, alt=None
        ),
        "credit_in_caption",
    ),
    "no byline": (
        lambda store, story, photo: file_story(store, story, who=IDA, byline=[]),
        "byline_missing",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FLAWS)
def test_the_desk_does_not_let_it_out(store, story, photo, name) -> None:
    flaw, code = FLAWS[name]
    take_step(store, story, Step.SUBMIT, who=IDA)
    flaw(store, story, photo)
    revision = drafts.open_story(store, story).revision
    with pytest.raises(ChecksFailed) as refusal:
        approve_and_queue(store, story, who=IDA, revision=revision, endpoint_ids=[])
    blocking = [f.code for f in refusal.value.findings if f.level == "block"]
    assert blocking == [code]


def test_doubled_spaces_are_named_and_never_printed(store, story, photo, page) -> None:
    words(store, story, headline="Ships  wait", dek="For \u00a0pilots.", body="Two  words. " + BODY)
    edit_photo(store, photo, who="Ida", caption="Boats  at dawn.", alt="Boats  here")
    take_step(store, story, Step.SUBMIT, who=IDA)
    revision = drafts.open_story(store, story).revision
    approve_and_queue(store, story, who=IDA, revision=revision, endpoint_ids=[])
    piece, html = page(story)
    assert (piece.headline, piece.dek) == ("Ships wait", "For pilots.")
    assert (piece.hero.caption, piece.hero.alt) == ("Boats at dawn.", "Boats here")
    assert "Two words." in html
    assert_flawless(html)


def test_the_command_line_cleans_what_it_can_and_refuses_the_rest(tmp_path, capsys) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    agency_jpeg(folder / "IMG_2213.jpg", caption=FLAWED_CAPTION, credit=FLAWED_CREDIT, alt="")
    (folder / "story.md").write_text(
        "---\n"
        "title: 'Ships  wait'\ndek: 'For  pilots.'\ntype: Analysis\nsection: World\nslug: ships\n"
        f"hero: IMG_2213.jpg\nhero_alt: IMG_2213.jpg\nhero_caption: '{FLAWED_CAPTION}'\n"
        f"hero_credit: '{FLAWED_CREDIT}'\n"
        f"---\nTwo  words. {BODY}\n"
    )

    def cli(*arguments):
        code = run(["--home", str(tmp_path / "cli"), *arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    settings = cli("settings", "newsroom.credit_label=Photo: :")[1]
    assert settings["newsroom"]["credit_label"] == "Photo"
    code, _ = cli("story", "import", str(folder / "story.md"))
    assert code == 0
    code, shown = cli("story", "show", "ships")
    assert shown["photos"][0]["photo"]["credit_line"] == CREDIT
    code, found = cli("story", "check", "ships")
    codes = {one["code"] for one in found}
    assert {"alt_file_name", "credit_in_caption", "double_space"} <= codes
    cli("story", "set", "ships", "byline=")
    assert cli("story", "submit", "ships")[0] == 1
    code, refusal = cli("push", "ships", "--to", "site")
    assert (code, sorted(refusal)) == (1, ["error"])
    code, _ = cli("page", "ships", "--out", str(tmp_path / "page.html"))
    assert code == 0
    assert_flawless((tmp_path / "page.html").read_text("utf-8"))


def test_the_page_is_flawless_behind_the_back_of_every_check(store, story, photo, page) -> None:
    with store.write() as session:
        row = session.scalars(select(Photo).where(Photo.id == photo)).one()
        row.credit, row.caption, row.alt = FLAWED_CREDIT, FLAWED_CAPTION, "IMG_2213.jpg"
        session.scalars(select(Story).where(Story.id == story)).one().headline = "Ships  wait"
    piece, html = page(story)
    assert piece.hero.caption == "Pilot boats at dawn."
    assert (piece.hero.credit, piece.hero.alt) == (CREDIT, "")
    assert_flawless(html)


def test_a_credit_in_a_caption_that_says_more_is_left_where_it_is(
    store, story, photo, page
) -> None:
    caption = "Boats at dawn. (Photo: Bo Lindqvist/AFP)"
    with store.write() as session:
        session.scalars(select(Photo).where(Photo.id == photo)).one().caption = caption
    assert page(story)[0].hero.caption == caption
    edit_photo(store, photo, who="Ida", credit="")
    piece, _ = page(story)
    assert (piece.hero.caption, piece.hero.credit) == ("Boats at dawn.", "Bo Lindqvist/AFP")


@pytest.mark.parametrize("label", ["Photo", "Foto", "Photo: :", "Foto：", "  Bild  :", ": :", ""])
def test_each_label_stands_there_once(store, story, photo, page, label) -> None:
    wanted = label.strip(" :：")
    line = f"{wanted}: {CREDIT}" if wanted else CREDIT
    for stored in (CREDIT, FLAWED_CREDIT, f"Foto: {CREDIT}"):
        edit_photo(store, photo, who="Ida", credit=stored)
        piece, html = page(story, credit_label=label)
        assert piece.hero.credit_line == line
        (caption,) = re.findall(r"<figcaption>(.*?)</figcaption>", html)
        assert re.sub(r"<[^>]*>", "", caption) == f"Boats at dawn. {line}"
        assert caption_of(piece.hero).endswith(f"dawn. {line}")
        (graph,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL
        )
        assert json.loads(graph)["image"][0]["creditText"] == CREDIT
