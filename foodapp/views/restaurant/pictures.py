"""The pictures of a menu's dishes as their owner looks them through, and what else there is."""

from dataclasses import dataclass, field
from uuid import UUID

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.menu.own_pictures import asked_of_own
from foodapp.menu.reading import ItemCard
from foodapp.pictures import choosing, showing, switch
from foodapp.pictures.catalogue import Picture, catalogue
from foodapp.pictures.courses import course_of
from foodapp.pictures.dish import Dish
from foodapp.pictures.showing import NEUTRAL, Shown
from foodapp.pictures.spelling import tokens
from foodapp.restaurants.cuisines import CUISINES
from foodapp.views.pictured import small
from foodapp.views.restaurant.reported import reported

MOST = 400
MOST_OFFERED = 60


@dataclass(frozen=True)
class Made:
    """One made picture as a tile; without a key there is none."""

    key: str = ""
    name: str = ""
    shown: Shown = NEUTRAL


@dataclass(frozen=True)
class Proposal:
    """A dish without a photo: what stands for it, or would."""

    item_id: str
    name: str
    description: str
    made: Made
    is_own: bool  # the owner has chosen it
    reports: str  # "Reported by 2 customers", or empty


@dataclass(frozen=True)
class Tile:
    made: Made
    is_proposed: bool  # the best by name
    is_now: bool
    why_not: bool  # it shows what the dish says it does not contain


@dataclass(frozen=True)
class Choice:
    """What there is to choose for one dish."""

    item_id: str = ""
    name: str = ""
    description: str = ""
    is_own: bool = False
    tiles: list[Tile] = field(default_factory=list)
    more: int = 0  # pictures beyond those: search for them


@dataclass(frozen=True)
class PicturesPage:
    restaurant_id: UUID
    rows: list[Proposal]
    are_shown: bool  # to guests: the operator can switch all made pictures off


def page(session: ReadSession, staff: RestaurantStaff) -> PicturesPage:
    rows = proposals(session, staff)
    return PicturesPage(staff.restaurant_id, rows, are_shown=switch.is_on(session))


def proposals(session: ReadSession, staff: RestaurantStaff) -> list[Proposal]:
    """Every dish without a photo, in the order of the menu; those nobody has looked at first."""
    managers_only(staff)
    asked = [(card, dish) for card, dish in asked_of_own(session, staff) if not card.picture]
    said = reported(session, [UUID(card.id) for card, _ in asked])
    found = [_proposal(card, dish, said.get(UUID(card.id), "")) for card, dish in asked[:MOST]]
    return sorted(found, key=lambda one: (not one.reports, one.is_own))


def choice(session: ReadSession, staff: RestaurantStaff, item_id: UUID, words: str) -> Choice:
    """The best by name first, then all that the words find; without words, all there are. What may
    not stand for the dish comes last."""
    managers_only(staff)
    for card, dish in asked_of_own(session, staff):
        if card.id == str(item_id):
            return _choice(card, dish, words)
    raise NotFound("dish")


def made(key: str | None) -> Made:
    one = catalogue().get(key or "")
    if one is None:
        return Made()
    return Made(one.key, one.name, small(showing.illustration(one.key)))


def _proposal(card: ItemCard, dish: Dish, reports: str) -> Proposal:
    key = card.illustration if card.illustration is not None else choosing.best(dish)
    return Proposal(
        card.id,
        card.name,
        card.description,
        made(key) if key else Made(shown=Shown(course=course_of(dish))),
        is_own=card.illustration_chosen is not None,
        reports=reports,
    )


def _choice(card: ItemCard, dish: Dish, words: str) -> Choice:
    ranked = [one.key for one in choosing.ranked(dish)]
    first = {key: place for place, key in enumerate(ranked)}
    found = [one for one in catalogue().values() if _is_meant(one, words)]
    may_not = {one.key for one in found if not choosing.may_show(dish, one.key)}
    found.sort(key=lambda one: (one.key in may_not, first.get(one.key, len(first)), one.name))
    best = choosing.best(dish)
    return Choice(
        item_id=card.id,
        name=card.name,
        description=card.description,
        is_own=card.illustration_chosen is not None,
        tiles=[
            Tile(
                made(one.key),
                is_proposed=one.key == best,
                is_now=one.key == card.illustration,
                why_not=one.key in may_not,
            )
            for one in found[:MOST_OFFERED]
        ],
        more=max(len(found) - MOST_OFFERED, 0),
    )


def _is_meant(one: Picture, words: str) -> bool:
    """Every word typed begins one of the picture's: of its name, what it is called, what is seen,
    or its kitchens."""
    kitchens = [CUISINES[key].name for key in one.cuisines if key in CUISINES]
    own = {part for each in (one.name, *one.words, *one.seen, *kitchens) for part in tokens(each)}
    return all(any(part.startswith(typed) for part in own) for typed in tokens(words))
