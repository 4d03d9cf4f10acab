"""A restaurant with all that decides whether, where and at what fee it serves: in one look."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlmodel import Session, col

from foodapp.kit import clock
from foodapp.kit.json_rows import json_list
from foodapp.restaurants import opening, rates
from foodapp.restaurants.delivering import Band
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, SpecialDay


@dataclass(frozen=True)
class Shop:
    row: Restaurant
    bands: list[Band]
    hours: Hours
    rates: dict[str, int]  # what is set in the console, by kind


def shop(session: Session, restaurant_id: UUID) -> Shop:
    """As the database has it now."""
    return shop_of(*session.execute(_SHOP, asked(restaurant_id)).one())


def asked(restaurant_id: UUID) -> dict[str, Any]:
    """What the columns SHOP want to know."""
    return {"restaurant_id": restaurant_id, "now": clock.now()}


def shop_of(
    row: Restaurant,
    bands: list[tuple[int, int]],
    days: list[tuple[str, str]],
    set_rates: dict[str, int],
) -> Shop:
    """Of what the columns SHOP have brought."""
    return Shop(
        row=row,
        bands=[Band(up_to_m, fee_minor) for up_to_m, fee_minor in bands],
        hours=opening.parsed(row, [(date.fromisoformat(day), hours) for day, hours in days]),
        rates=set_rates,
    )


def _pairs(owner: Any, first: Any, second: Any) -> ColumnElement[Any]:
    """[[first, second], ...] of the rows that belong to a restaurant."""
    return (
        select(json_list(func.json_build_array(col(first), col(second))))
        .where(col(owner) == Restaurant.id)
        .correlate(Restaurant)
        .scalar_subquery()
    )


SHOP: tuple[Any, ...] = (
    Restaurant,
    _pairs(DeliveryFeeBand.restaurant_id, DeliveryFeeBand.up_to_m, DeliveryFeeBand.fee_minor),
    _pairs(SpecialDay.restaurant_id, SpecialDay.day, SpecialDay.hours),
    rates.RATES,
)
THIS_ONE = col(Restaurant.id) == bindparam("restaurant_id")
_SHOP = select(*SHOP).where(THIS_ONE).execution_options(populate_existing=True)
