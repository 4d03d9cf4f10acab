"""The places a customer has food brought to."""

from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Customer
from foodapp.accounts.models import Address
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.text import one_line
from foodapp.kit.words import t

MAX = 20
SAME_HOUSE_M = 300  # a pin that was set again, by hand


def of(session: ReadSession, customer: Customer) -> list[Address]:
    """The last used one first."""
    return list(
        session.exec(
            select(Address)
            .where(Address.user_id == customer.user_id)
            .order_by(col(Address.last_used_at).desc(), col(Address.id))
            .limit(MAX)
        )
    )


def add(
    session: Session,
    customer: Customer,
    *,
    label: str,
    street: str,
    postcode: str,
    city: str,
    at: Position,
    note: str = "",
) -> Address:
    """Save a place. The same one again is brought up to date instead: of the same street, post code
    and town, less than 300 m away, and of no other flat. Two flats of one house are two places."""
    address = _same(session, customer, street, postcode, city, at, note)
    if address is None:
        if _count(session, customer) >= MAX:
            raise DomainError(
                t("You can keep {most} addresses. Please remove one first.", most=MAX)
            )
        address = Address(user_id=customer.user_id, street="", lat=at.lat, lng=at.lng)
        session.add(address)
    _write(address, label, street, postcode, city, at, note or address.note)
    address.last_used_at = clock.now()
    return address


def change(
    session: Session,
    customer: Customer,
    address_id: UUID,
    *,
    label: str,
    street: str,
    postcode: str,
    city: str,
    at: Position,
    note: str = "",
) -> Address:
    address = get(session, customer, address_id)
    _write(address, label, street, postcode, city, at, note)
    return address


def remove(session: Session, customer: Customer, address_id: UUID) -> None:
    session.delete(get(session, customer, address_id))


def get(session: Session, customer: Customer, address_id: UUID) -> Address:
    address = session.exec(
        select(Address).where(Address.id == address_id, Address.user_id == customer.user_id)
    ).one_or_none()
    if address is None:
        raise NotFound("address")
    return address


def _write(
    address: Address, label: str, street: str, postcode: str, city: str, at: Position, note: str
) -> None:
    address.street = one_line(street, 120)
    if not address.street:
        raise Unusable(t("That street"))
    address.label = one_line(label, 40) or "Home"
    address.postcode, address.city = one_line(postcode, 16), one_line(city, 80)
    address.note = one_line(note, 200)
    address.lat, address.lng = at.lat, at.lng


def _same(
    session: Session,
    customer: Customer,
    street: str,
    postcode: str,
    city: str,
    at: Position,
    note: str,
) -> Address | None:
    """The note tells the flat. Where none is given now, or none was then, it is the same place."""
    rows = session.exec(
        select(Address)
        .where(
            Address.user_id == customer.user_id,
            func.lower(Address.street) == one_line(street, 120).lower(),
            func.lower(Address.postcode) == one_line(postcode, 16).lower(),
            func.lower(Address.city) == one_line(city, 80).lower(),
        )
        .order_by(col(Address.last_used_at).desc(), col(Address.id))
        .limit(MAX)
    )
    here = [row for row in rows if distance_m(Position(row.lat, row.lng), at) < SAME_HOUSE_M]
    said = one_line(note, 200).casefold()
    same = [row for row in here if row.note.casefold() == said]
    open_ = [row for row in here if not row.note or not said]
    return next(iter(same + open_), None)


def _count(session: Session, customer: Customer) -> int:
    return session.exec(
        select(func.count()).select_from(Address).where(Address.user_id == customer.user_id)
    ).one()
