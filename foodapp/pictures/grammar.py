"""The small words of menus: grammar.toml."""

import tomllib
from functools import cache
from pathlib import Path

from foodapp.pictures.spelling import stem

FILE = Path(__file__).with_name("grammar.toml")


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(tomllib.loads(FILE.read_text(encoding="utf-8"))[name].split())


@cache
def stems(name: str) -> frozenset[str]:
    return frozenset(map(stem, words(name)))
