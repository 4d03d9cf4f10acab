"""A restaurant's own page: who they are, what they cook, and what it takes to have it here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlmodel import select

from foodapp.accounts.actors import Visitor
from foodapp.kit import clock, media, money, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.text import address_line
from foodapp.kit.words import Words, paragraph, say, t
from foodapp.menu import album, traits
from foodapp.menu.labels import diets_shown
from foodapp.menu.reading import ItemCard, Menu, menu_of
from foodapp.orders import eating
from foodapp.orders.eating import Mark
from foodapp.orders.models import Fulfilment
from foodapp.pictures import showing
from foodapp.pictures.showing import NEUTRAL, Shown
from foodapp.restaurants.cuisines import CUISINES, plain
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.views import pictured, reviews
from foodapp.views.customer.discovery import price_of
from foodapp.views.customer.home import (
    NOBODY_YET,
    RestaurantCard,
    Wish,
    cards_of,
    pictures_of,
    wish_of,
)
from foodapp.views.customer.listing import Listed, by_slug
from foodapp.views.reviews import ReviewCard

FEW_LEFT = 5  # counted portions from which it is worth saying
MAX_POPULAR = 6
POPULAR = "popular"  # the section that repeats what people like


@dataclass(frozen=True)
class ItemRow:
    """A dish in the menu's list."""

    id: str
    name: str
    description: str
    price: str
    shown: Shown
    diets: list[str]  # as it usually comes
    marks: list[Mark]  # of what its customer avoids
    badges: list[str]  # see menu.traits
    is_popular: bool
    is_available: bool
    has_choices: bool  # or it can go straight into the basket
    note: str  # "Sold out", "Only 3 left"


@dataclass(frozen=True)
class Section:
    id: str
    name: str
    dishes: list[ItemRow]
    is_pictured: bool = False  # of some of them there is a picture: then each has its place


@dataclass(frozen=True)
class DayHours:
    day: str  # "Monday"
    hours: str  # "11:00–14:00, 17:00–22:00", "Closed"
    is_today: bool


@dataclass(frozen=True)
class Profile:
    """The page without its menu; every text ready to be shown."""

    id: str = ""
    slug: str = ""
    name: str = ""
    description: str = ""
    shown: Shown = NEUTRAL  # its own photo, or a table of its kitchen
    on_phones: Shown = NEUTRAL  # the same table, framed for a phone
    cuisines: str = ""
    rating: str = ""
    rating_count: int = 0
    address: str = ""
    phone: str = ""
    is_open: bool = False  # takes orders now
    opening: str = ""  # "Open until 22:00", "Opens Tue 11:00"
    why_not: str = ""  # one sentence when it cannot be ordered now, else empty
    is_busy: bool = False
    minutes: str = ""
    fee: str = ""
    minimum: str = ""
    offer: str = ""  # what applies by itself just now
    distance: str = ""
    is_delivery: bool = False
    has_address: bool = False
    comes_here: bool = False  # or no address is known yet
    offers_pickup: bool = False
    lat: float = 0.0
    lng: float = 0.0
    week: list[DayHours] = field(default_factory=list)


@dataclass(frozen=True)
class RestaurantPage:
    profile: Profile
    sections: list[Section]


@dataclass(frozen=True)
class Facts:
    """What every form of the page is made from, read once."""

    listed: Listed
    menu: Menu

    @property
    def row(self) -> Restaurant:
        return self.listed.row

    @property
    def hours(self) -> Hours:
        return self.listed.hours

    def seconds_unchanged(self, now: datetime) -> float:
        """How long the clock alone changes nothing: until it opens or closes, a pause ends, a dish
        is back, or the week's first day is another one."""
        tomorrow = now.astimezone(self.hours.zone).date() + timedelta(days=1)
        midnight = datetime.combine(tomorrow, time(), self.hours.zone)
        backs = (at for item in self.menu.items() for at in item.back_at())
        moments = (self.hours.next_change(now), self.row.paused_until, midnight, *backs)
        return min((at - now).total_seconds() for at in moments if at is not None and at > now)


def page(session: ReadSession, visitor: Visitor, slug: str) -> RestaurantPage:
    """As this visitor sees it: fee, minimum and reach are those of their address."""
    return page_of(session, visitor, facts_of(session, slug))


