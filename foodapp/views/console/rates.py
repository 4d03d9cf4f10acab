"""Tax and commission rates with their history, and where a rate can be set."""

from dataclasses import dataclass

from foodapp.accounts.actors import Admin, Permission
from foodapp.kit.db import ReadSession
from foodapp.restaurants import rates
from foodapp.restaurants.rates import RateRow
from foodapp.views import promotions

EVERYWHERE = ""


@dataclass(frozen=True)
class RatesPage:
    rows: list[RateRow]
    may_set: bool


def rates_page(session: ReadSession, admin: Admin) -> RatesPage:
    return RatesPage(rates.history(session, admin), admin.may(Permission.SETTINGS))


def places(session: ReadSession, admin: Admin) -> list[tuple[str, str]]:
    """(value, words): everywhere, a country by its code, a restaurant by its id."""
    countries = rates.countries(session, admin)
    shops = [(ident, name) for ident, name, _ in promotions.places(session, admin)]
    return [(EVERYWHERE, "Everywhere"), *countries, *shops]
