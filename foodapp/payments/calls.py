"""What we are about to ask the gateway, written down with its key before we ask.

A key is (payment, step, how many of these were answered): the same until an answer is stored, so
that two workers, or one that died in between, ask under the same key and the gateway does it once.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.kit import clock
from foodapp.payments.models import GatewayCall

KEY_LIFE = timedelta(hours=20)  # Stripe may forget a key after 24 h; after this we look up instead


def record(session: Session, payment_id: UUID, step: str, amount_minor: int) -> GatewayCall:
    answered = session.exec(
        select(func.count()).where(
            GatewayCall.payment_id == payment_id,
            GatewayCall.step == step,
            col(GatewayCall.answered_at).is_not(None),
        )
    ).one()
    key = f"{payment_id}:{step}:{answered}"
    call = session.get(GatewayCall, key)
    if call is None:
        call = GatewayCall(idempotency_key=key, payment_id=payment_id, step=step)
        session.add(call)
    call.amount_minor = amount_minor
    return call


def is_stale(call: GatewayCall) -> bool:
    return clock.now() - call.asked_at > KEY_LIFE


def answer(session: Session, key: str, told: dict[str, Any]) -> bool:
    """Store the answer; False if another worker already has."""
    call = session.exec(
        select(GatewayCall)
        .where(GatewayCall.idempotency_key == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if call.answered_at is not None:
        return False
    call.answered_at, call.answer = clock.now(), told
    return True
