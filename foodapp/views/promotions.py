"""Promotions as those who made them read them: what they give, how often they were used, and what
they have cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, func, select

from foodapp.accounts.actors import Admin, Permission, RestaurantStaff
from foodapp.accounts.permissions import managers_only, require
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import BPS, Money, shown
from foodapp.kit.paging import behind
from foodapp.kit.text import begins_a_word, one_line
from foodapp.kit.words import say, t
from foodapp.promotions import codes, terms
from foodapp.promotions.models import Promotion, PromotionUse, Status
from foodapp.restaurants.models import Restaurant

PAGE = 50
EVERYWHERE = "Everywhere"


class PromotionFilter(StrEnum):
    ALL = "all"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True)
class PromotionCard:
    """Every text ready to be shown."""

    id: str
    name: str
    code: str  # empty: applies by itself
    gives: str  # "20% off, up to €5.00"
    conditions: str  # "from €15.00 · first order · Mon–Fri 15:00–17:00"
    place: str
    payer: str
    uses: str  # "12", "12 of 100"
    limits: str  # "1 a customer · 20 a day"
    off: str  # what it has taken off so far
    platform_cost: str
    restaurant_cost: str
    status: str  # of Status, or "waiting" before it begins
    words: str
    look: str  # of a badge
    may_change: bool


@dataclass(frozen=True)
class PromotionPage:
    rows: list[PromotionCard]
    next_after: str  # id of the last row; empty where nothing follows


@dataclass(frozen=True)
class _Used:
    uses: int = 0
    off_minor: int = 0
    platform_minor: int = 0


def of_restaurant(session: ReadSession, staff: RestaurantStaff) -> list[PromotionCard]:
    """What is offered at this restaurant alone: its own, and what the platform offers there; the
    latest hundred, ended ones last."""
    managers_only(staff)
    name, zone = session.exec(
        select(Restaurant.name, Restaurant.time_zone).where(Restaurant.id == staff.restaurant_id)
    ).one()
    rows = session.exec(
        select(Promotion)
        .where(Promotion.restaurant_id == staff.restaurant_id)
        .order_by(_is_over(clock.now()), col(Promotion.created_at).desc(), col(Promotion.id))
        .limit(100)
    ).all()
    used = _used(session, rows)
    return [
        _card(row, name, used, ZoneInfo(zone), may_change=row.platform_bps == 0) for row in rows
    ]


def promotions(
    session: ReadSession,
    admin: Admin,
    *,
    which: PromotionFilter = PromotionFilter.ALL,
    search: str = "",
    after: UUID | None = None,
) -> PromotionPage:
    """Newest first, PAGE at a time. search: a code, or the beginning of a word of the name or the
    restaurant's."""
    require(admin, Permission.SEE)
    conditions = [*_which(which), *_matching(search)]
    if after is not None:
        keys = (col(Promotion.created_at), col(Promotion.id))
        conditions.append(behind(session, keys, Promotion.id == after, descending=True))
    found = session.exec(
        select(Promotion, Restaurant.name)
        .outerjoin(Restaurant, col(Restaurant.id) == col(Promotion.restaurant_id))
        .where(*conditions)
        .order_by(col(Promotion.created_at).desc(), col(Promotion.id).desc())
        .limit(PAGE + 1)
    ).all()
    used = _used(session, [row for row, _ in found])
    zone = when.town()
    may = admin.may(Permission.PROMOTIONS)
    cards = [_card(row, name or EVERYWHERE, used, zone, may_change=may) for row, name in found]
    return PromotionPage(cards[:PAGE], cards[PAGE - 1].id if len(cards) > PAGE else "")


def places(session: ReadSession, admin: Admin, *, limit: int = 500) -> list[tuple[str, str, str]]:
    """(id, name, currency) of the restaurants that something can be offered at."""
    require(admin, Permission.SEE)
    rows = session.exec(
        select(Restaurant.id, Restaurant.name, Restaurant.currency)
        .order_by(Restaurant.name)
        .limit(limit)
    )
    return [(str(ident), name, currency) for ident, name, currency in rows]


def _is_over(now: datetime) -> ColumnElement[bool]:
    ends = and_(col(Promotion.ends_at).is_not(None), col(Promotion.ends_at) <= now)
    return or_(col(Promotion.ended_at).is_not(None), ends)


