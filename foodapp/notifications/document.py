"""What an e-mail carries below its words: the lines of a receipt, and a file to keep."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A line of a receipt, in words."""

    name: str
    detail: str = ""
    amount: str = ""
    picture: str = ""  # address on our own site; 48 pixels across
    picture_says: str = ""  # where it is not seen


@dataclass(frozen=True)
class Document:
    """total: said first, because long mails are cut off. pdf: made only when it is sent."""

    total: Row
    rows: tuple[Row, ...] = ()
    sums: tuple[Row, ...] = ()
    note: str = ""
    pdf_name: str = ""
    pdf: Callable[[], bytes] | None = None
