"""What a gift card has moved, by its status alone."""

from sqlmodel import Session

from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus

GIFT_CARD = "gift_card"  # kind of journal


def follow(session: Session, card: GiftCard, *, because: str) -> None:
    """The card is held by the caller, or new."""
    paid_by = Account(AccountKind.GOODWILL, card.currency)
    if card.bought_by is not None:
        paid_by = Account(AccountKind.CUSTOMER, card.currency, card.bought_by)
    target: dict[Account, int] = {}
    if owed := _owed(card):
        target = {paid_by: card.amount_minor, owed: -card.amount_minor}
    posting.bring_to(session, GIFT_CARD, target, subject_id=card.id, because=because)


def _owed(card: GiftCard) -> Account | None:
    """To whoever has the code, then to who redeemed it. A card that was bought and that an admin
    has blocked is still its buyer's money; one that was given away is worth nothing, as is one
    that no admin has blocked: its buyer's bank has the money."""
    if card.status is GiftCardStatus.ACTIVE:
        return Account(AccountKind.GIFT_CARDS, card.currency)
    if card.status is GiftCardStatus.BLOCKED and card.blocked_by is None:
        return None
    owner = card.redeemed_by or card.bought_by
    return store_credit.account(owner, card.currency) if owner else None
