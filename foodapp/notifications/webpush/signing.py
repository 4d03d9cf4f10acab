"""Who sends, for one push service (VAPID, RFC 8292)."""

import time
from functools import lru_cache
from hashlib import sha256

import jwt

from foodapp.notifications.webpush import keys
from foodapp.notifications.webpush.settings import settings

LASTS_S = 12 * 3600  # RFC 8292: at most 24 hours
STEP_S = 3600  # one token serves an hour, as the RFC advises: it costs more than the rest
SERVICES_MOST = 64  # whose tokens are remembered


def public_key() -> str:
    """What a browser subscribes with; empty where push is off."""
    return key_pair().public if settings().push_is_on else ""


def key_pair() -> keys.KeyPair:
    """Ours, of today. Raises RuntimeError where push is off: ask settings().push_is_on first."""
    known = settings()
    if private := known.push_private_key.get_secret_value():
        return _read(private)
    if not known.is_demo:
        raise RuntimeError("nothing is pushed without FOODAPP_PUSH_PRIVATE_KEY")
    return _worked_out(known.secret_key.get_secret_value())


def authorization(audience: str) -> str:
    """The header's value. audience: the origin of this push service, and of no other."""
    pair = key_pair()
    token = _token(pair, audience, settings().push_subject, int(time.time()) // STEP_S)
    return f"vapid t={token}, k={pair.public}"


@lru_cache(maxsize=SERVICES_MOST)
def _token(pair: keys.KeyPair, audience: str, subject: str, hour: int) -> str:
    claims = {"aud": audience, "exp": hour * STEP_S + LASTS_S, "sub": subject}
    return jwt.encode(claims, pair.private, algorithm="ES256")


@lru_cache(maxsize=2)
def _read(private: str) -> keys.KeyPair:
    return keys.read(private)


@lru_cache(maxsize=2)
def _worked_out(secret: str) -> keys.KeyPair:
    """The demo's: the same in each of its programs, with nothing to keep."""
    return keys.from_seed(sha256(b"foodapp push " + secret.encode()).digest())
