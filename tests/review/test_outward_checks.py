"""Numbers, names, rights on the day, and stories like this one."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.review.checks.all_checks import check, findings
from editorial.review.checks.figures import agree, figures
from editorial.review.readiness import check_story
from editorial.review.similar import alike
from editorial.stories.drafts import new_story
from editorial.stories.models import Story
from editorial.stories.workflow import Gate
from tests.review.test_checks import CLEAN, FACTS, NOW, PHOTO


def found(code: str, subject) -> list[str]:
    return [one.message for one in findings(check(subject)) if one.code == code]


def story(**words):
    return dataclasses.replace(CLEAN, story=dataclasses.replace(CLEAN.story, **words))


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("12 ships wait", "There are twelve ships."),
        ("1.2 million leave", "Some 1,200,000 people left."),
        ("1.2m leave", "Some 1,213,456 people left."),
        ("Three pilots strike", "The 3 pilots strike."),
        ("50% of ships wait", "Half of them wait."),
        ("20 per cent more", "It is 20% more."),
        ("€3bn for ports", "The ports get 3 billion euros."),
        ("Five things to know", "All of it."),
        ("The signature on page six", "It is missing."),
        ("Dozens of ships wait", "Many ships."),
        ("What COVID-19 left", "Much."),
        ("The plan for 2026", "It is for this year."),
        ("Nine exceptions", "Ten ships have one."),
    ],
)
def test_numbers_that_agree(headline: str, body: str) -> None:
    assert found("figure_differs", story(headline=headline, dek="", body=body)) == []


@pytest.mark.parametrize(
    ("headline", "body", "said"),
    [
        ("12 ships wait", "There are 13 ships.", "the text has “13”"),
        ("1.3 million leave", "Some 1.2 million people left.", "the text has “1.2 million”"),
        ("The plan of 1987", "It is of 1978.", "the text has “1978”"),
        ("30% more", "It is 20% more.", "the text has “20%”"),
        ("Nine ships wait", "Ten ships wait.", "the text has “Ten”"),
        ("400 die", "Many die.", "which the text does not have"),
    ],
)
def test_numbers_that_differ(headline: str, body: str, said: str) -> None:
    (message,) = found("figure_differs", story(headline=headline, dek="", body=body))
    assert said in message


@given(st.integers(2, 10**9))
def test_a_number_is_read_as_it_is_written(number: int) -> None:
    for written in (str(number), f"{number:,}"):
        (figure,) = figures(f"Some {written} ships", in_words=True)
        assert figure.value == number
        assert agree(figure, figure)


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    for figure in figures(text, in_words=True):
        assert 0 <= figure.start < figure.end <= len(text)


@pytest.mark.parametrize(
    ("body", "odd"),
    [
        ("We met Selenskyj. Later Zelensky spoke, and Zelensky left.", "Selenskyj"),
        ("In came Dimitrije Ostojic. Then Dimitrji Ostojic left.", "Dimitrji"),
        ("We met Erdoğan twice, then Erdogan and Erdoğan.", "Erdogan"),
        ("We saw Al-Sharaa, and Alsharaa, and Al-Sharaa.", "Alsharaa"),
    ],
)
def test_one_name_in_two_spellings(body: str, odd: str) -> None:
    (message,) = found("name_spelling", story(body=body))
    assert message.startswith(f"“{odd}”")


@pytest.mark.parametrize(
    "body",
    [
        "In Iran the Iranian and Iran’s Iranians meet.",
        "We met Petrov and Petrova, and Novak.",
        "Here Martin, there Marten, and again Martin.",
        "The PORTMAN sign; Portman came.",
    ],
)
def test_other_names_are_left_alone(body: str) -> None:
    assert found("name_spelling", story(body=body)) == []


def test_a_credit_spells_as_the_text_does() -> None:
    subject = story(body="We met Dimitrji Ostojic on the quay.")
    (message,) = found("name_spelling", subject)
    assert "Dimitrije" in message


def test_rights_hold_on_the_day_it_goes_out() -> None:
    ends = NOW + dt.timedelta(days=2)
    subject = dataclasses.replace(
        CLEAN,
        photos={PHOTO: dataclasses.replace(FACTS, rights_expire_at=ends)},
        publish_at=NOW + dt.timedelta(days=3),
    )
    (message,) = found("rights_expired", subject)
    assert message.endswith("ended on 24 November 2026; the story goes out on 25 November 2026")


def test_a_plan_before_the_embargo_ends() -> None:
    plan, embargo = NOW + dt.timedelta(days=1), NOW + dt.timedelta(days=2)
    subject = dataclasses.replace(CLEAN, publish_at=plan, embargo_at=embargo)
    assert "under embargo until 24 November 2026" in found("embargo_broken", subject)[0]
    assert not found("embargo_broken", dataclasses.replace(subject, publish_at=embargo))


def make(store, person, headline: str, *, public: bool = False):
    made = new_story(store, who=person, headline=headline, body="The pilots stay.").created
    if public:
        with store.write() as session:
            row = session.query(Story).filter_by(id=made).one()
            row.status, row.published_at = "published", NOW
    return made


def test_a_headline_like_it_is_published(store, person) -> None:
    make(store, person, "Why the harbour pilots are striking now", public=True)
    make(store, person, "Harbour pilots: why they strike and who pays")
    new = make(store, person, "Why harbour pilots are striking")
    lines = [r for r in check_story(store, new, Gate.PUBLISH) if r.code == "headline_used"]
    assert [line.message for line in lines] == [
        "A story with nearly this headline is published: "
        "“Why the harbour pilots are striking now” on 22 November 2026"
    ]


def test_a_draft_like_it_says_nothing(store, person) -> None:
    make(store, person, "Why the harbour pilots are striking now")
    new = make(store, person, "Why the harbour pilots are striking now!")
    codes = {r.code for r in check_story(store, new, Gate.PUBLISH)}
    assert "headline_used" not in codes
    assert "slug_numbered" in codes


def test_one_word_said_often_is_looked_for_without_harm(store, person) -> None:
    mine = make(store, person, "Long " * 60)
    assert "headline_used" not in {one.code for one in check_story(store, mine)}


def test_likeness_knows_words_in_any_order() -> None:
    assert alike("Pilots strike in the port", "In the port pilots strike") == 1
    assert alike("Pilots strike in the port", "A vote on grain") < 0.3
