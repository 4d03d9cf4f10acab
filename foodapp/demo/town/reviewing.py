"""What people thought of it afterwards: how good the kitchen is, less how long they waited."""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from foodapp.demo.town.bulk import Row
from foodapp.demo.town.founding import new_id
from foodapp.demo.town.past_order import PastOrder
from foodapp.demo.town.past_rows import Rows
from foodapp.orders.models import OrderStatus
from foodapp.reviews.models import DishRating, Review

RATED = 0.34  # of the delivered orders
WITH_WORDS = 0.6
PATIENCE_MINUTES = 5  # so late is not yet late
STARS_A_LATE_MINUTE = 0.09


@cache
def opinions() -> dict[str, Any]:
    return tomllib.loads((files("foodapp.demo.town") / "opinions.toml").read_text("utf-8"))


def review(dice: Random, rows: Rows, order: PastOrder, lines: list[Row], now: datetime) -> None:
    """Add what the customer says about a delivered order, if they say anything by now."""
    if order.status is not OrderStatus.DELIVERED or dice.random() > RATED:
        return
    at = order.ends_at + timedelta(minutes=dice.lognormvariate(4.0, 1.1))
    late = max(0.0, order.minutes_late - PATIENCE_MINUTES)
    food = _stars(order.shop.character.quality - late * STARS_A_LATE_MINUTE + dice.gauss(0, 0.75))
    delivery = _stars(4.8 - late * 2 * STARS_A_LATE_MINUTE + dice.gauss(0, 0.45))
    if at >= now:
        return
    first_name = order.guest.name.split()[0]
    dish = order.portions[0].item.name
    row: Row = {
        "id": new_id(dice),
        "order_id": order.order_id,
        "restaurant_id": order.shop.row.id,
        "customer_id": order.guest.user_id,
        "customer_name": first_name,
        "food_stars": food,
        "delivery_stars": delivery if order.terms else None,
        "created_at": at,
    }
    if dice.random() < WITH_WORDS:
        words = dice.choice(opinions()[_mood(food, late)])
        row["text"] = words.format(dish=dish, shop=order.shop.row.name)
        row |= _answer(dice, food, first_name, dish, at, now)
    rows[Review].append(row)
    rows[DishRating] += [
        {
            "review_id": row["id"],
            "line_id": line["id"],
            "item_id": line["item_id"],
            "liked": dice.random() < (food - 1) / 4 + 0.1,
        }
        for line in lines
        if dice.random() < 0.6
    ]


def _stars(felt: float) -> int:
    return max(1, min(5, round(felt)))


def _mood(food: int, late: float) -> str:
    if late > 8 and food <= 4:
        return "late"
    return {5: "delighted", 4: "pleased", 3: "lukewarm"}.get(food, "cross")


def _answer(
    dice: Random, food: int, name: str, dish: str, asked_at: datetime, now: datetime
) -> Row:
    at = asked_at + timedelta(hours=dice.uniform(1, 30))
    if at >= now or dice.random() > (0.12 if food >= 4 else 0.45):
        return {}
    words = dice.choice(opinions()["answers"]["thanks" if food >= 4 else "sorry"])
    return {"answer": words.format(name=name, dish=dish), "answered_at": at}
