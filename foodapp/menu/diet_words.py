"""What a few typed words say of diets and allergens: "vegan curry" asks for a curry that is vegan,
"ohne Nüsse" for whatever is free of nuts. Words as restaurants.cuisines.plain leaves them."""

import re
from dataclasses import dataclass

from foodapp.restaurants.cuisines import plain

_DIETS = {
    "vegan": r"vegan[eoa]?(?:[rsn]|ment)?|vegana?s|vegano?s|veganisch|plant based|rein pflanzlich",
    "vegetarian": r"vegetarian[aoe]?s?|vegetarisch\w*|vegetari[ea]n(?:ne)?s?|vegetarisk|veggie"
    r"|vegetarianisch\w*|meatless|meat free|fleischlos\w*",
    "halal": r"halal|helal",
    "kosher": r"kosher|koscher\w*|kasher|cacher|cascher",
}
_ALLERGENS = {
    "gluten": r"gluten|glutine|wheat|weizen|ble|grano|trigo",
    "crustaceans": r"crustaceans?|shellfish|shrimps?|prawns?|krebstiere?n?|crustaces|crevettes",
    "eggs": r"eggs?|eier?n?|ei|oeufs?|uov[ao]|huevos?",
    "fish": r"fish|fisch\w?|poisson|pesce|pescado",
    "peanuts": r"peanuts?|erdnuss(?:e|en)?|erdnusse?n?|cacahuetes?|arachidi|cacahuates?",
    "soy": r"soya?|soja|soia",
    "milk": r"milk|dairy|milch(?:produkte)?|lait|latte|latticini|leche|lacteos",
    "nuts": r"nuts?|tree nuts|nuss(?:e|en)?|nusse?n?|noix|noci|nueces|frutos secos",
    "celery": r"celery|sellerie|celeri|sedano|apio",
    "mustard": r"mustard|senf|moutarde|senape|mostaza",
    "sesame": r"sesame|sesam|sesamo",
    "sulphites": r"sul(?:ph|f)ites?|sulfiten?|solfiti|sulfitos",
    "lupin": r"lupins?|lupinen?|lupini|altramuces",
    "molluscs": r"molluscs?|mollusks?|weichtiere?n?|mollusques|molluschi|moluscos",
}
_WITHOUT = r"(?:without(?: any)?|free (?:of|from)|no|ohne|frei von|keine?|sans|senza|sin|zonder)"
_FREE = r"(?: |-)?(?:free|frei\w*|vrij|fri)"
_JOINED = r"(?:,| and | or | und | oder | et | ou | e | o | y | )"
_DIET = [(key, re.compile(rf"\b(?:{words})\b")) for key, words in _DIETS.items()]
# Of these two being free is a diet of its own: 20 mg of gluten in a kilogram are allowed in it.
_FREE_DIETS = (
    (
        "lactose_free",
        re.compile(rf"\b(?:la[ck]tose{_FREE}|{_WITHOUT} la[ck]tose|sin lactosa|senza lattosio)\b"),
    ),
    ("gluten_free", re.compile(rf"\bgluten{_FREE}\b")),
)
_NAMED = "|".join(_ALLERGENS.values())
_AVOIDED = re.compile(
    rf"\b(?:{_WITHOUT} (?:{_NAMED})(?:{_JOINED}(?:{_NAMED}))*|(?:{_NAMED}){_FREE})\b"
)
_WHICH = [(key, re.compile(rf"\b(?:{words})(?:{_FREE})?\b")) for key, words in _ALLERGENS.items()]


@dataclass(frozen=True)
class Understood:
    words: str  # what is left to look for
    diets: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    @property
    def is_narrow(self) -> bool:
        """Something was asked of diets or allergens."""
        return bool(self.diets or self.avoid)


def understood(typed: str) -> Understood:
    """`curry without nuts` -> curry, avoiding nuts."""
    text = re.sub(r"[^\w,]+", " ", plain(typed)).strip()
    diets: list[str] = []
    avoid: list[str] = []
    for key, pattern in _FREE_DIETS:
        text, found = pattern.subn(" ", text)
        diets += [key] * bool(found)
    for match in _AVOIDED.finditer(text):
        avoid += [key for key, which in _WHICH if which.search(match.group())]
    text = _AVOIDED.sub(" ", text)
    for key, pattern in _DIET:
        text, found = pattern.subn(" ", text)
        diets += [key] * bool(found)
    return Understood(" ".join(re.findall(r"\w+", text)), tuple(diets), tuple(dict.fromkeys(avoid)))
