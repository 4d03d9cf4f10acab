"""Allergens that a customer has declared: dishes that hold one, or of which it is not stated, are
marked, and are ordered only by their word; none that holds one is ever proposed to them."""

from collections.abc import Sequence

from sqlmodel import Session

from foodapp.accounts.actors import Customer
from foodapp.accounts.models import User
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import Unusable
from foodapp.kit.words import t
from foodapp.menu.models import ALLERGENS


def mine(session: ReadSession, customer: Customer) -> list[str]:
    """In the order of the EU's list."""
    declared = set(session.get_one(User, customer.user_id).allergens)
    return [name for name in ALLERGENS if name in declared]


def declare(session: Session, customer: Customer, *, allergens: Sequence[str]) -> None:
    session.get_one(User, customer.user_id).allergens = known(allergens)


def known(allergens: Sequence[str]) -> list[str]:
    """In the order of the EU's list."""
    chosen = set(allergens)
    if chosen - set(ALLERGENS):
        raise Unusable(t("The allergen"))
    return [name for name in ALLERGENS if name in chosen]
