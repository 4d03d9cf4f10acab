"""One order in a world that goes wrong: who plays, how things stand, and how anybody acts. Real
PostgreSQL, the real client, the test gateway, our own clock. Who does what: customers, kitchens,
riders, offices, outside."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row
from sqlmodel import Session, text

from foodapp.accounts.actors import Actor, Admin, AdminRole, Customer, Rider
from foodapp.accounts.models import AdminGrant
from foodapp.gateways import registry
from foodapp.gateways.razorpay.gateway import RazorpayGateway
from foodapp.gateways.razorpay.settings import (
    DEMO_RAZORPAY_ACCOUNT,
    DEMO_RAZORPAY_KEY,
    DEMO_RAZORPAY_SECRET,
    DEMO_RAZORPAY_WEBHOOK_SECRET,
)
from foodapp.gateways.stripe.gateway import StripeGateway
from foodapp.gateways.stripe.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.menu.models import Item
from foodapp.payouts.models import PayeeKind, PayoutAccount
from tests.fixtures.world import World
from tests.simulation.wire import BASE, RAZORPAY, Wire

STOCK = 9
ACT_TAKES = timedelta(milliseconds=50)
GOOD, LATER, FAILS = "4242424242424242", "4000000000007726", "4000000000005126"
DECLINED, NO_FUNDS, ASKS = "4000000000000002", "4000000000009995", "4000002500003155"
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Cast:
    """Everybody in it, and the order it is about."""

    world: World
    support: Admin  # with a limit; the world's own admin has none
    order_id: UUID = NOBODY
    cards: tuple[UUID, ...] = ()  # that the customer keeps
    code: str = ""  # of a promotion, which the customer types
    given_minor: int = 0  # store credit that the customer had before the order

    @classmethod
    def of(cls, session: Session, world: World) -> "Cast":
        session.get_one(Item, world.tiramisu).stock = STOCK
        support = Admin(world.stranger.user_id, AdminRole.SUPPORT)
        session.add(AdminGrant(user_id=support.user_id, role=support.role))
        account = {"payee": PayeeKind.RESTAURANT, "gateway_account": "acct_nonna"}
        session.add(PayoutAccount(payee_id=world.nonna, **account))
        return cls(world, support)


class Stage:
    def __init__(self, cast: Cast, wire: Wire, travel: Any, connection: Connection) -> None:
        self.cast, self.wire, self.travel, self._db = cast, wire, travel, connection
        self.renew_gateway()

    @property
    def world(self) -> World:
        return self.cast.world

    @property
    def order_id(self) -> UUID:
        return self.cast.order_id

    @property
    def customer(self) -> Customer:
        return self.world.customer

    @property
    def riders(self) -> tuple[Rider, Rider]:
        return self.world.rider, self.world.second_rider

    def is_about(self, order_id: UUID) -> None:
        self.cast = replace(self.cast, order_id=order_id)

    def renew_gateway(self) -> None:
        """As after a restart: the breakers have forgotten."""
        stripe = StripeGateway(DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET, api_base=BASE)
        razorpay = RazorpayGateway(
            DEMO_RAZORPAY_KEY,
            DEMO_RAZORPAY_SECRET,
            webhook_secret=DEMO_RAZORPAY_WEBHOOK_SECRET,
            account_id=DEMO_RAZORPAY_ACCOUNT,
            api_base=RAZORPAY,
        )
        registry.gateway = {"stripe": stripe, "razorpay": razorpay}.__getitem__

    # How anybody acts. A refusal is an answer; anything else is a bug and rises.

    def tries(self, act: Callable[[], Any]) -> None:
        self.wait(ACT_TAKES)
        try:
            act()
        except DomainError:
            return

    def does(self, verb: Callable[..., Any], actor: Actor, *args: Any, **details: Any) -> None:
        """A command, in a transaction of its own. An admin has entered their password just now."""

        def run() -> None:
            by = replace(actor, proven_at=clock.now()) if isinstance(actor, Admin) else actor
            with db.transaction() as session:
                verb(session, by, *args, **details)

        self.tries(run)

    def wait(self, time: timedelta) -> None:
        self.travel.shift(time)

    # How things stand, read beside the program: a reading costs one round trip.

    def rows(self, statement: str, **names: Any) -> list[Row[Any]]:
        asked = {"order_id": self.order_id, "now": clock.now()} | names
        return list(self._db.execute(text(statement), asked).all())

    def values(self, statement: str, **names: Any) -> list[Any]:
        return [row[0] for row in self.rows(statement, **names)]

    @property
    def now(self) -> Row[Any]:
        """The order, its payment and its delivery in one look."""
        [row] = self.rows(NOW)
        return row


NOW = """
SELECT o.status, o."end", o.pin, o.fulfilment, o.pay_by, o.to_pay_minor, o.reduced_minor,
  o.credited_minor, o.cash_taken_minor, o.taken_over_at, o.payment_lost_at, o.customer_id,
  o.total_minor, o.total_minor - o.credit_used_minor + o.rounding_minor AS card_minor,
  o.late_tip_minor, o.currency,
  p.id AS payment_id, p.status AS payment, p.page_ref, p.intent_ref, p.amount_minor,
  p.captured_minor, p.refunded_minor, p.disputed_minor, p.refund_trouble,
  d.id AS delivery_id, d.status AS delivery, d.rider_id, d.asked_at, d.wait_until
FROM orders o LEFT JOIN payments p ON p.order_id = o.id LEFT JOIN deliveries d ON d.order_id = o.id
WHERE o.id = :order_id
"""
