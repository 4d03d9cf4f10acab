"""Every build takes the same npm packages: those of the lock."""

import json

import pytest

import rxconfig
from foodapp.ui import npm_packages


@pytest.fixture
def no_npm(tmp_path, monkeypatch):
    """A web folder; npm must not be asked."""
    monkeypatch.setattr(npm_packages.prerequisites, "get_web_dir", lambda: tmp_path)
    monkeypatch.setattr(npm_packages.js_runtimes, "get_nodejs_compatible_package_managers", None)
    return tmp_path


def test_the_lock_has_a_hash_for_every_package_and_names_no_registry():
    text = (npm_packages.LOCKED / "package-lock.json").read_text()
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert len(packages) > 100
    # What is bundled comes inside its parent, under the parent's hash.
    free = [name for name, one in packages.items() if not {"integrity", "inBundle"} & set(one)]
    assert free == []
    assert '"resolved"' not in text


def test_what_reflex_and_our_screens_name_is_locked_in_that_version(no_npm):
    ours = ["maplibre-gl@6.17.0", "lucide-react"]
    (no_npm / "node_modules").mkdir()
    lock = (npm_packages.LOCKED / "package-lock.json").read_text()
    (no_npm / npm_packages.INSTALLED).write_text(lock)
    npm_packages.install(
        ours, rxconfig.config
    )  # refuses what is not locked; already installed otherwise
    assert (no_npm / "package-lock.json").read_text() == lock


@pytest.mark.parametrize("unknown", ["left-pad@1.3.0", "@scope/left-pad", "maplibre-gl@6.0.0"])
def test_a_package_that_is_not_locked_is_refused(no_npm, unknown):
    with pytest.raises(npm_packages.NotLocked, match="make lock-screens"):
        npm_packages.install([unknown], rxconfig.config)
