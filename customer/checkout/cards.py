"""Which card pays: one that is kept, in one tap, or another on the payment page."""

import asyncio
from uuid import UUID

import reflex as rx

from foodapp.accounts.actors import Customer
from foodapp.cards import choosing
from foodapp.cards.wallet import CardShown
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.payments import tapping
from foodapp.ui.args import Word
from foodapp.ui.guard import handler
from foodapp.ui.kit import chip, each, icon, some
from foodapp.ui.persona import VisitorState


class CardChoice(VisitorState, rx.State):
    """Of this checkout alone: the next one begins with the card that comes first."""

    cards: list[CardShown] = []
    chosen: str = ""  # id of a kept card; empty: another one, on the payment page
    short: str = ""  # of the chosen one: "Visa •• 4242"
    may_save: bool = False
    save: bool = False

    @handler()
    async def load(self) -> None:
        found = await self._read(choosing.ways)
        self.cards, self.may_save, self.save = found.cards, found.may_save, False
        self._take(next((card for card in self.cards if card.is_default), None))

    @handler(rate="60/m")
    async def choose(self, card_id: Word) -> None:
        """One of the shown cards; the payment judges it again. Empty: another one."""
        card = next((card for card in self.cards if card.id == card_id), None)
        if card_id and card is None:
            raise DomainError(t("Please choose one of your cards."))
        self._take(card)

    @handler(rate="60/m")
    async def save_it(self, wanted: bool) -> None:
        self.save = wanted

    async def _read_again(self, *, leave: bool) -> None:
        """After a refusal. leave: the chosen card, which said no; it is not the only way."""
        found = await self._read(choosing.ways)
        self.cards, self.may_save = found.cards, found.may_save
        still = [card for card in self.cards if card.id == self.chosen and not leave]
        self._take(still[0] if still else None)

    def _take(self, card: CardShown | None) -> None:
        self.chosen, self.short = (card.id, card.short) if card else ("", "")


async def way_to_pay(screen: rx.State, customer: Customer, order_id: UUID) -> str:
    """Where the customer goes now. A card that says no is left: the payment page is next."""
    choice = await screen.get_state(CardChoice)
    try:
        return await asyncio.to_thread(
            tapping.start,
            customer,
            order_id,
            card_id=UUID(choice.chosen) if choice.chosen else None,
            save_card=choice.save and not choice.chosen,
        )
    except DomainError as refusal:
        await choice._read_again(leave=isinstance(refusal, tapping.CardSaidNo))
        raise


def card_choice() -> rx.Component:
    return rx.el.div(
        rx.cond(
            some(CardChoice.cards),
            rx.el.div(
                each(CardChoice.cards, _card),
                chip(
                    icon("plus", size=18),
                    "Another card",
                    chosen=CardChoice.chosen == "",
                    on_click=CardChoice.choose(""),
                    id="another-card",
                ),
                role="group",
                aria_label="Which card",
                class_name="flex flex-wrap gap-2",
            ),
        ),
        rx.cond(
            CardChoice.may_save & (CardChoice.chosen == ""),
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    id="save-card",
                    checked=CardChoice.save,
                    on_change=CardChoice.save_it,
                    class_name="size-5 shrink-0 accent-accent",
                ),
                rx.el.span(
                    "Save this card for next time",
                    rx.el.span(
                        "The payment service keeps it; we never see its number.",
                        class_name="block text-sm text-muted",
                    ),
                ),
                class_name="flex min-h-11 items-center gap-3",
            ),
        ),
        class_name="flex flex-col gap-3",
    )


def _card(card: CardShown) -> rx.Component:
    return chip(
        icon("credit-card", size=18),
        rx.el.span(card.short, class_name="tnum"),
        chosen=CardChoice.chosen == card.id,
        on_click=CardChoice.choose(card.id),
        aria_label=card.name,
        custom_attrs={"data-testid": "kept-card"},
    )
