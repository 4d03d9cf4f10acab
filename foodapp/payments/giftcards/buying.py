"""A gift card that a customer has bought: made when its money is taken."""

from sqlmodel import Session

from foodapp.kit import outbox
from foodapp.payments.events import GiftCardBought
from foodapp.payments.giftcards import books, codes
from foodapp.payments.giftcards.models import GiftCard
from foodapp.payments.purchases.models import Purchase


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
