"""What is said in many places is worded in one."""

import ast

import pytest

from tests.architecture.sources import below, calls, trees

# Where it is shown as a setting, and where a restaurant is given a clock of its own.
KNOW_THE_ZONE = {
    "foodapp/views/console/health.py",
    "foodapp/restaurants/regions.py",
    "foodapp/demo/town/founding.py",
}

SAYS_WHAT_ROBOTS_LEAVE_ALONE: dict[str, set[str]] = {
    "customer": {"customer/sitemap.py"},
    "restaurant": set(),
    "rider": set(),
}


def test_the_towns_clock_is_asked_for_by_its_name() -> None:
    asking = {
        path
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "time_zone"
        if isinstance(node.value, ast.Call) and ast.unparse(node.value.func).endswith("settings")
    }
    assert asking - KNOW_THE_ZONE == {"foodapp/kit/when.py"}


def test_an_address_is_put_on_a_line_in_one_place() -> None:
    joined = {
        path
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        if {"postcode", "city"} <= {_last(part.value) for part in _parts(node)}
    }
    assert joined == {"foodapp/kit/text.py"}


def test_metres_become_words_in_one_place() -> None:
    worded = {
        path
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        if ast.unparse(node).rstrip("'\"").endswith((" km", " m"))
        if any(
            "metres" in ast.unparse(part) or "tenths" in ast.unparse(part) for part in _parts(node)
        )
    }
    assert worded == {"foodapp/kit/geo.py"}


def test_nothing_rounds_money_by_itself() -> None:
    """Python's own goes to even: money has kit.money.rounded."""
    rounding = {
        path
        for path, tree in trees().items()
        for call in calls(tree)
        if isinstance(call.func, ast.Name) and call.func.id == "round" and call.args
        if "_minor" in ast.unparse(call.args[0])
    }
    assert rounding == set()


def _parts(text: ast.JoinedStr) -> list[ast.FormattedValue]:
    return [part for part in text.values if isinstance(part, ast.FormattedValue)]


def _last(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


@pytest.mark.parametrize("persona", ["customer", "restaurant", "rider"])
def test_the_address_of_a_page_is_said_in_one_place(persona) -> None:
    home = f"{persona}/addresses.py"
    known = {
        node.value.value
        for node in trees()[home].body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    } - {"/"}
    assert len(known) > 3
    said = {
        (path, node.value)
        for path, tree in below(persona + "/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in known
    }
    assert {path for path, _ in said} == {home, *SAYS_WHAT_ROBOTS_LEAVE_ALONE[persona]}
