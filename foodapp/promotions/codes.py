"""Codes as people type them, in any script."""

import unicodedata

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

SHORTEST, LONGEST = 3, 24
DOT_ABOVE, DOTLESS_I = "\u0307", "\u0131"


class UnknownCode(DomainError):
    """Also for one that is paused, not yet valid, or meant for another place: who guesses learns
    nothing."""

    status = 404

    def __init__(self) -> None:
        super().__init__(t("That code does not work here. Please check it."))


def normalised(typed: str) -> str:
    """As it is kept and shown: " welcome-5 " -> WELCOME5; empty where it cannot be a code. Spaces,
    dashes, and what nobody sees (zero-width signs) do not count; digits of every script do."""
    plain = unicodedata.normalize("NFKC", typed)
    kept = "".join(_digit(sign) for sign in plain if not _is_between(sign))
    code = unicodedata.normalize("NFKC", kept.upper())
    is_code = SHORTEST <= len(code) <= LONGEST and all(_is_letter_or_digit(sign) for sign in code)
    return code if is_code and not unicodedata.category(code[0]).startswith("M") else ""


def key(code: str) -> str:
    """What two codes are compared by: as people mean them, whatever the case (Unicode's case
    folding: ss for \u00df, one sigma), and with one i, since Turkish has four and phones mix them
    up."""
    folded = unicodedata.normalize("NFKC", code.casefold())
    return folded.replace(f"i{DOT_ABOVE}", "i").replace(DOTLESS_I, "i")


def _digit(sign: str) -> str:
    """Every script's digits as 0 to 9."""
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _is_between(sign: str) -> bool:
    """Cf: zero-width joiners, marks of direction, soft hyphens. Pd: dashes."""
    return sign.isspace() or sign in "-_." or unicodedata.category(sign) in ("Cf", "Pd")


def _is_letter_or_digit(sign: str) -> bool:
    """Marks too: vowels of many scripts are some."""
    return unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Nd"
