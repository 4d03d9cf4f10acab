"""Prices that start in euros, in another currency as a restaurant there would write them."""

from babel.numbers import get_currency_precision

from foodapp.kit.money import rounded

# What a meal costs in the currency, in hundredths of the number it has in euros. Price levels of
# restaurants, not exchange rates: rough on purpose, owners set their own.
LEVEL = {
    "EUR": 100, "CHF": 165, "GBP": 95, "USD": 120, "CAD": 150, "AUD": 165, "NZD": 170,
    "SEK": 1150, "NOK": 1500, "DKK": 900, "ISK": 19000, "PLN": 350, "CZK": 1900, "HUF": 30000,
    "RON": 400, "BGN": 150, "JPY": 12000, "TRY": 3200, "MXN": 1500, "BRL": 450, "INR": 3500,
}  # fmt: skip
STEPS = {0: 10, 2: 10}  # rounded to so many minor units
COARSE = {
    "HUF": 10_000,
    "ISK": 10_000,
    "INR": 1_000,
    "SEK": 100,
    "NOK": 100,
    "DKK": 100,
    "CZK": 100,
}


def local_minor(euro_minor: int, currency: str) -> int:
    """About what `euro_minor` euro cents buy at a table there, in minor units, on a round number.
    A currency we do not know is taken at the euro's number."""
    digits = get_currency_precision(currency)
    exact = rounded(euro_minor * LEVEL.get(currency, 100), 100)  # at two digits
    minor = rounded(exact * 10**digits, 100)
    step = COARSE.get(currency, STEPS.get(digits, 10))
    return rounded(minor, step) * step
