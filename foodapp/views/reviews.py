"""What customers said about a restaurant, latest first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, func, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import rounded
from foodapp.orders.models import Order, OrderLine
from foodapp.reviews.models import DishRating, Review

PAGE = 20
MAX = 100


@dataclass(frozen=True)
class ReviewCard:
    id: str
    customer: str
    food_stars: int
    delivery_stars: int  # 0: not rated
    text: str
    created_at: str  # ISO UTC
    day: str  # "20 Nov 2026"
    answer: str
    answered_at: str
    order_number: str  # empty on public pages
    liked: list[str]  # dishes with a thumb up
    disliked: list[str]


@dataclass(frozen=True)
class Rating:
    """average: "4.6", empty without reviews. shares: percent of 5, 4, 3, 2, 1 stars."""

    average: str
    count: int
    shares: list[int]
    unanswered: int


def public(session: ReadSession, restaurant_id: UUID, *, limit: int = PAGE) -> list[ReviewCard]:
    """For the restaurant's page; without what only the restaurant may know."""
    return _cards(session, restaurant_id, 0, limit, unanswered=False, with_order=False)


def rating(session: ReadSession, restaurant_id: UUID) -> Rating:
    rows = session.exec(
        select(Review.food_stars, func.count(), func.count(col(Review.answered_at)))
        .where(Review.restaurant_id == restaurant_id)
        .group_by(col(Review.food_stars))
    ).all()
    by_stars = {stars: count for stars, count, _ in rows}
    count = sum(by_stars.values())
    tenths = rounded(10 * sum(stars * n for stars, n in by_stars.items()), count) if count else 0
    return Rating(
        average=f"{tenths // 10}.{tenths % 10}" if count else "",
        count=count,
        shares=[rounded(100 * by_stars.get(n, 0), count or 1) for n in (5, 4, 3, 2, 1)],
        unanswered=count - sum(answered for _, _, answered in rows),
    )


def own(
    session: ReadSession,
    staff: RestaurantStaff,
    *,
    page: int = 0,
    unanswered: bool = False,
    limit: int = PAGE,
) -> list[ReviewCard]:
    """For the restaurant itself, with the order each is about."""
    managers_only(staff)
    return _cards(session, staff.restaurant_id, page, limit, unanswered, with_order=True)


def own_rating(session: ReadSession, staff: RestaurantStaff) -> Rating:
    managers_only(staff)
    return rating(session, staff.restaurant_id)


def _cards(
    session: ReadSession,
    restaurant_id: UUID,
    page: int,
    limit: int,
    unanswered: bool,
    with_order: bool,
) -> list[ReviewCard]:
    limit = min(limit, MAX)
    wanted = (
        select(Review, Order.number)
        .join(Order, col(Order.id) == Review.order_id)
        .where(Review.restaurant_id == restaurant_id)
        .order_by(col(Review.created_at).desc(), col(Review.id))
        .offset(page * limit)
        .limit(limit)
    )
    if unanswered:
        wanted = wanted.where(col(Review.answered_at).is_(None))
    rows = session.exec(wanted).all()
    dishes = _dishes(session, [review.id for review, _ in rows])
    return [
        _card(review, number if with_order else "", dishes[review.id]) for review, number in rows
    ]


def _card(review: Review, number: str, dishes: list[tuple[str, bool]]) -> ReviewCard:
    return ReviewCard(
        id=str(review.id),
        customer=review.customer_name,
        food_stars=review.food_stars,
        delivery_stars=review.delivery_stars or 0,
        text=review.text,
        created_at=review.created_at.isoformat(),
        day=when.Day(review.created_at.date(), "d MMM y").shown(),
        answer=review.answer,
        answered_at=_iso(review.answered_at),
        order_number=number,
        liked=[name for name, liked in dishes if liked],
        disliked=[name for name, liked in dishes if not liked],
    )


def _dishes(session: ReadSession, review_ids: list[UUID]) -> dict[UUID, list[tuple[str, bool]]]:
    found: dict[UUID, list[tuple[str, bool]]] = defaultdict(list)
    rows = session.exec(
        select(DishRating.review_id, OrderLine.name, DishRating.liked)
        .join(OrderLine, col(OrderLine.id) == DishRating.line_id)
        .where(col(DishRating.review_id).in_(review_ids))
        .order_by(col(OrderLine.position))
    ).all()
    for review_id, name, liked in rows:
        found[review_id].append((name, liked))
    return found


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
