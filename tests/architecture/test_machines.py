"""A status changes by its machine alone: `move_to`, which knows where each comes from, is called in
the part that owns the row, and nothing else assigns one."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import below, calls, imported, meant, trees

# Writes up a past that nobody lived through.
HISTORY = "foodapp/demo/town/story.py"
# The gateway's own machine: we write down what it says.
GATEWAYS = {"foodapp/payments/disputes.py"}


def test_a_status_is_assigned_in_its_own_model_alone() -> None:
    assigning = {path for path, tree in trees().items() for _ in _assigned(tree)}
    elsewhere = {path for path in assigning if not path.endswith("/models.py")}
    assert elsewhere == {HISTORY, *GATEWAYS}


def test_a_model_assigns_a_status_in_the_method_that_checks_it() -> None:
    methods = {
        (path, method.name)
        for path, tree in below("foodapp/").items()
        if path.endswith("/models.py")
        for method in ast.walk(tree)
        if isinstance(method, ast.FunctionDef)
        for _ in _assigned(method)
    }
    assert {name for _, name in methods} == {"move_to", "close"}
    assert len(methods) > 5


def test_a_row_is_moved_by_the_part_that_owns_it() -> None:
    moves = [
        (path, call.lineno, meant(call.args[0], imported(tree)))
        for path, tree in trees().items()
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "move_to"
    ]
    assert len(moves) > 30
    foreign = [
        (path, line)
        for path, line, status in moves
        if status.startswith("foodapp.") and status.split(".")[1] != path.split("/")[1]
    ]
    assert not foreign
    # Where the status is worked out, too: these parts have machines.
    parts = {"calls", "notifications", "orders", "dispatch", "payments", "payouts", "restaurants"}
    assert {path.split("/")[1] for path, _, _ in moves} == parts


def _assigned(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        flat = [one for target in targets for one in getattr(target, "elts", [target])]
        if any(isinstance(one, ast.Attribute) and one.attr == "status" for one in flat):
            yield node
