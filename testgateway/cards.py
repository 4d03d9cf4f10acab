"""Stripe's test cards and what each of them does (docs.stripe.com/testing)."""

from dataclasses import dataclass
from hashlib import sha256

from testgateway.books import Obj


@dataclass(frozen=True)
class Decline:
    code: str
    decline_code: str
    message: str


@dataclass(frozen=True)
class Behaviour:
    decline: Decline | None = None
    asks_customer: bool = False  # 3-D Secure before the bank answers
    asks_always: bool = False  # ... even when the card was set up before
    can_be_kept: bool = False  # although it declines: only charges fail
    is_slow: bool = False  # the bank answers after ANSWERS_AFTER_S: `processing` until then
    refund: str = "succeeded"  # or "pending" (succeeds later) or "fails_later"

    @property
    def refuses_to_be_kept(self) -> Decline | None:
        return None if self.can_be_kept else self.decline


GENERIC = Decline("card_declined", "generic_decline", "Your card was declined.")
POOR = Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.")
LOST = Decline("card_declined", "lost_card", "Your card was declined.")
STOLEN = Decline("card_declined", "stolen_card", "Your card was declined.")
FRAUD = Decline("card_declined", "fraudulent", "Your card was declined.")
EXPIRED = Decline("expired_card", "expired_card", "Your card has expired.")
CVC = Decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.")
PROCESSING = Decline(
    "processing_error",
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
)
UNKNOWN = Decline("card_declined", "test_mode_live_card", "Only test cards work here. Try 4242…")
NOT_AUTHENTICATED = Decline(
    "payment_intent_authentication_failure",
    "authentication_required",
    "We are unable to authenticate your payment method. Please choose a different payment method"
    " and try again.",
)

ANSWERS_AFTER_S = 600

BEHAVES = {
    "4242424242424242": Behaviour(),
    "4000056655665556": Behaviour(),
    "4000002760000016": Behaviour(),
    "5555555555554444": Behaviour(),
    "378282246310005": Behaviour(),
    "4000000000000002": Behaviour(GENERIC),
    "4000000000009995": Behaviour(POOR),
    "4000000000009987": Behaviour(LOST),
    "4000000000009979": Behaviour(STOLEN),
    "4100000000000019": Behaviour(FRAUD),
    "4000000000000069": Behaviour(EXPIRED),
    "4000000000000127": Behaviour(CVC),
    "4000000000000119": Behaviour(PROCESSING),
    "4000002500003155": Behaviour(asks_customer=True),
    "4000000000003220": Behaviour(asks_customer=True, asks_always=True),
    "4000002760003184": Behaviour(asks_customer=True, asks_always=True),
    "4000008400001629": Behaviour(GENERIC, asks_customer=True, asks_always=True),
    "4000000000000341": Behaviour(GENERIC, can_be_kept=True),
    # These two are ours: Stripe's cards answer at once, its bank debits do not.
    "4000000000001018": Behaviour(is_slow=True),
    "4000000000001026": Behaviour(GENERIC, is_slow=True),
    "4000000000007726": Behaviour(refund="pending"),
    "4000000000005126": Behaviour(refund="fails_later"),
}
# Stripe's ready-made payment methods, for tests that have no card page.
READY_MADE = {
    "pm_card_visa": "4242424242424242",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_amex": "378282246310005",
    "pm_card_visa_chargeDeclined": "4000000000000002",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_chargeDeclinedExpiredCard": "4000000000000069",
    "pm_card_chargeDeclinedIncorrectCvc": "4000000000000127",
    "pm_card_chargeDeclinedProcessingError": "4000000000000119",
    "pm_card_chargeCustomerFail": "4000000000000341",
    "pm_card_authenticationRequired": "4000002760003184",
    "pm_card_authenticationRequiredOnSetup": "4000002500003155",
    "pm_card_threeDSecure2Required": "4000000000003220",
    "pm_card_pendingRefund": "4000000000007726",
    "pm_card_refundFail": "4000000000005126",
}


def behaviour(number: str) -> Behaviour:
    return BEHAVES.get(number, Behaviour(UNKNOWN))


def brand(number: str) -> str:
    return {"4": "visa", "5": "mastercard", "3": "amex"}.get(number[:1], "unknown")


def digits_add_up(number: str) -> bool:
    """The Luhn check, ISO/IEC 7812-1."""
    if not (number.isascii() and number.isdigit() and 12 <= len(number) <= 19):
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def details(number: str, exp_month: int = 12, exp_year: int = 2034) -> Obj:
    return {
        "type": "card",
        "card": {
            "brand": brand(number),
            "last4": number[-4:],
            "exp_month": exp_month,
            "exp_year": exp_year,
            "fingerprint": sha256(number.encode()).hexdigest()[:16],
            "country": "DE",
            "funding": "credit",
            "network": brand(number),
        },
    }
