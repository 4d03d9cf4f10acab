"""Which dish a file is of, by its name: "margherita-pizza (2).jpg" is of "Pizza Margherita"."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from uuid import UUID

ALIKE = 0.82  # of two words: one slip in six letters
ENOUGH = 0.6  # of what a dish is called must be in the file's name
# What cameras, phones and messengers put there.
NOISE = frozenset({
    "img", "image", "photo", "foto", "pic", "picture", "dsc", "dscn", "dscf", "dcim", "pxl",
    "mvimg", "whatsapp", "screenshot", "scan", "signal", "copy", "kopie", "copie", "final", "edit",
    "edited", "crop", "small", "large", "web", "jpg", "jpeg", "png", "webp", "avif",
})  # fmt: skip


def match(names: Sequence[str], dishes: Mapping[UUID, str]) -> list[UUID | None]:
    """For each file name the dish it is of, or None where it says nothing, or the same of two."""
    called = {ident: _words(name) for ident, name in dishes.items()}
    return [_best(_words(re.sub(r"\.\w{1,5}$", "", name)), called) for name in names]


def _best(words: list[str], called: Mapping[UUID, list[str]]) -> UUID | None:
    """The dish whose name fits best; none where another one's explains the file's as well:
    "chicken" is of every dish with chicken, but of the dish called just that."""
    fits = {ident: _fit(words, own) for ident, own in called.items()}
    best = max(fits, key=lambda ident: fits[ident], default=None)
    if best is None or fits[best] < ENOUGH:
        return None
    said = _explained(words, called[best])
    rivals = (own for ident, own in called.items() if ident != best)
    is_exact = fits[best] == 1
    return best if is_exact or not any(said <= _explained(words, own) for own in rivals) else None


def _fit(words: list[str], own: list[str]) -> float:
    """0 to 1: how much of either is in the other; a long word says more than a short one."""
    both = [*_explained(words, own), *_explained(own, words)]
    size = sum(map(len, {*words})) + sum(map(len, {*own}))
    return sum(map(len, both)) / size if own else 0.0


def _explained(words: list[str], others: list[str]) -> set[str]:
    return {word for word in words if _in(word, others)}


def _in(word: str, others: list[str]) -> bool:
    return any(
        word == other or (len(word) > 3 and SequenceMatcher(None, word, other).ratio() >= ALIKE)
        for other in others
    )


def _words(name: str) -> list[str]:
    """In lower case, without accents, numbers and what cameras add. A script without spaces stays
    one word."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name[:200].casefold())
        if not unicodedata.combining(letter)
    )
    found = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", bare))
    return [word for word in found if word not in NOISE and len(word) > 1][:12]
