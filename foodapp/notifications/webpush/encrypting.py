"""A message that only one browser can read (RFC 8291, over the aes128gcm coding of RFC 8188).

The cryptography is that of the `cryptography` package; here stands the order in which the RFC wants
it, held by the RFC's own example in the tests. The packages that do the same either come without a
wheel or leave the port out of what they sign."""

import os
from binascii import Error as NotBase64
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.notifications.webpush import keys

RECORD_BYTES = 4096  # one record, so one message; services need take no more (RFC 8030, 7.2)
HEADER_BYTES = 16 + 4 + 1 + 65
MOST_BYTES = RECORD_BYTES - HEADER_BYTES - 17  # of plain text: a delimiter and a tag go with it
LAST_RECORD = b"\x02"
AUTH_BYTES = 16


class NoKeys(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("This browser's keys do not look right. Please try again."))


@dataclass(frozen=True)
class BrowserKeys:
    """What a browser gives with its subscription, base64url."""

    p256dh: str  # its public key: a point of P-256
    auth: str  # 16 secret bytes


def check(browser: BrowserKeys) -> None:
    """Refuses keys that nothing can be encrypted for."""
    _read(browser)


def encrypt(plain: bytes, browser: BrowserKeys) -> bytes:
    """At most MOST_BYTES. Each time with a key pair and a salt of its own."""
    return _encrypted(plain, browser, ec.generate_private_key(keys.CURVE), os.urandom(16))


def _encrypted(
    plain: bytes, browser: BrowserKeys, ours: ec.EllipticCurvePrivateKey, salt: bytes
) -> bytes:
    theirs, auth = _read(browser)
    our_public = keys.public_bytes(ours.public_key())
    info = b"WebPush: info\x00" + keys.public_bytes(theirs) + our_public
    secret = _derived(ours.exchange(ec.ECDH(), theirs), auth, info, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\x00", 12)
    header = salt + RECORD_BYTES.to_bytes(4) + len(our_public).to_bytes() + our_public
    return header + AESGCM(key).encrypt(nonce, plain + LAST_RECORD, None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def _read(browser: BrowserKeys) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    try:
        auth = keys.decoded(browser.auth)
        point = keys.decoded(browser.p256dh)
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(keys.CURVE, point)
    except (NotBase64, ValueError) as wrong:
        raise NoKeys from wrong
    if len(auth) != AUTH_BYTES:
        raise NoKeys
    return theirs, auth
