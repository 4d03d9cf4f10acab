"""Words an owner typed for others to read: tidied, and refused where a cut would lose meaning."""

from foodapp.kit import text
from foodapp.kit.errors import DomainError
from foodapp.kit.words import Words, n, t

UNCUT = 100_000


class TooLong(DomainError):
    status = 422

    def __init__(self, what: Words, most: int) -> None:
        super().__init__(
            n(
                "{what} can have at most {count} character.",
                "{what} can have at most {count} characters.",
                most,
                what=what,
            )
        )


class Missing(DomainError):
    status = 422

    def __init__(self, what: Words) -> None:
        super().__init__(t("{what} cannot be empty.", what=what))


def line(typed: str, what: Words, *, most: int, needed: bool = False) -> str:
    """One line of at most `most` characters. what: its name as a sentence begins with it."""
    return _within(text.one_line(typed, UNCUT), what, most, needed)


def paragraph(typed: str, what: Words, *, most: int, needed: bool = False) -> str:
    return _within(text.paragraph(typed, UNCUT), what, most, needed)


def _within(tidy: str, what: Words, most: int, needed: bool) -> str:
    if needed and not tidy:
        raise Missing(what)
    if len(tidy) > most:
        raise TooLong(what, most)
    return tidy
