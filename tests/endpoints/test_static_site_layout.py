"""What a static site's own files say of its folders and addresses."""

from __future__ import annotations

import datetime as dt

import pytest

from editorial.publishing.endpoints.static_site.layout import is_site, layout_of
from editorial.publishing.endpoints.static_site.options import Options
from editorial.system.errors import PushRefused
from tests.endpoints.static_site.repositories import write

DAY = dt.datetime(2026, 11, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("files", "generator", "content", "images", "served", "permalink", "base"),
    [
        (
            {"hugo.toml": 'baseURL = "https://a.example/"'},
            "hugo", "content/posts", "static/images", "/images", "/posts/:slug/",
            "https://a.example",
        ),
        (
            {
                "config.yaml": "baseURL: https://a.example/blog/\n"
                "permalinks:\n  news: /:year/:month/:slug/\n",
                "content/news/x.md": "",
            },
            "hugo", "content/news", "static/images", "/images", "/:year/:month/:slug/",
            "https://a.example/blog",
        ),
        (
            {
                "config/_default/hugo.toml": 'baseURL = "/"\ncontentDir = "text"',
                "config/_default/permalinks.toml": '[page]\nposts = "/:section/:title/"',
                "text/posts/x.md": "",
            },
            "hugo", "text/posts", "static/images", "/images", "/posts/:title/", "",
        ),
        (
            # A pattern that we cannot follow is not half followed.
            {"hugo.json": '{"permalinks": {"posts": "/:sections[1:]/:slug/"}}'},
            "hugo", "content/posts", "static/images", "/images", "/posts/:slug/", "",
        ),
        (
            {"_config.yml": "url: https://a.example\nbaseurl: /blog\n"},
            "jekyll", "_posts", "assets/images", "/assets/images",
            "/:year/:month/:day/:slug.html", "https://a.example/blog",
        ),
        (
            {"_config.yml": "permalink: /:categories/:year/:title/\nsource: src\n"},
            "jekyll", "src/_posts", "src/assets/images", "/assets/images", "/:year/:title/", "",
        ),
        (
            {"_config.yml": "permalink: pretty\nurl: ''\n"},
            "jekyll", "_posts", "assets/images", "/assets/images", "/:year/:month/:day/:slug/", "",
        ),
        (
            {"package.json": '{"devDependencies": {"@11ty/eleventy": "3"}}', "blog/x.md": ""},
            "eleventy", "blog", "images", "/images", "/blog/:slug/", "",
        ),
        (
            {
                "eleventy.config.mjs": 'export default c => ({dir: {input: "./site"}})',
                "site/content/blog/x.md": "",
            },
            "eleventy", "site/content/blog", "site/images", "/images", "/blog/:slug/", "",
        ),
    ],
)  # fmt: skip
def test_a_site_says_where_things_go(
    tmp_path, files, generator, content, images, served, permalink, base
):
    write(tmp_path, files)
    found = layout_of(tmp_path, Options())

    assert is_site(tmp_path)
    assert (found.generator, found.content, found.images) == (generator, content, images)
    assert (found.image_address, found.permalink, found.base_url) == (served, permalink, base)


def test_what_a_person_chose_comes_first(tmp_path):
    write(tmp_path, {"_config.yml": "url: https://a.example\n"})
    chosen = Options(
        generator="hugo",
        content_folder="content/stories/",
        image_folder="static/pictures",
        base_url="https://b.example/",
        permalink="/:section/:year/:month/:day/:slug.html",
    )
    found = layout_of(tmp_path, chosen)

    assert (found.generator, found.content) == ("hugo", "content/stories")
    assert found.image_address == "/pictures"
    path = found.path_of("naïve-plan", "world", DAY)
    assert path == "/world/2026/11/05/naïve-plan.html"
    assert found.url(path) == "https://b.example/world/2026/11/05/na%C3%AFve-plan.html"
    assert found.path_of("x", "", DAY).startswith("/stories/")


@pytest.mark.parametrize(
    ("name", "text"),
    [("hugo.toml", "= ["), ("hugo.yaml", "a: ["), ("hugo.json", "{"), ("_config.yml", "a: [")],
)
def test_settings_that_cannot_be_read_are_named(tmp_path, name, text):
    write(tmp_path, {name: text})
    with pytest.raises(PushRefused, match=name):
        layout_of(tmp_path, Options())


def test_html_is_written_for_hugo_only_where_it_lets_it_through(tmp_path):
    write(tmp_path, {"hugo.toml": ""})
    assert not layout_of(tmp_path, Options()).raw_html
    write(tmp_path, {"hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n"})
    assert layout_of(tmp_path, Options()).raw_html


def test_a_folder_without_a_generator_is_none(tmp_path):
    assert not is_site(tmp_path)
    assert not is_site(tmp_path / "nowhere")
