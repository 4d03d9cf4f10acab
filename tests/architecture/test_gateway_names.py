"""A gateway's name stands in its own folder and in the list of gateways, nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from foodapp.gateways.known import KNOWN
from tests.fixtures.site import ROOT

PLACES = ("foodapp", "customer", "restaurant", "rider", "admin")
LISTED = "foodapp/gateways/known.py"
AS_AN_EXAMPLE = "foodapp/gateways/settings.py"  # of how the choice is written
PAST = "foodapp/demo/town/"  # sample payments, whose references look like one gateway's
FILES = [
    file.relative_to(ROOT).as_posix()
    for place in PLACES
    for file in sorted((ROOT / place).rglob("*.py"))
]


@pytest.mark.parametrize("name", KNOWN)
def test_a_gateways_name_stands_in_its_own_folder_alone(name):
    elsewhere = (file for file in FILES if not file.startswith((f"foodapp/gateways/{name}/", PAST)))
    found = {file for file in elsewhere if any(name in word for word in _words(ROOT / file))}
    assert found - {AS_AN_EXAMPLE} == {LISTED}


def _words(file: Path) -> Iterator[str]:
    """Names, imports and texts of the code, lower case; not what comments and docstrings tell."""
    tree = ast.parse(file.read_text())
    told = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in told:
            continue
        match node:
            case ast.Constant(value=str(text)):
                yield text.lower()
            case ast.Name(id=name) | ast.alias(name=name):
                yield name.lower()
            case ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                yield name.lower()
            case ast.ImportFrom(module=str(name)):
                yield name.lower()
