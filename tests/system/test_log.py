"""The log: small, rotated, and no place for a secret."""

from __future__ import annotations

import logging

import pytest

from editorial.app import open_newsroom
from editorial.publishing.addresses import add_endpoint, test_endpoint
from editorial.system.errors import DiskFull, EditorialError
from editorial.system.log import start_log, stop_log
from editorial.system.secrets import variable_of

SECRET = "abcd EFGH 1234 ijkl 5678 mnop"


@pytest.fixture(autouse=True)
def _log_is_closed():
    yield
    stop_log()


def test_the_log_is_cut_into_three_files_of_a_megabyte(home) -> None:
    start_log(home.log)
    logger = logging.getLogger("editorial.test")
    for number in range(5000):
        logger.info("%06d %s", number, "x" * 900)
    stop_log()
    files = sorted(home.log.parent.iterdir())
    assert [path.name for path in files] == ["editorial.log", "editorial.log.1", "editorial.log.2"]
    assert all(path.stat().st_size <= 1_000_000 for path in files)
    assert "004999" in files[0].read_text("utf-8")


def test_records_below_info_are_left_out_and_names_are_kept(home) -> None:
    start_log(home.log)
    logging.getLogger("editorial.photos").debug("not this")
    logging.getLogger("editorial.photos").warning("Größe überschritten")
    stop_log()
    words = home.log.read_text("utf-8")
    assert "not this" not in words
    assert "WARNING editorial.photos Größe überschritten" in words


def test_starting_twice_writes_each_line_once(home) -> None:
    start_log(home.log)
    start_log(home.log)
    logging.getLogger("editorial").error("once")
    stop_log()
    assert home.log.read_text("utf-8").count("once") == 1


def test_what_is_said_after_the_end_goes_nowhere(home) -> None:
    start_log(home.log)
    stop_log()
    assert logging.getLogger("editorial").handlers == []


def test_a_log_that_cannot_be_opened_is_told_in_plain_words(home, monkeypatch) -> None:
    def full(*_args, **_kw):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("editorial.system.log.RotatingFileHandler", full)
    with pytest.raises(DiskFull):
        start_log(home.log)


def test_no_secret_reaches_a_file_of_the_home(home, monkeypatch, unused_port) -> None:
    monkeypatch.setenv(variable_of("Main site"), SECRET)
    newsroom = open_newsroom(home)
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        add_endpoint(
            newsroom.store,
            newsroom.secrets,
            name="Main site",
            kind="wordpress",
            address=f"http://127.0.0.1:{unused_port}",
            user="ida",
            who="Ida Holm",
        )
        with pytest.raises(EditorialError) as caught:
            test_endpoint(newsroom.store, newsroom.clients, "Main site", thorough=True)
        logging.getLogger("editorial").error("a test failed", exc_info=caught.value)
    finally:
        logging.getLogger().setLevel(logging.WARNING)
        newsroom.close()
    assert "a test failed" in home.log.read_text("utf-8")
    import base64

    hidden = [SECRET.encode(), SECRET.replace(" ", "").encode()]
    hidden.append(base64.b64encode(f"ida:{SECRET}".encode()))
    files = [path for path in home.root.rglob("*") if path.is_file()]
    assert home.database in files
    for path in files:
        data = path.read_bytes()
        assert not any(word in data for word in hidden), path
