"""Words an owner typed for others to read: tidied, and refused where a cut would lose meaning."""

from foodapp.kit import text
from foodapp.kit.errors import DomainError

UNCUT = 100_000


class TooLong(DomainError):
    status = 422

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"{what} can have at most {most} characters.")


class Missing(DomainError):
    status = 422

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} cannot be empty.")


def line(typed: str, what: str, *, most: int, needed: bool = False) -> str:
    """One line of at most `most` characters. what: its name as a sentence begins with it."""
    return _within(text.one_line(typed, UNCUT), what, most, needed)


def paragraph(typed: str, what: str, *, most: int, needed: bool = False) -> str:
    return _within(text.paragraph(typed, UNCUT), what, most, needed)


def _within(tidy: str, what: str, most: int, needed: bool) -> str:
    if needed and not tidy:
        raise Missing(what)
    if len(tidy) > most:
        raise TooLong(what, most)
    return tidy
