# ruff: noqa: E501 - a table: one line a cuisine
"""The cuisines customers choose from, and what other words mean them.

Keys are OpenStreetMap's (https://wiki.openstreetmap.org/wiki/Key:cuisine) where it has one.
"""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Cuisine:
    key: str
    name: str
    also: tuple[str, ...] = ()  # other spellings, lower case, plain letters, spaces


_ALL = (
    Cuisine("pizza", "Pizza", ("pizzeria", "pizzas")),
    Cuisine("italian", "Italian", ("italienisch", "italiana", "italien", "italiano", "trattoria")),
    Cuisine("pasta", "Pasta", ("nudeln",)),
    Cuisine("burger", "Burgers", ("burgers", "hamburger")),
    Cuisine("american", "American", ("diner", "usa", "tex usa")),
    Cuisine("barbecue", "Barbecue", ("bbq", "grill", "ribs")),
    Cuisine("steak_house", "Steak", ("steak", "steakhouse", "meat")),
    Cuisine("chicken", "Chicken", ("fried chicken", "wings", "rotisserie")),
    Cuisine("fish", "Fish and seafood", ("seafood", "fisch", "fish and chips")),
    Cuisine("kebab", "Kebab", ("kebap", "doner", "doner kebab", "donerkebab", "durum")),
    Cuisine("turkish", "Turkish", ("turkisch", "tuerkisch")),
    Cuisine("greek", "Greek", ("griechisch", "gyros", "souvlaki")),
    Cuisine("lebanese", "Lebanese", ("libanesisch", "arab", "falafel", "syrian", "middle eastern")),
    Cuisine("persian", "Persian", ("iranian", "afghan")),
    Cuisine("moroccan", "Moroccan", ("african", "ethiopian", "tunisian")),
    Cuisine("indian", "Indian", ("indisch", "curry", "pakistani", "nepalese", "bangladeshi")),
    Cuisine("thai", "Thai", ("thailandisch", "thailaendisch")),
    Cuisine("vietnamese", "Vietnamese", ("vietnamesisch", "pho")),
    Cuisine("chinese", "Chinese", ("chinesisch", "dim sum", "cantonese", "dumplings")),
    Cuisine("japanese", "Japanese", ("japanisch", "ramen", "noodle", "udon")),
    Cuisine("sushi", "Sushi", ("sashimi",)),
    Cuisine("korean", "Korean", ("koreanisch", "bibimbap")),
    Cuisine("asian", "Asian", ("asiatisch", "wok", "oriental", "noodles", "fusion")),
    Cuisine("mexican", "Mexican", ("mexikanisch", "tex mex", "tacos", "burrito", "latin american")),
    Cuisine("spanish", "Spanish", ("tapas", "spanisch", "catalan", "paella")),
    Cuisine("portuguese", "Portuguese", ("portugiesisch", "brazilian")),
    Cuisine("french", "French", ("franzosisch", "franzoesisch", "brasserie", "bistro")),
    Cuisine("crepe", "Crêpes", ("crepes", "creperie", "pancake", "waffle")),
    Cuisine(
        "regional",
        "Regional",
        ("local", "traditional", "heimisch", "gutburgerlich", "swiss", "schweizerisch", "alpine",
         "fondue", "cheese", "liechtenstein", "andorran", "savoyard"),
    ),
    Cuisine("german", "German", ("deutsch", "bavarian", "bayerisch", "schnitzel", "sausage")),
    Cuisine("austrian", "Austrian", ("osterreichisch", "oesterreichisch", "wiener")),
    Cuisine("international", "International", ("european", "modern european", "mediterranean", "balkan")),
    Cuisine("vegetarian", "Vegetarian", ("vegetarisch", "veggie")),
    Cuisine("vegan", "Vegan", ()),
    Cuisine("salad", "Salads and bowls", ("salat", "bowl", "poke", "hawaiian", "healthy")),
    Cuisine("sandwich", "Sandwiches", ("sandwiches", "sandwich bar", "bagel", "snack", "imbiss", "baguette")),
    Cuisine("soup", "Soups", ("suppen",)),
    Cuisine("breakfast", "Breakfast", ("brunch", "fruhstuck", "fruehstueck")),
    Cuisine("coffee_shop", "Coffee", ("coffee", "cafe", "kaffee", "tea", "espresso")),
    Cuisine("cake", "Bakery and cakes", ("bakery", "pastry", "backerei", "baeckerei", "confectionery", "donut", "patisserie")),
    Cuisine("ice_cream", "Ice cream", ("speiseeis", "eis", "gelato", "gelateria", "frozen yogurt", "glace")),
    Cuisine("bar_food", "Bar food", ("pub", "bar", "gastropub", "beer", "friture", "fries", "hot dog")),
)  # fmt: skip

CUISINES: dict[str, Cuisine] = {cuisine.key: cuisine for cuisine in _ALL}
_BY_WORD = {
    word: cuisine.key for cuisine in _ALL for word in (cuisine.key.replace("_", " "), *cuisine.also)
}
_SEPARATORS = re.compile(r"[;,/&+|:]| und | and | et | y ")

# A word in a name that leaves no doubt about the kitchen.
_IN_A_NAME = (
    (re.compile(r"pizz"), "pizza"),
    (re.compile(r"kebap|kebab|doner|doener"), "kebab"),
    (re.compile(r"\bsushi"), "sushi"),
    (re.compile(r"\bthai\b"), "thai"),
    (re.compile(r"burger"), "burger"),
    (re.compile(r"steak"), "steak_house"),
    (re.compile(r"gelat|eisdiele|eiscafe"), "ice_cream"),
    (re.compile(r"creper"), "crepe"),
    (re.compile(r"^(berg)?(gasthof|gasthaus|landgasthof|bergrestaurant)|^borda\b"), "regional"),
)


def plain(text: str) -> str:
    """Lower case, accents off, one space between words: for comparing, never for showing."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.replace("_", " ").split())


def understood(text: str) -> tuple[list[str], list[str]]:
    """The cuisine keys that a tag such as `Pizza & Kebab` names, and the words not understood."""
    keys: list[str] = []
    unknown: list[str] = []
    for word in filter(None, (part.strip() for part in _SEPARATORS.split(plain(text)))):
        key = _BY_WORD.get(word)
        if key is None:
            unknown.append(word)
        elif key not in keys:
            keys.append(key)
    return keys, unknown


def told_by_name(name: str) -> list[str]:
    """The cuisine that a name says by itself (`Pizzeria Toscana`), else nothing."""
    return [key for pattern, key in _IN_A_NAME if pattern.search(plain(name))][:1]
