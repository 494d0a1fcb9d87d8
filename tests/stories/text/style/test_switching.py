"""A rule of house style is switched off in the newsroom's own file."""

from __future__ import annotations

import pytest

from editorial.stories.text.style.loading import load_style
from editorial.stories.text.style.switching import switch_off
from editorial.system.errors import BadFile


def test_the_file_is_begun_and_gone_on_with(home):
    assert load_style(home).has("doubled-words")
    switch_off(home, "doubled-words")
    assert home.style.read_text("utf-8") == 'off = ["doubled-words"]\n'
    switch_off(home, "ellipsis")
    switch_off(home, "ellipsis")
    assert home.style.read_text("utf-8") == 'off = ["doubled-words", "ellipsis"]\n'
    rules = load_style(home)
    assert not rules.has("doubled-words")
    assert not rules.has("ellipsis")
    assert rules.has("dashes")
    assert rules.problems == ()


def test_what_else_stands_there_is_kept(home):
    own = (
        '# Ours\noff = [\n  "times",  # we do\n]\n\n[preferred.quay]\nfrom = "dock"\nto = "quay"\n'
    )
    home.root.mkdir(parents=True, exist_ok=True)
    home.style.write_text(own, "utf-8")
    switch_off(home, "dashes")
    text = home.style.read_text("utf-8")
    assert text.startswith('# Ours\noff = ["times", "dashes"]\n')
    assert text.endswith('[preferred.quay]\nfrom = "dock"\nto = "quay"\n')
    assert load_style(home).has("quay")


def test_a_list_below_a_table_belongs_to_that_table(home):
    home.root.mkdir(parents=True, exist_ok=True)
    home.style.write_text('[banned.moniker]\nwords = ["moniker"]\n', "utf-8")
    switch_off(home, "dashes")
    assert home.style.read_text("utf-8").startswith('off = ["dashes"]\n\n[banned.moniker]\n')
    assert load_style(home).has("moniker")


@pytest.mark.parametrize("broken", ["off = [", "off = 3\n"])
def test_a_file_that_cannot_be_read_stays_as_it_is(home, broken):
    home.root.mkdir(parents=True, exist_ok=True)
    home.style.write_text(broken, "utf-8")
    with pytest.raises(BadFile):
        switch_off(home, "dashes")
    assert home.style.read_text("utf-8") == broken
