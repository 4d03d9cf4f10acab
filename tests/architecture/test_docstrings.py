"""Below the screens a module says what it is for, and whatever is too long to be said by its name
alone says what it means."""

import ast

import pytest

from tests.architecture.sources import below

ABOVE = ("foodapp/ui/", "foodapp/app.py", "foodapp/cli.py")
NAMED_ENOUGH = 14  # lines of a body: what is not longer is read as fast as a sentence about it
MODULES = {
    path: tree
    for path, tree in below("foodapp/").items()
    if not path.startswith(ABOVE) and not path.endswith("__init__.py")
}


def test_every_module_says_what_it_is_for() -> None:
    assert len(MODULES) > 300
    assert [path for path, tree in MODULES.items() if not ast.get_docstring(tree)] == []


@pytest.mark.parametrize("path", MODULES)
def test_what_is_long_and_public_says_what_it_means(path: str) -> None:
    silent = [
        f"{path}:{one.lineno} {one.name}"
        for one in MODULES[path].body
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        and not one.name.startswith("_")
        and not ast.get_docstring(one)
        and _lines(one) > NAMED_ENOUGH
    ]
    assert silent == []


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.body[0].lineno + 1
