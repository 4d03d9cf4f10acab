"""Gift cards that the platform gives away, and those that it blocks."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import recently_proven, require
from foodapp.kit import clock, worth
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.money import Money, shown
from foodapp.kit.words import t
from foodapp.payments.giftcards import books, codes, voiding
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus
from foodapp.payments.refunds.limits import limit_minor
from foodapp.restaurants.models import Restaurant

WORTH_EURO_CENTS = (100, 50_000)  # the least and the most of one card, elsewhere about as much
A_DAY = timedelta(days=1)


def issue(
    session: Session, admin: Admin, *, amount_minor: int, currency: str, reason: str
) -> tuple[GiftCard, str]:
    """A new card, and its code: this is the only time that anybody can read it. What one person
    gives away within a day stays within their role's limit for a refund."""
    require(admin, Permission.REFUND)
    recently_proven(admin)
    reason = audit.reason_given(reason)
    check_worth(session, amount_minor, currency)
    _hold_limit(session, admin, amount_minor, currency)
    code = codes.new()
    card = GiftCard(
        code_hash=codes.hashed(code),
        last_four=code[-4:],
        amount_minor=amount_minor,
        currency=currency,
        issued_by=admin.user_id,
        reason=reason,
    )
    session.add(card)
    books.follow(session, card, because="issued")
    audit.note(session, admin, "gift_card_issued", "gift_card", card.id, card.name, reason)
    return card, code


def block(session: Session, admin: Admin, card_id: UUID, *, reason: str) -> GiftCard:
    """For good: a card that was lost, or given by mistake. One that is redeemed is past that; one
    whose payment is disputed is not its buyer's credit before that is decided."""
    require(admin, Permission.REFUND)
    recently_proven(admin)
    reason = audit.reason_given(reason)
    card = session.get(GiftCard, card_id, with_for_update=True, populate_existing=True)
    if card is None:
        raise NotFound("gift card")
    voiding.refuse_in_doubt(session, card)
    card.move_to(GiftCardStatus.BLOCKED)
    card.blocked_at, card.blocked_by = clock.now(), admin.user_id
    books.follow(session, card, because="blocked")
    audit.note(session, admin, "gift_card_blocked", "gift_card", card.id, card.name, reason)
    return card


def currencies(session: ReadSession) -> list[str]:
    """In which something can be bought here."""
    return sorted(session.exec(select(Restaurant.currency).distinct()).all())


def check_worth(session: Session, amount_minor: int, currency: str) -> None:
    if currency not in currencies(session):
        raise Unusable(t("The currency"))
    least, most = (worth.about(cents, currency) for cents in WORTH_EURO_CENTS)
    if not least <= amount_minor <= most:
        raise DomainError(
            t(
                "A gift card is worth {least} to {most}.",
                least=Money(least, currency),
                most=Money(most, currency),
            )
        )


def range_shown(currencies: list[str]) -> str:
    """€1.00 to €500.00 · Ft500.00 to Ft250,000.00"""
    ranges = (
        " to ".join(shown(worth.about(cents, one), one) for cents in WORTH_EURO_CENTS)
        for one in currencies
    )
    return " · ".join(ranges)


def _hold_limit(session: Session, admin: Admin, amount_minor: int, currency: str) -> None:
    """The giver's own row is held: two cards at once must not both fit into what is left."""
    session.exec(select(User.id).where(User.id == admin.user_id).with_for_update()).one()
    given = session.exec(
        select(func.coalesce(func.sum(GiftCard.amount_minor), 0)).where(
            GiftCard.issued_by == admin.user_id,
            GiftCard.currency == currency,
            GiftCard.status != GiftCardStatus.BLOCKED,
            col(GiftCard.issued_at) > clock.now() - A_DAY,
        )
    ).one()
    limit = limit_minor(admin.role, currency)
    if int(given) + amount_minor > limit:
        left = Money(max(0, limit - int(given)), currency)
        raise DomainError(t("Your role can give away {left} more today.", left=left))
