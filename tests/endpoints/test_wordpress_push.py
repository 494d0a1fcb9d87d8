"""A piece on a real WordPress: what is sent is what readers get, credits first of all."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import json
import logging
import re

import pytest

from editorial.publishing import outbox
from editorial.publishing.piece import Author, Term
from tests.generate import photos
from tests.publishing.pieces import later


def test_a_piece_arrives_whole(site, piece):
    row = site.push(piece)

    assert row.verified, (row.message, row.differences)
    assert "checked: headline, credit lines, 2 photos and 2 links match" in row.message
    post = site.post(row)
    assert post["status"] == "publish"
    assert post["slug"] == piece.slug
    assert row.url == post["link"]
    assert html.unescape(post["title"]["raw"]) == piece.headline
    assert post["excerpt"]["raw"] == piece.dek
    assert post["date_gmt"] == piece.published_at.strftime("%Y-%m-%dT%H:%M:%S")
    page = site.page(row)
    for line in (
        "Photo:</span> Dimitrije Ostojic/Shutterstock.com",
        "Photo:</span> POOL via ZUMA Press Wire",
        "By Mara Lindqvist and Tomás Ó Briain",
        "Keep reading",
        "The order of the queue was never neutral.",
    ):
        assert line in page
    assert '<td class="has-text-align-right">41</td>' in page
    assert "<br />" not in page.partition('data-part="body"')[2].partition("</div>")[0]


def test_the_hero_is_featured_and_stands_first_with_its_credit(site, piece):
    row = site.push(piece)

    post = site.post(row)
    assert post["featured_media"] > 0
    content = post["content"]["rendered"]
    assert content.index('data-part="hero"') < content.index('data-part="body"')
    assert f"wp-image-{post['featured_media']}" in content
    # WordPress offers the sizes that it made.
    assert "srcset=" in content


def test_pictures_carry_alt_text_caption_and_credit_beside_them(site, piece):
    row = site.push(piece)

    hero = next(m for m in site.media_of(piece) if m["id"] == site.post(row)["featured_media"])
    assert hero["alt_text"] == piece.hero.alt
    assert hero["caption"]["raw"] == f"{piece.hero.caption} {piece.hero.credit_line}"
    assert hero["description"]["raw"] == piece.hero.copyright
    assert re.search(r"/harbour-pilots-strike-hero(-\d+)?\.jpg$", hero["source_url"])


def test_the_credit_within_the_file_is_read_by_wordpress(site, pieces, piece):
    photos.write_metadata(
        piece.hero.largest_jpeg.path,
        iptc={
            "Iptc.Application2.Credit": "Shutterstock",
            "Iptc.Application2.Copyright": "© 2026 Dimitrije Ostojic",
            "Iptc.Application2.Caption": "Words of the agency",
            "Iptc.Application2.Headline": "A headline that must not become the title",
        },
    )

    row = site.push(piece)

    hero = next(m for m in site.media_of(piece) if m["id"] == site.post(row)["featured_media"])
    assert hero["media_details"]["image_meta"]["credit"] == "Shutterstock"
    assert hero["media_details"]["image_meta"]["copyright"] == "© 2026 Dimitrije Ostojic"
    assert "Words of the agency" not in hero["caption"]["raw"]
    assert hero["title"]["raw"] == "harbour pilots strike hero"
    receipt = outbox.receipt_for(site.store, piece.story_id, site.endpoint_id)
    assert {"Shutterstock"} <= {each["credit"] for each in receipt["held"]["extra"]["media"]}


def test_an_empty_caption_clears_the_one_in_the_file(site, piece):
    photos.write_metadata(
        piece.hero.largest_jpeg.path, iptc={"Iptc.Application2.Caption": "Words of the agency"}
    )
    hero = dataclasses.replace(piece.hero, caption="", credit="")

    site.push(dataclasses.replace(piece, hero=hero))

    captions = {media["caption"]["raw"] for media in site.media_of(piece)}
    assert "" in captions
    assert "Words of the agency" not in captions


def test_an_update_changes_the_same_post_and_the_same_pictures(site, pieces, piece):
    first = site.push(piece)
    before = {media["id"] for media in site.media_of(piece)}
    changed = later(
        piece,
        headline="Why the harbour pilots went back",
        tags=(piece.tags[0],),
        hero=dataclasses.replace(piece.hero, alt="Another look", credit="AP Photo/Ana Ruiz"),
        corrections=(pieces.correction(),),
    )

    row = site.push(changed)

    assert row.verified, (row.message, row.differences)
    assert row.remote_id == first.remote_id
    assert row.url == first.url
    assert {media["id"] for media in site.media_of(piece)} == before
    page = site.page(row)
    assert "Why the harbour pilots went back" in page
    assert "AP Photo/Ana Ruiz" in page
    assert "An earlier version gave the wrong berth." in page
    assert "Dimitrije Ostojic/Shutterstock.com" not in page.partition("<article")[2]


def test_readers_never_see_half_of_an_update(site, piece):
    site.push(piece)
    site.faults.seen.clear()

    site.push(later(piece, headline="Another"))

    changes = [call for call in site.faults.seen if call in ("update", "publish")]
    assert changes == ["publish"]


def test_a_copy_changed_on_the_site_is_never_overwritten_unasked(site, piece):
    first = site.push(piece)
    site.admin.post(f"/wp/v2/posts/{first.remote_id}", {"title": "Changed in the browser"})

    row = site.push(later(piece))

    assert row.state == "needs_person"
    assert "changed on the site at" in row.message
    assert {
        "field": "headline",
        "expected": piece.headline,
        "found": "Changed in the browser",
    } in row.differences
    assert site.post(first)["title"]["raw"] == "Changed in the browser"
    outbox.decide(site.store, row.id, "overwrite", who="Ada")
    assert site.send(later(piece), row.id).verified
    assert html.unescape(site.post(first)["title"]["raw"]) == piece.headline


@pytest.mark.parametrize(
    "change", [{"excerpt": "Cut short."}, {"slug": "another"}, {"featured_media": 0}, {"tags": []}]
)
def test_any_change_on_the_site_is_noticed(site, piece, change):
    first = site.push(piece)
    site.admin.post(f"/wp/v2/posts/{first.remote_id}", change)

    row = site.push(later(piece))

    assert row.state == "needs_person"
    assert row.differences


def test_a_post_thrown_away_on_the_site_comes_back_when_asked(site, piece):
    first = site.push(piece)
    site.admin.delete(f"/wp/v2/posts/{first.remote_id}")
    row = site.push(later(piece))
    assert row.state == "needs_person"

    outbox.decide(site.store, row.id, "overwrite", who="Ada")

    again = site.send(later(piece), row.id)
    assert again.verified, (again.message, again.differences)
    assert again.remote_id == first.remote_id
    assert site.post(again)["slug"] == piece.slug


def test_a_post_removed_for_good_is_made_anew_when_asked(site, piece):
    first = site.push(piece)
    site.admin.delete(f"/wp/v2/posts/{first.remote_id}", force="true")
    row = site.push(later(piece))
    assert "no longer on the site" in row.message

    outbox.decide(site.store, row.id, "overwrite", who="Ada")

    again = site.send(later(piece), row.id)
    assert again.verified, (again.message, again.differences)
    assert again.remote_id != first.remote_id
    assert len(site.posts_of(piece)) == 1
    assert len(site.media_of(piece)) == 3


@pytest.mark.parametrize(("option", "status"), [("draft", "draft"), ("trash", "trash")])
def test_a_withdrawn_piece_is_unseen_and_can_come_back(site, piece, option, status):
    site.options = {"withdraw_to": option}
    first = site.push(piece)

    gone = site.send(piece, site.queue(piece, action="withdraw"))

    assert gone.verified, gone.message
    assert gone.state_words == "Withdrawn"
    assert site.post(first)["status"] == status
    again = site.push(later(piece))
    assert again.verified, (again.message, again.differences)
    assert again.url == first.url


def test_a_taken_address_is_told(site, pieces, piece):
    site.push(piece)
    twin = dataclasses.replace(piece, story_id=pieces.piece(slug=f"{piece.slug}-x").story_id)
    # In the store each story has a slug of its own; on the site another post may have it.
    from tests.publishing.newsroom import add_story

    add_story(site.store, dataclasses.replace(twin, slug=f"{piece.slug}-x"))

    row = site.push(twin)

    assert row.verified
    assert f"the address “{piece.slug}” was taken" in row.message
    assert site.post(row)["slug"] == f"{piece.slug}-2"


def test_addresses_in_other_scripts_are_kept(site, piece):
    row = site.push(dataclasses.replace(piece, slug="почему-бастуют-лоцманы"))

    assert row.verified, (row.message, row.differences)
    assert row.message.endswith("match")
    assert "Why the harbour pilots" in site.page(row)


def test_an_address_that_wordpress_writes_its_own_way_is_told(site, piece):
    row = site.push(dataclasses.replace(piece, slug="søknad-på-øya"))

    assert row.verified
    assert "the endpoint made the address “soknad-pa-oya” of “søknad-på-øya”" in row.message


def test_a_piece_dated_ahead_is_scheduled_there(site, piece):
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)

    row = site.push(dataclasses.replace(piece, published_at=ahead))

    assert row.verified, (row.message, row.differences)
    assert "scheduled at the endpoint" in row.message
    assert site.post(row)["status"] == "future"
    with site.store.read() as session:
        assert outbox.public_address(session, piece.story_id, 1) is None


def test_a_piece_dated_less_than_a_minute_ahead_is_public_at_once(site, piece):
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)

    row = site.push(dataclasses.replace(piece, published_at=ahead))

    assert row.verified
    assert site.post(row)["status"] == "publish"


class TestTerms:
    def test_names_with_signs_are_found_again(self, site, pieces, piece):
        section = Term("Arts & Letters", f"arts-{piece.slug}"[:60])
        quoted = Term('Sal\'s "Corner"', f"sals-{piece.slug}"[:60])
        one = dataclasses.replace(piece, section=section, also_in=(), tags=(quoted,))

        first = site.push(one)
        again = site.push(later(one))

        assert first.verified, (first.message, first.differences)
        assert again.verified, (again.message, again.differences)
        held = outbox.receipt_for(site.store, piece.story_id, site.endpoint_id)["held"]
        assert held["tags"] == [quoted.name]
        found = site.admin.get("/wp/v2/tags", search="Sal", per_page=100).data
        assert sum("Corner" in tag["name"] for tag in found) == 1

    def test_a_term_of_the_same_name_with_another_slug_is_used(self, site, piece):
        made = site.admin.post(
            "/wp/v2/categories", {"name": "Sea Law", "slug": "the-law-of-the-sea"}
        ).data

        row = site.push(dataclasses.replace(piece, section=Term("Sea Law", "sea-law"), also_in=()))

        assert row.verified, (row.message, row.differences)
        assert site.post(row)["categories"] == [made["id"]]

    def test_a_piece_without_a_section_is_not_told_off_for_the_default_one(self, site, piece):
        row = site.push(dataclasses.replace(piece, section=None, also_in=()))
        assert row.verified, (row.message, row.differences)

    @pytest.mark.parametrize(
        ("kind", "taxonomy"), [("tag", "tags"), ("category", "categories"), ("none", "")]
    )
    def test_the_type_goes_where_the_newsroom_wants_it(self, site, piece, kind, taxonomy):
        site.options = {"type_as": kind}

        row = site.push(piece)

        assert row.verified, (row.message, row.differences)
        analysis = {}
        for name in ("tags", "categories"):
            found = site.admin.get(f"/wp/v2/{name}", slug="analysis").data
            analysis[name] = bool({term["id"] for term in found} & set(site.post(row)[name]))
        assert analysis == {name: name == taxonomy for name in ("tags", "categories")}


class TestOptions:
    def test_what_a_theme_prints_itself_can_be_left_out(self, site, piece):
        site.options = {
            "byline_in_content": False,
            "related_in_content": False,
            "dek_in_content": True,
        }

        row = site.push(piece)

        assert row.verified, (row.message, row.differences)
        content = site.post(row)["content"]["raw"]
        assert "By Mara" not in content
        assert "Keep reading" not in content
        assert piece.dek in content
        assert len(site.media_of(piece)) == 2

    def test_a_theme_that_prints_the_hero_gets_its_credit_in_the_caption(self, site, piece):
        site.options = {"hero_in_content": False}

        row = site.push(piece)

        assert row.verified, (row.message, row.differences)
        post = site.post(row)
        assert piece.hero.credit not in post["content"]["raw"].partition("ld+json")[0]
        hero = next(m for m in site.media_of(piece) if m["id"] == post["featured_media"])
        assert f"</span> {piece.hero.credit}</span>" in hero["caption"]["rendered"]
        # Without it, the credit would not be held.
        site.admin.post(f"/wp/v2/media/{hero['id']}", {"caption": "Nobody's"})
        client = site.client()
        assert piece.hero.credit not in client.look(row.remote_id).credits

    def test_the_author_is_set_where_the_site_knows_the_name(self, site, piece):
        row = site.push(dataclasses.replace(piece, authors=(Author("Rosa Lindqvist", "rosa"),)))

        author = site.admin.get(f"/wp/v2/users/{site.post(row)['author']}").data
        assert author["name"] == "Rosa Lindqvist"

    def test_structured_data_reaches_the_page(self, site, piece):
        row = site.push(piece)

        script = re.search(r'<script type="application/ld\+json">(.*?)</script>', site.page(row))
        data = json.loads(script.group(1))
        assert data["keywords"] == ["Ports", "Strikes & lockouts"]
        assert data["@type"] == "NewsArticle"
        assert data["image"][0]["creditText"] == piece.hero.credit
        assert data["image"][0]["contentUrl"].startswith(site.server.url)
        held = outbox.receipt_for(site.store, piece.story_id, site.endpoint_id)["held"]
        assert held["extra"]["structured_data"] is True


def test_no_password_in_the_log_or_the_database(site, piece, caplog, home):
    site.faults.plan("media", "after-500")
    with caplog.at_level(logging.DEBUG):
        assert site.push(piece).verified

    assert "POST /wp-json/wp/v2/posts: 201" in caplog.text
    site.store.close()
    password = site.server.passwords["admin"]
    import base64

    encoded = base64.b64encode(f"admin:{password}".encode()).decode()
    written = b"".join(f.read_bytes() for f in home.root.rglob("*") if f.is_file())
    for secret in (password, password.replace(" ", ""), encoded):
        assert secret not in caplog.text
        assert secret.encode() not in written
