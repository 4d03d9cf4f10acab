"""The cards that a customer keeps: which comes first, and which shall go."""

from collections.abc import AsyncIterator

import reflex as rx

from customer.state import CustomerState
from foodapp.cards import choosing, saving, syncing, wallet
from foodapp.cards.wallet import CardShown
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Id
from foodapp.ui.guard import Next, handler
from foodapp.ui.kit import (
    badge,
    button,
    each,
    either,
    error_banner,
    icon,
    icon_button,
    phrase,
    some,
)
from foodapp.ui.live import live_refresh
from foodapp.ui.notices import notify
from foodapp.views.customer import frame


class Cards(CustomerState, rx.State):
    """Kept at the payment service, shown here by what it says of them."""

    cards: list[CardShown] = []
    is_offered: bool = False
    is_full: bool = False
    leaving: bool = False  # on the way to the page where a card is saved
    error: str = ""

    @handler()
    async def load(self) -> Next:
        self.error, self.leaving = "", False
        await self._reload()
        live.watch(self, topics.wallet(await self._read(frame.user_id)))
        came_back = "card" in self.router.url.query_parameters
        return Cards.look_up if came_back else None

    @handler(rate="240/m")
    async def refresh(self) -> None:
        """Something was saved or removed: perhaps in another tab, perhaps while paying."""
        await self._reload()

    @handler(rate="10/m")
    async def look_up(self) -> None:
        """The address a customer returns to proves nothing: the gateway is asked, once."""
        before = len(self.cards)
        await self._call(syncing.look_up_now)
        await self._reload()
        if len(self.cards) > before:
            await notify(self, "Your card is saved.")

    @handler(rate="10/m")
    async def add(self) -> AsyncIterator[Next]:
        self.error, self.leaving = "", True
        yield None
        try:
            url = await self._call(saving.open_page)
        finally:
            self.leaving = False
        yield rx.redirect(url)

    @handler(rate="30/m")
    async def pay_first_with(self, card_id: Id) -> None:
        self.error = ""
        await self._do(wallet.pay_first_with, card_id)
        await self._reload()

    @handler(rate="30/m")
    async def remove(self, card_id: Id) -> None:
        self.error = ""
        await self._do(wallet.remove, card_id)
        await self._reload()
        await notify(self, "The card is removed.")

    async def _reload(self) -> None:
        found = await self._read(choosing.of_account)
        self.cards, self.is_offered, self.is_full = found.cards, found.is_offered, found.is_full


def cards() -> rx.Component:
    return rx.el.div(
        live_refresh(Cards.refresh),
        error_banner(Cards.error),
        rx.cond(
            some(Cards.cards),
            rx.el.ul(each(Cards.cards, card), class_name="divide-y divide-line"),
            rx.el.p(
                "No cards yet. With a saved card you pay in one tap. The payment service keeps it;"
                " we never see its number.",
                class_name="text-muted",
            ),
        ),
        button(
            icon("plus"),
            either(Cards.leaving, "Opening the page…", "Save a card"),
            look="quiet",
            on_click=Cards.add,
            disabled=Cards.leaving | Cards.is_full,
            id="add-card",
            class_name="mt-2",
        ),
        rx.cond(
            Cards.is_full,
            rx.el.p(
                "You keep as many cards as you can. Remove one to save another.",
                class_name="pt-2 text-sm text-muted",
            ),
        ),
    )


def card(one: CardShown) -> rx.Component:
    return rx.el.li(
        icon("credit-card", class_name="shrink-0 text-muted"),
        rx.el.div(
            rx.el.p(one.name, class_name="tnum"),
            rx.el.p(
                either(one.is_expired, "Expired ", "Expires "),
                one.expiry,
                class_name=either(
                    one.is_expired, "text-sm tnum text-act", "text-sm tnum text-muted"
                ),
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(
            one.is_default,
            badge("Pays first", look="accent"),
            button(
                "Use first",
                look="plain",
                on_click=Cards.pay_first_with(one.id),
                aria_label=phrase(t("Use first: {card}", card=one.name)),
            ),
        ),
        icon_button(
            "trash-2", phrase(t("Remove {card}", card=one.name)), on_click=Cards.remove(one.id)
        ),
        custom_attrs={"data-testid": "saved-card"},
        class_name="flex items-center gap-2 py-2",
    )
