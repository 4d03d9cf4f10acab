"""The copy of a restaurant's data that its owners can fetch."""

from dataclasses import dataclass

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.privacy import restaurant_copies


@dataclass(frozen=True)
class RestaurantCopy:
    id: str = ""  # of one that can be fetched
    until: str = ""
    is_being_made: bool = False


def copy(session: ReadSession, staff: RestaurantStaff) -> RestaurantCopy:
    row = restaurant_copies.latest(session, staff)
    if row is None or row.made_at is None:
        return RestaurantCopy(is_being_made=row is not None)
    if row.file_id is None or row.expires_at is None:
        return RestaurantCopy()
    return RestaurantCopy(str(row.id), when.shown(row.expires_at, when.town(), clock.now()))
