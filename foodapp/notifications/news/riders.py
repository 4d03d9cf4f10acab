"""What riders hear."""

from sqlmodel import Session, select

from foodapp.accounts.events import RiderStopped
from foodapp.dispatch.events import OfferMade
from foodapp.dispatch.models import Delivery, Offer
from foodapp.kit.money import Money
from foodapp.kit.when import Moment
from foodapp.notifications import recipients, telling
from foodapp.orders.events import OrderEvent
from foodapp.orders.models import Order
from foodapp.restaurants.models import Restaurant


def offered(session: Session, event: OfferMade) -> None:
    """A phone shows one offer: the next takes its place."""
    offer, order = session.get_one(Offer, event.offer_id), session.get_one(Order, event.order_id)
    telling.tell(
        session,
        "delivery_offered",
        recipients.rider(session, event.rider_id),
        key=f"offer:{offer.id}",
        subject="offer",
        link="/rider",
        facts={
            "offer_id": str(offer.id),
            "amount": Money(offer.pay_minor, order.currency),
            "restaurant": session.get_one(Restaurant, order.restaurant_id).name,
            "at": Moment(offer.answer_by),
        },
    )


def order_ended(session: Session, event: OrderEvent) -> None:
    """Whoever was to bring it need not."""
    mine = select(Delivery.rider_id).where(Delivery.order_id == event.order_id)
    rider_id = session.exec(mine).first()
    if rider_id is not None:
        telling.tell(
            session,
            "delivery_changed",
            recipients.rider(session, rider_id),
            key=f"order:{event.order_id}",
            subject=f"order:{event.order_id}",
            link="/rider",
            facts={"order": session.get_one(Order, event.order_id).number},
        )


def stopped(session: Session, event: RiderStopped) -> None:
    rider = recipients.rider(session, event.rider_id)
    telling.tell(session, "shift_ended", rider, key=f"stopped:{event.rider_id}", link="/rider")
