"""Razorpay, by its own client: an order per payment, money held at placing, taken at acceptance.

How it differs from a card form elsewhere, and what follows:

- One Razorpay order can see many payments (a declined one, the next try, one that the bank
  confirms days later). Our page_ref is the order, our intent_ref the one payment that was held.
- A hold is captured whole or not at all. A fee of a cancelled order is the whole capture and a
  refund of the rest.
- Nobody can void a hold. It lapses: Razorpay gives back by itself what is not captured within
  `manual_expiry_period`, which we set to a day. Capturing it only to refund it would cost the
  platform the gateway's fee and bring the money to the customer no sooner (5 to 7 working days
  after the refund). Such a refund is known by `captured: false` on its payment.
- An order cannot be closed. Our own page stops sending people there; what is paid all the same is
  never captured, so it lapses too. The hold of a payment that is late (failed, then authorised,
  up to 5 days later) is taken if its order still waits, and lapses if not.
- Only refunds and transfers have an idempotency key. An order is looked for by its receipt, which
  is our key, before it is made. A second capture is refused by Razorpay itself.

Source: razorpay.com/docs: api/orders, api/payments/capture, api/refunds/normal-refunds-idempotent,
payments/payments/capture-settings/api, payments/payments/late-authorisation,
payments/refunds/auto-refunds, payments/payment-gateway/web-integration/hosted.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

import razorpay
from razorpay.errors import BadRequestError, GatewayError, ServerError

from foodapp.gateways import currencies
from foodapp.gateways.breaker import Breaker, patiently
from foodapp.gateways.errors import Refused, Unavailable
from foodapp.gateways.numbers import heard
from foodapp.gateways.protocol import (
    BookPage,
    Form,
    GatewayDispute,
    GatewayState,
    Message,
    MoneyAt,
    Page,
    PageRequest,
    TransferRequest,
)
from foodapp.gateways.razorpay import books as razorpay_books
from foodapp.gateways.razorpay import transfers, webhooks
from foodapp.gateways.razorpay.http import Session
from foodapp.kit import clock
from foodapp.kit.settings import settings

R = TypeVar("R")

CONNECT_S, READ_S = 1.0, 5.0
PAGE_URL = "https://api.razorpay.com/v1/checkout/embedded"
LAPSES_AFTER_MIN = 24 * 60
LONGEST_RECEIPT = 40
MAX = 100


class RazorpayGateway:
    name = "razorpay"
    vault = None  # its saved cards live on its own page

    def __init__(
        self,
        key_id: str,
        key_secret: str,
        *,
        webhook_secret: str,
        account_id: str,
        api_base: str = "",
        page_url: str = PAGE_URL,
        read_s: float = READ_S,
    ) -> None:
        base = {"base_url": api_base} if api_base else {}
        self._client = razorpay.Client(
            session=Session(CONNECT_S, read_s), auth=(key_id, key_secret), **base
        )
        self._key_id = key_id
        self._webhook_secret, self._account_id = webhook_secret, account_id
        self._page_url = page_url
        self._breaker = Breaker()

    def open_payment_page(self, request: PageRequest, key: str) -> Page:
        receipt = receipt_of(key)
        found = self._ask(lambda: self._client.order.all({"receipt": receipt}))["items"]
        order = found[0] if found else self._ask_once(lambda: self._make(request, receipt))
        return Page(page_ref=order["id"], url=request.form_url)

    def _make(self, request: PageRequest, receipt: str) -> Any:
        return self._client.order.create(
            {
                "amount": told(request.amount_minor, request.currency),
                "currency": request.currency,
                "receipt": receipt,
                "notes": {
                    "payment_id": str(request.payment_id),
                    "order_id": str(request.paid_id),
                    "expires_at": str(int(request.expires_at.timestamp())),
                },
                "payment": {
                    "capture": "manual",
                    "capture_options": {
                        "manual_expiry_period": LAPSES_AFTER_MIN,
                        "refund_speed": "normal",
                    },
                },
            }
        )

    def page_form(self, request: PageRequest, page_ref: str) -> Form:
        return Form(
            action=self._page_url,
            fields={
                "key_id": self._key_id,
                "order_id": page_ref,
                "amount": str(told(request.amount_minor, request.currency)),
                "currency": request.currency,
                "name": settings().brand_name,
                "description": request.title[:255],
                "callback_url": f"{request.form_url}/back",
                "cancel_url": f"{request.form_url}/back",
            },
        )

    def look_up(self, page_ref: str, intent_ref: str) -> GatewayState:
        order = self._ask(lambda: self._client.order.fetch(page_ref))
        tries = self._ask(lambda: self._client.order.payments(page_ref, {"count": MAX}))
        known = [one for one in tries["items"] if one["id"] == intent_ref]
        payment = min(known or tries["items"], key=_nearness_to_money, default=None)
        state = webhooks.state_of(payment) if payment else None
        page_open = order["status"] != "paid" and _is_young(order)
        if state is None or state.held is MoneyAt.NOWHERE:
            return GatewayState(
                held=MoneyAt.NOWHERE,
                page_open=page_open,
                intent_ref="",
                amount_minor=heard("razorpay", order["amount"], order["currency"]),
                currency=order["currency"],
                decline=state.decline if state else "",
            )
        return self._with_failed_refunds(state) if state.held is MoneyAt.TAKEN else state

    def _with_failed_refunds(self, state: GatewayState) -> GatewayState:
        """Each refund says of itself whether it failed."""
        found = self._ask(
            lambda: self._client.payment.fetch_multiple_refund(state.intent_ref, {"count": MAX})
        )["items"]
        failed = sum(one["amount"] for one in found if one["status"] == "failed")
        given = sum(one["amount"] for one in found if one["status"] != "failed")
        return replace(
            state,
            refunded_minor=heard("razorpay", given, state.currency),
            refund_failed_minor=heard("razorpay", failed, state.currency),
            refund_failure="refund_failed" if failed else "",
        )

    def card_fingerprint(self, intent_ref: str) -> str:
        """Razorpay tells a card's last four digits alone: too little to know it by."""
        return ""

    def close_page(self, page_ref: str, key: str) -> None:
        """Nothing to ask: see above."""

    def capture(self, intent_ref: str, amount_minor: int, currency: str, key: str) -> None:
        amount = told(amount_minor, currency)
        self._ask(lambda: self._client.payment.capture(intent_ref, amount, {"currency": currency}))

    def void(self, intent_ref: str, key: str) -> None:
        raise Refused("holds_lapse_by_themselves")

    def refund(self, intent_ref: str, amount_minor: int, currency: str, key: str) -> None:
        self._ask(
            lambda: self._client.payment.refund(
                intent_ref,
                {
                    "amount": told(amount_minor, currency),
                    "speed": "normal",
                    "receipt": receipt_of(key),
                },
                headers={"X-Refund-Idempotency": key_of(key)},
            )
        )

    def books(self, since: datetime, until: datetime, after: str) -> BookPage:
        lists = {
            razorpay_books.PAYMENTS: self._asking(self._client.payment.all),
            razorpay_books.REFUNDS: self._asking(self._client.refund.all),
            razorpay_books.DISPUTES: self._asking(self._client.dispute.all),
            razorpay_books.TRANSFERS: self._asking(self._client.transfer.all),
        }
        return razorpay_books.page(lists, self._reversals, since, until, after)

    def _reversals(self, transfer_ref: str) -> Any:
        return self._ask(lambda: self._client.transfer.reversals(transfer_ref, {"count": MAX}))

    def _asking(self, listed: razorpay_books.All) -> razorpay_books.All:
        return lambda asked: self._ask(lambda: listed(asked))

    def transfer(self, request: TransferRequest, key: str) -> str:
        headers = {transfers.KEY_HEADER: shortened(key, transfers.LONGEST_KEY)}
        form = transfers.form(request)
        made = self._ask(lambda: self._client.transfer.create(form, headers=dict(headers)))
        if made["status"] in transfers.UNDER_WAY:  # an answer that is kept stays the same
            made = self._ask(lambda: self._client.transfer.fetch(made["id"]))
        return transfers.reference_of(made)

    def find_transfer(self, request: TransferRequest) -> str:
        return transfers.found(self._asking(self._client.transfer.all), request)

    def disputes(self, since: datetime) -> list[GatewayDispute]:
        wanted = {"from": int(since.timestamp()), "count": MAX, "skip": 0}
        told: list[GatewayDispute] = []
        while True:
            page = self._ask(lambda: self._client.dispute.all(wanted))["items"]
            told += [webhooks.dispute_of(one) for one in page]
            if len(page) < MAX:
                return told
            wanted["skip"] += MAX

    def verify_webhook(self, body: bytes, headers: dict[str, Any]) -> Message:
        return webhooks.verified(
            body, headers, secret=self._webhook_secret, account_id=self._account_id
        )

    def _ask(self, call: Callable[[], R]) -> R:
        return patiently(self._breaker, lambda: _translated(call))

    def _ask_once(self, call: Callable[[], R]) -> R:
        """For what has no key: after a doubt the caller comes again and looks first."""
        return self._breaker.call(lambda: _translated(call))


