"""The ledger follows the orders and the payments: whatever moved, the books are brought to it.

Four kinds of journal explain an order: `sale` (who earns what, and what the customer owes for it),
`payment` (what the customer has paid), `credit` (what of it with store credit, orders.crediting)
and `rounding` (what a card or coins cannot pay to the unit, orders.charging). A customer's balance
of zero means: settled.
"""

from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import PLATFORM
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit.db import ReadSession
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.orders import charging, crediting, locking, offers
from foodapp.orders.ends import EFFECTS, Part, PayBy
from foodapp.orders.events import OrderEvent
from foodapp.orders.models import Order
from foodapp.payments import machine, shares
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.paid_orders import PaidOrder
from foodapp.payments.payable import Payable
from foodapp.payments.refunds.models import INSTEAD_OF_CARD, Adjustment, Decision
from foodapp.payments.shares import Borne, Ridden
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

SALE, PAYMENT = "sale", "payment"
RIDDEN = frozenset({DeliveryStatus.DELIVERED, DeliveryStatus.FAILED, DeliveryStatus.RETURNED})


def follow_order(session: Session, event: OrderEvent) -> None:
    """Reaction to whatever changes who earns what."""
    order, because = locking.lock(session, PLATFORM, event.order_id), type(event).__name__
    payment = session.exec(select(Payment).where(Payment.order_id == order.id)).one_or_none()
    post_order(session, order, payment, because=because)
    if order.pay_by is PayBy.CASH:
        _post_cash(session, order, because=because)


def post_order(session: Session, order: Order, payment: Payment | None, *, because: str) -> None:
    """What is owed, and with it what of a payment is lost. Both rows are held by the caller."""
    post_sale(session, order, because=because)
    if payment is not None and order.pay_by is not PayBy.CASH:
        post_payment(session, PaidOrder(order), payment, because=because)


def post_sale(session: Session, order: Order, *, because: str) -> None:
    """The order is held by the caller."""
    target = shares.of_order(
        order,
        _ridden(session, order),
        _borne(session, order),
        offered_minor=offers.platform_minor(order, Part.FOOD),
        delivery_offered_minor=offers.platform_minor(order, Part.DELIVERY),
    )
    if posting.bring_to(session, SALE, target, subject_id=order.id, because=because) is not None:
        announce(session, topics.order(order.id))  # who looks at its money reads again
    crediting.follow(session, order, because=because)
    charging.follow(session, order, because=because)


def _post_cash(session: Session, order: Order, *, because: str) -> None:
    """What the rider holds for us since the door."""
    ride = session.exec(select(Delivery).where(Delivery.order_id == order.id)).one_or_none()
    target: dict[Account, int] = {}
    if ride is not None and ride.rider_id is not None and order.cash_taken_minor:
        cash = Account(AccountKind.CASH, order.currency, ride.rider_id)
        customer = Account(AccountKind.CUSTOMER, order.currency, order.customer_id)
        target = {cash: order.cash_taken_minor, customer: -order.cash_taken_minor}
    posting.bring_to(session, PAYMENT, target, subject_id=order.id, because=because)


def post_payment(session: Session, subject: Payable, payment: Payment, *, because: str) -> None:
    """What the gateway holds for us of this payment. Both rows are held by the caller."""
    held, lost = payment.held_minor, _lost(subject, payment)
    target = {
        Account(AccountKind.GATEWAY, payment.currency, label=payment.gateway): held,
        Account(AccountKind.GATEWAY_COSTS, payment.currency, label=payment.gateway): lost,
        Account(AccountKind.CUSTOMER, payment.currency, subject.customer_id): -held - lost,
    }
    posted = posting.bring_to(session, PAYMENT, target, subject_id=subject.id, because=because)
    if posted is not None:
        announce(session, subject.topic)


def _lost(subject: Payable, payment: Payment) -> int:
    """What the customer should have paid, and their bank took back for good: the platform's cost.
    While a dispute is open the customer owes it."""
    if payment.status is not PaymentStatus.CHARGED_BACK:
        return 0
    keep = machine.kept_minor(subject, payment)
    return max(0, min(keep - payment.held_minor, payment.disputed_minor))


def explained(session: ReadSession, order_id: UUID) -> dict[Account, int]:
    """All that this order has moved, by account."""
    return posting.moved_by(session, order_id)


def _ridden(session: Session, order: Order) -> Ridden | None:
    """The ride, when this order's end pays it."""
    if order.end is None or not EFFECTS[order.end].rider_earns:
        return None
    ride = session.exec(select(Delivery).where(Delivery.order_id == order.id)).one_or_none()
    if ride is None or ride.rider_id is None or ride.status not in RIDDEN:
        return None
    return Ridden(ride.rider_id, ride.pay_minor + ride.return_pay_minor)


def _borne(session: Session, order: Order) -> list[Borne]:
    rows = session.exec(
        select(Adjustment)
        .where(
            Adjustment.order_id == order.id,
            Adjustment.decision == Decision.APPROVED,
            Adjustment.kind != INSTEAD_OF_CARD,
        )
        .order_by(col(Adjustment.decided_at), col(Adjustment.id))
    )
    return [Borne(row.bearer, row.amount_minor, row.rider_id) for row in rows]
