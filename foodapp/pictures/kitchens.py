"""Which kitchens may stand for one another where a picture is missing; what their chips show."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from foodapp.pictures.catalogue import written
from foodapp.pictures.dish import Dish
from foodapp.pictures.ingredients import holds

FILE = Path(__file__).with_name("chips.toml")
# Kitchens whose tables are alike, nearest first. One that is not here stands for itself alone:
# nobody is shown dishes of a kitchen that is not theirs.
NEAR: dict[str, tuple[str, ...]] = {
    "pasta": ("italian",),
    "italian": ("pasta", "pizza"),
    "pizza": ("italian",),
    "american": ("burger",),
    "burger": ("american",),
    "barbecue": ("steak_house", "american"),
    "steak_house": ("barbecue",),
    "turkish": ("kebab",),
    "kebab": ("turkish",),
    "sushi": ("japanese",),
    "japanese": ("sushi",),
    "german": ("regional", "austrian"),
    "austrian": ("regional", "german"),
    "regional": ("austrian", "german"),
    "vegetarian": ("vegan",),
    "salad": ("vegan",),
    "cake": ("coffee_shop", "breakfast"),
    "coffee_shop": ("cake", "breakfast"),
    "breakfast": ("coffee_shop", "cake"),
    "asian": ("chinese",),
    "chinese": ("asian",),
}


def related(cuisines: Sequence[str]) -> list[str]:
    """These kitchens, then those near them, each once."""
    near = [other for one in cuisines for other in NEAR.get(one, ())]
    return list(dict.fromkeys([*cuisines, *near]))


def chip_may_stand(cuisine: str, dish: Dish) -> bool:
    """What the chip shows is written down, and the dish denies nothing of it."""
    seen = _chips().get(cuisine)
    return seen is not None and not dish.denied.refuses(seen, holds(seen))


@cache
def _chips() -> dict[str, frozenset[str]]:
    """Cuisine -> the ingredients on its chip, by the dish that it shows."""
    if not FILE.exists():
        return {}
    dishes = written()
    shows: dict[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {key: frozenset(dishes[name]["seen"]) for key, name in shows.items() if name in dishes}
