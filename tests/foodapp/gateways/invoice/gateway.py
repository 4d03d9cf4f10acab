"""Invoices, and the office that writes them: it is outside, so it keeps books of its own."""

import hmac
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from foodapp.gateways.errors import Forged, Refused, Unavailable
from foodapp.gateways.protocol import (
    BookKind,
    BookLine,
    BookPage,
    GatewayDispute,
    GatewayState,
    Message,
    MoneyAt,
    Page,
    PageRequest,
    TransferRequest,
)
from foodapp.gateways.reading import MISSHAPEN, checked, read
from foodapp.kit import clock


@dataclass
class Invoice:
    ref: str
    payment_id: str
    amount_minor: int
    currency: str
    due_at: datetime
    asked_minor: int = 0  # what the customer has to pay of it; 0: nobody has said yet
    is_paid: bool = False
    is_void: bool = False
    given_back: dict[str, int] = field(default_factory=dict)  # by key
    lines: list[BookLine] = field(default_factory=list)

    def write(self, kind: BookKind, minor: int) -> None:
        ref = f"{self.ref}-{len(self.lines)}"
        line = BookLine(ref, clock.now(), kind, self.ref, minor, 0, self.currency)
        self.lines.append(line)


class Office:
    """Writes invoices, sees the bank's statements, and tells the platform what was paid."""

    def __init__(self, key: str) -> None:
        self._key = key
        self.invoices: dict[str, Invoice] = {}

    def mark_paid(self, ref: str) -> tuple[bytes, dict[str, str]]:
        """The letter about it: a body and its headers."""
        invoice = self.invoices[ref]
        if not invoice.is_paid:
            invoice.is_paid = True
            invoice.write(BookKind.TAKEN, invoice.asked_minor)
        told = asdict(state_of(invoice)) | {"id": f"paid-{ref}", "payment": invoice.payment_id}
        body = json.dumps(told).encode()
        return body, {"x-invoice-signature": signature(self._key, body)}


class InvoiceGateway:
    name = "invoice"
    vault = None

    def __init__(self, key: str, *, days: int) -> None:
        self._key, self._days = key, days
        self.office = Office(key)

    def open_payment_page(self, request: PageRequest, key: str) -> Page:
        """There is nothing to fill in: the customer is sent where one goes after paying."""
        self.office.invoices.setdefault(
            key,
            Invoice(
                ref=key,
                payment_id=str(request.payment_id),
                amount_minor=request.amount_minor,
                currency=request.currency,
                due_at=clock.now() + timedelta(days=self._days),
            ),
        )
        return Page(page_ref=key, url=request.paid_url)

    def page_form(self, request: PageRequest, page_ref: str) -> None:
        """The page's address is enough."""

    def look_up(self, page_ref: str, intent_ref: str) -> GatewayState:
        return state_of(self._known(intent_ref or page_ref))

    def card_fingerprint(self, intent_ref: str) -> str:
        return ""

    def close_page(self, page_ref: str, key: str) -> None:
        self._known(page_ref).is_void = True

    def capture(self, intent_ref: str, amount_minor: int, currency: str, key: str) -> None:
        """Ask the customer for it. Until the bank has it nobody knows, and the platform asks
        again, or hears of it."""
        invoice = self._known(intent_ref)
        invoice.asked_minor = amount_minor
        if not invoice.is_paid:
            raise Unavailable

    def void(self, intent_ref: str, key: str) -> None:
        invoice = self._known(intent_ref)
        if invoice.is_paid:
            raise Refused("already_paid")
        invoice.is_void = True

    def refund(self, intent_ref: str, amount_minor: int, currency: str, key: str) -> None:
        invoice = self._known(intent_ref)
        if key not in invoice.given_back:
            invoice.given_back[key] = amount_minor
            invoice.write(BookKind.GIVEN_BACK, -amount_minor)

    def transfer(self, request: TransferRequest, key: str) -> str:
        raise Refused("pays_nobody_out")

    def find_transfer(self, request: TransferRequest) -> str:
        return ""

    def books(self, since: datetime, until: datetime, after: str) -> BookPage:
        lines = [line for one in self.office.invoices.values() for line in one.lines]
        return BookPage([line for line in lines if since <= line.at <= until], next_after="")

    def disputes(self, since: datetime) -> list[GatewayDispute]:
        return []  # nobody's bank asks for it back

    def verify_webhook(self, body: bytes, headers: dict[str, Any]) -> Message:
        told = str(headers.get("x-invoice-signature", ""))
        if not hmac.compare_digest(signature(self._key, body), told):
            raise Forged
        letter = read(body)
        try:
            return checked(_message(letter))
        except MISSHAPEN as error:
            raise Forged from error

    def _known(self, ref: str) -> Invoice:
        if ref not in self.office.invoices:
            raise Refused("no_such_invoice")
        return self.office.invoices[ref]


def _message(letter: dict[str, Any]) -> Message:
    event_id, payment_id = letter.pop("id"), UUID(letter.pop("payment"))
    state = GatewayState(**letter | {"held": MoneyAt(letter["held"])})
    return Message(event_id=event_id, kind="paid", payment_id=payment_id, state=state)


def state_of(invoice: Invoice) -> GatewayState:
    """A customer who has said yes is held to it, until the invoice is paid or withdrawn."""
    held = (
        MoneyAt.TAKEN if invoice.is_paid else MoneyAt.RELEASED if invoice.is_void else MoneyAt.HELD
    )
    return GatewayState(
        held=held,
        page_open=False,
        intent_ref=invoice.ref,
        amount_minor=invoice.amount_minor,
        currency=invoice.currency,
        taken_minor=invoice.asked_minor if invoice.is_paid else 0,
        refunded_minor=sum(invoice.given_back.values()),
    )


def signature(key: str, body: bytes) -> str:
    return hmac.new(key.encode(), body, sha256).hexdigest()
