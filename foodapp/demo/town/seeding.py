"""Founding the town with its past, and filling in the days that have gone by since."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import Session, SQLModel, col, func, select, text, update

from foodapp.demo.town import day as days
from foodapp.demo.town import known, past_books, past_payouts, place, presence
from foodapp.demo.town.bulk import Row, copy
from foodapp.demo.town.content import shops
from foodapp.demo.town.founding import found
from foodapp.demo.town.past_order import PastOrder
from foodapp.demo.town.past_rows import TABLES, Rows, add_order, shift
from foodapp.demo.town.reviewing import review
from foodapp.demo.town.rides import LONGEST_EXTRA, Roster, Turn
from foodapp.discovery import portions
from foodapp.dispatch.models import Shift
from foodapp.kit import clock, when
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.menu import illustrating
from foodapp.menu.reading import drop
from foodapp.orders.models import Order, OrderLine
from foodapp.restaurants.models import Restaurant
from foodapp.reviews.models import Review

HISTORY = timedelta(days=90)
SEED = 1987  # the year in which Rosa's oven was lit


class NotADemo(DomainError):
    def __init__(self) -> None:
        super().__init__(t("The demo town can only be founded in demo mode (FOODAPP_MODE=demo)."))


@dataclass(frozen=True)
class Done:
    restaurants: int
    orders: int
    reviews: int


def is_founded(session: Session) -> bool:
    slugs = [shop.slug for shop in shops()]
    one = session.exec(select(Restaurant.id).where(col(Restaurant.slug).in_(slugs)).limit(1))
    return one.first() is not None


def seed(
    session: Session, *, seed: int = SEED, now: datetime | None = None, history: timedelta = HISTORY
) -> Done | None:
    """Found the town with its past. None where it stands already: nothing is changed."""
    if not settings().is_demo:
        raise NotADemo
    if is_founded(session):
        return None
    now = now or clock.now()
    found(session, seed, now)
    for restaurant_id in session.exec(select(Restaurant.id)):
        drop(session, restaurant_id)  # what the cache kept of a town that was razed
    slugs = [shop.slug for shop in shops()]
    for restaurant_id in session.exec(
        select(Restaurant.id).where(col(Restaurant.slug).in_(slugs))
    ).all():
        illustrating.renew(session, restaurant_id)
    return _remember(session, seed, now - history, now)


def top_up(session: Session, *, seed: int = SEED, now: datetime | None = None) -> Done | None:
    """Fill in what has gone by since the last order, at most the length of the history. None when
    there is no town or no gap."""
    if not settings().is_demo:
        raise NotADemo
    now = now or clock.now()
    last = session.exec(select(func.max(Order.created_at))).one()
    if last is None or not is_founded(session) or now - last < presence.GAP:
        return None
    return _remember(session, seed, max(last, now - HISTORY), now)


def raze(session: Session) -> None:
    """Empty every table. Demo mode only."""
    if not settings().is_demo:
        raise NotADemo
    names = ", ".join(f'"{table.name}"' for table in SQLModel.metadata.sorted_tables)
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))  # nothing may wait to be judged
    session.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))


def _remember(session: Session, seed: int, since: datetime, now: datetime) -> Done:
    """Write everything that began after since and was over by now. What was still under way is
    left out, so that no timer of today picks up an order of the past."""
    town = known.town(session, seed)
    zone = when.town()
    roster = Roster(town.riders, place.CENTRE, zone)
    rows: Rows = defaultdict(list)
    turns: list[Turn] = []
    # The day before is played too, for the riders who are still on the road after midnight.
    yesterday = since.astimezone(zone).date() - timedelta(days=1)
    for day in _days(yesterday, now.astimezone(zone).date()):
        played = days.live(town, day, roster)
        turns += played.turns
        for order in played.orders:
            if since < order.created_at and order.ends_at < now:
                _write_down(Random(f"{seed}:{order.key}"), rows, order, now)
    rows[Shift] = _shifts(session, seed, turns, since, now)
    for table in TABLES:
        copy(session, table, rows[table])
    past_books.keep(session, rows)
    _sum_up_ratings(session)
    portions.recount(session, now)
    session.execute(text("ANALYZE"))
    past_payouts.keep(session, seed, now)
    return Done(len(town.shops), len(rows[Order]), len(rows[Review]))


def _write_down(dice: Random, rows: Rows, order: PastOrder, now: datetime) -> None:
    add_order(dice, rows, order)
    lines = rows[OrderLine][-len(order.portions) :]
    review(dice, rows, order, lines, now)


def _shifts(
    session: Session, seed: int, turns: list[Turn], since: datetime, now: datetime
) -> list[Row]:
    """Those not written yet: the last seeding may have ended in the middle of one."""
    last = session.exec(select(func.max(Shift.started_at))).one() or since
    return [
        shift(Random(f"{seed}:{turn.rider.rider_id}:{turn.starts}"), turn, now)
        for turn in turns
        if max(since, last) < turn.starts and turn.starts + LONGEST_EXTRA < now
    ]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _sum_up_ratings(session: Session) -> None:
    sums = (
        select(
            Review.restaurant_id,
            func.sum(Review.food_stars).label("stars"),
            func.count().label("count"),
        )
        .group_by(col(Review.restaurant_id))
        .subquery()
    )
    session.execute(
        update(Restaurant)
        .where(col(Restaurant.id) == sums.c.restaurant_id)
        .values(rating_sum=sums.c.stars, rating_count=sums.c.count)
    )
