"""A short chaos; `foodapp chaos --seed 1 --minutes 2` is a long one."""

import os
import re
import subprocess
import sys

import pytest

from foodapp.launcher.programs import ROOT
from tests.fixtures.platform import NOT_OURS

pytestmark = [pytest.mark.fault, pytest.mark.timeout(900)]
INVARIANTS = 21
MAILS = 200
ASKED = f"--seed 1 --minutes 0.25 --mails {MAILS}"


def test_whatever_dies_every_order_ends_and_every_cent_is_accounted_for(built: None) -> None:
    env = {key: value for key, value in os.environ.items() if key not in NOT_OURS}
    done = subprocess.run(
        [sys.executable, "-m", "foodapp.cli", "chaos", *ASKED.split()],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=840,
    )
    said = done.stdout
    assert done.returncode == 0, said[-3000:] + done.stderr[-3000:]
    assert count(r"(\d+) orders acknowledged", said) > 0, "nobody ordered: nothing was tried"
    assert count(r"(\d+) kills\n  \w", said) > 0, "nothing was killed: nothing was tried"
    assert count(r"(\d+) mails, none lost", said) > MAILS, "no order told anybody"
    assert said.count("\n  ok ") == INVARIANTS, said


def count(what: str, said: str) -> int:
    found = re.search(what, said)
    assert found, said
    return int(found[1])
