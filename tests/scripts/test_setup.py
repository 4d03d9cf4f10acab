"""`make setup` when something is in the way: one sentence, and an exit code that is not 0."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("Makefile", "scripts", "requirements-setup.lock", "requirements.lock", "pyproject.toml")
DEAD = "http://127.0.0.1:1/simple"


@pytest.fixture
def clone(tmp_path):
    for name in (*NEEDED, "requirements-test.lock"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    return tmp_path


def make_setup(clone, **env):
    # PIP_CONFIG_FILE: this machine's own mirror and wheel folders must not help.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(
        ["make", "--no-print-directory", "setup"],
        cwd=clone,
        env={**clean, "PIP_CONFIG_FILE": os.devnull, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def refusal(done):
    assert done.returncode != 0
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_missing_python_is_one_sentence(clone):
    done = make_setup(clone, PYTHON="/nonexistent/python3")
    assert refusal(done).startswith("Python 3.11 or newer is needed")


def test_a_python_too_old_is_not_taken(clone):
    old = clone / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")  # as the version check of a Python 3.9 would
    old.chmod(0o755)
    assert refusal(make_setup(clone, PYTHON=str(old))).startswith("Python 3.11 or newer")


def test_a_dead_package_index_is_one_sentence(clone):
    done = make_setup(clone, PYTHON=sys.executable, PIP_INDEX_URL=DEAD)
    assert refusal(done).startswith("The package index cannot be reached")
    assert not (clone / ".venv/.ready-run").exists()


def test_a_package_that_is_not_the_locked_one_is_refused(clone):
    lock = clone / "requirements-setup.lock"
    lock.write_text(lock.read_text().split()[0] + " --hash=sha256:" + "0" * 64 + "\n")
    wheel = clone / "uv-0.9.30-py3-none-any.whl"
    wheel.write_bytes(b"not what was locked")
    done = make_setup(clone, PYTHON=sys.executable, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(clone))
    assert refusal(done).startswith("A downloaded package is not the one in the lock file")


def test_a_full_disk_is_one_sentence(clone):
    (clone / ".data/logs").mkdir(parents=True)
    (clone / ".data/logs/setup.log").symlink_to("/dev/full")
    assert "disk is full" in refusal(make_setup(clone, PYTHON=sys.executable))


def test_help_lists_every_target_with_what_it_does():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("setup", "run", "test", "check", "lock", "clean"):
        assert f"make {target} " in told.stdout
