"""The customer goes to pay: a page of the gateway, opened once an order."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import Customer
from foodapp.cards import accounts
from foodapp.gateways import registry
from foodapp.gateways.errors import Refused
from foodapp.gateways.known import traits
from foodapp.gateways.protocol import PAGE_LIFE, SAME_REQUEST_FOR, Form, Page, PageRequest
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.payments import authorising, calls, lost_charges
from foodapp.payments.locking import lock_payable
from foodapp.payments.lost_charges import Lost
from foodapp.payments.models import GatewayCall, Payment, PaymentStatus
from foodapp.payments.payable import Payable

PAGE = "page"


class NothingToPay(DomainError):
    def __init__(self) -> None:
        super().__init__(t("There is nothing left to pay for this order."))


class BankThinks(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Your bank has not answered yet. Please wait a moment."))


def open_page(customer: Customer, subject_id: UUID, *, save_card: bool = False) -> str:
    """The address where the customer pays this order or purchase; the same one when asked again.
    Opens its own transactions and calls the gateway between them: call it on a thread, outside
    any."""
    if save_card:
        _see_to_account(customer, subject_id)
    with db.transaction() as session:
        prepared = _prepare(session, customer, subject_id, save_card)
    if isinstance(prepared, Lost):
        lost_charges.clear_up(prepared)
        return open_page(customer, subject_id, save_card=save_card)
    if isinstance(prepared, str):
        return prepared
    name, request, key = prepared
    try:
        page = registry.gateway(name).open_payment_page(request, key)
    except Refused as no:
        with db.transaction() as session:
            calls.answer(session, key, {"refusal": no.code})
        raise
    with db.transaction() as session:
        return _keep(session, subject_id, key, page)


def is_with_the_bank(payment: Payment) -> bool:
    """A kept card was charged, and its bank has not said yes or no."""
    return payment.page_ref is None and payment.intent_ref is not None


def _see_to_account(customer: Customer, subject_id: UUID) -> None:
    """Whoever keeps a card has a name at the gateway."""
    with db.transaction() as session:
        subject, payment = lock_payable(session, subject_id, customer)
        name = payment.gateway if payment else registry.name_for(subject.currency)
    if traits(name).saves_cards:
        accounts.make_sure(customer, name)


def _prepare(
    session: Session, customer: Customer, subject_id: UUID, save_card: bool
) -> str | Lost | tuple[str, PageRequest, str]:
    """The page's address if there is one already, else whom to ask, for what, under which key."""
    subject, payment = begun(session, customer, subject_id)
    if not subject.awaits_payment or payment.status is not PaymentStatus.OPEN:
        raise NothingToPay
    subject.check_offered(session)
    if payment.page_url:
        return payment.page_url
    if payment.card_key:
        return lost_charges.of(session, customer.user_id, payment)
    if is_with_the_bank(payment):
        raise BankThinks
    call = calls.record(session, payment.id, PAGE, payment.amount_minor)
    save_card = save_card and traits(payment.gateway).saves_cards
    if clock.now() - call.asked_at > SAME_REQUEST_FOR or payment.save_card != save_card:
        call = _anew(session, payment, call)
    payment.save_card = save_card
    request = _request(session, subject, payment, call.asked_at)
    return payment.gateway, request, call.idempotency_key


def begun(session: Session, customer: Customer, subject_id: UUID) -> tuple[Payable, Payment]:
    """Both held; the payment is written if it is the first time that there is something to pay."""
    subject, payment = lock_payable(session, subject_id, customer)
    if payment is None and not subject.awaits_payment:
        raise NothingToPay
    return subject, payment or _payment(session, subject)


def locked(session: Session, subject_id: UUID) -> tuple[Payable, Payment]:
    """After a call: the payment was begun."""
    subject, payment = lock_payable(session, subject_id)
    if payment is None:
        raise LookupError(f"{subject_id} has lost its payment")
    return subject, payment


def _payment(session: Session, subject: Payable) -> Payment:
    payment = Payment(
        **subject.key(),
        gateway=registry.name_for(subject.currency),
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
    said = subject.page(session)
    return PageRequest(
        payment_id=payment.id,
        paid_id=subject.id,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        title=said.title,
        paid_url=f"{base}{said.paid_path}",  # a wish of the screen, no proof
        back_url=f"{base}{said.back_path}",
        form_url=f"{base}/api/pay/{subject.id}",
        expires_at=since + PAGE_LIFE,
        save_for=_account(session, subject, payment),
    )


def _account(session: Session, subject: Payable, payment: Payment) -> str:
    if not payment.save_card:
        return ""
    return accounts.ref_of(session, subject.customer_id, payment.gateway)


def form(session: Session, customer: Customer, subject_id: UUID) -> Form:
    """What sends the customer's browser on to the gateway, while this can be paid."""
    subject, payment = lock_payable(session, subject_id, customer)
    if (
        payment is None
        or not payment.page_ref
        or not payment.page_url
        or not subject.awaits_payment
    ):
        raise NothingToPay
    request = _request(session, subject, payment, payment.created_at)
    found = registry.gateway(payment.gateway).page_form(request, payment.page_ref)
    if found is None:
        raise NothingToPay
    return found


def _keep(session: Session, subject_id: UUID, key: str, page: Page) -> str:
    subject, payment = locked(session, subject_id)
    if calls.answer(session, key, {"page": page.page_ref}):
        payment.page_ref, payment.page_url = page.page_ref, page.url
        authorising.settle_if_due(session, subject, payment)  # if it ended meanwhile: close it
    return payment.page_url or page.url
