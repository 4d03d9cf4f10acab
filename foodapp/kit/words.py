"""Words for people. The code holds a msgid with named values; it becomes a sentence where somebody
reads it, in their language.

    t("Only {left} is left to give back.", left=Money(250, "EUR"))
    n("{count} payment differs.", "{count} payments differ.", found)
    p("of a shop", "Open")

What is said stands there as a literal: Babel collects it (kit.collecting), and a test sees to it.
Values are what they are (Money, a when.Moment, a count, a name), never put into words beforehand.
What is stored is a code of ours with its values (kit.facts), never a sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias

from babel.numbers import format_decimal

ENGLISH = "en"
# For kit.collecting: which arguments of which call are msgids ("c": the context of one).
KEYWORDS: Mapping[str, Any] = MappingProxyType(
    {"t": None, "n": (1, 2), "p": ((1, "c"), 2), "NotFound": None}
)


class Shown(Protocol):
    """What can say itself in a language: Money, when.Moment."""

    def shown(self, locale: str = ENGLISH) -> str: ...


Value: TypeAlias = "str | int | Decimal | Shown | Words | tuple[Value, ...]"
Values: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True)
class Words:
    """Something to say, in no language yet. plural: the msgid for all counts but one; then the
    value `count` says how many."""

    msgid: str
    values: Values = field(default_factory=dict)
    plural: str = ""
    context: str = ""

    def __hash__(self) -> int:
        return hash((self.msgid, self.context))

    def with_(self, values: Values) -> "Words":
        """The same with these values: for messages that stand in a table."""
        return replace(self, values={**self.values, **values})

    def __str__(self) -> str:
        return say(self)


def t(msgid: str, /, **values: Value) -> Words:
    """A msgid and what stands in its {places}."""
    return Words(msgid, values)


def n(one: str, many: str, /, count: int, **values: Value) -> Words:
    """As t, by how many: {count} may stand in both."""
    return Words(one, {**values, "count": count}, plural=many)


def p(context: str, msgid: str, /, **values: Value) -> Words:
    """As t, for words that mean something else in another place."""
    return Words(msgid, values, context=context)


def say(message: Words, locale: str = ENGLISH) -> str:
    """The sentence that a person reads. Called at the edge: a screen, an HTTP answer, a command
    line. There is English only so far; a catalogue is looked up here."""
    text = message.msgid
    if message.plural and message.values["count"] != 1:
        text = message.plural
    if not message.values:
        return text
    return text.format_map(_Places(message.values, locale))


def paragraph(sentences: Iterable[Words | str]) -> str:
    """Whole sentences one after another; also a person's own."""
    return " ".join(one if isinstance(one, str) else say(one) for one in sentences).strip()


class _Places(dict[str, str]):
    """Each value put into words where its place is met: what a message does not name is left."""

    def __init__(self, values: Values, locale: str) -> None:
        super().__init__()
        self._values, self._locale = values, locale

    def __missing__(self, key: str) -> str:
        return _said(self._values[key], self._locale)


def _said(value: Value, locale: str) -> str:
    match value:
        case str():
            return value
        case Words():
            return say(value, locale)
        case int() | Decimal():
            return str(format_decimal(value, locale=locale))
        case tuple():
            return _listed([_said(one, locale) for one in value], locale)
        case _:
            return value.shown(locale)


def _listed(parts: list[str], locale: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    both = t("{before} and {last}", before=", ".join(parts[:-1]), last=parts[-1])
    return say(both, locale)
