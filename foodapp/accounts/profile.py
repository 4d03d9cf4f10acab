"""What customers see and change about themselves."""

from dataclasses import dataclass

from sqlmodel import Session

from foodapp.accounts import people
from foodapp.accounts.actors import Customer, Visitor
from foodapp.accounts.models import User


@dataclass(frozen=True)
class Profile:
    name: str
    email: str
    phone: str


def mine(session: Session, customer: Customer) -> Profile:
    user = session.get_one(User, customer.user_id)
    return Profile(user.name, user.email, user.phone)


def first_name(session: Session, visitor: Visitor) -> str:
    """Of whoever is signed in at this browser; empty for a guest."""
    user = session.get(User, visitor.user_id) if visitor.user_id else None
    return user.name.partition(" ")[0] if user else ""


def change(session: Session, customer: Customer, *, name: str, phone: str) -> None:
    user = session.get_one(User, customer.user_id)
    user.name, user.phone = people.name(name), people.phone(phone)
