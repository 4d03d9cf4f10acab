"""The town as its history needs it: read from the database once, so that what owners have changed
since it was founded holds for the days that are added later."""

from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.demo_signins import DEMO_SIGNINS
from foodapp.accounts.models import Address, RiderProfile, StaffMember, User
from foodapp.demo.town import people
from foodapp.demo.town.content import Character, Course, shops
from foodapp.kit.geo import Position
from foodapp.menu.reading import ItemCard, read
from foodapp.restaurants import delivering, opening
from foodapp.restaurants.delivering import DeliveryTerms
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import Restaurant

APPETITES = (0.3, 0.5, 0.8, 1.0, 1.0, 1.4, 2.0, 3.0)
# What is liked about dishes of a kind: the first of a menu most, whatever the kind.
LIKED = 2.2  # a dish marked popular, against one that is not


@dataclass(frozen=True)
class KnownShop:
    row: Restaurant
    hours: Hours
    character: Character
    cook_id: UUID  # whose hands are on the tablet
    dishes: dict[Course, list[ItemCard]]
    weights: dict[Course, list[float]]
    at: Position


@dataclass(frozen=True)
class Guest:
    user_id: UUID
    name: str
    places: list[Address]  # home first
    appetite: float  # orders against the average
    tastes: dict[str, float]  # by slug: how often of all restaurants
    favourites: dict[str, int]  # by slug: which of its mains, counted from the first


@dataclass
class KnownRider:
    rider_id: UUID
    user_id: UUID
    pace: float  # 1.0: a bicycle in no hurry
    number: int


@dataclass(frozen=True)
class Town:
    seed: int
    shops: list[KnownShop]
    guests: list[Guest]
    riders: list[KnownRider]
    terms: dict[tuple[UUID, UUID], DeliveryTerms | None] = field(default_factory=dict)


def town(session: Session, seed: int) -> Town:
    """Everybody and everything, in an order that depends on nothing but the seed."""
    known = _shops(session)
    guests = _guests(session, known, seed)
    terms = {
        (shop.row.id, place.id): delivering.terms(shop.row, bands, Position(place.lat, place.lng))
        for shop, bands in [(shop, delivering.bands_of(session, shop.row)) for shop in known]
        for guest in guests
        for place in guest.places
    }
    return Town(seed, known, guests, _riders(session, seed), terms)


def _shops(session: Session) -> list[KnownShop]:
    written = {shop.slug: shop for shop in shops()}
    rows = session.exec(
        select(Restaurant).where(col(Restaurant.slug).in_(written)).order_by(Restaurant.slug)
    ).all()
    return [_shop(session, row, written[row.slug].character) for row in rows]


def _shop(session: Session, row: Restaurant, character: Character) -> KnownShop:
    written = next(shop for shop in shops() if shop.slug == row.slug)
    courses: dict[str, Course] = {section.name: section.course for section in written.sections}
    dishes: dict[Course, list[ItemCard]] = {}
    for category in read(session, row.id).categories:
        dishes.setdefault(courses.get(category.name, "main"), []).extend(category.items)
    weights = {
        course: [(LIKED if item.is_popular else 1.0) / (1 + 0.1 * n) for n, item in enumerate(them)]
        for course, them in dishes.items()
    }
    cook_id = session.exec(
        select(StaffMember.user_id)
        .where(StaffMember.restaurant_id == row.id)
        .order_by(StaffMember.role, col(StaffMember.user_id))
    ).first()
    if cook_id is None:
        raise LookupError(f"{row.slug} has nobody in the kitchen")
    hours = opening.hours_of(session, row)
    return KnownShop(row, hours, character, cook_id, dishes, weights, Position(row.lat, row.lng))


def _guests(session: Session, known: list[KnownShop], seed: int) -> list[Guest]:
    signins = [one.email for one in DEMO_SIGNINS if one.persona == "customer"]
    emails = [*signins, *map(people.email, people.CUSTOMERS)]
    homes: dict[UUID, list[Address]] = {}
    for address in session.exec(select(Address).order_by(Address.label)):
        homes.setdefault(address.user_id, []).append(address)
    users = {
        user.email: user for user in session.exec(select(User).where(col(User.email).in_(emails)))
    }
    return [
        _guest(users[email], homes[users[email].id], known, Random(f"{seed}:guest:{email}"))
        for email in emails
        if email in users and users[email].id in homes
    ]


def _guest(user: User, places: list[Address], known: list[KnownShop], dice: Random) -> Guest:
    """Most people have two or three places they love and a few they try."""
    likes = {shop.row.slug: dice.paretovariate(1.1) for shop in known}
    mains = {
        shop.row.slug: dice.randrange(max(1, len(shop.dishes.get("main", [])))) for shop in known
    }
    return Guest(user.id, user.name, places, dice.choice(APPETITES), likes, mains)


def _riders(session: Session, seed: int) -> list[KnownRider]:
    rows = session.exec(
        select(RiderProfile, User)
        .join(User, col(User.id) == RiderProfile.user_id)
        .where(col(RiderProfile.approved_at).is_not(None))
        .order_by(User.email)
    ).all()
    paces = {"bicycle": 1.0, "scooter": 1.35, "car": 1.3, "foot": 0.5}
    return [
        KnownRider(
            rider.id,
            user.id,
            paces[rider.vehicle] * Random(f"{seed}:rider:{user.email}").uniform(0.9, 1.15),
            number,
        )
        for number, (rider, user) in enumerate(rows)
    ]
