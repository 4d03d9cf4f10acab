"""Which riders may be asked to bring a delivery now."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, exists, func, select

from foodapp.accounts.models import RiderProfile, User, Vehicle
from foodapp.dispatch import positions
from foodapp.dispatch.engine import Candidate
from foodapp.dispatch.models import ACTIVE, Delivery, Offer, OfferStatus, Shift
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry
from foodapp.orders.quote import cash_most_minor

MAX = 100
ASK_AGAIN_AFTER = timedelta(minutes=3)


def available(
    session: Session, delivery: Delivery, restaurant: Position, *, cash_minor: int = 0
) -> list[Candidate]:
    """Riders online, seen lately within reach, free, and not asked for this delivery in the last
    minutes. One who already had it is not asked again. Nearest first, as the crow flies.
    cash_minor: to be taken at the door; none whose pockets that would make too full."""
    seen = {
        one.rider_id: one
        for one in positions.near(session, restaurant, radius_m=delivery.search_m, limit=MAX)
    }
    if cash_minor:
        too_full = full(session, list(seen), delivery.currency, cash_minor)
        seen = {rider_id: one for rider_id, one in seen.items() if rider_id not in too_full}
    rows = session.exec(
        select(RiderProfile.id, RiderProfile.vehicle)
        .join(User, col(User.id) == RiderProfile.user_id)
        .join(Shift, col(Shift.rider_id) == RiderProfile.id)
        .where(
            col(RiderProfile.id).in_(seen),
            col(Shift.ended_at).is_(None),
            col(Shift.leaving_at).is_(None),
            col(RiderProfile.approved_at).is_not(None),
            col(RiderProfile.suspended_at).is_(None),
            col(User.disabled_at).is_(None),
            _free(),
            ~_asked(delivery),
        )
    )
    vehicles = dict(rows.all())
    return [
        Candidate(
            rider_id, one.position, one.at, Vehicle(vehicles[rider_id]), round(one.distance_m)
        )
        for rider_id, one in seen.items()
        if rider_id in vehicles
    ]


def full(session: ReadSession, rider_ids: list[UUID], currency: str, more_minor: int) -> set[UUID]:
    """Who would hold more of our cash than a rider may."""
    held = session.exec(
        select(LedgerAccount.owner_id)
        .join(LedgerEntry, col(LedgerEntry.account_id) == col(LedgerAccount.id))
        .where(
            LedgerAccount.kind == AccountKind.CASH,
            LedgerAccount.currency == currency,
            col(LedgerAccount.owner_id).in_(rider_ids),
        )
        .group_by(col(LedgerAccount.owner_id))
        .having(func.sum(LedgerEntry.amount_minor) + more_minor > cash_most_minor(currency))
    )
    return {rider_id for rider_id in held if rider_id is not None}


def _free() -> ColumnElement[bool]:
    rider = col(RiderProfile.id)
    carries = exists().where(col(Delivery.rider_id) == rider, col(Delivery.status).in_(ACTIVE))
    is_asked = exists().where(col(Offer.rider_id) == rider, col(Offer.status) == OfferStatus.OPEN)
    return and_(~carries, ~is_asked)


def _asked(delivery: Delivery) -> ColumnElement[bool]:
    """Whoever said no to less money may be asked at once for more."""
    lately = and_(
        col(Offer.answered_at) > clock.now() - ASK_AGAIN_AFTER,
        col(Offer.pay_minor) >= delivery.pay_minor + delivery.tip_minor,
    )
    return exists().where(
        col(Offer.rider_id) == RiderProfile.id,
        col(Offer.delivery_id) == delivery.id,
        or_(col(Offer.status) == OfferStatus.ACCEPTED, lately),
    )
