"""Addresses, streets and settlements, from the same OpenStreetMap extract as the restaurants."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from foodapp.kit.columns import text_enum


class PlaceKind(StrEnum):
    ADDRESS = "address"  # with a house number
    STREET = "street"
    SETTLEMENT = "settlement"


class KnownPlace(SQLModel, table=True):
    __tablename__ = "places"
    __table_args__ = (
        CheckConstraint("lat BETWEEN -90 AND 90 AND lng BETWEEN -180 AND 180", name="on_earth"),
        Index(
            "ix_places_search",
            "search",
            postgresql_using="gin",
            postgresql_ops={"search": "gin_trgm_ops"},
        ),
        Index("ix_places_position", "lat", "lng"),
        Index("ix_places_street", "street", "city"),
    )

    id: str = Field(primary_key=True, max_length=260)  # OSM id; street/<name>/<settlement>
    kind: PlaceKind = Field(sa_type=text_enum(PlaceKind))
    street: str = Field(default="", max_length=120)
    house_number: str = Field(default="", max_length=16)
    postcode: str = Field(default="", max_length=16)
    city: str = Field(default="", max_length=80)
    lat: float
    lng: float
    search: str = Field(max_length=260)  # plain letters: what typed words are compared with
