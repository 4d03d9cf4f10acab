"""Where the food goes: chosen for the basket, and kept for next time."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import addresses
from foodapp.accounts.actors import Customer, Visitor
from foodapp.accounts.models import Address
from foodapp.discovery import towns
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotSignedIn, Unusable
from foodapp.kit.geo import Position
from foodapp.kit.text import address_line, one_line
from foodapp.kit.words import t
from foodapp.orders import basket
from foodapp.orders.basket import Where


@dataclass(frozen=True)
class SavedPlace:
    id: str
    label: str
    text: str  # "Städtle 49, 9490 Vaduz"
    note: str


def deliver_to(session: Session, visitor: Visitor, where: Where, *, label: str = "Home") -> None:
    """The basket goes there from now on. Somebody who is signed in finds the place again."""
    clean = Where(
        street=one_line(where.street, 120),
        postcode=one_line(where.postcode, 16),
        city=one_line(where.city, 80),
        at=where.at,
        note=one_line(where.note, 200),
    )
    if not clean.street:
        raise Unusable(t("That street"))
    basket.set_address(session, visitor, clean)
    if visitor.customer:
        addresses.add(
            session,
            visitor.customer,
            label=label,
            street=clean.street,
            postcode=clean.postcode,
            city=clean.city,
            at=clean.at,
            note=clean.note,
        )


def deliver_to_saved(session: Session, visitor: Visitor, address_id: UUID) -> None:
    """One of the customer's own places."""
    address = addresses.get(session, _signed_in(visitor), address_id)
    address.last_used_at = clock.now()
    where = Where(
        address.street,
        address.postcode,
        address.city,
        Position(address.lat, address.lng),
        address.note,
    )
    basket.set_address(session, visitor, where)


def use_last(session: Session, visitor: Visitor) -> None:
    """Where there is no address yet, the one this customer used last."""
    chosen = basket.find(session, visitor)
    if visitor.customer is None or chosen is None or chosen.lat is not None:
        return
    if places := addresses.of(session, visitor.customer):
        deliver_to_saved(session, visitor, places[0].id)


def saved(session: ReadSession, visitor: Visitor) -> list[SavedPlace]:
    """None for a guest."""
    return places_of(session, visitor.customer) if visitor.customer else []


def looking_at(session: ReadSession, visitor: Visitor) -> Position:
    """Where a map begins for somebody who is about to show their door: where they ate last, else
    the town they chose, else the largest."""
    chosen = basket.find(session, visitor)
    if chosen is not None and chosen.lat is not None and chosen.lng is not None:
        return Position(chosen.lat, chosen.lng)
    known = towns.of(session)
    town = (towns.like(known, chosen.town) if chosen else None) or next(iter(known), None)
    return town.at if town else Position(0, 0)


def places_of(session: ReadSession, customer: Customer) -> list[SavedPlace]:
    """The last used one first."""
    return [_place(address) for address in addresses.of(session, customer)]


def _signed_in(visitor: Visitor) -> Customer:
    if visitor.customer is None:
        raise NotSignedIn
    return visitor.customer


def _place(address: Address) -> SavedPlace:
    text = address_line(address.street, address.postcode, address.city)
    return SavedPlace(str(address.id), address.label, text, address.note)
