"""Making, pausing, resuming and ending promotions: a restaurant its own and at its own cost, an
admin any."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission, RestaurantStaff
from foodapp.accounts.permissions import managers_only, recently_proven, require
from foodapp.kit import clock, wording, worth
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import BPS
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.promotions import codes
from foodapp.promotions.models import Kind, Promotion, Status
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.restaurants.models import Restaurant

MAX_EURO_CENTS = 1_000_000  # of an amount, elsewhere about as much
MAX_USES = 1_000_000
MAX_OPEN = 50  # of one restaurant, or of the platform itself: each is read with every price
Maker = RestaurantStaff | Admin


@dataclass(frozen=True)
class Terms:
    """What somebody wants to offer. Minor units; weekdays 0 Monday .. 6 Sunday; minutes of the
    day on the restaurant's clock."""

    name: str
    kind: Kind
    code: str = ""  # empty: applies by itself
    percent_bps: int = 0
    amount_minor: int = 0
    most_minor: int | None = None
    min_basket_minor: int = 0
    first_order: bool = False
    weekdays: list[int] = field(default_factory=list)
    from_minute: int | None = None
    until_minute: int | None = None
    starts_at: datetime | None = None  # None: now
    ends_at: datetime | None = None
    limit_total: int | None = None
    limit_per_customer: int | None = None
    limit_per_day: int | None = None
    combinable: bool = True


def offer(session: Session, staff: RestaurantStaff, terms: Terms) -> Promotion:
    """A restaurant's own, which it pays for."""
    managers_only(staff)
    shop = session.get_one(Restaurant, staff.restaurant_id)
    return _made(session, staff.user_id, terms, shop, shop.currency, platform_bps=0)


def offer_for_platform(
    session: Session,
    admin: Admin,
    terms: Terms,
    *,
    restaurant_id: UUID | None = None,
    platform_bps: int = BPS,
) -> Promotion:
    """For one restaurant, or for all. platform_bps: of the discount, what the platform bears."""
    require(admin, Permission.PROMOTIONS)
    if platform_bps:
        recently_proven(admin)
    shop = session.get(Restaurant, restaurant_id) if restaurant_id else None
    if restaurant_id and shop is None:
        raise NotFound("restaurant")
    if not 0 <= platform_bps <= BPS:
        raise DomainError(t("The platform's share is 0 to 100 percent."))
    if shop is None and platform_bps != BPS:
        raise DomainError(
            t("The platform pays for what is offered everywhere. Choose a restaurant.")
        )
    currency = shop.currency if shop else settings().currency
    row = _made(session, admin.user_id, terms, shop, currency, platform_bps)
    audit.note(session, admin, "promotion_made", "promotion", row.id, row.name)
    return row


def pause(session: Session, maker: Maker, promotion_id: UUID, *, reason: str = "") -> Promotion:
    """Nobody gets it until it is resumed; what was ordered with it stays as it is."""
    row = _open(session, maker, promotion_id)
    if row.paused_at is None:
        row.paused_at = clock.now()
        _noted(session, maker, row, "promotion_paused", reason)
    return row


def resume(session: Session, maker: Maker, promotion_id: UUID, *, reason: str = "") -> Promotion:
    row = _open(session, maker, promotion_id)
    if isinstance(maker, Admin) and row.platform_bps:
        recently_proven(maker)  # the platform pays again
    if row.paused_at is not None:
        row.paused_at = None
        _noted(session, maker, row, "promotion_resumed", reason)
    return row


def end(session: Session, maker: Maker, promotion_id: UUID, *, reason: str = "") -> Promotion:
    """For good. Its code can be given to another promotion."""
    row = _open(session, maker, promotion_id)
    row.ended_at = clock.now()
    _noted(session, maker, row, "promotion_ended", reason)
    return row


def _made(
    session: Session,
    by_id: UUID,
    terms: Terms,
    shop: Restaurant | None,
    currency: str,
    platform_bps: int,
) -> Promotion:
    code = _code(terms.code)
    row = Promotion(
        name=wording.line(terms.name, t("The name"), most=40, needed=True),
        kind=terms.kind,
        code=code,
        code_key=codes.key(code) if code else None,
        restaurant_id=shop.id if shop else None,
        currency=currency,
        percent_bps=terms.percent_bps if terms.kind is Kind.PERCENT else 0,
        amount_minor=terms.amount_minor if terms.kind is Kind.AMOUNT else 0,
        most_minor=terms.most_minor if terms.kind is Kind.PERCENT else None,
        min_basket_minor=terms.min_basket_minor,
        first_order=terms.first_order,
        weekdays=sorted(set(terms.weekdays)),
        from_minute=terms.from_minute,
        until_minute=terms.until_minute,
        starts_at=terms.starts_at or clock.now(),
        ends_at=terms.ends_at,
        limit_total=terms.limit_total,
        limit_per_customer=1 if terms.first_order else terms.limit_per_customer,
        limit_per_day=terms.limit_per_day,
        platform_bps=platform_bps,
        combinable=terms.combinable,
        created_by=by_id,
    )
    _check_amounts(row)
    _check_times(row)
    _check_limits(row)
    _check_room(session, row)
    session.add(row)
    _announce(session, row)
    return row


