"""HTML that the server writes: what is not markup already is text, and is escaped.

`element("a", "Rosa & Co", href="/r/rosa", class_="block")`. A value of None or False is left out,
True is an attribute without a value; `class_` and `for_` stand for the words that Python keeps.
"""

from html import escape

VOID = frozenset({"img", "input", "link", "meta", "source"})


class Html(str):
    """Markup. Everything else is text."""

    __slots__ = ()


NOTHING = Html("")


def element(
    name: str, /, *inside: "str | Html | None", **attributes: str | int | bool | None
) -> Html:
    opened = f"<{name}{''.join(_attribute(*one) for one in attributes.items())}"
    if name in VOID:
        return Html(f"{opened}/>")
    return Html(f"{opened}>{joined(*inside)}</{name}>")


def joined(*parts: "str | Html | None") -> Html:
    return Html("".join(_written(part) for part in parts if part))


def _written(part: "str | Html") -> str:
    return part if isinstance(part, Html) else escape(part)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    named = name.rstrip("_").replace("_", "-")
    return f" {named}" if value is True else f' {named}="{escape(str(value))}"'
