"""A gift card that a customer has bought: made when its money is taken, shown to them alone."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Customer
from foodapp.kit import outbox, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.payments.events import GiftCardBought
from foodapp.payments.giftcards import books, codes
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus
from foodapp.payments.purchases.models import Purchase, PurchaseKind, PurchaseStatus

MAX = 50
WORDS = {
    PurchaseStatus.AWAITING_PAYMENT: "Waiting for the payment",
    PurchaseStatus.HELD: "Being paid",
    PurchaseStatus.UNPAID: "Not paid",
}
ENDED = {GiftCardStatus.REDEEMED: "Redeemed", GiftCardStatus.BLOCKED: "Blocked"}


@dataclass(frozen=True)
class BoughtCard:
    id: str
    amount: str
    at: str
    words: str  # where it stands; empty while it can be given away
    code: str  # empty unless it can be redeemed


def make(session: Session, purchase: Purchase) -> GiftCard:
    """Called once, by the purchase that is paid. It has the purchase's id."""
    code = codes.of_purchase(purchase.id)
    card = GiftCard(
        id=purchase.id,
        code_hash=codes.hashed(code),
        last_four=code[-4:],
        amount_minor=purchase.amount_minor,
        currency=purchase.currency,
        bought_by=purchase.customer_id,
    )
    session.add(card)
    books.follow(session, card, because="bought")
    made = GiftCardBought(
        card_id=card.id,
        customer_id=purchase.customer_id,
        amount_minor=card.amount_minor,
        currency=card.currency,
    )
    outbox.record(session, made)
    return card


def bought(session: ReadSession, customer: Customer) -> list[BoughtCard]:
    """Newest first; what was never paid is not listed once it is over."""
    rows = session.exec(
        select(Purchase, GiftCard)
        .outerjoin(GiftCard, col(GiftCard.id) == Purchase.id)
        .where(
            Purchase.customer_id == customer.user_id,
            Purchase.kind == PurchaseKind.GIFT_CARD,
            Purchase.status != PurchaseStatus.UNPAID,
        )
        .order_by(col(Purchase.created_at).desc())
        .limit(MAX)
    )
    return [_card(purchase, card) for purchase, card in rows]


def status_of(session: ReadSession, customer: Customer, purchase_id: UUID) -> PurchaseStatus | None:
    """Of the customer's own; None for anybody else's."""
    purchase = session.get(Purchase, purchase_id)
    is_mine = purchase is not None and purchase.customer_id == customer.user_id
    return purchase.status if purchase is not None and is_mine else None


def _card(purchase: Purchase, card: GiftCard | None) -> BoughtCard:
    good = card if card is not None and card.status is GiftCardStatus.ACTIVE else None
    words = WORDS.get(purchase.status, "") if card is None else ENDED.get(card.status, "")
    return BoughtCard(
        id=str(purchase.id),
        amount=shown(purchase.amount_minor, purchase.currency),
        at=when.in_town(purchase.created_at),
        words=words,
        code=codes.of_bought(purchase.id, good.code_hash) if good else "",
    )
