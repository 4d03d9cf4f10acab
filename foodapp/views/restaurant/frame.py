"""What frames every page of a restaurant's app."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import RestaurantStaff, StaffRole
from foodapp.kit.db import ReadSession
from foodapp.views.restaurant.board import my_restaurants
from foodapp.views.restaurant.unanswered import Unanswered, unanswered


@dataclass(frozen=True)
class Frame:
    restaurant_id: UUID
    role: StaffRole
    choices: list[tuple[str, str]]  # (id, name): where this person works
    waits: Unanswered


def frame(session: ReadSession, staff: RestaurantStaff) -> Frame:
    return Frame(
        restaurant_id=staff.restaurant_id,
        role=staff.role,
        choices=my_restaurants(session, staff),
        waits=unanswered(session, staff),
    )
