"""Where a rider was when they said that they had done something: distance, accuracy and time of
the fix, kept with each step of a delivery.

near      close enough, as far as the fix can tell: believed
far       further away than the fix can be wrong
unknown   no fix of that time, or one too blurred to tell (a cellar, a bad phone)

Only what is near counts as proof. What is not is no lie: it is a question for a person.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from sqlmodel import Field, Session, SQLModel, col, select

from foodapp.dispatch import positions
from foodapp.dispatch.fixes import Fix
from foodapp.dispatch.models import Delivery, RiderPosition
from foodapp.dispatch.settings import settings
from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position, distance_m
from foodapp.orders.events import Seen
from foodapp.orders.models import Order
from foodapp.restaurants.models import Restaurant

BLUR_M = 200.0  # a fix blurred by more than this proves nothing
OF_THAT_TIME = timedelta(minutes=2)
WAY_ROUND = 1.5  # of the straight line: how far off it a way leads
LOOK_BACK = timedelta(minutes=30)


class Step(StrEnum):
    ARRIVED = "arrived"  # at the restaurant
    COLLECTED = "collected"
    AT_DOOR = "at_door"
    IN_VAIN = "in_vain"  # says that it cannot be handed over
    LEFT = "left"  # the clock at the door has run out


class Verdict(StrEnum):
    NEAR = "near"
    FAR = "far"
    UNKNOWN = "unknown"


class Evidence(SQLModel, table=True):
    """One step of a delivery, and what the rider's phone said then. Append-only."""

    __tablename__ = "delivery_evidence"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    delivery_id: UUID = Field(foreign_key="deliveries.id", index=True, ondelete="CASCADE")
    rider_id: UUID = Field(foreign_key="riders.id", ondelete="CASCADE")
    step: Step = Field(sa_type=text_enum(Step))
    verdict: Verdict = Field(sa_type=text_enum(Verdict))
    at: datetime = Field(sa_type=UTC)  # of the press; without network it comes later
    recorded_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    distance_m: int | None = None  # from where the step is done; None: no fix
    accuracy_m: float | None = None
    fix_at: datetime | None = Field(default=None, sa_type=UTC)

    @property
    def is_proof(self) -> bool:
        return self.verdict is Verdict.NEAR


def take(
    session: Session,
    delivery: Delivery,
    step: Step,
    *,
    ago: timedelta = timedelta(0),
    is_on_the_way: bool = False,
) -> Evidence:
    """Judge and keep where the delivery's rider was at this step. ago: how long before now it was
    pressed. is_on_the_way: anywhere between restaurant and door will do."""
    if delivery.rider_id is None:
        raise ValueError("a step of a delivery that nobody has")
    at = clock.now() - ago
    row = Evidence(
        delivery_id=delivery.id,
        rider_id=delivery.rider_id,
        step=step,
        at=at,
        verdict=Verdict.UNKNOWN,
    )
    fix = _fix(session, delivery.rider_id, at)
    if fix is not None:
        places = _places(session, delivery)
        here = fix.position
        metres = _off_the_way(here, *places) if is_on_the_way else _off(here, step, *places)
        row.distance_m, row.accuracy_m, row.fix_at = round(metres), fix.accuracy_m, fix.at
        if abs(fix.at - at) <= OF_THAT_TIME:
            row.verdict = judged(metres, fix.accuracy_m or 0.0)
    session.add(row)
    return row


def judged(metres: float, accuracy_m: float) -> Verdict:
    near = settings().rider_near_m
    if metres <= near + min(accuracy_m, BLUR_M):
        return Verdict.NEAR
    return Verdict.FAR if metres > near + accuracy_m else Verdict.UNKNOWN


def of(session: ReadSession, delivery: Delivery) -> list[Evidence]:
    """Oldest first."""
    rows = session.exec(
        select(Evidence)
        .where(Evidence.delivery_id == delivery.id)
        .order_by(col(Evidence.at), col(Evidence.recorded_at))
        .limit(50)
    )
    return list(rows)


def latest(session: Session, delivery: Delivery, step: Step) -> Evidence | None:
    """By the rider who has it now."""
    return session.exec(
        select(Evidence)
        .where(
            Evidence.delivery_id == delivery.id,
            Evidence.rider_id == delivery.rider_id,
            Evidence.step == step,
        )
        .order_by(col(Evidence.recorded_at).desc())
        .limit(1)
    ).first()


def seen(row: Evidence) -> Seen | None:
    """As a fact of an event; None: no position of that time."""
    if row.distance_m is None or row.fix_at is None:
        return None
    return Seen(
        is_near=row.is_proof,
        distance_m=row.distance_m,
        age_s=abs(round((row.at - row.fix_at).total_seconds())),
        accuracy_m=round(row.accuracy_m) if row.accuracy_m else None,
    )


def _fix(session: Session, rider_id: UUID, at: datetime) -> Fix | None:
    """The one nearest in time: of a press without network those after it count, too."""
    rows = session.exec(
        select(RiderPosition).where(
            RiderPosition.rider_id == rider_id,
            col(RiderPosition.at).between(at - LOOK_BACK, at + OF_THAT_TIME),
        )
    )
    found = [Fix(Position(row.lat, row.lng), row.at, row.accuracy_m) for row in rows]
    if (seen := positions.latest(session, [rider_id]).get(rider_id)) is not None:
        found.append(Fix(seen.position, seen.at, seen.accuracy_m))  # rows are thinned
    return min(found, key=lambda fix: abs(fix.at - at), default=None)


def _places(session: Session, delivery: Delivery) -> tuple[Position, Position]:
    """The restaurant and the door."""
    shop = session.get_one(Restaurant, delivery.restaurant_id)
    order = session.get_one(Order, delivery.order_id)
    pickup = Position(shop.lat, shop.lng)
    if order.lat is None or order.lng is None:
        return pickup, pickup
    return pickup, Position(order.lat, order.lng)


def _off(here: Position, step: Step, pickup: Position, door: Position) -> float:
    """How many metres from where this step is done."""
    return distance_m(here, pickup if step in (Step.ARRIVED, Step.COLLECTED) else door)


def _off_the_way(here: Position, pickup: Position, door: Position) -> float:
    """How many metres beside the way, which need not be straight."""
    detour = distance_m(pickup, here) + distance_m(here, door)
    return max(0.0, detour - WAY_ROUND * distance_m(pickup, door)) / 2
