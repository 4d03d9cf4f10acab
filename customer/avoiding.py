"""What this person avoids: said once, seen beside every dish from then on. Guests may, too."""

import reflex as rx

from customer.restaurant import look
from customer.restaurant.state import RestaurantScreen
from foodapp.kit.words import t
from foodapp.menu.labels import ALLERGEN_NAMES, listed
from foodapp.orders import basket, eating
from foodapp.ui.args import Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.kit import button, chip, dialog, either, has, icon, phrase
from foodapp.ui.persona import VisitorState


class Avoiding(VisitorState, rx.State):
    chosen: list[str] = []
    words: str = ""  # "nuts and milk"
    shown: bool = False

    @handler()
    async def load(self) -> None:
        self.shown = False
        await self._reload()

    @handler()
    async def show(self, shown: bool) -> None:
        self.shown = shown

    @handler(rate="120/m")
    async def toggle(self, allergen: Word) -> Next:
        """Pressed again, it is taken back."""
        await self._do(basket.set_avoids, allergens=sorted(set(self.chosen) ^ {allergen}))
        await self._reload()
        return RestaurantScreen.refresh

    async def _reload(self) -> None:
        self.chosen = await self._read(eating.avoided)
        self.words = listed(self.chosen)


def avoiding_button() -> rx.Component:
    return rx.el.button(
        icon("triangle-alert", size=16, class_name="shrink-0"),
        rx.el.span(
            either(
                Avoiding.words != "",
                phrase(t("You avoid {things}", things=Avoiding.words)),
                "Do you avoid anything?",
            ),
            class_name="truncate",
        ),
        type="button",
        id="avoiding",
        on_click=Avoiding.show(True),
        class_name=look.AVOIDING,
    )


def avoiding_dialog() -> rx.Component:
    return dialog(
        Avoiding.shown,
        "What do you avoid?",
        rx.el.p(
            "Dishes that contain it, or of which it is not stated, are marked from now on. You are"
            " asked before you order one, and the kitchen reads it on your order.",
            class_name="pb-3 text-muted",
        ),
        rx.el.div(
            *[
                chip(
                    name,
                    chosen=has(Avoiding.chosen, key),
                    on_click=Avoiding.toggle(key),
                    id=f"i-avoid-{key}",
                )
                for key, name in ALLERGEN_NAMES.items()
            ],
            role="group",
            aria_label="Allergens you avoid",
            class_name="flex flex-wrap gap-2 pb-4",
        ),
        button("Done", wide=True, on_click=Avoiding.show(False)),
        on_close=Avoiding.show(False),
        sheet=True,
    )
