"""Why a rider who is online is not asked about a delivery just now: the same rules as
dispatch.candidates, one by one and in words. For the console, which must not guess."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.models import RiderProfile, User
from foodapp.dispatch import candidates, positions
from foodapp.dispatch.models import (
    ACTIVE,
    Delivery,
    Offer,
    OfferStatus,
    RiderPosition,
    Shift,
)
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position, distance_m, shown_distance
from foodapp.kit.words import say, t
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Order
from foodapp.restaurants.models import Restaurant

MAX = 200
NEXT = "Free and near enough: asked next"


@dataclass(frozen=True)
class Online:
    rider_id: UUID
    name: str
    vehicle: str
    away_m: float | None  # from the restaurant; None: not seen lately
    is_free: bool  # an admin may assign them by hand
    reason: str  # why not asked, or NEXT


def riders(session: ReadSession, delivery: Delivery) -> list[Online]:
    """Everybody online, those who could be assigned first, the nearest of them first."""
    rows = session.exec(
        select(RiderProfile, User, Shift)
        .join(User, col(User.id) == RiderProfile.user_id)
        .join(Shift, col(Shift.rider_id) == RiderProfile.id)
        .where(col(Shift.ended_at).is_(None))
        .order_by(col(Shift.started_at))
        .limit(MAX)
    ).all()
    facts = _facts(session, delivery, [profile.id for profile, _, _ in rows])
    found = [_one(session, delivery, facts, *row) for row in rows]
    return sorted(
        found, key=lambda one: (not one.is_free, one.away_m is None, one.away_m or 0.0, one.name)
    )


@dataclass(frozen=True)
class _Facts:
    place: Position
    seen: dict[UUID, positions.Seen]
    busy: set[UUID]
    open_offers: dict[UUID, UUID]  # rider -> delivery that they are being asked about
    answers: dict[UUID, Offer]  # the latest one about this delivery
    full: set[UUID]  # hold too much cash


def _facts(session: ReadSession, delivery: Delivery, rider_ids: list[UUID]) -> _Facts:
    shop = session.get_one(Restaurant, delivery.restaurant_id)
    order = session.get_one(Order, delivery.order_id)
    carried = select(Delivery.rider_id).where(col(Delivery.status).in_(ACTIVE))
    asked = select(Offer.rider_id, Offer.delivery_id).where(Offer.status == OfferStatus.OPEN)
    answers = session.exec(
        select(Offer).where(Offer.delivery_id == delivery.id).order_by(col(Offer.offered_at))
    )
    cash = order.cash_due_minor if order.pay_by is PayBy.CASH else 0
    return _Facts(
        place=Position(shop.lat, shop.lng),
        seen=positions.latest(session, rider_ids),
        busy={one for one in session.exec(carried) if one is not None},
        open_offers=dict(session.exec(asked).all()),
        answers={offer.rider_id: offer for offer in answers},
        full=candidates.full(session, rider_ids, delivery.currency, cash) if cash else set(),
    )


def _one(
    session: ReadSession,
    delivery: Delivery,
    facts: _Facts,
    profile: RiderProfile,
    user: User,
    shift: Shift,
) -> Online:
    seen = facts.seen.get(profile.id)
    away = distance_m(seen.position, facts.place) if seen else None
    may_ride = profile.approved_at and not profile.suspended_at and not user.disabled_at
    reason = (
        ("" if may_ride else "May not ride: suspended, or not approved")
        or _occupied(delivery, facts, profile.id, shift)
        or _answered(delivery, facts.answers.get(profile.id))
        or ("Holds too much of our cash for this order" if profile.id in facts.full else "")
        or _where(session, delivery, away, shift)
    )
    return Online(
        rider_id=profile.id,
        name=user.name,
        vehicle=profile.vehicle.value,
        away_m=away,
        is_free=bool(may_ride) and profile.id not in facts.busy,
        reason=reason or NEXT,
    )


def _occupied(delivery: Delivery, facts: _Facts, rider_id: UUID, shift: Shift) -> str:
    if shift.leaving_at is not None:
        return "Goes offline after the delivery they have"
    if rider_id in facts.busy:
        return "Has a delivery"
    asked_about = facts.open_offers.get(rider_id)
    if asked_about is None:
        return ""
    return "Is being asked now" if asked_about == delivery.id else "Is being asked about another"


def _answered(delivery: Delivery, offer: Offer | None) -> str:
    if offer is None or offer.status is OfferStatus.OPEN:
        return ""
    if offer.status is OfferStatus.ACCEPTED:
        return "Had this delivery before"
    pays_more = delivery.pay_minor + delivery.tip_minor > offer.pay_minor
    again = offer.answered_at + candidates.ASK_AGAIN_AFTER if offer.answered_at else clock.now()
    if pays_more or clock.now() >= again:
        return ""
    said = t("Did not answer; asked again from {time}")
    if offer.status is OfferStatus.DECLINED:
        said = t("Said no; asked again from {time}")
    return say(said.with_({"time": when.Moment(again)}))


def _where(session: ReadSession, delivery: Delivery, away: float | None, shift: Shift) -> str:
    if away is None:
        last = session.exec(
            select(RiderPosition.at)
            .where(
                RiderPosition.rider_id == shift.rider_id,
                col(RiderPosition.at) > shift.started_at,
            )
            .order_by(col(RiderPosition.at).desc())
            .limit(1)
        ).first()
        if last is None:
            return "No position since they came online"
        return say(t("No position since {time}", time=when.Moment(last)))
    if away > delivery.search_m:
        asked = shown_distance(delivery.search_m)
        return say(t("Further away than the {distance} that are asked", distance=asked))
    return ""
