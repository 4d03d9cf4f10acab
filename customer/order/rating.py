"""How was it?"""

import reflex as rx
from reflex.event import EventSpec

from customer.order.state import OrderScreen as Screen
from foodapp.kit.words import t
from foodapp.ui.kit import button, card, each, either, heading, icon, phrase, star_choice, text_area
from foodapp.views.customer.order import BoughtLine


def rating_form() -> rx.Component:
    return card(
        heading("How was it?", level=2),
        rx.el.form(
            _asked("The food", star_choice(Screen.food_stars, Screen.rate_food, "The food")),
            rx.cond(
                Screen.order.is_delivery,
                _asked(
                    "The delivery",
                    star_choice(Screen.delivery_stars, Screen.rate_delivery, "The delivery"),
                ),
            ),
            rx.el.ul(
                each(Screen.order.lines, _thumbs),
                aria_label="Dishes",
                class_name="flex w-full flex-col gap-1",
            ),
            rx.el.div(
                text_area(
                    "A few words",
                    "text",
                    hint="The restaurant reads them, and may answer.",
                    max_length=1000,
                ),
                class_name="w-full",
            ),
            button("Send", type="submit", disabled=Screen.food_stars == 0, id="send-rating"),
            on_submit=Screen.send_rating,
            aria_label="Rate this order",
            class_name="flex flex-col items-start gap-3 pt-2",
        ),
        id="rate",
    )


def what_you_said() -> rx.Component:
    review = Screen.review
    return rx.cond(
        review.food_stars > 0,
        card(
            heading("You said", level=2),
            _given("Food", review.food_stars),
            rx.cond(review.delivery_stars > 0, _given("Delivery", review.delivery_stars)),
            rx.cond(
                review.text != "",
                rx.el.p(review.text, class_name="whitespace-pre-line break-words pt-2"),
            ),
            rx.cond(
                review.answer != "",
                rx.el.div(
                    rx.el.p(Screen.order.restaurant_name, " answers", class_name="font-medium"),
                    rx.el.p(review.answer, class_name="whitespace-pre-line break-words"),
                    class_name="mt-3 rounded-xl bg-sunken p-3",
                ),
            ),
            id="your-rating",
        ),
    )


def _asked(what: str, choice: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.span(what, class_name="min-w-24 font-medium"),
        choice,
        class_name="flex flex-wrap items-center gap-2",
    )


def _given(what: str, number: int) -> rx.Component:
    return rx.el.p(
        what,
        ": ",
        rx.el.span(number, class_name="font-semibold tnum"),
        " of 5",
        class_name="text-muted",
    )


def _thumbs(line: BoughtLine) -> rx.Component:
    thumb = Screen.thumbs.get(line.id)
    return rx.el.li(
        rx.el.span(line.name, class_name="min-w-0 flex-1 truncate"),
        _thumb(
            "thumbs-up",
            phrase(t("{dish} was good", dish=line.name)),
            thumb == "up",
            Screen.thumb(line.id, True),
        ),
        _thumb(
            "thumbs-down",
            phrase(t("{dish} was not good", dish=line.name)),
            thumb == "down",
            Screen.thumb(line.id, False),
        ),
        class_name="flex w-full items-center gap-1",
    )


def _thumb(name: str, label: str, pressed: bool, on_click: EventSpec) -> rx.Component:
    base = "grid size-11 place-items-center rounded-xl "
    return rx.el.button(
        icon(name),
        type="button",
        aria_label=label,
        aria_pressed=either(pressed, "true", "false"),
        on_click=on_click,
        class_name=either(
            pressed, base + "bg-accent-soft text-accent-ink", base + "text-muted hover:bg-sunken"
        ),
    )
