"""Text cut where people see it end: never within an emoji, a flag, or a letter with its marks
(extended grapheme clusters, Unicode Standard Annex 29)."""

from collections.abc import Callable

import regex

ONE = regex.compile(r"\X")


def whole(text: str) -> list[str]:
    """The characters as a reader counts them; joined they are the text."""
    found: list[str] = ONE.findall(text)
    return found


def cut(text: str, fits: Callable[[str], bool], *, mark: str = "…") -> str:
    """The text, or as much of its beginning as fits with the mark behind it; empty if not even the
    mark does. fits: says yes to every beginning of what it says yes to."""
    if fits(text):
        return text
    characters = whole(text)
    least, most = 0, len(characters)
    while least < most:
        middle = (least + most + 1) // 2
        if fits("".join(characters[:middle]).rstrip() + mark):
            least = middle
        else:
            most = middle - 1
    kept = "".join(characters[:least]).rstrip() + mark
    return kept if fits(kept) else ""