def _which(which: PromotionFilter) -> list[Any]:
    is_over, is_paused = _is_over(clock.now()), col(Promotion.paused_at).is_not(None)
    return {
        PromotionFilter.ALL: [],
        PromotionFilter.ACTIVE: [~is_over, ~is_paused],
        PromotionFilter.PAUSED: [~is_over, is_paused],
        PromotionFilter.ENDED: [is_over],
    }[which]


def _matching(search: str) -> list[Any]:
    wanted = one_line(search, 80).lower()
    if not wanted:
        return []
    begins = [
        and_(*[func.lower(column).op("~")(begins_a_word(word)) for word in wanted.split()])
        for column in (col(Promotion.name), col(Restaurant.name))
    ]
    code = codes.normalised(wanted)
    return [or_(*begins, *([col(Promotion.code_key) == codes.key(code)] if code else []))]


def _used(session: ReadSession, rows: Sequence[Promotion]) -> dict[UUID, _Used]:
    found = session.exec(
        select(
            PromotionUse.promotion_id,
            func.count(),
            func.sum(PromotionUse.discount_minor),
            func.sum(PromotionUse.platform_minor),
        )
        .where(
            col(PromotionUse.promotion_id).in_([row.id for row in rows]),
            col(PromotionUse.given_back_at).is_(None),
        )
        .group_by(col(PromotionUse.promotion_id))
    )
    return {ident: _Used(uses, int(off), int(ours)) for ident, uses, off, ours in found}


def _card(
    row: Promotion, place: str, used: dict[UUID, _Used], zone: ZoneInfo, *, may_change: bool
) -> PromotionCard:
    one, now = used.get(row.id, _Used()), clock.now()
    status, words, look = _status(row, zone, now)
    return PromotionCard(
        id=str(row.id),
        name=row.name,
        code=row.code or "",
        gives=terms.gives(
            row.kind, row.percent_bps, row.amount_minor, row.most_minor, row.currency
        ),
        conditions=_listed(_conditions(row)),
        place=place,
        payer=_payer(row.platform_bps),
        uses=_uses(one.uses, row.limit_total),
        limits=_listed(_limits(row)),
        off=shown(one.off_minor, row.currency),
        platform_cost=shown(one.platform_minor, row.currency),
        restaurant_cost=shown(one.off_minor - one.platform_minor, row.currency),
        status=status,
        words=words,
        look=look,
        may_change=may_change and status != Status.ENDED,
    )


def _uses(uses: int, most: int | None) -> str:
    return say(t("{uses} of {most}", uses=uses, most=most)) if most else str(uses)


def _listed(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _conditions(row: Promotion) -> Iterable[str]:
    if row.min_basket_minor:
        yield say(t("from {amount}", amount=Money(row.min_basket_minor, row.currency)))
    if row.first_order:
        yield "first order"
    yield terms.when(row.weekdays, row.from_minute, row.until_minute)
    if not row.combinable:
        yield "not with others"


def _limits(row: Promotion) -> Iterable[str]:
    if row.limit_per_customer:
        yield say(t("{times} a customer", times=row.limit_per_customer))
    if row.limit_per_day:
        yield say(t("{times} a day", times=row.limit_per_day))


def _payer(platform_bps: int) -> str:
    if platform_bps in (0, BPS):
        return "The platform" if platform_bps else "The restaurant"
    percent = f"{platform_bps // 100}.{platform_bps % 100:02}".rstrip("0").rstrip(".")
    return say(t("Shared: {percent}% the platform", percent=percent))


def _status(row: Promotion, zone: ZoneInfo, now: datetime) -> tuple[str, str, str]:
    """(status, words, look of the badge)"""
    status = row.status_at(now)
    if status is Status.ENDED:
        return status, "Ended", "quiet"
    if status is Status.PAUSED:
        return status, "Paused", "act"
    if row.starts_at > now:
        day = when.day_shown(row.starts_at, zone, now)
        return "waiting", say(t("From {day}", day=day)), "accent"
    if row.ends_at:
        last = row.ends_at - timedelta(seconds=1)
        return status, say(t("Until {day}", day=when.day_shown(last, zone, now))), "done"
    return status, "Active", "done"
