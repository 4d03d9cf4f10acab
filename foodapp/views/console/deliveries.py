"""Dispatch as the console sees it: who rides, what waits, and why an order has the rider it has."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import RiderProfile, User
from foodapp.accounts.permissions import require
from foodapp.dispatch import evidence
from foodapp.dispatch.evidence import Step
from foodapp.dispatch.models import WANTED, Delivery, DeliveryStatus, Offer
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.geo import shown_distance
from foodapp.kit.money import shown
from foodapp.kit.words import paragraph, say, t
from foodapp.views import end_words
from foodapp.views.console import not_asked, seen_words

MAX = 200
STATUS = {
    DeliveryStatus.SEARCHING: "Looking for a rider",
    DeliveryStatus.UNASSIGNED: "Nobody found yet",
    DeliveryStatus.ASSIGNED: "On the way to the restaurant",
    DeliveryStatus.AT_RESTAURANT: "At the restaurant",
    DeliveryStatus.COLLECTED: "On the way to the customer",
    DeliveryStatus.DELIVERED: "Delivered",
    DeliveryStatus.IN_DOUBT: "In doubt: our team decides",
    DeliveryStatus.FAILED: "Could not be handed over",
    DeliveryStatus.RETURNED: "Brought back to the restaurant",
    DeliveryStatus.CANCELLED: "Cancelled",
}


@dataclass(frozen=True)
class RiderChoice:
    rider_id: str
    name: str
    vehicle: str
    away: str  # from the restaurant; "" where the rider was not seen lately
    is_free: bool
    doing: str


@dataclass(frozen=True)
class Asked:
    at: str
    name: str
    status: str
    away: str
    pay: str


@dataclass(frozen=True)
class Proof:
    """A step of the rider, and where their phone was then."""

    at: str
    step: str
    words: str
    is_proof: bool


@dataclass(frozen=True)
class DeliveryCard:
    exists: bool = False
    status: str = ""
    words: str = ""
    rider_id: str = ""
    rider: str = ""
    rider_phone: str = ""
    distance: str = ""
    pay: str = ""
    why: str = ""
    asked: list[Asked] = field(default_factory=list)
    evidence: list[Proof] = field(default_factory=list)
    is_in_doubt: bool = False
    claim: str = ""  # why it was not handed over, as the rider says
    objected: bool = False  # the customer says otherwise
    can_assign: bool = False
    can_take_away: bool = False


def delivery_of(session: ReadSession, admin: Admin, order_id: UUID) -> DeliveryCard:
    """How the order is brought; a blank card where nobody has to bring it (yet)."""
    require(admin, Permission.SEE)
    found = session.exec(
        select(Delivery, User)
        .outerjoin(RiderProfile, col(RiderProfile.id) == Delivery.rider_id)
        .outerjoin(User, col(User.id) == RiderProfile.user_id)
        .where(Delivery.order_id == order_id)
    ).one_or_none()
    return card_of(session, *found) if found else DeliveryCard()


def card_of(session: ReadSession, row: Delivery, rider: User | None) -> DeliveryCard:
    """As the order's page shows it: who brings it, who was asked, what proves the steps."""
    asked = _asked(session, row)
    return DeliveryCard(
        exists=True,
        status=row.status.value,
        words=STATUS[row.status],
        rider_id=str(row.rider_id or ""),
        rider=rider.name if rider else "",
        rider_phone=rider.phone if rider else "",
        distance=shown_distance(row.distance_m),
        pay=shown(row.pay_minor + row.tip_minor, row.currency),
        why=_why(session, row, asked),
        asked=asked,
        evidence=_evidence(session, row),
        is_in_doubt=row.status is DeliveryStatus.IN_DOUBT,
        claim=end_words.in_vain(row.failed_reason),
        objected=row.objected_at is not None,
        can_assign=row.status in WANTED,
        can_take_away=row.status in (DeliveryStatus.ASSIGNED, DeliveryStatus.AT_RESTAURANT),
    )


