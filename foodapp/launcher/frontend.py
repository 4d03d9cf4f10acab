"""The screens' JavaScript: built only when what it is made from has changed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

# What the build reads. Code of the domain changes what screens show, not how they are built.
SOURCES = (
    *("foodapp/ui", "foodapp/app.py", "customer", "restaurant", "rider", "admin"),
    *("assets", "rxconfig.py", "reflex.lock", "requirements.lock"),
)
KINDS = {".py", ".js", ".jsx", ".mjs", ".css", ".html", ".json", ".lock", ".svg", ".png", ".ico"}
FOREIGN = "node_modules"
SERVED_AS_THEY_LIE = "assets/pictures"  # of food
# Settings that end up inside the bundle.
SETTINGS = ("FOODAPP_PERSONA", "FOODAPP_BRAND_NAME", "FOODAPP_ACCENT")


def files(root: Path) -> Iterator[Path]:
    for name in SOURCES:
        source = root / name
        found = [source] if source.is_file() else source.rglob("*")
        yield from sorted(
            path
            for path in found
            if path.suffix in KINDS and path.is_file() and _is_built(path.relative_to(root))
        )


def _is_built(path: Path) -> bool:
    """path: from the root, wherever that lies."""
    return FOREIGN not in path.parts and not path.is_relative_to(SERVED_AS_THEY_LIE)


def digest(root: Path) -> str:
    """Changes whenever a build would come out differently."""
    made_from = hashlib.sha256()
    for name in SETTINGS:
        made_from.update(f"{name}={os.environ.get(name, '')}\0".encode())
    for path in files(root):
        made_from.update(str(path.relative_to(root)).encode() + b"\0")
        made_from.update(hashlib.sha256(path.read_bytes()).digest())
    return made_from.hexdigest()


def stamp(root: Path, data: Path) -> Path:
    """Where the digest of the last finished build of this persona is kept."""
    return data / f"frontend-{os.environ.get('FOODAPP_PERSONA', 'all')}.stamp"


def output(root: Path) -> Path:
    persona = os.environ.get("FOODAPP_PERSONA", "all")
    usual = ".web" if persona == "all" else f".web-{persona}"
    return root / os.environ.get("FOODAPP_WEB_DIR", usual)


def is_built(root: Path, data: Path) -> bool:
    mark = stamp(root, data)
    return output(root).exists() and mark.exists() and mark.read_text() == digest(root)


def mark_built(root: Path, data: Path) -> None:
    """Taken after the build: it may itself write what counts as a source (reflex.lock)."""
    stamp(root, data).write_text(digest(root))
