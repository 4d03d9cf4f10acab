"""Stripe, by its own client: a hosted page, money held at placing and taken at acceptance.

Source: docs.stripe.com/api, /payments/place-a-hold-on-a-payment-method, /error-handling.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import stripe
from stripe.params import DisputeListParams

from foodapp.gateways import currencies
from foodapp.gateways.breaker import Breaker, patiently
from foodapp.gateways.errors import Declined, Refused, Stuck, Unavailable
from foodapp.gateways.numbers import heard
from foodapp.gateways.protocol import (
    BookPage,
    GatewayDispute,
    GatewayState,
    Message,
    MoneyAt,
    Page,
    PageRequest,
    TransferRequest,
)
from foodapp.gateways.stripe import books as stripe_books
from foodapp.gateways.stripe import vault, webhooks

R = TypeVar("R")

CONNECT_S, READ_S = 1.0, 5.0  # the client's own default is 80 s, three times
MAX = 100  # of a list at a time; a payment never has so many refunds
NOT_GIVEN = ("failed", "canceled")

logging.getLogger("stripe").setLevel(logging.WARNING)  # it tells of every call


@dataclass(frozen=True)
class GivenBack:
    minor: int = 0
    failed_minor: int = 0
    failure: str = ""


class StripeGateway:
    name = "stripe"

    def __init__(
        self, secret_key: str, *, webhook_secret: str, api_base: str = "", read_s: float = READ_S
    ) -> None:
        self._client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": api_base} if api_base else {},
            http_client=stripe.RequestsClient(timeout=(CONNECT_S, read_s)),
            max_network_retries=0,  # breaker.patiently asks again, with a limit on the whole
        )
        self._webhook_secret = webhook_secret
        self._is_live = "_live_" in secret_key
        self._breaker = Breaker()
        self.vault = vault.StripeVault(self._client, self._ask)

    def open_payment_page(self, request: PageRequest, key: str) -> Page:
        names = {"payment_id": str(request.payment_id), "order_id": str(request.paid_id)}
        session = self._ask(
            lambda: self._client.v1.checkout.sessions.create(
                {
                    "mode": "payment",
                    "client_reference_id": names["order_id"],
                    "metadata": names,
                    "payment_intent_data": {
                        "capture_method": "manual",
                        "metadata": names,
                        **({"setup_future_usage": "on_session"} if request.save_for else {}),
                    },
                    **({"customer": request.save_for} if request.save_for else {}),
                    "allowed_payment_method_types": ["card"],
                    "line_items": [
                        {
                            "quantity": 1,
                            "price_data": {
                                "currency": request.currency.lower(),
                                "unit_amount": told(request.amount_minor, request.currency),
                                "product_data": {"name": request.title},
                            },
                        }
                    ],
                    "success_url": request.paid_url,
                    "cancel_url": request.back_url,
                    "expires_at": int(request.expires_at.timestamp()),
                },
                {"idempotency_key": key},
            )
        )
        if not session.url:
            raise Refused("page_already_used")
        return Page(page_ref=session.id, url=session.url)

    def page_form(self, request: PageRequest, page_ref: str) -> None:
        """Stripe's page has an address of its own."""

    def look_up(self, page_ref: str, intent_ref: str) -> GatewayState:
        page_open = False
        if page_ref:
            page = self._ask(lambda: self._client.v1.checkout.sessions.retrieve(page_ref))
            page_open = page.status == "open"
            intent_ref = intent_ref or _ref(page.payment_intent)
            if not intent_ref:
                return GatewayState(
                    held=MoneyAt.NOWHERE,
                    page_open=page_open,
                    intent_ref="",
                    amount_minor=heard("stripe", page.amount_total or 0, page.currency),
                    currency=(page.currency or "").upper(),
                )
        intent = self._ask(lambda: self._client.v1.payment_intents.retrieve(intent_ref))
        state = vault.state_of(intent)
        back = self._refunded(intent) if intent.amount_received else GivenBack()
        return replace(
            state,
            page_open=page_open or intent.status == "processing" if page_ref else state.page_open,
            ask_url="" if page_ref else state.ask_url,  # a page asks by itself
            refunded_minor=back.minor,
            refund_failed_minor=back.failed_minor,
            refund_failure=back.failure,
        )

    def card_fingerprint(self, intent_ref: str) -> str:
        """docs.stripe.com/api/charges/object: payment_method_details.card.fingerprint"""
        intent = self._ask(lambda: self._client.v1.payment_intents.retrieve(intent_ref))
        charge_ref = _ref(intent.latest_charge)
        if not charge_ref:
            return ""
        charge = self._ask(lambda: self._client.v1.charges.retrieve(charge_ref))
        details = charge.payment_method_details
        card = details.card if details else None
        return (card.fingerprint or "") if card else ""

    def _refunded(self, intent: Any) -> GivenBack:
        """Newest first, so the first failure that is met is the last one."""
        found = self._ask(
            lambda: list(
                self._client.v1.refunds.list(
                    {"payment_intent": intent.id, "limit": 100}
                ).auto_paging_iter()
            )
        )
        failed = [one for one in found if one.status in NOT_GIVEN]
        given = sum(one.amount for one in found if one.status not in NOT_GIVEN)
        return GivenBack(
            minor=heard("stripe", given, intent.currency),
            failed_minor=heard("stripe", sum(one.amount for one in failed), intent.currency),
            failure=(failed[0].failure_reason or "refund_failed") if failed else "",
        )

    def close_page(self, page_ref: str, key: str) -> None:
        self._ask(
            lambda: self._client.v1.checkout.sessions.expire(
                page_ref, options={"idempotency_key": key}
            )
        )

    def capture(self, intent_ref: str, amount_minor: int, currency: str, key: str) -> None:
        self._ask(
            lambda: self._client.v1.payment_intents.capture(
                intent_ref,
                {"amount_to_capture": told(amount_minor, currency)},
                {"idempotency_key": key},
            )
        )

    def void(self, intent_ref: str, key: str) -> None:
        self._ask(
            lambda: self._client.v1.payment_intents.cancel(
                intent_ref, options={"idempotency_key": key}
            )
        )

    def refund(self, intent_ref: str, amount_minor: int, currency: str, key: str) -> None:
        self._ask(
            lambda: self._client.v1.refunds.create(
                {"payment_intent": intent_ref, "amount": told(amount_minor, currency)},
                {"idempotency_key": key},
            )
        )

    def transfer(self, request: TransferRequest, key: str) -> str:
        """docs.stripe.com/connect/separate-charges-and-transfers"""
        made = self._ask(
            lambda: self._client.v1.transfers.create(
                {
                    "amount": told(request.amount_minor, request.currency),
                    "currency": request.currency.lower(),
                    "destination": request.account_ref,
                    "transfer_group": str(request.payout_id),
                    "metadata": {"payout_id": str(request.payout_id)},
                },
                {"idempotency_key": key},
            )
        )
        return made.id

    def find_transfer(self, request: TransferRequest) -> str:
        group = str(request.payout_id)
        found = self._ask(
            lambda: self._client.v1.transfers.list({"transfer_group": group, "limit": 10})
        )
        return next((one.id for one in found.data if not one.reversed), "")

    def books(self, since: datetime, until: datetime, after: str) -> BookPage:
        """docs.stripe.com/api/balance_transactions"""
        page = self._ask(
            lambda: self._client.v1.balance_transactions.list(
                {
                    "created": {"gte": int(since.timestamp()), "lt": int(until.timestamp()) + 1},
                    "limit": 100,
                    "expand": ["data.source"],
                    **({"starting_after": after} if after else {}),
                }
            )
        )
        lines = [stripe_books.line(one) for one in page.data]
        return BookPage(lines, page.data[-1].id if page.has_more else "")

    def disputes(self, since: datetime) -> list[GatewayDispute]:
        wanted: DisputeListParams = {"created": {"gte": int(since.timestamp())}, "limit": MAX}
        told: list[GatewayDispute | None] = []
        while True:
            page = self._ask(lambda: self._client.v1.disputes.list(wanted))
            told += [webhooks.dispute_of(one.to_dict()) for one in page.data]
            if not page.has_more:
                return [one for one in told if one is not None]
            wanted["starting_after"] = page.data[-1].id

    def verify_webhook(self, body: bytes, headers: dict[str, Any]) -> Message:
        return webhooks.verified(
            body, headers.get("stripe-signature", ""), self._webhook_secret, is_live=self._is_live
        )

    def _ask(self, call: Callable[[], R]) -> R:
        return patiently(self._breaker, lambda: _translated(call))


