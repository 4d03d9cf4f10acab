from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.listing import Filtered
from foodapp.restaurants.models import RestaurantStatus
from foodapp.views.console import restaurants
from foodapp.views.console.restaurants import Place


class Restaurants(Filtered, rx.State):
    """The restaurants, those to be looked at first."""

    _address: ClassVar[str] = addresses.RESTAURANTS
    _choices: ClassVar[frozenset[str]] = frozenset(RestaurantStatus)

    rows: list[Place] = []

    async def _rows(self, after: UUID | None) -> str:
        status = RestaurantStatus(self.which) if self.which else None
        page = await self._read(restaurants.places, search=self.search, status=status, after=after)
        self.rows = page.rows
        return page.next_after
