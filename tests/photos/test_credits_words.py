"""The word lists under resources/credits, and the gazetteer made of them."""

import re

import pytest

from editorial.photos.credits.agencies import family, find_house, houses, key, mend_house
from editorial.photos.credits.names import is_person, tidy_name
from editorial.photos.credits.vocabulary import table

ENTRIES = [
    (role, name, spelling)
    for role, entries in table("agencies").items()
    for name, aliases in entries.items()
    for spelling in (name, *aliases)
]


def test_no_spelling_names_two_houses():
    named = {}
    for _, name, spelling in ENTRIES:
        assert named.setdefault(key(spelling), name) == name


def test_every_house_is_found_by_each_of_its_spellings():
    for role, name, spelling in ENTRIES:
        found = find_house(spelling)
        assert found is not None, spelling
        assert (found.house.name, found.house.role) == (name, role)


def test_families_name_houses_that_exist():
    names = {house.name for house in houses().values()}
    for members in table("families")["families"]:
        assert set(members) <= names
        assert {family(name) for name in members} == {members[0]}


def test_restrictions_are_patterns():
    for phrase in table("restrictions")["phrases"]:
        re.compile(phrase)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("shutterstock.com", "Shutterstock"),
        ("WWW.ALAMY.COM", "Alamy"),
        ("afp photo", "AFP"),
        ("the associated press", "AP"),
        ("U.S. Air Force", "U.S. Air Force"),
        ("US Air Force", "U.S. Air Force"),
        ("Риа Новости", "РИА Новости"),
    ],
)
def test_a_house_is_found_however_it_is_written(typed, name):
    found = find_house(typed)
    assert found is not None
    assert found.house.name == name


@pytest.mark.parametrize("word", ["who", "Pa", "Aa", "x", "Jane Doe", "Reuter Smith", ""])
def test_an_ordinary_word_is_no_house(word):
    assert find_house(word) is None


@pytest.mark.parametrize(
    ("typed", "cut", "name"),
    [
        ("RETUERS", False, "Reuters"),
        ("Shutterstok", False, "Shutterstock"),
        ("Getty I", True, "Getty Images"),
        ("Press Association Ima", True, "PA"),
    ],
)
def test_a_misspelt_or_cut_name_is_mended(typed, cut, name):
    found = mend_house(typed, cut=cut)
    assert found is not None
    assert found.house.name == name
    assert not found.sure


@pytest.mark.parametrize("typed", ["Magnus", "Forman", "Paul Reiter", "Getty I", "Jane Doe"])
def test_what_is_no_slip_is_left_alone(typed):
    assert mend_house(typed, cut=False) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("FLORION GOGA", "Florion Goga"),
        ("Kirill KUDRYAVTSEV", "Kirill Kudryavtsev"),
        ("CHRISTOF STACHECHRISTOF STACHE", "Christof Stache"),
        ("JEAN-CHRISTOPHE BOTT", "Jean-Christophe Bott"),
        ("JAN VAN DER BERG", "Jan van der Berg"),
        ("SEAN O'BRIEN", "Sean O'Brien"),
        ("FIONA MCDONALD", "Fiona McDonald"),
        ("J. R. SMITH JR.", "J. R. Smith Jr."),
        ("LM Otero", "LM Otero"),
        ("LALAKA", "LALAKA"),
        ("CGIAR Climate", "CGIAR Climate"),
        ("M.Chalmeton", "M. Chalmeton"),
        ("Annick deGooyer", "Annick deGooyer"),
        ("ЕКАТЕРИНА ЧЕСНОКОВА", "Екатерина Чеснокова"),
        ("David 'Dee' Delgado", "David 'Dee' Delgado"),
    ],
)
def test_names_are_recased_only_when_shouted(typed, name):
    assert tidy_name(typed) == name


@pytest.mark.parametrize("name", ["Jane Doe", "R. Hurt", "Óscar Cañas", "Jan van der Berg", "李刚"])
def test_people_are_told_from_houses(name):
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["Jane", "Big Newspaper", "House of Commons", "Mijansk786", "the sea"]
)
def test_houses_are_told_from_people(name):
    assert not is_person(name)
