"""What the search page's address asks for: the same for the live page and for the server's.

/search?q=pizza&diet_vegan=1&avoid_milk=1&open=1&soon=1&up_to=1000&town=vaduz
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from customer import addresses
from foodapp.kit import money
from foodapp.kit.settings import settings
from foodapp.kit.words import say, t
from foodapp.menu.labels import ALLERGEN_NAMES, DIET_NAMES
from foodapp.views.customer.search import LONGEST, Filters

SOON = 30  # minutes
# Minor units: 10 and 15 where a hundred of them make one; 1,000 and 1,500 where one does.
PRICES = {
    minor: say(
        t("Up to {price}", price=money.shown(minor, settings().currency).removesuffix(".00"))
    )
    for minor in (1000, 1500)
}
SUGGESTED = ("Pizza", "Burger", "Sushi", "Curry", "Noodles", "Salad", "Ice cream")
LEAVE_OUT = "Leave out dishes with"
FREE_OF = (
    "Only what is stated to be free of it is shown: what may hold traces, or of which nobody has"
    " said anything, is left out."
)
YES = "1"
DIET, AVOID = "diet_", "avoid_"  # before a key


@dataclass(frozen=True)
class Asked:
    words: str = ""
    diets: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    open_now: bool = False
    soon: bool = False
    up_to: int = 0  # one of PRICES; 0: whatever it costs
    town: str = ""  # a slug
    filters_shown: bool = False  # the allergens to choose from

    def filters(self) -> Filters:
        within = SOON if self.soon else 0
        return Filters(self.diets, self.avoid, self.open_now, within, self.up_to)

    def address(self) -> str:
        said = urlencode(self.query())
        return f"{addresses.SEARCH}?{said}" if said else addresses.SEARCH

    def query(self) -> dict[str, str]:
        """As `asked` reads it."""
        said = {
            "q": self.words,
            **{DIET + key: YES for key in self.diets},
            **{AVOID + key: YES for key in self.avoid},
            "open": YES if self.open_now else "",
            "soon": YES if self.soon else "",
            "up_to": str(self.up_to or ""),
            "allergens": YES if self.filters_shown else "",
            "town": self.town,
        }
        return {name: value for name, value in said.items() if value}


def asked(query: Mapping[str, str]) -> Asked:
    """What is not known is not asked for."""
    return Asked(
        words=query.get("q", "")[:LONGEST].replace("\0", ""),
        diets=tuple(key for key in DIET_NAMES if query.get(DIET + key) == YES),
        avoid=tuple(key for key in ALLERGEN_NAMES if query.get(AVOID + key) == YES),
        open_now=query.get("open") == YES,
        soon=query.get("soon") == YES,
        up_to=next((minor for minor in PRICES if str(minor) == query.get("up_to")), 0),
        town=query.get("town", "")[:80],
        filters_shown=query.get("allergens") == YES,
    )
