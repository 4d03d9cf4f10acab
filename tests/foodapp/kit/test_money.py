from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodapp.kit import money
from foodapp.kit.money import Money

AMOUNTS = st.integers(-(10**11), 10**11)


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_a_split_sums_to_the_whole_and_is_fair_to_a_unit(total, weights):
    parts = money.split(total, weights)

    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Decimal(total) * weight / sum(weights)) < 1


@given(AMOUNTS, st.integers(1, 10**6))
def test_rounding_goes_to_the_nearest_halves_outward(numerator, denominator):
    exact = Decimal(numerator) / denominator
    assert abs(money.rounded(numerator, denominator) - exact) <= Decimal("0.5")


@pytest.mark.parametrize(("numerator", "whole"), [(5, 1), (-5, -1), (15, 2), (14, 1), (-15, -2)])
def test_halves_go_away_from_zero(numerator, whole):
    assert money.rounded(numerator, 10) == whole


def test_currencies_do_not_mix():
    with pytest.raises(ValueError, match="combine"):
        Money(1, "EUR") + Money(1, "CHF")


def test_amounts_out_of_this_world_are_refused():
    with pytest.raises(ValueError, match="range"):
        Money(2**63, "EUR")


def test_money_is_shown_in_the_readers_way_and_exactly():
    assert money.shown(123456, "EUR", "de") == "1.234,56\xa0€"
    assert money.shown(500, "JPY", "en") == "¥500"
    assert money.shown(10**12 - 1, "EUR", "en") == "€9,999,999,999.99"


def test_a_currency_without_a_sign_stands_apart_from_its_digits():
    assert money.shown(1750, "CHF") == "CHF\u00a017.50"
    assert money.shown(-1750, "CHF") == "-CHF\u00a017.50"
    assert money.shown(1750, "EUR") == "€17.50"
