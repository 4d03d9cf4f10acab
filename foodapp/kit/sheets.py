"""Tables for spreadsheets: CSV that no program takes for formulas
(owasp.org/www-community/attacks/CSV_Injection)."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from babel.numbers import get_currency_precision

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def written(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Every cell is harmless but plain numbers, which keep their sign."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([cell if _is_number(cell) else harmless(cell) for cell in row])
    return out.getvalue()


def harmless(text: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def decimal(minor: int, currency: str) -> str:
    """-12.50: for a program, with a point whatever the language."""
    digits = get_currency_precision(currency)
    return f"{Decimal(minor).scaleb(-digits):.{digits}f}"


def _is_number(cell: str) -> bool:
    figures = cell.removeprefix("-").replace(".", "", 1)
    return figures.isascii() and figures.isdigit()
