"""Secrets that the platform must read again, sealed with one of its keys: AES-256-GCM.

What is sealed is bound to a word about where it belongs ("authenticator of <id>"), so that a row
copied elsewhere opens nothing. Source: NIST SP 800-38D; 96-bit nonces at random.
"""

import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from foodapp.kit import keys

NONCE = 12  # bytes


class Unopened(Exception):
    """With none of the keys that are still known: the secret is lost, and is made anew."""


def seal(use: keys.Use, secret: bytes, *, belongs_to: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher(keys.signing(use)).encrypt(nonce, secret, belongs_to.encode())


def opened(use: keys.Use, sealed: bytes, *, belongs_to: str) -> bytes:
    nonce, kept = sealed[:NONCE], sealed[NONCE:]
    for key in keys.verifying(use):
        try:
            return _cipher(key).decrypt(nonce, kept, belongs_to.encode())
        except InvalidTag:
            continue
    raise Unopened


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(sha256(b"sealing " + key).digest())
