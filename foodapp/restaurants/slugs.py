"""The address of a restaurant's page: its name in Latin letters that a person can read and type.

Given once and kept: a name that changes later leaves its links good.
"""

import re
from collections.abc import Set
from itertools import chain, count

from anyascii import anyascii

LONGEST = 60
# Where ä is written out as ae. Elsewhere (Finnish, Turkish) the letter is only bared.
WRITTEN_OUT = frozenset(("AT", "CH", "DE", "LI", "LU"))
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
APOSTROPHES = str.maketrans(dict.fromkeys("'`"))


def free(name: str, city: str, country: str, taken: Set[str]) -> str:
    """The name, with the town or a number where it is taken."""
    bare = latin(name, country) or "restaurant"
    with_town = latin(f"{bare} {city}", country) if city else bare
    numbered = (f"{bare}-{number}" for number in count(2))
    return next(one for one in chain((bare, with_town), numbered) if one not in taken)


def latin(words: str, country: str = "") -> str:
    """`Łódź Smaków` is `lodz-smakow`. Cut between words where it is too long."""
    written = words.translate(UMLAUTS) if country in WRITTEN_OUT else words
    letters = anyascii(written).translate(APOSTROPHES).lower()
    whole = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(whole) <= LONGEST:
        return whole
    return (whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]).strip("-")
