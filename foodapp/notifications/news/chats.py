"""Who hears that a line lies unread, or that a dish was complained of."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import StaffRole
from foodapp.accounts.models import RiderProfile, User
from foodapp.cases.events import ProblemDecided, ProblemReported
from foodapp.chat.events import LinesUnread
from foodapp.chat.models import Kind, Side
from foodapp.kit.words import Value
from foodapp.notifications import recipients, telling
from foodapp.notifications.recipients import Recipient
from foodapp.orders.models import Order


def unread(session: Session, event: LinesUnread) -> None:
    """The side that has not read it, once for all that lies there."""
    for kind, to, link in _whom(session, event):
        telling.tell(
            session,
            kind,
            to,
            key=f"chat:{event.thread_id}:{event.number}",
            subject=f"chat:{event.thread_id}",
            link=link,
            facts=_facts(session, kind, event),
        )


def complained(session: Session, event: ProblemReported) -> None:
    """The restaurant's owners and managers."""
    order = session.get_one(Order, event.order_id)
    roles = (StaffRole.OWNER, StaffRole.MANAGER)
    for to in recipients.staff(session, event.restaurant_id, *roles):
        telling.tell(
            session,
            "dish_complained_of",
            to,
            key=f"case:{event.case_id}",
            link="/restaurant/reviews",
            facts={"order": order.number, "count": event.quantity, "dish": event.dish},
        )


def decided(session: Session, event: ProblemDecided) -> None:
    """What is given back is told as money; a no is told with its reason on the order's page."""
    if event.is_given:
        return
    order = session.get_one(Order, event.order_id)
    telling.tell(
        session,
        "complaint_declined",
        recipients.customer(order.customer_id),
        key=f"case:{event.case_id}",
        subject=f"order:{order.id}",
        link=f"/orders/{order.id}",
        facts={"order": order.number, "count": event.quantity, "dish": event.dish},
    )


def _whom(session: Session, event: LinesUnread) -> list[tuple[str, Recipient, str]]:
    """Kind, recipient and where it leads."""
    is_ride = event.kind == Kind.CUSTOMER_RIDER
    if event.side == Side.CUSTOMER and event.customer_id is not None:
        link = f"/orders/{event.order_id}" if event.order_id else "/support"
        kind = "rider_wrote" if is_ride else "support_wrote"
        return [(kind, recipients.customer(event.customer_id), link)]
    if event.side == Side.RIDER and event.rider_id is not None:
        to = recipients.rider(session, event.rider_id)
        if is_ride:
            return [("customer_wrote", to, "/rider")]
        return [("support_wrote_rider", to, "/rider/support")]
    if event.side == Side.RESTAURANT and event.restaurant_id is not None:
        staff = recipients.staff(session, event.restaurant_id)
        return [("support_wrote_restaurant", to, "/restaurant/support") for to in staff]
    return []


def _facts(session: Session, kind: str, event: LinesUnread) -> dict[str, Value]:
    """First names: who somebody is beyond that is not the other's business."""
    if event.order_id is None or kind not in ("rider_wrote", "customer_wrote"):
        return {}
    order = session.get_one(Order, event.order_id)
    if kind == "customer_wrote":
        return {"order": order.number, "customer": _first(order.customer_name)}
    return {"order": order.number, "rider": _first(_name_of(session, event.rider_id))}


def _name_of(session: Session, rider_id: UUID | None) -> str:
    profile = session.get_one(RiderProfile, rider_id)
    return session.get_one(User, profile.user_id).name


def _first(name: str) -> str:
    return name.partition(" ")[0]
