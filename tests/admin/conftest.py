from typing import Any

import pytest


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    from foodapp.ui import live

    topics: list[str] = []
    monkeypatch.setattr(live, "watch", lambda state, *names, **_: topics.extend(names))
    return topics


@pytest.fixture
def tab(world: Any, watched: list[str]) -> Any:
    """Ada's."""
    from tests.fixtures.screens import Tab

    return Tab(world.cookies["ada"])
