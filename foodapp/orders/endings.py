"""How an order ends other than by being handed over. What each end costs: orders.ends."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import PLATFORM, Admin, Customer, Platform, RestaurantStaff, Rider
from foodapp.accounts.permissions import recently_proven
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders import crediting, debts, offers, stock
from foodapp.orders.ends import EFFECTS, End, owes_minor, pays_minor
from foodapp.orders.events import (
    OrderCancelled,
    OrderExpired,
    OrderFailed,
    OrderUnpaid,
    PaymentLost,
    RestaurantPrompted,
)
from foodapp.orders.locking import lock
from foodapp.orders.models import EndedBy, IllegalMove, Order, OrderStatus
from foodapp.orders.settings import settings
from foodapp.orders.timeline import ids, record

UNPAID_AFTER = timedelta(minutes=35)  # the gateway's page is open for 30
COOKING = frozenset({OrderStatus.ACCEPTED, OrderStatus.READY})
UNDECIDED = frozenset({OrderStatus.AWAITING_PAYMENT, OrderStatus.PLACED})


def cancel_fee_minor(order: Order) -> int:
    """What the customer pays if they cancel now: nothing until the kitchen has said yes, then the
    food and the service, but neither delivery nor tip. In cash they owe as much."""
    end = _end_now(order)
    return pays_minor(order, end) or owes_minor(order, end)


def _end_now(order: Order) -> End:
    return End.CANCELLED_LATE if order.status in COOKING else End.CANCELLED_EARLY


def cancel(session: Session, customer: Customer, order_id: UUID, *, agreed_fee_minor: int) -> Order:
    """Cancel one's own order. agreed_fee_minor is the cost that the screen stated: if it has
    risen since, the customer is asked again."""
    order = lock(session, customer, order_id)
    fee = cancel_fee_minor(order)
    if fee > agreed_fee_minor:
        raise DomainError(t("The kitchen has just started on your order. Please look again."))
    end_order(session, order, _end_now(order), EndedBy.CUSTOMER, "changed_mind")
    order.cancel_fee_minor = fee
    event = OrderCancelled(**ids(order), reason="changed_mind", by="customer", fee_minor=fee)
    record(session, customer, order, event)
    return order


def cancel_for_support(session: Session, admin: Admin, order_id: UUID, *, reason: str) -> Order:
    """An admin ends the order; the customer pays nothing."""
    order = lock(session, admin, order_id)
    recently_proven(admin)
    reason = audit.reason_given(reason)
    is_ready = order.status is OrderStatus.READY
    end = End.COOKED_IN_VAIN if is_ready else End.SUPPORT_CANCELLED
    end_order(session, order, end, EndedBy.SUPPORT, reason=reason)
    event = OrderCancelled(**ids(order), reason=reason, by="support", fee_minor=0)
    record(session, admin, order, event)
    audit.note(session, admin, "order_cancelled", "order", order.id, order.number, reason)
    return order


def cancel_without_rider(session: Session, platform: Platform, order_id: UUID) -> Order:
    """Nobody could be found to bring it; the customer pays nothing."""
    order = lock(session, platform, order_id)
    end_order(session, order, End.NO_RIDER, EndedBy.PLATFORM, "no_rider")
    event = OrderCancelled(**ids(order), reason="no_rider", by="platform", fee_minor=0)
    record(session, platform, order, event)
    return order


def cancel_second_first(session: Session, platform: Platform, order_id: UUID) -> Order:
    """The offer for a first order was had before with the same card; nothing is charged."""
    order = lock(session, platform, order_id)
    end_order(session, order, End.CANCELLED_EARLY, EndedBy.PLATFORM, "first_order")
    event = OrderCancelled(**ids(order), reason="first_order", by="platform", fee_minor=0)
    record(session, platform, order, event)
    return order


def payment_failed(session: Session, platform: Platform, order_id: UUID, *, reason: str) -> bool:
    """The card was refused, or nobody paid in time. False when the order is past that."""
    order = lock(session, platform, order_id)
    if order.status is not OrderStatus.AWAITING_PAYMENT:
        return False
    _unpaid(session, order, reason)
    return True


def capture_failed(session: Session, platform: Platform, order_id: UUID) -> bool:
    """The money that was held cannot be taken any more. A kitchen that still cooks must stop; of
    an order that is past that nobody owes anything. False where there was nothing to take."""
    order = lock(session, platform, order_id)
    if order.status not in COOKING:
        return _lost(session, platform, order)
    end_order(session, order, End.PAYMENT_LOST, EndedBy.PLATFORM, "payment_failed")
    event = OrderCancelled(**ids(order), reason="payment_failed", by="platform", fee_minor=0)
    record(session, platform, order, event)
    return True


def _lost(session: Session, platform: Platform, order: Order) -> bool:
    lost = order.to_pay_minor
    if not lost or order.status in UNDECIDED:
        return False
    order.lose_payment()
    event = PaymentLost(**ids(order), amount_minor=lost, currency=order.currency)
    record(session, platform, order, event)
    return True


def replace_unpaid(session: Session, customer: Customer) -> None:
    """A customer who checks out anew gives up the orders they never paid, so that these hold no
    stock. Should the old page be paid after all, the hold is released by itself."""
    unpaid = session.exec(
        select(Order)
        .where(
            Order.customer_id == customer.user_id,
            Order.status == OrderStatus.AWAITING_PAYMENT,
        )
        .order_by(col(Order.id))
        .limit(20)
        .with_for_update(skip_locked=True)  # one whose card is being accepted just now is paid
        .execution_options(populate_existing=True)
    ).all()
    offers.hold(session, unpaid)
    for order in unpaid:
        _unpaid(session, order, "replaced")


def expire_unanswered(session: Session, limit: int = 50) -> int:
    """End the orders whose restaurant never answered; returns how many."""
    late = session.exec(
        select(Order)
        .where(
            Order.status == OrderStatus.PLACED,
            col(Order.answer_by) < clock.now(),
            col(Order.taken_over_at).is_(None),
        )
        .order_by(col(Order.answer_by))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    offers.hold(session, late)
    for order in late:
        end_order(session, order, End.EXPIRED, EndedBy.PLATFORM, "unanswered")
        record(session, PLATFORM, order, OrderExpired(**ids(order)))
    return len(late)


def prompt_silent(session: Session, limit: int = 50) -> int:
    """Remind the restaurants that have not answered for a while; once an order."""
    wait = timedelta(minutes=settings().accept_minutes - settings().prompt_minutes)
    silent = session.exec(
        select(Order)
        .where(
            Order.status == OrderStatus.PLACED,
            col(Order.prompted_at).is_(None),
            col(Order.taken_over_at).is_(None),
            col(Order.answer_by) < clock.now() + wait,
        )
        .order_by(col(Order.answer_by))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for order in silent:
        order.prompted_at = clock.now()
        record(session, PLATFORM, order, RestaurantPrompted(**ids(order)))
    return len(silent)


def abandon_unpaid(session: Session, limit: int = 50) -> int:
    """End the orders whose customer never came back from the payment page."""
    stale = session.exec(
        select(Order)
        .where(
            Order.status == OrderStatus.AWAITING_PAYMENT,
            col(Order.created_at) < clock.now() - UNPAID_AFTER,
        )
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    offers.hold(session, stale)
    for order in stale:
        _unpaid(session, order, "abandoned")
    return len(stale)


def cancel_for_restaurant(
    session: Session,
    actor: RestaurantStaff | Platform,
    order_id: UUID,
    *,
    code: str,
) -> Order:
    """The kitchen had said yes and cannot make it after all; the customer pays nothing. code: of
    kitchen.CANCEL_REASONS, or that nothing is left of it."""
    order = lock(session, actor, order_id)
    if order.status not in COOKING:
        raise IllegalMove(order.status, OrderStatus.CANCELLED)
    end_order(session, order, End.RESTAURANT_CANCELLED, EndedBy.RESTAURANT, code)
    event = OrderCancelled(**ids(order), reason=code, by="restaurant", fee_minor=0)
    record(session, actor, order, event)
    return order


def could_not_deliver(
    session: Session,
    actor: Rider | Platform | Admin,
    order_id: UUID,
    *,
    reason: str,
    is_customers_fault: bool,
) -> Order:
    """The rider stood at the door in vain. Called by dispatch, which knows whose delivery it is.
    reason: of dispatch.carrying.REASONS."""
    end = End.NOT_HANDED_OVER if is_customers_fault else End.DAMAGED
    return _failed(session, actor, order_id, reason, end)


def not_brought(session: Session, admin: Admin, order_id: UUID) -> Order:
    """A person has found that the rider did not bring it."""
    return _failed(session, admin, order_id, "not_brought", End.NOT_BROUGHT)


def _failed(
    session: Session, actor: Rider | Platform | Admin, order_id: UUID, reason: str, end: End
) -> Order:
    order = lock(session, PLATFORM, order_id)
    by = EndedBy.SUPPORT if isinstance(actor, Admin) else EndedBy.RIDER
    end_order(session, order, end, by, reason)
    record(session, actor, order, OrderFailed(**ids(order), reason=reason))
    return order


def _unpaid(session: Session, order: Order, reason: str) -> None:
    end_order(session, order, End.UNPAID, EndedBy.PLATFORM, "payment_failed")
    record(session, PLATFORM, order, OrderUnpaid(**ids(order), reason=reason))


def end_order(
    session: Session, order: Order, end: End, by: EndedBy, code: str = "", *, reason: str = ""
) -> None:
    """The order is held: end it, and let go of what it held. Rows are taken in the order in which
    placing takes them (promotions, credit, counted dishes)."""
    order.end_as(end, by, code, reason=reason)
    offers.give_back(session, order)
    debts.owe(session, order)
    crediting.follow(session, order, because=end.value)
    if EFFECTS[end].stock_back:
        stock.give_back(session, order)
