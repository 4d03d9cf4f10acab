"""The key pair that a push service knows us by (VAPID, RFC 8292), in the form that every tool
writes them: base64url without padding, 32 bytes of the private one, 65 of the public."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
# The order of P-256's group (FIPS 186-5): private keys are 1 to one less.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PRIVATE_BYTES = 32


@dataclass(frozen=True)
class KeyPair:
    private: ec.EllipticCurvePrivateKey
    public: str  # as browsers want it: applicationServerKey


def read(private: str) -> KeyPair:
    """Raises ValueError for what is no private key."""
    try:
        raw = decoded(private)
    except NotBase64:
        raw = b""
    value = int.from_bytes(raw)
    if len(raw) != PRIVATE_BYTES or not 0 < value < ORDER:
        raise ValueError("FOODAPP_PUSH_PRIVATE_KEY is no key: `foodapp vapid-keys` makes one")
    return _pair(ec.derive_private_key(value, CURVE))


def made() -> tuple[str, str]:
    """A new pair: private, public."""
    key = ec.generate_private_key(CURVE)
    value = key.private_numbers().private_value
    return encoded(value.to_bytes(PRIVATE_BYTES)), _pair(key).public


def from_seed(seed: bytes) -> KeyPair:
    """The same pair for the same 32 bytes."""
    value = int.from_bytes(seed) % (ORDER - 1) + 1
    return _pair(ec.derive_private_key(value, CURVE))


def public_bytes(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decoded(text: str) -> bytes:
    """Raises binascii.Error (a ValueError) for what is no base64url."""
    return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _pair(key: ec.EllipticCurvePrivateKey) -> KeyPair:
    return KeyPair(key, encoded(public_bytes(key.public_key())))
