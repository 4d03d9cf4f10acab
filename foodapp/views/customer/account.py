"""What customers see of themselves: who they are, where they eat, where they are signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from foodapp.accounts import devices, profile
from foodapp.accounts.actors import Customer
from foodapp.accounts.devices import Device
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
    devices: Sequence[Device]
    credit: list[str]  # one amount a currency


def account(session: ReadSession, customer: Customer, *, this: str) -> AccountPage:
    """this: hash of the browser's own sign-in."""
    return AccountPage(
        profile=profile.mine(session, customer),
        allergens=avoiding.mine(session, customer),
        places=addressing.places_of(session, customer),
        devices=devices.signed_in(session, customer, this=this),
        credit=credit.balances(session, customer),
    )
