"""A restaurant with all that decides whether, where and at what fee it serves: in one look."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlmodel import col

from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.json_rows import json_list
from foodapp.restaurants import opening, rates
from foodapp.restaurants.delivering import Band
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, SpecialDay


@dataclass(frozen=True)
class ServiceTerms:
    row: Restaurant
    bands: list[Band]
    hours: Hours
    rates: dict[str, int]  # what is set in the console, by kind


def service_terms(session: ReadSession, restaurant_id: UUID) -> ServiceTerms:
    """As the database has it now."""
    return terms_of(*session.execute(_SERVICE, asked(restaurant_id)).one())


def asked(restaurant_id: UUID) -> dict[str, Any]:
    """What the columns SERVICE want to know."""
    return {"restaurant_id": restaurant_id, "now": clock.now()}


def terms_of(
    row: Restaurant,
    bands: list[tuple[int, int]],
    days: list[tuple[str, str]],
    set_rates: dict[str, int],
) -> ServiceTerms:
    """Of what the columns SERVICE have brought."""
    return ServiceTerms(row, bands_of(bands), hours_of(row, days), set_rates)


def bands_of(found: list[tuple[int, int]]) -> list[Band]:
    return [Band(up_to_m, fee_minor) for up_to_m, fee_minor in found]


def hours_of(row: Restaurant, days: list[tuple[str, str]]) -> Hours:
    return opening.parsed(row, [(date.fromisoformat(day), hours) for day, hours in days])


def _pairs(owner: Any, first: Any, second: Any) -> ColumnElement[Any]:
    """[[first, second], ...] of the rows that belong to a restaurant."""
    return (
        select(json_list(func.json_build_array(col(first), col(second))))
        .where(col(owner) == Restaurant.id)
        .correlate(Restaurant)
        .scalar_subquery()
    )


# A restaurant, for bands_of, for hours_of.
PLACE: tuple[Any, ...] = (
    Restaurant,
    _pairs(DeliveryFeeBand.restaurant_id, DeliveryFeeBand.up_to_m, DeliveryFeeBand.fee_minor),
    _pairs(SpecialDay.restaurant_id, SpecialDay.day, SpecialDay.hours),
)
SERVICE: tuple[Any, ...] = (*PLACE, rates.RATES)
BY_ID = col(Restaurant.id) == bindparam("restaurant_id")
_SERVICE = select(*SERVICE).where(BY_ID).execution_options(populate_existing=True)
