"""Addresses of many countries as people type them: the number of the house is never that of the
flat, of the floor, of the day in a street's name, nor the post code."""

from pathlib import Path

import pytest

from foodapp.restaurants.typed import read

CORPUS = [
    line.split("\t")
    for line in Path(__file__).with_name("addresses.tsv").read_text("utf-8").splitlines()
]


def test_the_corpus_is_of_many_countries():
    assert len(CORPUS) >= 150
    assert len({country for country, *_ in CORPUS}) >= 25


@pytest.mark.parametrize(("country", "text", "street", "number", "unit"), CORPUS)
def test_an_address_is_read_as_people_of_its_country_mean_it(country, text, street, number, unit):
    typed = read(text, country)
    assert (typed.street, typed.house_number) == (street, number)
    assert unit.lower() in typed.unit.lower()


@pytest.mark.parametrize(("country", "text", "street", "number", "unit"), CORPUS)
def test_where_the_country_is_unknown_the_number_is_right_or_asked(
    country, text, street, number, unit
):
    typed = read(text)
    assert typed.house_number == number or not typed.is_sure
