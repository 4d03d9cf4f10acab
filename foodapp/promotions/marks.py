"""By what one person with several accounts is told apart: the phone number, the door that the food
goes to, the card (its fingerprint, which the gateway makes). A first order is one of each.

A mark is "kind digest": nobody reads a number or an address in a row of counts.
"""

from hashlib import sha256

from foodapp.promotions.settings import settings

KINDS = ("card", "phone", "address")
DIGITS = 32  # of the digest; promotions.reading makes the same in SQL


def told_by() -> list[str]:
    """The kinds that count here, as the operator has set it."""
    return [kind for kind in KINDS if kind in settings().first_order_by.split(",")]


def mark(kind: str, value: str) -> str:
    return f"{kind} {sha256(value.encode()).hexdigest()[:DIGITS]}"


def of_address(street: str, postcode: str, city: str, note: str) -> str:
    """Empty without a street, or where addresses do not count. The note is part of it: two flats
    of one house are two doors."""
    if not street.strip() or "address" not in told_by():
        return ""
    said = "|".join((street, postcode, city, note)).casefold()
    return mark("address", "".join(sign for sign in said if sign.isalnum() or sign == "|"))


def of_card(fingerprint: str) -> str:
    return mark("card", fingerprint) if fingerprint and "card" in told_by() else ""
