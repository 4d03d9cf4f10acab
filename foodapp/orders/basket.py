"""The basket: in the database, so that it survives a reload, another device and a restart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Customer, Visitor
from foodapp.kit import clock, worth
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.geo import Position
from foodapp.kit.settings import settings
from foodapp.kit.words import n, t
from foodapp.menu import avoiding
from foodapp.menu.reading import menu_of
from foodapp.orders import eating
from foodapp.orders.basket_models import Basket, BasketLine
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Fulfilment
from foodapp.orders.quote import MAX_LINES, Quote, quote
from foodapp.orders.quoted_lines import problem_with
from foodapp.restaurants.models import Restaurant, RestaurantStatus

QUANTITIES = range(1, 100)
MAX_TIP_EURO_CENTS = 1_000_000


class OtherRestaurant(DomainError):
    """The basket holds food of another restaurant: the screen asks before it starts afresh."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            t("Your basket has dishes from {restaurant}. Start a new one?", restaurant=name)
        )


class UnlikelyQuantity(DomainError):
    def __init__(self) -> None:
        least, most = QUANTITIES[0], QUANTITIES[-1]
        super().__init__(t("Choose {least} to {most} of a dish.", least=least, most=most))


class TooMany(DomainError):
    """More of the same choice than one line holds: nothing is cut without a word."""

    def __init__(self, there: int) -> None:
        most = QUANTITIES[-1]
        super().__init__(
            n(
                "At most {most} of one dish: {count} is in your basket already.",
                "At most {most} of one dish: {count} are in your basket already.",
                there,
                most=most,
            )
        )


class UnlikelyTip(DomainError):
    def __init__(self) -> None:
        super().__init__(t("That tip does not look right."))


def most_tip_minor(currency: str) -> int:
    return worth.about(MAX_TIP_EURO_CENTS, currency)


@dataclass(frozen=True)
class Where:
    """The address of a basket, as a person gave it and where it is."""

    street: str
    postcode: str
    city: str
    at: Position
    note: str = ""


Owner = Visitor | Customer


def find(session: ReadSession, owner: Owner) -> Basket | None:
    """The owner's basket, if there is one: the account's when signed in, else the browser's."""
    return session.exec(select(Basket).where(owned_by(owner))).one_or_none()


def priced(session: ReadSession, owner: Owner) -> Quote | None:
    """The basket with today's prices, or None where nothing was chosen yet."""
    basket = find(session, owner)
    if basket is None or basket.restaurant_id is None:
        return None
    return quote(session, basket, basket.restaurant_id)


def add(
    session: Session,
    owner: Owner,
    *,
    restaurant_id: UUID,
    item_id: UUID,
    variation_id: UUID | None = None,
    modifier_ids: list[UUID] | None = None,
    quantity: int = 1,
    note: str = "",
    start_afresh: bool = False,
) -> BasketLine:
    """Put a dish in the basket. The same choice again raises the line's quantity."""
    if quantity not in QUANTITIES:
        raise UnlikelyQuantity
    basket = _locked(session, owner)
    _settle_restaurant(session, basket, restaurant_id, start_afresh=start_afresh)
    chosen = sorted(str(modifier_id) for modifier_id in modifier_ids or [])
    _check_choice(session, restaurant_id, item_id, variation_id, chosen, quantity)
    line = _same_choice(session, basket, item_id, variation_id, chosen, note)
    if line is None:
        _check_room(session, basket)
        line = BasketLine(
            basket_id=basket.id,
            item_id=item_id,
            variation_id=variation_id,
            modifier_ids=chosen,
            quantity=quantity,
            note=note,
        )
        session.add(line)
    else:
        if line.quantity + quantity not in QUANTITIES:
            raise TooMany(line.quantity)
        line.quantity += quantity
    return line


def set_quantity(session: Session, owner: Owner, line_id: UUID, *, quantity: int) -> None:
    """Change a line; zero removes it."""
    basket = _locked(session, owner)
    line = _line(session, basket, line_id)
    if quantity == 0:
        session.delete(line)
        return
    if quantity not in QUANTITIES:
        raise UnlikelyQuantity
    line.quantity = quantity


