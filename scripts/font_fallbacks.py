"""How far the fonts that a device has already must be stretched to stand where Inter will stand:

    python -m scripts.font_fallbacks INTER.woff2 "Roboto=regular.ttf,bold.ttf" ...

INTER.woff2 lies in the build, in node_modules/@fontsource-variable/inter/files. Of Arial, whose
files are not free, Arimo has the widths. What this prints goes to foodapp/ui/font_fallbacks.py.
"""

import re
import sys
from pathlib import Path

from PIL import ImageFont

SIZE = 2048
DEMO = Path(__file__).parents[1] / "foodapp" / "demo"
SENTENCE = re.compile(r'"([^"{\n]{25,120})"')  # what stands in the demo's menus and profiles
# So many of the sentences are no wider in Inter: the live page, which has Inter by then, is not
# painted larger than the server's page was, which did not.
SHARE = 0.97
WEIGHTS = {"regular": 400, "bold": 700}


def sentences() -> list[str]:
    files = [*DEMO.rglob("*.py"), *DEMO.rglob("*.toml")]
    found = {text for file in files for text in SENTENCE.findall(file.read_text())}
    return sorted(text for text in found if " " in text)


def inter(path: Path, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(path, SIZE)
    font.set_variation_by_axes([weight])
    return font


def stretch(inter_file: Path, weight: int, other: Path) -> float:
    """In percent, as CSS's size-adjust has it."""
    wanted, there = inter(inter_file, weight), ImageFont.truetype(other, SIZE)
    shares = sorted(wanted.getlength(one) / there.getlength(one) for one in sentences())
    return 100 * shares[int(len(shares) * SHARE)]


def metrics(inter_file: Path) -> tuple[float, float]:
    """Ascent and descent of Inter, in percent of its size."""
    up, down = inter(inter_file, 400).getmetrics()
    return 100 * up / SIZE, 100 * down / SIZE


def main() -> None:
    inter_file = Path(sys.argv[1])
    print("Inter: ascent {:.2f}, descent {:.2f}".format(*metrics(inter_file)))  # noqa: T201
    for said in sys.argv[2:]:
        name, _, files = said.partition("=")
        for (look, weight), file in zip(WEIGHTS.items(), files.split(","), strict=True):
            print(f"{name} {look}: {stretch(inter_file, weight, Path(file)):.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
