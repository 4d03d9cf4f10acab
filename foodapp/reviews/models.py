"""What a customer says of an order that came, and what the restaurant answers."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC


class Review(SQLModel, table=True):
    """One a delivered order."""

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("food_stars BETWEEN 1 AND 5", name="food_stars_1_5"),
        CheckConstraint("delivery_stars BETWEEN 1 AND 5", name="delivery_stars_1_5"),
        Index("ix_reviews_restaurant", "restaurant_id", "created_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    order_id: UUID = Field(foreign_key="orders.id", unique=True, ondelete="CASCADE")
    restaurant_id: UUID = Field(foreign_key="restaurants.id")
    customer_id: UUID = Field(foreign_key="users.id", index=True)
    customer_name: str = Field(max_length=80)  # first name as shown
    food_stars: int
    delivery_stars: int | None = None
    text: str = Field(default="", max_length=1000)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    answer: str = Field(default="", max_length=1000)
    answered_at: datetime | None = Field(default=None, sa_type=UTC)


class DishRating(SQLModel, table=True):
    """Thumbs for one line of the order."""

    __tablename__ = "dish_ratings"

    review_id: UUID = Field(foreign_key="reviews.id", primary_key=True, ondelete="CASCADE")
    line_id: UUID = Field(foreign_key="order_lines.id", primary_key=True, ondelete="CASCADE")
    item_id: UUID | None = Field(
        default=None, foreign_key="menu_items.id", index=True, ondelete="SET NULL"
    )
    liked: bool
