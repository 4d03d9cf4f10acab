"""All photos of a dish or of a restaurant, for whoever looks at it."""

from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from foodapp.kit import media
from foodapp.kit.db import ReadSession
from foodapp.menu.models import Photo


def of_item(session: ReadSession, item_id: UUID) -> list[str]:
    """Keys with where to look (kit.media.placed), the one that leads first."""
    return _keys(session, col(Photo.item_id) == item_id)


def of_restaurant(session: ReadSession, restaurant_id: UUID) -> list[str]:
    """Its own, without those of its dishes."""
    return _keys(session, col(Photo.restaurant_id) == restaurant_id, col(Photo.item_id).is_(None))


def _keys(session: ReadSession, *whose: ColumnElement[bool]) -> list[str]:
    rows = session.exec(select(Photo).where(*whose).order_by(col(Photo.position)))
    return [media.placed(row.key, row.focus_x, row.focus_y) for row in rows]
