"""The mark and the scripts: what lies in the repository is what a browser is given."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from foodapp.ui import live, pwa, scripts
from foodapp.ui.plugin import BuildPlugin


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=pwa.ROUTES))


def test_the_mark_is_served_as_it_is_drawn(browser) -> None:
    answer = browser.get("/icon.svg")
    assert answer.text == pwa.MARK.read_text()
    assert answer.headers["content-type"].startswith("image/svg+xml")


def test_the_mark_has_the_accent_of_the_operator(browser, monkeypatch) -> None:
    monkeypatch.setattr(pwa.theme, "accent", lambda: "#123456")
    assert 'fill="#123456"' in browser.get("/icon.svg").text


def test_the_scripts_beside_their_modules_are_part_of_the_build_and_leave_nothing_in_assets() -> (
    None
):
    made = dict(BuildPlugin().get_static_assets())
    ours = Path(live.__file__).with_name("live.jsx")
    assert made[Path("public/external/foodapp/ui/live/live.jsx")] == ours.read_text()
    assert not Path("assets/external").exists()


def test_a_script_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.jsx"):
        scripts.script("nowhere.jsx")
