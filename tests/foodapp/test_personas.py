"""A persona alone: its build holds nobody else's screens, and its server knows no other page.

`make test` builds the customer's. FOODAPP_TEST_PERSONAS=all builds all four, one after another.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from foodapp.kit.personas import PERSONAS
from foodapp.launcher import frontend, ports
from tests.fixtures.site import ROOT, Site, build

SERVED = ("all", *PERSONAS)
EVERYBODY = ("customer", "restaurant", "rider", "admin")
BUILT = EVERYBODY if os.environ.get("FOODAPP_TEST_PERSONAS") == "all" else ("customer",)
HOMES = {"customer": "/", "restaurant": "/restaurant", "rider": "/rider", "admin": "/admin"}
ROUTE = re.compile(r'@page\(\s*"(/[^"]*)"')
SHIPPED = {".js", ".mjs", ".html", ".json"}


def environment(persona: str) -> dict[str, str]:
    return {**os.environ, "FOODAPP_PERSONA": persona}


@pytest.fixture(scope="module", params=BUILT)
def persona(request: pytest.FixtureRequest) -> str:
    """Built, in its own folder."""
    name: str = request.param
    build(name)
    return name


@pytest.fixture(scope="module")
def served(persona: str, migrated: SimpleNamespace) -> Iterator[str]:
    port = ports.first_free(19_100)
    url = f"http://localhost:{port}"
    told = {
        **environment(persona),
        "FOODAPP_PORT": str(port),
        "FOODAPP_PUBLIC_URL": url,
        "FOODAPP_WEB_WORKERS": "1",
    }
    site = Site(told, port, migrated.home / f"site-{persona}.log")
    site.start()
    yield url
    site.stop()


def shipped(persona: str) -> dict[Path, str]:
    """Everything with words in it that a browser can be given."""
    static = ROOT / f".web-{persona}" / "build" / "client"
    files = {one: one.read_text() for one in static.rglob("*") if one.suffix in SHIPPED}
    assert len(files) > 10
    return files


def routes_of(persona: str) -> set[str]:
    found = {
        route
        for page in (ROOT / persona).rglob("*.py")
        for route in ROUTE.findall(page.read_text())
    }
    assert found
    return found


def state_of(persona: str) -> str:
    """How the names of this persona's states begin in a browser: Reflex makes them of the module.
    From the root on, since the customer has a folder `restaurant` too."""
    return f"state____state.{persona}___"


def holders(files: dict[Path, str], word: str) -> list[str]:
    return [file.name for file, text in files.items() if word in text]


def test_a_build_holds_its_own_screens_and_nobody_elses(persona: str) -> None:
    files = shipped(persona)
    assert holders(files, state_of(persona)), "the names of its own states are how we would see"
    for other in set(EVERYBODY) - {persona}:
        assert holders(files, state_of(other)) == [], f"a state of {other}"
        for route in routes_of(other) - routes_of(persona) - {"/"}:
            # A page of many things is known by its pattern: "/r/" alone may be a link to one.
            page = re.sub(r"\[(\w+)\]", r":\1", route)
            names = (page, page.removeprefix("/")) if ":" in page else (page,)
            for name in names:
                for quote in "\"'`":
                    assert holders(files, f"{quote}{name}{quote}") == [], route


def test_a_server_answers_404_for_the_pages_of_others(persona: str, served: str) -> None:
    assert httpx.get(served + HOMES[persona], follow_redirects=True).status_code == 200
    for other in set(EVERYBODY) - {persona, "customer"}:
        for route in routes_of(other):
            if "[" not in route:
                assert httpx.get(served + route, follow_redirects=True).status_code == 404, route


def test_builds_of_different_personas_share_no_folder() -> None:
    folders = set()
    for one in SERVED:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FOODAPP_PERSONA", one)
            folders |= {frontend.output(ROOT), frontend.stamp(ROOT, ROOT / ".data")}
    assert len(folders) == 2 * len(SERVED)
