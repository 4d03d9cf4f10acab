"""What a promotion asks for and gives, as it was read for one basket, and as people read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from babel.dates import get_day_names
from pydantic import BaseModel

from foodapp.kit.money import BPS, Money, rounded
from foodapp.kit.words import say, t
from foodapp.promotions import codes
from foodapp.promotions.models import Kind

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MINUTES_A_DAY = 1440


class Offer(BaseModel):
    """A promotion, with how far its limits are used up: read by promotions.reading."""

    id: UUID
    name: str
    kind: Kind
    code: str | None
    code_key: str | None = None  # codes.key; None: it has none, or is older than they are
    restaurant_id: UUID | None
    currency: str
    percent_bps: int
    amount_minor: int
    most_minor: int | None
    min_basket_minor: int
    first_order: bool
    weekdays: list[int]
    from_minute: int | None
    until_minute: int | None
    starts_at: datetime
    ends_at: datetime | None
    limit_total: int | None
    limit_per_customer: int | None
    limit_per_day: int | None
    platform_bps: int
    combinable: bool
    paused_at: datetime | None
    ended_at: datetime | None
    counts: dict[str, int]  # by key of promotions.counting
    waiting: int  # uses by the customer's own unpaid orders, which a new order gives up
    has_ordered: bool  # what a first order must not have before it
    marks: list[str] = []  # of whoever asks, where a first order is one of each: promotions.marks

    def is_meant_by(self, code: str) -> bool:
        """Whether somebody who typed this code means this promotion."""
        mine = self.code_key or (codes.key(self.code) if self.code else None)
        return bool(code) and mine == codes.key(code)

    @property
    def is_on_delivery(self) -> bool:
        return self.kind is Kind.FREE_DELIVERY

    def off_minor(self, items_minor: int, delivery_fee_minor: int) -> int:
        if self.kind is Kind.FREE_DELIVERY:
            return delivery_fee_minor
        if self.kind is Kind.AMOUNT:
            return min(self.amount_minor, items_minor)
        off = rounded(items_minor * self.percent_bps, BPS)
        return off if self.most_minor is None else min(off, self.most_minor)


def is_within(
    at: datetime, weekdays: Sequence[int], from_minute: int | None, until_minute: int | None
) -> bool:
    """at: on the restaurant's clock. Hours past midnight belong to the day on which they began."""
    minute = at.hour * 60 + at.minute
    day = at
    if from_minute is not None and until_minute is not None:
        if from_minute < until_minute:
            if not from_minute <= minute < until_minute:
                return False
        elif minute < until_minute:
            day = at - timedelta(days=1)
        elif minute < from_minute:
            return False
    return not weekdays or day.weekday() in weekdays


def gives(
    kind: Kind, percent_bps: int, amount_minor: int, most_minor: int | None, currency: str
) -> str:
    """20% off, up to €5.00"""
    if kind is Kind.FREE_DELIVERY:
        return "Free delivery"
    if kind is Kind.AMOUNT:
        return say(t("{amount} off", amount=Money(amount_minor, currency)))
    whole, part = divmod(percent_bps, 100)
    percent = f"{whole}.{part:02}".rstrip("0").rstrip(".") if part else str(whole)
    if not most_minor:
        return say(t("{percent}% off", percent=percent))
    most = Money(most_minor, currency)
    return say(t("{percent}% off, up to {most}", percent=percent, most=most))


@dataclass(frozen=True)
class When:
    """On which days and between which minutes of a day: a value of a message (kit.words)."""

    weekdays: Sequence[int]
    from_minute: int | None
    until_minute: int | None

    def shown(self, locale: str = "en") -> str:
        """Mon–Fri 15:00–17:00; empty: always."""
        hours = ""
        if self.from_minute is not None and self.until_minute is not None:
            hours = f"{_clock(self.from_minute)}–{_clock(self.until_minute)}"
        return " ".join(part for part in (_days(self.weekdays, locale), hours) if part)


def when(weekdays: Sequence[int], from_minute: int | None, until_minute: int | None) -> str:
    return When(weekdays, from_minute, until_minute).shown()


def _days(weekdays: Sequence[int], locale: str) -> str:
    days, names = sorted(set(weekdays)), get_day_names("abbreviated", locale=locale)
    if not days or len(days) == len(names):
        return ""
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{names[days[0]]}–{names[days[-1]]}"
    return ", ".join(names[day] for day in days)


def _clock(minute: int) -> str:
    hours, minutes = divmod(minute % MINUTES_A_DAY, 60)
    return f"{hours:02}:{minutes:02}"
