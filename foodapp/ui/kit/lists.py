"""Lists whose entries are told apart by what they are, not by where they stand."""

import dataclasses
import inspect
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, TypeVar, cast, overload

import reflex as rx
from reflex.vars import NumberVar, StringVar
from reflex_components_core.core.cond import Cond
from reflex_components_core.core.foreach import Foreach
from reflex_components_core.core.match import Match

T = TypeVar("T")
IDS = ("id", "ref", "item_id", "user_id", "rider_id", "slug", "value")  # fields that name an entry


class NoKey(TypeError):
    """Raised while a page is made: its author has to say what tells the entries of a list apart."""


@overload
def each(
    items: Iterable[T], draw: Callable[[T], Any], *, key: str = "", like: str = ""
) -> rx.Component: ...


@overload
def each(
    items: Iterable[T], draw: Callable[[T, int], Any], *, key: str = "", like: str = ""
) -> rx.Component: ...


def each(
    items: Iterable[T], draw: Callable[..., Any], *, key: str = "", like: str = ""
) -> rx.Component:
    """`rx.foreach`, keyed. key: the field ("row.id") that no two entries share; not needed where
    entries have an id, are pairs that begin with one, or are text. like: a field that two entries
    may share, where none is better. Without keys the entry that moves up in a list inherits the
    inputs, the moving parts and, on a page that the browser translates, the words of the one that
    is gone."""
    names = list(inspect.signature(draw).parameters)
    nth = names[1] if len(names) > 1 else f"nth_{names[0]}"

    def keyed(entry: Any, place: Any) -> rx.Component:
        drawn: Any = draw(entry, place) if len(names) > 1 else draw(entry)
        if not isinstance(drawn, rx.Component) or isinstance(drawn, Cond | Foreach | Match):
            drawn = rx.fragment(drawn)
        if drawn.key is None:
            drawn.key = _key_of(entry, place, key, like)
        return cast(rx.Component, drawn)

    # Reflex names both in the browser after our parameters: lists within lists need their own.
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter(name, kind) for name in (names[0], nth)]
    keyed.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return rx.foreach(items, keyed)


def _key_of(entry: Any, place: Any, key: str, like: str) -> Any:
    if key:
        return reduce(getattr, key.split("."), entry)
    if like:
        return f"{getattr(entry, like)} {place}"
    if isinstance(entry, StringVar):
        return f"{entry} {place}"  # the same words may stand there twice
    if isinstance(entry, NumberVar):
        return entry
    kind: type = entry._var_type
    fields = _fields_of(kind)
    if not fields:
        return entry[0]
    if "row" in fields:  # a row with something beside it
        return _key_of(entry.row, place, key, like)
    name = next((one for one in IDS if one in fields), None)
    if name is None:
        raise NoKey(f"What tells one {kind.__name__} of the list from another? Say key=.")
    return getattr(entry, name)


def _fields_of(kind: type) -> set[str]:
    if not dataclasses.is_dataclass(kind):
        return set()
    return {field.name for field in dataclasses.fields(kind)}
