"""Somebody presses "Call": only the two of an order under way, both with a number of their own that
they have proven, and not without end."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from foodapp.accounts import sessions
from foodapp.accounts.actors import PLATFORM, Customer, Rider
from foodapp.accounts.models import RiderProfile, User
from foodapp.accounts.phones import PhoneProof
from foodapp.calls.models import Call, CallAsked, CallStatus
from foodapp.calls.settings import settings
from foodapp.chat import scoped, writing
from foodapp.chat.models import Kind, Side
from foodapp.chat.scoped import Ground, Place
from foodapp.kit import clock, outbox
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound, TooMany
from foodapp.kit.words import t

Caller = Customer | Rider
UNDER_WAY = (CallStatus.ASKED, CallStatus.PLACED, CallStatus.CONNECTED)


class CannotCall(DomainError):
    """One sentence each, with what can be done instead."""


@dataclass(frozen=True)
class Numbers:
    """In E.164, of the two; blank: none that is proven."""

    customer: str
    rider: str

    def of(self, side: Side) -> str:
        return self.customer if side is Side.CUSTOMER else self.rider


def ask(session: Session, who: Caller, order_id: UUID) -> Call:
    """The caller's own telephone rings soon."""
    ground, side = _ground(session, who, order_id), scoped.side_of(who)
    thread = writing.hold(session, ground)  # one after another, of both
    if not is_offered(ground):
        raise CannotCall(t("This order is over. Our support is there for you."))
    _not_too_often(session, order_id)
    known = numbers(session, ground)
    if not known.of(side):
        raise CannotCall(t("Please confirm your own phone number in your account first."))
    if not (known.customer and known.rider):
        raise CannotCall(t("They have no number that we can call. Please write a message."))
    customer_id, rider_id = _people(ground)
    call = Call(order_id=order_id, by=side, customer_id=customer_id, rider_id=rider_id)
    session.add(call)
    session.flush()  # the event names it
    writing.note_in(session, thread, f"{side}_called")
    outbox.record(session, CallAsked(call_id=call.id))
    return call


def is_offered(ground: Ground) -> bool:
    """While the order is under way, where the operator has a provider."""
    is_theirs = ground.kind is Kind.CUSTOMER_RIDER and ground.is_under_way
    return is_theirs and settings().calls_are_on


def numbers(session: ReadSession, ground: Ground) -> Numbers:
    """Those that both have now, and have proven."""
    customer, rider = aliased(User), aliased(User)
    of_customer, of_rider = aliased(PhoneProof), aliased(PhoneProof)

    def proves(proof: type[PhoneProof], user: type[User]) -> ColumnElement[bool]:
        return (col(proof.user_id) == user.id) & (col(proof.phone) == user.phone)

    found = session.exec(
        select(of_customer.phone, of_rider.phone)
        .select_from(RiderProfile)
        .join(rider, col(rider.id) == RiderProfile.user_id)
        .join(customer, col(customer.id) == ground.customer_id)
        .outerjoin(of_customer, proves(of_customer, customer))
        .outerjoin(of_rider, proves(of_rider, rider))
        .where(RiderProfile.id == ground.rider_id)
    ).one()
    return Numbers(found[0] or "", found[1] or "")


def ground_of(session: ReadSession, call: Call) -> Ground:
    """Of a call that was asked for, for as long as this rider brings the order."""
    customer = sessions.customer_behind(PLATFORM, call.customer_id)
    return scoped.ground(session, customer, _place(call.order_id))


def _ground(session: ReadSession, who: Caller, order_id: UUID) -> Ground:
    return scoped.ground(session, who, _place(order_id))


def _place(order_id: UUID) -> Place:
    return Place(Kind.CUSTOMER_RIDER, order_id)


def _people(ground: Ground) -> tuple[UUID, UUID]:
    if ground.customer_id is None or ground.rider_id is None:
        raise NotFound("order")
    return ground.customer_id, ground.rider_id


def _not_too_often(session: Session, order_id: UUID) -> None:
    of_order = select(func.count()).where(Call.order_id == order_id)
    if session.exec(of_order).one() >= settings().calls_an_order:
        raise TooMany
    lasting = clock.now() - timedelta(minutes=settings().call_minutes)
    busy = of_order.where(col(Call.status).in_(UNDER_WAY), col(Call.asked_at) > lasting)
    if session.exec(busy).one():
        raise CannotCall(t("A call between you is on its way."))
