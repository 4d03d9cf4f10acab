"""The npm packages of the screens, each in one version: what foodapp/ui/npm/package-lock.json says.

Reflex pins the packages it names and lets npm choose what those pull in. Here npm may install only
what is locked, with its hash, in one go; for every persona the same. `make lock-screens` writes
the lock.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reflex.utils import js_runtimes, prerequisites
from reflex_base.constants import PackageJson

LOCKED = Path(__file__).with_name("npm")
FILES = ("package.json", "package-lock.json")
INSTALLED = "node_modules/.locked"  # a copy of the lock that node_modules was made from


class NotLocked(Exception):
    """A screen needs what the lock does not hold. The message says what to do."""


class NpmFailed(Exception):
    """npm has said why."""


def take_over(*, choose_anew: bool = False) -> None:
    """Have Reflex's builds install by the lock. It looks the function up by this name each time."""
    js_runtimes.install_frontend_packages = relock if choose_anew else install


def install(packages: Iterable[str], config: Any) -> None:
    """packages: as Reflex found them in the components, `name` or `name@version`."""
    web = prerequisites.get_web_dir()
    _refuse_others(wanted(packages, config))
    lock = (LOCKED / "package-lock.json").read_text()
    mark = web / INSTALLED
    for name in FILES:
        shutil.copyfile(LOCKED / name, web / name)
    if mark.exists() and mark.read_text() == lock:
        return
    _npm("ci", web)
    mark.write_text(lock)


def wanted(packages: Iterable[str], config: Any) -> dict[str, str]:
    """Every package by name, with its version, or "*" where nobody cares."""
    found = {**PackageJson.DEPENDENCIES, **PackageJson.DEV_DEPENDENCIES}
    specs = [*packages]
    for plugin in config.plugins:
        specs += plugin.get_frontend_dependencies()
        specs += plugin.get_frontend_development_dependencies()
    for spec in sorted(specs):
        name, _, version = spec[1:].partition("@")
        found[spec[0] + name] = version or found.get(spec[0] + name, "*")
    return found


def _refuse_others(needed: dict[str, str]) -> None:
    locked = json.loads((LOCKED / "package.json").read_text())["dependencies"]
    for name, version in needed.items():
        if locked.get(name) != version and not (version == "*" and name in locked):
            raise NotLocked(
                f"the npm package {name} {version} is not locked: run `make lock-screens`."
            )


def relock(packages: Iterable[str], config: Any) -> None:
    """Let npm choose anew, write that down, and install it."""
    packages = list(packages)
    _write_lock(wanted(packages, config))
    install(packages, config)


def _write_lock(needed: dict[str, str]) -> None:
    web = prerequisites.get_web_dir()
    package = json.loads((web / "package.json").read_text())
    package = {key: package[key] for key in ("name", "type", "scripts") if key in package}
    # One list: with NODE_ENV=production npm would leave out what only builds.
    package["dependencies"] = dict(sorted(needed.items()))
    package["overrides"] = dict(PackageJson.OVERRIDES)
    LOCKED.mkdir(exist_ok=True)
    (LOCKED / "package.json").write_text(json.dumps(package, indent=2) + "\n")
    (LOCKED / "package-lock.json").unlink(missing_ok=True)
    # Without addresses: every registry serves the same, and the hashes hold it to that.
    _npm("install", LOCKED, "--package-lock-only", "--omit-lockfile-registry-resolved")


def _npm(verb: str, folder: Path, *options: str) -> None:
    npm = js_runtimes.get_nodejs_compatible_package_managers()[0]
    command = [npm, verb, "--legacy-peer-deps", "--ignore-scripts", *options]
    if subprocess.run(command, cwd=folder).returncode != 0:
        raise NpmFailed
