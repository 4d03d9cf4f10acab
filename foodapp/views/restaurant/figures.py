"""How a restaurant is doing: sales, hours, dishes, answers, promises kept, guests who come back.

An order counts on the local day on which it was placed. Sales are the dishes of orders that the
restaurant took on and that were not called off afterwards: without delivery fee and tip.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.money import rounded, shown
from foodapp.kit.words import n, say, t
from foodapp.restaurants.models import Restaurant
from foodapp.views.periods import Period, last

TOP_DISHES = 10
ON_TIME_MINUTES = 5

# Orders of one restaurant in both periods; sold: taken on, and not called off.
_ORDERS = """
    SELECT o.*, o.placed_at >= :starts AS is_current,
           o.status IN ('accepted', 'ready', 'collected', 'delivered') AS is_sold
    FROM orders o
    WHERE o.restaurant_id = :restaurant_id
      AND o.placed_at >= :before_starts AND o.placed_at < :ends
"""
_TOTALS = text(
    f"""
    SELECT is_current,
      count(*) AS orders,
      count(*) FILTER (WHERE is_sold) AS sold,
      coalesce(sum(items_minor) FILTER (WHERE is_sold), 0)::bigint AS sales_minor,
      count(*) FILTER (WHERE status <> 'placed') AS answered,
      count(*) FILTER (WHERE accepted_at IS NOT NULL) AS accepted,
      count(*) FILTER (WHERE status = 'rejected') AS rejected,
      count(*) FILTER (WHERE status = 'expired') AS expired,
      count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
      count(*) FILTER (WHERE status = 'cancelled' AND accepted_at IS NULL) AS withdrawn,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM accepted_at - placed_at))
        FILTER (WHERE accepted_at IS NOT NULL) AS answer_s,
      count(*) FILTER (WHERE ready_at IS NOT NULL AND ready_by IS NOT NULL) AS cooked,
      count(*) FILTER (
        WHERE abs(extract(epoch FROM ready_at - ready_by)) <= :on_time_s) AS on_time,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ready_at - ready_by))
        FILTER (WHERE ready_at IS NOT NULL AND ready_by IS NOT NULL) AS error_s
    FROM ({_ORDERS}) both_periods GROUP BY is_current
    """  # noqa: S608 - both halves are constants
)
_BY_DAY_AND_HOUR = text(
    f"""
    SELECT (placed_at AT TIME ZONE :zone)::date AS day,
           extract(hour FROM placed_at AT TIME ZONE :zone)::int AS hour,
           count(*) AS orders, sum(items_minor)::bigint AS sales_minor
    FROM ({_ORDERS}) both_periods WHERE is_current AND is_sold GROUP BY day, hour
    """  # noqa: S608
)
_TOP = text(
    f"""
    SELECT line.name, sum(line.quantity)::int AS portions, sum(line.total_minor)::bigint AS minor
    FROM ({_ORDERS}) sold JOIN order_lines line ON line.order_id = sold.id
    WHERE sold.is_current AND sold.is_sold
    GROUP BY line.name ORDER BY portions DESC, minor DESC, line.name LIMIT :top
    """  # noqa: S608
)
# A guest of the period has come back when they ordered here before that order, at any time.
_GUESTS = text(
    f"""
    SELECT is_current, count(*) AS guests, count(*) FILTER (WHERE came_before) AS repeat
    FROM (
      SELECT is_current, customer_id,
             bool_or(EXISTS (
               SELECT 1 FROM orders earlier
               WHERE earlier.customer_id = sold.customer_id
                 AND earlier.restaurant_id = :restaurant_id
                 AND earlier.placed_at < sold.placed_at
                 AND earlier.status IN ('accepted', 'ready', 'collected', 'delivered')
             )) AS came_before
      FROM ({_ORDERS}) sold WHERE is_sold GROUP BY is_current, customer_id
    ) guests GROUP BY is_current
    """  # noqa: S608
)


@dataclass(frozen=True)
class Figure:
    """shown: as a person reads it. change: percent against the period before ("+12%"), empty
    where there is nothing to compare. is_better: whether that change is welcome."""

    shown: str
    change: str = ""
    is_better: bool = True


@dataclass(frozen=True)
class DayOfSales:
    day: date
    sales_minor: int
    orders: int
    shown: str


@dataclass(frozen=True)
class Dish:
    name: str
    portions: int
    sales: str


@dataclass(frozen=True)
class Report:
    days: int
    has_orders: bool
    sales: Figure
    orders: Figure
    average: Figure  # order value
    acceptance: Figure  # of the orders it had to answer
    answer_time: Figure
    rejected: int
    expired: int
    cancelled: int
    on_time: Figure  # ready within 5 minutes of the promise
    median_error: str  # "2 min late", "1 min early", "on time"; empty without orders
    guests: Figure
    repeat: Figure  # share of guests who had ordered before
    by_day: list[DayOfSales]
    by_hour: list[int]  # orders, 24 of them, on the restaurant's clock
    top: list[Dish]


def report(session: ReadSession, staff: RestaurantStaff, *, days: int) -> Report:
    """Five round trips for any number of orders."""
    managers_only(staff)
    restaurant = session.exec(
        select(Restaurant).where(Restaurant.id == staff.restaurant_id)
    ).one_or_none()
    if restaurant is None:
        raise NotFound("restaurant")
    period = last(days, restaurant.time_zone, clock.now())
    facts = _facts(restaurant.id, period)
    now, before = _pair(session.execute(_TOTALS, facts).mappings().all(), _NO_TOTALS)
    guests, guests_before = _pair(session.execute(_GUESTS, facts).mappings().all(), _NO_GUESTS)
    cells = session.execute(_BY_DAY_AND_HOUR, facts).all()
    top = session.execute(_TOP, facts).all()
    currency = restaurant.currency
    return Report(
        days=days,
        has_orders=now["orders"] > 0,
        sales=_money(now["sales_minor"], before["sales_minor"], currency),
        orders=_count(now["sold"], before["sold"]),
        average=_money(_average(now), _average(before), currency),
        acceptance=_share(
            (now["accepted"], _to_answer(now)), (before["accepted"], _to_answer(before))
        ),
        answer_time=_seconds(now["answer_s"], before["answer_s"]),
        rejected=now["rejected"],
        expired=now["expired"],
        cancelled=now["cancelled"],
        on_time=_share((now["on_time"], now["cooked"]), (before["on_time"], before["cooked"])),
        median_error=_error(now["error_s"]),
        guests=_count(guests["guests"], guests_before["guests"]),
        repeat=_share(
            (guests["repeat"], guests["guests"]),
            (guests_before["repeat"], guests_before["guests"]),
        ),
        by_day=_by_day(period, cells, currency),
        by_hour=[sum(cell.orders for cell in cells if cell.hour == hour) for hour in range(24)],
        top=[Dish(row.name, row.portions, shown(row.minor, currency)) for row in top],
    )


_NO_TOTALS: dict[str, Any] = {
    **dict.fromkeys(
        (
            "orders", "sold", "sales_minor", "answered", "accepted", "rejected", "expired",
            "cancelled", "withdrawn", "cooked", "on_time",
        ),
        0,
    ),
    "answer_s": None,
    "error_s": None,
}  # fmt: skip
_NO_GUESTS: dict[str, Any] = {"guests": 0, "repeat": 0}


def _facts(restaurant_id: UUID, period: Period) -> dict[str, Any]:
    return {
        "restaurant_id": restaurant_id,
        "starts": period.starts,
        "before_starts": period.before_starts,
        "ends": period.ends,
        "zone": str(period.zone),
        "on_time_s": 60 * ON_TIME_MINUTES,
        "top": TOP_DISHES,
    }


def _pair(rows: Any, nothing: dict[str, Any]) -> tuple[Any, Any]:
    by_period = {row["is_current"]: row for row in rows}
    return by_period.get(True, nothing), by_period.get(False, nothing)


def _average(totals: Any) -> int:
    return rounded(totals["sales_minor"], totals["sold"]) if totals["sold"] else 0


def _to_answer(totals: Any) -> int:
    """Without those still waiting, and those the customer took back before an answer."""
    return int(totals["answered"] - totals["withdrawn"])


def _by_day(period: Period, cells: Any, currency: str) -> list[DayOfSales]:
    """Every day of the period, also one without an order."""
    sales = dict.fromkeys(period.each_day(), (0, 0))
    for cell in cells:
        minor, orders = sales[cell.day]
        sales[cell.day] = (minor + cell.sales_minor, orders + cell.orders)
    return [
        DayOfSales(day, minor, orders, shown(minor, currency))
        for day, (minor, orders) in sales.items()
    ]


def _money(now: int, before: int, currency: str) -> Figure:
    return Figure(shown(now, currency), _change(now, before), now >= before)


def _count(now: int, before: int) -> Figure:
    return Figure(f"{now:,}", _change(now, before), now >= before)


def _change(now: int, before: int) -> str:
    if not before:
        return ""
    return _signed(rounded(100 * (now - before), before), "%")


def _signed(number: int, unit: str = "") -> str:
    """+5%, −5% with a true minus; nothing where nothing has changed."""
    if not number:
        return ""
    return f"{'+' if number > 0 else '−'}{abs(number):,}{unit}"


def _share(now: tuple[int, int], before: tuple[int, int]) -> Figure:
    """Percent of a whole; its change in percentage points."""
    if not now[1]:
        return Figure("–")
    percent = rounded(100 * now[0], now[1])
    if not before[1]:
        return Figure(f"{percent}%")
    points = percent - rounded(100 * before[0], before[1])
    change = n("{points} point", "{points} points", abs(points), points=_signed(points))
    return Figure(f"{percent}%", say(change) if points else "", points >= 0)


def _seconds(now: Any, before: Any) -> Figure:
    """A time that had better be short."""
    if now is None:
        return Figure("–")
    seconds = round(float(now))
    words = say(t("{seconds} s", seconds=seconds))
    if seconds >= 120:
        words = say(t("{minutes} min", minutes=rounded(seconds, 60)))
    if before is None:
        return Figure(words)
    return Figure(words, _change(seconds, round(float(before))), seconds <= float(before))


def _error(seconds: Any) -> str:
    if seconds is None:
        return ""
    minutes = round(float(seconds) / 60)
    if minutes == 0:
        return "on time"
    said = t("{minutes} min late") if minutes > 0 else t("{minutes} min early")
    return say(said.with_({"minutes": abs(minutes)}))
