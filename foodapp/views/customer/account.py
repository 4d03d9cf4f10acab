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
from foodapp.kit.words import Words, say, t
from foodapp.menu import avoiding
from foodapp.notifications.texting import stops
from foodapp.notifications.texting.numbers import textable
from foodapp.notifications.webpush import devices as pushed
from foodapp.notifications.webpush.devices import Standing
from foodapp.views.customer import credit

PUSHES: dict[Standing, Words] = {
    Standing.ON: t("Gets notifications"),
    Standing.FAILING: t("The last notification did not get there; we try again"),
    Standing.STALE: t("Notifications begin again when you open us there"),
    Standing.LOST: t("Notifications have stopped: open us there and switch them on again"),
}


@dataclass(frozen=True)
class AccountPage:
    profile: Profile
    allergens: list[str]  # what is avoided
    places: list[SavedPlace]
    devices: Sequence[Device]
    pushes: dict[str, str]  # by device: how its notifications stand, where they are or were on
    texts_stopped: bool  # they have answered STOP: nothing is texted to their number
    credit: list[str]  # one amount a currency


def account(session: ReadSession, customer: Customer, *, this: str) -> AccountPage:
    """this: hash of the browser's own sign-in."""
    mine = profile.mine(session, customer)
    number = textable(mine.phone)
    signed_in = devices.signed_in(session, customer, this=this)
    return AccountPage(
        profile=mine,
        allergens=avoiding.mine(session, customer),
        places=addressing.places_of(session, customer),
        devices=signed_in,
        pushes=_pushes(session, signed_in),
        texts_stopped=number != "" and stops.is_stopped(session, number),
        credit=credit.balances(session, customer),
    )


def _pushes(session: ReadSession, signed_in: Sequence[Device]) -> dict[str, str]:
    found = pushed.states(session, [one.id for one in signed_in])
    return {sign_in: say(PUSHES[state.standing]) for sign_in, state in found.items()}
