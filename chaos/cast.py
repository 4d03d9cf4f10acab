"""The kitchen, its dish, and the people that chaos is played with."""

from dataclasses import dataclass
from random import Random
from typing import TypeVar
from uuid import UUID, uuid4

from sqlmodel import Session, SQLModel

from foodapp.accounts.actors import (
    Admin,
    AdminRole,
    Customer,
    RestaurantStaff,
    Rider,
    StaffRole,
)
from foodapp.accounts.models import AdminGrant, RiderProfile, StaffMember, User
from foodapp.dispatch.models import Shift
from foodapp.kit import clock
from foodapp.kit.geo import Position
from foodapp.menu.models import Category, Item
from foodapp.orders.basket import Where
from foodapp.payments.giftcards import issuing, redeeming
from foodapp.payouts.models import PayeeKind, PayoutAccount
from foodapp.promotions import making
from foodapp.promotions.making import Terms
from foodapp.promotions.models import Kind
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, RestaurantStatus

HOME = Where("Station Road 9", "10115", "Town", Position(52.5225, 13.4050))
CURRENCY = "EUR"
PORTIONS = 100_000
EATERS, RIDERS = 30, 30
CREDIT_MINOR = 1_500  # more than the least order, less than most
HALF_BPS = 5_000
CODE = Terms(name="Chaos", kind=Kind.AMOUNT, code="CHAOS", amount_minor=200, limit_total=6)


Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True)
class Cast:
    restaurant_id: UUID
    dish_id: UUID  # counted portions
    staff: RestaurantStaff
    chief: UUID  # the admin
    eaters: list[Customer]
    riders: list[Rider]

    @property
    def admin(self) -> Admin:
        return _at_the_desk(self.chief)

    @property
    def payees(self) -> list[UUID]:
        return [self.restaurant_id, *(one.rider_id for one in self.riders)]


def assemble(session: Session, dice: Random) -> Cast:
    name = f"Chaos {dice.randrange(10**9)}"
    kitchen = Restaurant(
        slug=name.lower().replace(" ", "-"),
        name=name,
        lat=52.5200,
        lng=13.4050,
        time_zone="Europe/Berlin",
        currency=CURRENCY,
        country="DE",
        opening_hours="24/7",
        status=RestaurantStatus.ACTIVE,
    )
    _add(session, kitchen)
    session.add(DeliveryFeeBand(restaurant_id=kitchen.id, up_to_m=4000, fee_minor=250))
    category = _add(session, Category(restaurant_id=kitchen.id, name="Soups"))
    dish = _add(
        session,
        Item(
            restaurant_id=kitchen.id,
            category_id=category.id,
            name="Soup",
            price_minor=930,
            stock=PORTIONS,
        ),
    )
    cook, chief = _person(session), _person(session)
    _add(session, StaffMember(user_id=cook.id, restaurant_id=kitchen.id, role=StaffRole.OWNER))
    _add(session, AdminGrant(user_id=chief.id, role=AdminRole.OWNER))
    admin = _at_the_desk(chief.id)
    making.offer_for_platform(session, admin, CODE, restaurant_id=kitchen.id, platform_bps=HALF_BPS)
    eaters = [Customer(_person(session).id) for _ in range(EATERS)]
    for eater in eaters[1::2]:
        _give_credit(session, admin, eater)
    riders = [_rider(session) for _ in range(RIDERS)]
    # The gateway pays the kitchen and every other rider, a person at the bank the rest.
    _gateway_pays(session, PayeeKind.RESTAURANT, kitchen.id)
    for one in riders[::2]:
        _gateway_pays(session, PayeeKind.RIDER, one.rider_id)
    return Cast(
        restaurant_id=kitchen.id,
        dish_id=dish.id,
        staff=RestaurantStaff(cook.id, kitchen.id, StaffRole.OWNER),
        chief=chief.id,
        eaters=eaters,
        riders=riders,
    )


def _rider(session: Session) -> Rider:
    profile = _add(session, RiderProfile(user_id=_person(session).id, approved_at=clock.now()))
    _add(session, Shift(rider_id=profile.id))
    return Rider(profile.user_id, profile.id)


def _at_the_desk(chief: UUID) -> Admin:
    """They have entered their password just now, however long the chaos lasts."""
    return Admin(chief, AdminRole.OWNER, clock.now())


def _give_credit(session: Session, admin: Admin, eater: Customer) -> None:
    reason = "Chaos wants it."
    _, code = issuing.issue(
        session, admin, amount_minor=CREDIT_MINOR, currency=CURRENCY, reason=reason
    )
    redeeming.redeem(session, eater, code=code)


def _gateway_pays(session: Session, kind: PayeeKind, payee_id: UUID) -> None:
    account = f"acct_{payee_id.hex}"
    _add(session, PayoutAccount(payee_id=payee_id, payee=kind, gateway_account=account))


def _person(session: Session) -> User:
    email = f"{uuid4().hex}@chaos.example"
    phone = f"+49151{uuid4().int % 10**8:08}"  # nobody without one pays in cash
    person = User(email=email, name="Chaos", phone=phone, password_hash="!")  # noqa: S106 - no hash matches it
    return _add(session, person)


def _add(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()  # the next rows refer to it
    return row
