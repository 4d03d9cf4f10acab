"""The gift cards that a customer has bought, and what can be bought."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Customer
from foodapp.accounts.models import User
from foodapp.kit import when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.kit.words import say
from foodapp.notifications.channels import mail
from foodapp.payments.giftcards import codes, issuing, presents
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus, GiftPresent
from foodapp.payments.purchases.models import Purchase, PurchaseKind, PurchaseStatus
from foodapp.views import gifts

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
    gift: str = ""  # to whom its code goes by e-mail, and how far that is


@dataclass(frozen=True)
class GiftCardsPage:
    cards: list[BoughtCard]
    currencies: list[str]  # in which one can be bought
    status: PurchaseStatus | None  # of the one that was asked about
    giver: str  # who they are to whom they give one
    can_be_sent: bool  # by e-mail, to somebody
    first_day: str  # on which it may be sent, and the last, as a calendar's field has them
    last_day: str


def gift_cards(session: ReadSession, customer: Customer, paid: UUID | None) -> GiftCardsPage:
    """paid: the purchase that the customer comes back from paying, if any."""
    return GiftCardsPage(
        cards=bought(session, customer),
        currencies=issuing.currencies(session),
        status=status_of(session, customer, paid) if paid else None,
        giver=session.get_one(User, customer.user_id).name[: presents.MOST_NAME],
        can_be_sent=mail.is_set_up(),
        first_day=presents.first_day().isoformat(),
        last_day=presents.last_day().isoformat(),
    )


def bought(session: ReadSession, customer: Customer) -> list[BoughtCard]:
    """Newest first; what was never paid is not listed once it is over."""
    rows = session.exec(
        select(Purchase, GiftCard, GiftPresent)
        .outerjoin(GiftCard, col(GiftCard.id) == Purchase.id)
        .outerjoin(GiftPresent, col(GiftPresent.card_id) == Purchase.id)
        .where(
            Purchase.customer_id == customer.user_id,
            Purchase.kind == PurchaseKind.GIFT_CARD,
            Purchase.status != PurchaseStatus.UNPAID,
        )
        .order_by(col(Purchase.created_at).desc())
        .limit(MAX)
    )
    return [_card(*found) for found in rows]


def status_of(session: ReadSession, customer: Customer, purchase_id: UUID) -> PurchaseStatus | None:
    """Of the customer's own; None for anybody else's."""
    purchase = session.get(Purchase, purchase_id)
    is_mine = purchase is not None and purchase.customer_id == customer.user_id
    return purchase.status if purchase is not None and is_mine else None


def _card(purchase: Purchase, card: GiftCard | None, present: GiftPresent | None) -> BoughtCard:
    good = card if card is not None and card.status is GiftCardStatus.ACTIVE else None
    words = WORDS.get(purchase.status, "") if card is None else ENDED.get(card.status, "")
    return BoughtCard(
        id=str(purchase.id),
        amount=shown(purchase.amount_minor, purchase.currency),
        at=when.in_town(purchase.created_at),
        words=words,
        code=codes.of_bought(purchase.id, good.code_hash) if good else "",
        gift=say(gifts.words(present, is_open=good is not None)) if present else "",
    )
