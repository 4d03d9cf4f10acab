"""An order, as its payment sees it: it follows its own events, and is told when money is held or
lost."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from foodapp.accounts.actors import PLATFORM
from foodapp.orders import endings, placing, timing
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments import pages
from foodapp.payments.models import Payment
from foodapp.payments.pages import PageText
from foodapp.payments.settled import Wish
from foodapp.realtime import topics
from foodapp.restaurants.models import Restaurant

WITHOUT_FOOD = frozenset(
    {OrderStatus.UNPAID, OrderStatus.REJECTED, OrderStatus.EXPIRED, OrderStatus.CANCELLED}
)


@dataclass(frozen=True)
class PaidOrder:
    order: Order
    takes_kept_cards = True

    @property
    def id(self) -> UUID:
        return self.order.id

    @property
    def customer_id(self) -> UUID:
        return self.order.customer_id

    @property
    def currency(self) -> str:
        return self.order.currency

    @property
    def card_minor(self) -> int:
        return self.order.card_minor

    @property
    def to_pay_minor(self) -> int:
        return self.order.to_pay_minor

    @property
    def topic(self) -> str:
        return topics.order(self.order.id)

    @property
    def awaits_payment(self) -> bool:
        return self.order.status is OrderStatus.AWAITING_PAYMENT

    @property
    def is_undecided(self) -> bool:
        return self.order.status in endings.UNDECIDED

    @property
    def came_to_nothing(self) -> bool:
        return self.order.status in WITHOUT_FOOD

    def key(self) -> dict[str, Any]:
        return {"order_id": self.order.id}

    def check_offered(self, session: Session) -> None:
        timing.check_unpaid(session, self.order)

    def page(self, session: Session) -> PageText:
        restaurant = session.get_one(Restaurant, self.order.restaurant_id)
        title = f"Order {self.order.number} from {restaurant.name}"
        return PageText(title, pages.of_order(self.order.id), "/checkout")

    def money_is_held(self, session: Session) -> None:
        placing.confirm_held(session, PLATFORM, self.order)

    def money_has_moved(self, session: Session, payment: Payment) -> None:
        """It follows its own events."""

    def money_is_lost(self, session: Session, reason: str) -> None:
        endings.payment_failed(session, PLATFORM, self.order.id, reason=reason)
        endings.capture_failed(session, PLATFORM, self.order.id)

    def hold_was_lost(self, session: Session) -> bool:
        return endings.capture_failed(session, PLATFORM, self.order.id)


def wish() -> Wish:
    """What each order wants of its payment, as SQL."""
    return Wish(
        is_decided=col(Order.status).not_in(endings.UNDECIDED),
        came_to_nothing=col(Order.status).in_(WITHOUT_FOOD),
        to_pay_minor=col(Order.to_pay_minor),
    )
