"""What a person avoids, and what a basket holds of it: said before it is ordered, confirmed with
the order, and told to the kitchen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, func, select, update

from foodapp.accounts.actors import Customer, Visitor
from foodapp.accounts.models import User
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.menu.allergens import Declared, State
from foodapp.menu.labels import listed
from foodapp.menu.models import ALLERGENS
from foodapp.menu.reading import ItemCard
from foodapp.orders.basket_models import Basket
from foodapp.orders.models import Order
from foodapp.orders.settings import settings

Owner = Visitor | Customer
AT_ONCE = 5_000


class NotConfirmed(DomainError):
    def __init__(self) -> None:
        super().__init__(
            t(
                "Please confirm what your order holds of what you avoid, or may hold. The list may"
                " have changed."
            )
        )


@dataclass(frozen=True)
class Mark:
    """What somebody who avoids something has to see beside a dish."""

    text: str  # "Contains nuts", "May contain nuts", "Nuts: not stated"
    is_grave: bool  # known to be in it, or perhaps


def avoided(session: ReadSession, owner: Owner) -> list[str]:
    """In the EU's order: the account's, or what this browser's guest has said."""
    if owner.user_id is not None:
        return _in_order(session.get_one(User, owner.user_id).allergens)
    if isinstance(owner, Visitor):
        kept = session.exec(
            select(Basket.avoids).where(col(Basket.visitor_hash) == owner.visitor_hash)
        ).one_or_none()
        return _in_order(kept or [])
    return []


def avoided_with(session: ReadSession, order: Order) -> list[str]:
    """Of an order: what was declared when it was placed, and what its customer has added since."""
    user = session.get_one(User, order.customer_id)
    return _in_order({*order.avoids, *user.allergens})


def bring_along(session: Session, left_behind: Basket, user_id: object) -> None:
    """Who signs in avoids what they avoided as a guest, too."""
    if left_behind.avoids:
        user = session.get_one(User, user_id)
        user.allergens = _in_order({*user.allergens, *left_behind.avoids})


def marks(declared: Declared, avoids: Sequence[str]) -> list[Mark]:
    """Gravest first; empty where it is stated to be free of all that is avoided."""
    found = []
    for state, words in _MARKS:
        if names := declared.of(state, avoids):
            grave = state is not State.NOT_STATED
            found.append(Mark(words.format(names=listed(names)), grave))
    return found


_MARKS = (
    (State.CONTAINS, "Contains {names}"),
    (State.TRACES, "May contain {names}"),
    (State.NOT_STATED, "Not stated: {names}"),
)


def marks_before(dish: ItemCard, avoids: Sequence[str]) -> list[Mark]:
    """The same while nothing is chosen yet, by what has to be: where one choice is free of it and
    another is not, that is said."""
    reached = {one: dish.reach(one) for one in avoids}
    can_be_free = [one for one, (best, _) in reached.items() if best is State.FREE]
    never = {one: worst for one, (best, worst) in reached.items() if best is not State.FREE}
    found = marks(
        Declared(
            contains=tuple(one for one, state in never.items() if state is State.CONTAINS),
            traces=tuple(one for one, state in never.items() if state is State.TRACES),
            free_of=tuple(can_be_free),
        ),
        avoids,
    )
    if names := [one for one in can_be_free if reached[one][1] is not State.FREE]:
        found.append(Mark(f"Depends on your choice: {listed(names)}", is_grave=False))
    return found


def warnings(
    restaurant: str, dishes: Iterable[tuple[str, Declared]], avoids: Sequence[str]
) -> list[str]:
    """What has to be confirmed before these are ordered, a sentence each. dishes: (name, what is
    stated of it)."""
    found: list[str] = []
    for name, declared in dishes:
        if contains := declared.of(State.CONTAINS, avoids):
            found.append(f"{name} contains {listed(contains)}, which you avoid.")
        if traces := declared.of(State.TRACES, avoids):
            found.append(f"{name} may contain traces of {listed(traces)}, which you avoid.")
        if unstated := declared.of(State.NOT_STATED, avoids):
            what = listed(unstated, last="or")
            found.append(f"{restaurant} has not stated whether {name} contains {what}.")
    return list(dict.fromkeys(found))


def check_confirmed(needed: Sequence[str], confirmed: Sequence[str]) -> None:
    """Every sentence that holds now was shown and ticked."""
    if not set(needed) <= set(confirmed):
        raise NotConfirmed


def _in_order(names: Iterable[str]) -> list[str]:
    known = set(names)
    return [one for one in ALLERGENS if one in known]


def forget(session: Session) -> int:
    """Empty what ended orders have kept long enough (avoids_kept_days); returns how many."""
    before = clock.now() - timedelta(days=settings().avoids_kept_days)
    is_kept = (func.cardinality(col(Order.avoids)) > 0) | (
        func.jsonb_array_length(col(Order.confirmed_warnings)) > 0
    )
    old = select(Order.id).where(col(Order.ended_at) < before, is_kept).limit(AT_ONCE)
    emptied = update(Order).where(col(Order.id).in_(old)).values(avoids=[], confirmed_warnings=[])
    return int(session.exec(emptied).rowcount)
