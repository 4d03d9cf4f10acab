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