def _code(typed: str) -> str | None:
    if not typed.strip():
        return None
    if code := codes.normalised(typed):
        return code
    raise DomainError(
        t(
            "A code has {least} to {most} letters and digits.",
            least=codes.SHORTEST,
            most=codes.LONGEST,
        )
    )


def _check_amounts(row: Promotion) -> None:
    if row.kind is Kind.PERCENT and not 100 <= row.percent_bps <= BPS:
        raise DomainError(t("The percentage is 1 to 100."))
    most = worth.about(MAX_EURO_CENTS, row.currency)
    if row.kind is Kind.AMOUNT and not 1 <= row.amount_minor <= most:
        raise DomainError(t("The amount to take off is out of range."))
    if row.most_minor is not None and not 1 <= row.most_minor <= most:
        raise DomainError(t("The most to take off is out of range."))
    if not 0 <= row.min_basket_minor <= most:
        raise DomainError(t("The minimum basket is out of range."))


def _check_times(row: Promotion) -> None:
    if not set(row.weekdays) <= set(range(7)):
        raise DomainError(t("Please choose days of the week."))
    hours = (row.from_minute, row.until_minute)
    if hours != (None, None):
        start, until = hours
        if start is None or until is None:
            raise DomainError(t("Happy hours need both a beginning and an end."))
        if start not in range(1440) or until not in range(1, 1441) or start == until:
            raise DomainError(t("Happy hours end at another time than they begin."))
    if row.ends_at is not None and row.ends_at <= max(row.starts_at, clock.now()):
        raise DomainError(t("The last day must not be over yet."))


def _check_limits(row: Promotion) -> None:
    for limit in (row.limit_total, row.limit_per_customer, row.limit_per_day):
        if limit is not None and not 1 <= limit <= MAX_USES:
            raise DomainError(t("A limit is at least 1. Leave it empty for none."))


def _check_room(session: Session, row: Promotion) -> None:
    """Held by the restaurant's row, so that two who make one at once wait for each other; for the
    whole platform the index on codes stands behind."""
    if row.restaurant_id:
        session.exec(
            select(Restaurant.id).where(Restaurant.id == row.restaurant_id).with_for_update()
        )
    theirs = (col(Promotion.restaurant_id).is_not_distinct_from(row.restaurant_id), _is_open())
    if session.exec(select(func.count()).select_from(Promotion).where(*theirs)).one() >= MAX_OPEN:
        raise DomainError(
            t("There can be {most} promotions at a time. Please end one first.", most=MAX_OPEN)
        )
    taken = select(Promotion.id).where(*theirs, Promotion.code_key == row.code_key)
    if row.code and session.exec(taken).first():
        raise DomainError(t("That code is in use already. Please choose another."))


def _is_open() -> ColumnElement[bool]:
    return col(Promotion.ended_at).is_(None)


def _open(session: Session, maker: Maker, promotion_id: UUID) -> Promotion:
    """Held, and not over. A restaurant finds only what is its own and at its own cost."""
    found = select(Promotion).where(Promotion.id == promotion_id)
    if isinstance(maker, RestaurantStaff):
        managers_only(maker)
        own = Promotion.restaurant_id == maker.restaurant_id
        found = found.where(own, Promotion.platform_bps == 0)
    else:
        require(maker, Permission.PROMOTIONS)
    row = session.exec(
        found.with_for_update().execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound("promotion")
    if row.status_at(clock.now()) is Status.ENDED:
        raise DomainError(t("This promotion has ended."))
    return row


def _noted(session: Session, maker: Maker, row: Promotion, action: str, reason: str) -> None:
    if isinstance(maker, Admin):
        reason = audit.reason_given(reason)
        audit.note(session, maker, action, "promotion", row.id, row.name, reason)
    _announce(session, row)


def _announce(session: Session, row: Promotion) -> None:
    announce(session, topics.admin(), promotion=str(row.id))
    if row.restaurant_id:
        announce(session, topics.restaurant(row.restaurant_id), promotion=str(row.id))
