"""Preferences are kept, and endpoints say what is wrong."""

from __future__ import annotations

import dataclasses
import socket

import pytest
from keyring.errors import NoKeyringError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from editorial.desk.shell.connection_assistant import ConnectionAssistant
from editorial.desk.shell.endpoint_options import EndpointOptions
from editorial.desk.shell.preferences import Preferences
from editorial.desk.shell.preferences_newsroom import follow_links
from editorial.publishing.addresses import add_endpoint, endpoint, endpoints
from editorial.publishing.endpoints.mapping import choices_of
from editorial.publishing.endpoints.registry import KINDS
from editorial.stories.people import Role
from editorial.system.settings import FollowLink, load_settings
from tests.endpoints.ghost.server import GhostServer


@pytest.fixture
def dialog(newsroom, theme, qtbot):
    from editorial.desk.kit.jobs import Jobs

    jobs = Jobs(newsroom.store)
    made = Preferences(newsroom, jobs, theme)
    qtbot.addWidget(made)
    made.show()
    assert jobs.wait_idle()
    made.test_jobs = jobs
    yield made
    jobs.close()


def test_settings_are_kept(dialog, newsroom, theme):
    dialog.person.name.setText("  Bo   Lindqvist ")
    dialog.person.roles[Role.CHIEF].setChecked(False)
    dialog.person.scheme.setCurrentIndex(dialog.person.scheme.findData("dark"))
    assert dialog.writing.autopair.isChecked()
    dialog.writing.autopair.setChecked(False)
    dialog.newsroom.title.setText("The Harbour Review")
    dialog.newsroom.credit_label.setText("Foto:")
    dialog.newsroom.headline_limit.setValue(60)
    dialog.newsroom.private_out.setChecked(True)
    dialog.newsroom.follow.setPlainText("Mastodon https://example.org/@harbour\nno address\n")
    dialog.save.click()
    assert dialog.test_jobs.wait_idle()
    kept = load_settings(newsroom.home)
    assert kept.person.name == "Bo Lindqvist"
    assert "chief" not in kept.person.roles
    assert kept.person.scheme == "dark"
    assert not kept.person.autopair
    assert theme.tokens.dark
    assert kept.newsroom.title == "The Harbour Review"
    assert kept.newsroom.credit_label == "Foto"
    assert kept.newsroom.headline_limit == 60
    assert (kept.newsroom.private_out, kept.newsroom.avif) == (True, False)
    assert kept.newsroom.follow[0] == FollowLink("Mastodon", "https://example.org/@harbour")
    assert dialog.isHidden()


def test_the_credit_line_is_shown_as_a_page_prints_it(dialog, newsroom):
    page = dialog.newsroom
    assert page.credit_example.text().startswith("Photo: REUTERS/Ana Ruiz/Pool\n")
    assert not page.credit_separator.isEnabled()
    page.credit_label.setText("Foto: :")
    page.credit_form.setCurrentIndex(page.credit_form.findData("creator"))
    page.credit_separator.setCurrentIndex(page.credit_separator.findData(" / "))
    page.credit_capitals.setCurrentIndex(page.credit_capitals.findData("houses"))
    assert page.credit_example.text() == (
        "Foto: Ana Ruiz / Pool / REUTERS\nFoto: Bo Lindqvist / AFP via GETTY IMAGES"
    )
    page.credit_label.setText("")
    assert page.credit_example.text().startswith("Ana Ruiz")
    dialog.save.click()
    assert dialog.test_jobs.wait_idle()
    kept = load_settings(newsroom.home).newsroom
    assert (kept.credit_label, kept.credit_form) == ("", "creator")
    assert (kept.credit_separator, kept.credit_capitals) == (" / ", "houses")


def test_follow_links_are_read_line_by_line():
    assert follow_links("A b https://x\n\njunk\n") == (FollowLink("A b", "https://x"),)


def test_settings_that_cannot_be_written_are_said(dialog, newsroom, monkeypatch):
    from editorial.system.errors import DiskFull

    def full(_settings):
        raise DiskFull("The disk is full.", safe="The old settings stand.")

    monkeypatch.setattr(newsroom, "change_settings", full)
    dialog.save.click()
    assert dialog.test_jobs.wait_idle()
    assert dialog.notice.text == "The disk is full. The old settings stand."
    assert dialog.save.isEnabled()
    assert dialog.isVisible()


