"""What guests say, and what a restaurant has answered."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit.db import ReadSession
from foodapp.views import reviews as reviews_view
from foodapp.views.restaurant.complaints import DishComplaints, complaints
from foodapp.views.reviews import Rating, ReviewCard


@dataclass(frozen=True)
class ReviewsPage:
    restaurant_id: UUID
    cards: list[ReviewCard]
    has_more: bool
    rating: Rating
    complaints: list[DishComplaints]


def reviews(
    session: ReadSession, staff: RestaurantStaff, *, unanswered: bool, limit: int
) -> ReviewsPage:
    found = reviews_view.own(session, staff, unanswered=unanswered, limit=limit + 1)
    return ReviewsPage(
        restaurant_id=staff.restaurant_id,
        cards=found[:limit],
        has_more=len(found) > limit,
        rating=reviews_view.own_rating(session, staff),
        complaints=complaints(session, staff.restaurant_id),
    )
