"""All of ISO 4217: what each gateway writes and takes, what coins can pay, how much is much."""

import pytest
from babel.numbers import get_currency_precision, list_currencies
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from foodapp.gateways import currencies as gateways
from foodapp.gateways.currencies import NotTaken
from foodapp.gateways.known import KNOWN
from foodapp.kit import worth
from foodapp.kit.settings import whole
from foodapp.kit.tender import coins
from foodapp.kit.tender.amounts import OutOfCardRange

AMOUNTS = {name: one.traits.amounts for name, one in KNOWN.items()}
ISO_4217 = sorted(list_currencies())
TAKEN = [(name, currency) for name, taken in AMOUNTS.items() for currency in sorted(taken)]


@pytest.mark.parametrize(
    ("gateway", "currency", "minor", "told"),
    [
        ("stripe", "EUR", 1250, 1250),
        ("stripe", "JPY", 500, 500),
        ("stripe", "ISK", 2490, 249_000),  # without decimals, written with two
        ("stripe", "UGX", 35_000, 3_500_000),
        ("stripe", "KWD", 3120, 3120),
        ("stripe", "ALL", 1200, 120_000),  # CLDR has none, Stripe two decimals
        ("stripe", "RSD", 990, 99_000),
        ("stripe", "LAK", 150_000, 15_000_000),
        ("stripe", "MGA", 25_000, 25_000),
        ("stripe", "CLP", 12_990, 12_990),
        ("stripe", "HUF", 1_299_000, 1_299_000),
        ("stripe", "IDR", 3_500_000, 3_500_000),
        ("stripe", "XOF", 4500, 4500),
        ("razorpay", "INR", 49_900, 49_900),
        ("razorpay", "JPY", 295, 295),
        ("razorpay", "KWD", 295_990, 295_990),
        ("razorpay", "ISK", 2490, 2490),
        ("razorpay", "UGX", 35_000, 35_000),
    ],
)
def test_each_gateway_writes_amounts_as_its_documentation_says(gateway, currency, minor, told):
    takes = gateways.amounts(gateway, currency)
    assert (takes.told(minor), takes.heard(told)) == (told, minor)


@pytest.mark.parametrize(
    ("currency", "least"),
    [("EUR", 50), ("GBP", 30), ("HUF", 17_500), ("JPY", 50), ("CZK", 1500), ("AED", 200),
     ("DKK", 250), ("HKD", 400), ("MXN", 1000), ("THB", 1000), ("SEK", 300), ("INR", 50)],
)  # fmt: skip
def test_stripes_least_charge_is_that_of_the_currency(currency, least):
    takes = gateways.amounts("stripe", currency)
    assert takes.least_minor == least
    with pytest.raises(OutOfCardRange, match="charged from"):
        takes.check(least - 1)


@given(pair=st.sampled_from(TAKEN), minor=st.integers(0, 10**9))
def test_every_amount_comes_to_one_that_the_gateway_takes_and_back(pair, minor):
    takes = gateways.amounts(*pair)
    near = takes.nearest(minor)
    told = takes.told(near)
    assert takes.heard(told) == near, "there and back"
    assert told % takes.step == 0
    assert abs(near - minor) <= takes.step_minor // 2, "the nearest"
    assert takes.nearest(near) == near, "rounded once"


@pytest.mark.parametrize(("gateway", "currency"), TAKEN)
def test_the_least_and_the_most_can_be_charged(gateway, currency):
    takes = gateways.amounts(gateway, currency)
    for minor in (takes.least_minor, takes.most_minor):
        near = takes.nearest(minor)
        takes.check(near)
        assert takes.least <= takes.told(near) <= takes.most
    assert takes.told(takes.nearest(takes.least_minor)) >= takes.least
    with pytest.raises(OutOfCardRange):
        takes.check(takes.most_minor + 1)


@pytest.mark.parametrize("currency", ["BHD", "JOD", "KWD", "OMR", "TND"])
def test_three_decimal_amounts_end_in_zero(currency):
    takes = gateways.amounts("stripe", currency)
    assert (takes.nearest(3125), takes.nearest(3124)) == (3130, 3120)
    with pytest.raises(ValueError, match="no amount"):
        takes.told(3125)


@pytest.mark.parametrize("currency", ISO_4217)
def test_every_currency_is_either_taken_or_refused_in_a_sentence(currency):
    for name, taken in AMOUNTS.items():
        if currency in taken:
            assert gateways.amounts(name, currency.lower()).currency == currency
        else:
            with pytest.raises(NotTaken, match=f"takes no payments in {currency}"):
                gateways.amounts(name, currency)


@pytest.mark.parametrize("told", [True, 1.0, float("nan"), "100", None, 10**13])
def test_what_is_no_amount_is_not_heard_as_one(told):
    with pytest.raises(ValueError, match="not an amount"):
        gateways.amounts("stripe", "EUR").heard(told)


def test_a_platform_in_a_currency_that_no_card_pays_does_not_start():
    with pytest.raises(ValidationError, match="Stripe takes no payments in IRR"):
        whole()(currency="IRR")
    with pytest.raises(ValidationError, match="Razorpay takes no payments in XCD"):
        whole()(payment_gateways="XCD=razorpay")


@pytest.mark.parametrize(
    ("minor", "currency", "asked"),
    [
        (2133, "CHF", 2135), (2132, "CHF", 2130), (2130, "CHF", 2130), (2133, "EUR", 2133),
        (2133, "CAD", 2135), (10_349, "SEK", 10_300), (10_350, "SEK", 10_400),
        (12_324, "DKK", 12_300), (12_325, "DKK", 12_350), (128_740, "HUF", 128_500),
        (1234, "NZD", 1230), (980, "JPY", 980), (24_949, "CZK", 24_900), (0, "CHF", 0),
    ],
)  # fmt: skip
def test_cash_is_what_coins_can_pay(minor, currency, asked):
    assert coins.payable(minor, currency) == asked


@pytest.mark.parametrize("currency", sorted(worth.MAGNITUDE))
def test_a_limit_is_about_as_much_in_every_currency(currency):
    unit = 10 ** get_currency_precision(currency)
    assert 0.5 <= worth.about(100, currency) / unit <= 100_000
    assert worth.about(1_000_000, currency) == 10_000 * worth.about(100, currency)
    assert worth.like(worth.about(5000, "EUR"), "EUR", currency) == worth.about(5000, currency)


def test_every_currency_that_a_gateway_takes_has_its_magnitude():
    assert [pair for pair in TAKEN if not worth.knows(pair[1])] == []
    assert worth.about(1_000_000, "EUR") == 1_000_000
    assert worth.about(1_000_000, "IDR") == 20_000_000_000
    assert worth.about(1_000_000, "JPY") == 2_000_000
