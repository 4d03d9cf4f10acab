"""What the screens say once."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PERSONAS = ("customer", "restaurant", "rider", "admin")
SCREENS = [path for one in PERSONAS for path in sorted((ROOT / one).rglob("*.py"))]
ADDRESSES = ROOT / "admin/addresses.py"
SCRIPTS = [
    path
    for one in ("foodapp", *PERSONAS)
    for path in sorted((ROOT / one).rglob("*"))
    if path.suffix in {".js", ".jsx"} and "node_modules" not in path.parts
]
WIDTH = re.compile(r"\b(inner|outer)Width\b|\bscreen\.width\b|matchMedia\([^)]*width")


def test_cells_are_drawn_by_the_columns_of_a_list():
    assert who_names("rx.el.td", "rx.el.th", "rx.el.table") == []
    assert len([path for path in SCREENS if "COLUMNS" in path.read_text()]) >= 15


def test_a_page_is_made_by_its_personas_page():
    assert who_names("rx.page") == []


def test_the_address_of_a_list_of_the_console_stands_in_one_place():
    lists = {said for said in said_in(ADDRESSES) if said.startswith("/admin")}
    assert "/admin/orders" in lists
    console = [path for path in SCREENS if path.is_relative_to(ROOT / "admin")]
    assert [path for path in console if path != ADDRESSES and said_in(path) & lists] == []


def test_no_script_asks_how_wide_a_screen_is():
    """That is for styles to know; test_looks makes a page wide that came on a phone."""
    assert len(SCRIPTS) >= 20
    assert [path for path in SCRIPTS if WIDTH.search(path.read_text())] == []
    assert WIDTH.search('matchMedia("(min-width: 640px)")')


def who_names(*names: str) -> list[Path]:
    return [path for path in SCREENS if _named(path) & set(names)]


def said_in(path: Path) -> set[str]:
    """Every string that stands there for itself; not those within longer ones."""
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
    }


def _named(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
