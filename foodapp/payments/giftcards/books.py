"""What a gift card has moved, by its status alone."""

from sqlmodel import Session

from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus

GIFT_CARD = "gift_card"  # kind of journal


def follow(session: Session, card: GiftCard, *, because: str) -> None:
    """The card is held by the caller, or new."""
    target: dict[Account, int] = {}
    if card.status is not GiftCardStatus.BLOCKED:
        owed = Account(AccountKind.GIFT_CARDS, card.currency)
        if card.redeemed_by is not None:
            owed = store_credit.account(card.redeemed_by, card.currency)
        target = {
            Account(AccountKind.GOODWILL, card.currency): card.amount_minor,
            owed: -card.amount_minor,
        }
    posting.bring_to(session, GIFT_CARD, target, subject_id=card.id, because=because)
