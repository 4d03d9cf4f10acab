"""An operator's settings: each in the part that knows what it means, each explained where it
stands. That each reaches every program of compose, tests/deploy/test_files.py holds."""

import ast
import re
from collections.abc import Iterator
from inspect import getsourcefile
from pathlib import Path

import pytest

from foodapp.kit.settings import Settings, whole
from tests.architecture.sources import below

PARTS = [part for part in whole().__mro__ if issubclass(part, Settings) and part is not whole()]
SETTINGS = [
    (part, name) for part in PARTS for name in part.__annotations__ if name in part.model_fields
]
# What a person reads by its name alone.
NEED_NO_WORDS = {"host", "port", "stripe_secret_key", "stripe_webhook_secret"} | {
    *("razorpay_key_id", "razorpay_key_secret", "razorpay_webhook_secret")
}
FOOD = set(
    re.findall(
        r"\w+",
        "basket rider restaurant delivery dish menu kitchen ride tip payout customer offer"
        " promotion refund gift food meal gateway stripe razorpay",
    )
)
# Of personas' hosts, of one use of a key, and of the demo's own gateway.
MAY_SAY_SO = {"restaurant_url", "rider_url", "key_gift_cards"} | {
    *("gateway_port", "gateway_public_url", "gateway_page_base", "test_gateway_url")
}


def test_no_setting_is_declared_twice() -> None:
    names = [name for _, name in SETTINGS]
    assert len(names) == len(set(names))
    assert len({part for part, _ in SETTINGS}) > 10


@pytest.mark.parametrize(("part", "name"), SETTINGS)
def test_every_setting_is_explained_where_it_stands(part: type[Settings], name: str) -> None:
    lines = Path(str(getsourcefile(part))).read_text().splitlines()
    [at] = [at for at, line in enumerate(lines) if line.startswith(f"    {name}: ")]
    comment = "#" in re.sub(r'"[^"]*"', "", lines[at]) or lines[at - 1].startswith("    # ")
    assert comment or name in NEED_NO_WORDS


def test_kit_knows_no_food() -> None:
    spoken = {
        f"{path}: {name}"
        for path, tree in below("foodapp/kit/").items()
        for name in _names(tree)
        if _words(name) & FOOD and name not in MAY_SAY_SO
    }
    assert not spoken


def _names(tree: ast.Module) -> Iterator[str]:
    """Of all that a module makes: functions, classes, arguments, values."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _words(name: str) -> set[str]:
    """ "RideRaise" and "ride_raise_bps" both say "ride"."""
    words = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower().split("_")
    return {word.removesuffix("s") for word in words} | set(words)
