"""When a restaurant is open, as its owner edits it."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit.db import ReadSession
from foodapp.restaurants import hours_editing
from foodapp.restaurants.hours_editing import HoursCard


@dataclass(frozen=True)
class HoursPage:
    restaurant_id: UUID
    card: HoursCard


def hours(session: ReadSession, staff: RestaurantStaff) -> HoursPage:
    return HoursPage(staff.restaurant_id, hours_editing.of(session, staff))
