"""The photos of a restaurant and of its dishes, as their owner arranges them."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import media
from foodapp.kit.db import ReadSession
from foodapp.menu import photo_names, photos
from foodapp.menu.models import Category, Item, Photo
from foodapp.restaurants.models import Restaurant
from foodapp.views.restaurant.reported import reported

MOST_DISHES = 400


@dataclass(frozen=True)
class PhotoCard:
    """crop: left, top, width, height as parts of the turned picture. turn, brightness: as it was
    retouched; proposed: the brightness that we would take, 1 where it is fine."""

    id: str = ""
    url: str = ""
    large: str = ""
    source: str = ""  # what is retouched: the picture as it came
    focus: list[int] = field(default_factory=lambda: [50, 50])
    crop: list[float] = field(default_factory=lambda: [0.0, 0.0, 1.0, 1.0])
    turn: float = 0.0
    brightness: float = 1.0
    proposed: float = 1.0
    is_first: bool = False


@dataclass(frozen=True)
class DishPhotos:
    id: str
    name: str
    category: str
    photos: list[PhotoCard]
    is_full: bool  # no more can be added
    reports: str = ""  # "Reported by 2 customers": of the first, which guests see


@dataclass(frozen=True)
class PhotosPage:
    restaurant_id: UUID
    own: list[PhotoCard]
    is_full: bool
    logo: str  # its address; empty where there is none
    dishes: list[DishPhotos]
    without: int  # dishes that have none


def page(session: ReadSession, staff: RestaurantStaff) -> PhotosPage:
    """All photos, by dish in the order of the menu. Raises NotAllowed for cooks."""
    managers_only(staff)
    logo = session.exec(select(Restaurant.logo).where(Restaurant.id == staff.restaurant_id)).one()
    albums = _albums(session, staff)
    said = reported(session, [ident for ident in albums if ident])
    dishes = [
        DishPhotos(
            id=str(ident),
            name=name,
            category=category,
            photos=albums[ident],
            is_full=len(albums[ident]) >= photos.MOST_OF_ITEM,
            reports=said.get(ident, ""),
        )
        for ident, name, category in _dishes(session, staff)
    ]
    return PhotosPage(
        restaurant_id=staff.restaurant_id,
        own=albums[None],
        is_full=len(albums[None]) >= photos.MOST_OF_RESTAURANT,
        logo=media.url(logo, "s"),
        dishes=dishes,
        without=sum(not dish.photos for dish in dishes),
    )


def matched(session: ReadSession, staff: RestaurantStaff, names: list[str]) -> list[str]:
    """For each file name the id of the dish that it is likely of, or nothing."""
    managers_only(staff)
    dishes = {ident: name for ident, name, _ in _dishes(session, staff)}
    return [str(found) if found else "" for found in photo_names.match(names, dishes)]


def _dishes(session: ReadSession, staff: RestaurantStaff) -> list[tuple[UUID, str, str]]:
    """As the menu has them: id, name, category."""
    asked = (
        select(Item.id, Item.name, Category.name)
        .join(Category, col(Category.id) == Item.category_id)
        .where(Item.restaurant_id == staff.restaurant_id, col(Item.archived_at).is_(None))
        .order_by(col(Category.position), col(Category.name), col(Item.position), col(Item.name))
        .limit(MOST_DISHES)
    )
    return [(ident, name, category) for ident, name, category in session.exec(asked)]


def _albums(
    session: ReadSession, staff: RestaurantStaff
) -> defaultdict[UUID | None, list[PhotoCard]]:
    """By dish; None: the restaurant's own."""
    albums: defaultdict[UUID | None, list[PhotoCard]] = defaultdict(list)
    rows = session.exec(
        select(Photo)
        .where(Photo.restaurant_id == staff.restaurant_id)
        .order_by(col(Photo.position), col(Photo.id))
    )
    for row in rows:
        albums[row.item_id].append(_card(row, is_first=not albums[row.item_id]))
    return albums


def _card(row: Photo, *, is_first: bool) -> PhotoCard:
    return PhotoCard(
        id=str(row.id),
        url=media.url(row.key, "s"),
        large=media.url(row.key, "l"),
        source=f"/api/restaurant/photo/{row.id}",
        focus=[row.focus_x, row.focus_y],
        crop=[*row.crop],
        turn=row.turn_deg,
        brightness=row.brightness,
        proposed=row.proposed_brightness,
        is_first=is_first,
    )
