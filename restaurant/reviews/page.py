from typing import Any

import reflex as rx

from foodapp.ui.kit import (
    VERBATIM,
    badge,
    button,
    card,
    each,
    either,
    empty_state,
    error_banner,
    heading,
    icon,
    skeleton,
    some,
    tabs,
    text,
    text_area,
)
from foodapp.ui.live import live_refresh
from foodapp.views.restaurant.complaints import DishComplaints
from foodapp.views.reviews import ReviewCard
from restaurant import addresses
from restaurant.layout import frame, page, page_head
from restaurant.reviews.state import Reviews


@page(addresses.REVIEWS, "Reviews", Reviews.load)
def reviews() -> rx.Component:
    return frame(
        addresses.REVIEWS,
        Reviews.load,
        live_refresh(Reviews.refresh),
        page_head(
            "Reviews",
            "An answer within a day is what guests remember.",
            tabs(Reviews.only, [("all", "All"), ("open", "Unanswered")], Reviews.choose, "Show"),
        ),
        error_banner(Reviews.error),
        rx.cond(
            Reviews.loaded,
            rx.fragment(_complaints(), rx.cond(Reviews.count > 0, _all(), _nothing())),
            rx.cond(Reviews.error == "", skeleton(lines=8)),
        ),
    )


def _complaints() -> rx.Component:
    return rx.cond(
        some(Reviews.complaints),
        card(
            heading("Dishes that were not right", level=2),
            rx.el.p(
                "What guests told us in the last 90 days.", class_name="pb-1 text-sm text-muted"
            ),
            rx.el.ul(
                each(Reviews.complaints, _complaint, key="dish"),
                class_name="flex flex-col divide-y divide-line",
            ),
            id="complaints",
            class_name="mb-4",
        ),
    )


def _complaint(one: DishComplaints) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.dish, class_name="min-w-0 break-words font-medium", custom_attrs=VERBATIM),
        each(one.faults, lambda words: badge(words)),
        rx.el.span("last on ", one.last, class_name="ml-auto text-sm text-muted"),
        class_name="flex flex-wrap items-center gap-2 py-2",
    )


def _all() -> rx.Component:
    return rx.el.div(
        _summary(),
        rx.el.div(
            rx.cond(
                some(Reviews.cards),
                each(Reviews.cards, _review),
                empty_state("check-check", "Everything is answered", "Well done."),
            ),
            rx.cond(
                Reviews.more, button("Show more", look="quiet", wide=True, on_click=Reviews.turn)
            ),
            class_name="flex min-w-0 flex-col gap-3",
        ),
        class_name="grid items-start gap-4 lg:grid-cols-[18rem_1fr]",
    )


def _summary() -> rx.Component:
    return card(
        rx.el.p(
            rx.el.span(Reviews.average, class_name="text-5xl font-bold tnum"),
            rx.el.span("★", class_name="text-3xl text-accent", aria_hidden="true"),
            rx.el.span("of 5 stars", class_name="sr-only"),
            class_name="flex items-baseline gap-2",
        ),
        rx.el.p(
            Reviews.count,
            either(Reviews.count == 1, " review, ", " reviews, "),
            Reviews.unanswered,
            " unanswered",
            class_name="text-sm text-muted",
        ),
        rx.el.ol(each(Reviews.shares, _share), class_name="flex flex-col gap-1 pt-3"),
        class_name="lg:sticky lg:top-20",
    )


def _share(pair: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(pair[0], " ★", class_name="w-8 shrink-0 text-sm tnum"),
        rx.el.div(
            rx.el.div(
                class_name="h-full rounded-full bg-accent",
                style={"width": text(pair[1]) + "%"},
            ),
            class_name="h-2 flex-1 overflow-hidden rounded-full bg-sunken",
        ),
        rx.el.span(pair[1], "%", class_name="w-11 text-right text-sm text-muted tnum"),
        class_name="flex items-center gap-2",
    )


def _review(review: ReviewCard) -> rx.Component:
    return card(
        rx.el.div(
            rx.el.b(review.customer),
            _stars(review.food_stars, "Food"),
            rx.cond(review.delivery_stars > 0, _stars(review.delivery_stars, "Delivery")),
            rx.el.span(
                review.order_number,
                " · ",
                review.day,
                class_name="ml-auto text-sm text-muted tnum",
            ),
            class_name="flex flex-wrap items-center gap-x-4 gap-y-1",
        ),
        rx.cond(
            review.text != "",
            rx.el.p(review.text, class_name="whitespace-pre-line break-words pt-2"),
        ),
        rx.el.div(
            each(review.liked, lambda name: _dish(name, "thumbs-up")),
            each(review.disliked, lambda name: _dish(name, "thumbs-down")),
            class_name="flex flex-wrap gap-2 pt-2 empty:hidden",
        ),
        rx.cond(
            Reviews.answering == review.id,
            _form(review),
            rx.cond(review.answer != "", _answer(review), _begin(review, "Answer")),
        ),
    )


def _stars(count: Any, what: str) -> rx.Component:
    return rx.el.span(
        rx.el.span(what, class_name="text-muted"),
        rx.el.span("★", class_name="text-accent", aria_hidden="true"),
        rx.el.span(count, class_name="font-semibold tnum"),
        class_name="inline-flex items-center gap-1 text-sm",
    )


def _dish(name: Any, picture: str) -> rx.Component:
    return rx.el.span(
        icon(picture, 14),
        name,
        class_name="inline-flex items-center gap-1 rounded-full bg-sunken px-2.5 py-0.5 text-sm"
        " text-muted",
    )


def _begin(review: ReviewCard, words: str) -> rx.Component:
    return button(
        icon("reply", 18),
        words,
        look="plain",
        class_name="-mb-2 -ml-3 mt-1 px-3",
        on_click=Reviews.begin(review.id),
        aria_label=words + ", " + review.customer,
    )


def _answer(review: ReviewCard) -> rx.Component:
    return rx.el.div(
        rx.el.p("Your answer", class_name="text-sm font-semibold"),
        rx.el.p(review.answer, class_name="whitespace-pre-line break-words"),
        _begin(review, "Change"),
        class_name="mt-3 rounded-lg bg-sunken px-3 pt-2",
    )


def _form(review: ReviewCard) -> rx.Component:
    return rx.el.form(
        text_area(
            "Your answer",
            "answer",
            hint="Everybody can read it.",
            default_value=review.answer,
            max_length=1000,
            required=True,
            auto_focus=True,
        ),
        rx.el.div(
            button("Send", type="submit"),
            button("Cancel", look="quiet", on_click=Reviews.leave),
            class_name="flex gap-2",
        ),
        on_submit=Reviews.answer,
        class_name="flex flex-col gap-2 pt-3",
    )


def _nothing() -> rx.Component:
    return empty_state(
        "star",
        "No reviews yet",
        "Guests are asked after each delivery. What they say appears here.",
    )
