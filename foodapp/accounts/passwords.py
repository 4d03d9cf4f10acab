"""Passwords: argon2id with OWASP's first choice of parameters (19 MiB, 2 passes, 1 lane).

Source: OWASP Password Storage Cheat Sheet; length over composition as in NIST SP 800-63B, 5.1.1.
"""

import unicodedata

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from foodapp.kit.errors import DomainError

LENGTHS = range(10, 201)
_hasher = PasswordHash((Argon2Hasher(memory_cost=19 * 1024, time_cost=2, parallelism=1),))
# Of a random password nobody knows: an unknown e-mail costs as much time as a known one.
_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$D4EeBkloHaihO7Yw3z5GSg"
    "$GpOZfobnoFBGtjmaQQcZUpRuC5FQ0+8gHZx1UdblepU"
)
# What is tried first among those long enough; a length rule alone would let these through.
COMMON = frozenset(
    """
    1234567890 12345678910 123456789012 0123456789 9876543210 0987654321 1111111111 0000000000
    qwertyuiop qwertzuiop asdfghjkl1 1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 password12 password123
    password1234 passwort123 passwordpassword iloveyou12 iloveyou123 letmein123 welcome123
    welcome1234 administrator admin12345 changeme123 football123 baseball123 superman123
    princess123 sunshine123 michael123 unknown123 abcdefghij abcd123456 abc1234567 a123456789
    """.split()  # noqa: SIM905 - a list of thirty would take thirty lines
)


class WeakPassword(DomainError):
    status = 422


def check(password: str, email: str) -> None:
    """Refuse what is guessed first. email: normalised."""
    if len(password) < LENGTHS[0]:
        raise WeakPassword(f"Please choose a password of at least {LENGTHS[0]} characters.")
    if len(password) > LENGTHS[-1]:
        raise WeakPassword(f"Please choose a password of at most {LENGTHS[-1]} characters.")
    lowered = password.casefold()
    if lowered == email or lowered == email.partition("@")[0]:
        raise WeakPassword("Please choose a password that is not your e-mail address.")
    if lowered in COMMON or len(set(lowered)) < 4:
        raise WeakPassword("That password is too easy to guess. Please choose another.")


def hashed(password: str) -> str:
    return _hasher.hash(_normal(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Whether this is the password. None, for an account that does not exist, takes as long and
    is always False. So is what is too long to be anybody's, which costs nothing."""
    if len(password) > LENGTHS[-1]:
        return False
    same = _hasher.verify(_normal(password), password_hash or _NOBODY)
    return same and password_hash is not None


def _normal(password: str) -> bytes:
    """One keyboard's ü is another's u + diaeresis. Lone surrogates are kept apart, not refused:
    the answer to a hostile password is the answer to a wrong one."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
