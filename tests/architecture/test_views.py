"""Views only look: they take what can be read with, and no command is among them."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITES = {"add", "add_all", "delete", "flush", "commit", "merge"}


def modules():
    for path in sorted((ROOT / "foodapp/views").rglob("*.py")):
        yield path, ast.parse(path.read_text())


def test_views_are_given_what_can_only_be_read_with():
    wrong = [
        f"{path.relative_to(ROOT)}:{one.lineno} {one.name}"
        for path, tree in modules()
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef)
        for argument in one.args.args
        if argument.arg == "session" and ast.unparse(argument.annotation) != "ReadSession"
    ]
    assert wrong == []


def test_views_write_nothing():
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, tree in modules()
        for call in ast.walk(tree)
        if isinstance(call, ast.Attribute)
        and call.attr in WRITES
        and ast.unparse(call.value) == "session"
    ]
    assert wrong == []


def test_there_are_views_to_look_at():
    assert sum(1 for _ in modules()) > 40


HOLDS = {"foodapp/ledger/store_credit.py balance"}  # where it is asked to, by a command


def test_what_can_be_called_with_a_look_holds_no_row():
    """PostgreSQL refuses SELECT FOR UPDATE where nothing can be written."""
    wrong = {
        f"{path.relative_to(ROOT)} {one.name}"
        for path in sorted((ROOT / "foodapp").rglob("*.py"))
        for one in ast.walk(ast.parse(path.read_text()))
        if isinstance(one, ast.FunctionDef)
        and any(ast.unparse(a.annotation) == "ReadSession" for a in one.args.args if a.annotation)
        and "with_for_update" in ast.unparse(one)
    }
    assert wrong == HOLDS
