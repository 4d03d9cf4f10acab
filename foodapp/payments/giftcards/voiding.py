"""A bought gift card whose payment is in doubt: not redeemed meanwhile, void once it is lost."""

from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.payments.giftcards import books
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus
from foodapp.payments.models import Payment, PaymentStatus

IN_DOUBT = (PaymentStatus.DISPUTED, PaymentStatus.CHARGED_BACK)


class PaymentInDoubt(DomainError):
    def __init__(self) -> None:
        super().__init__(t("The payment of this gift card is disputed. Please ask our support."))


def refuse_in_doubt(session: Session, card: GiftCard) -> None:
    """The card is held by the caller."""
    if is_in_doubt(session, card):
        raise PaymentInDoubt


def is_in_doubt(session: ReadSession, card: GiftCard) -> bool:
    """One that was given away was never paid for."""
    if card.bought_by is None or card.status is not GiftCardStatus.ACTIVE:
        return False
    doubted = select(Payment.id).where(
        Payment.purchase_id == card.id, col(Payment.status).in_(IN_DOUBT)
    )
    return session.exec(doubted).first() is not None


def void(session: Session, purchase_id: UUID) -> bool:
    """Worth nothing from now on; False when it has been redeemed, or blocked by an admin."""
    card = session.get(GiftCard, purchase_id, with_for_update=True, populate_existing=True)
    if card is None or card.status is not GiftCardStatus.ACTIVE:
        return False
    card.move_to(GiftCardStatus.BLOCKED)
    card.blocked_at = clock.now()  # by nobody: see books
    books.follow(session, card, because="its payment was taken back")
    return True
