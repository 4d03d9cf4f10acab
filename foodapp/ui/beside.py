"""Scripts for the browser that lie beside their Python module."""

import sys
from pathlib import Path

from reflex.assets import AssetPathStr, _link_shared_asset, _versioned_asset_path
from reflex_base import constants
from reflex_base.environment import EnvironmentVariables


def script(name: str) -> AssetPathStr:
    """The address of the file `name` in the calling module's folder. What rx.asset(shared=True)
    does, but for finding the caller: Reflex reads the source of the whole stack for that, which was
    half of the web program's start."""
    caller = sys._getframe(1).f_globals
    source = Path(caller["__file__"]).with_name(name)
    if not source.exists():
        raise FileNotFoundError(source)
    module = str(caller["__name__"]).replace(".", "/")
    folder = f"{constants.Dirs.EXTERNAL_APP_ASSETS}/{module}"
    if not EnvironmentVariables.REFLEX_BACKEND_ONLY.get():
        assets = Path.cwd() / constants.Dirs.APP_ASSETS / folder
        assets.mkdir(parents=True, exist_ok=True)
        _link_shared_asset(assets / name, source)
    return _versioned_asset_path(f"/{folder}/{name}", source)
