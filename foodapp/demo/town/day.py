"""One day in the town: everything that was ordered, in the order in which it was."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from foodapp.accounts.models import Address
from foodapp.demo.town import story
from foodapp.demo.town.founding import new_id
from foodapp.demo.town.known import Guest, KnownShop, Town
from foodapp.demo.town.meals import meal
from foodapp.demo.town.past_order import PastOrder
from foodapp.demo.town.rhythm import orders_expected, poisson
from foodapp.demo.town.rides import Roster, Turn
from foodapp.kit.money import rounded
from foodapp.orders.settings import settings

LAST_ORDERS = timedelta(minutes=15)  # before closing
HUNGRY_AGAIN = timedelta(hours=3)
PICKED_UP = 0.12
STEP = timedelta(minutes=30)


@dataclass(frozen=True)
class Day:
    orders: list[PastOrder]
    turns: list[Turn]  # that began on it


def live(town: Town, day: date, roster: Roster) -> Day:
    """What happened on a local day. The same again for the same seed, day and town."""
    dice = Random(f"{town.seed}:day:{day}")
    turns = roster.begin(dice, day)
    wanted = sorted(
        (at, number)
        for number, shop in enumerate(town.shops)
        for at in _moments(dice, shop, day, roster.zone, town.seed)
    )
    regulars = {number: _appetites(town, shop) for number, shop in enumerate(town.shops)}
    orders: list[PastOrder] = []
    ate_at: dict[UUID, datetime] = {}
    for at, number in wanted:
        shop = town.shops[number]
        guest = _hungry(dice, town.guests, regulars[number], at, ate_at)
        if guest is None:
            continue
        order = _order(dice, town, shop, guest, at, f"town:{day}:{len(orders)}")
        if order is not None:
            ate_at[guest.user_id] = at
            story.tell(dice, order, roster)
            orders.append(order)
    return Day(orders, turns)


def _moments(dice: Random, shop: KnownShop, day: date, zone: ZoneInfo, seed: int) -> list[datetime]:
    """When somebody orders from this shop, half hour by half hour, while it takes orders."""
    midnight = datetime.combine(day, time(), zone).astimezone(UTC)
    tomorrow = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    spans = [*shop.hours.intervals(day - timedelta(days=1)), *shop.hours.intervals(day)]
    found = []
    for span in spans:
        slot, end = max(span.opens_at, midnight), min(span.closes_at - LAST_ORDERS, tomorrow)
        while slot < end:
            length = min(STEP, end - slot)
            expected = orders_expected(
                shop.character.rhythm,
                shop.character.popularity,
                day,
                slot.astimezone(zone).hour,
                length / timedelta(hours=1),
                seed,
            )
            found += [slot + length * dice.random() for _ in range(poisson(dice, expected))]
            slot += STEP
    return found


def _appetites(town: Town, shop: KnownShop) -> list[float]:
    """How likely each guest is to order here, summed up for drawing."""
    return list(
        accumulate(
            guest.appetite
            * guest.tastes.get(shop.row.slug, 1.0)
            * (1.0 if town.terms[shop.row.id, guest.places[0].id] else 0.15)
            for guest in town.guests
        )
    )


def _hungry(
    dice: Random,
    guests: list[Guest],
    appetites: list[float],
    at: datetime,
    ate_at: dict[UUID, datetime],
) -> Guest | None:
    """Somebody who has not just eaten."""
    for _ in range(6):
        guest: Guest = dice.choices(guests, cum_weights=appetites)[0]
        last = ate_at.get(guest.user_id)
        if last is None or at - last > HUNGRY_AGAIN:
            return guest
    return None


def _order(
    dice: Random, town: Town, shop: KnownShop, guest: Guest, at: datetime, key: str
) -> PastOrder | None:
    place = _where(dice, guest, at.astimezone(ZoneInfo(shop.row.time_zone)))
    terms = town.terms[shop.row.id, place.id]
    if terms is None or dice.random() < PICKED_UP:
        if not shop.row.offers_pickup:
            return None
        terms = None
    portions = meal(dice, shop, guest, shop.row.min_order_minor if terms else 1)
    items_minor = sum(one.unit_minor * one.quantity for one in portions)
    tip_minor = 50 * dice.choice((2, 2, 3, 4, 4, 6)) if terms and dice.random() < 0.3 else 0
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    fee = rounded(items_minor * settings().service_fee_bps, 10_000)
    return PastOrder(new_id(dice), key, shop, guest, place, terms, portions, tip_minor, fee, at)


def _where(dice: Random, guest: Guest, local: datetime) -> Address:
    """At noon on a weekday often at work, otherwise at home."""
    if len(guest.places) > 1 and local.weekday() < 5 and 9 <= local.hour < 16:
        return guest.places[1] if dice.random() < 0.8 else guest.places[0]
    return guest.places[0]
