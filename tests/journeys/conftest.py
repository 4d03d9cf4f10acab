"""One platform for all journeys, as `make run` starts it, with the demo town in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.platform import RunningPlatform, running
from tests.fixtures.site import ROOT

PICTURES = ROOT / "artefacts" / "journeys"


@pytest.fixture(scope="session")
def platform(built: None) -> Iterator[RunningPlatform]:
    with running("--no-simulate") as platform:
        yield platform


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    return PICTURES / request.node.name


@pytest.fixture(autouse=True)
def _town_is_left_tidy(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each journey through the shared town: those who only look leave nothing behind."""
    is_journey = {"platform", "pictures"} <= set(request.fixturenames)
    town = request.getfixturevalue("platform") if is_journey else None
    yield
    if town:
        town.module("tests.journeys.tidying")
