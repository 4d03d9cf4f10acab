"""A restaurant's page gets another address, and the old one leads there.

Which addresses it had, a trigger of the database writes down (former_slugs): no way of changing a
slug can forget it, and a chain of changes is one step.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.restaurants import scoped, slugs
from foodapp.restaurants.models import FormerSlug, Restaurant, RestaurantStatus


class AddressTaken(DomainError):
    def __init__(self, slug: str) -> None:
        super().__init__(t("Another restaurant's page is or was at {address}.", address=slug))


@dataclass(frozen=True)
class Moved:
    """It is there, under this slug."""

    slug: str


@dataclass(frozen=True)
class Ended:
    """It was there, and takes no orders any more."""


def whereabouts(session: ReadSession, slug: str) -> Moved | Ended | None:
    """What became of a page that is not at this address. None: there never was one."""
    written = slugs.latin(slug)
    asked = select(Restaurant.slug, Restaurant.status)
    former = asked.join(FormerSlug, col(FormerSlug.restaurant_id) == Restaurant.id)
    for query in (
        asked.where(Restaurant.slug == slug),
        former.where(FormerSlug.slug == slug),
        asked.where(Restaurant.slug == written),
        former.where(FormerSlug.slug == written),
    ):
        found = session.exec(query).first()
        if found is not None:
            return _became(slug, found[0], RestaurantStatus(found[1]))
    return None


def _became(asked: str, slug: str, status: RestaurantStatus) -> Moved | Ended | None:
    if status is RestaurantStatus.SUSPENDED:
        return Ended()
    return Moved(slug) if status is RestaurantStatus.ACTIVE and slug != asked else None


def move(session: Session, admin: Admin, restaurant_id: UUID, *, to: str) -> Restaurant:
    """to: as a person types it; written in Latin letters, as all addresses of pages are."""
    require(admin, Permission.STEER_RESTAURANTS)
    row = session.exec(
        select(Restaurant)
        .where(Restaurant.id == restaurant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound("restaurant")
    slug = slugs.latin(to, row.country)
    if not slug:
        raise DomainError(t("The address needs letters or figures."))
    if slug == row.slug:
        return row
    if _is_anothers(session, row.id, slug):
        raise AddressTaken(slug)
    before, row.slug = row.slug, slug
    scoped.changed(session, row.id)
    audit.note(
        session, admin, "restaurant_moved", "restaurant", row.id, row.name, was=before, now=slug
    )
    return row


def _is_anothers(session: ReadSession, restaurant_id: UUID, slug: str) -> bool:
    now = select(Restaurant.id).where(Restaurant.slug == slug)
    before = select(FormerSlug.restaurant_id).where(FormerSlug.slug == slug)
    return bool({*session.exec(now), *session.exec(before)} - {restaurant_id})


def taken(session: ReadSession) -> set[str]:
    """Addresses that lead somewhere, now or from before."""
    return {*session.exec(select(Restaurant.slug)), *session.exec(select(FormerSlug.slug))}
