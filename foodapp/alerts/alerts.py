"""What an admin should look at: raised by reactions, closed by whoever has looked."""

from uuid import UUID, uuid5

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select, update

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.events import ConsoleRoleGiven, OwnerMade
from foodapp.accounts.models import RiderProfile, User
from foodapp.accounts.permissions import require
from foodapp.alerts import settling
from foodapp.alerts.events import AlertRaised
from foodapp.alerts.models import Alert, AlertKind
from foodapp.dispatch.models import Delivery
from foodapp.kit import clock, outbox
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.facts import packed
from foodapp.kit.money import Money
from foodapp.kit.words import Value
from foodapp.orders.events import (
    AutopilotStepped,
    DeliveryDoubted,
    FirstOrderAgain,
    FirstOrderRefused,
    FirstOrderTyped,
    NoRiderFound,
    OrderEvent,
    OrderExpired,
    OrderFailed,
    PaymentLost,
    PinLocked,
    RefundAsked,
    RestaurantPrompted,
    RiderUnproven,
    SeenThere,
)
from foodapp.orders.models import Order
from foodapp.payments.events import (
    BooksDiffer,
    DisputeEnded,
    DisputeOpened,
    RefundCameBack,
    StepRefused,
)
from foodapp.payments.models import Payment
from foodapp.payments.purchases.models import Purchase
from foodapp.payouts import changing, payees
from foodapp.payouts.events import PayeeAccountAsked
from foodapp.payouts.models import AccountChange
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.restaurants.models import Restaurant

ABOUT_MONEY = (AlertKind.PAYMENT_TROUBLE, AlertKind.REFUND_WAITING)
PAGES = {  # where it is dealt with, if not on its order's page
    AlertKind.BOOKS_DIFFER: "/admin/reconciliation",
    AlertKind.PAYEE_ACCOUNT: "/admin/payouts",
    AlertKind.CONSOLE_ROLE: "/admin/people",
    AlertKind.OWNER_MADE: "/admin/restaurants",
    AlertKind.DISPUTE_OPENED: "/admin/disputes",
    AlertKind.DISPUTE_ENDED: "/admin/disputes?which=ended",
}
Facts = dict[str, Value]


def restaurant_silent(session: Session, event: RestaurantPrompted) -> None:
    order, restaurant = _of(session, event)
    kind = AlertKind.RESTAURANT_SILENT
    raise_alert(session, kind, order.id, "restaurant_silent", **_named(order, restaurant))


def order_expired(session: Session, event: OrderExpired) -> None:
    order, restaurant = _of(session, event)
    kind = AlertKind.ORDER_EXPIRED
    raise_alert(session, kind, order.id, "order_expired", **_named(order, restaurant))


def no_rider(session: Session, event: NoRiderFound) -> None:
    order, restaurant = _of(session, event)
    raise_alert(session, AlertKind.NO_RIDER, order.id, "no_rider", **_named(order, restaurant))


def could_not_deliver(session: Session, event: OrderFailed) -> None:
    order, _ = _of(session, event)
    facts: Facts = {"order": order.number, "why": event.reason}
    raise_alert(session, AlertKind.COULD_NOT_DELIVER, order.id, "could_not_deliver", **facts)


def rider_unproven(session: Session, event: RiderUnproven) -> None:
    order, restaurant = _of(session, event)
    name, _ = _rider(session, order.id)
    facts: Facts = {"rider": name, "phone": restaurant.phone, **_seen(event)}
    facts |= _named(order, restaurant)
    raise_again(session, AlertKind.RIDER_UNPROVEN, order.id, "rider_unproven", **facts)


def delivery_doubted(session: Session, event: DeliveryDoubted) -> None:
    order, _ = _of(session, event)
    name, _ = _rider(session, order.id)
    facts: Facts = {"order": order.number, "rider": name, "why": event.reason, **_seen(event)}
    raise_again(session, AlertKind.DELIVERY_DOUBTED, order.id, "delivery_doubted", **facts)


def _seen(event: SeenThere) -> Facts:
    """Nothing: no position of that time."""
    found: Facts = {} if event.seen is None else event.seen.model_dump(exclude_none=True)
    return found | ({"where": event.where} if event.where else {})


def first_order_again(session: Session, event: FirstOrderAgain) -> None:
    order, _ = _of(session, event)
    code = "first_order_cancelled" if event.is_cancelled else "first_order_made"
    facts: Facts = {"order": order.number, "offer": event.offer}
    raise_again(session, AlertKind.FIRST_ORDER_AGAIN, order.id, code, **facts)


def first_order_typed(session: Session, event: FirstOrderTyped) -> None:
    """The same alert as for an order that goes on without it, also where none ever does."""
    alert = Alert(
        id=uuid5(event.promotion_id, str(event.customer_id)),
        kind=AlertKind.FIRST_ORDER_REFUSED,
        code="first_order_typed",
        facts=packed(
            {"person": session.get_one(User, event.customer_id).name, "offer": event.offer}
        ),
    )
    _put(session, alert)


