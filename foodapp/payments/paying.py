"""The customer goes to pay: a page of the gateway, opened once an order."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import Customer
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments import authorising, calls, gateways
from foodapp.payments.gateways.errors import Refused
from foodapp.payments.gateways.protocol import Form, Page, PageRequest
from foodapp.payments.locking import lock
from foodapp.payments.models import GatewayCall, Payment, PaymentStatus
from foodapp.restaurants.models import Restaurant

# Stripe's pages are open for at least 30 minutes, counted when it hears of them. The rest is time
# in which the same request can be repeated under its key.
PAGE_LIFE = timedelta(minutes=34)
SAME_REQUEST_FOR = timedelta(minutes=3)
PAGE = "page"


class NothingToPay(DomainError):
    def __init__(self) -> None:
        super().__init__("There is nothing left to pay for this order.")


def open_page(customer: Customer, order_id: UUID) -> str:
    """The address where the customer pays this order; the same one when asked again. Opens its
    own transactions and calls the gateway between them: call it on a thread, outside any."""
    with db.transaction() as session:
        prepared = _prepare(session, customer, order_id)
    if isinstance(prepared, str):
        return prepared
    name, request, key = prepared
    try:
        page = gateways.gateway(name).open_payment_page(request, key)
    except Refused as no:
        with db.transaction() as session:
            calls.answer(session, key, {"refusal": no.code})
        raise
    with db.transaction() as session:
        return _keep(session, order_id, key, page)


def _prepare(
    session: Session, customer: Customer, order_id: UUID
) -> str | tuple[str, PageRequest, str]:
    """The page's address if there is one already, else whom to ask, for what, under which key."""
    order, payment = lock(session, order_id, customer)
    if order.status is not OrderStatus.AWAITING_PAYMENT:
        raise NothingToPay
    payment = payment or _payment(session, order)
    if payment.status is not PaymentStatus.OPEN:
        raise NothingToPay
    if payment.page_url:
        return payment.page_url
    call = calls.record(session, payment.id, PAGE, payment.amount_minor)
    if clock.now() - call.asked_at > SAME_REQUEST_FOR:
        call = _anew(session, payment, call)
    request = _request(session, order, payment, call.asked_at)
    return payment.gateway, request, call.idempotency_key


def _payment(session: Session, order: Order) -> Payment:
    payment = Payment(
        order_id=order.id,
        gateway=gateways.name_for(order.currency),
        amount_minor=order.card_minor,
        currency=order.currency,
    )
    session.add(payment)
    session.flush()  # the call's row refers to it
    return payment


def _anew(session: Session, payment: Payment, old: GatewayCall) -> GatewayCall:
    """Nobody got the address of the first page, if there is one: it expires by itself."""
    calls.answer(session, old.idempotency_key, {"refusal": "given up"})
    payment.attempt += 1
    return calls.record(session, payment.id, PAGE, payment.amount_minor)


def _request(session: Session, order: Order, payment: Payment, since: datetime) -> PageRequest:
    restaurant = session.get_one(Restaurant, order.restaurant_id)
    base = settings().public_url.rstrip("/")
    return PageRequest(
        payment_id=payment.id,
        order_id=order.id,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        title=f"Order {order.number} from {restaurant.name}",
        paid_url=f"{base}/orders/{order.id}?paid=1",  # a wish of the screen, no proof
        back_url=f"{base}/checkout",
        form_url=f"{base}/api/pay/{order.id}",
        expires_at=since + PAGE_LIFE,
    )


def form(session: Session, customer: Customer, order_id: UUID) -> Form:
    """What sends the customer's browser on to the gateway, while this order can be paid."""
    order, payment = lock(session, order_id, customer)
    if (
        payment is None
        or not payment.page_ref
        or not payment.page_url
        or order.status is not OrderStatus.AWAITING_PAYMENT
    ):
        raise NothingToPay
    request = _request(session, order, payment, payment.created_at)
    found = gateways.gateway(payment.gateway).page_form(request, payment.page_ref)
    if found is None:
        raise NothingToPay
    return found


def _keep(session: Session, order_id: UUID, key: str, page: Page) -> str:
    order, payment = lock(session, order_id)
    if payment is None:
        raise LookupError(f"order {order_id} has lost its payment")
    if calls.answer(session, key, {"page": page.page_ref}):
        payment.page_ref, payment.page_url = page.page_ref, page.url
        authorising.settle_if_due(session, order, payment)  # if it ended meanwhile: close it
    return payment.page_url or page.url
