import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from foodapp.launcher.program import Program
from foodapp.launcher.supervisor import Supervisor
from tests.fixtures import memory


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other accounts may pass through (pytest's own are closed to them)."""
    folder = memory.folder("foodapp-launcher-")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def supervisor(place) -> Iterator[Supervisor]:
    supervisor = Supervisor(place / "logs", housekeeping_every_s=0.3)
    yield supervisor
    supervisor.stop()


@pytest.fixture
def script(place):
    """script("name", code, ready=...) is a Program that runs this Python code."""

    def make(name, code, **details):
        path = place / f"{name}.py"
        path.write_text(textwrap.dedent(code))
        details.setdefault("ready", lambda: True)
        return Program(name=name, argv=[sys.executable, "-u", str(path)], cwd=place, **details)

    return make