def page_of(session: ReadSession, visitor: Visitor, facts: Facts) -> RestaurantPage:
    if visitor.is_anybody:
        return page_for_all(session, facts)
    avoids = eating.avoided(session, visitor)
    return _page(session, facts, wish_of(session, visitor), avoids)


def public_page(session: ReadSession, slug: str) -> RestaurantPage:
    """As anybody sees it, a search engine too."""
    return page_for_all(session, facts_of(session, slug))


def page_for_all(session: ReadSession, facts: Facts) -> RestaurantPage:
    return _page(session, facts, Wish(None, None, Fulfilment.DELIVERY, ""))


def facts_of(session: ReadSession, slug: str) -> Facts:
    found = by_slug(session, slug)
    if found is None:
        raise NotFound("restaurant")
    return Facts(found, menu_of(session, found.row.id))


@dataclass(frozen=True)
class About:
    """What is told of a restaurant beside its menu."""

    logo: str  # its address; empty where there is none
    photos: list[Shown]  # its own, the cover first
    reviews: list[ReviewCard]


def about(session: ReadSession, visitor: Visitor, slug: str) -> About:
    row = find(session, slug)
    photos = [Shown(showing.PHOTO, photo=key) for key in album.of_restaurant(session, row.id)]
    return About(media.url(row.logo, "s"), photos, reviews.public(session, row.id))


def link_facts(session: ReadSession, slug: str) -> tuple[str, str, str, Shown]:
    """(slug, name, cuisines, picture) of a link to it."""
    row = find(session, slug)
    cuisines = ", ".join(CUISINES[key].name for key in row.cuisines if key in CUISINES)
    shown = pictures_of(session, [row])[row.id]
    return row.slug, row.name, cuisines, shown


def find(session: ReadSession, slug: str) -> Restaurant:
    row = session.exec(
        select(Restaurant).where(
            Restaurant.slug == slug, Restaurant.status == RestaurantStatus.ACTIVE
        )
    ).one_or_none()
    if row is None:
        raise NotFound("restaurant")
    return row


def item_of(session: ReadSession, restaurant_id: UUID, item_id: UUID) -> ItemCard:
    menu = menu_of(session, restaurant_id)
    item = next((item for item in menu.items() if item.id == str(item_id)), None)
    if item is None:
        raise NotFound("dish")
    return item


def sections_of(
    session: ReadSession, menu: Menu, row: Restaurant, avoids: Sequence[str] = ()
) -> list[Section]:
    """The menu in its order, what people like best once more at the top."""
    sections = [
        _section(
            category.id,
            category.name,
            [row_of(session, item, row, avoids) for item in category.items],
        )
        for category in menu.categories
    ]
    liked = [item for section in sections for item in section.dishes if item.is_popular]
    liked = [item for item in liked if item.is_available][:MAX_POPULAR]
    said = traits.TRAITS["is_popular"].badge  # by the heading, of all of them
    liked = [replace(one, badges=[it for it in one.badges if it != said]) for one in liked]
    return [_section(POPULAR, "Popular", liked), *sections] if liked else sections


def _section(ident: str, name: str, dishes: list[ItemRow]) -> Section:
    return Section(ident, name, dishes, any(row.shown.kind != NEUTRAL.kind for row in dishes))


def matching(sections: list[Section], words: str) -> list[Section]:
    """The dishes that hold all the words, in name or description; accents and case aside."""
    wanted = plain(words).split()
    if not wanted:
        return sections
    found = [
        _section(section.id, section.name, [row for row in section.dishes if _holds(row, wanted)])
        for section in sections
        if section.id != POPULAR
    ]
    return [section for section in found if section.dishes]


def _holds(row: ItemRow, wanted: list[str]) -> bool:
    text = plain(f"{row.name} {row.description}")
    return all(word in text for word in wanted)


def row_of(
    session: ReadSession, item: ItemCard, row: Restaurant, avoids: Sequence[str] = ()
) -> ItemRow:
    """A dish in the menu's list. avoids: allergens of this customer, in the EU's order."""
    return ItemRow(
        id=item.id,
        name=item.name,
        description=item.description,
        price=price_of(item, row.currency),
        shown=pictured.of_item(session, item, row.cuisines),
        diets=diets_shown(item.usually().diets),
        marks=eating.marks_before(item, avoids),
        badges=traits.badges(item),
        is_popular=item.is_popular,
        is_available=item.is_available,
        has_choices=bool(item.variations or item.groups),
        note=stock_note(item),
    )


