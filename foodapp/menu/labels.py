"""What customers call allergens and diets."""

from collections.abc import Sequence

ALLERGEN_NAMES = {
    "gluten": "Gluten", "crustaceans": "Crustaceans", "eggs": "Eggs", "fish": "Fish",
    "peanuts": "Peanuts", "soy": "Soy", "milk": "Milk", "nuts": "Nuts", "celery": "Celery",
    "mustard": "Mustard", "sesame": "Sesame", "sulphites": "Sulphites", "lupin": "Lupin",
    "molluscs": "Molluscs",
}  # fmt: skip
DIET_NAMES = {
    "vegan": "Vegan",
    "vegetarian": "Vegetarian",
    "halal": "Halal",
    "kosher": "Kosher",
    "gluten_free": "Gluten-free",
    "lactose_free": "Lactose-free",
}


def allergens_shown(keys: Sequence[str]) -> str:
    """ "Gluten, milk"; empty where none is declared."""
    names = [ALLERGEN_NAMES.get(key, key).lower() for key in keys]
    return ", ".join(names).capitalize()


def listed(keys: Sequence[str], *, last: str = "and") -> str:
    """ "nuts, milk and eggs" """
    *before, end = [ALLERGEN_NAMES.get(key, key).lower() for key in keys] or [""]
    return f"{', '.join(before)} {last} {end}" if before else end


def diets_shown(keys: Sequence[str]) -> list[str]:
    """Without what another one implies: a vegan dish need not be called vegetarian."""
    return [
        DIET_NAMES.get(key, key) for key in keys if not (key == "vegetarian" and "vegan" in keys)
    ]
