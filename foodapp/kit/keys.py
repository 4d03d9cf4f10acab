"""The platform's keys: one a use, so that what one signs is worth nothing to another.

Each is worked out from FOODAPP_SECRET_KEY (HKDF's expand step, RFC 5869, of one block) or declared
by itself in FOODAPP_KEY_...; a declaration replaces what would be worked out. Keys are changed by
putting the new one first: the first signs, all of them verify, until the old one is left out.
"""

import hmac
from enum import StrEnum
from hashlib import sha256

from foodapp.kit.settings import settings


class Use(StrEnum):
    """Its value is part of the key: never change one."""

    TABS = "tabs"  # binds a browser's tab to its cookies
    DEVICES = "devices"  # browsers that somebody has signed in with before
    GIFT_CARDS = "gift_cards"  # the codes of cards that were bought
    SECOND_FACTORS = "second_factors"  # seals what authenticator apps know; recovery codes
    LOGS = "logs"  # hashes of people in the security log
    MAIL = "mail"  # links in e-mails, and the address that they come back to


def signing(use: Use) -> bytes:
    """The key of today."""
    return verifying(use)[0]


def verifying(use: Use) -> list[bytes]:
    """Today's key first, then those before it that are still believed."""
    known = settings()
    declared = _parted(getattr(known, f"key_{use.value}").get_secret_value())
    if declared:
        return [key.encode() for key in declared]
    return [derived(use, secret) for secret in secrets()]


def secrets() -> list[str]:
    """FOODAPP_SECRET_KEY and those before it."""
    known = settings()
    before = _parted(known.previous_secret_keys.get_secret_value())
    return [known.secret_key.get_secret_value(), *before]


def derived(use: Use, secret: str) -> bytes:
    return hmac.new(
        secret.encode(), b"foodapp key " + use.value.encode() + b"\x01", sha256
    ).digest()


def sign(use: Use, message: str) -> str:
    return signed_with(signing(use), message)


def is_signed(use: Use, message: str, signature: str, *, length: int = 64) -> bool:
    """length: of what is left of a signature, where there is room for no more."""
    given = signature.encode("utf-8", "surrogatepass")
    return any(
        hmac.compare_digest(signed_with(key, message)[:length].encode(), given)
        for key in verifying(use)
    )


def signed_with(key: bytes, message: str) -> str:
    """What one key signs: for a look-up by each that is still believed."""
    return hmac.new(key, message.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def _parted(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]
