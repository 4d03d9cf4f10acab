"""Tax and commission rates as they are set in the console. A change is a further row, valid from
its moment on: what was sold before keeps the rate it was sold under, and who set it stays known.

The most particular that is valid counts: the restaurant's own, else its country's, else everywhere;
where nothing is set, restaurants.taxes and the settings say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from babel import Locale
from sqlalchemy import CheckConstraint, Index, TextClause, bindparam, text
from sqlalchemy import select as sa_select
from sqlmodel import Field, Session, SQLModel, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import recently_proven, require
from foodapp.kit import clock, shares, when
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import Value, t
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.settings import settings

MAX = 200
FARTHEST = timedelta(days=730)
GRACE = timedelta(minutes=10)


class RateKind(StrEnum):
    TAX_FOOD = "tax_food"
    TAX_DRINK = "tax_drink"
    TAX_ALCOHOL = "tax_alcohol"
    TAX_SERVICE = "tax_service"  # on delivery and service fees
    COMMISSION = "commission"  # of the restaurant's food
    COMMISSION_TAX = "commission_tax"  # on the commission


NAMES = {
    RateKind.TAX_FOOD: "Tax on food",
    RateKind.TAX_DRINK: "Tax on drinks without alcohol",
    RateKind.TAX_ALCOHOL: "Tax on alcohol",
    RateKind.TAX_SERVICE: "Tax on delivery and service",
    RateKind.COMMISSION: "Commission",
    RateKind.COMMISSION_TAX: "Tax on the commission",
}


class Rate(SQLModel, table=True):
    """Never changed, never deleted."""

    __tablename__ = "rates"
    __table_args__ = (
        CheckConstraint("millionths BETWEEN 0 AND 1000000", name="rate_is_a_share"),
        CheckConstraint("restaurant_id IS NULL OR country = ''", name="rate_of_one_place"),
        Index("ix_rates_place", "restaurant_id", "country", "kind", "valid_from"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: RateKind = Field(sa_type=text_enum(RateKind))
    restaurant_id: UUID | None = Field(default=None, foreign_key="restaurants.id")
    country: str = Field(default="", max_length=2)  # ISO 3166-1; empty: everywhere
    millionths: int
    valid_from: datetime = Field(sa_type=UTC)
    set_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    set_by: UUID | None = Field(default=None, foreign_key="users.id")
    reason: str = Field(default="", max_length=200)


# {kind: millionths} of a restaurant at a moment, as a column beside its row.
RATES: TextClause = text(
    """
    (SELECT coalesce(json_object_agg(found.kind, found.millionths), '{}'::json) FROM (
      SELECT DISTINCT ON (r.kind) r.kind, r.millionths FROM rates r
      WHERE r.valid_from <= :now AND (r.restaurant_id = restaurants.id
        OR (r.restaurant_id IS NULL AND r.country IN ('', restaurants.country)))
      ORDER BY r.kind, (r.restaurant_id IS NOT NULL) DESC, (r.country <> '') DESC,
        r.valid_from DESC, r.set_at DESC
    ) AS found) AS rates
    """
).bindparams(bindparam("now", type_=UTC))


def of(session: ReadSession, restaurant_id: UUID, at: datetime) -> dict[str, int]:
    """What is set for this restaurant at that moment, by kind; what is missing is not set."""
    asked = sa_select(RATES).select_from(Restaurant).where(col(Restaurant.id) == restaurant_id)
    found: dict[str, int] = session.execute(asked, {"now": at}).scalar_one()
    return found


def commission_millionths(restaurant: Restaurant, rates: Mapping[str, int]) -> int:
    return rates.get(RateKind.COMMISSION, restaurant.commission_bps * shares.A_BPS)


def commission_tax_millionths(rates: Mapping[str, int]) -> int:
    return rates.get(RateKind.COMMISSION_TAX, settings().commission_tax_bps * shares.A_BPS)


def set_rate(
    session: Session,
    admin: Admin,
    *,
    kind: RateKind,
    percent: str,
    valid_from: datetime | None = None,
    restaurant_id: UUID | None = None,
    country: str = "",
    reason: str,
) -> Rate:
    """For one restaurant, one country, or everywhere. valid_from: None: from now on. Never for the
    past: what was sold stays as it was sold."""
    require(admin, Permission.SETTINGS)
    recently_proven(admin)
    reason = audit.reason_given(reason)
    now = clock.now()
    begins = valid_from or now
    if not now - GRACE <= begins <= now + FARTHEST:
        raise DomainError(t("A rate begins now or within two years."))
    place = _place(session, restaurant_id, country)
    row = Rate(
        kind=kind,
        restaurant_id=restaurant_id,
        country="" if restaurant_id else country.strip().upper(),
        millionths=shares.typed(percent, t("The rate")),
        valid_from=max(begins, now),
        set_at=now,
        set_by=admin.user_id,
        reason=reason,
    )
    session.add(row)
    facts: dict[str, Value] = {"rate": kind.value, "millionths": row.millionths}
    audit.note(session, admin, "rate_set", "rate", row.id, place, reason, **facts)
    return row


@dataclass(frozen=True)
class RateRow:
    id: str
    kind: str
    place: str
    rate: str
    valid_from: str
    state: str  # "in force", "from then on", "until then"
    by: str
    reason: str


def history(
    session: ReadSession, admin: Admin, *, restaurant_id: UUID | None = None
) -> list[RateRow]:
    """Of one restaurant's own rates, or of all; newest first."""
    require(admin, Permission.SEE)
    wanted = (
        select(Rate, col(Restaurant.name), col(User.name))
        .outerjoin(Restaurant, col(Restaurant.id) == col(Rate.restaurant_id))
        .outerjoin(User, col(User.id) == col(Rate.set_by))
        .order_by(col(Rate.valid_from).desc(), col(Rate.set_at).desc())
        .limit(MAX)
    )
    if restaurant_id:
        wanted = wanted.where(Rate.restaurant_id == restaurant_id)
    rows = list(session.exec(wanted))
    now, in_force = clock.now(), _in_force([row for row, _, _ in rows])
    zone = when.town()
    return [
        RateRow(
            id=str(row.id),
            kind=NAMES[row.kind],
            place=shop or row.country or "Everywhere",
            rate=shares.shown(row.millionths),
            valid_from=f"{row.valid_from.astimezone(zone):%-d %b %Y, %H:%M}",
            state="coming" if row.valid_from > now else "in force" if row.id in in_force else "",
            by=who or "",
            reason=row.reason,
        )
        for row, shop, who in rows
    ]


def countries(session: ReadSession, admin: Admin) -> list[tuple[str, str]]:
    """(code, name) of those that have a restaurant."""
    require(admin, Permission.SEE)
    found = session.exec(select(Restaurant.country).distinct().order_by(Restaurant.country))
    names = Locale("en").territories
    return [(code, names.get(code, code)) for code in found if code]


def _in_force(newest_first: list[Rate]) -> set[UUID]:
    seen: dict[tuple[Any, ...], UUID] = {}
    for row in newest_first:
        if row.valid_from <= clock.now():
            seen.setdefault((row.kind, row.restaurant_id, row.country), row.id)
    return set(seen.values())


def _place(session: Session, restaurant_id: UUID | None, country: str) -> str:
    if restaurant_id is None:
        if country.strip() and not (len(country.strip()) == 2 and country.strip().isalpha()):
            raise DomainError(t("A country has two letters: DE, AT, US."))
        return _named(country.strip().upper())
    shop = session.get(Restaurant, restaurant_id)
    if shop is None:
        raise NotFound("restaurant")
    return shop.name


def _named(country: str) -> str:
    return country or "everywhere"
