"""One platform for all journeys, as `make run` starts it, with the demo town in it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fixtures.platform import RunningPlatform, running
from tests.fixtures.site import ROOT

PICTURES = ROOT / "artefacts" / "journeys"


@pytest.fixture(scope="session")
def platform(built: None) -> Iterator[RunningPlatform]:
    with running("--no-simulate") as platform:
        yield platform


@pytest.fixture(scope="session")
def tidied(platform: RunningPlatform) -> Iterator[Callable[[], None]]:
    """Call it: no rider is on shift in the shared town, and no order open."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.tidying"],
        cwd=ROOT,
        env=platform.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None

        def tidied() -> None:
            print("tidy", file=program.stdin, flush=True)
            assert program.stdout.readline() == "tidy\n", "what it died of stands above"

        yield tidied
        program.stdin.close()


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    return PICTURES / request.node.name


@pytest.fixture(autouse=True)
def _town_is_left_tidy(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each journey through the shared town: those who only look leave nothing behind."""
    is_journey = {"platform", "pictures"} <= set(request.fixturenames)
    tidied = request.getfixturevalue("tidied") if is_journey else None
    yield
    if tidied:
        tidied()
