"""What the platform needs from a gateway that keeps cards for customers (Traits.saves_cards).

As with Gateway: every method calls the network, never inside a transaction, and raises
errors.Unavailable when nobody knows what happened, errors.Refused when surely nothing did.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from foodapp.gateways.protocol import GatewayState, Page


@dataclass(frozen=True)
class KeptCard:
    """A card as the gateway shows it: what a person needs to tell it from their others."""

    ref: str  # Stripe: pm_...
    brand: str  # visa, mastercard, amex, ...
    last_four: str
    exp_month: int
    exp_year: int


@dataclass(frozen=True)
class SavePage:
    account_ref: str  # Stripe: cus_...
    customer_id: UUID
    saved_url: str  # where the customer goes afterwards; proves nothing
    back_url: str
    expires_at: datetime


@dataclass(frozen=True)
class Charge:
    """A payment with a kept card, while the customer is there."""

    payment_id: UUID
    order_id: UUID
    account_ref: str
    card_ref: str
    amount_minor: int
    currency: str
    return_url: str  # from the bank's question, if it asks; proves nothing


class Vault(Protocol):
    def open_account(self, customer_id: UUID, key: str) -> str:
        """The gateway's name for this customer, under which their cards are kept."""

    def open_save_page(self, request: SavePage, key: str) -> Page:
        """A page on which a card is saved without a payment."""

    def save_page_is_open(self, page_ref: str) -> bool: ...

    def cards_of(self, account_ref: str) -> list[KeptCard]:
        """Newest first; none where the gateway no longer knows the account."""

    def forget(self, card_ref: str, key: str) -> None:
        """Nobody can pay with it any more."""

    def charge(self, request: Charge, key: str) -> GatewayState:
        """Hold the money. A card that declines is a truth, too: nothing held, and why."""

    def find_charge(self, payment_id: UUID, account_ref: str, since: datetime) -> str:
        """The intent of a charge whose answer was lost; empty where there is none."""
