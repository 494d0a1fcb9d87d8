"""The settings file: what is written comes back, and a broken one is never overwritten."""

from __future__ import annotations

import dataclasses
import json

import pytest

from editorial.system.errors import DiskFull, HomeUnusable
from editorial.system.settings import (
    FollowLink,
    NewsroomSettings,
    PersonSettings,
    Settings,
    load_settings,
    save_settings,
)

FULL = Settings(
    PersonSettings(
        "Jürgen Öztürk",
        ("writer", "photo"),
        "dark",
        seen_welcome=True,
        autopair=False,
        lit="sentence",
        typewriter=True,
        spelling=False,
        house_style=False,
        watched_folder="/photos/incoming",
    ),
    NewsroomSettings(
        title="The Harbour Review",
        tagline="Slow news “from the quay”",
        language="en-GB",
        time_zone="Europe/Oslo",
        newsletter_heading="Tides",
        newsletter_text="On Fridays.",
        newsletter_url="https://letter.example/join",
        follow=(FollowLink("Mastodon", "https://social.example/@quay"),),
        credit_label="Foto",
        credit_form="creator",
        credit_separator=" / ",
        credit_capitals="houses",
        private_out=True,
        avif=True,
        headline_limit=64,
        word_target=1200,
        rubric_type="short",
    ),
)


def test_every_setting_comes_back(home) -> None:
    for part, default in ((FULL.person, PersonSettings()), (FULL.newsroom, NewsroomSettings())):
        for entry in dataclasses.fields(part):
            assert getattr(part, entry.name) != getattr(default, entry.name), entry.name
    home.prepare()
    save_settings(home, FULL)
    assert load_settings(home) == FULL


def test_the_first_start_takes_the_name_of_the_login(home, monkeypatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ida")
    home.prepare()
    assert load_settings(home) == Settings(PersonSettings(name="ida"))
    assert not home.settings.exists()


@pytest.mark.parametrize("error", [OSError("no tty"), KeyError("uid")])
def test_a_login_without_a_name_is_a_writer(home, monkeypatch, error) -> None:
    def fail() -> str:
        raise error

    monkeypatch.setattr("getpass.getuser", fail)
    home.prepare()
    assert load_settings(home).person.name == "Writer"


def test_keys_of_another_version_are_left_out_and_missing_ones_take_their_default(home) -> None:
    home.prepare()
    raw = {
        "person": {"name": "Ida", "horoscope": "fish"},
        "newsroom": {"follow": [{"label": "A", "url": "https://a.example", "icon": "a"}]},
        "weather": {},
    }
    home.settings.write_text(json.dumps(raw))
    found = load_settings(home)
    assert found.person == PersonSettings(name="Ida")
    assert found.newsroom == NewsroomSettings(follow=(FollowLink("A", "https://a.example"),))


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"person": []}',
        b'{"newsroom": {"follow": [1]}}',
        b'{"newsroom": {"follow": [{"label": "no address"}]}}',
        b'{"newsroom": {"headline_limit": "seventy"}}',
        b'{"newsroom": {"title": null}}',
        b'{"person": {"roles": "writer"}}',
        b'{"person": {"seen_welcome": "no"}}',
        b'{"person": {"scheme": "plaid"}}',
        b'{"newsroom": {"word_target": true}}',
        b"\xff\xfe{\x00}\x00",
        b"\x00\x01\x02",
    ],
)
def test_a_broken_file_is_named_and_left_as_it_is(home, words) -> None:
    home.prepare()
    home.settings.write_bytes(words)
    with pytest.raises(HomeUnusable, match=r"settings\.json") as caught:
        load_settings(home)
    assert "stories are untouched" in caught.value.safe
    assert home.settings.read_bytes() == words


def test_a_folder_in_the_files_place_is_named(home) -> None:
    home.settings.mkdir(parents=True)
    with pytest.raises(HomeUnusable, match=r"settings\.json"):
        load_settings(home)


def test_a_failed_save_keeps_the_old_settings(home, monkeypatch) -> None:
    home.prepare()
    save_settings(home, FULL)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFull):
        save_settings(home, FULL.with_person(name="Someone else"))
    assert load_settings(home) == FULL


def test_the_copies_change_one_thing() -> None:
    assert FULL.with_person(scheme="light").person.name == "Jürgen Öztürk"
    assert FULL.with_newsroom(title="B").newsroom.follow == FULL.newsroom.follow
    assert FULL.newsroom.title == "The Harbour Review"
