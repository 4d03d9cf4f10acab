"""Writes assets/screens: what a browser shows of the app before it is installed, from the pictures
of the documentation. Again whenever those are taken anew; a test compares their names."""

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
FROM, TO = ROOT / "docs" / "pictures", ROOT / "assets" / "screens"
SHOWN = {
    "customer": ("home", "restaurant", "tracking"),
    "restaurant": ("board",),
    "rider": ("rider",),
    "admin": ("console",),
}
QUALITY = 82


def name_of(persona: str, shown: str) -> str:
    return f"{persona}-{shown}.webp"


if __name__ == "__main__":
    TO.mkdir(exist_ok=True)
    for persona, pictures in SHOWN.items():
        for shown in pictures:
            with Image.open(FROM / f"{shown}.png") as picture:
                picture.convert("RGB").save(TO / name_of(persona, shown), quality=QUALITY, method=6)
