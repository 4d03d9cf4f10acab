"""What a restaurant offers for less."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit.db import ReadSession
from foodapp.restaurants import scoped
from foodapp.views import promotions as promotions_view
from foodapp.views.promotions import PromotionCard


@dataclass(frozen=True)
class PromotionsPage:
    restaurant_id: UUID
    cards: list[PromotionCard]
    currency: str
    time_zone: str


def promotions(session: ReadSession, staff: RestaurantStaff) -> PromotionsPage:
    place = scoped.read(session, staff)
    return PromotionsPage(
        restaurant_id=place.id,
        cards=promotions_view.of_restaurant(session, staff),
        currency=place.currency,
        time_zone=place.time_zone,
    )
