"""What a rider has earned: rides and tips, by day of the platform's time zone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from foodapp.accounts.actors import Rider
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock, money, when
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import shown_way
from foodapp.kit.settings import settings
from foodapp.orders.models import Order
from foodapp.restaurants.models import Restaurant

# A ride in vain was a ride: it is paid, without the tip.
PAID = frozenset({DeliveryStatus.DELIVERED, DeliveryStatus.FAILED, DeliveryStatus.RETURNED})
DAYS = 7
MAX = 500  # deliveries in a week that are counted
LISTED = 50


@dataclass(frozen=True)
class Day:
    label: str = ""  # "Mon"
    minor: int = 0  # of the first currency
    shown: str = ""
    count: int = 0


@dataclass(frozen=True)
class PaidDelivery:
    id: str
    number: str
    restaurant: str
    day: str  # "Today", "Mon 23 Nov"
    at: str  # "18:40"
    distance: str
    ride: str
    tip: str  # empty: none
    total: str
    is_delivered: bool


@dataclass(frozen=True)
class Earnings:
    today: str = ""
    today_tips: str = ""
    today_count: int = 0
    week: str = ""
    week_tips: str = ""
    week_count: int = 0
    days: Sequence[Day] = ()  # oldest first, today last
    deliveries: Sequence[PaidDelivery] = ()  # newest first


def earnings(session: ReadSession, rider: Rider) -> Earnings:
    """The last seven days, today included."""
    today = _today()
    rows = _paid_since(session, rider, today - timedelta(days=DAYS - 1))
    of_today = [row for row, *_ in rows if _day_of(row) == today]
    all_rows = [row for row, *_ in rows]
    return Earnings(
        today=sum_shown(map(_total, of_today)),
        today_tips=sum_shown(map(_tip, of_today)),
        today_count=len(of_today),
        week=sum_shown(map(_total, all_rows)),
        week_tips=sum_shown(map(_tip, all_rows)),
        week_count=len(all_rows),
        days=_by_day(all_rows, today),
        deliveries=[_card(*row, today) for row in rows[:LISTED]],
    )


def today(session: ReadSession, rider: Rider) -> tuple[str, int]:
    """Earned today as shown, and by how many deliveries."""
    rows = [row for row, *_ in _paid_since(session, rider, _today())]
    return sum_shown(map(_total, rows)), len(rows)


def _paid_since(
    session: ReadSession, rider: Rider, first: date
) -> list[tuple[Delivery, Order, Restaurant]]:
    since = datetime.combine(first, time(), _zone())
    return list(
        session.exec(
            select(Delivery, Order, Restaurant)
            .join(Order, col(Order.id) == Delivery.order_id)
            .join(Restaurant, col(Restaurant.id) == Delivery.restaurant_id)
            .where(
                Delivery.rider_id == rider.rider_id,
                col(Delivery.status).in_(PAID),
                col(Delivery.ended_at) >= since,
            )
            .order_by(col(Delivery.ended_at).desc())
            .limit(MAX)
        )
    )


def sum_shown(amounts: Iterable[tuple[int, str]]) -> str:
    """12.50 CHF; with several currencies one after the other, never added up."""
    sums: Counter[str] = Counter()
    for minor, currency in amounts:
        sums[currency] += minor
    if not sums:
        return money.shown(0, settings().currency)
    return " + ".join(money.shown(minor, currency) for currency, minor in sums.items())


def _total(row: Delivery) -> tuple[int, str]:
    return row.pay_minor + row.return_pay_minor + _tip(row)[0], row.currency


def _tip(row: Delivery) -> tuple[int, str]:
    return (row.tip_minor if row.status is DeliveryStatus.DELIVERED else 0), row.currency


def _by_day(rows: Sequence[Delivery], today: date) -> list[Day]:
    days = []
    for back in reversed(range(DAYS)):
        day = today - timedelta(days=back)
        of_day = [row for row in rows if _day_of(row) == day]
        amounts = [_total(row) for row in of_day]
        days.append(
            Day(
                when.Day(day, "EEE").shown(),
                sum(minor for minor, _ in amounts),
                sum_shown(amounts),
                len(of_day),
            )
        )
    return days


def _card(row: Delivery, order: Order, restaurant: Restaurant, today: date) -> PaidDelivery:
    day = _day_of(row)
    tip, currency = _tip(row)
    return PaidDelivery(
        id=str(row.id),
        number=order.number,
        restaurant=restaurant.name,
        day="Today" if day == today else when.Day(day).shown(),
        at=f"{_ended(row).astimezone(_zone()):%H:%M}",
        distance=shown_way(row.distance_m),
        ride=money.shown(row.pay_minor + row.return_pay_minor, currency),
        tip=money.shown(tip, currency) if tip else "",
        total=money.shown(_total(row)[0], currency),
        is_delivered=row.status is DeliveryStatus.DELIVERED,
    )


def _day_of(row: Delivery) -> date:
    return _ended(row).astimezone(_zone()).date()


def _ended(row: Delivery) -> datetime:
    return row.ended_at or row.opened_at


def _today() -> date:
    return clock.now().astimezone(_zone()).date()


def _zone() -> ZoneInfo:
    return when.town()
