"""What customers call allergens and diets."""

from collections.abc import Sequence

from foodapp.kit.words import Value, Words, t

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

# The same within a sentence.
_ALLERGENS_SAID = {
    "gluten": t("gluten"), "crustaceans": t("crustaceans"), "eggs": t("eggs"), "fish": t("fish"),
    "peanuts": t("peanuts"), "soy": t("soy"), "milk": t("milk"), "nuts": t("nuts"),
    "celery": t("celery"), "mustard": t("mustard"), "sesame": t("sesame"),
    "sulphites": t("sulphites"), "lupin": t("lupin"), "molluscs": t("molluscs"),
}  # fmt: skip
_DIETS_SAID = {
    "vegan": t("vegan"),
    "vegetarian": t("vegetarian"),
    "halal": t("halal"),
    "kosher": t("kosher"),
    "gluten_free": t("gluten-free"),
    "lactose_free": t("lactose-free"),
}


def allergens_said(keys: Sequence[str]) -> tuple[Value, ...]:
    """As a value of a message: "nuts, milk and eggs"."""
    return tuple(_ALLERGENS_SAID.get(key, key) for key in keys)


def diet_said(key: str) -> Words:
    return _DIETS_SAID[key]


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