def _translated(call: Callable[[], R]) -> R:
    """Stripe's errors in our words: is it known whether it was done?"""
    try:
        return call()
    except stripe.CardError as error:
        raise _declined(error) from error
    except stripe.IdempotencyError as error:
        if error.http_status == 409:  # our own first call is still at work there
            raise Unavailable from error
        raise Refused("idempotency") from error
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise Unavailable from error
    except (stripe.InvalidRequestError, stripe.APIError) as error:
        raise _by_status(error) from error


def _declined(error: stripe.CardError) -> Declined:
    told = error.error
    intent = told.payment_intent if told else None
    return Declined(
        error.code or "card_declined",
        decline_code=(told.decline_code if told else "") or "",
        intent_ref=_ref(intent),
    )


def _by_status(error: stripe.StripeError) -> Exception:
    status = error.http_status or 0
    if status in (409, 429):
        return Unavailable()
    if status >= 500 or not status:
        headers = {name.lower(): value for name, value in (error.headers or {}).items()}
        return Stuck() if headers.get("idempotent-replayed") == "true" else Unavailable()
    return Refused(error.code or "refused")


def told(minor: int, currency: str) -> int:
    """Our minor units as Stripe's integer."""
    return currencies.amounts("stripe", currency).told(minor)


def _ref(of: Any) -> str:
    """Stripe gives an id, or the object itself where it was expanded."""
    return of if isinstance(of, str) else (of.id if of else "")
