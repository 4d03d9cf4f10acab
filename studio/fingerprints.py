"""What a picture is made from, as eight hex digits: they change when it has to be rendered again.

Followed are the functions and values that its code really names, not whole files: a new material
beside the others leaves every old picture as it is. Comments, docstrings and layout do not count.
"""

import ast
import hashlib
import inspect
import textwrap
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from studio import stage
from studio.formats import FORMATS
from studio.registry import Picture

VERSION = 1  # raise it to render everything again
_known: dict[str, str] = {}  # of the code as it was loaded, though files change during a long run


def fingerprint(picture: Picture) -> str:
    """Hash of everything that decides how the picture looks."""
    if picture.name not in _known:
        _known[picture.name] = _hash(picture)
    return _known[picture.name]


def _hash(picture: Picture) -> str:
    digest = hashlib.sha256(repr((VERSION, picture.name, picture.parameters)).encode())
    digest.update(repr(FORMATS[picture.kind][0::3]).encode())
    for name, text in sorted(_made_from(picture.build, stage.photograph)):
        digest.update(f"{name}\n{text}\n".encode())
    return digest.hexdigest()[:8]


def _made_from(*roots: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    waiting: list[Any] = list(roots)
    while waiting:
        thing = waiting.pop()
        name = f"{thing.__module__}.{thing.__qualname__}"
        if name in seen:
            continue
        seen.add(name)
        yield name, _text(thing)
        for code, scope in _codes(thing):
            for found in _named(code, scope):
                if _is_ours(found):
                    waiting.append(found)
                elif isinstance(found, (int, float, str, tuple, list, dict, np.ndarray)):
                    yield f"{name} reads", _value(found)


def _text(thing: Any) -> str:
    """Source without comments, docstrings and decorators."""
    if thing.__name__ == "<lambda>":
        raise TypeError(f"{thing.__module__} keeps a lambda in a table: name the function")
    tree = ast.parse(textwrap.dedent(inspect.getsource(thing)))
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            node.decorator_list = []
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree)


def _value(found: Any) -> str:
    """A constant as text; functions within a table count by their name."""
    if isinstance(found, np.ndarray):
        return str(found.tolist())
    if isinstance(found, dict):
        return "".join(f"{key}:{_value(value)};" for key, value in found.items())
    if isinstance(found, (tuple, list)):
        return "".join(f"{_value(value)}," for value in found)
    return getattr(found, "__qualname__", None) or repr(found)


def _is_ours(found: Any) -> bool:
    return isinstance(found, (types.FunctionType, type)) and found.__module__.startswith("studio.")


def _codes(thing: Any) -> Iterator[tuple[types.CodeType, dict[str, Any]]]:
    functions = [thing] if isinstance(thing, types.FunctionType) else vars(thing).values()
    for function in functions:
        function = getattr(function, "fget", None) or getattr(function, "__func__", function)
        if isinstance(function, types.FunctionType):
            yield function.__code__, function.__globals__


def _named(code: types.CodeType, scope: dict[str, Any]) -> Iterator[Any]:
    """Everything of its module, and of the studio's modules it reads from, that the code names."""
    for name in code.co_names:
        found = scope.get(name)
        if isinstance(found, types.ModuleType) and found.__name__.startswith("studio"):
            for inner in code.co_names:
                if inner in vars(found):
                    yield vars(found)[inner]
        elif found is not None:
            yield from _within(found) if isinstance(found, (dict, tuple, list)) else [found]
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _named(constant, scope)


def _within(found: Any) -> Iterator[Any]:
    """A table, and the functions that it holds."""
    yield found
    for value in found.values() if isinstance(found, dict) else found:
        if _is_ours(value):
            yield value
        elif isinstance(value, (dict, tuple, list)):
            yield from _within(value)
