"""Rates: what share of something is tax or commission. Whole millionths, so that 8.875 % is exact:
88750. No floats."""

from decimal import Decimal, InvalidOperation

from foodapp.kit.errors import DomainError
from foodapp.kit.words import Words, t

WHOLE = 1_000_000  # millionths in a whole
A_PERCENT = WHOLE // 100
A_BPS = WHOLE // 10_000


def typed(text: str, what: Words) -> int:
    """8.875, 8,875 %: at most four decimals. what: its name as a sentence begins with it."""
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        percent = Decimal(plain) if plain.isascii() else Decimal("NaN")
    except InvalidOperation:
        percent = Decimal("NaN")
    exact = percent * A_PERCENT
    if not percent.is_finite() or not 0 <= percent <= 100 or exact != exact.to_integral_value():
        raise DomainError(
            t("{what} is a percentage from 0 to 100, with at most four decimals.", what=what)
        )
    return int(exact)


def shown(millionths: int) -> str:
    """19%, 8.875%"""
    whole, part = divmod(millionths, A_PERCENT)
    return f"{whole}.{part:04}".rstrip("0").rstrip(".") + "%"
