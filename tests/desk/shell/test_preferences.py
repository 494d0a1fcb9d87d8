"""Preferences are kept, and endpoints say what is wrong."""

from __future__ import annotations

import socket

import pytest

from editorial.desk.shell.preferences import Preferences
from editorial.desk.shell.preferences_newsroom import follow_links
from editorial.publishing.addresses import endpoints
from editorial.stories.people import Role
from editorial.system.settings import FollowLink, load_settings


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


def test_a_wordpress_without_a_name_is_refused_in_plain_words(dialog):
    page = dialog.endpoints
    page.add.click()
    assert dialog.test_jobs.wait_idle()
    assert "needs a name" in page.notice.text
    assert page.add.isEnabled()


def test_a_wordpress_that_does_not_answer_is_kept_and_said(dialog, newsroom, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    monkeypatch.setenv("EDITORIAL_SECRET_MAIN_SITE", "secret")
    page = dialog.endpoints
    page.name.setText("Main site")
    page.address.setText(f"http://127.0.0.1:{port}")
    page.user.setText("ana")
    page.add.click()
    assert dialog.test_jobs.wait_idle()
    assert [row.name for row in endpoints(newsroom.store)] == ["site", "Main site"]
    assert page.list.count() == 2
    assert page.notice.property("tone") == "problem"
    assert page.password.text() == ""
    page.list.setCurrentRow(1)
    page.remove.click()
    assert dialog.test_jobs.wait_idle()
    assert [row.name for row in endpoints(newsroom.store)] == ["site"]
    assert page.list.count() == 1