def stock_note(item: ItemCard) -> str:
    if not item.is_available:
        return "Sold out"
    if item.stock is not None and item.stock <= FEW_LEFT:
        return say(t("Only {left} left", left=item.stock))
    return ""


def _page(
    session: ReadSession, facts: Facts, wish: Wish, avoids: Sequence[str] = ()
) -> RestaurantPage:
    (card,) = cards_of(session, [facts.listed], place=wish.place, fulfilment=wish.fulfilment)
    return RestaurantPage(
        profile=_profile(session, facts.row, card, facts.hours, wish, clock.now()),
        sections=sections_of(session, facts.menu, facts.row, avoids),
    )


def _profile(
    session: ReadSession,
    row: Restaurant,
    card: RestaurantCard,
    hours: Hours,
    wish: Wish,
    now: datetime,
) -> Profile:
    is_delivery = wish.fulfilment is Fulfilment.DELIVERY
    return Profile(
        id=str(row.id),
        slug=row.slug,
        name=row.name,
        description=row.description,
        shown=card.shown,
        on_phones=_on_phones(session, row),
        cuisines=card.cuisines,
        rating=card.rating,
        rating_count=card.rating_count,
        address=address_line(row.street, row.postcode, row.city),
        phone=row.phone,
        is_open=card.is_open,
        opening=hours.words(now) if row.is_staffed else NOBODY_YET,
        why_not=_why_not(row, card, hours, now, is_delivery),
        is_busy=card.is_busy,
        minutes=card.minutes,
        fee=card.fee,
        minimum=money.shown(row.min_order_minor, row.currency) if row.min_order_minor else "",
        offer=card.offer,
        distance=card.distance,
        is_delivery=is_delivery,
        has_address=wish.place is not None,
        comes_here=card.delivers_here,
        offers_pickup=row.offers_pickup,
        lat=row.lat,
        lng=row.lng,
        week=week_of(hours, now),
    )


def _on_phones(session: ReadSession, row: Restaurant) -> Shown:
    """A photo is cropped; a table of ours has a framing of its own."""
    return NEUTRAL if row.picture else showing.table(session, row.cuisines, phone=True)


def _why_not(
    row: Restaurant, card: RestaurantCard, hours: Hours, now: datetime, is_delivery: bool
) -> str:
    """The first thing that stands in the way, and what to do about it."""
    if not row.is_staffed:
        return say(t("{restaurant} takes no orders yet.", restaurant=row.name))
    if row.paused_until and row.paused_until > now and hours.is_open(now):
        back = f"{row.paused_until.astimezone(hours.zone):%H:%M}"
        return _later(t("{restaurant} is pausing until {time}.", restaurant=row.name, time=back))
    if not card.is_open:
        closed = t("{restaurant} is closed now.", restaurant=row.name)
        if hours.opens_next(now) is None:
            return say(closed)
        return _later(closed, t("{opening}.", opening=hours.words(now)))
    if is_delivery and not card.delivers_here:
        far = t("{restaurant} does not deliver to your address.", restaurant=row.name)
        return paragraph([far, t("You can pick up yourself.")] if row.offers_pickup else [far])
    if not is_delivery and not row.offers_pickup:
        return say(t("{restaurant} does not offer pick-up.", restaurant=row.name))
    return ""


def _later(*why: Words) -> str:
    return paragraph([*why, t("You can order for later.")])


def week_of(hours: Hours, now: datetime) -> list[DayHours]:
    """Today and the six days after it, on the restaurant's clock."""
    today = now.astimezone(hours.zone).date()
    days = [today + timedelta(days=n) for n in range(7)]
    shown = []
    for day in days:
        spans = [
            f"{span.opens_at.astimezone(hours.zone):%H:%M}–"
            f"{span.closes_at.astimezone(hours.zone):%H:%M}"
            for span in hours.intervals(day)
        ]
        text = ", ".join("All day" if span == "00:00–00:00" else span for span in spans)
        shown.append(DayHours(when.Day(day, "EEEE").shown(), text or "Closed", day == today))
    return shown
