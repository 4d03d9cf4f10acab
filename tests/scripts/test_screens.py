"""What is shown before the app is installed is what the documentation shows."""

import runpy
from types import SimpleNamespace

from foodapp.launcher.programs import ROOT

screens = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "screens.py")))


def test_the_pictures_are_those_of_the_documentation() -> None:
    named = {screens.name_of(who, one) for who, shown in screens.SHOWN.items() for one in shown}
    assert named == {file.name for file in screens.TO.iterdir()}
    assert all(
        (screens.FROM / f"{one}.png").exists() for all_ in screens.SHOWN.values() for one in all_
    )
