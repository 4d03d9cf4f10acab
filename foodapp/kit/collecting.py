"""What Babel collects from the code, by a method of extraction of our own.

Babel's for Python goes by the names of tokens: it takes a page's `rx.el.p(` for `p(`, and misses
the message within. This one knows what a module has from where.
(https://babel.pocoo.org/en/latest/messages.html#writing-extraction-methods)
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from foodapp.kit.words import KEYWORDS

HOMES = ("foodapp.kit.words", "foodapp.kit.errors")
Found = tuple[int, str, list[str | None], list[str]]


def messages(
    file: IO[bytes], keywords: Collection[str], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Line, keyword and literals of each call of kit.words, as they stand in the file."""
    tree = ast.parse(file.read())
    known = _imported(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        if (door := known.get(ast.unparse(call.func), "")) in keywords:
            yield call.lineno, door, [_literal(arg) for arg in call.args], []


def _imported(tree: ast.Module) -> dict[str, str]:
    """How a module calls them -> their names: {"t": "t", "errors.NotFound": "NotFound"}."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            here = alias.asname or alias.name
            if node.module in HOMES:
                known[here] = alias.name
            elif f"{node.module}.{alias.name}" in HOMES:
                known |= {f"{here}.{name}": name for name in KEYWORDS}
    return known


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