def told(minor: int, currency: str) -> int:
    """Our minor units as Razorpay's integer."""
    return currencies.amounts("razorpay", currency).told(minor)


def receipt_of(key: str) -> str:
    return shortened(key, LONGEST_RECEIPT)


def shortened(key: str, longest: int) -> str:
    """Our key where Razorpay takes no more characters than that."""
    name = key_of(key).replace("-", "")
    return name if len(name) <= longest else sha256(key.encode()).hexdigest()[:longest]


def key_of(key: str) -> str:
    """Our key in the alphabet of Razorpay's: letters, digits, - and _."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", key)


def _nearness_to_money(payment: dict[str, Any]) -> int:
    """What was taken says more than what is held, a hold more than one that lapsed."""
    held = webhooks.held(payment)
    return (MoneyAt.TAKEN, MoneyAt.HELD, MoneyAt.RELEASED, MoneyAt.NOWHERE).index(held)


def _is_young(order: dict[str, Any]) -> bool:
    """By when we said, when we made it, that its page closes."""
    notes = order["notes"] or {}
    return clock.now().timestamp() < int(notes.get("expires_at", 0))


def _translated(call: Callable[[], R]) -> R:
    """Razorpay's errors in our words. What the network did is said by razorpay.http."""
    try:
        return call()
    except BadRequestError as error:
        words = re.sub(r"[^a-z]+", "_", str(error).lower()).strip("_")
        raise Refused("idempotency" if "idempotency" in words else words[:60]) from error
    except (GatewayError, ServerError) as error:
        raise Unavailable from error
