"""The address of a page can be read, in whole words of Latin letters."""

import pytest

from foodapp.restaurants.slugs import LONGEST, free, latin


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("łódź smaków", "lodz-smakow"),
        ("Pizza Hut ", "pizza-hut"),
        ("Столовая №1", "stolovaya-no1"),
        ("Ταβέρνα ο Νίκος", "taverna-o-nikos"),
        ("東京寿司", "dongjingshousi"),
        ("Phở Hà Nội", "pho-ha-noi"),
        ("McDonald's", "mcdonalds"),
        ("Café d’Été", "cafe-dete"),
        ("Æbleskiver ØL", "aebleskiver-ol"),
        ("Кафе «Ёлки-палки»", "kafe-elki-palki"),
        ("مطعم بيروت", "mtm-byrwt"),
        ("🍕🍕", "pizza-pizza"),
        ("---", ""),
    ],
)
def test_a_name_becomes_words_in_latin_letters(name, slug):
    assert latin(name) == slug


def test_umlauts_are_written_out_where_people_do():
    assert latin("Löwen Bräu", "DE") == "loewen-braeu"
    assert latin("Pöytä", "FI") == "poyta"


def test_a_long_name_is_cut_between_words():
    long = latin("The Very Long Named Restaurant at the Corner of the Old Market Square")
    assert long == "the-very-long-named-restaurant-at-the-corner-of-the-old"
    assert len(latin("x" * 100)) == LONGEST
    for cut in range(50, 70):
        assert not latin("a" * cut + " b" * 10).endswith("-")


def test_a_name_that_is_taken_gets_its_town_or_a_number():
    taken = {"torkel", "torkel-vaduz"}
    assert free("Torkel", "Schaan", "LI", taken) == "torkel-schaan"
    assert free("Torkel", "Vaduz", "LI", taken) == "torkel-2"
    assert free("---", "", "", {"restaurant"}) == "restaurant-2"
