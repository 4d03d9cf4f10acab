"""What customers see and change about themselves."""

from dataclasses import dataclass

from sqlmodel import Session

from foodapp.accounts import people
from foodapp.accounts.actors import Customer
from foodapp.accounts.models import User
from foodapp.kit.db import ReadSession


@dataclass(frozen=True)
class Profile:
    name: str = ""
    email: str = ""


def mine(session: ReadSession, customer: Customer) -> Profile:
    user = session.get_one(User, customer.user_id)
    return Profile(user.name, user.email)


def change(session: Session, customer: Customer, *, name: str) -> None:
    session.get_one(User, customer.user_id).name = people.name(name)
