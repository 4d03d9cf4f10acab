"""Hours, where it is, and what people said."""

import reflex as rx

from customer.restaurant.photos import more_photos
from customer.restaurant.state import RestaurantScreen
from foodapp.ui.kit import dialog, each, either, heading, icon, join, phone_link, some, up_to
from foodapp.views.customer.restaurant import DayHours
from foodapp.views.reviews import ReviewCard


def about_dialog() -> rx.Component:
    one = RestaurantScreen.profile
    return dialog(
        RestaurantScreen.about_shown,
        one.name,
        rx.cond(some(RestaurantScreen.photos), more_photos(RestaurantScreen.photos)),
        rx.cond(
            RestaurantScreen.logo != "",
            rx.el.img(
                src=RestaurantScreen.logo, alt="", class_name="mb-3 size-16 rounded-xl object-cover"
            ),
        ),
        rx.el.p(
            icon("map-pin", size=18), one.address, class_name="flex items-center gap-2 text-muted"
        ),
        rx.cond(
            one.phone != "",
            rx.el.p(
                icon("phone", size=18),
                phone_link(one.phone, class_name="text-accent-ink"),
                class_name="flex items-center gap-2 text-muted",
            ),
        ),
        heading("Opening hours", level=2, class_name="pt-4"),
        rx.el.dl(each(one.week, _day, key="day"), class_name="flex flex-col"),
        heading("Reviews", level=2, class_name="pt-4"),
        rx.cond(
            some(RestaurantScreen.reviews),
            rx.el.ul(each(RestaurantScreen.reviews, review), class_name="divide-y divide-line"),
            rx.el.p("No reviews yet.", class_name="text-muted"),
        ),
        on_close=RestaurantScreen.hide_about,
        sheet=True,
    )


def _day(one: DayHours) -> rx.Component:
    return rx.el.div(
        rx.el.dt(one.day),
        rx.el.dd(one.hours, class_name="tnum"),
        class_name=either(
            one.is_today,
            "flex justify-between py-1 font-semibold",
            "flex justify-between py-1 text-muted",
        ),
    )


def review(one: ReviewCard) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(one.customer, class_name="font-medium"),
            rx.el.span(
                each(
                    up_to(one.food_stars),
                    lambda _: icon("star", size=14, class_name="fill-current text-accent"),
                ),
                rx.el.span(one.food_stars, " of 5 stars", class_name="sr-only"),
                class_name="flex",
            ),
            rx.el.time(
                one.day,
                custom_attrs={"dateTime": one.created_at},
                class_name="ml-auto text-sm text-muted tnum",
            ),
            class_name="flex items-center gap-2",
        ),
        rx.cond(one.text != "", rx.el.p(one.text, class_name="pt-1")),
        rx.cond(
            some(one.liked),
            rx.el.p(
                icon("thumbs-up", size=14),
                join(one.liked, ", "),
                class_name="flex items-center gap-1.5 pt-1 text-sm text-muted",
            ),
        ),
        rx.cond(
            one.answer != "",
            rx.el.p(
                rx.el.span("The restaurant: ", class_name="font-medium"),
                one.answer,
                class_name="mt-2 rounded-xl bg-sunken px-3 py-2 text-sm",
            ),
        ),
        class_name="py-3",
    )
