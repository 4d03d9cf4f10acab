"""A tip after the delivery, or more of one, all of it to the rider. It is given from the customer's
credit; one by card becomes credit first (see purchases).

It is no part of the order's total: a journal of its own, whatever is given back on the order later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import PLATFORM, Customer
from foodapp.dispatch import locking as rides
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.gateways import card
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.money import shown
from foodapp.kit.words import n, t
from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.orders import locking
from foodapp.orders.basket import UnlikelyTip, most_tip_minor
from foodapp.orders.events import TipRaised
from foodapp.orders.models import Fulfilment, Order, OrderStatus
from foodapp.orders.timeline import ids, record
from foodapp.orders.tips import TIP_PERCENT, tip_minor
from foodapp.payments.settings import settings
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

TIP = "tip"  # kind of journal


class TooLate(DomainError):
    def __init__(self) -> None:
        super().__init__(
            n(
                "A tip can be given for {count} day after the delivery.",
                "A tip can be given for {count} days after the delivery.",
                settings().tip_days,
            )
        )


class NotEnoughCredit(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Your credit does not cover this tip."))


@dataclass(frozen=True)
class TipChoice:
    to_minor: str  # all that was tipped afterwards, if this is chosen
    label: str  # what it costs now
    by_card: bool = False  # on the gateway's page; else from credit, at once


@dataclass(frozen=True)
class TipOffer:
    """Blank where no tip can be given any more."""

    choices: Sequence[TipChoice] = ()
    given: str = ""  # afterwards, so far; empty: nothing


def offered(session: ReadSession, customer: Customer, order_id: UUID) -> TipOffer:
    """What the customer can tip now. Somebody else's order offers nothing."""
    order = session.get(Order, order_id)
    is_mine = order is not None and order.customer_id == customer.user_id
    if order is None or not is_mine or not is_open(session, order):
        return TipOffer()
    credit = store_credit.balance(session, customer.user_id, order.currency)
    given = order.late_tip_minor
    more = sorted(
        {tip_minor(order.items_minor, percent, order.currency) for percent in TIP_PERCENT}
    )
    return TipOffer(
        choices=[
            TipChoice(str(given + minor), shown(minor, order.currency), by_card=minor > credit)
            for minor in more
            if 0 < minor <= credit or is_payable(minor, order.currency)
        ],
        given=shown(given, order.currency) if given else "",
    )


def is_payable(minor: int, currency: str) -> bool:
    """By card, to the unit: so that all of it is the rider's."""
    takes = card.amounts(currency) if card.is_taken(currency) else None
    if takes is None or takes.nearest(minor) != minor:
        return False
    return takes.least_minor <= minor <= takes.most_minor


def raise_to(session: Session, customer: Customer, order_id: UUID, *, late_tip_minor: int) -> Order:
    """Make this all that was tipped afterwards. Asked twice it is given once, as the second time
    nothing is missing."""
    order = locking.lock(session, customer, order_id)
    more = late_tip_minor - order.late_tip_minor
    if more == 0:
        return order
    if more < 0 or late_tip_minor > most_tip_minor(order.currency):
        raise UnlikelyTip
    if not _is_open(order):
        raise TooLate
    ride = rides.hold(session, PLATFORM, order_id).delivery
    if store_credit.balance(session, customer.user_id, order.currency, hold=True) < more:
        raise NotEnoughCredit
    _give(session, customer, order, ride, more)
    return order


def add(session: Session, customer: Customer, order_id: UUID, *, more_minor: int) -> bool:
    """From credit that is surely there. False where it is too late: then it stays credit."""
    order = locking.lock(session, customer, order_id)
    if not is_open(session, order):
        return False
    ride = rides.hold(session, PLATFORM, order_id).delivery
    _give(session, customer, order, ride, more_minor)
    return True


def is_open(session: ReadSession, order: Order) -> bool:
    """There is still time, and somebody brought it."""
    if not _is_open(order):
        return False
    brought = select(Delivery.rider_id).where(
        Delivery.order_id == order.id, Delivery.status == DeliveryStatus.DELIVERED
    )
    return session.exec(brought).one_or_none() is not None


def _is_open(order: Order) -> bool:
    if order.status is not OrderStatus.DELIVERED or order.delivered_at is None:
        return False
    ends_at = order.delivered_at + timedelta(days=settings().tip_days)
    return order.fulfilment is Fulfilment.DELIVERY and clock.now() < ends_at


def _give(
    session: Session, customer: Customer, order: Order, ride: Delivery, more_minor: int
) -> None:
    if ride.rider_id is None or ride.status is not DeliveryStatus.DELIVERED:
        raise DomainError(t("Nobody brought this order, so there is nobody to tip."))
    order.late_tip_minor += more_minor
    order.tipped_at = clock.now()
    ride.tip_minor += more_minor  # what the rider sees of it
    target = {
        store_credit.account(order.customer_id, order.currency): order.late_tip_minor,
        Account(AccountKind.RIDER, order.currency, ride.rider_id): -order.late_tip_minor,
    }
    posting.bring_to(session, TIP, target, subject_id=order.id, because="afterwards")
    event = TipRaised(**ids(order), amount_minor=more_minor, currency=order.currency)
    record(session, customer, order, event)
    announce(session, topics.rider(ride.rider_id), order=str(order.id))