def first_order_refused(session: Session, event: FirstOrderRefused) -> None:
    """One alert an account and promotion, however often they order: its id is made of both."""
    order = session.get_one(Order, event.order_id)
    alert = Alert(
        id=uuid5(event.promotion_id, str(event.customer_id)),
        kind=AlertKind.FIRST_ORDER_REFUSED,
        order_id=order.id,
        code="first_order_refused",
        facts=packed({"order": order.number, "offer": event.offer}),
    )
    _put(session, alert)
    session.exec(  # raised when the code was typed: now there is an order to look at
        update(Alert)
        .where(col(Alert.id) == alert.id, col(Alert.order_id).is_(None))
        .values(order_id=alert.order_id, code=alert.code, facts=alert.facts)
    )


def pin_locked(session: Session, event: PinLocked) -> None:
    order, restaurant = _of(session, event)
    facts: Facts = {"count": event.wrong} | _named(order, restaurant)
    raise_again(session, AlertKind.PIN_LOCKED, order.id, "pin_locked", **facts)


def refund_waiting(session: Session, event: RefundAsked) -> None:
    order, _ = _of(session, event)
    facts: Facts = {"order": order.number, "amount": Money(event.amount_minor, event.currency)}
    raise_again(session, AlertKind.REFUND_WAITING, order.id, "refund_waiting", **facts)


def step_refused(session: Session, event: StepRefused) -> None:
    facts, order_id = _paid_for(session, event.payment_id)
    facts |= {"step": event.step, "said": event.code}
    raise_again(session, AlertKind.PAYMENT_TROUBLE, order_id, "step_refused", **facts)


def payment_lost(session: Session, event: PaymentLost) -> None:
    order, _ = _of(session, event)
    facts: Facts = {"order": order.number, "amount": Money(event.amount_minor, event.currency)}
    raise_again(session, AlertKind.PAYMENT_TROUBLE, order.id, "payment_lost", **facts)


def refund_came_back(session: Session, event: RefundCameBack) -> None:
    facts, order_id = _paid_for(session, event.payment_id)
    facts |= {"amount": Money(event.amount_minor, event.currency), "said": event.code}
    raise_again(session, AlertKind.PAYMENT_TROUBLE, order_id, "refund_came_back", **facts)


def books_differ(session: Session, event: BooksDiffer) -> None:
    facts: Facts = {"count": event.found, "gateway": event.gateway}
    raise_again(session, AlertKind.BOOKS_DIFFER, None, "books_differ", **facts)


def payee_account(session: Session, event: PayeeAccountAsked) -> None:
    change = session.get_one(AccountChange, event.change_id)
    if change.ended_at is not None or change.applied_at is not None:
        return
    code = "payee_account_asked" if change.applies_at is None else "payee_account_waits"
    facts: Facts = {
        "payee": payees.name_of(session, change.payee, change.payee_id),
        "by": session.get_one(User, change.asked_by).name,
        "account": changing.known_by(change),
    }
    raise_again(session, AlertKind.PAYEE_ACCOUNT, None, code, **facts)


def console_role(session: Session, event: ConsoleRoleGiven) -> None:
    name = session.get_one(User, event.user_id).name
    facts: Facts = {"by": _giver(session, event.by), "name": name, "role": event.role}
    code = "console_role" if event.by else "console_role_by_server"
    raise_again(session, AlertKind.CONSOLE_ROLE, None, code, **facts)


def owner_made(session: Session, event: OwnerMade) -> None:
    name = session.get_one(User, event.user_id).name
    restaurant = session.get_one(Restaurant, event.restaurant_id).name
    facts: Facts = {"by": _giver(session, event.by), "name": name, "restaurant": restaurant}
    code = "owner_made" if event.by else "owner_made_by_server"
    raise_again(session, AlertKind.OWNER_MADE, None, code, **facts)


def _giver(session: Session, by: UUID | None) -> str:
    """Empty: a command on the server."""
    return session.get_one(User, by).name if by else ""


def call_somebody(session: Session, event: AutopilotStepped) -> None:
    """Of the autopilot's steps, those after which a person has to telephone. Nothing is sent from
    here: the alert is what there is."""
    order, restaurant = _of(session, event)
    match event.exception, event.step:
        case "restaurant_silent", "called":
            facts: Facts = {"phone": restaurant.phone} | _named(order, restaurant)
            kind = AlertKind.RESTAURANT_SILENT
            raise_again(session, kind, order.id, "call_restaurant", **facts)
        case "rider_silent", "call":
            name, phone = _rider(session, order.id)
            facts = {"order": order.number, "rider": name, "phone": phone}
            raise_again(session, AlertKind.RIDER_SILENT, order.id, "call_rider", **facts)


def _named(order: Order, restaurant: Restaurant) -> Facts:
    return {"order": order.number, "restaurant": restaurant.name}


