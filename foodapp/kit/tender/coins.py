"""Cash: no coin is smaller than the smallest. CLDR's cash digits and rounding, by Babel, and where
the coins of a country have gone on since."""

from types import MappingProxyType

from babel.core import get_global
from babel.numbers import get_currency_precision

from foodapp.kit.money import rounded

# Minor units. HUF: 1 and 2 forint were withdrawn in 2008 (mnb.hu); NZD: 5 cents in 2006
# (rbnz.govt.nz). CLDR has both without a step.
SINCE_CLDR = MappingProxyType({"HUF": 500, "NZD": 10})


def smallest_minor(currency: str) -> int:
    """The smallest coin, in minor units: 5 of CHF, 50 of DKK, 100 of SEK."""
    if currency in SINCE_CLDR:
        return SINCE_CLDR[currency]
    fractions = get_global("currency_fractions")
    _, _, cash_digits, cash_step = fractions.get(currency, fractions["DEFAULT"])
    finer: int = get_currency_precision(currency) - cash_digits
    return int(max(1, cash_step) * 10**finer)


def payable(minor: int, currency: str) -> int:
    """The nearest sum that can be counted out; halves go up."""
    coin = smallest_minor(currency)
    return rounded(minor, coin) * coin
