"""What a page says of a value that only the browser has.

To the type checker a state's var is what it holds: `Orders.rows` is a `list[OrderRow]`, and a row
that `each` draws is an `OrderRow`. While a page is made it is a Reflex Var of that. These say both
at once, so that a page is checked against the rows it draws. Comparing, `+`, `&`, `|` and `~` work
by themselves; components are chosen by `rx.cond`. What is said with such values is a message like
any other (`phrase`), never glued.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import add
from string import Formatter
from typing import Any, TypeVar, cast

import reflex as rx

from foodapp.kit.words import Values, Words, say, t

T = TypeVar("T")


def count(rows: Collection[Any]) -> int:
    """How many there are."""
    return cast(int, _var(rows).length())


def some(rows: Collection[Any]) -> bool:
    """Whether there is any."""
    return cast(bool, _var(rows).length() > 0)


def has(rows: Sequence[T] | Mapping[T, Any], one: T) -> bool:
    """Whether one of the rows, or of the keys, is this."""
    return cast(bool, _var(rows).contains(one))


def up_to(number: int) -> Sequence[int]:
    """0, 1, ... below the number: to draw something so many times."""
    return cast(Sequence[int], rx.Var.range(number))


def join(words: Sequence[str], between: str) -> str:
    return cast(str, _var(words).join(between))


def text(number: float) -> str:
    """A number as text, to stand in a longer one."""
    return cast(str, _var(number).to_string())


def phrase(message: Words) -> str:
    """A message put into words by the browser, where its values are:
    `phrase(t("Reject {order}", order=card.number))`, `phrase(n("{count} order", ..., one.orders))`.
    """
    values = message.values
    if not _waits(message):
        return say(message)
    if not message.plural:
        return _filled(message.msgid, values)
    is_one = values["count"] == 1
    return either(is_one, _filled(message.msgid, values), _filled(message.plural, values))


def is_set(value: object) -> bool:
    """Whether it is anything but None."""
    return cast(bool, _var(value).is_not_none())


def no(condition: object) -> bool:
    """The opposite, where a bool is asked for: `~` on one is a number to the type checker."""
    return cast(bool, ~_var(condition))


def either(condition: object, this: T, that: T) -> T:
    """A value by a condition: words, classes, numbers. Of components, `rx.cond`."""
    return cast(T, rx.cond(condition, cast(Any, this), cast(Any, that)))


def cases(value: object, *one_each: tuple[Any, ...], otherwise: T) -> T:
    """A value or a component by what `value` is: ("new", "Waits"), ("done", "Over"), ... The last
    in each is what it gives."""
    return cast(T, rx.match(value, *one_each, otherwise))


def _waits(value: object) -> bool:
    """Whether only the browser can say it."""
    if isinstance(value, Words):
        return any(_waits(one) for one in value.values.values())
    return isinstance(value, rx.Var)


def _filled(msgid: str, values: Values) -> str:
    parts: list[Any] = []
    for literal, place, _, _ in Formatter().parse(msgid):
        parts += [literal] if literal else []
        parts += [_as_text(values[place])] if place else []
    return cast(str, reduce(add, parts))


def _as_text(value: Any) -> Any:
    if isinstance(value, Words):
        return phrase(value)
    if not isinstance(value, rx.Var):
        return say(t("{value}", value=value))
    return text(cast(float, value)) if isinstance(value, rx.vars.NumberVar) else value


def _var(value: Any) -> Any:
    return value
