"""What a card form refuses before it asks any bank."""

import re

from foodapp.demo.gateway import cards
from foodapp.kit import clock


def problem(number: str, form: dict[str, str]) -> tuple[str, str] | None:
    """(sentence, field), or None."""
    if not cards.digits_add_up(number):
        return "Your card number is not valid.", "number"
    expiry = re.fullmatch(r"\s*(\d{1,2})\s*/?\s*(?:20)?(\d{2})\s*", form.get("expiry", ""))
    if not expiry or not 1 <= int(expiry[1]) <= 12:
        return "Your card's expiry date is not complete.", "expiry"
    today = clock.now()
    if (2000 + int(expiry[2]), int(expiry[1])) < (today.year, today.month):
        return "Your card's expiry date is in the past.", "expiry"
    if not re.fullmatch(
        r"\d{4}" if cards.brand(number) == "amex" else r"\d{3}", form.get("cvc", "").strip()
    ):
        return "Your card's security code is not complete.", "cvc"
    return None
