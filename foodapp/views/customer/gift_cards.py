"""The gift cards that a customer has bought, and what can be bought."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import Customer
from foodapp.kit.db import ReadSession
from foodapp.payments.giftcards import buying, issuing
from foodapp.payments.giftcards.buying import BoughtCard
from foodapp.payments.purchases.models import PurchaseStatus


@dataclass(frozen=True)
class GiftCardsPage:
    cards: list[BoughtCard]
    currencies: list[str]  # in which one can be bought
    status: PurchaseStatus | None  # of the one that was asked about


def gift_cards(session: ReadSession, customer: Customer, paid: UUID | None) -> GiftCardsPage:
    """paid: the purchase that the customer comes back from paying, if any."""
    return GiftCardsPage(
        cards=buying.bought(session, customer),
        currencies=issuing.currencies(session),
        status=buying.status_of(session, customer, paid) if paid else None,
    )
