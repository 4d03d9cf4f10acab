"""assets/pictures/manifest.json: one entry a line, made again from the files beside it.

The comma leads each line and git joins both sides of a merge (.gitattributes), so that two people
who add pictures do not collide. Afterwards `python -m studio --manifest` puts it in order.
"""

import base64
import json
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from studio.formats import FORMATS, write_whole
from studio.publishing import PUBLISHED

MANIFEST = PUBLISHED / "manifest.json"
BLUR_PIXELS = 20


def write_manifest() -> int:
    """Write the manifest anew; how many pictures it lists."""
    known = {(e["kind"], e["key"], e["version"]): e for e in _read()}
    entries = [known.get(name) or _entry(*name, widths) for name, widths in _published()]
    lines = [json.dumps(entry, separators=(",", ":")) for entry in entries]
    MANIFEST.parent.mkdir(parents=True, exist_ok=True)
    write_whole(MANIFEST, "[" + "\n,".join(lines) + "\n]\n")
    return len(lines)


def _read() -> list[dict[str, Any]]:
    """What the manifest says now, line by line: a merge may have left it out of order."""
    if not MANIFEST.exists():
        return []
    lines = (line.strip("[], \n") for line in MANIFEST.read_text().splitlines())
    return [json.loads(line) for line in lines if line.startswith("{")]


def _published() -> Iterator[tuple[tuple[str, str, str], list[int]]]:
    found: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for kind in FORMATS:
        for path in (PUBLISHED / kind).glob("*.jpg" if kind == "link" else "*.webp"):
            key, version, width, _ = path.name.split(".")
            found[kind, key, version].add(int(width))
    for name in sorted(found):
        yield name, sorted(found[name])


def _entry(kind: str, key: str, version: str, widths: list[int]) -> dict[str, Any]:
    form = "jpg" if kind == "link" else "webp"
    smallest = PUBLISHED / kind / f"{key}.{version}.{widths[0]}.{form}"
    return {
        "kind": kind,
        "key": key,
        "version": version,
        "ratio": list(FORMATS[kind].ratio),
        "widths": widths,
        **_stand_in(smallest),
    }


def _stand_in(path: Path) -> dict[str, str]:
    """What is shown until the picture is there: one colour, then twenty blurred pixels."""
    with Image.open(path) as image:
        alpha = image.mode == "RGBA"
        small = image.resize((BLUR_PIXELS, max(1, BLUR_PIXELS * image.height // image.width)))
    out = BytesIO()
    small.save(out, "WEBP", quality=40, method=6)
    one = (
        Image.alpha_composite(
            Image.new("RGBA", (1, 1), "#F2E8D8"), small.convert("RGBA").resize((1, 1))
        )
        if alpha
        else small.resize((1, 1), Image.Resampling.BOX)
    )
    red, green, blue = one.convert("RGB").getpixel((0, 0))
    blur = base64.b64encode(out.getvalue()).decode()
    return {
        "colour": f"#{red:02x}{green:02x}{blue:02x}",
        "blur": f"data:image/webp;base64,{blur}",
    }
