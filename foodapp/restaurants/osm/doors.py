"""Street and number of a thing of the extract, where there are streets and where there are none."""

import re

CHOME = re.compile(
    r"(\d{1,2})\s*(?:丁目|-?ch[oō]me)", re.IGNORECASE
)  # `1丁目` is 1-9-1's first part


def door(tags: dict[str, str], city: str) -> tuple[str, str]:
    """Street and number; where there are no streets, the place that the number is counted in: a
    hamlet, a village, a Japanese quarter with its block (`丸の内1丁目`, `9-1`)."""
    number = tags.get("addr:housenumber", "")
    if block := tags.get("addr:block_number", ""):
        number = f"{block}-{number}"
    if street := tags.get("addr:street") or tags.get("addr:place"):
        return street, number
    quarter, neighbourhood = tags.get("addr:quarter", ""), tags.get("addr:neighbourhood", "")
    if match := CHOME.fullmatch(neighbourhood):
        return quarter or city, f"{match[1]}-{number}"
    small = (tags.get(f"addr:{key}", "") for key in ("hamlet", "village", "suburb", "district"))
    return neighbourhood or quarter or next(filter(None, small), "") or city, number
