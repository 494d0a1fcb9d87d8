"""A page of 1,700 words, beside Python-Markdown alone."""

from __future__ import annotations

import markdown
import pytest

from editorial.photos.workbench import Workbench
from editorial.publishing.assemble import build_piece
from editorial.publishing.page import Addresses, Surroundings, render_page
from editorial.stories import drafts
from editorial.system.settings import NewsroomSettings
from tests.generate.stories import generate


@pytest.fixture
def body() -> str:
    return next(iter(generate(1, words=1700))).body


@pytest.mark.benchmark(group="page of 1,700 words")
def test_from_the_database_to_html(benchmark, store, person, body) -> None:
    newsroom = NewsroomSettings()
    made = drafts.new_story(store, who=person, headline="A story", dek="A dek", body=body)
    with Workbench() as workbench:

        def render() -> str:
            piece = build_piece(
                store, made.created, address_of=lambda _: None, workbench=workbench,
                newsroom=newsroom,
            )  # fmt: skip
            return render_page(
                piece,
                surroundings=Surroundings(
                    site_title="The Harbour Review", site_url="", newsroom=newsroom
                ),
                addresses=Addresses(
                    file=lambda _, file: file.path.name, public_file=lambda _, file: file.path.name
                ),
            )

        assert "<h1" in benchmark(render)


@pytest.mark.benchmark(group="page of 1,700 words")
def test_python_markdown_alone(benchmark, body) -> None:
    converter = markdown.Markdown(
        extensions=["smarty", "footnotes", "tables", "attr_list", "abbr", "def_list", "sane_lists"]
    )
    benchmark(lambda: converter.reset().convert(body))
