"""Contact sheets: pictures side by side at the sizes of cards, rows and heroes."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

PAGE = {"light": "#FAF7F2", "dark": "#17130F"}
SIZES = ((260, 166), (96, 96))  # a menu card, a row
ACROSS = 5
GAP, LABEL = 10, 14


def lay_out(paths: Sequence[Path], out: Path, theme: str = "light") -> Path:
    """Every picture as a card with its row thumbnail beside it."""
    (card, thumb) = SIZES
    cell = card[0] + thumb[0] + 2 * GAP, card[1] + LABEL + GAP
    rows = -(-len(paths) // ACROSS)
    sheet = Image.new(
        "RGB", (cell[0] * min(ACROSS, len(paths)) + GAP, cell[1] * rows + GAP), PAGE[theme]
    )
    for k, path in enumerate(paths):
        corner = GAP + k % ACROSS * cell[0], GAP + k // ACROSS * cell[1]
        _paste(sheet, path, card, corner)
        _paste(sheet, path, thumb, (corner[0] + card[0] + 4, corner[1]))
        words = ImageDraw.Draw(sheet)
        words.text((corner[0], corner[1] + card[1]), path.stem, fill="#8A7A66")
    sheet.save(out)
    return out


def _paste(sheet: Image.Image, path: Path, size: tuple[int, int], corner: tuple[int, int]) -> None:
    with Image.open(path) as opened:
        picture = ImageOps.fit(opened.convert("RGBA"), size)
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), 12, fill=255)
    clear = Image.new("L", size)
    clear.paste(picture.getchannel("A"), mask=mask)
    sheet.paste(picture.convert("RGB"), corner, clear)
