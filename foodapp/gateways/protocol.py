"""What the platform needs from a payment gateway. Amounts are our minor units (CLDR's), which each
gateway's own code brings to its own integers (Traits.amounts) and back; currencies upper case.

Every method but verify_webhook calls the network: never inside a transaction. Each raises
errors.Unavailable when nobody knows what happened, errors.Refused when surely nothing did.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from foodapp.gateways.vault import Vault


# Stripe's pages are open for at least 30 minutes, counted when it hears of them. The rest is time
# in which the same request can be repeated under its key.
PAGE_LIFE = timedelta(minutes=34)
SAME_REQUEST_FOR = timedelta(minutes=3)


@dataclass(frozen=True)
class PageRequest:
    payment_id: UUID
    paid_id: UUID  # what it pays: an order, a purchase
    amount_minor: int
    currency: str
    title: str  # what the customer reads beside the amount
    paid_url: str  # where the customer goes afterwards; proves nothing
    back_url: str
    form_url: str  # our own page that sends the customer on, for a gateway that wants a form
    expires_at: datetime
    save_for: str = ""  # the gateway's name of the customer who keeps this card; empty: nobody


@dataclass(frozen=True)
class Page:
    page_ref: str
    url: str


@dataclass(frozen=True)
class Form:
    """What a browser has to POST to get to the gateway's page."""

    action: str
    fields: dict[str, str]


class DisputeStatus(StrEnum):
    OPEN = "open"
    WON = "won"  # nothing was lost
    LOST = "lost"  # the bank gave it back to the customer


@dataclass(frozen=True)
class GatewayDispute:
    """A dispute, as the gateway tells of it."""

    ref: str
    intent_ref: str
    status: DisputeStatus
    amount_minor: int
    withheld_minor: int  # what the gateway has taken from us because of it
    currency: str
    reason: str
    answer_by: datetime | None


class MoneyAt(StrEnum):
    """Where the customer's money is, by the gateway's books."""

    NOWHERE = "nowhere"  # not paid yet; the page may still be open
    HELD = "held"  # set aside by the bank for us
    TAKEN = "taken"
    RELEASED = "released"  # the hold is over


@dataclass(frozen=True)
class GatewayState:
    """The gateway's books on one payment. intent_ref is empty before the first try."""

    held: MoneyAt
    page_open: bool
    intent_ref: str
    amount_minor: int
    currency: str
    taken_minor: int = 0
    refunded_minor: int = 0  # less what failed afterwards
    refund_failed_minor: int = 0  # refunds that the bank sent back; known by looking up alone
    refund_failure: str = ""  # code of the last of them
    decline: str = ""  # code of the last try, if it failed
    ask_url: str = ""  # where the bank asks whether it is the customer, while it does


@dataclass(frozen=True)
class Message:
    """A verified webhook, reduced to what the platform acts on."""

    event_id: str
    kind: str  # the gateway's own name of it
    payment_id: UUID | None  # as we named it in the metadata
    state: GatewayState | None  # what it says about that payment
    page_ref: str = ""
    doubtful_intent: str = ""  # look this payment up: the message alone does not tell enough
    intent_ref: str = ""
    dispute: GatewayDispute | None = None
    account_ref: str = ""  # this customer's kept cards have changed: look them up
    look_again: bool = False  # of this page: whether its money is held, only the books can tell

    @property
    def says_nothing(self) -> bool:
        """Nothing that we act on."""
        about_payment = self.state or self.dispute or self.doubtful_intent or self.look_again
        told = about_payment or self.account_ref
        return not told


@dataclass(frozen=True)
class TransferRequest:
    """Money of the platform, for a restaurant's or a rider's own account at the gateway."""

    payout_id: UUID
    account_ref: str  # Stripe: acct_..., Razorpay: acc_...
    amount_minor: int
    currency: str
    drafted_at: datetime  # nothing was transferred for this payout before


class BookKind(StrEnum):
    """Of a line in the gateway's books."""

    TAKEN = "taken"
    GIVEN_BACK = "given_back"
    CAME_BACK = "came_back"  # a refund that failed
    PAID_OUT = "paid_out"  # transferred to a payee, or (above zero) taken back from one
    OTHER = "other"  # fees, and what goes to the platform's own bank: compared with nothing


@dataclass(frozen=True)
class BookLine:
    ref: str  # the gateway's own name of the line
    at: datetime
    kind: BookKind
    intent_ref: str  # of the payment, or of the transfer to a payee; empty: about neither
    amount_minor: int  # what it adds to what is held for us, before fees
    fee_minor: int
    currency: str


@dataclass(frozen=True)
class BookPage:
    lines: list[BookLine]
    next_after: str  # empty: this was the last


class Gateway(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def vault(self) -> "Vault | None":
        """None where no cards are kept."""

    def open_payment_page(self, request: PageRequest, key: str) -> Page: ...

    def page_form(self, request: PageRequest, page_ref: str) -> Form | None:
        """What request.form_url has to send; None where the page's address is enough."""

    def look_up(self, page_ref: str, intent_ref: str) -> GatewayState: ...

    def card_fingerprint(self, intent_ref: str) -> str:
        """The same for one card whoever pays with it; empty where the gateway tells none."""

    def close_page(self, page_ref: str, key: str) -> None:
        """So that nobody can pay any more."""

    def capture(self, intent_ref: str, amount_minor: int, currency: str, key: str) -> None:
        """Take it, once; what is not taken is released (see declaring.Traits)."""

    def void(self, intent_ref: str, key: str) -> None:
        """Give the hold back; never called where its traits say that nobody can."""

    def refund(self, intent_ref: str, amount_minor: int, currency: str, key: str) -> None: ...

    def transfer(self, request: TransferRequest, key: str) -> str:
        """Pay a payee out; the gateway's reference."""

    def find_transfer(self, request: TransferRequest) -> str:
        """The reference of what was transferred for this payout and not taken back; or empty."""

    def books(self, since: datetime, until: datetime, after: str) -> BookPage:
        """A page of the gateway's own books of that time; after: next_after of the page before."""

    def disputes(self, since: datetime) -> list[GatewayDispute]:
        """All that were opened since then."""

    def verify_webhook(self, body: bytes, headers: dict[str, Any]) -> Message:
        """Raises errors.Forged unless it is surely from our gateway and fresh."""
