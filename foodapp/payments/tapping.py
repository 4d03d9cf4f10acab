"""Paying with a kept card in one tap: no page, unless the bank asks.

The gateway's answer is believed as a look-up would be. A try that ended (the bank said no) is
over for ever: its intent counts no more, and the next try, or the page, has one of its own.
"""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import Customer
from foodapp.cards import accounts, wallet
from foodapp.cards.events import CardsDoubted
from foodapp.gateways import registry
from foodapp.gateways.errors import Refused
from foodapp.gateways.known import traits
from foodapp.gateways.protocol import GatewayState
from foodapp.gateways.vault import Charge
from foodapp.kit import clock, db, outbox
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.payments import authorising, calls, lost_charges, paying
from foodapp.payments.lost_charges import Lost
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.payable import Payable

MAX_TRIES = 6  # of one order: who guesses has to use the page
WHY = {
    "insufficient_funds": t("There is not enough money on this card."),
    "expired_card": t("This card has expired."),
    "authentication_required": t("Your bank did not confirm that it was you."),
}
UNKNOWN = t("Your bank said no to this card.")


class CardSaidNo(DomainError):
    """The order waits: another card may pay it, or the page."""

    status = 402

    def __init__(self, code: str = "") -> None:
        super().__init__(
            t(
                "{why} Nothing was charged. Please choose another way to pay.",
                why=WHY.get(code, UNKNOWN),
            )
        )


def start(
    customer: Customer, order_id: UUID, *, card_id: UUID | None = None, save_card: bool = False
) -> str:
    """Where the customer has to go to pay this order, with a kept card or on the gateway's page."""
    if card_id is not None:
        return pay(customer, order_id, card_id)
    return paying.open_page(customer, order_id, save_card=save_card)


def pay(customer: Customer, order_id: UUID, card_id: UUID) -> str:
    """The address of the order where the money is held, or of the bank's question. Opens its own
    transactions and calls the gateway between them: call it on a thread, outside any."""
    with db.transaction() as session:
        prepared = _prepare(session, customer, order_id, card_id)
    if isinstance(prepared, Lost):
        lost_charges.clear_up(prepared)
        return pay(customer, order_id, card_id)
    if isinstance(prepared, str):
        return prepared
    gateway, request, key = prepared
    try:
        state = registry.vault(gateway).charge(request, key)
    except Refused as no:
        with db.transaction() as session:
            _refused(session, customer, order_id, key, no.code)
        raise CardSaidNo from no
    with db.transaction() as session:
        url, decline = _keep(session, order_id, key, state)
    if not url:
        raise CardSaidNo(decline)
    return url


def _prepare(
    session: Session, customer: Customer, order_id: UUID, card_id: UUID
) -> str | Lost | tuple[str, Charge, str]:
    """Where to go if there is nothing to ask, else whom to ask, for what, under which key."""
    card = wallet.get(session, customer, card_id)
    order, payment = paying.begun(session, customer, order_id)
    if not order.takes_kept_cards:
        raise NotFound("order")
    if payment.status is PaymentStatus.AUTHORISED:
        return _home(order)  # the second of two taps
    if not order.awaits_payment or payment.status is not PaymentStatus.OPEN:
        raise paying.NothingToPay
    if payment.page_url:
        return payment.page_url  # one way to pay at a time
    if paying.is_with_the_bank(payment):
        raise paying.BankThinks
    if payment.card_key and payment.card_id != card.id:
        return lost_charges.of(session, customer.user_id, payment)
    if not traits(payment.gateway).saves_cards or card.gateway != payment.gateway:
        raise DomainError(t("This card cannot pay here. Please pay on the payment page."))
    if card.is_expired(clock.now()):
        raise CardSaidNo("expired_card")
    if len(payment.refused_intents) >= MAX_TRIES:
        raise DomainError(t("Please pay on the payment page this time."))
    call = calls.record(session, payment.id, lost_charges.CARD, payment.amount_minor)
    payment.card_id, payment.card_key = card.id, call.idempotency_key
    request = Charge(
        payment_id=payment.id,
        order_id=order.id,
        account_ref=accounts.ref_of(session, customer.user_id, card.gateway),
        card_ref=card.ref,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        return_url=f"{_home(order)}?paid=1",  # a wish of the screen, no proof
    )
    return payment.gateway, request, call.idempotency_key


def _home(order: Payable) -> str:
    return f"{settings().public_url.rstrip('/')}/orders/{order.id}"


def _keep(session: Session, order_id: UUID, key: str, state: GatewayState) -> tuple[str, str]:
    """Where to go now (empty: the card said no), and the bank's code."""
    order, payment = paying.locked(session, order_id)
    if calls.answer(session, key, {"intent": state.intent_ref, "decline": state.decline}):
        _answered(payment, key)
        authorising.apply(session, order, payment, state)
        authorising.settle_if_due(session, order, payment)
    if payment.status is not PaymentStatus.OPEN:
        return _home(order), ""
    if paying.is_with_the_bank(payment):
        return payment.page_url or f"{_home(order)}?paid=1", ""
    return "", state.decline


def _refused(session: Session, customer: Customer, order_id: UUID, key: str, code: str) -> None:
    """The gateway does not take the card at all: perhaps it is kept no longer."""
    _, payment = paying.locked(session, order_id)
    if calls.answer(session, key, {"refusal": code}):
        _answered(payment, key)
        outbox.record(session, CardsDoubted(customer_id=customer.user_id, gateway=payment.gateway))


def _answered(payment: Payment, key: str) -> None:
    if payment.card_key == key:
        payment.card_key = None
