"""A short chaos; `foodapp chaos --seed 1 --minutes 2` is a long one."""

import os
import re
import subprocess
import sys

import pytest

from foodapp.launcher.programs import ROOT
from tests.fixtures.platform import NOT_OURS

pytestmark = [pytest.mark.fault, pytest.mark.timeout(900)]


def test_whatever_dies_every_order_ends_and_every_cent_is_accounted_for(built: None) -> None:
    env = {key: value for key, value in os.environ.items() if key not in NOT_OURS}
    done = subprocess.run(
        [sys.executable, "-m", "foodapp.cli", "chaos", "--seed", "1", "--minutes", "0.4"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=840,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    said = re.search(r"(\d+) orders acknowledged.*\n\s+(\d+) kills", done.stdout)
    assert said, done.stdout
    assert int(said[1]) > 0, "nobody ordered: nothing was tried"
    assert int(said[2]) > 0, "nothing was killed: nothing was tried"
