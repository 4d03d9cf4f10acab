"""The storefront: which restaurants a visitor can order from, best first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from foodapp.accounts.actors import Visitor
from foodapp.discovery import reach, towns
from foodapp.discovery.reach import MANY_RATINGS, InReach, Order
from foodapp.discovery.towns import Town
from foodapp.kit import clock, money
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position, distance_m, shown_way
from foodapp.kit.words import Words, say, t
from foodapp.menu import pictured
from foodapp.orders import arrival
from foodapp.orders import basket as baskets
from foodapp.orders.basket_models import Basket
from foodapp.orders.models import Fulfilment
from foodapp.pictures import showing
from foodapp.pictures.showing import NEUTRAL, Shown
from foodapp.restaurants import delivering, opening
from foodapp.restaurants.cuisines import CUISINES
from foodapp.restaurants.delivering import Band
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer import discovery
from foodapp.views.customer.badges import badge
from foodapp.views.customer.discovery import DishCard, dish_card
from foodapp.views.customer.listing import Listed, listed

PAGE = 60  # cards shown at first, and more each time when asked for
MAX_SHOWN = 600
NOBODY_YET = "Takes no orders yet"  # nobody works there
LONG_S = 24 * 3600.0


@dataclass(frozen=True)
class RestaurantCard:
    """A restaurant in a list; every text ready to be shown."""

    slug: str
    name: str
    shown: Shown  # its own photo, or a table of its kitchen
    small: Shown  # its own photo, or a cut-out of its kitchen
    cuisines: str  # "Pizza, Italian"
    cuisine_keys: list[str]
    rating: str  # "4.6", empty while few have rated
    rating_count: int
    distance: str  # "1.2 km"
    fee: str  # "€2.90", "Free", empty when it does not come here
    minimum: str
    minutes: str  # "25–35"
    most_minutes: int  # 35
    is_open: bool
    note: str  # "Opens Tue 11:00", "Pausing until 18:30", "Pick-up only"
    is_busy: bool
    delivers_here: bool
    offer: str  # "20% off": what applies by itself just now
    lat: float
    lng: float


@dataclass(frozen=True)
class CuisineChip:
    key: str
    name: str
    shown: Shown  # a cut-out
    count: int


@dataclass(frozen=True)
class Storefront:
    address: str  # "Städtle 49, Vaduz"; empty: none given yet
    lat: float
    lng: float
    fulfilment: str
    restaurants: list[RestaurantCard]
    cuisines: list[CuisineChip]
    again: list[RestaurantCard]  # where this person has ordered before, the latest first
    popular: list[DishCard]
    count: int  # all that fit; restaurants holds the first of them
    towns: list[Town]  # to choose from: there are several, and no address yet
    town: str  # key of the one that was chosen
    changes_in_s: float = LONG_S  # the clock alone changes nothing for so long
    town_name: str = ""


@dataclass(frozen=True)
class Wish:
    """Where and how somebody wants their food, from their basket."""

    place: Position | None  # None: no address given yet
    centre: Position | None  # the place, else the town; None: no restaurant, or no town chosen
    fulfilment: Fulfilment
    written: str  # the address on one line
    towns: tuple[Town, ...] = ()  # to choose from
    town: str = ""  # key of the chosen one
    town_name: str = ""

    @property
    def delivers(self) -> bool:
        return self.fulfilment is Fulfilment.DELIVERY and self.place is not None


def home(
    session: ReadSession,
    visitor: Visitor,
    *,
    cuisine: str = "",
    order: Order = Order.NEAREST,
    limit: int = PAGE,
    town: str = "",
) -> Storefront:
    """The restaurants round the visitor's address, or of their town while there is none: in this
    order the first `limit` of those that cook the cuisine. town: the page of a town is asked for,
    by its slug."""
    wish = wish_of(session, visitor, town=town)
    all_here = in_reach(session, wish)
    found = reach.best_first(
        (one for one in all_here if one.fits_in(cuisine)),
        wants_delivery=wish.delivers,
        order=order,
    )
    page = [one.id for one in found[: min(limit, MAX_SHOWN)]]
    here = {one.id for one in all_here}
    again = [one for one in discovery.known_restaurants(session, visitor) if one in here]
    orderable = [
        one.id for one in all_here if one.is_open and (one.comes_here or not wish.delivers)
    ]
    liked = discovery.popular(session, orderable)
    ids = list(dict.fromkeys((*page, *again, *(one.restaurant_id for one in liked))))
    rows = {one.row.id: one for one in listed(session, ids)}
    wanted = [one for ident, one in rows.items() if ident in {*page, *again}]
    made = cards_of(session, wanted, place=wish.place, fulfilment=wish.fulfilment)
    cards = {card.slug: card for card in made}
    return Storefront(
        address=wish.written,
        lat=wish.centre.lat if wish.centre else 0.0,
        lng=wish.centre.lng if wish.centre else 0.0,
        fulfilment=wish.fulfilment.value,
        restaurants=[cards[rows[one].row.slug] for one in page if one in rows],
        cuisines=chips(session, all_here),
        again=[cards[rows[one].row.slug] for one in again if one in rows],
        popular=_pictured_first(
            dish_card(session, one.dish, rows[one.restaurant_id].row, one.reason)
            for one in liked
            if one.restaurant_id in rows
        ),
        count=len(found),
        towns=list(wish.towns),
        town=wish.town,
        changes_in_s=seconds_unchanged(rows.values()),
        town_name=wish.town_name,
    )


def _pictured_first(dishes: Iterable[DishCard]) -> list[DishCard]:
    """A front page leads with what can be seen."""
    return sorted(dishes, key=lambda one: one.shown.kind not in pictured.PICTURED)


def seconds_unchanged(found: Iterable[Listed]) -> float:
    """Until the first of them opens or closes, or a pause of one is over."""
    now = clock.now()
    moments = (at for one in found for at in (one.hours.next_change(now), one.row.paused_until))
    return min(((at - now).total_seconds() for at in moments if at and at > now), default=LONG_S)


def on_map(
    session: ReadSession, visitor: Visitor, *, cuisine: str = "", town: str = ""
) -> list[InReach]:
    """Where all of them stand."""
    found = in_reach(session, wish_of(session, visitor, town=town))
    return [one for one in found if one.fits_in(cuisine)]


def in_reach(session: ReadSession, wish: Wish) -> list[InReach]:
    if wish.centre is None:
        return []
    return reach.of(session, wish.centre, wish.place, wish.fulfilment)


def wish_of(session: ReadSession, visitor: Visitor, *, town: str = "") -> Wish:
    """Where this visitor wants to eat: their address, else the town they chose or the only one.
    town: its slug, where a page of its own is looked at, whatever they chose."""
    basket = baskets.find(session, visitor)
    if town:
        return _in_town(session, basket, town)
    place = _place(basket)
    fulfilment = basket.fulfilment if basket else Fulfilment.DELIVERY
    if place:
        return Wish(place, place, fulfilment, _written(basket))
    known = towns.of(session)
    chosen = towns.like(known, basket.town) if basket else None
    if chosen is None and len(known) == 1:
        chosen = known[0]
    return Wish(
        place=None,
        centre=chosen.at if chosen else None,
        fulfilment=fulfilment,
        written="",
        towns=tuple(known) if len(known) > 1 else (),
        town=chosen.key if chosen else "",
        town_name=chosen.name if chosen else "",
    )


def _in_town(session: ReadSession, basket: Basket | None, slug: str) -> Wish:
    known = towns.of(session)
    chosen = towns.called(known, slug)
    return Wish(
        place=None,
        centre=chosen.at,
        fulfilment=basket.fulfilment if basket else Fulfilment.DELIVERY,
        written="",
        towns=tuple(known) if len(known) > 1 else (),
        town=chosen.key,
        town_name=chosen.name,
    )


def cards_of(
    session: ReadSession,
    found: Iterable[Listed],
    *,
    place: Position | None,
    fulfilment: Fulfilment = Fulfilment.DELIVERY,
) -> list[RestaurantCard]:
    """Cards in the order to show: what can be had now first, closed last; otherwise as given."""
    now = clock.now()
    found = list(found)
    pictures = pictures_of(session, [one.row for one in found])
    cards = [_card(session, one, pictures[one.row.id], place, fulfilment, now) for one in found]
    wants_delivery = fulfilment is Fulfilment.DELIVERY and place is not None
    return sorted(
        cards, key=lambda card: (not card.is_open, wants_delivery and not card.delivers_here)
    )


def _card(
    session: ReadSession,
    found: Listed,
    picture: Shown,
    place: Position | None,
    fulfilment: Fulfilment,
    now: datetime,
) -> RestaurantCard:
    row, hours = found.row, found.hours
    verdict = opening.orderable(row, hours, now)
    terms = delivering.terms(row, found.bands, place) if place else None
    is_delivery = fulfilment is Fulfilment.DELIVERY
    straight = distance_m(Position(row.lat, row.lng), place) if place else None
    least, most = arrival.minutes_range(
        row.prep_minutes + row.busy_extra_minutes,
        round(straight) if is_delivery and straight is not None else None,
    )
    return RestaurantCard(
        slug=row.slug,
        name=row.name,
        shown=picture,
        small=_small(session, row, picture),
        cuisines=", ".join(CUISINES[key].name for key in row.cuisines if key in CUISINES),
        cuisine_keys=list(row.cuisines),
        rating=rating_of(row),
        rating_count=row.rating_count,
        distance=shown_way(straight) if straight is not None else "",
        fee=_fee(row, found.bands, terms, is_delivery, place is not None),
        minimum=money.shown(row.min_order_minor, row.currency) if row.min_order_minor else "",
        minutes=f"{least}–{most}",
        most_minutes=most,
        is_open=verdict.now,
        note=_note(row, hours, verdict, now, place is not None, terms, is_delivery),
        is_busy=row.busy_extra_minutes > 0,
        delivers_here=terms is not None or place is None,
        offer=badge(found, now, is_delivery=is_delivery) if verdict.now else "",
        lat=row.lat,
        lng=row.lng,
    )


def pictures_of(session: ReadSession, rows: Sequence[Restaurant]) -> dict[UUID, Shown]:
    """Its own photo, else a table of its kitchen, else the best of its dishes."""
    shown = {row.id: showing.of_restaurant(session, row.picture, row.cuisines) for row in rows}
    bare = [ident for ident, one in shown.items() if one.kind == NEUTRAL.kind]
    return shown | pictured.best_of(session, bare)


def _small(session: ReadSession, row: Restaurant, large: Shown) -> Shown:
    found = small_of(session, row)
    return replace(large, blur="") if found.kind == NEUTRAL.kind else found


def small_of(session: ReadSession, row: Restaurant) -> Shown:
    """For a frame of a thumb's size."""
    if row.picture or not row.cuisines:
        return showing.of_restaurant(session, row.picture, row.cuisines)
    return showing.of_cuisine(session, row.cuisines[0])


