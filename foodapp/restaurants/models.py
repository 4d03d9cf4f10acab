"""A restaurant, its special days and its delivery fees."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, Text, inspect, select, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import column_property
from sqlmodel import Field, SQLModel, col

from foodapp.accounts.models import StaffMember
from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t


class RestaurantStatus(StrEnum):
    DRAFT = "draft"  # being set up; customers do not see it
    ACTIVE = "active"
    SUSPENDED = "suspended"  # by an admin, or since the map no longer knows it


COMES_FROM: dict[RestaurantStatus, set[RestaurantStatus]] = {
    RestaurantStatus.DRAFT: {RestaurantStatus.SUSPENDED},  # the map knows it again
    RestaurantStatus.ACTIVE: {RestaurantStatus.DRAFT, RestaurantStatus.SUSPENDED},
    RestaurantStatus.SUSPENDED: {RestaurantStatus.DRAFT, RestaurantStatus.ACTIVE},
}
IS_NOW = {
    RestaurantStatus.DRAFT: t("This restaurant is draft now. Please look again."),
    RestaurantStatus.ACTIVE: t("This restaurant is active now. Please look again."),
    RestaurantStatus.SUSPENDED: t("This restaurant is suspended now. Please look again."),
}


class IllegalRestaurantMove(DomainError):
    def __init__(self, current: RestaurantStatus) -> None:
        super().__init__(IS_NOW[current])


class Restaurant(SQLModel, table=True):
    __tablename__ = "restaurants"
    __table_args__ = (
        # Nearest neighbours: candidates from this index, exact order by geo_m (spike, decision 4).
        Index("ix_restaurants_earth", text("earth_point(lat, lng)"), postgresql_using="gist"),
        Index(
            "ix_restaurants_search",
            text("searchable(name) gin_trgm_ops"),
            postgresql_using="gin",
        ),
        CheckConstraint("lat BETWEEN -90 AND 90 AND lng BETWEEN -180 AND 180", name="on_earth"),
        CheckConstraint("min_order_minor >= 0 AND commission_bps BETWEEN 0 AND 10000", name="sane"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    slug: str = Field(unique=True, max_length=80)
    name: str = Field(max_length=120)
    description: str = Field(default="", max_length=600)
    cuisines: list[str] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(Text), nullable=False, server_default="{}"),
    )  # keys of restaurants.cuisines
    phone: str = Field(default="", max_length=40)  # see kit.phones
    website: str = Field(default="", max_length=300)
    street: str = Field(default="", max_length=120)
    postcode: str = Field(default="", max_length=16)
    city: str = Field(default="", max_length=80)
    country: str = Field(default="", max_length=2)  # ISO 3166-1
    subdivision: str = Field(
        default="", max_length=8, sa_column_kwargs={"server_default": ""}
    )  # whose public holidays it keeps, after the country: BY of DE-BY
    lat: float
    lng: float
    time_zone: str = Field(max_length=64)  # IANA
    currency: str = Field(max_length=3)  # ISO 4217
    picture: str = Field(default="", max_length=200)  # media key of its first photo: the cover
    logo: str = Field(default="", max_length=200)  # media key, square
    emoji: str = Field(default="", max_length=60)  # read by nothing any more

    opening_hours: str = Field(default="", max_length=1000)  # OSM syntax; empty: never open
    paused_until: datetime | None = Field(default=None, sa_type=UTC)
    busy_extra_minutes: int = 0  # added to every promise while the kitchen is busy
    prep_minutes: int = 20  # usual time to cook
    delivers: bool = True
    offers_pickup: bool = True
    takes_cash: bool = True  # at the door, where the platform allows it
    radius_m: int = 4000  # service area as a circle
    service_area: list[Any] | None = Field(
        default=None, sa_column=Column(JSONB, nullable=True)
    )  # or as a polygon: [[lng, lat], ...], overrides the circle
    min_order_minor: int = 0
    commission_bps: int = 1500
    tax_rates: dict[str, int] | None = Field(
        default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True)
    )  # basis points by class of item; None: those of the country, see restaurants.taxes
    prices_include_tax: bool | None = None  # None: as usual in the country

    status: RestaurantStatus = Field(
        default=RestaurantStatus.DRAFT, sa_type=text_enum(RestaurantStatus)
    )
    osm_id: str | None = Field(default=None, unique=True, max_length=32)  # "node/123"
    osm_digest: str = Field(default="", max_length=64)  # of the tags last imported
    owner_edited_at: datetime | None = Field(default=None, sa_type=UTC)
    rating_sum: int = 0  # kept by reviews, of food ratings 1..5
    rating_count: int = 0
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)

    def move_to(self, status: RestaurantStatus) -> None:
        """The only line that opens a restaurant or closes it."""
        if self.status not in COMES_FROM[status]:
            raise IllegalRestaurantMove(self.status)
        self.status = status

    if TYPE_CHECKING:

        @property
        def is_staffed(self) -> bool:
            """Whether anybody works there: where nobody does, no order can be placed."""


# Read with each restaurant, by the index of staff_members.
inspect(Restaurant).add_property(
    "is_staffed",
    column_property(
        select(col(StaffMember.user_id))
        .where(col(StaffMember.restaurant_id) == Restaurant.id)
        .correlate_except(StaffMember)
        .exists()
    ),
)


class DeliveryFeeBand(SQLModel, table=True):
    """What delivery costs up to a distance. The first band that reaches the customer applies."""

    __tablename__ = "delivery_fee_bands"
    __table_args__ = (CheckConstraint("fee_minor >= 0 AND up_to_m > 0", name="band_sane"),)

    restaurant_id: UUID = Field(foreign_key="restaurants.id", primary_key=True, ondelete="CASCADE")
    up_to_m: int = Field(primary_key=True)
    fee_minor: int


class SpecialDay(SQLModel, table=True):
    """A day with other hours than usual: "off", or hours in OSM syntax ("10:00-14:00")."""

    __tablename__ = "special_days"

    restaurant_id: UUID = Field(foreign_key="restaurants.id", primary_key=True, ondelete="CASCADE")
    day: date = Field(primary_key=True)
    hours: str = Field(max_length=200)
    note: str = Field(default="", max_length=80)


class FormerSlug(SQLModel, table=True):
    """An address that a restaurant's page once had: it leads there for ever. Written by the
    database itself whenever a slug changes, whoever changes it."""

    __tablename__ = "former_slugs"

    slug: str = Field(primary_key=True, max_length=80)
    restaurant_id: UUID = Field(foreign_key="restaurants.id", index=True, ondelete="CASCADE")
    left_at: datetime = Field(sa_column=Column(UTC, nullable=False, server_default=text("now()")))
