"""A delivery under way: the next stop, what to collect, the door."""

from typing import Any

import reflex as rx

from foodapp.dispatch.carrying import REASONS
from foodapp.dispatch.rider_home import JobItem
from foodapp.ui.kit import badge, button, card, dialog, error_banner, heading, icon, money
from rider.layout import PINNED, PRIMARY
from rider.ride.door import call, navigate, pin_pad, step_start
from rider.ride.ride_map import ride_map
from rider.ride.state import Ride

COLLECTED = Ride.job.status == "collected"
AT_RESTAURANT = Ride.job.status == "at_restaurant"
HAND_OVER = (
    "inline-flex items-center justify-center bg-accent font-semibold text-on-accent"
    " disabled:opacity-50 " + PRIMARY
)


def job_screen():
    return rx.el.section(
        step_start(Ride.job.status + rx.cond(Ride.at_door, " door", ""), "job-title"),
        steps(),
        title(),
        error_banner(Ride.error),
        rx.cond(Ride.at_door & COLLECTED, at_the_door(), on_the_way()),
        dialogs(),
        id="job",
        custom_attrs={"data-status": Ride.job.status},
        class_name="flex flex-1 flex-col gap-3",
    )


def steps():
    """Where in the delivery we are: four strokes, and the words for those who do not see them."""
    reached = rx.match(
        Ride.job.status,
        ("assigned", 1),
        ("at_restaurant", 2),
        rx.cond(Ride.at_door, 4, 3),
    ).to(int)
    names = ["Ride to the restaurant", "Collect", "Ride to the customer", "Hand over"]
    return rx.el.ol(
        *[
            rx.el.li(
                rx.el.span(name, class_name="sr-only"),
                aria_current=rx.cond(reached == n, "step", "false"),
                class_name=rx.cond(
                    reached >= n,
                    "h-1.5 flex-1 rounded-full bg-accent",
                    "h-1.5 flex-1 rounded-full bg-line",
                ),
            )
            for n, name in enumerate(names, start=1)
        ],
        aria_label="Steps of this delivery",
        class_name="flex gap-1.5",
    )


def title():
    words = rx.match(
        Ride.job.status,
        ("assigned", "Ride to " + Ride.job.restaurant),
        ("at_restaurant", "Collect " + Ride.job.number),
        rx.cond(
            Ride.at_door,
            "Ask " + Ride.job.customer + " for the PIN",
            "Bring it to " + Ride.job.customer,
        ),
    )
    return rx.el.div(
        heading(words, id="job-title"),
        rx.el.p(
            rx.cond(COLLECTED, _promised(), _ready()),
            class_name="mt-1 flex flex-wrap items-center gap-2 text-muted tnum",
        ),
        role="status",
    )


def _ready():
    return rx.cond(
        Ride.job.is_ready,
        badge("Ready to collect", look="done"),
        rx.fragment("Food ready about ", Ride.job.ready),
    )


def _promised():
    return rx.fragment("Promised for about ", Ride.job.arrive)


def on_the_way():
    return rx.el.div(
        rx.el.div(
            rx.cond(AT_RESTAURANT, bag(is_open=True), way()),
            rx.el.div(
                rx.cond(COLLECTED, customer_stop(), restaurant_stop()),
                rx.cond(AT_RESTAURANT, rx.fragment(), bag(is_open=False)),
                rx.cond(COLLECTED, rx.fragment(), customer_stop()),
                pay(),
                class_name="flex flex-col gap-3",
            ),
            class_name="grid items-start gap-3 [--map-h:max(180px,28dvh)] lg:grid-cols-2"
            " lg:[--map-h:60dvh]",
        ),
        next_step(),
        class_name="flex flex-1 flex-col",
    )


def way():
    return ride_map(
        pickup=Ride.job.pickup,
        dropoff=Ride.job.dropoff,
        pickup_label=Ride.job.restaurant,
        dropoff_label=Ride.job.customer,
        collected=COLLECTED,
        height="var(--map-h)",
        label="Your way",
    )


def restaurant_stop():
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


def customer_stop():
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
            class_name="mt-3 flex gap-2",
        ),
        id="stop-customer",
    )


def _stop_head(icon_name: str, verb: str, who: Any, street: Any, city: Any):
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


def bag(*, is_open: Any):
    """What has to be in it, to be ticked off at the counter."""
    return card(
        rx.el.details(
            rx.el.summary(
                rx.el.span("In the bag ", class_name="font-semibold"),
                rx.el.span(Ride.job.number, class_name="font-bold tnum"),
                rx.el.span(
                    Ride.job.item_count,
                    rx.cond(Ride.job.item_count == 1, " item", " items"),
                    class_name="ml-auto text-muted tnum",
                ),
                class_name="flex min-h-11 cursor-pointer items-center gap-2",
            ),
            rx.el.ul(
                rx.foreach(Ride.job.contents, _bag_line),
                aria_label="Tick off what you have",
                class_name="flex flex-col divide-y divide-line",
            ),
            open=is_open,
        ),
        id="bag",
        class_name="!py-1",
    )


