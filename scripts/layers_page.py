"""Writes the layers into README.md and docs/decisions/0001-shape.md from the contract that holds
them (pyproject.toml); a test compares."""

import re
import textwrap
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs" / "decisions" / "0001-shape.md"]
BLOCK = re.compile(r"(<!-- layers:begin -->\n).*?(<!-- layers:end -->)", re.S)


def layers() -> list[str]:
    """From the top down: what stands higher imports what is lower, never the other way."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    [down] = [one for one in contracts["contracts"] if one["name"] == "Imports point down"]
    return [layer.replace("foodapp.", "") for layer in down["layers"]]


def written(text: str) -> str:
    """The page with its layers as they are."""
    kept_together = "  >  ".join(layer.replace(" ", "~") for layer in layers())
    lines = textwrap.wrap(kept_together, 100, break_on_hyphens=False)
    drawn = "".join(f"    {line}\n" for line in lines).replace("~", " ")
    return BLOCK.sub(lambda found: f"{found[1]}\n{drawn}\n{found[2]}", text)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(written(page.read_text()))
