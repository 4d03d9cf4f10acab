"""What customers see of themselves: who they are, and where they eat."""

from dataclasses import dataclass

from foodapp.accounts import profile
from foodapp.accounts.actors import Customer
from foodapp.accounts.profile import Profile
from foodapp.discovery import addressing
from foodapp.discovery.addressing import SavedPlace
from foodapp.kit.db import ReadSession
from foodapp.menu import avoiding
from foodapp.views.customer import credit


@dataclass(frozen=True)
class AccountPage:
    profile: Profile
    allergens: list[str]  # what is avoided
    places: list[SavedPlace]
    credit: list[str]  # one amount a currency


def account(session: ReadSession, customer: Customer) -> AccountPage:
    return AccountPage(
        profile=profile.mine(session, customer),
        allergens=avoiding.mine(session, customer),
        places=addressing.places_of(session, customer),
        credit=credit.balances(session, customer),
    )
