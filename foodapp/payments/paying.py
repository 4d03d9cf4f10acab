"""The customer goes to pay: a page of the gateway, opened once an order."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import Customer
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.orders.models import Order
from foodapp.payments import authorising, calls, gateways, pages
from foodapp.payments.gateways.errors import Refused
from foodapp.payments.gateways.protocol import Form, Page, PageRequest
from foodapp.payments.locking import lock_payable
from foodapp.payments.models import GatewayCall, Payment, PaymentStatus
from foodapp.payments.payable import Payable, awaits_payment

# Stripe's pages are open for at least 30 minutes, counted when it hears of them. The rest is time
# in which the same request can be repeated under its key.
PAGE_LIFE = timedelta(minutes=34)
SAME_REQUEST_FOR = timedelta(minutes=3)
PAGE = "page"


class NothingToPay(DomainError):
    def __init__(self) -> None:
        super().__init__("There is nothing left to pay for this order.")


def open_page(customer: Customer, subject_id: UUID) -> str:
    """The address where the customer pays this order or purchase; the same one when asked again.
    Opens its own transactions and calls the gateway between them: call it on a thread, outside
    any."""
    with db.transaction() as session:
        prepared = _prepare(session, customer, subject_id)
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
        return _keep(session, subject_id, key, page)


def _prepare(
    session: Session, customer: Customer, subject_id: UUID
) -> str | tuple[str, PageRequest, str]:
    """The page's address if there is one already, else whom to ask, for what, under which key."""
    subject, payment = lock_payable(session, subject_id, customer)
    if not awaits_payment(subject):
        raise NothingToPay
    payment = payment or _payment(session, subject)
    if payment.status is not PaymentStatus.OPEN:
        raise NothingToPay
    if payment.page_url:
        return payment.page_url
    call = calls.record(session, payment.id, PAGE, payment.amount_minor)
    if clock.now() - call.asked_at > SAME_REQUEST_FOR:
        call = _anew(session, payment, call)
    request = _request(session, subject, payment, call.asked_at)
    return payment.gateway, request, call.idempotency_key


def _payment(session: Session, subject: Payable) -> Payment:
    is_order = isinstance(subject, Order)
    payment = Payment(
        order_id=subject.id if is_order else None,
        purchase_id=None if is_order else subject.id,
        gateway=gateways.name_for(subject.currency),
        amount_minor=subject.card_minor,
        currency=subject.currency,
    )
    session.add(payment)
    session.flush()  # the call's row refers to it
    return payment


def _anew(session: Session, payment: Payment, old: GatewayCall) -> GatewayCall:
    """Nobody got the address of the first page, if there is one: it expires by itself."""
    calls.answer(session, old.idempotency_key, {"refusal": "given up"})
    payment.attempt += 1
    return calls.record(session, payment.id, PAGE, payment.amount_minor)


def _request(session: Session, subject: Payable, payment: Payment, since: datetime) -> PageRequest:
    base = settings().public_url.rstrip("/")
    said = pages.of(session, subject)
    return PageRequest(
        payment_id=payment.id,
        order_id=subject.id,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        title=said.title,
        paid_url=f"{base}{said.paid_path}",  # a wish of the screen, no proof
        back_url=f"{base}{said.back_path}",
        form_url=f"{base}/api/pay/{subject.id}",
        expires_at=since + PAGE_LIFE,
    )


def form(session: Session, customer: Customer, subject_id: UUID) -> Form:
    """What sends the customer's browser on to the gateway, while this can be paid."""
    subject, payment = lock_payable(session, subject_id, customer)
    if (
        payment is None
        or not payment.page_ref
        or not payment.page_url
        or not awaits_payment(subject)
    ):
        raise NothingToPay
    request = _request(session, subject, payment, payment.created_at)
    found = gateways.gateway(payment.gateway).page_form(request, payment.page_ref)
    if found is None:
        raise NothingToPay
    return found


def _keep(session: Session, subject_id: UUID, key: str, page: Page) -> str:
    subject, payment = lock_payable(session, subject_id)
    if payment is None:
        raise LookupError(f"{subject_id} has lost its payment")
    if calls.answer(session, key, {"page": page.page_ref}):
        payment.page_ref, payment.page_url = page.page_ref, page.url
        authorising.settle_if_due(session, subject, payment)  # if it ended meanwhile: close it
    return payment.page_url or page.url
