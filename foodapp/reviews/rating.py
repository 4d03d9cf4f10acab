"""A customer says how it was: once, within two weeks of eating."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select, update

from foodapp.accounts.actors import Customer
from foodapp.kit import clock, outbox
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.text import paragraph
from foodapp.kit.words import n, t
from foodapp.orders import scoped
from foodapp.orders.locking import lock
from foodapp.orders.models import Fulfilment, Order, OrderLine, OrderStatus
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.restaurants import freshness
from foodapp.restaurants.models import Restaurant
from foodapp.reviews.events import ReviewGiven
from foodapp.reviews.models import DishRating, Review

STARS = range(1, 6)
OPEN_FOR = timedelta(days=14)
LONGEST = 1000


class AlreadyRated(DomainError):
    def __init__(self) -> None:
        super().__init__(t("You have already rated this order. Thank you!"))


@dataclass(frozen=True)
class MyReview:
    """What this customer said, and what the restaurant answered. Blank before."""

    food_stars: int = 0
    delivery_stars: int = 0  # 0: not asked, or not answered
    text: str = ""
    answer: str = ""


def rate(
    session: Session,
    customer: Customer,
    order_id: UUID,
    *,
    food_stars: int,
    delivery_stars: int | None = None,
    text: str = "",
    liked: dict[UUID, bool] | None = None,
) -> Review:
    """liked: thumbs up or down by line of the order; lines left out were not judged."""
    order = lock(session, customer, order_id)
    _check(session, order, food_stars, delivery_stars)
    review = Review(
        order_id=order.id,
        restaurant_id=order.restaurant_id,
        customer_id=customer.user_id,
        customer_name=order.customer_name.partition(" ")[0],
        food_stars=food_stars,
        delivery_stars=delivery_stars if order.fulfilment is Fulfilment.DELIVERY else None,
        text=paragraph(text, LONGEST),
    )
    session.add(review)
    session.flush()  # the thumbs refer to it
    session.add_all(_thumbs(session, order, review, liked or {}))
    _count(session, order.restaurant_id, food_stars)
    outbox.record(session, ReviewGiven(review_id=review.id, restaurant_id=order.restaurant_id))
    announce(session, topics.restaurant(order.restaurant_id), review=str(review.id))
    announce(session, topics.order(order.id), order=str(order.id))
    return review


def mine(session: ReadSession, customer: Customer, order_id: UUID) -> MyReview | None:
    found = session.exec(
        select(Review).where(Review.order_id == order_id, Review.customer_id == customer.user_id)
    ).one_or_none()
    if found is None:
        return None
    return MyReview(found.food_stars, found.delivery_stars or 0, found.text, found.answer)


def may_rate(session: ReadSession, customer: Customer, order_id: UUID) -> bool:
    """Delivered, lately, and not rated yet."""
    try:
        order = scoped.of_customer(session, customer, order_id)
    except NotFound:
        return False
    return _is_open(order) and not _is_rated(session, order)


def rateable(session: ReadSession, customer: Customer, limit: int = 50) -> list[UUID]:
    """The orders that this customer may still rate, newest first."""
    return list(
        session.exec(
            select(Order.id)
            .outerjoin(Review, col(Review.order_id) == Order.id)
            .where(
                Order.customer_id == customer.user_id,
                Order.status == OrderStatus.DELIVERED,
                col(Order.delivered_at) > clock.now() - OPEN_FOR,
                col(Review.id).is_(None),
            )
            .order_by(col(Order.created_at).desc())
            .limit(limit)
        )
    )


def _check(session: Session, order: Order, food_stars: int, delivery_stars: int | None) -> None:
    if food_stars not in STARS or (delivery_stars is not None and delivery_stars not in STARS):
        raise DomainError(t("Please choose one to five stars."))
    if order.status is not OrderStatus.DELIVERED:
        raise DomainError(t("You can rate an order once you have it."))
    if _is_rated(session, order):
        raise AlreadyRated
    if not _is_open(order):
        raise DomainError(
            n(
                "Orders can be rated for {count} day.",
                "Orders can be rated for {count} days.",
                OPEN_FOR.days,
            )
        )


def _is_open(order: Order) -> bool:
    delivered_at: datetime | None = order.delivered_at
    return (
        order.status is OrderStatus.DELIVERED
        and delivered_at is not None
        and delivered_at > clock.now() - OPEN_FOR
    )


def _is_rated(session: ReadSession, order: Order) -> bool:
    return session.exec(select(Review.id).where(Review.order_id == order.id)).first() is not None


def _thumbs(
    session: Session, order: Order, review: Review, liked: dict[UUID, bool]
) -> list[DishRating]:
    lines = session.exec(select(OrderLine).where(OrderLine.order_id == order.id)).all()
    if not liked.keys() <= {line.id for line in lines}:
        raise NotFound("dish")
    return [
        DishRating(review_id=review.id, line_id=line.id, item_id=line.item_id, liked=liked[line.id])
        for line in lines
        if line.id in liked
    ]


def _count(session: Session, restaurant_id: UUID, food_stars: int) -> None:
    """The restaurant's average is kept as a sum and a count. Added by the database, so that two
    ratings at once both count; and not by SELECT FOR UPDATE: the review's foreign key has locked
    the same row already, and two of us would then wait for each other."""
    session.exec(
        update(Restaurant)
        .where(col(Restaurant.id) == restaurant_id)
        .values(
            rating_sum=col(Restaurant.rating_sum) + food_stars,
            rating_count=col(Restaurant.rating_count) + 1,
        )
    )
    freshness.touch(session, restaurant_id)
