"""Realistic pieces with real picture files, for everything that publishes.

    from tests.publishing.pieces import PieceFactory
    piece = PieceFactory(tmp_path).piece(headline="…")

The same arguments give the same values and the same bytes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import uuid
from typing import TYPE_CHECKING, Any

from editorial.photos.prepared import PreparedFile
from editorial.publishing.body import render_body
from editorial.publishing.piece import Author, CorrectionNote, Picture, Piece, RelatedPiece, Term
from editorial.system.settings import FollowLink, NewsroomSettings
from tests.generate import photos

if TYPE_CHECKING:
    from pathlib import Path

NEWSROOM = NewsroomSettings(
    title="The Harbour Review",
    tagline="Ports, straits and the people who work them.",
    time_zone="Europe/Oslo",
    newsletter_text="The week in one letter. Every Friday, no more than five stories.",
    newsletter_url="https://harbour.example/letter",
    follow=(
        FollowLink("Mastodon", "https://social.example/@harbour"),
        FollowLink("RSS", "https://harbour.example/feed"),
    ),
)
GLOBAL_CRISES = Term("Global Crises", "global-crises")
ASIA_PACIFIC = Term("Asia-Pacific", "asia-pacific")
WASHINGTON = Term("Washington Politics", "washington-politics")
ANALYSIS = Term("Analysis", "analysis")
QIOSK = Term("QiOSK", "qiosk")
STRIKE = Term(
    "Strikes & lockouts", "strikes-lockouts", "http://cv.iptc.org/newscodes/mediatopic/20000533"
)
PORTS = Term("Ports", "ports")
PUBLISHED = dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC)

BODY = """\
For nine days the pilot boats have stayed in port, and forty-one ships ride at anchor in sight of \
the town. The owners call it a wage dispute. The harbour master's log tells another story.

Two explanations are on offer, and they are not equally strong. The first is that the pilots saw \
[the new schedule](https://ports.example/schedule?year=2026&month=11) and did the sums; the \
second, that "somebody else" did them first.[^log]

## What the log says

![](photo:{inline})

| Day | Ships waiting | Pilots on duty |
|-----|--------------:|---------------:|
| 1   | 4             | 22             |
| 9   | 41            | 0              |

> Nobody asked us. They printed the table and went home.

- The berths are empty.
- The [insurers](https://insurers.example/notice) are not.

Nine days are a long time.
{{: .pull-quote }}

Read *the convoy story*, too -- it is the same port, ten years earlier.

[^log]: Harbour master's log, 13 to 21 November 2026.
"""


def stable_id(name: str) -> uuid.UUID:
    """Return the same id for the same name."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name)


class PieceFactory:
    """Makes pieces whose files lie below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "prepared"
        self.folder.mkdir(parents=True, exist_ok=True)

    def picture(self, name: str = "harbour-pilots-strike-hero", **changes: Any) -> Picture:
        """Return a picture with two JPEG and two WebP files; ``seed`` changes what it shows."""
        seed = changes.pop("seed", sum(name.encode()))
        size = changes.pop("size", (960, 540))
        credit = changes.get("credit", "Dimitrije Ostojic/Shutterstock.com")
        files = tuple(
            self._file(name, seed, size, width, kind, credit)
            for kind in ("JPEG", "WEBP")
            for width in (size[0] // 2, size[0])
        )
        values: dict[str, Any] = {
            "photo_id": stable_id(f"photo:{name}"),
            "caption": "The outer harbour at first light, 20 November 2026.",
            "alt": "Cranes above grey water; one ship at anchor.",
            "credit": credit,
            "credit_label": "Photo",
            "creators": ("Dimitrije Ostojic",),
            "copyright": "© 2026 Dimitrije Ostojic",
            "usage_terms": "Editorial use only",
            "web_statement": "https://shutterstock.example/licence",
            "width": size[0],
            "height": size[1],
            "files": files,
            "name": name,
        }
        return Picture(**(values | changes))

    def piece(self, **changes: Any) -> Piece:
        """Return a complete piece; ``body`` (Markdown), ``slug`` and any field can be given."""
        hero = self.picture()
        inline = self.picture(
            "pilot-boats-tied-up",
            caption="Pilot boats tied up at the inner quay.",
            alt="Five small boats moored side by side.",
            credit="REUTERS/David 'Dee' Delgado",
            creators=("David 'Dee' Delgado",),
            copyright="",
            web_statement="",
        )
        markdown = changes.pop("body", BODY.format(inline=inline.photo_id))
        body = render_body(markdown, story_address=lambda _: None)
        slug = changes.get("slug", "why-the-harbour-pilots-are-striking-now")
        values: dict[str, Any] = {
            "story_id": stable_id(f"story:{slug}"),
            "version": 3,
            "slug": slug,
            "language": "en",
            "type": ANALYSIS,
            "section": GLOBAL_CRISES,
            "also_in": (ASIA_PACIFIC,),
            "tags": (PORTS, STRIKE),
            "headline": "Why the harbour pilots are striking now",
            "dek": "Much of the coverage counts idle ships. The better question is who gains "
            "from the wait.",
            "authors": (
                Author("Mara Lindqvist", "mara-lindqvist", "Mara Lindqvist covers the coast."),
                Author("Tomás Ó Briain", "tomas-o-briain"),
            ),
            "published_at": PUBLISHED,
            "modified_at": PUBLISHED,
            "body_html": body.html,
            "body_text": body.text,
            "links": body.links,
            "word_count": len(body.text.split()),
            "reading_minutes": 4,
            "hero": hero,
            "inline": (inline,) if inline.photo_id in body.photo_ids else (),
            "related": (self.related(),),
            "corrections": (),
            "newsroom": NEWSROOM,
        }
        return Piece(**(values | changes))

    def related(self, **changes: Any) -> RelatedPiece:
        """Return a related story outside, with a picture and a credit."""
        values: dict[str, Any] = {
            "title": "Middle ports, big stakes: who sets the shipping table",
            "section": "Asia-Pacific",
            "excerpt": "The order of the queue was never neutral. A look at the harbours that "
            "decide it.",
            "url": "https://elsewhere.example/middle-ports",
            "outside": True,
            "picture": self.picture("middle-ports", credit="POOL via ZUMA Press Wire"),
        }
        return RelatedPiece(**(values | changes))

    def correction(self, text: str = "An earlier version gave the wrong berth.") -> CorrectionNote:
        """Return a correction note of the next day."""
        return CorrectionNote(PUBLISHED + dt.timedelta(days=1), text)

    def _file(
        self, name: str, seed: int, size: tuple[int, int], width: int, kind: str, credit: str
    ) -> PreparedFile:
        height = round(width * size[1] / size[0])
        suffix = ".jpg" if kind == "JPEG" else ".webp"
        key = hashlib.sha256(f"{name} {seed} {size} {credit}".encode()).hexdigest()[:8]
        path = self.folder / f"{name}-{key}-{width}{suffix}"
        if not path.exists():
            image = photos.picture((width, height), seed=seed)
            buffer = io.BytesIO()
            image.save(buffer, kind, quality=70)
            path.write_bytes(buffer.getvalue())
            photos.write_metadata(path, xmp={"Xmp.photoshop.Credit": credit})
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return PreparedFile(path, kind, width, height, digest)


def later(piece: Piece, **changes: Any) -> Piece:
    """Return the next version of a piece."""
    values = {
        "version": piece.version + 1,
        "modified_at": piece.modified_at + dt.timedelta(hours=1),
    }
    return dataclasses.replace(piece, **(values | changes))