def clear(session: Session, owner: Owner) -> None:
    """Empty the basket; the address stays."""
    basket = _locked(session, owner)
    empty(session, basket)


def empty(session: Session, basket: Basket) -> None:
    """The same for a basket that is held already."""
    for name, value in NOTHING_CHOSEN.items():
        setattr(basket, name, value)
    basket.updated_at = clock.now()
    session.execute(_DELETE_LINES, {"basket": basket.id}, execution_options=UNSEEN)


def empty_of(session: Session, user_id: UUID, restaurant_id: UUID) -> None:
    """The same for the basket of this person if it is of this restaurant, without reading it. The
    lines in a statement of their own: one that came while we waited for the basket goes, too."""
    whose = {"whose": user_id, "where": restaurant_id, "now": clock.now()}
    basket_id = session.scalar(_EMPTY, whose, execution_options=UNSEEN)
    if basket_id is not None:
        session.execute(_DELETE_LINES, {"basket": basket_id}, execution_options=UNSEEN)


NOTHING_CHOSEN: dict[str, Any] = {
    **{"restaurant_id": None, "requested_for": None, "tip_minor": 0, "use_credit": False},
    **{"note": "", "promo_code": ""},
}
UNSEEN = {"synchronize_session": False}  # rows that nobody has read in this session
_EMPTY = (
    update(Basket)
    .where(col(Basket.user_id) == bindparam("whose"))
    .where(col(Basket.restaurant_id) == bindparam("where"))
    .values(**NOTHING_CHOSEN, updated_at=bindparam("now"))
    .returning(col(Basket.id))
)
_DELETE_LINES = delete(BasketLine).where(col(BasketLine.basket_id) == bindparam("basket"))


def set_address(session: Session, owner: Owner, where: Where) -> Basket:
    basket = _locked(session, owner)
    basket.street, basket.postcode, basket.city = where.street, where.postcode, where.city
    basket.lat, basket.lng, basket.address_note = where.at.lat, where.at.lng, where.note
    return basket


def set_town(session: Session, owner: Owner, *, town: str) -> Basket:
    """Where its owner looks for food while there is no address: key of an discovery.towns.Town."""
    basket = _locked(session, owner)
    basket.town = town
    return basket


def set_fulfilment(session: Session, owner: Owner, *, fulfilment: Fulfilment) -> Basket:
    basket = _locked(session, owner)
    basket.fulfilment = fulfilment
    return basket


def set_time(session: Session, owner: Owner, *, requested_for: datetime | None) -> Basket:
    """Now (None), or a slot within the restaurant's hours; quote() judges it."""
    basket = _locked(session, owner)
    basket.requested_for = requested_for
    return basket


def set_tip(session: Session, owner: Owner, *, tip_minor: int) -> Basket:
    basket = _locked(session, owner)
    if not 0 <= tip_minor <= most_tip_minor(_currency(session, basket)):
        raise UnlikelyTip
    basket.tip_minor = tip_minor
    return basket


def _currency(session: Session, basket: Basket) -> str:
    shop = session.get(Restaurant, basket.restaurant_id) if basket.restaurant_id else None
    return shop.currency if shop else settings().currency


def set_payment(session: Session, owner: Owner, *, pay_by: PayBy) -> Basket:
    """Whether cash is possible the quote judges; where it is not, the card is asked for."""
    basket = _locked(session, owner)
    basket.pay_by = pay_by
    return basket


def set_credit(session: Session, owner: Owner, *, use: bool) -> Basket:
    """Whether store credit pays; how much there is, is judged at placing."""
    basket = _locked(session, owner)
    basket.use_credit = use
    return basket


def set_note(session: Session, owner: Owner, *, note: str) -> Basket:
    basket = _locked(session, owner)
    basket.note = note
    return basket


def set_code(session: Session, owner: Owner, *, code: str) -> Basket:
    """Of a promotion, tidied; empty: none. Whether it applies the quote judges."""
    basket = _locked(session, owner)
    basket.promo_code = code
    return basket


def set_avoids(session: Session, owner: Owner, *, allergens: Sequence[str]) -> None:
    """What this person avoids: of the account, or of this browser's guest."""
    if owner.customer is not None:
        avoiding.declare(session, owner.customer, allergens=allergens)
    else:
        _locked(session, owner).avoids = avoiding.known(allergens)


