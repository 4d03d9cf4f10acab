"""What a card form refuses before it asks any bank."""

import re

from foodapp.kit import clock
from testgateway import cards


def problem(number: str, form: dict[str, str]) -> tuple[str, str] | None:
    """(sentence, field), or None."""
    if not cards.digits_add_up(number):
        return "Your card number is not valid.", "number"
    month, year = expiry(form)
    if not 1 <= month <= 12:
        return "Your card's expiry date is not complete.", "expiry"
    today = clock.now()
    if (year, month) < (today.year, today.month):
        return "Your card's expiry date is in the past.", "expiry"
    if not re.fullmatch(
        r"\d{4}" if cards.brand(number) == "amex" else r"\d{3}", form.get("cvc", "").strip()
    ):
        return "Your card's security code is not complete.", "cvc"
    return None


def expiry(form: dict[str, str]) -> tuple[int, int]:
    """(month, year); (0, 0) where it cannot be read."""
    written = form.get("expiry", "")
    found = re.fullmatch(r"\s*(\d{1,2})\s*/?\s*(?:20)?(\d{2})\s*", written)
    return (int(found[1]), 2000 + int(found[2])) if found else (0, 0)
