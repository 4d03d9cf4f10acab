"""Passwords: argon2id with OWASP's first choice of parameters (19 MiB, 2 passes, 1 lane).

Source: OWASP Password Storage Cheat Sheet; length over composition as in NIST SP 800-63B, 5.1.1.
"""

import re
import unicodedata

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn import zxcvbn

from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import t

LENGTHS = range(10, 201)
_hasher = PasswordHash((Argon2Hasher(memory_cost=19 * 1024, time_cost=2, parallelism=1),))
# Of a random password nobody knows: an unknown e-mail costs as much time as a known one.
_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$D4EeBkloHaihO7Yw3z5GSg"
    "$GpOZfobnoFBGtjmaQQcZUpRuC5FQ0+8gHZx1UdblepU"
)
# With fewer a password is tried sooner or later: Winter2026! takes 1e8, three words take 1e12.
ENOUGH_GUESSES = 1e9
JUDGED = 72  # characters; zxcvbn's time grows with the square, and longer is not guessed
# What a Russian keyboard types where an English one stands: common passwords are common on both.
KEYBOARD = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")


class WeakPassword(DomainError):
    status = 422


def check(password: str, email: str, *, name: str = "") -> None:
    """Refuse what is guessed first. email: normalised."""
    if len(password) < LENGTHS[0]:
        raise WeakPassword(
            t("Please choose a password of at least {least} characters.", least=LENGTHS[0])
        )
    if len(password) > LENGTHS[-1]:
        raise WeakPassword(
            t("Please choose a password of at most {most} characters.", most=LENGTHS[-1])
        )
    lowered = password.casefold()
    if lowered == email or lowered == email.partition("@")[0]:
        raise WeakPassword(t("Please choose a password that is not your e-mail address."))
    about_them = [email, *re.split(r"[@.+_-]", email), *name.lower().split()]
    about_them.append(settings().brand_name)
    if len(set(lowered)) < 4 or guesses(password, about_them) < ENOUGH_GUESSES:
        raise WeakPassword(t("That password is too easy to guess. Please choose another."))


def guesses(password: str, about_them: list[str]) -> float:
    """How many a guesser needs who knows the common passwords (30,000 of them), names, words,
    dates, keyboards and what people do to them (Wheeler, zxcvbn, USENIX Security 2016)."""
    plain = unicodedata.normalize("NFKC", password)[:JUDGED]
    typed = {plain, plain.casefold().translate(KEYBOARD)}
    return float(min(zxcvbn(one, user_inputs=about_them)["guesses"] for one in typed))


def hashed(password: str) -> str:
    return _hasher.hash(_normal(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Whether this is the password. None, for an account that does not exist, takes as long and
    is always False, and so is "!", of an account without a password. So is what is too long to be
    anybody's, which costs nothing."""
    if len(password) > LENGTHS[-1]:
        return False
    known = password_hash if password_hash and password_hash.startswith("$") else None
    same = _hasher.verify(_normal(password), known or _NOBODY)
    return same and known is not None


def _normal(password: str) -> bytes:
    """One keyboard's ü is another's u + diaeresis. Lone surrogates are kept apart, not refused:
    the answer to a hostile password is the answer to a wrong one."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
