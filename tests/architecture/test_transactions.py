"""One place commits: `kit.db.transaction()`. What is opened elsewhere could not say after_commit,
and would leave half of a change behind."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import calls, imported, meant, trees

DB = "foodapp/kit/db.py"
SESSIONS = {f"{library}.Session" for library in ("sqlmodel", "sqlalchemy.orm")}
# Looks whether the database answers, and writes nothing.
SERVERS = {"foodapp/notifications/letters/handing.py"}  # other than the database's
ASKS_THE_ENGINE = {DB, "foodapp/api/health.py"}


def test_only_the_one_helper_commits() -> None:
    ends = {path for path, tree in trees().items() if set(_methods(tree)) & {"commit", "rollback"}}
    assert ends == set()
    begun = [path for path, tree in trees().items() if _begins(tree)]
    assert begun == [DB]


def test_sessions_are_made_in_one_module() -> None:
    made = [
        path
        for path, tree in trees().items()
        for call in calls(tree)
        if meant(call.func, imported(tree)) in SESSIONS
    ]
    assert set(made) == {DB}


def test_the_engine_is_asked_for_where_transactions_are_made() -> None:
    asking = {
        path
        for path, tree in trees().items()
        for call in calls(tree)
        if meant(call.func, imported(tree)).endswith(("db.engine", "db.open_session"))
    }
    assert asking <= ASKS_THE_ENGINE
    raw = {path for path, tree in trees().items() if "connect" in set(_methods(tree))} - SERVERS
    assert {path for path in raw if not path.startswith("foodapp/launcher/")} <= ASKS_THE_ENGINE


def _methods(tree: ast.Module) -> Iterator[str]:
    return (call.func.attr for call in calls(tree) if isinstance(call.func, ast.Attribute))


def _begins(tree: ast.Module) -> bool:
    """session.begin(), as no method of ours: those are told what begins."""
    return any(
        isinstance(call.func, ast.Attribute)
        and call.func.attr in ("begin", "begin_nested")
        and not call.args
        and not call.keywords
        for call in calls(tree)
    )
