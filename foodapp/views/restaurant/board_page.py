"""All that the board shows of one restaurant."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import RestaurantStaff
from foodapp.dispatch import returning
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.views.restaurant import board, riders
from foodapp.views.restaurant.board import Board
from foodapp.views.restaurant.riders import Coming
from foodapp.views.restaurant.unanswered import Unanswered, unanswered


@dataclass(frozen=True)
class BoardPage:
    restaurant_id: UUID
    board: Board
    coming: dict[str, Coming]  # order id -> its rider
    expected_back: list[str]  # ids of orders that could not be handed over


def board_page(
    session: ReadSession, staff: RestaurantStaff, restaurant_id: UUID | None = None
) -> BoardPage:
    """restaurant_id: the one that is shown; None: where they work now. See unanswered_of."""
    _check(staff, restaurant_id)
    return BoardPage(
        restaurant_id=staff.restaurant_id,
        board=board.of(session, staff),
        coming=riders.coming(session, staff),
        expected_back=returning.expected(session, staff),
    )


def unanswered_of(
    session: ReadSession, staff: RestaurantStaff, restaurant_id: UUID | None = None
) -> Unanswered:
    """Somebody may have gone on to another of their restaurants, in another tab: then this one is
    not there."""
    _check(staff, restaurant_id)
    return unanswered(session, staff)


def _check(staff: RestaurantStaff, restaurant_id: UUID | None) -> None:
    if restaurant_id not in (None, staff.restaurant_id):
        raise NotFound("restaurant")
