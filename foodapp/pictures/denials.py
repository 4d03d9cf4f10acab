"""What a dish says it does not contain: by what is declared, and in its own words.

Words are read in the languages of lexicon.toml. In doubt more is denied than was meant ("vegan on
request"): a stand-in is better than a picture that says the wrong thing about a plate.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from foodapp.pictures import grammar
from foodapp.pictures.ingredients import RULED_OUT
from foodapp.pictures.lexicon import by_phrase
from foodapp.pictures.spelling import stem, words

_CLAUSE = re.compile(r"[.;:!?()|/]+")
_FREE = re.compile(r"(?:frei(?:e[snrm]?)?|free|vrije?|loos|loze|los(?:e[snrm]?)?|less|siz|suz)$")
_FREE_WORDS = frozenset(("free", "frei", "freie", "freier", "freies", "freien", "vrij", "fri"))
_DIETS = (
    ("vegan", re.compile(r"vegan|vegetalien|veganisch|pflanzlich|plantbas|plantaardig|^nbty")),
    ("vegetarian", re.compile(r"veg+etar|veg+ie?s?$|vej[ei]tar|meatless|fleischlos")),
    ("halal", re.compile(r"^hal+al$|^helal$|^hll$")),
    ("kosher", re.compile(r"^ko(?:s|sc)her|^kas+her|^ca(?:s|sc)?her$|^kashrut")),
    ("gluten_free", re.compile(r"^gluten(?:frei|free|vrij)|^glutensiz")),
    ("lactose_free", re.compile(r"^la[ck]tos?[ez]?(?:frei|free|vrij|siz|suz)")),
)
_SAID_APART = (("vegan", ("plant", "based")), ("vegan", ("rein", "pflanzlich")))


@dataclass(frozen=True)
class Denied:
    """shows: kinds, allergens and ingredients that no picture of the dish may show."""

    shows: frozenset[str] = frozenset()

    def refuses(self, seen: frozenset[str], holding: frozenset[str]) -> frozenset[str]:
        """Which of these a picture shows; empty: it may stand for the dish."""
        return self.shows & (seen | holding)


def denied(
    text: str, *, diets: Iterable[str], free_of: Iterable[str], contains: Iterable[str] = ()
) -> Denied:
    """text: name and description. diets, free_of, contains: as declared, of the dish as it usually
    comes. Milk without lactose is milk: who declares both may show it."""
    said = set(diets) | diets_in(text)
    if "milk" in set(contains):
        said.discard("lactose_free")
    out = set(free_of) | set(in_words(text))
    for diet in said:
        out |= RULED_OUT.get(diet, frozenset())
    if "milk" in out:
        out.add("dairy")
    if "eggs" in out:
        out.add("egg")
    return Denied(frozenset(out))


@lru_cache(maxsize=20_000)
def diets_in(text: str) -> frozenset[str]:
    plain = words(text)
    found = {diet for diet, pattern in _DIETS for word in plain if pattern.search(word)}
    pairs = list(zip(map(stem, plain), map(stem, plain[1:]), strict=False))
    return frozenset(
        found | {diet for diet, pair in _SAID_APART if tuple(map(stem, pair)) in pairs}
    )


@lru_cache(maxsize=20_000)
def in_words(text: str) -> frozenset[str]:
    """ "without cheese or egg", "käsefrei", "no-egg", "sin carne" -> what is not in it."""
    return frozenset().union(*(_denied_in(words(clause)) for clause in _CLAUSE.split(text)))


def _denied_in(plain: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for at, word in enumerate(plain):
        if word in grammar.words("without"):
            found |= _listed(plain[at + 1 :])
        if word in _FREE_WORDS and plain[at + 1 : at + 2] in (["from"], ["of"], ["von"], ["van"]):
            found |= _listed(plain[at + 2 :])
        elif word in _FREE_WORDS:
            found |= _shown_by(plain[max(0, at - 3) : at], from_the_end=True)
        if suffix := _FREE.search(word):
            found |= _shown_by([word[: suffix.start()].rstrip("-")])
    return found


def _listed(following: Sequence[str]) -> set[str]:
    """What is named right after a negation, and joined to it."""
    found: set[str] = set()
    rest = list(following)
    while rest:
        if rest[0] in grammar.words("passed"):
            rest.pop(0)
            continue
        length, shows = _longest(rest)
        if not length:
            return found
        found |= shows
        del rest[:length]
    return found


def _longest(rest: Sequence[str]) -> tuple[int, frozenset[str]]:
    for length in (3, 2, 1):
        key = tuple(map(stem, rest[:length]))
        if len(key) == length and key in by_phrase():
            return length, by_phrase()[key]
    return 0, frozenset()


def _shown_by(part: Sequence[str], *, from_the_end: bool = False) -> set[str]:
    """What these words name; from_the_end: only what ends them ("dairy free", "red meat free")."""
    for start in range(len(part)):
        key = tuple(map(stem, part[start:]))
        if key in by_phrase():
            return set(by_phrase()[key])
        if not from_the_end:
            break
    return set()
