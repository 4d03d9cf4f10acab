"""One order with its money, its delivery, its plans and its cash, as its page in the console shows
them together."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit.db import ReadSession
from foodapp.views import autopilot
from foodapp.views.autopilot import Autopilot
from foodapp.views.console import cash_payer, deliveries, order, payment
from foodapp.views.console.cash_payer import CashCard
from foodapp.views.console.deliveries import DeliveryCard
from foodapp.views.console.order import ConsoleOrder
from foodapp.views.console.order_facts import facts_of
from foodapp.views.console.payment import PaymentCard


@dataclass(frozen=True)
class OrderPage:
    order: ConsoleOrder
    payment: PaymentCard
    delivery: DeliveryCard
    autopilot: Autopilot
    cash: CashCard


def order_page(session: ReadSession, admin: Admin, order_id: UUID) -> OrderPage:
    """What is asked for by id below is at hand already: facts holds the rows."""
    require(admin, Permission.SEE)
    facts = facts_of(session, order_id)
    brought = facts.delivery
    return OrderPage(
        order.console_order_of(session, admin, facts),
        payment.card_of(session, facts.order, facts.payment),
        deliveries.card_of(session, brought, facts.rider) if brought else DeliveryCard(),
        autopilot.of_order(session, admin, order_id),
        cash_payer.of_order(session, admin, order_id),
    )