def test_the_embedded_site_is_listed_and_answers(dialog):
    page = dialog.endpoints
    dialog.show_endpoints()
    assert page.list.count() == 1
    page.test.click()
    assert dialog.test_jobs.wait_idle()
    assert page.notice.text.startswith("The connection works: ")
    assert page.test.isEnabled()


@pytest.fixture
def assistant(dialog):
    """The assistant, opened from the page by its button."""
    dialog.show_endpoints()
    dialog.endpoints.add.click()
    (made,) = dialog.endpoints.findChildren(ConnectionAssistant)
    made.settle = dialog.test_jobs.wait_idle
    return made


def test_a_ghost_is_found_tested_and_added_by_keyboard(assistant, newsroom, dialog, qtbot):
    server = GhostServer()
    try:
        qtbot.keyClicks(assistant.address, server.url)
        qtbot.keyClick(assistant.address, Qt.Key.Key_Return)
        assert assistant.settle()
        assert assistant.kind.currentData() == "ghost"
        assert assistant.found.text() == "Found: Ghost."
        assert assistant.user.isHidden()
        assert assistant.focusWidget() is assistant.secret
        qtbot.keyClicks(assistant.secret, server.key)
        assistant.name.setText("Main site")
        assistant.test.click()
        assert assistant.settle()
        assert assistant.found.text().startswith("The connection works: Ghost 5.130.6")
        assert endpoints(newsroom.store)[-1].name == "site"
        assistant.add.click()
        assert assistant.settle()
        assert [row.name for row in endpoints(newsroom.store)] == ["site", "Main site"]
        assert dialog.endpoints.list.count() == 2
        assert newsroom.secrets.read("Main site") == server.key
        assert assistant.secret.text() == ""
    finally:
        server.close()


def test_without_a_keyring_the_assistant_says_how_long_a_password_is_kept(
    assistant, newsroom, monkeypatch
):
    def none(*_args):
        raise NoKeyringError

    monkeypatch.setattr("keyring.set_password", none)
    assistant.address.setText("https://example.org")
    assistant.kind.setCurrentIndex(assistant.kind.findData("wordpress"))
    assistant.name.setText("Main site")
    assistant.user.setText("ana")
    assistant.secret.setText("abcd efgh")
    assistant.add.click()
    assert assistant.settle()
    assert assistant.isVisible()
    assert "kept until you close" in assistant.found.text()
    assert not assistant.add.isEnabled()


def test_what_is_wrong_is_said_and_what_was_typed_stays(assistant, newsroom):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    assistant.address.setText(address)
    assistant.look.click()
    assert assistant.settle()
    assert "Nobody answered" in assistant.notice.text
    assert assistant.address.text() == address
    assistant.kind.setCurrentIndex(assistant.kind.findData("wordpress"))
    assistant.secret.setText("secret")
    assistant.test.click()
    assert assistant.settle()
    assert "needs a user name" in assistant.notice.text
    assert assistant.secret.text() == "secret"
    assert [row.name for row in endpoints(newsroom.store)] == ["site"]


def test_an_endpoint_is_removed(dialog, newsroom):
    page = dialog.endpoints
    page.list.setCurrentRow(0)
    page.remove.click()
    assert dialog.test_jobs.wait_idle()
    assert endpoints(newsroom.store) == ()
    assert page.list.count() == 0


def test_options_of_every_kind_are_shown_and_kept(dialog, newsroom, qtbot):
    add_endpoint(
        newsroom.store, newsroom.secrets, name="Main site", kind="wordpress", user="ana",
        address="https://example.org", who="Ana",
    )  # fmt: skip
    row = endpoint(newsroom.store, "Main site")
    for kind in KINDS.values():
        options = EndpointOptions(dataclasses.replace(row, kind=kind.name, options={}))
        qtbot.addWidget(options)
        assert set(options.fields) == {choice.name for choice in choices_of(kind)}
        assert all(value is None for value in options.values.values())
    options = EndpointOptions(row, dialog)
    options.chosen.connect(dialog.endpoints._set_options)
    options.fields["byline_in_content"].setChecked(False)
    options.fields["withdraw_to"].setCurrentIndex(1)
    options.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    assert dialog.test_jobs.wait_idle()
    kept = endpoint(newsroom.store, "Main site").options
    assert kept == {"byline_in_content": False, "withdraw_to": "trash"}
