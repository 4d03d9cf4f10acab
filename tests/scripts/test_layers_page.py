"""The layers stand in one place, and everything else that names them follows from it."""

import runpy
import tomllib
from types import SimpleNamespace

import pytest

from foodapp.launcher.programs import ROOT

layers_page = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "layers_page.py")))
CONTRACTS = {
    one["name"]: one
    for one in tomllib.loads((layers_page.ROOT / "pyproject.toml").read_text())["tool"][
        "importlinter"
    ]["contracts"]
}
SCREENS = "customer | restaurant | rider | admin"
CHAOS = "chaos"  # a program of its own, outside foodapp
MAY_KNOW_REFLEX = {"cli", "app", "ui"}


@pytest.mark.parametrize("page", layers_page.PAGES, ids=lambda page: page.name)
def test_the_layers_on_a_page_are_those_of_the_contract(page) -> None:
    text = page.read_text()
    assert layers_page.BLOCK.search(text)
    assert layers_page.written(text) == text, "run scripts/layers_page.py"


def test_the_contract_that_is_exhaustive_has_the_same_layers() -> None:
    ours = [layer for layer in layers_page.layers() if layer not in (SCREENS, CHAOS)]
    assert CONTRACTS["Every module has its layer"]["layers"] == ours


def test_everything_below_the_screens_never_hears_of_reflex() -> None:
    below = {part for layer in layers_page.layers() for part in layer.split(" | ")}
    below -= {*SCREENS.split(" | "), *MAY_KNOW_REFLEX, CHAOS}
    held = CONTRACTS["The domain has never heard of Reflex"]["source_modules"]
    assert {part.removeprefix("foodapp.") for part in held} == below
