"""What an admin should look at: raised by reactions, closed by whoever has looked."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.events import ConsoleRoleGiven, OwnerMade
from foodapp.accounts.models import RiderProfile, User
from foodapp.accounts.permissions import require
from foodapp.dispatch.models import Delivery
from foodapp.gateways import known
from foodapp.kit import clock, phones
from foodapp.kit.errors import NotFound
from foodapp.kit.money import shown
from foodapp.notifications import settling
from foodapp.notifications.models import Alert, AlertKind
from foodapp.orders.events import (
    AutopilotStepped,
    DeliveryDoubted,
    FirstOrderAgain,
    FirstOrderRefused,
    NoRiderFound,
    OrderEvent,
    OrderExpired,
    OrderFailed,
    PaymentLost,
    PinLocked,
    RefundAsked,
    RestaurantPrompted,
    RiderUnproven,
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

GIVE_BACK = "Try again, or give store credit, on the order's money page."
ABOUT_MONEY = (AlertKind.PAYMENT_TROUBLE, AlertKind.REFUND_WAITING)
PAGES = {  # where it is dealt with, if not on its order's page
    AlertKind.BOOKS_DIFFER: "/admin/reconciliation",
    AlertKind.PAYEE_ACCOUNT: "/admin/payouts",
    AlertKind.CONSOLE_ROLE: "/admin/people",
    AlertKind.OWNER_MADE: "/admin/restaurants",
    AlertKind.DISPUTE_OPENED: "/admin/disputes",
    AlertKind.DISPUTE_ENDED: "/admin/disputes?which=ended",
}
# Step of the payment machine -> (what is refused, what to do).
STEPS = {
    "capture": ("take the money", "Look at the payment there; the order can still be cancelled."),
    "void": ("release the hold", "It lapses by itself within days; look at the payment there."),
    "refund": ("give money back", GIVE_BACK),
    "close_page": ("close the payment page", "It closes by itself within the hour."),
}


@dataclass(frozen=True)
class AlertCard:
    id: str
    kind: str
    text: str
    order_id: str
    page: str  # where it is dealt with; empty: nowhere
    created_at: str  # ISO 8601, UTC


def restaurant_silent(session: Session, event: RestaurantPrompted) -> None:
    order, restaurant = _of(session, event)
    text = f"{restaurant.name} has not answered {order.number} yet."
    raise_alert(session, AlertKind.RESTAURANT_SILENT, order.id, text)


def order_expired(session: Session, event: OrderExpired) -> None:
    order, restaurant = _of(session, event)
    text = f"{restaurant.name} never answered {order.number}; the order ended by itself."
    raise_alert(session, AlertKind.ORDER_EXPIRED, order.id, text)


def no_rider(session: Session, event: NoRiderFound) -> None:
    order, restaurant = _of(session, event)
    text = f"No rider yet for {order.number} from {restaurant.name}."
    raise_alert(session, AlertKind.NO_RIDER, order.id, text)


def could_not_deliver(session: Session, event: OrderFailed) -> None:
    order, _ = _of(session, event)
    text = f"{order.number} could not be handed over: {event.reason}"
    raise_alert(session, AlertKind.COULD_NOT_DELIVER, order.id, text)


def rider_unproven(session: Session, event: RiderUnproven) -> None:
    order, restaurant = _of(session, event)
    name, _ = _rider(session, order.id)
    text = (
        f"{name} says they have collected {order.number} ({event.where})."
        f" Ask {restaurant.name} whether it is so"
    )
    raise_again(session, AlertKind.RIDER_UNPROVEN, order.id, _with(text, restaurant.phone))


def delivery_doubted(session: Session, event: DeliveryDoubted) -> None:
    order, _ = _of(session, event)
    name, _ = _rider(session, order.id)
    text = (
        f"{order.number}: {name} says “{event.reason}” ({event.where})."
        " Nobody pays before you have decided on the order's page."
    )
    raise_again(session, AlertKind.DELIVERY_DOUBTED, order.id, text)


def first_order_again(session: Session, event: FirstOrderAgain) -> None:
    order, _ = _of(session, event)
    then = "cancelled, nothing was charged" if event.is_cancelled else "being made: decide yourself"
    text = (
        f"{order.number}: “{event.offer}” is for a first order, and the same card has had it under"
        f" another name. It is {then}."
    )
    raise_again(session, AlertKind.FIRST_ORDER_AGAIN, order.id, text)


def first_order_refused(session: Session, event: FirstOrderRefused) -> None:
    """One alert an account and promotion, however often they order: its id is made of both."""
    order = session.get_one(Order, event.order_id)
    text = (
        f"{order.number}: “{event.offer}” is for a first order, and somebody with the same phone or"
        " address has had one. It was not given."
    )
    alert = Alert(
        id=uuid5(event.promotion_id, str(event.customer_id)),
        kind=AlertKind.FIRST_ORDER_REFUSED,
        order_id=order.id,
        text=text[:300],
    )
    _put(session, alert)


def pin_locked(session: Session, event: PinLocked) -> None:
    order, restaurant = _of(session, event)
    text = (
        f"The PIN of {order.number} from {restaurant.name} was typed wrong {event.wrong} times."
        " Speak with the customer, then give them a new one on the order's page."
    )
    raise_again(session, AlertKind.PIN_LOCKED, order.id, text)


def refund_waiting(session: Session, event: RefundAsked) -> None:
    order, _ = _of(session, event)
    amount = shown(event.amount_minor, event.currency)
    text = f"A refund of {amount} on {order.number} waits for a second person."
    raise_again(session, AlertKind.REFUND_WAITING, order.id, text)


def step_refused(session: Session, event: StepRefused) -> None:
    name, order_id = _paid_for(session, event.payment_id)
    done, to_do = STEPS.get(event.step, ("do what is due", "Look at the gateway's own console."))
    text = f"The gateway refuses to {done} for {name} ({event.code}). {to_do}"
    raise_again(session, AlertKind.PAYMENT_TROUBLE, order_id, text)


def payment_lost(session: Session, event: PaymentLost) -> None:
    order, _ = _of(session, event)
    amount = shown(event.amount_minor, event.currency)
    text = (
        f"{amount} of {order.number} could not be taken: the hold on the card had lapsed."
        " The customer owes nothing; the platform bears what kitchen and rider earn."
    )
    raise_again(session, AlertKind.PAYMENT_TROUBLE, order.id, text)


def refund_came_back(session: Session, event: RefundCameBack) -> None:
    name, order_id = _paid_for(session, event.payment_id)
    amount = shown(event.amount_minor, event.currency)
    text = f"The bank sent back a refund of {amount} on {name} ({event.code}). {GIVE_BACK}"
    raise_again(session, AlertKind.PAYMENT_TROUBLE, order_id, text)


def books_differ(session: Session, event: BooksDiffer) -> None:
    what = "One payment differs" if event.found == 1 else f"{event.found} payments differ"
    text = f"{what} between our books and {known.label(event.gateway)}'s: see Reconciliation."
    raise_again(session, AlertKind.BOOKS_DIFFER, None, text)


def payee_account(session: Session, event: PayeeAccountAsked) -> None:
    change = session.get_one(AccountChange, event.change_id)
    if change.ended_at is not None or change.applied_at is not None:
        return
    payee = payees.name_of(session, change.payee, change.payee_id)
    by = session.get_one(User, change.asked_by).name
    what = f"{by} asks that {payee} is paid to {changing.named(change)}"
    goes_on = "A second person has to confirm it." if change.applies_at is None else "It waits."
    raise_again(session, AlertKind.PAYEE_ACCOUNT, None, f"{what}. {goes_on}")


def console_role(session: Session, event: ConsoleRoleGiven) -> None:
    name = session.get_one(User, event.user_id).name
    text = f"{_giver(session, event.by)} gave {name} the role “{event.role}” in the console."
    raise_again(session, AlertKind.CONSOLE_ROLE, None, text)


def owner_made(session: Session, event: OwnerMade) -> None:
    name = session.get_one(User, event.user_id).name
    restaurant = session.get_one(Restaurant, event.restaurant_id)
    text = f"{_giver(session, event.by)} made {name} an owner of {restaurant.name}."
    raise_again(session, AlertKind.OWNER_MADE, None, text)


def _giver(session: Session, by: UUID | None) -> str:
    return session.get_one(User, by).name if by else "A command on the server"


def call_somebody(session: Session, event: AutopilotStepped) -> None:
    """Of the autopilot's steps, those after which a person has to telephone. Nothing is sent from
    here: the alert is what there is."""
    order, restaurant = _of(session, event)
    match event.exception, event.step:
        case "restaurant_silent", "called":
            text = f"{restaurant.name} still has not answered {order.number}. Please call"
            raise_again(
                session, AlertKind.RESTAURANT_SILENT, order.id, _with(text, restaurant.phone)
            )
        case "rider_silent", "call":
            name, phone = _rider(session, order.id)
            text = f"{name} has the food of {order.number} and does not answer. Please call"
            raise_again(session, AlertKind.RIDER_SILENT, order.id, _with(text, phone))


def _with(text: str, phone: str) -> str:
    return f"{text} {phones.shown(phone)}." if phone else f"{text}; no number is known."


def _rider(session: Session, order_id: UUID) -> tuple[str, str]:
    found = session.exec(
        select(User.name, User.phone)
        .join(RiderProfile, col(RiderProfile.user_id) == User.id)
        .join(Delivery, col(Delivery.rider_id) == RiderProfile.id)
        .where(Delivery.order_id == order_id)
    ).first()
    return found or ("The rider", "")


def raise_again(session: Session, kind: AlertKind, order_id: UUID | None, text: str) -> None:
    """As raise_alert, but what was looked at before and happens anew is open again."""
    alert = Alert(kind=kind, order_id=order_id, text=text[:300])
    put = insert(Alert).values(**alert.model_dump())
    anew = {"text": alert.text, "created_at": alert.created_at, "seen_at": None, "seen_by": None}
    session.execute(put.on_conflict_do_update(index_elements=["order_id", "kind"], set_=anew))
    announce(session, topics.admin(), alert=kind.value)


def dispute_opened(session: Session, event: DisputeOpened) -> None:
    name, order_id = _paid_for(session, event.payment_id)
    amount, why = shown(event.amount_minor, event.currency), event.reason.replace("_", " ")
    text = f"{amount} of {name} is disputed ({why}): answer at the payment service."
    raise_alert(session, AlertKind.DISPUTE_OPENED, order_id, text)


def dispute_ended(session: Session, event: DisputeEnded) -> None:
    name, order_id = _paid_for(session, event.payment_id)
    amount, how = shown(event.amount_minor, event.currency), "won" if event.is_won else "lost"
    text = f"The dispute over {amount} of {name} was {how}."
    raise_alert(session, AlertKind.DISPUTE_ENDED, order_id, text)


def raise_alert(session: Session, kind: AlertKind, order_id: UUID | None, text: str) -> None:
    """One alert a kind and order; raising it again changes nothing."""
    _put(session, Alert(kind=kind, order_id=order_id, text=text[:300]))


def _put(session: Session, alert: Alert) -> None:
    session.execute(insert(Alert).values(**alert.model_dump()).on_conflict_do_nothing())
    announce(session, topics.admin(), alert=alert.kind.value)


def unseen(session: Session, admin: Admin, *, limit: int = 50) -> list[AlertCard]:
    """What nobody has looked at yet and is still so, newest first."""
    require(admin, Permission.SEE)
    rows = session.exec(
        select(Alert)
        .outerjoin(Order, col(Order.id) == Alert.order_id)
        .where(col(Alert.seen_at).is_(None), ~settling.is_settled())
        .order_by(col(Alert.created_at).desc())
        .limit(limit)
    )
    return [
        AlertCard(
            id=str(row.id),
            kind=row.kind.value,
            text=row.text,
            order_id=str(row.order_id or ""),
            page=_page_of(row),
            created_at=row.created_at.isoformat(),
        )
        for row in rows
    ]


def _page_of(alert: Alert) -> str:
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
        audit.note(session, admin, "alert_closed", "alert", alert.id, alert.text)
        announce(session, topics.admin(), alert=alert.kind.value)
    return alert


def _paid_for(session: Session, payment_id: UUID) -> tuple[str, UUID | None]:
    """What a payment pays, in words, and the order that it is about."""
    payment = session.get_one(Payment, payment_id)
    if payment.order_id is not None:
        return session.get_one(Order, payment.order_id).number, payment.order_id
    purchase = session.get_one(Purchase, payment.purchase_id)
    what = "a tip" if purchase.order_id else f"gift card {str(purchase.id)[:8]}"
    return what, purchase.order_id


def _of(session: Session, event: OrderEvent) -> tuple[Order, Restaurant]:
    return (
        session.get_one(Order, event.order_id),
        session.get_one(Restaurant, event.restaurant_id),
    )
