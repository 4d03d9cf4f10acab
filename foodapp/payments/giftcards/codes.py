"""Codes of gift cards: sixteen letters and digits, not to be guessed, easy to read out."""

import hmac
import secrets
from hashlib import sha256
from uuid import UUID

from foodapp.kit.settings import settings

# Crockford's base 32: no I, L, O, U. 16 of 32 are 80 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
MEANT = str.maketrans("ILO", "110")


def new() -> str:
    """As it is shown and said: 7K2M-9QXA-04TD-WZ3H."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def of_purchase(purchase_id: UUID) -> str:
    """The code of a card that was bought: always the same, so that its buyer can look at it again,
    and worked out with the platform's secret, so that nobody else can."""
    secret = settings().secret_key.get_secret_value().encode()
    said = hmac.new(secret, b"gift card " + purchase_id.bytes, sha256).digest()
    return _grouped("".join(ALPHABET[byte % len(ALPHABET)] for byte in said[:LENGTH]))


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def bare(typed: str) -> str:
    """As it is compared: upper case, without spaces and dashes, with what looks alike put right.
    Empty for what cannot be a code."""
    plain = typed.upper().translate(MEANT)
    letters = "".join(one for one in plain if one not in " -\u2013\u2014\u00a0")
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else ""


def hashed(code: str) -> str:
    return sha256(bare(code).encode()).hexdigest()
