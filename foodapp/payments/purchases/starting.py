"""Beginning to buy: the purchase waits for its payment, which paying.open_page leads to."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Customer
from foodapp.accounts.models import User
from foodapp.gateways import card
from foodapp.kit import clock, outbox
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import Money
from foodapp.kit.words import t
from foodapp.orders.basket import UnlikelyTip, most_tip_minor
from foodapp.orders.models import Order
from foodapp.payments import tipping
from foodapp.payments.events import PaymentUnsettled
from foodapp.payments.giftcards import issuing, presents
from foodapp.payments.giftcards.presents import Present
from foodapp.payments.models import Payment
from foodapp.payments.purchases.models import Purchase, PurchaseKind, PurchaseStatus

UNPAID_AFTER = timedelta(minutes=35)  # the gateway's page is open for 30


def gift_card(
    session: Session,
    customer: Customer,
    purchase_id: UUID,
    *,
    amount_minor: int,
    currency: str,
    present: Present | None = None,
) -> Purchase:
    """The same id again is the same purchase: a double click buys once. present: to whom its code
    goes by e-mail; else the buyer gives it away."""
    issuing.check_worth(session, amount_minor, currency)
    _check_card(amount_minor, currency)
    _hold(session, customer)
    already = session.get(Purchase, purchase_id)
    if already is not None:
        if already.customer_id != customer.user_id:
            raise NotFound("purchase")
        return already
    purchase = Purchase(
        id=purchase_id,
        kind=PurchaseKind.GIFT_CARD,
        customer_id=customer.user_id,
        amount_minor=amount_minor,
        currency=currency,
    )
    session.add(purchase)
    session.flush()  # its payment refers to it
    if present is not None:
        presents.put_by(session, purchase_id, present)
    return purchase


def _check_card(amount_minor: int, currency: str) -> None:
    """Whole, as a card can be charged: a gift card is worth what it cost."""
    takes = card.amounts(currency)
    takes.check(amount_minor)
    if takes.nearest(amount_minor) != amount_minor:
        step = Money(takes.step_minor, currency)
        raise DomainError(t("Please choose an amount in steps of {step}.", step=step))


def tip(session: Session, customer: Customer, order_id: UUID, *, more_minor: int) -> Purchase:
    """By card. One at a time an order: the same amount again is the same purchase, another one
    gives up a page that nobody has paid on."""
    _hold(session, customer)
    order = session.get(Order, order_id)
    if order is None or order.customer_id != customer.user_id:
        raise NotFound("order")
    is_likely = more_minor <= most_tip_minor(order.currency)
    if not is_likely or not tipping.is_payable(more_minor, order.currency):
        raise UnlikelyTip
    if not tipping.is_open(session, order):
        raise tipping.TooLate
    before = _open_tip(session, order_id)
    if before is not None:
        if before.status is PurchaseStatus.HELD:
            raise DomainError(t("Your last tip is still being paid. Please wait a moment."))
        if before.amount_minor == more_minor:
            return before
        _give_up(session, before)
    purchase = Purchase(
        kind=PurchaseKind.TIP,
        customer_id=customer.user_id,
        order_id=order_id,
        amount_minor=more_minor,
        currency=order.currency,
    )
    session.add(purchase)
    session.flush()  # its payment refers to it
    return purchase


def abandon(session: Session, limit: int = 50) -> int:
    """End the purchases whose customer never came back from the payment page."""
    stale = session.exec(
        select(Purchase)
        .where(
            Purchase.status == PurchaseStatus.AWAITING_PAYMENT,
            col(Purchase.created_at) < clock.now() - UNPAID_AFTER,
        )
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for purchase in stale:
        _give_up(session, purchase)
    return len(stale)


def _give_up(session: Session, purchase: Purchase) -> None:
    purchase.move_to(PurchaseStatus.UNPAID)
    purchase.unpaid_at = clock.now()
    paid_by = select(Payment.id).where(Payment.purchase_id == purchase.id)
    payment_id = session.exec(paid_by).one_or_none()
    if payment_id is not None:
        outbox.record(session, PaymentUnsettled(payment_id=payment_id))  # its page is closed
    session.flush()  # the next tip of the order has its place


def _open_tip(session: Session, order_id: UUID) -> Purchase | None:
    return session.exec(
        select(Purchase)
        .where(
            Purchase.order_id == order_id,
            col(Purchase.status).in_([PurchaseStatus.AWAITING_PAYMENT, PurchaseStatus.HELD]),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _hold(session: Session, customer: Customer) -> None:
    """Of two clicks side by side the second one waits, and then finds the purchase."""
    whose = select(User.id).where(User.id == customer.user_id)
    session.exec(whose.with_for_update(key_share=True)).one()
