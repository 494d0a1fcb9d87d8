"""A folder becomes a site, and stays one through every change."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import threading
from pathlib import Path

import pytest

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.site.endpoint import SiteEndpoint
from editorial.publishing.endpoints.site.lock import only_writer
from editorial.publishing.endpoints.site.records import load
from editorial.publishing.picture_files import file_name
from editorial.publishing.readback import differences, expected
from editorial.system.errors import HomeUnusable, PushRefused
from tests.publishing.diary import KEY, Diary
from tests.publishing.pieces import ASIA_PACIFIC, NEWSROOM, PUBLISHED, QIOSK, WASHINGTON, later
from tests.publishing.sites import BASE, broken_links, pages, push, short


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "site"


@pytest.fixture
def site(folder):
    return SiteEndpoint(folder, NEWSROOM, BASE)


def test_the_first_story_makes_a_whole_site(site, folder, piece):
    steps = []
    remote_id = site.push(piece, Diary(), lambda *step: steps.append(step))
    assert remote_id == str(piece.story_id)
    for name in (
        "index.html", "404.html", "feed.xml", "sitemap.xml", "sitemap-news.xml", "robots.txt",
        "sections/global-crises/index.html", "sections/asia-pacific/index.html",
        "types/analysis/index.html", "tags/ports/index.html", "authors/mara-lindqvist/index.html",
        "stories/why-the-harbour-pilots-are-striking-now/index.html",
    ):  # fmt: skip
        assert (folder / name).is_file(), name
    assert broken_links(folder) == []
    assert steps[0] == (0, 15, "Picture file 1 of 12")
    assert steps[-1] == (15, 15, "Done")


def test_what_was_pushed_is_what_is_held(site, piece):
    held = site.look(push(site, piece))
    assert differences(expected(piece), held) == ()
    assert held.public
    assert held.url == f"{BASE}stories/{piece.slug}/" == site.address_of(piece.slug)
    assert held.credits == ("Dimitrije Ostojic/Shutterstock.com", "REUTERS/David 'Dee' Delgado")
    assert held.sections == ("Global Crises", "Asia-Pacific")
    assert held.extra == {"key": KEY, "version": 3}


def test_pictures_go_out_as_they_were_prepared(site, folder, piece):
    push(site, piece)
    there = {
        path.read_bytes() for path in (folder / "stories" / piece.slug).glob("*-strike-hero-*")
    }
    assert there == {file.path.read_bytes() for file in piece.hero.files}
    names = {path.suffix for path in (folder / "stories" / piece.slug).iterdir()}
    assert names == {".html", ".jpg", ".webp"}


def test_files_for_machines_lie_beside_the_others_and_are_remembered(site, folder, piece):
    shape = dataclasses.replace(piece.hero.largest_jpeg, sha256="5a" * 32)
    piece = dataclasses.replace(piece, hero=dataclasses.replace(piece.hero, shapes=(shape,)))
    push(site, piece)
    name = file_name(piece.hero, shape)
    assert (folder / "stories" / piece.slug / name).read_bytes() == shape.path.read_bytes()
    assert f"{BASE}stories/{piece.slug}/{name}" in pages(folder)[f"stories/{piece.slug}/index.html"]
    record = load(str(piece.story_id), site.site)
    assert record is not None
    assert record.hero.shapes[0].path.name == name
    # What an earlier version of the program wrote knows no such files.
    path = site.site.record(piece.story_id)
    old = json.loads(path.read_text("utf-8"))
    del old["hero"]["shapes"]
    path.write_text(json.dumps(old), "utf-8")
    assert load(str(piece.story_id), site.site).hero.shapes == ()


def test_looking_finds_changes_made_by_hand(site, folder, piece):
    remote_id = push(site, piece)
    before = site.look(remote_id)
    page = folder / "stories" / piece.slug / "index.html"
    page.write_text(page.read_text("utf-8").replace("wage dispute", "pay row"), "utf-8")
    held = site.look(remote_id)
    assert held.fingerprint != before.fingerprint
    (difference,) = differences(expected(piece), held)
    assert difference.field == "body"
    assert "pay row" in difference.found


def test_a_changed_picture_file_changes_the_fingerprint(site, folder, piece):
    remote_id = push(site, piece)
    before = site.look(remote_id)
    next((folder / "stories" / piece.slug).glob("*.jpg")).unlink()
    assert site.look(remote_id).fingerprint != before.fingerprint


def test_other_stories_do_not_change_the_fingerprint_but_the_lists(site, folder, pieces, piece):
    remote_id = push(site, piece)
    before = site.look(remote_id)
    push(site, short(pieces, "newcomer", published_at=PUBLISHED + dt.timedelta(hours=1)))
    assert site.look(remote_id) == before
    page = (folder / "stories" / piece.slug / "index.html").read_text("utf-8")
    assert "../../stories/newcomer/" in page
    assert broken_links(folder) == []


def test_a_page_changed_by_hand_is_left_alone_when_others_come(site, folder, pieces, piece):
    push(site, piece)
    page = folder / "stories" / piece.slug / "index.html"
    page.write_text(page.read_text("utf-8").replace("wage dispute", "pay row"), "utf-8")
    by_hand = page.read_bytes()
    push(site, short(pieces, "newcomer"))
    assert page.read_bytes() == by_hand


def test_pushing_again_changes_nothing(site, folder, piece):
    push(site, piece)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix != ".json"}
    push(site, piece)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix != ".json"}
    files = [path for path in before if path.is_file()]
    assert {path: after[path] for path in files} == {path: before[path] for path in files}


def test_a_new_version_replaces_words_and_pictures(site, folder, pieces, piece):
    remote_id = push(site, piece)
    newer = later(piece, headline="Pilots return", hero=pieces.picture("pilots-return"))
    push(site, newer, key="f" * 32)
    held = site.look(remote_id)
    assert differences(expected(newer), held) == ()
    assert held.extra == {"key": "f" * 32, "version": 4}
    assert not list((folder / "stories" / piece.slug).glob("harbour-pilots-strike-hero*"))
    assert "Pilots return" in (folder / "index.html").read_text("utf-8")
    assert piece.headline not in (folder / "index.html").read_text("utf-8")
    assert broken_links(folder) == []


def test_a_new_slug_moves_the_story_and_the_old_address_leads_there(site, folder, piece):
    remote_id = push(site, piece)
    moved = later(piece, slug="pilots-strike")
    push(site, moved)
    again = later(moved, slug="pilots")
    push(site, again)
    assert site.look(remote_id).url == f"{BASE}stories/pilots/"
    for slug in (piece.slug, "pilots-strike"):
        assert [path.name for path in (folder / "stories" / slug).iterdir()] == ["index.html"]
        old = (folder / "stories" / slug / "index.html").read_text("utf-8")
        assert 'content="0; url=../../stories/pilots/"' in old
        assert f'rel="canonical" href="{BASE}stories/pilots/"' in old
    assert broken_links(folder) == []
    assert (folder / "sitemap.xml").read_text("utf-8").count("/stories/") == 1


def test_a_story_may_go_back_to_its_first_address(site, folder, piece):
    push(site, piece)
    push(site, later(piece, slug="elsewhere"))
    remote_id = push(site, later(piece))
    assert site.look(remote_id).url == f"{BASE}stories/{piece.slug}/"
    assert differences(expected(piece), site.look(remote_id)) == ()
    assert "refresh" in (folder / "stories/elsewhere/index.html").read_text("utf-8")


def test_an_address_belongs_to_one_story(site, folder, pieces, piece):
    remote_id = push(site, piece)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    twin = dataclasses.replace(short(pieces, "other"), slug=piece.slug)
    with pytest.raises(PushRefused, match="belongs to another story") as refused:
        push(site, twin)
    assert piece.headline in str(refused.value)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert differences(expected(piece), site.look(remote_id)) == ()


@pytest.mark.parametrize("slug", ["", "../up", "a/b", ".hidden", "a b", "a\\b", "x" * 200])
def test_a_slug_that_is_no_address_is_refused(site, folder, pieces, slug):
    with pytest.raises(PushRefused, match="address"):
        push(site, pieces.piece(slug=slug))
    assert not (folder / "stories").exists()


def test_withdrawing_takes_it_out_of_sight(site, folder, pieces, piece):
    remote_id = push(site, piece)
    push(site, short(pieces, "stays"))
    site.withdraw(remote_id, Diary())
    held = site.look(remote_id)
    assert not held.public
    for name, html in pages(folder).items():
        assert piece.headline not in html, name
        assert "Delgado" not in html, name
    assert piece.headline not in (folder / "feed.xml").read_text("utf-8")
    story = folder / "stories" / piece.slug
    assert [path.name for path in story.iterdir()] == ["index.html"]
    assert "withdrawn" in (story / "index.html").read_text("utf-8")
    assert not (folder / "tags" / "ports").exists()
    assert broken_links(folder) == []
    tree = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    site.withdraw(remote_id, Diary())
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == tree
    push(site, piece)
    assert differences(expected(piece), site.look(remote_id)) == ()


def test_withdrawing_what_was_never_there_is_nothing(site, folder):
    site.withdraw("01890000-0000-7000-8000-000000000001", Diary())
    assert site.look("01890000-0000-7000-8000-000000000001") is None


def test_a_page_that_was_deleted_is_gone(site, folder, piece):
    remote_id = push(site, piece)
    (folder / "stories" / piece.slug / "index.html").unlink()
    assert site.look(remote_id) is None


def test_front_page_has_lead_latest_and_rubric(site, folder, pieces, piece):
    push(site, piece)
    push(
        site,
        short(
            pieces, "no-photo", published_at=PUBLISHED + dt.timedelta(hours=1), section=WASHINGTON
        ),
    )
    push(site, short(pieces, "lighthouse-bill", type=QIOSK, section=ASIA_PACIFIC))
    front = (folder / "index.html").read_text("utf-8")
    lead = front[front.index('class="lead"') : front.index("More stories")]
    assert piece.headline in lead
    assert "Dimitrije Ostojic/Shutterstock.com" in lead
    latest = front[front.index('id="latest"') : front.index('id="rubric"')]
    assert latest.index("No-Photo") < latest.index(piece.headline)
    assert "Lighthouse-Bill" not in latest
    assert "Lighthouse-Bill" in front[front.index('id="rubric"') :]
    assert 'href="types/qiosk/">QiOSK' in front
    assert broken_links(folder) == []


def test_lists_can_be_drawn_from_the_records_alone(site, folder, piece):
    push(site, piece)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in before:
        if (
            path.suffix in {".xml", ".css", ".txt"}
            or "sections" in path.parts
            or path.parent == folder
        ):
            path.unlink()
    site.rebuild()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_record_that_cannot_be_read_stops_the_push(site, folder, pieces, piece):
    push(site, piece)
    record = folder / ".editorial" / "articles" / f"{piece.story_id}.json"
    record.write_text("{", "utf-8")
    with pytest.raises(PushRefused, match="cannot be read"):
        push(site, short(pieces, "next"))
    assert not (folder / "stories" / "next").exists()


def test_the_record_is_plain_json(site, folder, piece):
    push(site, piece)
    raw = json.loads((folder / ".editorial/articles" / f"{piece.story_id}.json").read_text("utf-8"))
    assert raw["headline"] == piece.headline
    assert raw["hero"]["credit"] == piece.hero.credit
    assert str(piece.hero.files[0].path.parent) not in json.dumps(raw)


def test_only_one_writes_at_a_time(site, folder, piece):
    lock = folder / ".editorial" / "lock"
    with (
        only_writer(lock),
        pytest.raises(EndpointBusy, match="Another program"),
        only_writer(lock, patience=0.1),
    ):
        pass
    threads = [threading.Thread(target=push, args=(site, later(piece, version=n))) for n in (4, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert differences(expected(piece), site.look(str(piece.story_id))) == ()


def test_what_a_killed_program_left_is_swept_away(site, folder, piece):
    push(site, piece)
    left = [folder / ".a1b2c3.tmp", folder / "stories" / piece.slug / ".d4e5f6.tmp"]
    for path in left:
        path.write_bytes(b"half")
    push(site, piece)
    assert not any(path.exists() for path in left)


def test_a_broken_link_would_be_seen(site, folder, piece):
    push(site, piece)
    (folder / "stories" / piece.slug / "index.html").unlink()
    assert {name for name, _ in broken_links(folder)} >= {"index.html", "feed.xml", "sitemap.xml"}


def test_checking_says_what_it_is(site):
    connection = site.check()
    assert connection.system == "Site folder"
    assert connection.may_publish


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path, piece):
    (tmp_path / "site").write_text("x")
    site = SiteEndpoint(tmp_path / "site", NEWSROOM, BASE)
    for attempt in (site.check, lambda: push(site, piece)):
        with pytest.raises(HomeUnusable, match="site folder"):
            attempt()


def test_a_folder_that_may_not_be_written_is_named(site, folder, monkeypatch):
    folder.mkdir()

    def refuse(self, *_, **__):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(HomeUnusable, match="may not write"):
        site.check()


def test_a_lost_rendition_is_named_before_the_page_changes(site, folder, pieces):
    piece = pieces.piece()
    piece.hero.files[0].path.unlink()
    with pytest.raises(PushRefused, match="prepared picture"):
        push(site, piece)
    assert not (folder / "stories" / piece.slug / "index.html").exists()
