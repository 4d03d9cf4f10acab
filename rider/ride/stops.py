"""The two stops of a delivery, what is in the bag, and the way between."""

from typing import Any

import reflex as rx

from foodapp.ui.kit import VERBATIM, card, each, either, icon, money, text
from foodapp.views.rider.ride import JobItem
from rider.ride.door import call, navigate
from rider.ride.messages import message_customer
from rider.ride.ride_map import ride_map
from rider.ride.state import Ride

COLLECTED = Ride.job.status == "collected"


def way() -> rx.Component:
    return ride_map(
        pickup=Ride.job.pickup,
        dropoff=Ride.job.dropoff,
        pickup_label=Ride.job.restaurant,
        dropoff_label=Ride.job.customer,
        collected=COLLECTED,
        height="var(--map-h)",
        label="Your way",
    )


def restaurant_stop() -> rx.Component:
    return card(
        _stop_head("store", "Collect at", Ride.job.restaurant, Ride.job.restaurant_address, ""),
        rx.el.div(
            navigate("navigate-restaurant", Ride.job.pickup, Ride.job.restaurant),
            rx.cond(
                Ride.job.restaurant_phone != "",
                call("call-restaurant", Ride.job.restaurant_phone, Ride.job.restaurant),
            ),
            class_name="mt-3 flex gap-2",
        ),
        id="stop-restaurant",
    )


def customer_stop() -> rx.Component:
    return card(
        _stop_head("house", "Bring to", Ride.job.customer, Ride.job.street, Ride.job.city),
        rx.cond(
            Ride.job.address_note != "",
            rx.el.p(
                icon("message-square-text"),
                rx.el.span(Ride.job.address_note),
                id="address-note",
                class_name="mt-3 flex gap-2 rounded-xl bg-accent-soft px-3 py-2 text-accent-ink",
            ),
        ),
        rx.el.div(
            navigate("navigate-customer", Ride.job.dropoff, Ride.job.customer),
            message_customer("chat-customer"),
            class_name="mt-3 flex flex-wrap gap-2",
        ),
        id="stop-customer",
    )


def _stop_head(icon_name: str, verb: str, who: Any, street: Any, city: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(
            icon(icon_name),
            class_name="grid size-11 shrink-0 place-items-center rounded-full bg-accent-soft"
            " text-accent-ink",
        ),
        rx.el.div(
            rx.el.p(verb, class_name="text-sm text-muted"),
            rx.el.p(who, class_name="text-xl font-bold leading-snug"),
            rx.el.p(street, class_name="text-lg leading-snug"),
            rx.el.p(city, class_name="text-muted"),
            class_name="min-w-0",
        ),
        class_name="flex gap-3",
    )


def bag(*, is_open: Any) -> rx.Component:
    """What has to be in it, to be ticked off at the counter."""
    return card(
        rx.el.details(
            rx.el.summary(
                rx.el.span("In the bag ", class_name="font-semibold"),
                rx.el.span(Ride.job.number, class_name="font-bold tnum", custom_attrs=VERBATIM),
                rx.el.span(
                    Ride.job.item_count,
                    either(Ride.job.item_count == 1, " item", " items"),
                    class_name="ml-auto text-muted tnum",
                ),
                class_name="flex min-h-11 cursor-pointer items-center gap-2",
            ),
            rx.el.ul(
                each(Ride.job.contents, _bag_line, like="name"),
                aria_label="Tick off what you have",
                class_name="flex flex-col divide-y divide-line",
            ),
            open=is_open,
        ),
        id="bag",
        class_name="!py-1",
    )


def _bag_line(item: JobItem, index: int) -> rx.Component:
    return rx.el.li(
        rx.el.label(
            rx.el.input(
                type="checkbox",
                id="bag-item-" + text(index),
                class_name="peer size-7 shrink-0 accent-accent",
            ),
            rx.el.span(item.quantity, "×", class_name="w-9 text-lg font-bold tnum"),
            rx.el.span(
                rx.el.span(
                    item.name, class_name="block text-lg leading-snug", custom_attrs=VERBATIM
                ),
                rx.el.span(item.details, class_name="block text-sm text-muted"),
                class_name="min-w-0 flex-1 peer-checked:opacity-60",
            ),
            class_name="flex min-h-14 items-center gap-3 py-2",
        ),
    )


def pay() -> rx.Component:
    return rx.el.p(
        icon("wallet", class_name="shrink-0"),
        rx.el.span(
            money(Ride.job.pay, class_name="font-semibold text-ink"),
            " for ",
            rx.el.span(Ride.job.distance, class_name="whitespace-nowrap"),
            rx.cond(Ride.job.tip != "", rx.fragment(", with a tip of ", money(Ride.job.tip)), ""),
            rx.cond(
                Ride.job.cash != "",
                rx.fragment(". The customer pays you ", money(Ride.job.cash), " in cash"),
                "",
            ),
        ),
        class_name="flex items-center gap-2 px-1 text-sm text-muted tnum",
    )
