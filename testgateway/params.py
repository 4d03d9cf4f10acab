"""Stripe's form encoding: `line_items[0][price_data][currency]=eur`, read strictly.

Every parameter must be asked for by name; what is left over is refused, as Stripe does, so that a
misspelt parameter of ours fails in a test and not in a town.
"""

import re
from typing import Any
from urllib.parse import parse_qsl

from foodapp.gateways.stripe.currencies import BY_CURRENCY
from testgateway.errors import invalid

PART = re.compile(r"\[([^\]]*)\]")


def parsed(form: str) -> dict[str, Any]:
    """Nested dicts; a list is a dict with the keys "0", "1", ..."""
    tree: dict[str, Any] = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        head, *rest = [name.split("[", 1)[0], *PART.findall(name)]
        node, key = tree, head
        for part in rest:
            below = node.setdefault(key, {})
            if not isinstance(below, dict):
                raise invalid(f"Invalid parameter: {name}", name, "parameter_invalid")
            node, key = below, part if part else str(len(below))
        node[key] = value
    return tree


class Params:
    def __init__(self, tree: dict[str, Any], within: str = "") -> None:
        self._left = dict(tree)
        self._within = within

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def _name(self, name: str) -> str:
        return f"{self._within}[{name}]" if self._within else name

    def text(self, name: str, *, longest: int = 5000) -> str | None:
        value = self._left.pop(name, None)
        if value is None or value == "":
            return None
        if not isinstance(value, str) or len(value) > longest or "\0" in value:
            raise invalid(f"Invalid string: {self._name(name)}", self._name(name))
        return value

    def needed(self, name: str) -> str:
        value = self.text(name)
        if value is None:
            raise invalid(
                f"Missing required param: {self._name(name)}.",
                self._name(name),
                "parameter_missing",
            )
        return value

    def one_of(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str | None:
        value = self.text(name) or default
        if value is not None and value not in allowed:
            raise invalid(
                f"Invalid {self._name(name)}: must be one of {', '.join(allowed)}", self._name(name)
            )
        return value

    def integer(self, name: str) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,18}", value):
            raise invalid(
                f"Invalid integer: {value[:40]}", self._name(name), "parameter_invalid_integer"
            )
        return int(value)

    def amount(self, name: str) -> int | None:
        """Above zero; what else a currency asks for, amount_rules says."""
        value = self.integer(name)
        if value is not None and value < 1:
            raise invalid(
                "This value must be greater than or equal to 1.",
                self._name(name),
                "parameter_invalid_integer",
            )
        return value

    def currency(self, name: str = "currency") -> str:
        value = self.needed(name).lower()
        if value.upper() not in BY_CURRENCY:
            raise invalid(f"Invalid currency: {value[:10]}", self._name(name))
        return value

    def true(self, name: str) -> bool:
        return self.one_of(name, ("true", "false"), "false") == "true"

    def within(self, name: str) -> "Params":
        value = self._left.pop(name, {})
        if not isinstance(value, dict):
            raise invalid(f"Invalid object: {self._name(name)}", self._name(name))
        return Params(value, self._name(name))

    def each(self, name: str) -> "list[Params]":
        group = self.within(name)
        return [group.within(key) for key in list(group._left)]

    def metadata(self) -> dict[str, str]:
        pairs = self.within("metadata")
        return {key: pairs.text(key, longest=500) or "" for key in list(pairs._left)}

    def values(self) -> list[str]:
        """Of a list of texts."""
        return [self.text(key) or "" for key in list(self._left)]

    def ignore(self, *names: str) -> None:
        """Known to Stripe, without meaning for a gateway that moves no money."""
        for name in names:
            self._left.pop(name, None)

    def done(self) -> None:
        for name in self._left:
            raise invalid(
                f"Received unknown parameter: {self._name(name)}",
                self._name(name),
                "parameter_unknown",
            )
