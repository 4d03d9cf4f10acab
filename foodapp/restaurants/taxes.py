"""What of a price is tax. Rates are basis points by class of item; a restaurant may set its own,
else those of its country apply.

The table is a start for an operator, not advice: checked in November 2026 against the tax
authorities' pages for food that is delivered or taken away. Rates change: set them in the console.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from foodapp.kit.money import BPS, rounded
from foodapp.restaurants.models import Restaurant


class TaxClass(StrEnum):
    FOOD = "food"
    DRINK = "drink"  # without alcohol
    ALCOHOL = "alcohol"
    SERVICE = "service"  # delivery and service fees


@dataclass(frozen=True)
class TaxTerms:
    is_included: bool  # prices on the menu include tax
    rates_bps: Mapping[str, int]

    def bps(self, tax_class: str) -> int:
        return self.rates_bps.get(tax_class, self.rates_bps.get(TaxClass.FOOD, 0))

    def tax_minor(self, price_minor: int, bps: int) -> int:
        """The tax in a price that includes it, or on one that does not."""
        return rounded(price_minor * bps, BPS + bps if self.is_included else BPS)


def _terms(food: int, drink: int, alcohol: int, service: int, *, included: bool = True) -> TaxTerms:
    rates = {"food": food, "drink": drink, "alcohol": alcohol, "service": service}
    return TaxTerms(included, MappingProxyType(rates))


BY_COUNTRY: Mapping[str, TaxTerms] = MappingProxyType(
    {
        "AD": _terms(450, 450, 450, 450),
        "AT": _terms(1000, 2000, 2000, 2000),
        "CH": _terms(260, 260, 810, 810),
        "DE": _terms(700, 1900, 1900, 1900),
        "ES": _terms(1000, 2100, 2100, 2100),
        "FR": _terms(1000, 1000, 2000, 2000),
        "GB": _terms(2000, 2000, 2000, 2000),
        "IN": _terms(500, 500, 500, 1800, included=False),
        "IT": _terms(1000, 1000, 2200, 2200),
        "LI": _terms(260, 260, 810, 810),
        "NL": _terms(900, 900, 2100, 2100),
        "US": _terms(0, 0, 0, 0, included=False),
    }
)
UNKNOWN = _terms(0, 0, 0, 0)


def terms_of(restaurant: Restaurant) -> TaxTerms:
    usual = BY_COUNTRY.get(restaurant.country, UNKNOWN)
    own = restaurant.tax_rates
    included = restaurant.prices_include_tax
    return TaxTerms(
        usual.is_included if included is None else included,
        usual.rates_bps if own is None else own,
    )
