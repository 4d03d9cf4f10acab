import reflex as rx

from foodapp.ui.kit import (
    bar_chart,
    card,
    each,
    either,
    empty_state,
    error_banner,
    heading,
    skeleton,
    tabs,
)
from foodapp.views.restaurant.figures import Dish
from restaurant import addresses
from restaurant.analytics.state import Counter, Figures
from restaurant.layout import frame, page, page_head

PERIODS = [("7", "7 days"), ("30", "30 days"), ("90", "90 days")]


@page(addresses.FIGURES, "Figures", Figures.load)
def figures() -> rx.Component:
    return frame(
        addresses.FIGURES,
        Figures.load,
        page_head(
            "Figures",
            "Up to today, compared with as many days before.",
            tabs(Figures.days, PERIODS, Figures.choose, "Period"),
        ),
        error_banner(Figures.error),
        rx.cond(
            Figures.loaded,
            rx.cond(Figures.has_orders, _report(), _nothing()),
            rx.cond(Figures.error == "", skeleton(lines=9)),
        ),
    )


def _report() -> rx.Component:
    return rx.el.div(
        rx.el.dl(
            each(Figures.counters, _counter, key="label"),
            class_name="grid grid-cols-2 gap-3 md:grid-cols-4",
        ),
        card(bar_chart(Figures.sales_bars, Figures.sales_title)),
        rx.el.div(
            rx.el.div(
                card(bar_chart(Figures.hour_bars, Figures.hours_title)),
                _promises(),
                _came_to_nothing(),
                class_name="flex min-w-0 flex-col gap-3",
            ),
            card(
                heading("Top dishes", level=2, class_name="text-base"),
                rx.el.ol(each(Figures.top, _dish, like="name"), class_name="pt-1"),
                class_name="min-w-0",
            ),
            class_name="grid items-start gap-3 lg:grid-cols-2",
        ),
        class_name="flex flex-col gap-3",
    )


def _promises() -> rx.Component:
    return card(
        heading("Promises", level=2, class_name="text-base"),
        rx.el.p(Figures.promise, class_name="py-1"),
        rx.el.p(
            "Promise what you can keep: riders and guests plan by it.",
            class_name="text-sm text-muted",
        ),
    )


def _came_to_nothing() -> rx.Component:
    return card(
        heading("Orders that came to nothing", level=2, class_name="text-base"),
        rx.el.ul(each(Figures.lost, _lost), class_name="pt-1"),
    )


def _counter(one: Counter) -> rx.Component:
    return rx.el.div(
        rx.el.dt(one.label, class_name="text-sm text-muted"),
        rx.el.dd(
            rx.el.span(one.shown, class_name="text-xl font-bold tnum sm:text-2xl"),
            rx.cond(
                one.change != "",
                rx.el.span(
                    one.change,
                    class_name=either(
                        one.is_better,
                        "text-sm font-semibold text-done tnum whitespace-nowrap",
                        "text-sm font-semibold text-accent-ink tnum whitespace-nowrap",
                    ),
                ),
            ),
            class_name="flex flex-wrap items-baseline gap-x-2",
        ),
        rx.el.dd(one.note, class_name="text-sm text-muted"),
        class_name="rounded-card border border-line bg-raised p-4 shadow-card",
    )


def _dish(dish: Dish) -> rx.Component:
    return rx.el.li(
        rx.el.span(dish.portions, "×", class_name="w-12 shrink-0 font-bold tnum"),
        rx.el.span(dish.name, class_name="min-w-0 truncate"),
        rx.el.span(dish.sales, class_name="ml-auto text-muted tnum whitespace-nowrap"),
        class_name="flex gap-2 border-t border-line py-2 first:border-0",
    )


def _lost(pair: tuple[str, int]) -> rx.Component:
    return rx.el.li(
        rx.el.span(pair[0]),
        rx.el.span(pair[1], class_name="ml-auto font-semibold tnum"),
        class_name="flex gap-2 border-t border-line py-2 first:border-0",
    )


def _nothing() -> rx.Component:
    return empty_state(
        "chart-column",
        "No orders in this time",
        "As soon as the first orders are in, you see here how they went.",
    )
