"""The restaurant's answer to a review."""

from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import clock, wording
from foodapp.kit.errors import NotFound
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.reviews.models import Review

MAX = 1_000  # characters


def answer(session: Session, staff: RestaurantStaff, review_id: UUID, *, text: str) -> Review:
    """Seen by everybody below the review. A second answer replaces the first."""
    managers_only(staff)
    review = session.exec(
        select(Review)
        .where(Review.id == review_id, Review.restaurant_id == staff.restaurant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if review is None:
        raise NotFound("review")
    review.answer = wording.paragraph(text, t("Your answer"), most=MAX, needed=True)
    review.answered_at = clock.now()
    announce(session, topics.restaurant(review.restaurant_id), review=str(review.id))
    return review