def adopt(session: Session, visitor_hash: str, user_id: UUID) -> None:
    """After sign-in or sign-up: what the browser had chosen becomes the account's basket. An
    empty one does not push out what the account had, but its address does no harm."""
    if not visitor_hash:
        return
    left_behind = session.exec(
        select(Basket).where(Basket.visitor_hash == visitor_hash).with_for_update()
    ).one_or_none()
    if left_behind is None:
        return
    eating.bring_along(session, left_behind, user_id)
    left_behind.avoids = []
    mine = session.exec(
        select(Basket).where(Basket.user_id == user_id).with_for_update()
    ).one_or_none()
    if mine is not None:
        if not _count(session, left_behind) and (_count(session, mine) or left_behind.lat is None):
            session.delete(left_behind)
            return
        session.delete(mine)
        session.flush()  # the account may own one basket only: the old one goes first
    left_behind.visitor_hash, left_behind.user_id = None, user_id


def owned_by(owner: Owner) -> ColumnElement[bool]:
    if isinstance(owner, Visitor) and owner.user_id is None:
        return col(Basket.visitor_hash) == owner.visitor_hash
    return col(Basket.user_id) == owner.user_id


def _locked(session: Session, owner: Owner) -> Basket:
    """The owner's basket, made if need be, held until the transaction ends."""
    visitor_hash = owner.visitor_hash if isinstance(owner, Visitor) else None
    session.execute(
        insert(Basket)
        .values(
            **_fresh(),
            user_id=owner.user_id,
            visitor_hash=None if owner.user_id else visitor_hash,
        )
        .on_conflict_do_nothing()
    )
    basket = session.exec(
        select(Basket)
        .where(owned_by(owner))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    basket.updated_at = clock.now()
    return basket


def _fresh() -> dict[str, object]:
    blank = Basket()
    return blank.model_dump(exclude={"user_id", "visitor_hash"})


def _settle_restaurant(
    session: Session, basket: Basket, restaurant_id: UUID, *, start_afresh: bool
) -> None:
    restaurant = session.get(Restaurant, restaurant_id)
    if restaurant is None or restaurant.status is not RestaurantStatus.ACTIVE:
        raise NotFound("restaurant")
    if basket.restaurant_id == restaurant_id:
        return
    if basket.restaurant_id is not None and _count(session, basket):
        if not start_afresh:
            raise OtherRestaurant(session.get_one(Restaurant, basket.restaurant_id).name)
        empty(session, basket)
    basket.restaurant_id = restaurant_id
    basket.requested_for = None


def _check_choice(
    session: Session,
    restaurant_id: UUID,
    item_id: UUID,
    variation_id: UUID | None,
    modifier_ids: list[str],
    quantity: int,
) -> None:
    menu = menu_of(session, restaurant_id)
    item = next((item for item in menu.items() if item.id == str(item_id)), None)
    if item is None:
        raise NotFound("dish")
    problem = problem_with(item, str(variation_id or ""), modifier_ids, quantity)
    if problem:
        raise DomainError(problem)


def _same_choice(
    session: Session,
    basket: Basket,
    item_id: UUID,
    variation_id: UUID | None,
    modifier_ids: list[str],
    note: str,
) -> BasketLine | None:
    lines = session.exec(
        select(BasketLine).where(
            BasketLine.basket_id == basket.id,
            BasketLine.item_id == item_id,
            BasketLine.note == note,
        )
    )
    return next(
        (
            line
            for line in lines
            if line.variation_id == variation_id and sorted(line.modifier_ids) == modifier_ids
        ),
        None,
    )


def _check_room(session: Session, basket: Basket) -> None:
    if _count(session, basket) >= MAX_LINES:
        raise DomainError(t("A basket holds {most} different dishes at most.", most=MAX_LINES))


def _line(session: Session, basket: Basket, line_id: UUID) -> BasketLine:
    line = session.get(BasketLine, line_id)
    if line is None or line.basket_id != basket.id:
        raise NotFound("dish in your basket")
    return line


def _count(session: Session, basket: Basket) -> int:
    return session.exec(
        select(func.count()).select_from(BasketLine).where(BasketLine.basket_id == basket.id)
    ).one()
