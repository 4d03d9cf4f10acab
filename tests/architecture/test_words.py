"""What people read is a msgid with named values; what is stored is a code. (docs/decisions/0030)"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from sqlmodel import SQLModel

from foodapp import tables  # noqa: F401 - every model is loaded
from foodapp.kit import errors
from foodapp.kit.collecting import messages
from foodapp.kit.errors import DomainError
from foodapp.kit.outbox import Event
from foodapp.kit.words import KEYWORDS

ROOT = Path(__file__).parents[2]
HOUSE = ("foodapp", "customer", "restaurant", "rider", "admin")
FILES = sorted(file for folder in HOUSE for file in (ROOT / folder).rglob("*.py"))
TREES = {file: ast.parse(file.read_text()) for file in FILES}
DOORS = ("t", "n", "p")
PLACE = re.compile(r"\{(\w*)\}")
# Where stored rows and events are made: not by what only reads, nor by the demo's own past.
DOMAIN = [
    file
    for file in FILES
    if file.parts[len(ROOT.parts)] == "foodapp"
    and file.parts[len(ROOT.parts) + 1] not in ("views", "ui", "demo", "launcher")
]
# Columns and facts of events that say something, and the calls that keep such words.
SAYING = frozenset(
    {"reason", "end_reason", "failed_reason", "text", "why", "failure", "code", "where", "said"}
)
KEEPING = frozenset(
    {"raise_alert", "raise_again", "end_order", "end_as", "note", "note_by", "tell", "_failed"}
)
NAMING = frozenset({"key", "link", "subject"})  # of a notification: nobody reads them as words


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node


def _doors(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Calls of t, n and p, where they are those of kit.words."""
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "foodapp.kit.words"
        for alias in node.names
    }
    for name, call in _calls(tree):
        if name in DOORS and name in imported and isinstance(call.func, ast.Name):
            yield name, call


def _msgids(name: str, call: ast.Call) -> list[ast.expr]:
    return call.args[:2] if name in ("n", "p") else call.args[:1]


def _where(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_glued(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add | ast.Mod)
        and any(_is_text(one) for one in ast.walk(node))
    )


def _subclasses(root: type) -> set[type]:
    return {root}.union(*(_subclasses(one) for one in root.__subclasses__()))


def test_a_msgid_is_a_literal() -> None:
    found = [(file, name, call) for file, tree in TREES.items() for name, call in _doors(tree)]
    assert len(found) > 400
    made = [
        _where(file, call)
        for file, name, call in found
        if not all(_is_text(one) for one in _msgids(name, call))
    ]
    assert made == []


def test_what_stands_in_a_message_is_named_and_given() -> None:
    wrong = []
    for file, tree in TREES.items():
        for name, call in _doors(tree):
            given = {one.arg for one in call.keywords} | ({"count"} if name == "n" else set())
            msgids = call.args[1:2] if name == "p" else _msgids(name, call)
            places = set().union(*(PLACE.findall(ast.literal_eval(one)) for one in msgids))
            # Without values they come by with_, from a table's row.
            if "" in places or (call.keywords and not given - {"count"} <= places):
                wrong.append(_where(file, call))
    assert wrong == []


def test_babel_finds_every_message() -> None:
    known, found = set(), set()
    for file, tree in TREES.items():
        for name, call in _doors(tree):
            msgids = call.args[1:2] if name == "p" else _msgids(name, call)
            known |= {ast.literal_eval(one) for one in msgids}
        source = BytesIO(file.read_bytes())
        for _, message, _, _ in extract(messages, source, keywords=dict(KEYWORDS)):
            found |= {message} if isinstance(message, str) else set(message)
    assert len(known) > 400
    assert known - found == set()


def _refusals() -> set[str]:
    """DomainError and what is made of it, by name, in the whole product."""
    bases = {
        node.name: {one.id for one in node.bases if isinstance(one, ast.Name)}
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {DomainError.__name__}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found


REFUSALS = _refusals()


def test_a_refusal_is_given_words_never_a_string() -> None:
    told = [
        (file, name, call)
        for file, tree in TREES.items()
        for name, call in _calls(tree)
        if name in REFUSALS or (name == "__init__" and _is_of_a_refusal(tree, call))
    ]
    assert len(told) > 300
    strings = [
        _where(file, call)
        for file, name, call in told
        for arg in call.args
        if _is_glued(arg) or (_is_text(arg) and name in ("DomainError", "Unusable", "__init__"))
    ]
    assert strings == []


def _is_of_a_refusal(tree: ast.Module, call: ast.Call) -> bool:
    return any(
        isinstance(node, ast.ClassDef) and node.name in REFUSALS and call in ast.walk(node)
        for node in tree.body
    )


def test_what_is_not_found_is_a_literal_of_its_own() -> None:
    made = [
        _where(file, call)
        for file, tree in TREES.items()
        for name, call in _calls(tree)
        if name == errors.NotFound.__name__ and not all(_is_text(arg) for arg in call.args)
    ]
    assert [place.split(":")[0] for place in made] == [
        "admin/asking.py",
        "foodapp/payouts/payees.py",
    ]


ROWS = {one.__name__ for one in _subclasses(SQLModel) if hasattr(one, "__tablename__")}
EVENTS = {one.__name__ for one in _subclasses(Event)}


def test_no_sentence_is_stored() -> None:
    """Rows and events that say something are given a code, a value or what a person wrote."""
    assert {"Order", "Alert", "Adjustment"} < ROWS
    assert "OrderFailed" in EVENTS
    stored = [
        _where(file, value)
        for file in DOMAIN
        for value in _kept(TREES[file])
        if _is_sentence(value)
    ]
    assert stored == []


def _kept(tree: ast.Module) -> Iterator[ast.expr]:
    for name, call in _calls(tree):
        if name in ROWS or name in EVENTS:
            yield from (one.value for one in call.keywords if one.arg in SAYING)
        elif name in KEEPING:
            yield from call.args
            yield from (one.value for one in call.keywords if one.arg not in NAMING)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Attribute) and one.attr in SAYING for one in node.targets
        ):
            yield node.value


def _is_sentence(value: ast.expr) -> bool:
    """Words of ours: a glued text, or one with a space in it."""
    if isinstance(value, ast.IfExp):
        return _is_sentence(value.body) or _is_sentence(value.orelse)
    if _is_glued(value):
        return True
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and " " in value.value


@pytest.mark.parametrize(
    "code",
    [
        'raise_alert(session, kind, None, f"{name} is late")',
        'order.end_as(end, by, "The kitchen is busy.")',
        'order.end_reason = "No rider " + why',
        'Adjustment(reason="The card could not take it back.")',
        'OrderFailed(reason="Nobody came" if late else "gone")',
    ],
)
def test_a_stored_sentence_would_be_seen(code: str) -> None:
    assert any(_is_sentence(value) for value in _kept(ast.parse(code)))


def test_a_code_and_a_person_s_own_words_are_no_sentence_of_ours() -> None:
    code = 'order.end_as(end, by, "too_busy"); order.end_as(end, by, reason=typed)'
    assert not any(_is_sentence(value) for value in _kept(ast.parse(code)))
