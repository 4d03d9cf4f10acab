"""What is so before the order: in which currency and with which tax Nonna sells, what is offered
for less, and the store credit that the customer has."""

from dataclasses import replace
from typing import Any

from sqlmodel import update

from foodapp.kit import db
from foodapp.payouts.models import PayoutAccount
from foodapp.promotions import making
from foodapp.restaurants.models import Restaurant
from tests.fixtures import credit, keeping
from tests.fixtures.offers import free_delivery, percent
from tests.simulation.stage import Stage

CODE = "SAVE20"
SOME_MINOR, PLENTY_MINOR = 1000, 10_000
READY_MADE = (
    *("pm_card_visa", "pm_card_authenticationRequired", "pm_card_chargeCustomerFail"),
    "pm_card_refundFail",
)
LIMITS = {"limit_total": 5, "limit_per_day": 3, "limit_per_customer": 1}


def rupees(stage: Stage) -> None:
    """So Razorpay takes the money, and pays Nonna out."""
    _nonna(stage, currency="INR")
    with db.transaction() as session:
        session.get_one(PayoutAccount, stage.world.nonna).gateway_account = "acc_nonna"


def added_tax(stage: Stage) -> None:
    """Rates that leave something to round."""
    _nonna(stage, prices_include_tax=False, tax_rates={"food": 770, "service": 1130})


def _nonna(stage: Stage, **facts: Any) -> None:
    with db.transaction() as session:
        changed = update(Restaurant).where(Restaurant.id == stage.world.nonna).values(**facts)
        session.execute(changed)


def offers(stage: Stage) -> None:
    """A fifth off the food with a code, of which the platform bears a third; and free delivery by
    itself, at Nonna's own cost. Both are limited."""
    world = stage.world
    with db.transaction() as session:
        making.offer_for_platform(
            session,
            world.admin,
            percent(2000, "A fifth off", code=CODE, **LIMITS),
            restaurant_id=world.nonna,
            platform_bps=3333,
        )
        making.offer(session, world.staff, free_delivery(limit_total=5))
    stage.cast = replace(stage.cast, code=CODE)


def offers_of_the_platform(stage: Stage) -> None:
    """Free delivery, which the platform pays."""
    world, terms = stage.world, free_delivery(limit_per_customer=2)
    with db.transaction() as session:
        making.offer_for_platform(session, world.admin, terms, restaurant_id=world.nonna)


def some_credit(stage: Stage) -> None:
    """The card pays the rest."""
    _credit(stage, SOME_MINOR)


def plenty_of_credit(stage: Stage) -> None:
    """No card is needed, and some is left."""
    _credit(stage, PLENTY_MINOR)


def kept_cards(stage: Stage) -> None:
    """One that pays, one that its bank asks about each time, one that is refused, one that can
    take nothing back. So the customer opens no page by themselves."""
    kept = [keeping.keep_card(stage.wire, stage.customer, one) for one in READY_MADE]
    stage.cast = replace(stage.cast, cards=tuple(kept))


def _credit(stage: Stage, minor: int) -> None:
    with db.transaction() as session:
        shop = session.get_one(Restaurant, stage.world.nonna)
        credit.give(session, stage.customer.user_id, minor, shop.currency)
    stage.cast = replace(stage.cast, given_minor=minor)
