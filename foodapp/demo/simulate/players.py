"""Who plays: everybody in the town but the people of the sign-in list, who wait for a human. Every
kitchen plays while no human sits at it: a first order must not wait for nobody."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies, Customer, RestaurantStaff, Rider
from foodapp.accounts.demo_signins import DEMO_SIGNINS
from foodapp.accounts.models import User
from foodapp.demo.town import known
from foodapp.demo.town.known import Guest, KnownRider, KnownShop
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

DEVICE = "simulation"


class NoTown(DomainError):
    def __init__(self) -> None:
        super().__init__(t("There is no town to simulate yet: run `foodapp seed` first."))


@dataclass(frozen=True)
class GuestPlayer:
    guest: Guest
    actor: Customer


@dataclass(frozen=True)
class KitchenPlayer:
    shop: KnownShop
    actor: RestaurantStaff


@dataclass(frozen=True)
class RiderPlayer:
    rider: KnownRider
    actor: Rider


@dataclass(frozen=True)
class Players:
    guests: list[GuestPlayer]
    kitchens: list[KitchenPlayer]
    riders: list[RiderPlayer]
    shops: list[KnownShop]
    town: known.Town
    sids: list[str] = field(default_factory=list)  # the sign-ins, to be ended at the end


def sign_in(session: Session, seed: int, *, everybody: bool) -> Players:
    """Sign everybody in who plays; everybody: also those of the sign-in list."""
    town = known.town(session, seed)
    if not (town.shops and town.guests and town.riders):
        raise NoTown
    people = {user.id: user for user in session.exec(select(User))}
    reserved = set() if everybody else {one.email for one in DEMO_SIGNINS}
    humans = {user.id for user in people.values() if user.email in reserved}
    sids: list[str] = []

    def cookies(user_id: UUID) -> Cookies:
        sids.append(sessions.open_for(session, people[user_id], device=DEVICE))
        session.flush()  # the sign-in is looked up next
        return Cookies(sid=sids[-1])

    return Players(
        [
            GuestPlayer(guest, sessions.customer(session, cookies(guest.user_id)))
            for guest in town.guests
            if guest.user_id not in humans
        ],
        [
            KitchenPlayer(shop, sessions.restaurant_staff(session, cookies(shop.cook_id)))
            for shop in town.shops
        ],
        [
            RiderPlayer(rider, sessions.rider(session, cookies(rider.user_id)))
            for rider in town.riders
            if rider.user_id not in humans
        ],
        town.shops,
        town,
        sids,
    )


def sign_out(session: Session, players: Players) -> None:
    for sid in players.sids:
        sessions.revoke(session, Cookies(sid=sid))
