"""A handler's annotations, read once: what to check, and what to tell Reflex."""

import inspect
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import BaseModel, TypeAdapter, ValidationError

from foodapp.kit.errors import Unusable

MARK = "_foodapp_declared"  # where a guarded function keeps its Declared
BIGGEST = 2**53  # beyond it a browser's own numbers are no longer exact
LONGEST = 20_000  # characters in one string
MAX = 500  # members of one list or object
DEEPEST = 6


@dataclass(frozen=True)
class Arguments:
    """What a handler takes from the browser, in order."""

    adapters: Mapping[str, TypeAdapter[Any]]
    required: frozenset[str]

    def checked(self, positional: tuple[Any, ...], named: Mapping[str, Any]) -> dict[str, Any]:
        """The values, converted; Unusable for anything missing, extra, or of the wrong shape."""
        given = self.named(positional, named)
        if given.keys() - self.adapters.keys() or self.required - given.keys():
            raise Unusable
        return {name: _value(self.adapters[name], value) for name, value in given.items()}

    def named(self, positional: tuple[Any, ...], named: Mapping[str, Any]) -> dict[str, Any]:
        """As they came, each by its name."""
        if len(positional) > len(self.adapters):
            raise Unusable
        given = dict(zip(self.adapters, positional, strict=False))
        if given.keys() & named.keys():
            raise Unusable
        return given | dict(named)


@dataclass(frozen=True)
class Declared:
    """What a handler says of itself. actor None: the one its persona's state signs in."""

    actor: Literal["public"] | None
    rate: str
    arguments: Arguments


def arguments_of(function: Callable[..., Any]) -> Arguments:
    hints = get_type_hints(function, include_extras=True)
    parameters = list(inspect.signature(function).parameters.values())[1:]  # without self
    for parameter in parameters:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            raise TypeError(f"{function.__qualname__}: a handler names each of its arguments")
        if hints.get(parameter.name, Any) is Any:
            raise TypeError(f"{function.__qualname__}: {parameter.name} needs a precise annotation")
    return Arguments(
        adapters={p.name: TypeAdapter(hints[p.name]) for p in parameters},
        required=frozenset(p.name for p in parameters if p.default is p.empty),
    )


def _value(adapter: TypeAdapter[Any], value: Any) -> Any:
    if not is_plain(value):
        raise Unusable
    try:
        # Strict JSON: "5" is no number, 5.0 no whole one, but an id may be a string.
        return adapter.validate_json(json.dumps(value, allow_nan=False, default=str), strict=True)
    except (ValidationError, ValueError) as wrong:
        raise Unusable from wrong


def is_plain(value: Any) -> bool:
    return _plain(value, DEEPEST)


def _plain(value: Any, depth: int) -> bool:
    """No NUL, no lone surrogate, nothing huge: what PostgreSQL, JSON and a browser all accept."""
    if isinstance(value, str):
        return len(value) <= LONGEST and "\0" not in value and _is_text(value)
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int):
        return abs(value) <= BIGGEST
    if isinstance(value, Mapping):
        return depth > 0 and len(value) <= MAX and all(
            isinstance(key, str) and _plain(key, 0) and _plain(member, depth - 1)
            for key, member in value.items()
        )  # fmt: skip
    if isinstance(value, list | tuple):
        return (
            depth > 0 and len(value) <= MAX and all(_plain(member, depth - 1) for member in value)
        )
    return isinstance(value, float | UUID | date | time | datetime | BaseModel)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def signature_for_reflex(function: Callable[..., Any]) -> inspect.Signature:
    """The same arguments in Reflex's words (an id is a str on the page), so that its own checks
    of pages at compile time still work."""
    hints = get_type_hints(function, include_extras=True)
    signature = inspect.signature(function)
    return signature.replace(
        parameters=[
            p if i == 0 else p.replace(annotation=_shown(hints[p.name]))
            for i, p in enumerate(signature.parameters.values())
        ],
        return_annotation=signature.empty,
    )


def _shown(hint: Any) -> Any:
    origin = get_origin(hint)
    if origin is Annotated:
        return _shown(get_args(hint)[0])
    if origin is Literal:
        return type(get_args(hint)[0])
    if origin in (Union, types.UnionType):
        shown = list(dict.fromkeys(_shown(member) for member in get_args(hint)))
        return Union[tuple(shown)]  # noqa: UP007 - built at run time
    if origin in (list, set, frozenset, tuple):
        members = [member for member in get_args(hint) if member is not ...]
        return types.GenericAlias(list, (_shown(members[0]) if members else Any,))
    if origin is dict or hint is dict:
        return dict[str, Any]
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return dict[str, Any]
    if isinstance(hint, type) and issubclass(hint, UUID | date | time | Enum):
        return str
    return hint
