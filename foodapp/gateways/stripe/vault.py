"""Cards kept at Stripe: Customers, setup pages and payments in one call.

Source: docs.stripe.com/api/payment_methods, /payments/checkout/save-and-reuse,
/payments/save-during-payment.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import stripe

from foodapp.gateways import currencies
from foodapp.gateways.errors import Declined, Refused
from foodapp.gateways.numbers import heard
from foodapp.gateways.protocol import GatewayState, MoneyAt, Page
from foodapp.gateways.vault import Charge, KeptCard, SavePage

MAX = 100  # of a list at a time; nobody is let keep so many cards
GONE = "resource_missing"
HELD_BY_STATUS = {
    "requires_capture": MoneyAt.HELD,
    "succeeded": MoneyAt.TAKEN,
    "canceled": MoneyAt.RELEASED,
}
UNDER_WAY = ("requires_action", "processing")


class StripeVault:
    def __init__(
        self, client: stripe.StripeClient, ask: Callable[[Callable[[], Any]], Any]
    ) -> None:
        """ask: carries out a call patiently, its errors in our words."""
        self._client, self._ask = client, ask

    def open_account(self, customer_id: UUID, key: str) -> str:
        made = self._ask(
            lambda: self._client.v1.customers.create(
                {"metadata": {"customer_id": str(customer_id)}}, {"idempotency_key": key}
            )
        )
        return str(made.id)

    def open_save_page(self, request: SavePage, key: str) -> Page:
        names = {"customer_id": str(request.customer_id)}
        page = self._ask(
            lambda: self._client.v1.checkout.sessions.create(
                {
                    "mode": "setup",
                    "customer": request.account_ref,
                    "metadata": names,
                    "setup_intent_data": {"metadata": names},
                    "allowed_payment_method_types": ["card"],
                    "success_url": request.saved_url,
                    "cancel_url": request.back_url,
                    "expires_at": int(request.expires_at.timestamp()),
                },
                {"idempotency_key": key},
            )
        )
        if not page.url:
            raise Refused("page_already_used")
        return Page(page_ref=page.id, url=page.url)

    def save_page_is_open(self, page_ref: str) -> bool:
        page = self._ask(lambda: self._client.v1.checkout.sessions.retrieve(page_ref))
        return bool(page.status == "open")

    def cards_of(self, account_ref: str) -> list[KeptCard]:
        try:
            found = self._ask(
                lambda: self._client.v1.customers.payment_methods.list(
                    account_ref, {"type": "card", "limit": MAX}
                )
            )
        except Refused as no:
            if no.code == GONE:
                return []
            raise
        return [_kept(one) for one in found.data if one.card and one.card.last4]

    def forget(self, card_ref: str, key: str) -> None:
        self._ask(
            lambda: self._client.v1.payment_methods.detach(
                card_ref, options={"idempotency_key": key}
            )
        )

    def charge(self, request: Charge, key: str) -> GatewayState:
        names = {"payment_id": str(request.payment_id), "order_id": str(request.order_id)}
        amounts = currencies.amounts("stripe", request.currency)
        try:
            intent = self._ask(
                lambda: self._client.v1.payment_intents.create(
                    {
                        "amount": amounts.told(request.amount_minor),
                        "currency": request.currency.lower(),
                        "customer": request.account_ref,
                        "payment_method": request.card_ref,
                        "allowed_payment_method_types": ["card"],
                        "capture_method": "manual",
                        "confirm": True,
                        "return_url": request.return_url,
                        "metadata": names,
                    },
                    {"idempotency_key": key},
                )
            )
        except Declined as no:
            return GatewayState(
                held=MoneyAt.NOWHERE,
                page_open=False,
                intent_ref=no.intent_ref,
                amount_minor=request.amount_minor,
                currency=request.currency,
                decline=no.decline_code or no.code,
            )
        return state_of(intent)

    def find_charge(self, payment_id: UUID, account_ref: str, since: datetime) -> str:
        """Newest first: the last try counts."""
        found = self._ask(
            lambda: self._client.v1.payment_intents.list(
                {
                    "customer": account_ref,
                    "created": {"gte": int(since.timestamp())},
                    "limit": MAX,
                }
            )
        )
        ours = [one.id for one in found.data if _payment_of(one) == str(payment_id)]
        return str(ours[0]) if ours else ""


def state_of(intent: Any) -> GatewayState:
    """Of a payment without a page: before any refund."""
    error, action = intent.last_payment_error, intent.next_action
    ask_url = action.redirect_to_url.url if action and action.type == "redirect_to_url" else ""
    return GatewayState(
        held=HELD_BY_STATUS.get(intent.status, MoneyAt.NOWHERE),
        page_open=intent.status in UNDER_WAY,
        intent_ref=intent.id,
        amount_minor=heard("stripe", intent.amount, intent.currency),
        currency=intent.currency.upper(),
        taken_minor=heard("stripe", intent.amount_received, intent.currency),
        decline=(error.decline_code or error.code or "declined") if error else "",
        ask_url=ask_url or "",
    )


def _payment_of(intent: Any) -> str:
    """As we named it."""
    names = intent.metadata.to_dict() if intent.metadata else {}
    return str(names.get("payment_id", ""))


def _kept(method: Any) -> KeptCard:
    card = method.card
    return KeptCard(
        ref=method.id,
        brand=card.brand,
        last_four=card.last4,
        exp_month=card.exp_month,
        exp_year=card.exp_year,
    )