def _rider(session: Session, order_id: UUID) -> tuple[str, str]:
    """Name and phone; empty where nobody has it any more."""
    found = session.exec(
        select(User.name, User.phone)
        .join(RiderProfile, col(RiderProfile.user_id) == User.id)
        .join(Delivery, col(Delivery.rider_id) == RiderProfile.id)
        .where(Delivery.order_id == order_id)
    ).first()
    return found or ("", "")


def dispute_opened(session: Session, event: DisputeOpened) -> None:
    facts, order_id = _paid_for(session, event.payment_id)
    facts |= {"amount": Money(event.amount_minor, event.currency), "said": event.reason}
    raise_alert(session, AlertKind.DISPUTE_OPENED, order_id, "dispute_opened", **facts)


def dispute_ended(session: Session, event: DisputeEnded) -> None:
    facts, order_id = _paid_for(session, event.payment_id)
    facts |= {"amount": Money(event.amount_minor, event.currency)}
    code = "dispute_won" if event.is_won else "dispute_lost"
    raise_alert(session, AlertKind.DISPUTE_ENDED, order_id, code, **facts)


def raise_again(
    session: Session, kind: AlertKind, order_id: UUID | None, code: str, **facts: Value
) -> None:
    """As raise_alert, but what was looked at before and happens anew is open again."""
    alert = Alert(kind=kind, order_id=order_id, code=code, facts=packed(facts))
    put = insert(Alert).values(**alert.model_dump())
    anew = alert.model_dump(include={"code", "facts", "text", "created_at", "seen_at", "seen_by"})
    again = put.on_conflict_do_update(index_elements=["order_id", "kind"], set_=anew)
    _say(session, session.scalar(again.returning(col(Alert.id))), kind)


def raise_alert(
    session: Session, kind: AlertKind, order_id: UUID | None, code: str, **facts: Value
) -> None:
    """One alert a kind and order; raising it again changes nothing. code, facts: what is said of
    it (views.console.alert_words)."""
    _put(session, Alert(kind=kind, order_id=order_id, code=code, facts=packed(facts)))


def _put(session: Session, alert: Alert) -> None:
    put = insert(Alert).values(**alert.model_dump()).on_conflict_do_nothing()
    _say(session, session.scalar(put.returning(col(Alert.id))), alert.kind)


def _say(session: Session, alert_id: UUID | None, kind: AlertKind) -> None:
    """None: it has been raised before, and whoever is on call was told then."""
    if alert_id is not None:
        outbox.record(session, AlertRaised(alert_id=alert_id, kind=kind))
    announce(session, topics.admin(), alert=kind.value)


def unseen(session: ReadSession, admin: Admin, *, limit: int = 50) -> list[Alert]:
    """What nobody has looked at yet and is still so, newest first."""
    require(admin, Permission.SEE)
    rows = session.exec(
        select(Alert)
        .outerjoin(Order, col(Order.id) == Alert.order_id)
        .where(col(Alert.seen_at).is_(None), ~settling.is_settled())
        .order_by(col(Alert.created_at).desc())
        .limit(limit)
    )
    return list(rows)


def page_of(alert: Alert) -> str:
    """Where it is dealt with; empty: nowhere."""
    if alert.kind in PAGES:
        return PAGES[alert.kind]
    if alert.order_id is None:
        return ""
    return f"/admin/orders/{alert.order_id}{'/money' if alert.kind in ABOUT_MONEY else ''}"


def mark_seen(session: Session, admin: Admin, alert_id: UUID) -> Alert:
    require(admin, Permission.STEER_ORDERS)
    alert = session.get(Alert, alert_id, with_for_update=True)
    if alert is None:
        raise NotFound("alert")
    if alert.seen_at is None:
        alert.seen_at, alert.seen_by = clock.now(), admin.user_id
        audit.note(session, admin, "alert_closed", "alert", alert.id, _about(alert))
        announce(session, topics.admin(), alert=alert.kind.value)
    return alert


def _about(alert: Alert) -> str:
    """The order's number, or what it is about."""
    return str(alert.facts.get("order") or alert.facts.get("number") or alert.code or alert.text)


def _paid_for(session: Session, payment_id: UUID) -> tuple[Facts, UUID | None]:
    """What a payment pays, and the order that it is about."""
    payment = session.get_one(Payment, payment_id)
    if payment.order_id is not None:
        number = session.get_one(Order, payment.order_id).number
        return {"paid": "order", "number": number}, payment.order_id
    purchase = session.get_one(Purchase, payment.purchase_id)
    if purchase.order_id:
        return {"paid": "tip"}, purchase.order_id
    return {"paid": "gift_card", "number": str(purchase.id)[:8]}, None


def _of(session: Session, event: OrderEvent) -> tuple[Order, Restaurant]:
    return (
        session.get_one(Order, event.order_id),
        session.get_one(Restaurant, event.restaurant_id),
    )
