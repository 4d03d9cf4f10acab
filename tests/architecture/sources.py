"""The product's own code, read as trees: what the rules in this folder walk over."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("foodapp", "customer", "restaurant", "rider", "admin")


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the product by its path, as "foodapp/orders/kitchen.py"."""
    files = sorted(file for name in PACKAGES for file in (ROOT / name).rglob("*.py"))
    assert len(files) > 500
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text()) for file in files}


def below(*folders: str) -> dict[str, ast.Module]:
    return {path: tree for path, tree in trees().items() if path.startswith(folders)}


@cache
def nodes(tree: ast.Module) -> list[ast.AST]:
    """All of them; kept, because every rule walks over the whole product."""
    return list(ast.walk(tree))


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in nodes(tree) if isinstance(node, ast.Call))


@cache
def imported(tree: ast.Module) -> dict[str, str]:
    """The names a module has from elsewhere -> what they mean: {"clock": "foodapp.kit.clock"}."""
    found: dict[str, str] = {}
    for node in nodes(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {name.asname or name.name: f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.asname or name.name: name.name for name in node.names}
    return found


def meant(node: ast.expr, names: dict[str, str]) -> str:
    """`actors.Customer` or `Customer`, in full; empty where it is neither a name nor a path of
    names."""
    if isinstance(node, ast.Name):
        return names.get(node.id, node.id)
    if isinstance(node, ast.Attribute) and (owner := meant(node.value, names)):
        return f"{owner}.{node.attr}"
    return ""


def imports_below(*folders: str) -> set[str]:
    """The top-level names that modules below these folders import, tests and tools included."""
    names: set[str] = set()
    for file in (file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                names |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names
