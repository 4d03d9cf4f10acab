"""A signed message is believed, not trusted to be well made: what a gateway sends is read here,
and what nobody could store or act on is refused before it reaches the database.

A signature says who wrote it; a proxy, a replay from a log or a new version of the gateway's
interface may still bring what no parser of ours expects.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, NoReturn

from foodapp.gateways.errors import Forged
from foodapp.gateways.protocol import Message

# What code that takes a message apart can meet in one that is not of the shape it knows.
MISSHAPEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError)
LONGEST = 120  # characters; of an id or a code, as the columns take them
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def read(body: bytes) -> dict[str, Any]:
    """The JSON object in a message. Raises Forged for bytes that are not UTF-8, for nesting
    without end, NaN, and text that PostgreSQL cannot hold (NUL, half a surrogate pair)."""
    try:
        told = json.loads(body.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Forged from error
    if not isinstance(told, dict) or (b"\\u" in body and not all(map(_storable, _texts(told)))):
        raise Forged
    return told


def checked(message: Message) -> Message:
    """The same message, if its ids and codes are texts of a length that can be stored."""
    for part in (message, message.state, message.dispute):
        if part is not None and not all(map(_fits, _declared_texts(part))):
            raise Forged
    return message


def _declared_texts(part: Any) -> Iterator[Any]:
    """The values of the fields that are declared as text."""
    assert is_dataclass(part)
    for one in fields(part):
        if one.type is str and one.name != "ask_url":
            yield getattr(part, one.name)


def _fits(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _texts(value: Any) -> Iterator[str]:
    """Every text in it, keys among them. Not recursive: json.loads has a limit, this has none."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one


def _storable(text: str) -> bool:
    return UNSTORABLE.search(text) is None


def _no_number(told: str) -> NoReturn:
    raise ValueError(f"{told} is not JSON (RFC 8259)")