def _fee(
    row: Restaurant,
    bands: list[Band],
    terms: delivering.DeliveryTerms | None,
    is_delivery: bool,
    has_place: bool,
) -> str:
    if not is_delivery:
        return ""
    if terms is None:
        least = min((band.fee_minor for band in bands), default=0)
        return "" if has_place else _price(least, row.currency, t("from {price}"))
    return _price(terms.fee_minor, row.currency)


def _price(minor: int, currency: str, said: Words | None = None) -> str:
    price = t("{price}") if said is None else said
    return say(price.with_({"price": money.Money(minor, currency)})) if minor else "Free"


def _note(
    row: Restaurant,
    hours: Hours,
    verdict: opening.Orderable,
    now: datetime,
    has_place: bool,
    terms: delivering.DeliveryTerms | None,
    is_delivery: bool,
) -> str:
    if not row.is_staffed:
        return NOBODY_YET
    if row.paused_until and row.paused_until > now:
        return "Pausing for a little while"
    if not verdict.now:
        return hours.words(now)
    if is_delivery and has_place and terms is None:
        return "Pick-up only" if row.offers_pickup else "Does not come here"
    return ""


def rating_of(row: Restaurant) -> str:
    if row.rating_count < MANY_RATINGS:
        return ""
    tenths = money.rounded(row.rating_sum * 10, row.rating_count)
    return f"{tenths // 10}.{tenths % 10}"


def chips(session: ReadSession, found: list[InReach]) -> list[CuisineChip]:
    counts = Counter(key for one in found for key in one.cuisines)
    return [
        CuisineChip(key, CUISINES[key].name, showing.of_cuisine(session, key), count)
        for key, count in counts.most_common(16)
        if key in CUISINES
    ]


def _place(basket: Basket | None) -> Position | None:
    if basket is None or basket.lat is None or basket.lng is None:
        return None
    return Position(basket.lat, basket.lng)


def _written(basket: Basket | None) -> str:
    if basket is None or basket.lat is None:
        return ""
    return ", ".join(part for part in (basket.street, basket.city) if part) or "Chosen on the map"
