"""A gift card becomes store credit, once, of whoever types its code first."""

from sqlmodel import Session, select

from foodapp.accounts import limits
from foodapp.accounts.actors import Customer
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.payments.giftcards import books, codes, voiding
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus


class NoSuchCard(DomainError):
    status = 404

    def __init__(self) -> None:
        super().__init__(t("We do not know this code. Please check it letter by letter."))


def redeem(session: Session, customer: Customer, *, code: str) -> GiftCard:
    """Tries are counted before the code is looked at, right or wrong, so nobody guesses one."""
    limits.count_gift_code(customer.user_id)
    if not codes.bare(code):
        raise NoSuchCard
    card = session.exec(
        select(GiftCard)
        .where(GiftCard.code_hash == codes.hashed(code))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if card is None:
        raise NoSuchCard
    voiding.refuse_in_doubt(session, card)
    card.move_to(GiftCardStatus.REDEEMED)
    card.redeemed_at, card.redeemed_by = clock.now(), customer.user_id
    books.follow(session, card, because="redeemed")
    return card
