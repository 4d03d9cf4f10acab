"""Who cooks a kind of food round the visitor, and which dishes."""

from dataclasses import dataclass, field, replace

from foodapp.accounts.actors import Visitor
from foodapp.discovery import reach
from foodapp.discovery.towns import Town
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.restaurants.cuisines import CUISINES
from foodapp.views.customer.discovery import DishCard
from foodapp.views.customer.home import (
    LONG_S,
    MAX_SHOWN,
    PAGE,
    CuisineChip,
    RestaurantCard,
    Wish,
    chips,
    in_reach,
    seconds_unchanged,
    wish_of,
)
from foodapp.views.customer.search import of_kitchens


@dataclass(frozen=True)
class CuisinePage:
    key: str
    name: str  # "Pizza"
    cuisines: list[CuisineChip] = field(default_factory=list)  # of the town: the others, too
    restaurants: list[RestaurantCard] = field(default_factory=list)
    dishes: list[DishCard] = field(default_factory=list)
    count: int = 0  # restaurants that cook it; the first of them are shown
    towns: list[Town] = field(default_factory=list)  # to choose from
    town: str = ""  # key of the one that is shown
    town_name: str = ""
    changes_in_s: float = LONG_S  # the clock alone changes nothing for so long

    @property
    def query(self) -> str:
        """What the other cuisines' addresses end in, to stay in a town that is not the largest."""
        slug = next((town.slug for town in self.towns if town.key == self.town), "")
        return f"?town={slug}" if slug and slug != self.towns[0].slug else ""


def page(
    session: ReadSession, visitor: Visitor, key: str, *, town: str = "", limit: int = PAGE
) -> CuisinePage:
    """In the visitor's town; while it is not known, in the largest. town: a slug, where another is
    asked for."""
    if key not in CUISINES:
        raise NotFound("cuisine")
    wish = _somewhere(wish_of(session, visitor, town=town))
    all_here = in_reach(session, wish)
    found = reach.best_first(
        (one for one in all_here if one.fits_in(key)), wants_delivery=wish.delivers
    )
    name = CUISINES[key].name
    restaurants, dishes, known = of_kitchens(
        session,
        visitor,
        name,
        {one.id: one for one in found},
        wish,
        first=[one.id for one in found[: min(limit, MAX_SHOWN)]],
    )
    return CuisinePage(
        key=key,
        name=name,
        cuisines=chips(session, all_here),
        restaurants=restaurants,
        dishes=dishes,
        count=len(found),
        towns=list(wish.towns),
        town=wish.town,
        town_name=wish.town_name,
        changes_in_s=seconds_unchanged(known),
    )


def _somewhere(wish: Wish) -> Wish:
    if wish.centre is not None or not wish.towns:
        return wish
    largest = wish.towns[0]
    return replace(wish, centre=largest.at, town=largest.key, town_name=largest.name)
