"""A payout on its way: sent once under a key that is stored before the call; paid, or failed and
taken up again under a new one."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import recently_proven, require
from foodapp.gateways import known, registry
from foodapp.gateways.errors import Refused
from foodapp.gateways.protocol import TransferRequest
from foodapp.kit import clock, outbox, wording
from foodapp.kit.errors import DomainError
from foodapp.kit.money import shown
from foodapp.kit.outside_call import OutsideCall
from foodapp.kit.words import t
from foodapp.payments.calls import KEY_LIFE
from foodapp.payouts import books, changing
from foodapp.payouts.accounts import at_gateway
from foodapp.payouts.drafting import changed, lock
from foodapp.payouts.events import PayoutPaid, PayoutSent
from foodapp.payouts.models import BY_BANK, Payout, PayoutStatus

MAX_AT_ONCE = 100
LEEWAY = timedelta(hours=1)  # for the calls between looking and the end of the key's life


class NotByBank(DomainError):
    def __init__(self) -> None:
        super().__init__(t("The payment service carries this payout out by itself."))


class AccountIsNew(DomainError):
    def __init__(self) -> None:
        super().__init__(t("The payee's account is new: it is paid once its waiting time is over."))


def send(session: Session, admin: Admin, payout_id: UUID) -> Payout:
    """Through the gateway that holds the money, where the payee has an account there; else a person
    pays it at the bank and says so (mark_paid)."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    payout = lock(session, payout_id)
    account = changing.settle(session, payout.payee_id)
    if changing.is_new(session, payout.payee_id):
        raise AccountIsNew
    payout.move_to(PayoutStatus.SENT)
    payout.sent_at, payout.attempt = clock.now(), payout.attempt + 1
    payout.idempotency_key = f"payout:{payout.id}:{payout.attempt}"
    payout.failure, payout.failed_at = "", None
    if ref := at_gateway(account, payout.currency):
        payout.account_ref, payout.way = ref, known.of_payee(ref)
        outbox.record(session, PayoutSent(payout_id=payout.id, attempt=payout.attempt))
    else:
        payout.way = BY_BANK
        payout.account_ref = account.bank_account if account else ""
    books.post(session, payout, because="sent")
    _note(session, admin, "payout_sent", payout)
    return payout


def send_all(session: Session, admin: Admin, payout_ids: list[UUID]) -> int:
    """Those that an admin has looked at; one that has been sent meanwhile is left alone, and so is
    one whose payee's first account is still waited for."""
    sent = 0
    for payout_id in sorted(payout_ids)[:MAX_AT_ONCE]:
        payout = lock(session, payout_id)
        changing.settle(session, payout.payee_id)
        is_new = changing.is_new(session, payout.payee_id)
        if payout.status is PayoutStatus.DRAFTED and not is_new:
            send(session, admin, payout_id)
            sent += 1
    return sent


def mark_paid(session: Session, admin: Admin, payout_id: UUID, *, reference: str) -> Payout:
    """The bank has carried it out. reference: the bank's, so that both books can be compared."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    payout = _at_the_bank(session, payout_id)
    payout.reference = wording.line(reference, t("The reference"), most=120, needed=True)
    payout.move_to(PayoutStatus.PAID)
    payout.paid_at = clock.now()
    outbox.record(session, PayoutPaid(payout_id=payout.id))
    _note(session, admin, "payout_paid", payout, payout.reference)
    return payout


def mark_failed(session: Session, admin: Admin, payout_id: UUID, *, reason: str) -> Payout:
    """The bank has refused it, or sent it back: it is owed again."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    payout = _at_the_bank(session, payout_id)
    _fail(session, payout, audit.reason_given(reason))
    _note(session, admin, "payout_failed", payout, payout.failure)
    return payout


def draft_again(session: Session, admin: Admin, payout_id: UUID) -> Payout:
    """What was in the way is mended; the same entries are paid out under a new key."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    payout = lock(session, payout_id)
    payout.move_to(PayoutStatus.DRAFTED)
    payout.reference = ""
    _note(session, admin, "payout_drafted_again", payout)
    return payout


@dataclass(frozen=True)
class TransferStep:
    gateway: str
    request: TransferRequest
    key: str
    look_first: bool


@dataclass(frozen=True)
class TransferResult:
    reference: str = ""
    refusal: str = ""


def prepare(session: Session, event: PayoutSent) -> TransferStep | None:
    payout = lock(session, event.payout_id)
    if payout.status is not PayoutStatus.SENT or payout.attempt != event.attempt:
        return None
    request = TransferRequest(
        payout_id=payout.id,
        account_ref=payout.account_ref,
        amount_minor=payout.amount_minor,
        currency=payout.currency,
        drafted_at=payout.drafted_at,
    )
    sent_at = payout.sent_at or payout.drafted_at
    return TransferStep(
        payout.way, request, payout.idempotency_key, clock.now() - sent_at > KEY_LIFE - LEEWAY
    )


def call(ask: TransferStep, _: str) -> TransferResult:
    """The key is the payout's own: whoever asks, the gateway does it once."""
    gateway = registry.gateway(ask.gateway)
    if ask.look_first and (reference := gateway.find_transfer(ask.request)):
        return TransferResult(reference)
    try:
        return TransferResult(gateway.transfer(ask.request, ask.key))
    except Refused as no:
        # A refusal of this key may hide an earlier success: the gateway's books say.
        return TransferResult(gateway.find_transfer(ask.request), no.code)


def finish(session: Session, event: PayoutSent, told: TransferResult) -> None:
    payout = lock(session, event.payout_id)
    if payout.status is not PayoutStatus.SENT or payout.attempt != event.attempt:
        return
    if told.reference:
        payout.move_to(PayoutStatus.PAID)
        payout.paid_at, payout.reference = clock.now(), told.reference[:120]
        outbox.record(session, PayoutPaid(payout_id=payout.id))
    else:
        _fail(session, payout, f"The payment service refused it: {told.refusal}"[:200])
    changed(session, payout)


TRANSFER = OutsideCall(prepare, call, finish)


def _at_the_bank(session: Session, payout_id: UUID) -> Payout:
    payout = lock(session, payout_id)
    if payout.way not in ("", BY_BANK):
        raise NotByBank
    return payout


def _fail(session: Session, payout: Payout, why: str) -> None:
    payout.move_to(PayoutStatus.FAILED)
    payout.failed_at, payout.paid_at, payout.failure = clock.now(), None, why
    books.post(session, payout, because="failed")


def _note(session: Session, admin: Admin, action: str, payout: Payout, reason: str = "") -> None:
    amount = shown(payout.amount_minor, payout.currency)
    name = f"{payout.payee_name}, {amount}"
    audit.note(session, admin, action, "payout", payout.id, name, reason)
    changed(session, payout)
