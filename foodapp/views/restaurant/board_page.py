"""All that the board shows of one restaurant."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from foodapp.accounts.actors import RestaurantStaff
from foodapp.dispatch import returning
from foodapp.kit import clock, when
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
    unanswered: Unanswered  # of its column of new ones


def board_page(
    session: ReadSession, staff: RestaurantStaff, restaurant_id: UUID | None = None
) -> BoardPage:
    """restaurant_id: the one that is shown; None: where they work now. See unanswered_of."""
    _check(staff, restaurant_id)
    found = board.of(session, staff)
    return BoardPage(
        restaurant_id=staff.restaurant_id,
        board=found,
        coming=riders.coming(session, staff),
        expected_back=returning.expected(session, staff),
        unanswered=_unanswered(found),
    )


def unanswered_of(
    session: ReadSession, staff: RestaurantStaff, restaurant_id: UUID | None = None
) -> Unanswered:
    """Somebody may have gone on to another of their restaurants, in another tab: then this one is
    not there."""
    _check(staff, restaurant_id)
    return unanswered(session, staff)


def _unanswered(found: Board) -> Unanswered:
    by = [datetime.fromisoformat(card.answer_by) for card in found.new if card.answer_by]
    zone = ZoneInfo(found.time_zone)
    return Unanswered(len(found.new), when.shown(min(by), zone, clock.now()) if by else "")


def _check(staff: RestaurantStaff, restaurant_id: UUID | None) -> None:
    if restaurant_id not in (None, staff.restaurant_id):
        raise NotFound("restaurant")
