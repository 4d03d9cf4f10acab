from typing import Any

import pytest


@pytest.fixture
def ana(world: Any) -> Any:
    """Nonna's owner at her screen."""
    from tests.fixtures.screens import Tab

    return Tab(world.cookies["ana"])
