"""What those who work in a restaurant hear."""

from datetime import datetime

from sqlmodel import Session, col, select

from foodapp.accounts.actors import StaffRole
from foodapp.kit import clock
from foodapp.kit.money import Money
from foodapp.kit.when import Moment
from foodapp.kit.words import Value
from foodapp.menu.events import PictureReported
from foodapp.menu.models import Item
from foodapp.notifications import recipients, telling
from foodapp.orders.events import Holdup, OrderEvent, OrderPlaced, OrderRunsLate, RestaurantPrompted
from foodapp.orders.models import Order, OrderLine
from foodapp.payouts.events import InvoiceWritten, PayoutPaid
from foodapp.payouts.invoices import Invoice
from foodapp.payouts.models import PayeeKind, Payout
from foodapp.restaurants.models import Restaurant
from foodapp.reviews.events import ReviewGiven
from foodapp.reviews.models import Review

FEW_LEFT = 3
LEADS = (StaffRole.OWNER, StaffRole.MANAGER)


def order_placed(session: Session, event: OrderPlaced) -> None:
    _waits(session, "order_arrived", event)
    _low_stock(session, event)


def order_unanswered(session: Session, event: RestaurantPrompted) -> None:
    _waits(session, "order_unanswered", event)


def order_runs_late(session: Session, event: OrderRunsLate) -> None:
    """Where it is the kitchen that has not said anything."""
    order = session.get_one(Order, event.order_id)
    if event.by is not Holdup.KITCHEN or order.ready_by is None:
        return
    facts = _of_order(session, order, event.expected_by) | {"due": Moment(order.ready_by)}
    _tell_staff(session, "order_overdue", order, f"{event.expected_by:%H%M}", facts)


def _waits(session: Session, kind: str, event: OrderEvent) -> None:
    order = session.get_one(Order, event.order_id)
    facts = _of_order(session, order, order.answer_by or clock.now())
    _tell_staff(session, kind, order, "", facts)


def _of_order(session: Session, order: Order, at: datetime) -> dict[str, Value]:
    return {
        "order_id": str(order.id),
        "order": order.number,
        "restaurant": session.get_one(Restaurant, order.restaurant_id).name,
        "at": Moment(at),
    }


def _tell_staff(
    session: Session, kind: str, order: Order, step: str, facts: dict[str, Value]
) -> None:
    about = f"order:{order.id}"
    for one in recipients.staff(session, order.restaurant_id):
        telling.tell(
            session,
            kind,
            one,
            key=f"{about}:{step}" if step else about,
            subject=about,
            link="/restaurant",
            facts=facts,
        )


def _low_stock(session: Session, event: OrderPlaced) -> None:
    """Of what was ordered just now; once a day and dish."""
    sold = select(OrderLine.item_id).where(OrderLine.order_id == event.order_id)
    few = session.exec(
        select(Item).where(col(Item.id).in_(sold), col(Item.stock) <= FEW_LEFT).limit(20)
    ).all()
    if not few:
        return
    restaurant = session.get_one(Restaurant, event.restaurant_id).name
    for item in few:
        facts: dict[str, Value] = {"dish": item.name, "left": item.stock or 0}
        facts["restaurant"] = restaurant
        for one in recipients.staff(session, event.restaurant_id, *LEADS):
            telling.tell(
                session,
                "stock_low",
                one,
                key=f"stock:{item.id}:{clock.now():%Y%m%d}",
                link="/restaurant/menu",
                facts=facts,
            )


def payout_paid(session: Session, event: PayoutPaid) -> None:
    """Owners of a restaurant, or the rider."""
    payout = session.get_one(Payout, event.payout_id)
    facts: dict[str, Value] = {
        "payout_id": str(payout.id),
        "amount": Money(payout.amount_minor, payout.currency),
    }
    key = f"payout:{payout.id}:{payout.attempt}"
    if payout.payee is PayeeKind.RIDER:
        rider = recipients.rider(session, payout.payee_id)
        link = "/rider/earnings"
        telling.tell(session, "rider_paid", rider, key=key, link=link, facts=facts)
        return
    for one in recipients.staff(session, payout.payee_id, StaffRole.OWNER):
        link = "/restaurant/payouts"
        telling.tell(session, "payout_paid", one, key=key, link=link, facts=facts)


def invoiced(session: Session, event: InvoiceWritten) -> None:
    """Owners: it is theirs to keep."""
    invoice = session.get_one(Invoice, event.invoice_id)
    facts: dict[str, Value] = {
        "invoice_id": str(invoice.id),
        "number": invoice.number,
        "paper": invoice.kind.value,
        "month": invoice.month.isoformat(),
        "restaurant": session.get_one(Restaurant, invoice.restaurant_id).name,
    }
    for one in recipients.staff(session, invoice.restaurant_id, StaffRole.OWNER):
        key, link = f"invoice:{invoice.id}", "/restaurant/payouts"
        telling.tell(session, "invoice_written", one, key=key, link=link, facts=facts)


def picture_reported(session: Session, event: PictureReported) -> None:
    """Owners and managers, once of each picture: further reports are only counted."""
    item = session.get(Item, event.item_id)
    if item is None or item.archived_at is not None:
        return
    facts: dict[str, Value] = {
        "dish": item.name,
        "restaurant": session.get_one(Restaurant, event.restaurant_id).name,
        "why": event.why,
    }
    for one in recipients.staff(session, event.restaurant_id, *LEADS):
        telling.tell(
            session,
            "picture_reported",
            one,
            key=f"picture:{item.id}:{event.picture}",
            link="/restaurant/photos" if item.picture else "/restaurant/menu/pictures",
            facts=facts,
        )


def reviewed(session: Session, event: ReviewGiven) -> None:
    """Owners and managers, in the customer's own words."""
    review = session.get_one(Review, event.review_id)
    facts: dict[str, Value] = {
        "stars": review.food_stars,
        "name": review.customer_name,
        "review": review.text[:300],
    }
    for one in recipients.staff(session, event.restaurant_id, *LEADS):
        telling.tell(
            session,
            "review_given",
            one,
            key=f"review:{review.id}",
            link="/restaurant/reviews",
            facts=facts,
        )