def _bag_line(item: JobItem, index: int):
    return rx.el.li(
        rx.el.label(
            rx.el.input(
                type="checkbox",
                id="bag-item-" + index.to_string(),
                class_name="peer size-7 shrink-0 accent-accent",
            ),
            rx.el.span(item.quantity, "×", class_name="w-9 text-lg font-bold tnum"),
            rx.el.span(
                rx.el.span(item.name, class_name="block text-lg leading-snug"),
                rx.el.span(item.details, class_name="block text-sm text-muted"),
                class_name="min-w-0 flex-1 peer-checked:opacity-60",
            ),
            class_name="flex min-h-14 items-center gap-3 py-2",
        ),
    )


def pay():
    return rx.el.p(
        icon("wallet"),
        money(Ride.job.pay, class_name="font-semibold text-ink"),
        rx.el.span("for ", Ride.job.distance),
        rx.cond(
            Ride.job.tip != "",
            rx.el.span("· tip ", money(Ride.job.tip), " in it"),
        ),
        class_name="flex flex-wrap items-center gap-x-2 px-1 text-sm text-muted",
    )


def next_step():
    return rx.el.div(
        rx.match(
            Ride.job.status,
            (
                "assigned",
                button(
                    "I'm at the restaurant",
                    id="arrive",
                    on_click=Ride.arrive(Ride.job.id),
                    class_name=PRIMARY,
                ),
            ),
            (
                "at_restaurant",
                button(
                    "I have the food",
                    id="collect",
                    on_click=Ride.collect(Ride.job.id),
                    class_name=PRIMARY,
                ),
            ),
            button(
                "I'm at the door",
                id="at-door",
                on_click=Ride.stand_at_door(True),
                class_name=PRIMARY,
            ),
        ),
        rx.cond(
            COLLECTED,
            in_vain_button(),
            button(
                "I can't do this delivery",
                look="plain",
                wide=True,
                id="give-back",
                on_click=Ride.ask_about("give_back"),
            ),
        ),
        class_name="!mt-auto " + PINNED,
    )


def in_vain_button():
    return button(
        "I can't hand it over",
        look="plain",
        wide=True,
        id="could-not-deliver",
        on_click=Ride.ask_about("in_vain"),
    )


def at_the_door():
    return rx.el.div(
        card(
            rx.el.p(Ride.job.street, class_name="text-lg font-semibold"),
            rx.cond(
                Ride.job.address_note != "",
                rx.el.p(Ride.job.address_note, class_name="text-accent-ink"),
            ),
        ),
        pin_pad(
            Ride.pin_tries,
            lambda pin: Ride.hand_over(Ride.job.id, pin),
            HAND_OVER,
        ),
        in_vain_button(),
        button(
            "Back to the map",
            look="quiet",
            wide=True,
            id="back-to-map",
            on_click=Ride.stand_at_door(False),
        ),
        class_name="mx-auto flex w-full max-w-md flex-col gap-3 pb-4",
    )


def dialogs():
    return rx.fragment(
        dialog(
            Ride.asking == "give_back",
            "Give this delivery back?",
            rx.el.p("Somebody else is asked at once. Do this only if you cannot ride."),
            rx.el.div(
                button(
                    "Give it back",
                    look="act",
                    wide=True,
                    id="confirm-give-back",
                    on_click=Ride.give_back(Ride.job.id),
                ),
                button("Keep it", look="quiet", wide=True, on_click=Ride.ask_about("")),
                class_name="mt-4 flex flex-col gap-2",
            ),
            on_close=Ride.ask_about(""),
            sheet=True,
        ),
        dialog(
            Ride.asking == "in_vain",
            "What happened?",
            rx.el.p("The order ends here. Your ride is paid; support is told."),
            rx.el.div(
                *[
                    button(
                        words,
                        look="quiet",
                        wide=True,
                        id=f"reason-{reason}",
                        on_click=Ride.could_not_deliver(Ride.job.id, reason),
                        class_name="!min-h-14 !justify-start text-left",
                    )
                    for reason, words in REASONS.items()
                ],
                button("Try again", wide=True, on_click=Ride.ask_about("")),
                class_name="mt-4 flex flex-col gap-2",
            ),
            on_close=Ride.ask_about(""),
            sheet=True,
        ),
    )
