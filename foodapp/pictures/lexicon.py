"""What words of menus mean of what a picture shows: lexicon.toml, and ingredients by name."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from foodapp.pictures.ingredients import ingredients
from foodapp.pictures.spelling import tokens

FILE = Path(__file__).with_name("lexicon.toml")


@cache
def things() -> dict[str, frozenset[str]]:
    """Thing ("cheese", "prawn", "rocket") -> the kinds, allergens and ingredients that it means."""
    said = {name: frozenset(row["shows"]) for name, row in _rows().items()}
    return {name: frozenset({name}) for name in ingredients()} | said


@cache
def by_phrase() -> dict[tuple[str, ...], frozenset[str]]:
    """The stems of a word or phrase -> what it means."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for key, named in _by_spelling().items():
        found[key] = frozenset().union(*(things()[name] for name in named))
    return found


def named(stems: Iterable[str]) -> frozenset[str]:
    """The things that these words name, each by one word."""
    known = _by_spelling()
    return frozenset().union(*(known.get((one,), frozenset()) for one in stems))


@cache
def _by_spelling() -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for name, row in _rows().items():
        for spelt in row["words"]:
            found.setdefault(tokens(spelt), set()).add(name)
    for name in ingredients():
        found.setdefault(tokens(name), {name})
    return {key: frozenset(names) for key, names in found.items()}


@cache
def _rows() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
