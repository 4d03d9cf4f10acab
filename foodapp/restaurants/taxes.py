"""What of a price is tax, by class of item. Rates are set in the console (restaurants.rates), for a
restaurant, a country or everywhere; until then those of the table apply.

The table is a start for an operator, not advice: checked in November 2026 against the tax
authorities' pages for food that is delivered or taken away. Rates change: set them in the console.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from foodapp.kit.money import rounded
from foodapp.kit.shares import A_BPS, WHOLE
from foodapp.restaurants.models import Restaurant


class TaxClass(StrEnum):
    FOOD = "food"
    DRINK = "drink"  # without alcohol
    ALCOHOL = "alcohol"
    SERVICE = "service"  # delivery and service fees


# Of a dish, as an owner chooses it.
NAMES = {
    TaxClass.FOOD: "Food",
    TaxClass.DRINK: "Drink without alcohol",
    TaxClass.ALCOHOL: "Alcohol",
}


@dataclass(frozen=True)
class TaxTerms:
    is_included: bool  # prices on the menu include tax
    rates: Mapping[str, int]  # millionths by class

    def millionths(self, tax_class: str) -> int:
        return self.rates.get(tax_class, self.rates.get(TaxClass.FOOD, 0))

    def tax_minor(self, price_minor: int, millionths: int) -> int:
        """The tax in a price that includes it, or on one that does not."""
        whole = WHOLE + millionths if self.is_included else WHOLE
        return rounded(price_minor * millionths, whole)


def _terms(food: int, drink: int, alcohol: int, service: int, *, included: bool = True) -> TaxTerms:
    """Basis points."""
    bps = {"food": food, "drink": drink, "alcohol": alcohol, "service": service}
    rates = {name: rate * A_BPS for name, rate in bps.items()}
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
NOTHING_SET: Mapping[str, int] = MappingProxyType({})


def terms_of(restaurant: Restaurant, rates: Mapping[str, int] = NOTHING_SET) -> TaxTerms:
    """rates: what is set in the console, see rates.of."""
    usual = BY_COUNTRY.get(restaurant.country, UNKNOWN)
    own = restaurant.tax_rates  # of before there was a console for it
    before = usual.rates if own is None else {name: bps * A_BPS for name, bps in own.items()}
    chosen = {one.value: rates[f"tax_{one}"] for one in TaxClass if f"tax_{one}" in rates}
    included = restaurant.prices_include_tax
    return TaxTerms(usual.is_included if included is None else included, {**before, **chosen})