def riders_for(session: ReadSession, admin: Admin, order_id: UUID) -> list[RiderChoice]:
    """Everybody online, and why they are not asked just now."""
    require(admin, Permission.SEE)
    row = session.exec(select(Delivery).where(Delivery.order_id == order_id)).one_or_none()
    if row is None:
        raise NotFound("delivery")
    return [
        RiderChoice(
            rider_id=str(one.rider_id),
            name=one.name,
            vehicle=one.vehicle,
            away=_away(one.away_m),
            is_free=one.is_free,
            doing=one.reason,
        )
        for one in not_asked.riders(session, row)
    ]


def _asked(session: ReadSession, delivery: Delivery) -> list[Asked]:
    rows = session.exec(
        select(Offer, User.name)
        .join(RiderProfile, col(RiderProfile.id) == Offer.rider_id)
        .join(User, col(User.id) == RiderProfile.user_id)
        .where(Offer.delivery_id == delivery.id)
        .order_by(col(Offer.offered_at).desc())
        .limit(20)
    )
    zone, now = when.town(), clock.now()
    return [
        Asked(
            at=when.shown(offer.offered_at, zone, now),
            name=name,
            status="asked now" if offer.status == "open" else offer.status.value,
            away=shown_distance(offer.to_restaurant_m),
            pay=shown(offer.pay_minor, delivery.currency),
        )
        for offer, name in rows
    ]


STEPS = {
    Step.ARRIVED: "At the restaurant",
    Step.COLLECTED: "Has the food",
    Step.AT_DOOR: "At the door",
    Step.IN_VAIN: "Cannot hand it over",
    Step.LEFT: "When the clock ran out",
}


def _evidence(session: ReadSession, delivery: Delivery) -> list[Proof]:
    now = clock.now()
    return [
        Proof(
            _at(row.at, now),
            STEPS[row.step],
            say(seen_words.seen(evidence.seen(row))),
            row.is_proof,
        )
        for row in evidence.of(session, delivery)
    ]


def _away(metres: float | None) -> str:
    if metres is None:
        return "not seen lately"
    return say(t("{distance} away", distance=shown_distance(metres)))


def _why(session: ReadSession, delivery: Delivery, asked: list[Asked]) -> str:
    """One sentence: why it stands as it stands."""
    now = clock.now()
    if delivery.status not in WANTED:
        turned = sum(1 for one in asked if one.status in ("declined", "expired"))
        said = t("{riders} said no or did not answer before.", riders=turned)
        return say(said) if turned else ""
    if delivery.search_from > now:
        begins = when.Moment(delivery.search_from, now=now)
        return say(t("The search begins at {time}: the order is for later.", time=begins))
    if asked and asked[0].status == "asked now":
        first = asked[0]
        return say(
            t(
                "{rider} is being asked, {way} from the restaurant.",
                rider=first.name,
                way=first.away,
            )
        )
    nobody = _nobody(not_asked.riders(session, delivery))
    before = t("{riders} asked so far, nobody has said yes.", riders=len(asked))
    return paragraph([before, nobody]) if asked else nobody


def _nobody(online: list[not_asked.Online]) -> str:
    """The truth about those who are online, the nearest first."""
    if not online:
        return "No rider is online."
    told = "; ".join(f"{one.name}: {one.reason[0].lower()}{one.reason[1:]}" for one in online[:3])
    if len(online) <= 3:
        return f"{told}."
    return say(t("{riders}; {more} more.", riders=told, more=len(online) - 3))


def _at(moment: datetime, now: datetime) -> str:
    return when.shown(moment, when.town(), now)


def standing(session: ReadSession, admin: Admin, order_ids: list[UUID]) -> dict[str, str]:
    """By order id: who brings it, or that nobody does yet. Orders without a delivery are left
    out."""
    require(admin, Permission.SEE)
    rows = session.exec(
        select(Delivery.order_id, Delivery.status, User.name)
        .join(RiderProfile, col(RiderProfile.id) == Delivery.rider_id, isouter=True)
        .join(User, col(User.id) == RiderProfile.user_id, isouter=True)
        .where(col(Delivery.order_id).in_(order_ids[:MAX]))
    )
    return {
        str(order_id): name or STATUS[DeliveryStatus(status)] for order_id, status, name in rows
    }
