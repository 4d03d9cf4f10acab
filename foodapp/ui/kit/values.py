"""What a page says of a value that only the browser has.

To the type checker a state's var is what it holds: `Orders.rows` is a `list[OrderRow]`, and a row
that `each` draws is an `OrderRow`. While a page is made it is a Reflex Var of that. These say both
at once, so that a page is checked against the rows it draws. Comparing, `+`, `&`, `|` and `~` work
by themselves; components are chosen by `rx.cond`.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar, cast

import reflex as rx

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


def _var(value: Any) -> Any:
    return value
