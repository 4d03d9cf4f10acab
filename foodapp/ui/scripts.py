"""Scripts for the browser that lie beside their Python module."""

import sys
from collections.abc import Iterator
from pathlib import Path

from reflex.assets import AssetPathStr, _versioned_asset_path
from reflex_base import constants

_sources: dict[str, Path] = {}  # where a script is served -> where it lies


def script(name: str) -> AssetPathStr:
    """The address of the file `name` in the calling module's folder. What rx.asset(shared=True)
    does, but for finding the caller (Reflex reads the source of the whole stack for that, which was
    half of the web program's start) and for the links it leaves in assets/."""
    caller = sys._getframe(1).f_globals
    source = Path(caller["__file__"]).with_name(name)
    if not source.exists():
        raise FileNotFoundError(source)
    module = str(caller["__name__"]).replace(".", "/")
    address = f"/{constants.Dirs.EXTERNAL_APP_ASSETS}/{module}/{name}"
    _sources[address] = source
    return _versioned_asset_path(address, source)


def files() -> Iterator[tuple[Path, str]]:
    """For the build: where each script goes in its folder, and what stands in it."""
    for address, source in _sources.items():
        yield Path(constants.Dirs.PUBLIC) / address[1:], source.read_text()
