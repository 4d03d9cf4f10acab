"""Which made picture is a dish's: by its name first, then by what it is said to be made of.

A picture counts only if one of its phrases ("salami pizza", "pho bo") stands in the dish's name, or
in what is said of it. What both are made of speaks for it, another meat or fish against it. Below
GOOD_ENOUGH nothing is chosen: a stand-in is better than a wrong dish.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from foodapp.pictures import grammar, lexicon
from foodapp.pictures.catalogue import Picture, catalogue
from foodapp.pictures.denials import Denied
from foodapp.pictures.dish import Dish
from foodapp.pictures.spelling import tokens

GOOD_ENOUGH = 0.5
IN_THE_TEXT = 0.55  # a phrase that only the description has, as a share of one in the name
A_PART = 0.75  # "Gartenburger" is a burger, said less clearly than "Burger"
ANOTHER_TYPE = 0.6  # "Pancake soup" is no pancake
SHORT = 3  # letters of a word that means something else in many a language
UNKNOWN = 0.4  # weight of a word of the name that no picture knows: "Rosa", "Lupita"
# What a dish is about: of these a picture shows one, and another one in the words is another dish.
MAIN_THINGS = frozenset(
    (
        "chicken", "beef", "pork", "lamb", "veal", "duck", "turkey", "fish", "salmon", "tuna",
        "trout", "eel", "prawn", "crab", "squid", "mussel", "tofu", "paneer", "halloumi", "egg",
        "meat", "sausage", "ham", "bacon", "salami", "mushroom", "chickpea", "lentil", "cheese",
        "spinach", "vegetables",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    key: str
    score: float  # 0 to about 1.4

    @property
    def is_good(self) -> bool:
        return self.score >= GOOD_ENOUGH


@dataclass(frozen=True)
class _Said:
    """The words of a dish as stems, and the things that they name."""

    in_name: frozenset[str]
    in_text: frozenset[str]  # the name's included
    named: frozenset[str]
    named_in_name: frozenset[str]


@dataclass(frozen=True)
class _Index:
    phrases: dict[str, list[tuple[str, ...]]]  # picture -> its phrases as stems
    by_stem: dict[str, frozenset[str]]  # stem -> the pictures with a phrase that has it
    weight: dict[str, float]  # stem -> how much it tells


def best(dish: Dish) -> str:
    """The key of the picture that is good enough; empty: a stand-in is better."""
    first = next(iter(ranked(dish)), None)
    return first.key if first and first.is_good else ""


def may_show(dish: Dish, key: str) -> bool:
    """The picture exists and shows nothing that the dish says it does not contain."""
    one = catalogue().get(key)
    return one is not None and not dish.denied.refuses(one.seen, one.holding)


@lru_cache(maxsize=20_000)
def ranked(dish: Dish) -> tuple[Proposal, ...]:
    """Every picture with something in common that may stand for the dish, the best first."""
    denied = dish.denied
    said = _said(dish, denied)
    found = [
        Proposal(one.key, score)
        for one in map(catalogue().__getitem__, _candidates(said))
        if not denied.refuses(one.seen, one.holding) and (score := _score(dish, said, one)) > 0
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.key)))


def _said(dish: Dish, denied: Denied) -> _Said:
    in_name = _telling(dish.name)
    in_text = in_name | _telling(f"{dish.description} {dish.section}")
    return _Said(in_name, in_text, _named(in_text, denied), _named(in_name, denied))


def _telling(text: str) -> frozenset[str]:
    return frozenset(tokens(text)) - grammar.stems("common")


def _named(stems: frozenset[str], denied: Denied) -> frozenset[str]:
    """The things that are in it: "without cheese" names no cheese."""
    found = lexicon.named(stems)
    return frozenset(one for one in found if not lexicon.things()[one] <= denied.shows)


def _candidates(said: _Said) -> list[str]:
    parts = {part for word in said.in_text for part in _parts(word)}
    found = (_index().by_stem.get(one, frozenset()) for one in said.in_text | parts)
    return sorted(frozenset().union(*found))


@cache
def _index() -> _Index:
    phrases = {key: _phrases(one) for key, one in catalogue().items()}
    pictures: defaultdict[str, set[str]] = defaultdict(set)
    for key, some in phrases.items():
        for one in {part for each in some for part in each}:
            pictures[one].add(key)
    most = math.log(1 + max(len(phrases), 2))
    weight = {one: 0.3 + 0.7 * math.log(1 + len(phrases) / len(keys)) / most
              for one, keys in pictures.items()}  # fmt: skip
    return _Index(phrases, {one: frozenset(keys) for one, keys in pictures.items()}, weight)


def _phrases(one: Picture) -> list[tuple[str, ...]]:
    spelt = (one.name, one.key.replace("-", " "), *one.words)
    common = grammar.stems("common")
    found = [tuple(part for part in tokens(each) if part not in common) for each in spelt]
    plates = grammar.stems("plates")  # said or not
    found += [tuple(part for part in each if part not in plates) for each in found]
    own = frozenset(tokens(f"{one.name} {one.key.replace('-', ' ')}"))
    return [each for each in dict.fromkeys(found) if each and not _is_vague(each, own)]


def _is_vague(phrase: tuple[str, ...], own: frozenset[str]) -> bool:
    """One short word that is not the picture's own name: Spanish bread is an English pan."""
    return len(phrase) == 1 and len(phrase[0]) <= SHORT and phrase[0] not in own


