"""A copy of what is the restaurant's own, for its owners."""

import reflex as rx

from foodapp.kit.words import t
from foodapp.privacy import restaurant_copies
from foodapp.ui.guard import handler
from foodapp.ui.kit import button, card, error_banner, heading, icon, phrase
from foodapp.ui.notices import notify
from foodapp.views.restaurant.own_data import RestaurantCopy, copy
from restaurant.state import RestaurantState


class RestaurantData(RestaurantState, rx.State):
    """The copy that can be asked for, and fetched."""

    shown: RestaurantCopy = RestaurantCopy()
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        self.shown = await self._read(copy)

    @handler(rate="10/m")
    async def ask(self) -> None:
        self.error = ""
        await self._do(restaurant_copies.ask)
        self.shown = await self._read(copy)
        await notify(self, "We put it together, and write to you when it is ready.")


def own_data() -> rx.Component:
    shown = RestaurantData.shown
    return card(
        heading("Your restaurant's data", level=2, class_name="pb-2"),
        rx.el.p(
            "Menu, orders, ledger, payouts, reviews and staff, as a ZIP of tables. Guests' names,"
            " addresses and notes are theirs and are left out.",
            class_name="pb-2 text-muted",
        ),
        error_banner(RestaurantData.error),
        rx.cond(
            shown.id != "",
            rx.el.p(
                rx.el.a(
                    icon("download", size=18),
                    phrase(t("Fetch it, until {until}", until=shown.until)),
                    href="/api/restaurant/export/" + shown.id,
                    id="fetch-data",
                    class_name="inline-flex min-h-11 items-center gap-2 font-semibold"
                    " text-accent-ink underline",
                )
            ),
        ),
        rx.cond(
            shown.is_being_made,
            rx.el.p("It is being put together. We write to you when it is ready.", role="status"),
            button("Ask for a copy", look="quiet", on_click=RestaurantData.ask, id="ask-for-data"),
        ),
        id="data",
    )
