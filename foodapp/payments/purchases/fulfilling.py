"""What a purchase brings, once its money is taken. The purchase is held by the caller."""

from sqlmodel import Session

from foodapp.accounts import sessions
from foodapp.accounts.actors import PLATFORM
from foodapp.kit import clock
from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.payments import tipping
from foodapp.payments.giftcards import buying, voiding
from foodapp.payments.purchases.models import Purchase, PurchaseKind, PurchaseStatus

PURCHASE = "purchase"  # kind of journal: what was bought becomes credit


def held(purchase: Purchase) -> None:
    if purchase.status is PurchaseStatus.AWAITING_PAYMENT:
        purchase.move_to(PurchaseStatus.HELD)
        purchase.held_at = clock.now()


def paid(session: Session, purchase: Purchase) -> None:
    """Once, however often the money is heard of."""
    if purchase.status is not PurchaseStatus.HELD:
        return
    purchase.move_to(PurchaseStatus.PAID)
    purchase.paid_at = clock.now()
    if purchase.kind is PurchaseKind.GIFT_CARD:
        buying.make(session, purchase)
    else:
        _tip(session, purchase)


def taken_back(session: Session, purchase: Purchase) -> None:
    """The bank gave the money back to its customer for good. A gift card that nobody has redeemed
    is void; what is spent, or was given to a rider, is the platform's loss."""
    is_a_card = purchase.kind is PurchaseKind.GIFT_CARD
    if purchase.status is PurchaseStatus.PAID and is_a_card and voiding.void(session, purchase.id):
        purchase.move_to(PurchaseStatus.TAKEN_BACK)
        purchase.taken_back_at = clock.now()


def unpaid(purchase: Purchase) -> bool:
    if purchase.status not in (PurchaseStatus.AWAITING_PAYMENT, PurchaseStatus.HELD):
        return False
    purchase.move_to(PurchaseStatus.UNPAID)
    purchase.unpaid_at = clock.now()
    return True


def _tip(session: Session, purchase: Purchase) -> None:
    """The money becomes credit, and the tip is given from it as from any credit. Where it can no
    longer be given (the time ran out on the gateway's page) it is still the customer's."""
    target = {
        Account(AccountKind.CUSTOMER, purchase.currency, purchase.customer_id): (
            purchase.amount_minor
        ),
        store_credit.account(purchase.customer_id, purchase.currency): -purchase.amount_minor,
    }
    posting.bring_to(session, PURCHASE, target, subject_id=purchase.id, because="tip")
    if purchase.order_id is None:
        raise LookupError(f"the tip {purchase.id} is for no order")
    tipping.add(
        session,
        sessions.customer_behind(PLATFORM, purchase.customer_id),
        purchase.order_id,
        more_minor=purchase.amount_minor,
    )
