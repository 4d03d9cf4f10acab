"""What the tests themselves do with a browser."""

import ast

from tests.architecture.sources import ROOT


def test_no_test_waits_by_what_our_own_policy_forbids() -> None:
    """`Page.wait_for_function` evaluates a string in the page, which our Content Security Policy
    refuses as soon as it has to look a second time: `coming_true.comes_true` waits instead."""
    files = [file for top in ("tests", "benchmarks") for file in (ROOT / top).rglob("*.py")]
    assert len(files) > 400
    waiting = {
        str(file.relative_to(ROOT))
        for file in files
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "wait_for_function"
    }
    assert waiting == set()
