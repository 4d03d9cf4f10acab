"""Menu words as they can be compared: accents off, transliterated, endings cut."""

import re
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{3})")
_ENDINGS = ("en", "es", "er", "s", "n", "e", "i", "o", "a")
SHORTEST = 4  # a stem that is left
MOST_LETTERS = 600


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words in their order, as stems: "Spaghetti ai Pomodori" -> spaghett, ai, pomodor."""
    return tuple(map(stem, words(text)))


def words(text: str) -> list[str]:
    """In plain letters: "Dürüm Döner" -> durum, doner; "كباب" -> kbab."""
    bare = _ARABIC_ARTICLE.sub("", text[:MOST_LETTERS].casefold())
    found = _WORD.findall(anyascii(bare).casefold())
    return [re.sub(r"['’]", "", word) for word in found]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Plural and gender off, and ae, oe, ue as the vowel: Doener and döner are one."""
    short = re.sub(r"([aou])e(?=[^aeiou])", r"\1", word)
    while cut := next((end for end in _ENDINGS if _leaves(short, end)), ""):
        short = short[: -len(cut)]
    return short


def _leaves(word: str, ending: str) -> bool:
    shortest = SHORTEST - 1 if ending == "s" else SHORTEST  # eggs, nuts
    return word.endswith(ending) and len(word) - len(ending) >= shortest
