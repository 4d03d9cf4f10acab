"""Codes as people type them."""

import re
import unicodedata

from foodapp.kit.errors import DomainError

CODE = re.compile(r"[A-Z0-9]{3,24}")


class UnknownCode(DomainError):
    """Also for one that is paused, not yet valid, or meant for another place: who guesses learns
    nothing."""

    status = 404

    def __init__(self) -> None:
        super().__init__("That code does not work here. Please check it.")


def normalised(typed: str) -> str:
    """ " welcome-5 " -> WELCOME5; empty where it cannot be a code."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    joined = "".join(sign for sign in plain if not (sign.isspace() or sign in "-_."))
    return joined if CODE.fullmatch(joined) else ""
