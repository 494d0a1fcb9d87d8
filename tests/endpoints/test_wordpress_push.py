"""A piece on a real WordPress: what is sent is what readers get, credits first of all."""

from __future__ import annotations

import html


def test_a_piece_arrives_whole(site, piece):
    row = site.push(piece)

    assert row.message == "" or row.state == "verified", row.message
    assert row.state == "verified", (row.message, row.differences)
    post = site.post(row)
    assert post["status"] == "publish"
    assert post["slug"] == piece.slug
    assert html.unescape(post["title"]["raw"]) == piece.headline
    assert post["excerpt"]["raw"] == piece.dek
    assert post["date_gmt"] == piece.published_at.strftime("%Y-%m-%dT%H:%M:%S")
    page = site.page(row)
    for line in ("Dimitrije Ostojic/Shutterstock.com", "POOL via ZUMA Press Wire"):
        assert line in page
    assert "By Mara Lindqvist and Tomás Ó Briain" in page
    assert "Keep reading" in page
    assert len(site.media_of(piece)) == 3
