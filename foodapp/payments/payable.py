"""What a payment pays, and how that follows its money. One class a kind: an order (paid_orders), a
purchase (purchases.paid); locking knows which there are."""

from typing import Any, Protocol
from uuid import UUID

from sqlmodel import Session

from foodapp.payments.models import Payment
from foodapp.payments.pages import PageText


class Payable(Protocol):
    """Its row, locked, as payments see it. Amounts are minor units of `currency`."""

    @property
    def id(self) -> UUID: ...

    @property
    def customer_id(self) -> UUID: ...

    @property
    def currency(self) -> str: ...

    @property
    def card_minor(self) -> int:
        """What is charged at the gateway."""

    @property
    def to_pay_minor(self) -> int:
        """What the platform may keep of it."""

    @property
    def topic(self) -> str:
        """Who looks at it reads again when its money moves."""

    @property
    def awaits_payment(self) -> bool: ...

    @property
    def is_undecided(self) -> bool:
        """While it waits for its payment; an order also for the restaurant's answer."""

    @property
    def came_to_nothing(self) -> bool: ...

    @property
    def takes_kept_cards(self) -> bool:
        """A card that the customer keeps pays it without a page."""

    def key(self) -> dict[str, Any]:
        """The column of a payment that says what it pays, and its value."""

    def check_offered(self, session: Session) -> None:
        """Before somebody is sent to pay it: whether it can still be had. Raises DomainError."""

    def page(self, session: Session) -> PageText: ...

    def money_is_held(self, session: Session) -> None:
        """Whoever has ended meanwhile stays ended: then a release is due."""

    def money_has_moved(self, session: Session, payment: Payment) -> None:
        """After each step of the payment."""

    def money_is_lost(self, session: Session, reason: str) -> None:
        """Nobody paid, or the hold was lost."""

    def hold_was_lost(self, session: Session) -> bool:
        """The payment failed though it was counted on; False when nothing had to end for it."""
