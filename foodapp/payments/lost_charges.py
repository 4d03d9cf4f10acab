"""A charge of a kept card whose answer was lost: nobody knows whether money is held, until the
gateway's own list of this customer's payments says so."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from foodapp.cards import accounts
from foodapp.gateways import registry
from foodapp.gateways.errors import Unavailable
from foodapp.gateways.protocol import GatewayState
from foodapp.kit import clock, db
from foodapp.payments import authorising, calls
from foodapp.payments.locking import hold
from foodapp.payments.models import GatewayCall, Payment, PaymentStatus
from foodapp.payments.payable import Payable

CARD = "card"  # the step's name in keys
# Longer than we ask for an answer: what has not arrived at the gateway by then never will.
ARRIVES_WITHIN = timedelta(seconds=60)
CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True)
class Lost:
    payment_id: UUID
    gateway: str
    account_ref: str
    asked_at: datetime
    key: str


def of(session: Session, customer_id: UUID, payment: Payment) -> Lost:
    """payment.card_key is set."""
    call = session.get_one(GatewayCall, payment.card_key)
    return Lost(
        payment_id=payment.id,
        gateway=payment.gateway,
        account_ref=accounts.ref_of(session, customer_id, payment.gateway),
        asked_at=call.asked_at,
        key=call.idempotency_key,
    )


def find(lost: Lost) -> GatewayState | None:
    """Calls the gateway. None: it has never heard of it."""
    since = lost.asked_at - CLOCKS_DIFFER
    ref = registry.vault(lost.gateway).find_charge(lost.payment_id, lost.account_ref, since)
    return registry.gateway(lost.gateway).look_up("", ref) if ref else None


def clear_up(lost: Lost) -> None:
    """Before another way to pay is tried. Raises Unavailable while the charge may still be on its
    way. Opens its own transactions and calls the gateway between them."""
    state = find(lost)
    with db.transaction() as session:
        is_clear = take_over(session, lost, state)
    if not is_clear:
        raise Unavailable


def take_over(session: Session, lost: Lost, state: GatewayState | None) -> bool:
    """What was found; False while nothing is and it may still arrive."""
    subject, payment = hold(session, lost.payment_id)
    if payment.card_key != lost.key:
        return True  # answered meanwhile
    if state is None or state.intent_ref in payment.refused_intents:
        if clock.now() - lost.asked_at < ARRIVES_WITHIN:
            return False
        _give_up(session, subject, payment)
        return True
    calls.answer(session, lost.key, {"intent": state.intent_ref, "found": True})
    payment.card_key = None
    authorising.apply(session, subject, payment, state)
    authorising.settle_if_due(session, subject, payment)
    return True


def _give_up(session: Session, subject: Payable, payment: Payment) -> None:
    calls.answer(session, payment.card_key or "", {"refusal": "never arrived"})
    payment.card_key, payment.looked_up_at = None, clock.now()
    if not subject.awaits_payment and payment.status is PaymentStatus.OPEN:
        payment.move_to(PaymentStatus.FAILED)
        payment.failed_at = clock.now()
