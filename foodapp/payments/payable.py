"""What a payment pays: an order, or a purchase. All that payments ask of either stands here."""

from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM
from foodapp.orders import endings, placing
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.purchases import fulfilling
from foodapp.payments.purchases.models import WITHOUT_MONEY, Purchase, PurchaseStatus
from foodapp.realtime import topics

Payable = Order | Purchase

WITHOUT_FOOD = frozenset(
    {OrderStatus.UNPAID, OrderStatus.REJECTED, OrderStatus.EXPIRED, OrderStatus.CANCELLED}
)


def is_undecided(payable: Payable) -> bool:
    """While it waits for its payment; an order also for the restaurant's answer."""
    if isinstance(payable, Purchase):
        return payable.status is PurchaseStatus.AWAITING_PAYMENT
    return payable.status in endings.UNDECIDED


def came_to_nothing(payable: Payable) -> bool:
    if isinstance(payable, Purchase):
        return payable.status in WITHOUT_MONEY
    return payable.status in WITHOUT_FOOD


def awaits_payment(payable: Payable) -> bool:
    waiting = (OrderStatus.AWAITING_PAYMENT, PurchaseStatus.AWAITING_PAYMENT)
    return payable.status in waiting


def money_is_held(session: Session, payable: Payable) -> None:
    """Whoever has ended meanwhile stays ended: then a release is due."""
    if isinstance(payable, Purchase):
        fulfilling.held(payable)
    else:
        placing.confirm_held(session, PLATFORM, payable)


def money_has_moved(session: Session, payable: Payable, payment: Payment) -> None:
    """After each step of the payment: an order follows its own events, a purchase its money."""
    if not isinstance(payable, Purchase):
        return
    if payment.captured_minor > payment.refunded_minor:  # disputed meanwhile, perhaps
        fulfilling.paid(session, payable)
    elif payment.captured_minor:
        fulfilling.unpaid(payable)  # given back before we heard that it was taken
    if payment.status is PaymentStatus.CHARGED_BACK and not payment.held_minor:
        fulfilling.taken_back(session, payable)


def money_is_lost(session: Session, payable: Payable, reason: str) -> None:
    """Nobody paid, or the hold was lost."""
    if isinstance(payable, Purchase):
        fulfilling.unpaid(payable)
        return
    endings.payment_failed(session, PLATFORM, payable.id, reason=reason)
    endings.capture_failed(session, PLATFORM, payable.id)


def hold_was_lost(session: Session, payable: Payable) -> bool:
    """The payment failed though it was counted on; False when nothing had to end for it."""
    if isinstance(payable, Purchase):
        return fulfilling.unpaid(payable)
    return endings.capture_failed(session, PLATFORM, payable.id)


def topic(payable: Payable) -> str:
    is_order = isinstance(payable, Order)
    return topics.order(payable.id) if is_order else topics.purchase(payable.id)
