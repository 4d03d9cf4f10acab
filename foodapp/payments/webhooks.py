"""What the gateway tells us: stored once, in the transaction of its effect."""

import json
from collections.abc import Sequence

import structlog
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select, text, update

from foodapp.cards import syncing
from foodapp.gateways.protocol import Message, MoneyAt
from foodapp.kit import clock, outbox
from foodapp.payments import disputes
from foodapp.payments.authorising import NOT_HELD_YET, NOTHING_NEW, apply, settle_if_due
from foodapp.payments.events import PaymentDoubted
from foodapp.payments.locking import lock_known
from foodapp.payments.models import Payment, PaymentStatus, WebhookEvent
from foodapp.payments.payable import Payable

log = structlog.get_logger(__name__)
IGNORED = "ignored"  # nothing that we act on
SEEN = "seen before"
Told = tuple[str, Message]  # by which gateway


def store(session: Session, told: Sequence[Told]) -> list[str]:
    """Write down those that say nothing, and find those that came before, in two statements at
    most: the most of what gateways tell is of these kinds. Gives the effect of each; "" for one
    that has yet to be carried out, by receive."""
    idle = {_key(one): one for one in told if one[1].says_nothing}
    new = _stored(session, idle) if idle else set()
    before = _seen(session, {_key(one) for one in told} - idle.keys())
    effects = []
    for one in told:
        key = _key(one)
        effects.append(IGNORED if key in new else SEEN if key in before | idle.keys() else "")
        new.discard(key)  # twice in one post
    return effects


def receive(session: Session, gateway: str, message: Message) -> str:
    """Carry out one verified message; a second time it does nothing. Returns its effect."""
    [effect] = store(session, [(gateway, message)]) if message.says_nothing else [""]
    if effect:
        return effect
    if not _first_time(session, gateway, message):
        return SEEN
    effect = _effect(session, gateway, message)
    if effect != NOTHING_NEW:
        _note(session, gateway, message, effect)
    return effect


def _stored(session: Session, idle: dict[tuple[str, str], Told]) -> set[tuple[str, str]]:
    """Those of them that are new. Sorted: of two posts side by side one waits for the other."""
    rows = [_row(*idle[key], IGNORED) for key in sorted(idle)]
    return {tuple(row) for row in session.connection().execute(_STORE, {"rows": json.dumps(rows)})}


def _seen(session: Session, keys: set[tuple[str, str]]) -> set[tuple[str, str]]:
    if not keys:
        return set()
    told = {"gateways": [key[0] for key in keys], "ids": [key[1] for key in keys]}
    return {tuple(row) for row in session.connection().execute(_SEEN, told)}


_STORE = text(
    """
    INSERT INTO webhook_events (gateway, event_id, kind, received_at, effect)
    SELECT gateway, event_id, kind, received_at, effect
    FROM json_populate_recordset(CAST(NULL AS webhook_events), CAST(:rows AS json))
    ON CONFLICT DO NOTHING RETURNING gateway, event_id
    """
)
_SEEN = text(
    """
    SELECT gateway, event_id FROM webhook_events
    JOIN unnest(CAST(:gateways AS text[]), CAST(:ids AS text[])) AS told (g, id)
    ON gateway = told.g AND event_id = told.id
    """
)


def _note(session: Session, gateway: str, message: Message, effect: str) -> None:
    session.execute(
        update(WebhookEvent)
        .where(
            col(WebhookEvent.gateway) == gateway,
            col(WebhookEvent.event_id) == _id(message),
        )
        .values(effect=effect[:80])
        .execution_options(synchronize_session=False)
    )


def _first_time(session: Session, gateway: str, message: Message) -> bool:
    """Stored with the effect that most have."""
    claim = _row(gateway, message, NOTHING_NEW) | {"received_at": clock.now()}
    return session.connection().scalar(_CLAIM, claim) is not None


def _row(gateway: str, message: Message, effect: str) -> dict[str, str]:
    return {
        "gateway": gateway,
        "event_id": _id(message),
        "kind": message.kind[:80],
        "received_at": clock.now().isoformat(),
        "effect": effect,
    }


def _key(told: Told) -> tuple[str, str]:
    return told[0], _id(told[1])


_CLAIM = insert(WebhookEvent).on_conflict_do_nothing().returning(col(WebhookEvent.event_id))


def _id(message: Message) -> str:
    return message.event_id[:120]


def _effect(session: Session, gateway: str, message: Message) -> str:
    if message.account_ref:
        return syncing.doubted(session, gateway, message.account_ref)
    if message.doubtful_intent:
        return _doubted(session, gateway, message.doubtful_intent)
    held = _hold(session, gateway, message)
    if held is None:
        log.warning("webhook.of_no_payment", kind=message.kind, event_id=message.event_id)
        return "no such payment"
    subject, payment = held
    if message.page_ref and payment.page_ref and message.page_ref != payment.page_ref:
        return "another page"
    if message.dispute is not None:
        effect = disputes.take_in(session, subject, payment, message.dispute)
        settle_if_due(session, subject, payment)
        return effect
    state = message.state
    if state is None:
        if payment.status not in NOT_HELD_YET:
            return NOTHING_NEW
        outbox.record(session, PaymentDoubted(payment_id=payment.id))
        return "to be looked up"
    if payment.status is PaymentStatus.FAILED and state.held is MoneyAt.HELD:
        # Either the bank was late, or this message was: only the gateway's books can tell.
        payment.intent_ref = payment.intent_ref or state.intent_ref
        outbox.record(session, PaymentDoubted(payment_id=payment.id))
        return "to be looked up"
    if payment.refund_failed_minor and state.refunded_minor:
        # Perhaps from before a refund failed: only the gateway's books can tell.
        outbox.record(session, PaymentDoubted(payment_id=payment.id))
        return "to be looked up"
    effect = apply(session, subject, payment, state)
    if effect != NOTHING_NEW:
        settle_if_due(session, subject, payment)
    return effect


def _doubted(session: Session, gateway: str, intent_ref: str) -> str:
    payment = session.exec(
        select(Payment).where(Payment.gateway == gateway, Payment.intent_ref == intent_ref)
    ).one_or_none()
    if payment is None:
        return "no such payment"
    outbox.record(session, PaymentDoubted(payment_id=payment.id))
    return "to be looked up"


def _hold(session: Session, gateway: str, message: Message) -> tuple[Payable, Payment] | None:
    """By our own name of it; else by the page (Razorpay: order), else by the intent."""
    intent_ref = message.intent_ref or (message.state.intent_ref if message.state else "")
    if message.payment_id is not None:
        by = col(Payment.id) == message.payment_id
    elif message.page_ref:
        by = col(Payment.page_ref) == message.page_ref
    elif intent_ref:
        by = col(Payment.intent_ref) == intent_ref
    else:
        return None
    return lock_known(session, gateway, by)
