"""What each step does. The order is locked by the caller, and the exception holds."""

from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM
from foodapp.autopilot import taking_off
from foodapp.autopilot.models import Incident
from foodapp.dispatch import carrying, deliveries, searching, watching, widening
from foodapp.dispatch.locking import hold
from foodapp.dispatch.models import DeliveryStatus
from foodapp.orders.ends import PayBy
from foodapp.orders.events import AutopilotStepped
from foodapp.orders.missing import MissingDish, State
from foodapp.orders.models import Order
from foodapp.orders.timeline import ids, record


def nothing(session: Session, order: Order, incident: Incident) -> None:
    """Whoever began it has done it and said so."""


def say(session: Session, order: Order, incident: Incident, **figures: int | str) -> None:
    """A row on the timeline; foodapp.reactions knows who has to hear of it."""
    event = AutopilotStepped.model_validate(
        ids(order) | {"exception": incident.kind.value, "step": incident.step} | figures
    )
    record(session, PLATFORM, order, event)


def widen(session: Session, order: Order, incident: Incident) -> None:
    metres = widening.widen(session, hold(session, PLATFORM, order.id))
    say(session, order, incident, distance_m=metres)


def raise_pay(session: Session, order: Order, incident: Incident) -> None:
    minor = widening.raise_pay(session, hold(session, PLATFORM, order.id))
    say(session, order, incident, amount_minor=minor, currency=order.currency)


def offer_pickup(session: Session, order: Order, incident: Incident) -> None:
    """From here on the customer's screen asks; see pickup.accept. Cash is paid to riders only."""
    held = hold(session, PLATFORM, order.id)
    if held.delivery.status is DeliveryStatus.SEARCHING:
        searching.give_up(session, PLATFORM, held)
    if order.pay_by is PayBy.CARD:
        say(session, order, incident)


def ask_rider(session: Session, order: Order, incident: Incident) -> None:
    watching.ask(session, PLATFORM, hold(session, PLATFORM, order.id))
    say(session, order, incident)


def take_away(session: Session, order: Order, incident: Incident) -> None:
    """Food that is in their bag stays theirs: somebody has to speak with them."""
    held = hold(session, PLATFORM, order.id)
    if held.delivery.status is DeliveryStatus.COLLECTED:
        say(session, order, incident, step="call")
        return
    say(session, order, incident)
    deliveries.release(session, PLATFORM, held)
    incident.close()


def take_off(session: Session, order: Order, incident: Incident) -> None:
    row = session.get_one(MissingDish, incident.subject_id)
    taking_off.take_off(session, PLATFORM, order, row, because=State.LAPSED)
    incident.close()


def leave_door(session: Session, order: Order, incident: Incident) -> None:
    carrying.leave(session, PLATFORM, hold(session, PLATFORM, order.id))
    incident.close()
