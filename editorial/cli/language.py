"""``editorial story style`` and ``editorial words …``: house style and the newsroom's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editorial.cli.console import plain
from editorial.cli.wiring import Commands, add, add_group

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_story_commands(group: Commands) -> None:
    """Join the ``story`` group."""
    style = add(
        group,
        "style",
        _style,
        "find what is against the house style, and mend it",
        description="Find what in headline, dek and text is against the house style. The rules are "
        "the shipped ones and those of style.toml in the newsroom's data.",
    )
    style.add_argument("story")
    style.add_argument("--fix", action="store_true", help="mend all that has one right form")


def add_commands(commands: Commands) -> None:
    """Add the ``words`` group."""
    group = add_group(commands, "words", "the newsroom's own words, which are spelt right")
    add(group, "list", _list, "list them")
    for name, run, help_ in (
        ("add", _add, "add words; possessives come with them"),
        ("remove", _remove, "take words out"),
    ):
        add(group, name, run, help_).add_argument("words", nargs="+", metavar="WORD")


def _style(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.stories.drafts import open_story, save_text
    from editorial.stories.text.style.engine import find, fix_all
    from editorial.stories.text.style.loading import load_style

    rules = load_style(newsroom.home)
    story = open_story(newsroom.store, options.story)
    texts = {"headline": story.headline, "dek": story.dek, "body": story.body}
    fixed = 0
    if options.fix:
        for field, text in texts.items():
            texts[field], count = fix_all(
                text, rules, story.language, is_headline=field == "headline"
            )
            fixed += count
        save_text(newsroom.store, story.id, who=newsroom.person, base=story.text_revision, **texts)
        console.say(f"Mended {fixed} {'place' if fixed == 1 else 'places'}.")
    found: list[dict[str, Any]] = []
    for field, text in texts.items():
        for finding in find(text, rules, story.language, is_headline=field == "headline"):
            line = text.count("\n", 0, finding.start) + 1
            found.append({"field": field, "line": line} | plain(finding))
            where = f"{field}, line {line}" if field == "body" else field
            sign = "stop" if finding.level == "block" else "look"
            console.say(f"{sign}  {where}: {finding.message} [{finding.rule_id}]")
            if finding.explanation:
                console.say(f"      {finding.explanation}")
    if not found:
        console.say("Nothing is against the house style.")
    for problem in rules.problems:
        console.aside(f"editorial: {problem}")
    console.value({"fixed": fixed, "findings": found, "problems": list(rules.problems)})
    return 0


def _list(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.stories.text.spelling.speller import own_words

    words = own_words(newsroom.home)
    for word in words.listed():
        console.say(word)
    if not words.listed():
        console.say("No words yet. Add one with `editorial words add WORD`.")
    for problem in words.problems:
        console.aside(f"editorial: {problem}")
    console.value(list(words.listed()))
    return 0


def _add(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.stories.text.spelling.speller import own_words

    new = own_words(newsroom.home).add_all(options.words)
    console.say(f"Added: {', '.join(new)}." if new else "They were there already.")
    console.value({"added": list(new)})
    return 0


def _remove(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.stories.text.spelling.speller import own_words

    words = own_words(newsroom.home)
    for word in options.words:
        words.remove(word)
    console.say(f"Removed: {', '.join(options.words)}.")
    console.value({"removed": options.words})
    return 0
