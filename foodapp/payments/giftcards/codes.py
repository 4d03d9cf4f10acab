"""Codes of gift cards: sixteen letters and digits, not to be guessed, easy to read out."""

import hmac
import secrets
from hashlib import sha256
from uuid import UUID

from foodapp.kit import keys

# Crockford's base 32: no I, L, O, U. 16 of 32 are 80 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
MEANT = str.maketrans("ILO", "110")


def new() -> str:
    """As it is shown and said: 7K2M-9QXA-04TD-WZ3H."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def of_purchase(purchase_id: UUID) -> str:
    """The code of a card that is bought now, worked out with a key of the platform, so that its
    buyer can look at it again and nobody else can know it."""
    return _worked_out(keys.signing(keys.Use.GIFT_CARDS), purchase_id)


def of_bought(purchase_id: UUID, code_hash: str) -> str:
    """The code of a card that was bought, maybe with a key of then; empty where that key is gone.
    Before each use had a key of its own it was the platform's secret itself."""
    of_then = [secret.encode() for secret in keys.secrets()]
    known = [*keys.verifying(keys.Use.GIFT_CARDS), *of_then]
    codes = (_worked_out(key, purchase_id) for key in known)
    return next((code for code in codes if hashed(code) == code_hash), "")


def _worked_out(key: bytes, purchase_id: UUID) -> str:
    said = hmac.new(key, b"gift card " + purchase_id.bytes, sha256).digest()
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
