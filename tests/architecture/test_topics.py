"""News that nobody listens to is none, and nobody waits for what is never said."""

import ast
import inspect

from foodapp.realtime import topics
from tests.architecture.sources import below, imported, meant, nodes, trees

SCREENS = ("customer/", "restaurant/", "rider/", "admin/", "foodapp/ui/")


def test_every_topic_is_said_and_listened_to() -> None:
    every = {name for name, _ in inspect.getmembers(topics, inspect.isfunction)}
    heard = _named(below(*SCREENS))
    said = _named({path: tree for path, tree in trees().items() if not path.startswith(SCREENS)})
    assert len(every) > 5
    assert (every - heard, every - said) == (set(), set())


def _named(modules: dict[str, ast.Module]) -> set[str]:
    """The topics that these modules speak of."""
    return {
        full.rpartition(".")[2]
        for tree in modules.values()
        for node in nodes(tree)
        if isinstance(node, ast.Attribute)
        and (full := meant(node, imported(tree))).startswith("foodapp.realtime.topics.")
    }
