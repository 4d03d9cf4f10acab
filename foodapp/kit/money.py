"""Exact amounts. No floats anywhere; one rounding function; splits that sum exactly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

from babel.numbers import format_currency, get_currency_precision

from foodapp.kit.errors import Unusable
from foodapp.kit.words import Words, t

BPS = 10_000  # basis points in a whole
LETTER_DIGIT = re.compile(r"([A-Za-z])(\d)")
MAX_MINOR = 10**12  # no single amount in this trade comes near; keeps sums inside bigint


@total_ordering
@dataclass(frozen=True)
class Money:
    """A whole number of minor units (cents, pence) of one ISO 4217 currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if abs(self.minor) > MAX_MINOR:
            raise ValueError("amount out of range")

    def _same(self, other: "Money") -> None:
        if other.currency != self.currency:
            raise ValueError(f"cannot combine {other.currency} with {self.currency}")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.minor * quantity, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor < other.minor

    def share(self, bps: int) -> "Money":
        return Money(rounded(self.minor * bps, BPS), self.currency)

    def shown(self, locale: str = "en") -> str:
        return shown(self.minor, self.currency, locale)


def rounded(numerator: int, denominator: int) -> int:
    """numerator / denominator to the nearest whole, halves away from zero (commercial rounding)."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((2 * numerator + denominator) // (2 * denominator))


def split(total_minor: int, weights: Sequence[int]) -> list[int]:
    """Divide by weights so that the parts sum to the total exactly (largest remainder;
    equal remainders go to the earlier part)."""
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    sign = -1 if total_minor < 0 else 1
    exact = [abs(total_minor) * weight for weight in weights]
    parts = [amount // whole for amount in exact]
    left = abs(total_minor) - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(exact[i] % whole), i))
    for i in by_remainder[:left]:
        parts[i] += 1
    return [sign * part for part in parts]


def shown(minor: int, currency: str, locale: str = "en") -> str:
    """As a person reads it: 12,50 €. Exact: built from digits, never through a float."""
    digits = get_currency_precision(currency)
    text = str(format_currency(Decimal(minor).scaleb(-digits), currency, locale=locale))
    # CLDR wants a space between a letter and a digit (alphaNextToNumber); Babel leaves it out.
    return LETTER_DIGIT.sub("\\1\u00a0\\2", text)


def typed(text: str, currency: str, what: Words = t("The price")) -> int:
    """Minor units of an amount as a person types it: 12, 12.5, 12,50. Refuses what is no amount,
    and more decimals than the currency has."""
    plain = text.strip().replace(",", ".")
    whole, _, decimals = plain.partition(".")
    digits = get_currency_precision(currency)
    figures = whole + decimals
    if not (figures.isascii() and figures.isdigit()) or len(decimals) > digits or len(whole) > 12:
        raise Unusable(what)
    return int((whole or "0") + decimals.ljust(digits, "0"))


def to_type(minor: int, currency: str) -> str:
    """The same amount for a field that typed() reads again: 12.50."""
    digits = get_currency_precision(currency)
    if not digits:
        return str(minor)
    whole, decimals = divmod(minor, 10**digits)
    return f"{whole}.{decimals:0{digits}}"
