"""The places a customer has food brought to."""

from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Customer
from foodapp.accounts.models import Address
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.geo import Position
from foodapp.kit.text import one_line

MOST = 20


def of(session: Session, customer: Customer) -> list[Address]:
    """The last used one first."""
    return list(
        session.exec(
            select(Address)
            .where(Address.user_id == customer.user_id)
            .order_by(col(Address.last_used_at).desc(), col(Address.id))
            .limit(MOST)
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
    """Save a place. One at the same street and town is brought up to date instead."""
    address = _same(session, customer, street, city)
    if address is None:
        if _count(session, customer) >= MOST:
            raise DomainError(f"You can keep {MOST} addresses. Please remove one first.")
        address = Address(user_id=customer.user_id, street="", lat=at.lat, lng=at.lng)
        session.add(address)
    _write(address, label, street, postcode, city, at, note)
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
        raise Unusable("That street")
    address.label = one_line(label, 40) or "Home"
    address.postcode, address.city = one_line(postcode, 16), one_line(city, 80)
    address.note = one_line(note, 200)
    address.lat, address.lng = at.lat, at.lng


def _same(session: Session, customer: Customer, street: str, city: str) -> Address | None:
    return session.exec(
        select(Address)
        .where(
            Address.user_id == customer.user_id,
            func.lower(Address.street) == one_line(street, 120).lower(),
            func.lower(Address.city) == one_line(city, 80).lower(),
        )
        .limit(1)
    ).one_or_none()


def _count(session: Session, customer: Customer) -> int:
    return session.exec(
        select(func.count()).select_from(Address).where(Address.user_id == customer.user_id)
    ).one()
