"""What is stored beside a code, so that it can be said later in any language: values as JSON."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from foodapp.kit.money import Money
from foodapp.kit.when import Moment
from foodapp.kit.words import Value, Values


def packed(values: Values) -> dict[str, Any]:
    """As JSON. Names, counts, codes, Money and Moments only: a sentence is not stored."""
    return {key: _pack(value) for key, value in values.items()}


def unpacked(stored: Mapping[str, Any]) -> dict[str, Value]:
    """The way back."""
    return {key: _unpack(value) for key, value in stored.items()}


def _pack(value: Value) -> Any:
    match value:
        case str() | int():
            return value
        case Money():
            return {"minor": value.minor, "currency": value.currency}
        case Moment():
            return {"at": value.at.isoformat()}
        case _:
            raise TypeError(f"{type(value).__name__} is not stored with a code")


def _unpack(stored: Any) -> Value:
    match stored:
        case {"minor": int(minor), "currency": str(currency)}:
            return Money(minor, currency)
        case {"at": str(at)}:
            return Moment(datetime.fromisoformat(at))
        case str() | int():
            return stored
        case _:
            raise TypeError(f"no value of a code: {stored!r:.80}")
