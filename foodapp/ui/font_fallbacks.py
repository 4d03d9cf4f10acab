"""The fonts that a device has already, stretched to stand where Inter will stand: when Inter comes,
no word moves and no line breaks elsewhere. The numbers are from scripts/font_fallbacks.py.
"""

from dataclasses import dataclass

ASCENT, DESCENT = 96.88, 24.12  # of Inter, in percent of its size
REGULAR, BOLD = "100 550", "551 900"  # which weights the two files of a family stand for


@dataclass(frozen=True)
class Fallback:
    name: str
    regular: tuple[str, ...]  # full names, by which a browser finds a file of the device
    bold: tuple[str, ...]
    stretch: tuple[float, float]  # regular and bold, in percent


FALLBACKS = (
    Fallback(  # Windows, macOS, iOS; Linux's stand-ins have the same widths
        "Inter as Arial",
        ("Arial", "ArialMT", "Liberation Sans", "Arimo"),
        ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold"),
        (108.13, 104.84),
    ),
    Fallback("Inter as Roboto", ("Roboto",), ("Roboto Bold",), (109.37, 110.38)),  # Android
    Fallback("Inter as DejaVu", ("DejaVu Sans",), ("DejaVu Sans Bold",), (95.48, 87.95)),  # Linux
)
NAMES = tuple(one.name for one in FALLBACKS)


def faces() -> str:
    return "".join(_face(one, *what) for one in FALLBACKS for what in _two(one))


def _two(one: Fallback) -> tuple[tuple[tuple[str, ...], str, float], ...]:
    return (one.regular, REGULAR, one.stretch[0]), (one.bold, BOLD, one.stretch[1])


def _face(one: Fallback, files: tuple[str, ...], weights: str, stretch: float) -> str:
    """size-adjust stretches the lines as well, whose height is to be Inter's (CSS Fonts 5)."""
    sources = ",".join(f'local("{file}")' for file in files)
    return (
        f'@font-face{{font-family:"{one.name}";font-weight:{weights};src:{sources};'
        f"size-adjust:{stretch}%;ascent-override:{100 * ASCENT / stretch:.2f}%;"
        f"descent-override:{100 * DESCENT / stretch:.2f}%;line-gap-override:0%}}"
    )
