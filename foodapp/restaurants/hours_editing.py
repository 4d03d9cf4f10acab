"""The owner's hours: the usual week, and the days that differ."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import clock, wording
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.restaurants import hours_text, hours_week, opening, regions, scoped
from foodapp.restaurants.hours_week import Week
from foodapp.restaurants.models import Restaurant, SpecialDay

MAX_SPECIAL_DAYS = 60
AHEAD = timedelta(days=730)


@dataclass(frozen=True)
class SpecialDayCard:
    day: str  # ISO
    shown: str  # "Thu 24 Dec 2026"
    hours: str  # "closed" or OSM syntax
    note: str


@dataclass(frozen=True)
class HoursCard:
    text: str  # OSM syntax
    week: Week | None  # None: the text says more than a usual week can
    now: str  # "Open until 22:00"
    paused_until: str  # ISO UTC; empty: not paused
    time_zone: str
    knows_holidays: bool  # whether public holidays of its country are known
    special_days: list[SpecialDayCard]


def of(session: ReadSession, staff: RestaurantStaff) -> HoursCard:
    """What the editor starts with; special days from today on."""
    managers_only(staff)
    row = session.exec(select(Restaurant).where(Restaurant.id == staff.restaurant_id)).one_or_none()
    if row is None:
        raise NotFound("restaurant")
    now, country = clock.now(), regions.calendar(row)
    hours = opening.hours_of(session, row)
    days = session.exec(
        select(SpecialDay)
        .where(SpecialDay.restaurant_id == row.id, SpecialDay.day >= now.date() - timedelta(days=1))
        .order_by(col(SpecialDay.day))
        .limit(MAX_SPECIAL_DAYS)
    ).all()
    paused = row.paused_until.isoformat() if row.paused_until and row.paused_until > now else ""
    empty = Week(((),) * 7)
    return HoursCard(
        text=row.opening_hours,
        week=hours_week.from_text(row.opening_hours, country) if row.opening_hours else empty,
        now=hours.words(now),
        paused_until=paused,
        time_zone=row.time_zone,
        knows_holidays=hours_text.knows_holidays(country),
        special_days=[
            SpecialDayCard(
                one.day.isoformat(), f"{one.day:%a %-d %b %Y}", _said(one.hours), one.note
            )
            for one in days
        ],
    )


def _said(text: str) -> str:
    return text if hours_text.TIME_SPAN.search(text) else "closed"


def set_week(session: Session, staff: RestaurantStaff, week: Week) -> Restaurant:
    if len(week.days) != 7:
        raise DomainError(t("A week has seven days."))
    return set_text(session, staff, hours_week.to_text(week))


def set_text(session: Session, staff: RestaurantStaff, text: str) -> Restaurant:
    """For hours that a usual week cannot say: seasons, holidays, single dates."""
    restaurant = scoped.lock_to_edit(session, staff)
    typed = wording.line(text, t("The opening hours"), most=1000, needed=True)
    restaurant.opening_hours = hours_text.checked(typed, regions.calendar(restaurant))
    return restaurant


def set_special_day(
    session: Session, staff: RestaurantStaff, day: date, *, hours: str, note: str = ""
) -> SpecialDay:
    """One day with other hours than usual: "off", or "10:00-14:00"."""
    restaurant = scoped.lock_to_edit(session, staff)
    today = clock.now().date()
    if not today - timedelta(days=1) <= day <= today + AHEAD:
        raise DomainError(t("Choose a day from today to two years ahead."))
    text = hours_text.checked(
        wording.line(hours, t("The hours"), most=200, needed=True), regions.calendar(restaurant)
    )
    said = wording.line(note, t("The note"), most=80)
    special = session.get(SpecialDay, (restaurant.id, day))
    if special is None:
        _must_have_room(session, restaurant)
        special = SpecialDay(restaurant_id=restaurant.id, day=day, hours=text, note=said)
        session.add(special)
    special.hours, special.note = text, said
    return special


def remove_special_day(session: Session, staff: RestaurantStaff, day: date) -> None:
    restaurant = scoped.lock_to_edit(session, staff)
    special = session.get(SpecialDay, (restaurant.id, day))
    if special is None:
        raise NotFound("day")
    session.delete(special)


def _must_have_room(session: Session, restaurant: Restaurant) -> None:
    coming = session.exec(
        select(func.count())
        .select_from(SpecialDay)
        .where(SpecialDay.restaurant_id == restaurant.id, SpecialDay.day >= clock.now().date())
    ).one()
    if coming >= MAX_SPECIAL_DAYS:
        raise DomainError(t("At most {most} special days can be planned.", most=MAX_SPECIAL_DAYS))