@lru_cache(maxsize=20_000)
def _parts(word: str) -> frozenset[str]:
    """Known stems that a longer word ends with: gartenburg -> burg."""
    known = _index().by_stem
    return frozenset(word[at:] for at in range(2, len(word) - 3) if word[at:] in known)


def _score(dish: Dish, said: _Said, one: Picture) -> float:
    by_words = max(_by_phrase(said, phrase) for phrase in _index().phrases[one.key])
    if not by_words:
        return 0
    made_of = _by_what_it_is_made_of(said, one)
    return by_words + _by_kitchen(dish, one) + made_of - _by_type(said, one)


def _by_phrase(said: _Said, phrase: Sequence[str]) -> float:
    """How telling the phrase is by itself, and how much of the name it explains; 0 unless all of
    it is there."""
    weight = _index().weight
    shares = [_share(said, part) for part in phrase]
    if not all(shares):
        return 0
    told = sum(share * weight[part] for share, part in zip(shares, phrase, strict=True))
    explained = sum(weight[part] for share, part in zip(shares, phrase, strict=True)
                    if share >= A_PART)  # fmt: skip
    whole = sum(weight.get(part, UNKNOWN) for part in said.in_name) or 1
    return min(told / 2, 0.55) + 0.45 * min(explained / whole, 1)


def _share(said: _Said, part: str) -> float:
    if part in said.in_name:
        return 1
    if any(part in _parts(word) for word in said.in_name):
        return A_PART
    return IN_THE_TEXT if part in said.in_text else 0


def _by_type(said: _Said, one: Picture) -> float:
    """What the dish calls itself, and the picture is never called."""
    called = {part for phrase in _index().phrases[one.key] for part in phrase}
    own = said.in_name & grammar.stems("types")
    return ANOTHER_TYPE if any(not _is_called(type_, called) for type_ in own) else 0


def _is_called(type_: str, called: set[str]) -> bool:
    return type_ in called or any(part.endswith(type_) for part in called)


def _by_kitchen(dish: Dish, one: Picture) -> float:
    if not dish.cuisines or not one.cuisines:
        return 0
    return 0.1 if one.cuisines & set(dish.cuisines) else -0.1


def _by_what_it_is_made_of(said: _Said, one: Picture) -> float:
    """What the words name and the picture shows speaks for it; a main thing that they name and it
    does not show against it, and so does one that it shows and they do not name."""
    shown = one.seen | one.holding
    score = 0.0
    for thing in said.named:
        if lexicon.things()[thing] & shown:
            score += 0.1
        elif thing in MAIN_THINGS:
            score -= 0.45 if thing in said.named_in_name else 0.15
    if said.named & MAIN_THINGS:
        unsaid = _shown_mainly(one.key) - said.named - _covered(said.named)
        score -= 0.12 * min(len(unsaid), 3)
    return max(min(score, 0.4), -0.9)


@cache
def _shown_mainly(key: str) -> frozenset[str]:
    seen = catalogue()[key].seen
    return frozenset(thing for thing in MAIN_THINGS if lexicon.things()[thing] & seen)


def _covered(named: frozenset[str]) -> frozenset[str]:
    """Main things that others named imply: "mozzarella" is cheese."""
    meant = frozenset().union(*(lexicon.things()[thing] for thing in named))
    return frozenset(thing for thing in MAIN_THINGS if lexicon.things()[thing] & meant)
